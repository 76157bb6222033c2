"""What the large reader is given to read, and what its reading changes."""

from __future__ import annotations

import numpy as np
import pytest
from support.ranked_passages import part_of, passage, retrieval_of, turns, with_readings

from assistant.answering.candidates import find_candidates
from assistant.answering.close_reading import (
    CLOSE_WEIGHTS,
    MAX_CHARACTERS_READ_CLOSELY,
    close_signals,
    read_closely,
    verdict_odds,
)
from assistant.answering.confidence import CLOSE_READING, FIRST_READING
from assistant.answering.evidence_assessment import assess_evidence
from assistant.answering.sentence_scoring import UNREAD_SCORE
from assistant.readers.answer_spans import AnswerSpan
from assistant.readers.large_reader import CloseReading, YesNoVerdict
from index.records import Span

HOW_MANY = "How many lives did the storm cost?"
STORM = passage(
    ["The storm began on Monday.", "It cost 40 lives.", "Rain fell for a week."], number=1
)
FLOOD = passage(["The flood cost 12 lives.", "Nobody was warned."], number=2)


class SureOf:
    """A large reader that is sure of the sentences that hold some words, and keeps what it read."""

    def __init__(self, words, verdict=(0.1, 0.1, 0.8), parts=()):
        self.words, self.verdict, self.parts = words, YesNoVerdict(*verdict), parts
        self.texts = []

    def read_closely(self, question, texts):
        self.texts += [text.text for text in texts]
        return [self._reading(text) for text in texts]

    def _reading(self, text):
        answers = []
        for start, end in text.sentences:
            at = text.text.find(self.words, start, end)
            found = AnswerSpan(at, at + len(self.words), 9.0)
            answers.append(found if at >= 0 else AnswerSpan(start, end, -9.0))
        places = ((text.text.find(part), len(part)) for part in self.parts)
        parts = tuple(Span(at, at + size) for at, size in places if at >= 0)
        return CloseReading(tuple(answers), parts, self.verdict)


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ([("It will close.", "Bo Kerr")], "Bo Kerr: It will close."),
        (
            [("It will close.", "Bo Kerr"), ("In May.", "Bo Kerr")],
            "Bo Kerr: It will close. In May.",
        ),
        (
            [("When?", "Ada Brandt"), ("In May.", "Bo Kerr")],
            "Ada Brandt: When? Bo Kerr: In May.",
        ),
        ([("It will close.", None), ("In May.", "Bo Kerr")], "It will close. Bo Kerr: In May."),
    ],
)
def test_a_turn_is_read_behind_its_speakers_name(spoken, text):
    reader = SureOf("May")
    candidates = find_candidates([turns(*zip(*spoken, strict=True))])
    read_closely(candidates, [1.0] * len(candidates), "When will it close?", reader)
    assert reader.texts == [text]


def test_places_are_the_documents_behind_a_name_that_is_not_in_it():
    ranked = turns(["When?", "In May."], ["Ada Brandt", "Bo Kerr"])
    candidates = find_candidates([ranked])
    found = read_closely(candidates, [1.0, 1.0], "When will it close?", SureOf("May"))
    (reply,) = (one for one in found if one.text == "In May.")
    assert reply.answer == "May"


def test_a_report_in_prose_is_read_as_it_stands():
    reader = SureOf("May")
    ranked = passage(["It will close in May, Kerr said."], number=3, speakers=["Bo Kerr"])
    read_closely(find_candidates([ranked]), [1.0], "When will it close?", reader)
    assert reader.texts == ["It will close in May, Kerr said."]


def test_the_likeliest_are_read_with_their_neighbours_and_places_are_the_documents():
    candidates = find_candidates([STORM, FLOOD])
    likeliest = [float(one.text == "It cost 40 lives.") for one in candidates]
    reader = SureOf("40 lives", parts=("40 lives",))
    found = read_closely(candidates, likeliest, HOW_MANY, reader)
    assert "The storm began on Monday. It cost 40 lives. Rain fell for a week." in reader.texts
    (one,) = (one for one in found if one.text == "It cost 40 lives.")
    assert one.answer == "40 lives"
    assert [one.text[s - one.span.start : e - one.span.start] for s, e in one.parts] == ["40 lives"]
    assert not any(other.parts for other in found if other is not one)
    assert [one.place for one in found] == [one.place for one in candidates]


