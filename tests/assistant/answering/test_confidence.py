"""The features of the confidence, and both probabilities that it is made of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest
from support.ranked_passages import passage, retrieval_of, with_readings

from assistant.answering.candidates import find_candidates
from assistant.answering.confidence import (
    ANSWERABLE_WEIGHTS,
    CITED_RIGHTLY_WEIGHTS,
    FIRST_READING,
    confidence_features,
)
from assistant.answering.sentence_scoring import (
    UNREAD_SCORE,
    answer_probabilities,
    sentence_signals,
)

HOW_MANY = "How many lives did the storm cost?"
TYPICAL = {
    "max_cosine": 0.5,
    "asks_number_or_time": 0.0,
    "asks_speaker": 0.0,
    "asks_words": 0.0,
    "reader_fact": 0.0,
    "reader_speaker": 0.0,
    "reader_words": 0.0,
    "cited_probability": 0.5,
    "speaker_found": 0.0,
}


@pytest.mark.parametrize("name", ["max_cosine", "reader_fact", "reader_speaker", "reader_words"])
def test_a_higher_cosine_and_reader_score_raise_the_answerable_probability(name: str):
    some = [FIRST_READING.answerable({**TYPICAL, name: value}) for value in (-1.0, 0.0, 0.4, 0.9)]
    assert all(lower < higher for lower, higher in pairwise(some))


@pytest.mark.parametrize("name", ["cited_probability", "speaker_found"])
def test_stronger_cited_sentences_raise_the_cited_rightly_probability(name: str):
    some = [FIRST_READING.cited_rightly({**TYPICAL, name: value}) for value in (0.0, 0.3, 0.6, 1.0)]
    assert all(lower < higher for lower, higher in pairwise(some))


def test_documents_tell_numbers_and_times_less_often():
    asked = {**TYPICAL, "asks_number_or_time": 1.0}
    assert FIRST_READING.answerable(asked) < FIRST_READING.answerable(TYPICAL)


def test_no_reader_is_not_a_reader_that_finds_nothing():
    one = passage(["The storm cost 12 lives."], closeness=[1.2])
    retrieval, some = retrieval_of([one]), find_candidates([one])
    signals = sentence_signals(some, retrieval.question)
    unread = confidence_features(retrieval, some, signals, [1.0], some)
    assert unread["reader_fact"] == 0.0
    read = with_readings(some, {"The storm cost 12 lives.": -20.0})
    assert confidence_features(retrieval, read, signals, [1.0], read)["reader_fact"] == UNREAD_SCORE


def test_probabilities_stay_between_0_and_1_for_extreme_features():
    for size, name in product((-30.0, 0.0, 30.0), TYPICAL):
        found = {**TYPICAL, name: size}
        assert 0.0 <= FIRST_READING.answerable(found) <= 1.0
        assert 0.0 <= FIRST_READING.cited_rightly(found) <= 1.0


def test_the_features_of_an_answer():
    near = passage(["The storm cost 12 lives.", "It rained."], closeness=[1.2, 0.4], number=1)
    far = passage(["The mayor came."], closeness=[0.3], number=2)
    retrieval = retrieval_of([near, far], rarity=["storm", "lives"])
    some = with_readings(find_candidates(retrieval.passages), {"The storm cost 12 lives.": 4.0})
    signals = sentence_signals(some, retrieval.question)
    shares = answer_probabilities(signals)
    found = confidence_features(retrieval, some, signals, shares, some[:1])
    assert some[0].text == "The storm cost 12 lives."
    assert found == {
        "max_cosine": pytest.approx(0.4),  # of the sentence that shares no word
        "asks_number_or_time": 1.0,
        "asks_speaker": 0.0,
        "asks_words": 0.0,
        "reader_fact": 4.0,
        "reader_speaker": 0.0,
        "reader_words": 0.0,
        "cited_probability": shares[0],
        "speaker_found": 0.0,
    }
    other = confidence_features(retrieval, some, signals, shares, some[1:2])
    assert other["reader_fact"] == 4.0
    assert other["cited_probability"] == shares[1]


@pytest.mark.parametrize(
    ("question", "speakers", "set_to_one", "column"),
    [
        ("Who said the harbour is open?", (), {"asks_speaker", "speaker_found"}, "reader_speaker"),
        ("What did Lind say of the harbour?", ("Otto Lind",), {"asks_words"}, "reader_words"),
        ("Which harbour is open?", (), set(), "reader_fact"),
        ("When did the harbour open?", (), {"asks_number_or_time"}, "reader_fact"),
    ],
)
def test_the_features_say_what_is_asked_for(question, speakers, set_to_one, column):
    one = passage(["The harbour is open."], speakers=["Ada Brandt"])
    retrieval = retrieval_of([one], question, speakers=speakers)
    some = with_readings(find_candidates([one]), {"The harbour is open.": 2.5})
    signals = sentence_signals(some, retrieval.question)
    found = confidence_features(retrieval, some, signals, [1.0], some)
    kinds = {"asks_number_or_time", "asks_speaker", "asks_words", "speaker_found"}
    assert {name for name in kinds if found[name] == 1.0} == set_to_one
    readings = {name: found[name] for name in ("reader_fact", "reader_speaker", "reader_words")}
    assert readings == {**dict.fromkeys(readings, 0.0), column: 2.5}


def test_the_features_are_those_that_have_a_weight():
    one = passage(["The harbour is open."])
    retrieval = retrieval_of([one])
    some = find_candidates([one])
    found = confidence_features(
        retrieval, some, sentence_signals(some, retrieval.question), [1.0], some
    )
    assert set(found) == {*ANSWERABLE_WEIGHTS, *CITED_RIGHTLY_WEIGHTS}


def test_who_said_it_is_as_likely_as_all_that_the_speaker_says_in_a_transcript():
    one = passage(
        ["It will crack.", "It is old.", "It rains."],
        speakers=["Ada Brandt", "Ada Brandt", "Bo Kerr"],
    )
    other = passage(["The dam is old."], number=2, speakers=["Ada Brandt"])
    question = "Who warned that the dam would crack?"
    retrieval, some = retrieval_of([one, other], question), find_candidates([one, other])
    some.sort(key=lambda candidate: candidate.place)
    some = [replace(one, statement=replace(one.statement, kind="direct")) for one in some]
    signals, likely = sentence_signals(some, retrieval.question), [0.4, 0.3, 0.2, 0.1]
    found = confidence_features(retrieval, some, signals, likely, some[:1])
    assert found["cited_probability"] == pytest.approx(0.7)
    retrieval = retrieval_of([one, other], "Who built the dam?")
    found = confidence_features(retrieval, some, signals, likely, some[:1])
    assert found["cited_probability"] == pytest.approx(0.4)


def test_who_said_it_is_judged_by_how_well_the_reader_finds_the_speaker():
    one = passage(["It will crack."], speakers=["Ada Brandt"])
    question = "Who warned that the dam would crack?"
    retrieval = retrieval_of([one], question)
    some = with_readings(find_candidates([one]), {"It will crack.": 9.0})
    some = [replace(some[0], speaker_score=2.0)]
    signals = sentence_signals(some, retrieval.question)
    found = confidence_features(retrieval, some, signals, [1.0], some)
    assert found["reader_speaker"] == 2.0
