"""Yes or no, only where a sentence surely gives it."""

import numpy as np
import pytest
from support.transcript_candidates import transcript

from assistant.answering.settling import settle
from assistant.answering.yes_or_no import find_yes_or_no
from index.retrieval.question import Question


def answered(question, best, some):
    """The text of the yes or no, if the sentence of this number is the best one."""
    asked = Question(question, np.zeros(1, np.float32), {}, ())
    found = settle(some, [1 / len(some)] * len(some), asked)
    short = find_yes_or_no(asked, some[best], some, found.withdrawals)
    return short and short.text


BRIEFING = transcript(
    ("Penn", "Will there be a referendum?"),
    ("Korvath", "No.", "Deputies are elected to decide this."),
)


def test_a_reply_to_the_same_question():
    assert answered("Will there be a referendum?", 1, BRIEFING) == "No"
    assert answered("so will there be a referendum then?", 1, BRIEFING) == "No"


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (
            "Will visitors have to pay to see the whale?",
            "Do visitors have to pay to see the whale?",
        ),
        ("Can the divers find the bell?", "Can the divers find the bell?"),
    ],
)
def test_a_verb_of_reports_may_stand_in_both_questions(asked, question):
    some = transcript(("Q", asked), ("Reed", "No.", "We have tried."))
    assert answered(question, 1, some) == "No"
    assert (
        answered(
            question.replace("Do", "Did Reed say that").replace("Can", "Did Reed say that"), 1, some
        )
        is None
    )


@pytest.mark.parametrize(
    "question",
    [
        "Has Korvath ever said there won't be a referendum?",
        "Did Korvath rule out a referendum on the new bridge?",
        "Won't there be a referendum?",
    ],
)
def test_no_is_not_passed_on_to_another_question(question):
    assert answered(question, 1, BRIEFING) is None


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("No one was hurt.", "Was anyone hurt?"),
        ("No passengers were on board.", "Were passengers on board?"),
        ("No member of staff will lose their job.", "Will anyone on the staff lose their job?"),
        ("No member of staff will lose their job.", "Will any staff lose jobs?"),
        ("Not one boat will lose its licence over this.", "Will any boats lose their licence?"),
        ("Nobody has been arrested for the fire.", "Has anybody been arrested for the fire?"),
        ("None of the bridges is closed.", "Are any bridges closed?"),
    ],
)
def test_a_sentence_that_says_it_of_nobody(sentence, question):
    assert answered(question, 0, transcript((None, sentence))) == "No"
    assert answered(question, 0, transcript(("Brun", sentence))) == "No"


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("No member of staff will lose their job before May.", "Will any staff lose their job?"),
        ("No member of staff lost their job in 2019.", "Will any staff lose their job?"),
        ("No full-time nurse will lose her job.", "Will any nurses lose their jobs?"),
        ("No nurse will lose her job. Doctors are angry.", "Will any doctors lose their jobs?"),
        ("No one was hurt.", "Will anyone be hurt?"),
        ("No one was hurt.", "Was anyone arrested?"),
        ("No boat will lose its licence but ours.", "Will any boats lose their licence?"),
        ("No boat will lose its licence.", "Will the Mary lose its licence?"),
        ("No new boats will be built.", "Will any boats lose their licence?"),
        ("Nobody doubts that boats will lose their licence.", "Will boats lose their licence?"),
        ("No doubt some boats will lose their licence.", "Will any boats lose their licence?"),
    ],
)
def test_a_sentence_that_begins_with_no_is_not_always_a_reply(sentence, question):
    some = transcript((None, *sentence.split(". ")))
    assert answered(question, 0, some) is None


def test_a_withdrawn_figure():
    some = transcript(
        (
            None,
            "We wrote that three passengers were treated.",
            "That was wrong.",
            "Eight passengers were treated.",
        )
    )
    assert answered("Were three passengers treated?", 2, some) == "No"
    assert answered("Were eight passengers treated?", 2, some) is None
    assert answered("Did three ferries sink?", 2, some) is None
