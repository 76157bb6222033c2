"""Authors in bylines: how their names are written, and what follows "By" that is nobody."""

from __future__ import annotations

import pytest

from index.attribution.turns.bylines import read_byline
from index.attribution.turns.finding import find_turns

OPINION = "I have counted the boats myself, and I was wrong more often than the machine is."
MORE = "My own guess is that nobody in the ministry has read the letter that we sent in May."


def authors(line: str) -> list[tuple[str | None, str | None]]:
    return [(one.name, one.role) for one in read_byline(line)]


@pytest.mark.parametrize(
    "name",
    [
        "Ysolde Brack-Tarrow",
        "Jean-Luc Tarrow",
        "A. B. Tarrow",
        "A.B. Tarrow",
        "A B Tarrow",
        "A. Smith",
        "J.-P. Brack",
        "J. K. Tarrow-Brack",
        "Ysolde B. Brack",
        "Ysolde de la Brack",
        "Ysolde O’Brack",
        "Gideon Tarrow III",
        "Ada Brandt",
        "Jo Kerr",
        "May Tarrow",
        "Will Brooks",
        "George Will",
        "Anna Bishop",
        "Anna Day",
    ],
)
@pytest.mark.parametrize("form", ["By {}", "by {}", "**By {}**", "By {} | The Port News"])
def test_the_whole_name_of_an_author_is_read(form: str, name: str):
    assert authors(form.format(name)) == [(name, None)]


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("BY A. B. TARROW", "A. B. Tarrow", None),
        ("By Dr. Ysolde Brack", "Ysolde Brack", None),
        ("By Prof A. B. Smith", "A. B. Smith", None),
        ("By Ling Brown", "Ling Brown", None),
        ("By Jo Kerr MP", "Jo Kerr", None),
        ("By Jo Kerr, MP for Port Elm", "Jo Kerr", "MP for Port Elm"),
        ("By A. B. Tarrow, chair of the pilots", "A. B. Tarrow", "chair of the pilots"),
        ("By Ysolde Brack, 3 May 2021", "Ysolde Brack", None),
        ("By Ysolde Brack for The Port News", "Ysolde Brack", None),
        ("By Ysolde Brack Special to The Port News", "Ysolde Brack", None),
        ("By Ysolde Brack, professor", "Ysolde Brack", "professor"),
        ("By Ysolde Brack, professor of the sea", "Ysolde Brack", "professor of the sea"),
        ("By Ysolde Brack, Dr", "Ysolde Brack", None),
        ("By Ysolde Brack,", "Ysolde Brack", None),
        ("By Ysolde Brack, Norvane Pilots", "Ysolde Brack", "Norvane Pilots"),
        ("By Harbour Minister Ada Brandt", "Ada Brandt", "Harbour Minister"),
        ("By the Harbour Minister, Ada Brandt", "Ada Brandt", "Harbour Minister"),
    ],
)
def test_titles_offices_places_and_dates_are_not_part_of_the_name(line, name, role):
    assert authors(line) == [(name, role)]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Ysolde Brack and Gideon Tarrow", ["Ysolde Brack", "Gideon Tarrow"]),
        ("Ysolde Brack & A. B. Tarrow", ["Ysolde Brack", "A. B. Tarrow"]),
        ("YSOLDE BRACK AND GIDEON TARROW", ["Ysolde Brack", "Gideon Tarrow"]),
        ("Jo Kerr, Ada Brandt and Gideon Tarrow", ["Jo Kerr", "Ada Brandt", "Gideon Tarrow"]),
        ("Jo Kerr, Ada Brandt, and A. Tarrow", ["Jo Kerr", "Ada Brandt", "A. Tarrow"]),
        ("Anna Kerr and John Brandt, members of the board", ["Anna Kerr", "John Brandt"]),
        ("Jo Kerr and Ada Brandt | The Port News", ["Jo Kerr", "Ada Brandt"]),
    ],
)
def test_each_of_several_authors_is_read(who: str, names: list[str]):
    assert authors(f"By {who}") == [(name, None) for name in names]


NOBODY = [
    "way of background, I was a pilot for ten years",
    "way of background",
    "March I had counted them all",
    "March, I had lost",
    "March",
    "Early March",
    "Late May, All Was Lost",
    "Mid-March I Knew",
    "Tuesday, 3 May",
    "Tuesday",
    "Tuesday, May Brack Had Gone",
    "Monday Morning, the Boats Were Gone",
    "Monday Night",
    "Easter Monday",
    "Summer Term",
    "Spring Break",
    "New Year, I had gone",
    "Accident, Not Design",
    "Comparison, Boats Cost Less",
    "Popular Demand",
    "Any Means Necessary",
    "Royal Appointment",
    "Executive Order",
    "law, Senator Ada Brandt must go",
    "Anna Brack's reckoning",
    "Anna Brack’s Reckoning, Boats Sank",
    "Anna Brack I was told of the boats",
    "Ysolde Brack and staff",
    "Ysolde Brack and Reuters",
    "Port News Staff",
    "U.S. Staff",
    "Staff Reporter",
    "A Correspondent",
    "Our Correspondent",
    "The Associated Press",
    "Norvane Harbour Authority",
    "Norvane Editor",
    "Mr Tarrow",
    "Professor",
    "Dr.",
    "Professor of Virology",
]


@pytest.mark.parametrize("words", NOBODY)
@pytest.mark.parametrize("end", ["", ".", " | The Port News"])
def test_what_follows_by_is_nobody(words: str, end: str):
    assert read_byline(f"By {words}{end}") == []


@pytest.mark.parametrize("line", ["Gideon Tarrow", "Told by Gideon Tarrow", "By", "Bye Anna Brack"])
def test_a_line_without_by_is_no_byline(line: str):
    assert read_byline(line) == []


def speakers(text: str) -> set[str | None]:
    return {turn.speaker for turn in find_turns(text).turns}


@pytest.mark.parametrize("words", ["Monday Night", "Popular Demand", "March I had counted them"])
def test_a_line_with_by_is_no_speaker_and_hides_no_byline(words: str):
    text = f"By {words}\n\n{{}}{OPINION}\n\n{MORE}\n"
    assert speakers(text.format("")) == set()
    assert speakers(text.format("By A. B. Tarrow\n\n")) == {"A. B. Tarrow"}


def test_a_speech_may_begin_with_by():
    first = "By March I had counted the boats, and there were nine."
    text = f"Remarks by Anna Brandt\n\n{first}\n\n{OPINION}\n\n{MORE}\n"
    turns = find_turns(text).turns
    assert {turn.speaker for turn in turns} == {"Anna Brandt"}
    assert [text[turn.start : turn.end] for turn in turns] == [first, OPINION, MORE]
