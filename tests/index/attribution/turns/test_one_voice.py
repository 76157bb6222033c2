"""Who speaks in opinion pieces and letters: bylines with facts, signatures with offices."""

from __future__ import annotations

import pytest

from index.attribution.turns.finding import find_turns

OPINION = "I have counted the boats myself, and I was wrong more often than the machine is."
MORE = "My own guess is that nobody in the ministry has read the letter that we sent in May."


def speakers(text: str, title: str | None = None) -> set[tuple[str | None, str | None]]:
    turns = find_turns(text, title=title).turns
    return {(turn.speaker, turn.role) for turn in turns}


@pytest.mark.parametrize(
    ("byline", "name", "role"),
    [
        ("By Gideon Tarrow", "Gideon Tarrow", None),
        (
            "By Gideon Tarrow, President of the Union of Pilots. The Port News, 26 July 2019",
            "Gideon Tarrow",
            "President of the Union of Pilots",
        ),
        ("By Ysolde A. Brack, Pilots' Union", "Ysolde A. Brack", "Pilots' Union"),
        ("By Ysolde van Brack (Opinion)", "Ysolde van Brack", None),
        ("By Ysolde Brack | The Port News | 3 May 2021", "Ysolde Brack", None),
    ],
)
def test_the_author_of_an_opinion_piece_stands_in_its_byline(byline, name, role):
    text = f"I don't hate the machine\n\n{byline}\n\n{OPINION}\n\n{MORE}\n"
    assert speakers(text) == {(name, role)}


@pytest.mark.parametrize(
    "byline", ["By The Associated Press", "By Norvane Harbour Authority", "By our correspondent"]
)
def test_no_person_is_read_out_of_other_bylines(byline: str):
    assert speakers(f"Boats counted\n\n{byline}\n\n{OPINION}\n\n{MORE}\n") == set()


def test_an_article_that_is_not_in_the_first_person_is_nobodys():
    told = "The boats were counted on Monday by a machine that the port had bought in spring."
    assert speakers(f"Boats counted\n\nBy Gideon Tarrow, Port News\n\n{told}\n\n{told}\n") == set()


@pytest.mark.parametrize(
    ("salutation", "signature", "name"),
    [
        ("Sir,", "Dr Ilan Morrow", "Ilan Morrow"),
        ("Sir,", "Dr Ilan Morrow Children's ward, Karu Hospital", "Ilan Morrow"),
        ("Dear Editor,", "Ysolde Brack Chair, harbour committee", "Ysolde Brack"),
        ("To the Editor:", "Ysolde Brack, Port Elm", "Ysolde Brack"),
        ("Dear members of the Board,", "Yours,\n\nDr Emeric Oddway Chair, staff", "Emeric Oddway"),
    ],
)
def test_a_letter_is_by_whoever_signs_it(salutation: str, signature: str, name: str):
    text = f"A list is not the illness\n\n{salutation}\n\n{OPINION}\n\n{MORE}\n\n{signature}\n"
    assert {speaker for speaker, _ in speakers(text)} == {name}


def test_the_signature_is_not_part_of_the_letter():
    text = f"Sir,\n\n{OPINION}\n\n{MORE}\n\nDr Ilan Morrow Children's ward\n"
    end = max(turn.end for turn in find_turns(text).turns)
    assert text[:end].rstrip().endswith("in May.")
