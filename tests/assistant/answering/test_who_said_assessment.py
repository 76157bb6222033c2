"""Which statement is what was asked for, and whether anybody said it."""

from __future__ import annotations

import pytest
from support.ranked_passages import retrieval_of
from support.transcript_candidates import transcript

from assistant.answering.confidence import WHO_SAID_MIN_CONFIDENCE
from assistant.answering.evidence_assessment import assess_statements
from assistant.answering.short_answer import find_short_answer
from assistant.answering.who_said_assessment import rate_statements
from assistant.answering.who_said_reading import MAX_ASKED
from assistant.readers.large_reader import CloseReading, YesNoVerdict
from index.retrieval.who_said import read_who_said

QUESTION = "Who warned that the dam would crack?"
TURNS = (
    ("Ada Brandt", "Good morning.", "The wall won't hold the spring flood."),
    ("Bo Kerr", "Will it hold?", "We have had no rain since May."),
    ("Ola Lund", "The school opens on Monday.", "Thank you all."),
)


class Judging:
    """A large reader that finds one text to say it, and keeps what it was asked."""

    def __init__(self, words):
        self.words = words
        self.asked = []

    def read_closely(self, question, texts):
        self.asked += [question for _ in texts]
        return [self._reading(text) for text in texts]

    def _reading(self, text):
        start, end = text.sentences[0]
        says = self.words is not None and self.words in text.text[start:end]
        verdict = YesNoVerdict(0.9, 0.05, 0.05) if says else YesNoVerdict(0.03, 0.04, 0.93)
        return CloseReading((None,) * len(text.sentences), (), verdict)


def rate(words, question=QUESTION, turns=TURNS, number=6):
    candidates = transcript(*turns)
    reader = Judging(words)
    retrieval = retrieval_of([candidates[0].ranked], question)
    said = read_who_said(question)
    rated = rate_statements(
        candidates[:number], candidates[number:], said, retrieval.question, reader
    )
    return retrieval, rated, reader


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("spring flood", "Ada Brandt"), ("no rain", "Bo Kerr"), ("school opens", "Ola Lund")],
)
def test_who_says_it_is_the_answer(words, speaker):
    retrieval, rated, _ = rate(words)
    assessment = assess_statements(retrieval, rated)
    assert words in assessment.chosen[0].text
    assert assessment.is_enough and assessment.confidence >= WHO_SAID_MIN_CONFIDENCE
    assert find_short_answer(retrieval.question, assessment.answering).text == speaker


def test_what_nobody_says_is_refused():
    assessment = assess_statements(*rate(None)[:2])
    assert not assessment.is_enough
    assert assessment.confidence < WHO_SAID_MIN_CONFIDENCE


def test_each_is_read_as_a_claim_of_its_speaker_and_the_likeliest_with_the_question():
    _, rated, reader = rate("spring flood")
    claims = {f"{name} warned that the dam would crack." for name, *_ in TURNS}
    assert set(reader.asked) == {*claims, QUESTION}
    assert reader.asked.count(QUESTION) == MAX_ASKED
    assert any("spring flood" in one.text for one in rated.candidates[:MAX_ASKED])


def test_probabilities_are_those_of_what_was_read():
    _, rated, _ = rate("spring flood", number=3)
    assert len(rated.candidates) == len(rated.probabilities) == 6
    assert sum(rated.probabilities) == pytest.approx(1)
    assert rated.probabilities[3:] == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("cue", ["asked whether", "wondered whether"])
def test_who_asked_is_the_one_who_asks(cue):
    retrieval, rated, _ = rate("Will it hold", f"Who {cue} the dam would hold?")
    assessment = assess_statements(retrieval, rated)
    assert find_short_answer(retrieval.question, assessment.answering).text == "Bo Kerr"


def test_sentences_of_one_speaker_make_them_surer():
    _, rated, _ = rate("The", number=6)
    several = rated.features(rated.probabilities, [rated.candidates[0]])["speaker_probability"]
    own = rated.probabilities[0]
    assert own < several <= 1
