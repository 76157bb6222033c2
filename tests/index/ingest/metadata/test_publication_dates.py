import subprocess
import sys
from pathlib import Path

import pytest

from index.ingest.metadata.publication_dates import publication_date
from index.ingest.metadata.title_and_outlet import find_outlet, find_title
from index.text.dates import parse_date

ROOT = Path(__file__).parents[4]
PROSE = "The minister said that the talks would go on, and that nothing had been decided yet.\n"


@pytest.mark.parametrize(
    "written",
    [
        "14.10.2022",
        "14/10/2022",
        "10/14/2022",
        "2022-10-14",
        "2022/10/14",
        "October 14, 2022",
        "14 October 2022",
        "14th of October 2022",
        "Oct. 14, 2022",
        "OCTOBER 14, 2022",
        "14-Oct-2022",
        "October\u00a014, 2022",
    ],
)
def test_one_day_in_many_forms(written):
    assert parse_date(written) == "2022-10-14"
    assert publication_date(f"A headline\n{written}\n\n{PROSE}") == "2022-10-14"


@pytest.mark.parametrize(
    "value",
    ["2022-10-14T09:30:00Z", "2022-10-14 09:30:00+02:00", "Fri, 14 Oct 2022 09:30:00 GMT"],
)
def test_times_beside_a_date_are_left_off(value):
    assert parse_date(value) == "2022-10-14"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2022",
        "October 2022",
        "31.02.2022",
        "February 30, 2022",
        "2022-13-01",
        "03/04/2022",
        "about 14.10.2022",
        "14.10.2022 or 15.10.2022",
        "1.2.3.2022",
        "version 2022-10-14-3",
    ],
)
def test_what_is_no_date_or_could_be_two(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "head",
    [
        "Talks go on. 14.10.2022, Sputnik International",
        "Talks go on… 14.10.2022, Sputnik International",
        "Published: October 14, 2022 at 3:45 PM",
        "Updated 15 October 2022 | Published 14 October 2022",
        "By Jane Roe, Associated Press | Oct. 14, 2022",
        "Friday, 14 October 2022, 10:30 GMT",
        "MOSCOW, October 14, 2022 (TASS) — The talks go on, the minister said.",
        "PALO ALTO, Calif. – October 14, 2022 – The company today said that it would go on.",
        "NEW YORK--(BUSINESS WIRE)--October 14, 2022--The company today said that it would.",
        "FOR IMMEDIATE RELEASE: October 14, 2022",
        "Date: 2022-10-14",
        "\ufeff14.10.2022",
        "Brussels, 14/10/2022\r",
        "Ministry of Foreign Affairs of Tarvania, 14 October 2022",
        "Senate of Westmoor, 14 October 2022",
        "Senate of Westmoor, Hansard, October 14, 2022",
        "Ministerio de Puertos, 14 October 2022",
        "Ministère des Transports et du Tourisme | 14 October 2022",
        "Ministry of Roads, press release, 14 October 2022",
        "Department of Roads and Bridges of the County of Lesk, media statement, 14 October 2022",
        "Published by the Office of the Prime Minister on 14 October 2022",
        "Issued by the Committee on Foreign Relations, 14 October 2022",
        "14 October 2022 – Embassy of Tarvania to the United Nations",
        "Centers for Disease Control, October 14, 2022 — The agency said that talks go on.",
    ],
)
def test_a_date_in_the_place_of_a_publication_date(head):
    assert publication_date(f"{head}\n{PROSE}") == "2022-10-14"


@pytest.mark.parametrize(
    "head",
    [
        "The treaty was signed on October 14, 2022, and has been in force since.",
        "On October 14, 2022, the minister said that talks would go on.",
        "The talks of October 14, 2022 go on.",
        "In the Senate of Westmoor, October 14, 2022, the talks go on.",
        "The Battle of Lesk, 14 October 2022",
        "The Senate of Westmoor on 14 October 2022",
        "The Office of the Prime Minister burned down on 14 October 2022",
        "The minister of roads, 14 October 2022",
        "What the Ministry of Roads knew of 14 October 2022",
        "October 14, 2022 – October 16, 2022: the forum takes place in Sochi for the fifth time.",
        "31.02.2022, Sputnik International",
        "March 1, 2020: talks begin\nApril 2, 2020: talks end\nMay 3, 2020: talks resume",
    ],
)
def test_a_date_that_the_text_is_about(head):
    assert publication_date(f"{head}\n{PROSE}") is None


def test_a_date_far_down_is_not_the_documents():
    assert publication_date(PROSE * 30 + "\n14.10.2022\n") is None


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", None),
        ("The forum opened on 25/03/2022.", "2022-04-03"),
        ("The forum opened on 03/25/2022.", "2022-03-04"),
        ("It opened on 03/25/2022 and closed on 26/03/2022.", None),
        ("It opened on 25.03.2022.", None),
        ("He spoke on April 3, 2022, in Sochi.", "2022-04-03"),
        ("He spoke on 4 March 2022, in Sochi.", "2022-03-04"),
        ("He spoke on 4 March 2022 and on April 3, 2022.", None),
    ],
)
def test_day_and_month_that_could_be_swapped(rest, expected):
    assert publication_date(f"A headline\n03/04/2022\n\n{PROSE}{rest}\n") == expected


