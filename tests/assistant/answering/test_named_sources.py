"""Whose figure a sentence gives: another body's isn't that of the one asked about."""

import numpy as np
import pytest
from support.transcript_candidates import reading, transcript

from assistant.answering.named_sources import asked_source, is_of_other_source
from assistant.answering.settling import settle
from assistant.answering.short_answer import find_short_answer
from index.records import Span
from index.retrieval.question import Question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much does the department say it costs?", "public"),
        ("What does the Fisheries Agency put the cost at?", "public"),
        ("How many posts go according to the nurses' union?", "workers"),
        ("What's the minister's own figure?", "public"),
        ("How much does the company think it will cost?", "business"),
        ("How much does it cost?", None),
        ("How much does Ada Brandt say it costs?", None),
        ("How much does the ministry owe?", None),
    ],
)
def test_whose_figure_is_asked_for(question, kind):
    assert asked_source(question) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The union puts the cost at 1.9 million.",
        "The nurses' union said that it costs 1.9 million.",
        "The Boatowners' League says 1.9 million a month.",
        "It costs 1.9 million, according to the opposition.",
        "“It costs 1.9 million,” said the nurses' union.",
        "According to campaigners, it costs 1.9 million.",
        "The department says 1.2 million, but the union says 1.9 million.",
    ],
)
def test_a_figure_of_another(sentence):
    at = sentence.index("1.9")
    assert is_of_other_source(sentence, Span(at, at + 11), "public")


@pytest.mark.parametrize(
    "sentence",
    [
        "It costs 1.9 million.",
        "The department says 1.9 million.",
        "The Ministry of Roads put it at 1.9 million.",
        "The union says 2.5 million, but our own estimate is 1.9 million.",
        "The union says 2.5 million; the ministry says 1.9 million.",
        "Tarn Mills says that it costs 1.9 million.",
        "The union was founded with 1.9 million.",
        "It costs 1.9 million, but 2.5 million according to the union.",
    ],
)
def test_a_figure_that_may_be_the_one_asked_for(sentence):
    at = sentence.index("1.9")
    assert not is_of_other_source(sentence, Span(at, at + 11), "public")


def test_the_figure_of_another_is_no_answer():
    first, second = transcript(
        ("Tey", "The Boatowners' League says nine million.", "Our own estimate is 5.5 million.")
    )
    some = [reading(first, "nine million"), reading(second, "5.5 million")]

    def left(question):
        asked = Question(question, np.zeros(1, np.float32), {}, ())
        return settle(some, [0.9, 0.1], asked).probabilities

    assert left("How much does the agency say it costs?") == (0.0, 1.0)
    assert left("How much does it cost?") == (0.9, 0.1)
    assert left("How much does the league say it costs?") == (0.9, 0.1)


LEAGUE = "The Boatowners' League says 9 million."


@pytest.mark.parametrize(
    ("turns", "figure", "left"),
    [
        ([("Tey", LEAGUE, "Our own estimate is 5.5 million.")], "5.5 million", (0.0, 1.0)),
        ([("Tey", LEAGUE), ("Ash", "5.5 million cars pass.")], "5.5 million", (0.9, 0.1)),
        ([(None, LEAGUE), (None, "5.5 million cars pass.")], "5.5 million", (0.9, 0.1)),
        ([("Tey", LEAGUE, "The union says 5.5 million.")], "5.5 million", (0.9, 0.1)),
        ([("Tey", LEAGUE, "A sum of 9 million is a lot.")], "9 million", (0.9, 0.1)),
    ],
)
def test_the_figure_asked_for_is_another_one_of_the_same_speaker_and_of_no_other_body(
    turns, figure, left
):
    first, second = transcript(*turns)
    some = [reading(first, "9 million"), reading(second, figure)]
    question = "How much does the agency say it costs?"
    asked = Question(question, np.zeros(1, np.float32), {}, ())
    assert settle(some, [0.9, 0.1], asked).probabilities == left


def test_the_figure_of_another_is_cited_but_not_given_for_the_one_asked_for():
    (one,) = transcript((None, "The union puts the cost at 1.9 million."))
    some = [reading(one, "1.9 million")]

    def short(question):
        return find_short_answer(Question(question, np.zeros(1, np.float32), {}, ()), some)

    assert short("How much does the department say it costs?") is None
    assert short("How much does the union say it costs?").text == "1.9 million"
