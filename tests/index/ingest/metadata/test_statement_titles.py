"""Titles and outlets of hearings, records, sittings, releases, calls and speeches."""

from pathlib import Path

import pytest

from index.ingest.discovery import SourceFile
from index.ingest.loading import load_document
from index.ingest.metadata.metadata import Metadata
from index.ingest.metadata.title_and_outlet import find_outlet, find_title, find_title_span
from index.records import Document

PROSE = (
    "The minister said on Monday that the talks would go on until the end of the week, and that "
    "nobody had left the room. She spoke for an hour.\n\nThe Ministry of Roads had said so.\n"
)


def document(head: str, suffix: str = ".txt") -> Document:
    """A document of a head and prose, read as from a file."""
    name = f"document{suffix}"
    return load_document(SourceFile(name, Path(name), Metadata()), f"{head}\n\n{PROSE}".encode())


# Hearings


def cover(title: str, body: str, *, mark: str = "[House Hearing, 117 Congress]") -> str:
    centred = [f"{line:^72}" for line in (*title.split("\n"), "=" * 72)]
    below = ["HEARING", "BEFORE THE", *body.split("\n"), "ONE HUNDRED SEVENTEENTH CONGRESS"]
    below += ["FIRST SESSION", "__________", "JUNE 3, 2021", "__________", "Serial No. 117-42"]
    return "\n".join(
        [mark, "[From the U.S. Government Publishing Office]", "", "", *centred, ""]
    ) + ("\n\n".join(f"{line:^72}" for line in below))


HOUSE = "COMMITTEE ON ROADS\n\nU.S. HOUSE OF REPRESENTATIVES"


@pytest.mark.parametrize(
    "mark", ["[House Hearing, 117 Congress]", "[Joint House and Senate Hearing]"]
)
def test_a_hearing_has_the_title_of_its_cover(mark):
    found = document(cover("THE STATE OF THE\nNATION'S FERRIES, PART II", HOUSE, mark=mark))
    assert found.title == "THE STATE OF THE NATION'S FERRIES, PART II"
    assert found.outlet == "COMMITTEE ON ROADS, U.S. HOUSE OF REPRESENTATIVES"
    assert found.date == "2021-06-03"


def test_a_hearing_of_a_subcommittee_of_the_senate():
    body = "SUBCOMMITTEE ON HARBORS\n\nOF THE\n\nCOMMITTEE ON ROADS\nUNITED STATES SENATE"
    found = document(cover("OVERSIGHT OF THE FERRY FUND", body, mark="S. Hrg. 117-42"))
    assert found.title == "OVERSIGHT OF THE FERRY FUND"
    assert found.outlet == "SUBCOMMITTEE ON HARBORS OF THE COMMITTEE ON ROADS, UNITED STATES SENATE"


def test_a_cover_in_few_lines():
    head = "FERRY SAFETY\n\nHEARING BEFORE THE\nCOMMITTEE ON ROADS\n\nTHURSDAY, JUNE 3, 2021"
    text = f"{head}\n\n{PROSE}"
    assert find_title(text) == "FERRY SAFETY"
    assert find_outlet(text) == "COMMITTEE ON ROADS"


def test_a_cover_without_a_title_has_none():
    mark = "[House Hearing, 117 Congress]"
    text = f"{mark}\n\nHEARING\n\nBEFORE THE\n\n{HOUSE}\n\nJUNE 3, 2021\n\n{PROSE}"
    assert find_title(text) is None
    assert find_title_span(text) is None


def test_the_first_page_of_a_hearing():
    text = (
        "APPROPRIATIONS FOR FERRIES\n\nTHURSDAY, JUNE 3, 2021\n\nUNITED STATES SENATE,\n\n"
        f"COMMITTEE ON ROADS,\n\nWashington, D.C.\n\nThe committee met at 10 a.m.\n\n{PROSE}"
    )
    assert find_title(text) == "APPROPRIATIONS FOR FERRIES"
    assert find_outlet(text) == "COMMITTEE ON ROADS, UNITED STATES SENATE"


