"""Interviews whose questions stand in bold, without labels."""

from __future__ import annotations

import pytest

from index.attribution.turns.finding import find_turns

ANSWERS = (
    "Salt. The drains lead it past the joint.",
    "They don't help.",
    "A year, if all goes well.",
)
VIEW = "**Others speak of six weeks.**"
REPLY = "I like them, but that is a fantasy."


def interview(*above: str, bold: bool = True) -> str:
    mark = "**" if bold else ""
    asked = ("What went wrong?", "So it wasn't lorries?", "How long will it take?")
    pairs = [
        part
        for question, answer in zip(asked, ANSWERS, strict=True)
        for part in (f"{mark}{question}{mark}", answer)
    ]
    return "\n\n".join([*above, *pairs, VIEW, REPLY]) + "\n"


def spoken(text: str) -> dict[str, str | None]:
    return {text[turn.start : turn.end].strip(): turn.speaker for turn in find_turns(text).turns}


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("*Dr Mara Holm teaches engineering at Oster College. Interview: Nils Berg.*", "Mara Holm"),
        ("Oskar T. Lund, who runs the ferry, spoke to us on Monday.", "Oskar T. Lund"),
        ("_Ada Brandt is the port's engineer._", "Ada Brandt"),
    ],
)
def test_the_answers_are_those_of_the_person_introduced(introduction, name):
    text = interview('# "Steel remembers"', "*Harbour Review*, 18 March 2023", introduction)
    found = spoken(text)
    assert {found.get(answer) for answer in (ANSWERS[0], REPLY)} == {name}


def test_what_stands_in_bold_is_the_interviewers():
    text = interview("*Ada Brandt is the port's engineer.*")
    assert not any(VIEW.strip("*") in words for words in spoken(text))


@pytest.mark.parametrize(
    "introduction",
    [
        "The bridge is closed, and nobody knows for how long.",
        "New York has many bridges.",
        "The Port Authority runs the ferry.",
    ],
)
def test_without_a_person_the_answers_are_nobodys(introduction):
    assert set(spoken(interview(introduction)).values()) <= {None}


def test_two_people_introduced_are_not_told_apart():
    text = interview("*Ada Brandt is the engineer.*", "*Nils Berg runs the ferry.*")
    assert set(spoken(text).values()) <= {None}


def test_questions_that_are_not_in_bold_do_not_make_an_interview():
    assert set(spoken(interview("Ada Brandt is the engineer.", bold=False)).values()) <= {None}
