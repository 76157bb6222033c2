"""A date that is put off gives way to the new one, in its sentence and in others."""

import numpy as np
import pytest
from support.transcript_candidates import reading, transcript

from assistant.answering.moved_dates import find_moved_date
from assistant.answering.settling import settle
from assistant.answering.short_answer import find_short_answer
from index.retrieval.question import Question


def asked(text):
    return Question(text, np.zeros(1, np.float32), {}, ())


def settled(candidates, question):
    """The sentences that may answer."""
    found = settle(candidates, [1 / len(candidates)] * len(candidates), asked(question))
    return [one.text for one, share in zip(candidates, found.probabilities, strict=True) if share]


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("The hearing, due on 9 May, was put off until 23 October.", ["9 May"], "23 October"),
        ("The move has been postponed from 3 March to 1 April.", ["3 March"], "1 April"),
        (
            "The ferry was to sail on 4 June but is delayed to 2 July.",
            ["4 June"],
            "2 July",
        ),
        ("The deadline, originally 1 March, was extended to 15 April.", ["1 March"], "15 April"),
        ("The concert has been moved to Saturday, 12 July.", [], "Saturday, 12 July"),
        ("The council agreed to push back the opening until spring 2027.", [], "spring 2027"),
        ("The rules were brought forward to 1 May.", [], "1 May"),
        ("The fair will now be held on 6 August instead of 2 July.", ["2 July"], "6 August"),
        ("The new date is 23 October.", [], "23 October"),
        (
            "The whale, which was to leave on 17 April, now leaves on 22 May.",
            ["17 April"],
            "22 May",
        ),
        ("The talks were due to begin on 3 May and now begin in June.", ["3 May"], "June"),
    ],
)
def test_a_sentence_that_moves_a_date(sentence, old, new):
    found = find_moved_date(sentence)
    assert found is not None
    assert sentence[found.new.start : found.new.end] == new
    assert [sentence[one.start : one.end] for one in found.old] == old


@pytest.mark.parametrize(
    "sentence",
    [
        "The union wants to put off the vote until 23 October.",
        "The vote could be postponed to 23 October.",
        "The vote was not moved to 23 October.",
        "If the vote is put off until 23 October, he will resign.",
        "The family moved to Lund on 23 October.",
        "The Board asked the court to move the hearing to 23 October.",
        "The fair is on 23 October.",
        "Nobody knows whether it has been postponed until May.",
    ],
)
def test_no_date_is_moved_by_a_wish_or_a_possibility(sentence):
    assert find_moved_date(sentence) is None


def test_the_new_date_is_the_short_answer():
    text = "The hearing, due on 9 May, was put off until 23 October because the judge is ill."
    (one,) = transcript((None, text))
    found = find_short_answer(asked("When is the hearing?"), [reading(one, "9 May")])
    assert found and found.text == "23 October"
    found = find_short_answer(asked("When was the hearing at first?"), [reading(one, "9 May")])
    assert found and found.text == "9 May"


def test_another_date_of_the_sentence_stays_the_answer():
    text = "The Council decided on 2 March that the fair was moved to 23 August."
    (one,) = transcript((None, text))
    found = find_short_answer(asked("When did the Council decide that?"), [reading(one, "2 March")])
    assert found and found.text == "2 March"


@pytest.mark.parametrize(
    "moved",
    [
        "That has been pushed back to 15 October.",
        "This was postponed until 15 October.",
        "It is now put off to 15 October, to give the crews time.",
    ],
)
def test_the_sentence_before_gives_way(moved):
    some = transcript(("Tey", "The rules were to start on 1 September.", moved))
    assert settled(some, "When do the rules start?") == [moved]
    found = settle(some, [0.9, 0.1], asked("When do the rules start?"))
    assert [one.text for one in found.with_context([some[1]])] == [moved, some[0].text]


def test_an_earlier_document_gives_way():
    release = transcript((None, "Refunds start on 10 March."), date="2025-03-04")
    correction = transcript(
        (
            None,
            "The start of refunds has been postponed to 31 March, as shops aren't ready.",
        ),
        number=2,
        date="2025-03-19",
    )
    assert settled([*release, *correction], "When do the refunds start?") == [correction[0].text]
    first = settled([*release, *correction], "When were the refunds to start originally?")
    assert release[0].text in first


@pytest.mark.parametrize(
    ("other", "date", "question"),
    [
        # What is moved is something else, or the date is given after it was moved.
        (
            "Refunds for train tickets start on 10 March.",
            "2025-03-04",
            "When do train tickets start?",
        ),
        ("The refunds start on 20 April.", "2025-04-02", "When do the refunds start?"),
        ("The Mayor spoke on 10 March.", "2025-03-04", "When did the Mayor speak?"),
        ("The start of refunds was agreed on 3 March.", "2025-03-04", "When was the start agreed?"),
    ],
)
def test_other_dates_stay(other, date, question):
    some = transcript((None, other), date=date)
    moved = transcript(
        (None, "The start of kettle refunds was postponed to 31 March."),
        number=2,
        date="2025-03-19",
    )
    assert other in settled([*some, *moved], question)


@pytest.mark.parametrize(
    ("date", "gives_way"), [("9 May", True), ("10 March", False), ("31 May", False)]
)
def test_of_an_earlier_document_only_the_old_date_gives_way_where_it_is_told(date, gives_way):
    some = transcript((None, f"The kettle refunds start on {date}."), date="2025-03-04")
    moved = transcript(
        (None, "The start of kettle refunds, due on 9 May, was postponed to 31 May."),
        number=2,
        date="2025-03-19",
    )
    left = settled([*some, *moved], "When do the kettle refunds start?")
    assert (some[0].text not in left) == gives_way


@pytest.mark.parametrize(("date", "gives_way"), [("20 April", True), ("31 May", False)])
def test_an_earlier_document_that_has_the_new_date_stays(date, gives_way):
    some = transcript((None, f"The kettle refunds start on {date}."), date="2025-03-04")
    moved = transcript(
        (None, "The start of kettle refunds was postponed to 31 May."),
        number=2,
        date="2025-03-19",
    )
    left = settled([*some, *moved], "When do the kettle refunds start?")
    assert (some[0].text not in left) == gives_way


@pytest.mark.parametrize("is_before", [True, False])
def test_in_a_document_only_what_stands_before_gives_way(is_before):
    moved = "The start of kettle refunds was postponed to 31 May."
    other = "The kettle refunds start on 20 June."
    texts = (other, "Shops wait.", moved) if is_before else (moved, "Shops wait.", other)
    some = transcript(*((None, text) for text in texts), date="2025-03-04")
    left = settled(some, "When do the kettle refunds start?")
    assert (other not in left) == is_before