def test_prose_about_a_hearing_is_no_cover():
    text = f"Hearing Before the Ferry Committee Ends in Tears\n3 June 2021\n\n{PROSE}"
    assert find_title(text) == "Hearing Before the Ferry Committee Ends in Tears"
    assert find_outlet(text) is None


# The Congressional Record

RECORD = "Congressional Record Volume 167, Number 98 (Thursday, June 3, 2021)"
ONLINE = (
    "From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]"
)


@pytest.mark.parametrize(
    ("below", "heading"),
    [
        ("                   FERRY SAFETY\n\n\n  Mr. ROE. Mr. Speaker, I rise.", "FERRY SAFETY"),
        (
            "     TRIBUTE TO THE FERRYMEN OF\n          PUERTO LINDO\n\n  Ms. ROE. I rise.",
            "TRIBUTE TO THE FERRYMEN OF PUERTO LINDO",
        ),
        (
            "      By Mr. ROE (for himself and Ms. Lee):\n  S. 207. A bill to close harbors; to "
            "the Committee on Roads.\n\n                  the harbor act\n\n  Mr. ROE. I rise.",
            "the harbor act",
        ),
        ("         MEETINGS FOR FRIDAY,\n\n               JUNE 4, 2021\n\n  Roads: 10 a.m.", None),
    ],
)
def test_a_page_of_the_record(below, heading):
    found = document(f"[{RECORD}]\n[House]\n[Pages H1-H2]\n{ONLINE}\n\n\n{below}")
    assert found.title == f"{RECORD}: {heading or 'MEETINGS FOR FRIDAY, JUNE 4, 2021'}"
    assert (found.outlet, found.date) == ("Congressional Record", "2021-06-03")


def test_a_page_of_the_record_without_a_heading():
    name = "Congressional Record, Volume 167 Issue 98 (Thursday, June 3, 2021)"
    found = document(
        f"{name}\n[Senate]\n[Page S1]\n\n  The PRESIDING OFFICER. The clerk will call."
    )
    assert found.title == name


# Sittings and meetings


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (
            "House of Lords\n\nThursday 3 June 2021\n\nPrayers—read by the Bishop.\n\n"
            "Ferries: Safety",
            "Ferries: Safety",
            "House of Lords",
        ),
        ("Official Report, 3 June 2021, columns 12-40\nFerry Services", "Ferry Services", None),
        (
            "House of Commons, 3 June 2021\n\nMs Roe: Thank you, Mr Speaker.",
            None,
            "House of Commons",
        ),
        (
            "UNREVISED HANSARD\nNATIONAL ASSEMBLY\nTHURSDAY, 3 JUNE 2021\nPage: 1\n____\n"
            "PROCEEDINGS OF THE NATIONAL ASSEMBLY\n____\nThe House met at 14:00.",
            "PROCEEDINGS OF THE NATIONAL ASSEMBLY",
            "NATIONAL ASSEMBLY",
        ),
        (
            "House of Commons\nRoads Committee\nOral evidence: Ferry safety, HC 123\n\n"
            "Thursday 3 June 2021\n\nMembers present: Huw Roe (Chair)",
            "Oral evidence: Ferry safety, HC 123",
            "House of Commons",
        ),
        (
            "Verbatim report of proceedings\nThursday, 3 June 2021 - Part II\nStrasbourg\n\n"
            "12. Safety of ferries (debate)",
            "12. Safety of ferries (debate)",
            None,
        ),
        (
            "United Nations\tA/76/PV.12\nGeneral Assembly\nSeventy-sixth session\n"
            "12th plenary meeting\nThursday, 3 June 2021, 3 p.m.\nNew York\n\n"
            "The President (spoke in French): I give the floor to Ms. Roe.",
            "12th plenary meeting",
            "United Nations",
        ),
        (
            "Security Council\n9911th meeting\nThursday, 3 June 2021, 10 a.m.\n\n"
            "The President: I give the floor to the members.",
            "9911th meeting",
            "Security Council",
        ),
        (
            "Seventy-third Session, 8th & 9th Meetings (AM & PM)\n3 June 2021\n\n"
            "Leaders Call for Safer Ferries as General Assembly Continues Debate",
            "Leaders Call for Safer Ferries as General Assembly Continues Debate",
            None,
        ),
        (
            "Seventh special session\n\nGENERAL ASSEMBLY\n\n"
            "PROVISIONAL RECORD OF THE NINTH MEETING\n\n"
            "Held at Headquarters, New York,\n\non Thursday, 3 June 2021, at 3 p.m.\n\n"
            "The PRESIDENT: The session of the General Assembly is resumed.",
            "PROVISIONAL RECORD OF THE NINTH MEETING",
            "GENERAL ASSEMBLY",
        ),
        (
            "IN THE SUPREME COURT OF NORLAND\n\nROE v. HARBOR BOARD\n\nNo. 21-1234\n\nJune 3, 2021",
            "ROE v. HARBOR BOARD",
            "THE SUPREME COURT OF NORLAND",
        ),
    ],
)
def test_sittings_and_meetings(head, title, outlet):
    found = document(head)
    assert (found.title, found.outlet, found.date) == (title, outlet, "2021-06-03")