@pytest.mark.parametrize("sure", ["Monday", "Rain"])
def test_of_two_readings_of_a_sentence_the_surer_counts(sure):
    class SureWith(SureOf):
        def _reading(self, text):
            score = 5.0 if sure in text.text else 1.0
            answers = tuple(AnswerSpan(start, end, score) for start, end in text.sentences)
            return CloseReading(answers, (), self.verdict)

    candidates = find_candidates([part_of(STORM, 0, 2, "p8"), part_of(STORM, 1, 3, "p9")])
    found = read_closely(candidates, [1.0] * len(candidates), HOW_MANY, SureWith("40 lives"))
    (one,) = (one for one in found if one.text == "It cost 40 lives.")
    assert one.close_reading.score == 5.0


def test_no_more_is_read_than_a_few_sentences():
    long = [passage([f"Sentence {n} of {m}. " + "x" * 300 for m in range(4)], number=n) for n in
            range(1, 9)]  # fmt: skip
    candidates = find_candidates(long)
    reader = SureOf("nothing")
    read_closely(candidates, [1.0] * len(candidates), HOW_MANY, reader)
    assert sum(map(len, reader.texts)) < 2 * MAX_CHARACTERS_READ_CLOSELY
    assert reader.texts


@pytest.mark.parametrize("number", [0, 15, -1])
def test_what_is_read_is_what_is_likeliest(number):
    long = [passage([f"Sentence {n}. " + "x" * 700], number=n) for n in range(1, 21)]
    candidates = find_candidates(long)
    likely = [0.01] * len(candidates)
    likely[number % len(candidates)] = 0.9
    reader = SureOf("nothing")
    read_closely(candidates, likely, HOW_MANY, reader)
    assert candidates[number % len(candidates)].text in reader.texts[0]
    assert len(reader.texts) < len(candidates)


def test_what_the_large_reader_is_sure_of_comes_first():
    candidates = with_readings(
        find_candidates([STORM, FLOOD]), {"The flood cost 12 lives.": 2.0, "It cost 40 lives.": 1.5}
    )
    retrieval = retrieval_of([STORM, FLOOD], HOW_MANY)
    first = assess_evidence(retrieval, candidates)
    assert first.chosen[0].text == "The flood cost 12 lives."
    again = assess_evidence(retrieval, candidates, SureOf("40 lives"))
    assert again.chosen[0].text == "It cost 40 lives."
    assert again.chosen[0].answer == "40 lives"
    assert first.reasons["min_answerable"] == FIRST_READING.min_answerable
    assert again.reasons["min_answerable"] == CLOSE_READING.min_answerable


def test_what_it_finds_nowhere_is_less_sure():
    candidates = find_candidates([STORM, FLOOD])
    retrieval = retrieval_of([STORM, FLOOD], HOW_MANY)
    sure = assess_evidence(retrieval, candidates, SureOf("40 lives"))
    unsure = assess_evidence(retrieval, candidates, SureOf("nowhere"))
    assert unsure.reasons["answerable"] < sure.reasons["answerable"]


@pytest.mark.parametrize(
    ("question", "used"),
    [
        ("What does Ada Brandt say of the storm?", {"close_score", "close_margin_words"}),
        (HOW_MANY, {"close_score", "close_margin"}),
        ("Did the storm cost any lives?", {"close_margin", "close_verdict"}),
    ],
)
def test_which_signals_count_depends_on_what_is_asked_for(question, used):
    candidates = find_candidates([STORM, FLOOD])
    speakers = ("Ada Brandt",) if "Ada Brandt" in question else ()
    retrieval = retrieval_of([STORM, FLOOD], question, speakers=speakers)
    read = read_closely(candidates, [1.0] * len(candidates), question, SureOf("40 lives"))
    signals = close_signals(read, np.zeros(len(read)), retrieval.question)
    told = {name for name, column in zip(CLOSE_WEIGHTS, signals.T, strict=True) if column.any()}
    assert told == used


def test_an_unread_sentence_counts_as_one_without_an_answer():
    candidates = find_candidates([STORM])
    signals = close_signals(
        candidates, np.zeros(len(candidates)), retrieval_of([STORM], HOW_MANY).question
    )
    assert set(signals[:, list(CLOSE_WEIGHTS).index("close_score")]) == {UNREAD_SCORE}


def test_no_decides_a_question_as_much_as_yes_does():
    yes, no, neither = (
        verdict_odds(YesNoVerdict(*told)) for told in ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0, 0, 1))
    )
    assert yes == no > 0
    assert neither == verdict_odds(None) == UNREAD_SCORE