def test_equal_or_dotted_parts_are_not_ambiguous():
    assert publication_date("05/05/2022\n") == "2022-05-05"
    assert publication_date("03.04.2022\n") == "2022-04-03"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (PROSE, "breitbart_2015-11-11_the-ninth.txt", "2015-11-11"),
        (PROSE, "breitbart_2015-02-30_the-ninth.txt", None),
        (f"14.10.2022\n{PROSE}", "breitbart_2015-11-11_the-ninth.txt", "2022-10-14"),
        (f"03/04/2022\n{PROSE}", "x_2022-03-04.txt", "2022-03-04"),
    ],
)
def test_the_files_name_is_used_last(text, name, expected):
    assert publication_date(text, file_name=name) == expected


@pytest.mark.parametrize(
    ("rest", "name", "expected"),
    [
        ("He had spoken in 2014.", "", None),
        ("The forum opened on October 14, 2022.", "", "2022-10-14"),
        ("© 2022 Sputnik", "", None),
        ("2022", "", "2022-10-14"),
        ("Elections 2024", "", None),
        ("", "x_2022-10-15.txt", "2022-10-14"),
        ("", "x_2021-03-01.txt", "2021-03-01"),
    ],
)
def test_a_dateline_without_its_year(rest, name, expected):
    text = f"SOCHI, October 14 (Sputnik) — {PROSE}{rest}\n"
    assert publication_date(text, file_name=name) == expected


def test_a_dateline_at_the_turn_of_the_year():
    text = f"SOCHI, Dec. 31 (Sputnik) — {PROSE}"
    assert publication_date(text, file_name="x_2023-01-01.txt") == "2022-12-31"


def test_the_library_for_month_names_is_loaded_only_where_there_is_one():
    code = (
        "import sys; from index.ingest.metadata.publication_dates import publication_date as p;"
        "p('14.10.2022, Sputnik'); p('He said so on May 3, 2022, and left.');"
        "print('dateparser' in sys.modules); p('May 3, 2022'); print('dateparser' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


# Titles


def test_abbreviations_do_not_end_a_headline():
    line = "Talks between the U.S. President and Mr. Roe Go On After St. Petersburg " + "x" * 90
    assert find_title(f"{line}\n{PROSE}") == line


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Talks go on\n\n{PROSE}", "Talks go on"),
        (f"\ufeff\n\n  Talks go on.  \r\n{PROSE}", "Talks go on."),
        (f"# Talks *go* on #\n{PROSE}", "Talks *go* on"),
        (f"14 October 2022\nBy Jane Roe\n\nTalks go on\n{PROSE}", "Talks go on"),
        (f"FOR IMMEDIATE RELEASE\n***\nTalks go on\n{PROSE}", "Talks go on"),
        (f"Will they talk? They will.\n{PROSE}", "Will they talk? They will."),
        (f"{PROSE.strip()} He went on. And on.\n{PROSE}", None),
        (f"SOCHI (Sputnik) — The talks go on.\n{PROSE}", None),
        ("Talks go on", None),
        ("x" * 201 + f"\n{PROSE}", None),
        ("", None),
    ],
)
def test_titles(text, title):
    assert find_title(text) == title


def test_front_matter_is_no_title():
    text = f"---\ntitle: [\n---\n# Talks go on\n{PROSE}"
    assert find_title(text, start=text.index("#")) == "Talks go on"


# Outlets


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("SOCHI (Sputnik) — The talks go on.", "Sputnik"),
        ("WASHINGTON (AP) — The talks go on.", "AP"),
        ("Headline\nNEW YORK, Oct 14 (Reuters) - The talks go on.", "Reuters"),
        ("MOSCOW, October 14. /TASS/. The talks go on.", "TASS"),
        ("14.10.2022, Sputnik International\nSOCHI (Sputnik) — Talks.", "Sputnik International"),
        ("14.10.2022, Sputnik International\n", "Sputnik International"),
        ("14.10.2022, Jane Roe\n", None),
        ("October 14, 2022, Geneva\n", None),
        ("By Jane Roe, Associated Press\n", "Associated Press"),
        ("By Jane Roe, London\n", None),
        ("Senator Roe (Independent) — who spoke first — left.", None),
        ("The agency (Reuters) said so.", None),
        (PROSE, None),
    ],
)
def test_outlets(text, outlet):
    assert find_outlet(text) == outlet


@pytest.mark.parametrize(
    "head",
    [
        "# The bridge\n\n- Opened: 2 June 1934, by the mayor\n- Length: 612 m\n",
        "The ferry in figures\n\n• First crossing: 2 June 1934\n• Seats: 300\n",
    ],
)
def test_a_fact_in_a_list_is_not_the_documents_date(head):
    assert publication_date(head) is None


def test_a_list_that_tells_the_documents_own_date():
    head = "# The bridge\n\n- Opened: 2 June 1934\n- Published: 3 March 2023\n"
    assert publication_date(head) == "2023-03-03"
