"""Dates of hearings, sittings, records, releases and speeches: where each kind prints its own."""

import pytest

from index.ingest.metadata.publication_dates import HEADER_CHARACTERS, publication_date

PROSE = (
    "The minister said that the talks would go on until the end of the week, and that nobody had "
    "left the room. She spoke for an hour.\n"
)


def date_under(head: str) -> str | None:
    return publication_date(f"A title of the text\n{head}\n\n{PROSE}")


@pytest.mark.parametrize(
    "head",
    [
        # Committees
        "HEARING\n\nBEFORE THE\n\nCOMMITTEE ON ROADS\n\nTHURSDAY, JUNE 3, 2021",
        "Hearing held on June 3, 2021",
        # Parliaments
        "Thursday, 3 June 2021 - Part II",
        "Official Report, 3 June 2021, columns 12-40",
        "Hansard, 3 June 2021, vol. 812, cols. 12–40",
        "Volume 812: debated on Thursday 3 June 2021",
        "Strasbourg, Thursday 3 June 2021",
        "Thursday, June 3, 2021 (Morning sitting)",
        # The United Nations
        "A/76/PV.12\n\nThursday, 3 June 2021, 3 p.m.\nNew York",
        "Held at Headquarters, New York,\n\non Thursday, 3 June 2021, at 3 p.m.",
        "Held at the Palais des Nations, Geneva, on Thursday, 3 June 2021, at 10.15 a.m.",
        # Speeches and releases
        "Delivered on 3 June 2021",
        "Chambers of Commerce, Tarnholm Thursday 3 June 2021",
        "Thursday, 3 June 2021 00:01 - {{counter.value}}",
        "(As delivered at the Guildhall, London, on 3 June 2021)",
        "The speech made by Clara Whitcombe, the Minister of Roads, on 3 June 2021.",
        "Press release issued by the Ministry of Roads on 3 June 2021",
    ],
)
def test_where_statements_print_their_date(head):
    assert date_under(head) == "2021-06-03"


@pytest.mark.parametrize(
    "title",
    [
        "Foreign Minister Ida Maron's remarks and answers to media questions, Lesk, June 3, 2021",
        "Candidates' debate, Channel 5, 3 June 2021",
        "Briefing by Spokesperson Ida Maron, Lesk, Thursday, June 3, 2021",
        "Minutes of the Meeting of 3 June 2021",
        "Remarks of 3 June 2021",
        "Spokesperson Ida Maron’s Regular Press Conference on June 3, 2021",
    ],
)
def test_a_title_that_ends_with_its_date(title):
    assert publication_date(f"{title}\n\n{PROSE}") == "2021-06-03"


def test_a_line_of_its_own_is_better_than_the_title():
    text = f"Remarks at the memorial, 3 June 2001\n\n4 June 2021\n\n{PROSE}"
    assert publication_date(text) == "2021-06-04"


@pytest.mark.parametrize(
    "head",
    [
        "Scraped: 2021-06-03",
        "Retrieved 3 June 2021",
        "Date accessed: 3 June 2021",
        "Updated: 3 June 2021",
        "Last modified 3 June 2021, 10:15",
        "Embargoed until 3 June 2021, 10:00",
        "Embargo: 3 June 2021",
        "Varga to hold a press conference on 3 June 2021",
        "Both sides will meet in a hearing of 3 June 2021",
        "The treaty of 3 June 2021",
        "3 June 2021: the ferry sinks\n4 July 2021: the search ends\n5 May 2022: the hearing",
        "3 June 2021: the ferry sinks\n4 July 2021: the search ends",
        "• 3 June 2021 – Hearing in Lesk\n• 4 July 2021 – Debate in Tarnholm",
        "The debate of 3 June 2021 went on for six hours, and nobody left the room.",
    ],
)
def test_what_is_no_date_of_the_statement(head):
    assert date_under(head) is None


@pytest.mark.parametrize("label", ["Updated", "Last modified:", "Scraped on", "Accessed"])
def test_the_statements_own_date_is_found_beside_another(label):
    assert date_under(f"{label} 4 June 2021\n3 June 2021") == "2021-06-03"


def test_a_list_of_events_does_not_hide_the_date():
    events = "3 June 2022 – Hearing in Lesk\n4 July 2022 – Debate in Tarnholm"
    assert date_under(f"3 June 2021\n\n{events}") == "2021-06-03"


def test_two_readings_stay_open():
    assert date_under("Held at Headquarters, New York, on 03/04/2022") is None


@pytest.mark.parametrize("indent", [10, 60])
def test_the_blanks_that_centre_a_cover_do_not_count(indent):
    lines = [f"{'':{indent}}COMMITTEE MEMBER NUMBER {number}\n\n" for number in range(40)]
    cover = "".join(lines) + f"{'':{indent}}THURSDAY, JUNE 3, 2021\n\n"
    assert publication_date(cover + PROSE) == "2021-06-03"


def test_a_date_far_below_the_head_is_none():
    lines = "COMMITTEE MEMBER NUMBER SEVEN\n" * (HEADER_CHARACTERS // 20)
    assert publication_date(f"{lines}THURSDAY, JUNE 3, 2021\n{PROSE}") is None