# Releases, speeches and calls


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (
            "Department of Justice\nU.S. Attorney's Office\nDistrict of Norland\n\n"
            "FOR IMMEDIATE RELEASE\nThursday, June 3, 2021\n\nTarnholm Man Sentenced for Fraud",
            "Tarnholm Man Sentenced for Fraud",
            "Department of Justice",
        ),
        (
            "THE WHITE HOUSE\nOffice of the Press Secretary\nFor Immediate Release\n"
            "June 3, 2021\n\n"
            "Remarks by the President on the Ferry Act\n\nRose Garden",
            "Remarks by the President on the Ferry Act",
            "THE WHITE HOUSE",
        ),
        (
            "European Commission\nPress release\nBrussels, 3 June 2021\nIP/21/2790\n\n"
            "Ferry rules: Commission opens procedures",
            "Ferry rules: Commission opens procedures",
            "European Commission",
        ),
        (
            "European Commission - Daily News\n\nBrussels, 3 June 2021",
            "European Commission - Daily News",
            "European Commission",
        ),
        (
            "EMBARGOED UNTIL 4 JUNE 2021, 10:00\nPRESS RELEASE\n12 Harbor Street, Tarnholm\n"
            "Tel. +47 55 01 22 33\npress@roads.example\n\nMinister opens ferry line\n\n3 June 2021",
            "Minister opens ferry line",
            None,
        ),
        (
            "Corrected: 4 June 2021\nPage 1 of 3\n\nFerry operator fined\n\n"
            "Ministry of Roads\n3 June 2021",
            "Ferry operator fined",
            "Ministry of Roads",
        ),
        (
            "Ministry of Foreign Affairs of Tarvania\n\nPress release No. 12/2021\n\n"
            "Statement on the closing of the strait\n\nLesk, 3 June 2021",
            "Statement on the closing of the strait",
            "Ministry of Foreign Affairs of Tarvania",
        ),
        (
            "Bridges to be repaired\n\n"
            "Published by the Office of the Prime Minister on 3 June 2021",
            "Bridges to be repaired",
            "Office of the Prime Minister",
        ),
        (
            "Coins were taken\n\nNorland State Police\n3 June 2021\n\n"
            "The Norland State Police said so.",
            "Coins were taken",
            "Norland State Police",
        ),
        ("The ferry\n\nTarnholm Post, 3 June 2021", "The ferry", "Tarnholm Post"),
        ("The ferry\n\nTarnholm Post\n3 June 2021", "The ferry", "Tarnholm Post"),
        (
            "Skip to main content\n\nNavigation path\n\nFerries are safe\n\n3 June 2021",
            "Ferries are safe",
            None,
        ),
        (
            "STATEMENT BY THE MINISTER\nON THE CLOSING OF THE BRIDGE\n\n3 June 2021",
            "STATEMENT BY THE MINISTER ON THE CLOSING OF THE BRIDGE",
            None,
        ),
        (
            "Spokesperson Ida Maron’s\nRegular Press Conference on June 3, 2021",
            "Spokesperson Ida Maron’s Regular Press Conference on June 3, 2021",
            None,
        ),
        (
            "Remarks by Minister Ida Maron at\nthe opening of the bridge\n\nTarnholm, 3 June 2021",
            "Remarks by Minister Ida Maron at the opening of the bridge",
            None,
        ),
        (
            "News conference after the talks\n\nida maron\n\n3 June 2021",
            "News conference after the talks",
            None,
        ),
        (
            "Harbor & Ferry Holdings plc\n\nQ1 2021 Earnings Conference Call\n\nJune 3, 2021",
            "Harbor & Ferry Holdings plc Q1 2021 Earnings Conference Call",
            None,
        ),
        (
            "Office of the Governor\n12 Harbor Street\n\nJune 3, 2021\n\nDear Madam Chair,",
            None,
            "Office of the Governor",
        ),
    ],
)
def test_releases_speeches_and_calls(head, title, outlet):
    found = document(head)
    assert (found.title, found.outlet, found.date) == (title, outlet, "2021-06-03")


