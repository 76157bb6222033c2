"""Speeches and transcripts: whose turn it is."""

from __future__ import annotations

import pytest
from support.read_statements import said


def test_a_question_without_a_colon_is_nobodys_answer():
    text = (
        "MR. KIRBY:  We have been clear.\n\nQ    So that is a yes?\n\nMR. KIRBY:  It is.\n\n"
        "Q\u00a0\u00a0\u00a0And now?\n\nMR. KIRBY:  Next."
    )
    assert [one[0] for one in said(text)] == ["Mr. Kirby", "Q", "Mr. Kirby", "Q", "Mr. Kirby"]


@pytest.mark.parametrize("opening", ["", "Donald Trump, Hillary Clinton met Lester Holt.\n\n"])
def test_the_turns_of_a_transcript(opening: str):
    text = (
        f"{opening}TRUMP: We will win.\n\nCLINTON: We will not.\n\nTRUMP: Wrong.\n\n"
        "It is just wrong.\n\nHOLT: Next question."
    )
    names = ["Trump", "Clinton", "Trump", "Trump", "Holt"]
    words = ["We will win.", "We will not.", "Wrong.", "It is just wrong.", "Next question."]
    turns = said(text)
    assert [turn[3] for turn in turns] == words
    assert {turn[2] for turn in turns} == {"direct"}
    assert [(turn[0] or "").split()[-1] for turn in turns] == names
    if opening:
        assert turns[0][0] == "Donald Trump"


def test_labels_of_things_are_no_speakers():
    assert said("Note: The harbour is open.\n\nUpdate: It is shut.\n\nPhoto: A boat.") == []


def test_questions_and_answers_with_somebody_known():
    assert said("Q: Will you run?\n\nA: I will not run.", "Jane Brandt") == [
        ("Q", ":", "direct", "Will you run?"),
        ("Jane Brandt", ":", "direct", "I will not run."),
    ]


def test_a_whole_speech_is_its_speakers():
    text = "My friends, we meet again.\n\nWe will not yield."
    assert said(text) == []
    assert said(text, "Jane Brandt") == [
        ("Jane Brandt", None, "direct", "My friends, we meet again."),
        ("Jane Brandt", None, "direct", "We will not yield."),
    ]


def test_a_label_with_several_particles():
    text = "Ursula von der Leyen: We will stay.\n\nLars Holt: Why?\n\nUrsula von der Leyen: So."
    assert [one[0] for one in said(text)] == [
        "Ursula von der Leyen",
        "Lars Holt",
        "Ursula von der Leyen",
    ]


def test_the_labels_of_a_form_are_no_speakers():
    form = "Name: Rosa Vance\n\nAge: 31\n\nCity: Ghent\n\nName: Karl Moor\n\nAge: 40"
    assert said(form) == []


def test_an_article_goes_on_behind_the_transcript_that_it_quotes():
    told = "The harbour was full. "
    article = "\n\n".join([told * 2] * 6)
    text = f"{article}\n\nCole: It is full.\n\nVance: It is.\n\nCole: Then close it.\n\n{told}"
    assert [one[3] for one in said(text)] == ["It is full.", "It is.", "Then close it."]


def test_one_label_of_somebody_unknown_makes_no_transcript():
    assert said("Weather: It rained.\n\nThe harbour is shut.") == []