@pytest.mark.parametrize(
    "head",
    [
        "From: Ada Renn <ada@press.example>\nTo: Desk\nSubject: The harbour\nDate: 3 June 2021",
        "TO: Members of the board\nFROM: Ada Renn\nDATE: June 3, 2021\nRE: The harbour",
    ],
)
def test_the_subject_of_a_letter_or_a_memo(head):
    found = document(head)
    assert (found.title, found.date) == ("The harbour", "2021-06-03")


@pytest.mark.parametrize(
    "signature", ["THE WHITE HOUSE,\n    June 3, 2021.", "Ministry of Roads, 3 June 2021"]
)
def test_the_body_that_signs(signature):
    assert find_outlet(f"A message\n\n{PROSE}\nCLARA WHITCOMBE\n\n{signature}\n") in (
        "THE WHITE HOUSE",
        "Ministry of Roads",
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "# Statement on the *ferries*\n\n*Ministry of Roads, 3 June 2021*",
            "Statement on the ferries",
        ),
        ("**FOR IMMEDIATE RELEASE**\n\n## Statement on the ferries", "Statement on the ferries"),
        ("Statement on the ferries\n========\n\n3 June 2021", "Statement on the ferries"),
    ],
)
def test_headings_of_markdown(head, title):
    assert document(head, ".md").title == title


# What only looks like a label or like a body


@pytest.mark.parametrize("paper", ["", "\nTarnholm Post\n3 June 2021"])
@pytest.mark.parametrize(
    "headline",
    [
        "Contact With the Rebels Lost",
        "Corrections Officer Charged With Theft",
        "Session Ends in Uproar",
        "First Year",
        "No. 10 Denies Report",
        "Embargo on Norland Lifted",
        "Press Release Shocks Markets",
        "Transcript Shows Minister Lied",
        "Tel Aviv Mayor Resigns",
        "Prayers for the Ferrymen",
        "From Lesk With Love",
        "By the Numbers: Ferries",
        "House of Cards",
        "House of Commons Rejects Ferry Bill",
        "Ministry of Roads Closes Bridge",
        "Mayor Blasts Council",
        "Democrats Retake the House",
        "Poll: Voters Back Ferries",
        "FACT SHEET: The Ferry Act",
        "Dr. Roe: Ferries Are Safe",
        "12 Harbor Street Reopens",
        "9/11 Remembered",
    ],
)
def test_headlines_stay_titles(headline, paper):
    text = f"{headline}{paper}\n\n{PROSE}"
    assert find_title(text) == headline
    assert find_outlet(text) == ("Tarnholm Post" if paper else None)


def test_running_text_behind_a_dateline_is_no_title():
    text = f"TARNHOLM, Norland, June 3 -- The Attorney General issued this:\n\n* * *\n\n{PROSE}"
    assert find_title(text) is None


def test_a_body_in_the_text_does_not_issue_it():
    text = f"The ferry\n\n{PROSE}\nMinistry of Roads\n3 June 2021\n\n{PROSE}"
    assert find_outlet(text) is None


# Turns and pages


@pytest.mark.parametrize(
    "turns",
    [
        "Mrs. Brandreth: Pensioners pay £212 a year.\n\nHelen Ashcombe: I will not promise a cap.",
        "Helen Ashcombe: I will not promise it.\n\nMary Brandreth: Why?\n\nTobias Renn: Order.",
        "SPEAKER 1: Welcome to all of you\nSPEAKER 2: Thank you",
        "[00:12:04] Anna Holm: Welcome to All\n\n[00:12:09] Bo Lind: Thank you",
        "Anna Holm\nWelcome to all.\n\nBo Lind\nThank you.\n\nAnna Holm\nShall we begin?",
        "MODERATOR: Good evening\n\nMs. Olsen: Good evening.",
    ],
)
def test_the_first_turn_of_a_transcript_is_no_title(turns: str):
    assert find_title(turns) is None


@pytest.mark.parametrize(
    "title",
    [
        "Brandt: Tolls to rise in May",
        "Bridge: what changes in May",
        "Ada Brandt: no toll before May",
        "Homes for all",
        "News of the bridge",
        "Contact with the ferry is lost",
        "Searching for the crew",
    ],
)
def test_a_headline_that_looks_a_little_like_a_turn_or_a_menu_is_a_title(title: str):
    labels = "Photo: A boat\n\nContact: Press office\nTel: 0123"
    assert find_title(f"{title}\n\n{PROSE}") == title
    assert find_title(f"{title}\n\n{labels}\n\n{PROSE}") == title


@pytest.mark.parametrize(
    "junk",
    [
        "Skip to content",
        "Home | Ministry of Roads",
        "Home > News > Press releases",
        "You are here: Home / News",
        "News | Press releases | Ministry of Roads",
        "Skip to main content\nMenu\nHome | About | Contact",
        "Cookies on this site\nAccept all cookies",
        "An official website of the United States government\nHere’s how you know",
        "City of Marlow Bay Menu Search",
        "Ministry of Roads Log in Search Menu",
        "Most read\n1. Bridge to close for good\n2. Mayor furious over the toll",
        "Related stories\n- Bridge to close for good\n- Mayor furious over the toll",
        "Toggle navigation\n\nSearch\n\nHome\n\nNews\n\nContact",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_the_menu_of_a_scraped_page_is_no_title(junk: str, suffix: str):
    assert document(f"{junk}\n\nToll on the bridge ends", suffix).title == "Toll on the bridge ends"


def test_a_menus_heading_in_markdown_is_no_title():
    head = "# Home | Ministry of Roads\n\n## Toll on the bridge ends"
    assert document(head, ".md").title == "Toll on the bridge ends"


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<title>Home | Ministry of Roads</title>", "<h2>Toll on the bridge ends</h2>"),
        (
            "<title>Toll</title><meta property='og:title' content='Home'>",
            "<h1>Toll on the bridge ends</h1>",
        ),
        ("<title>index</title>", "<h1>Skip to main content</h1><h1>Toll on the bridge ends</h1>"),
        ("<title>Untitled Document</title>", "<h1>Toll on the bridge ends</h1>"),
        (
            "<meta property='og:title' content='News | Press releases | Ministry of Roads'>",
            "<h1>Toll on the bridge ends</h1>",
        ),
    ],
)
def test_a_page_is_not_called_by_its_sites_menu(head: str, heading: str):
    paragraphs = "".join(f"<p>{line}</p>" for line in PROSE.split("\n") if line)
    page = f"<html><head>{head}</head><body><main>{heading}{paragraphs}</main></body></html>"
    source = SourceFile(Path("page.html"), "page.html", Metadata())
    assert load_document(source, page.encode()).title == "Toll on the bridge ends"
