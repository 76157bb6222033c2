"""Which sentences are cited, and whether they are enough evidence for an answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support.ranked_passages import passage, retrieval_of, with_readings

from assistant.answering.candidates import find_candidates
from assistant.answering.confidence import (
    FULLY_COVERED_CONFIDENCE,
    MIN_ANSWERABLE_PROBABILITY,
    MIN_CONFIDENCE,
)
from assistant.answering.evidence_assessment import assess_evidence
from assistant.answering.sentence_scoring import UNREAD_SCORE


def test_no_candidates_are_not_enough():
    assessment = assess_evidence(retrieval_of([]), [])
    assert (assessment.chosen, assessment.probabilities) == ((), ())
    assert (assessment.confidence, assessment.is_enough) == (0.0, False)


def test_a_sentence_with_the_answer_is_chosen_and_is_enough():
    near = passage(["It rained.", "The storm cost 12 lives."], closeness=[0.2, 1.6], score=0.9)
    retrieval = retrieval_of([near], rarity=["storm", "lives", "cost"])
    some = with_readings(find_candidates([near]), {"The storm cost 12 lives.": 7.0})
    assessment = assess_evidence(retrieval, some)
    assert assessment.chosen[0].text == "The storm cost 12 lives."
    assert assessment.is_enough
    assert assessment.confidence > MIN_CONFIDENCE
    assert sum(assessment.probabilities) == pytest.approx(1)
    assert assessment.confidence == pytest.approx(
        assessment.reasons["answerable"] * assessment.reasons["cited_rightly"]
    )


def test_sentences_far_from_the_question_are_not_enough():
    far = passage(["The mayor came.", "It rained."], closeness=[0.1, 0.05], score=0.01)
    assessment = assess_evidence(
        retrieval_of([far], rarity=["storm", "lives"]), find_candidates([far])
    )
    assert not assessment.is_enough
    assert assessment.confidence < MIN_CONFIDENCE
    assert assessment.reasons["answerable"] < MIN_ANSWERABLE_PROBABILITY


def test_many_equal_candidates_are_not_enough_even_if_the_question_is_answerable():
    lives = [
        passage([f"The storm cost {lives} lives."], closeness=[1.2], number=lives)
        for lives in range(11, 21)
    ]
    scores = {f"The storm cost {lives} lives.": 4.0 for lives in range(11, 21)}
    assessment = assess_evidence(retrieval_of(lives), with_readings(find_candidates(lives), scores))
    assert assessment.reasons["answerable"] >= MIN_ANSWERABLE_PROBABILITY
    assert assessment.confidence < MIN_CONFIDENCE
    assert not assessment.is_enough


def test_copies_are_as_sure_as_one_document():
    same = [passage(["The storm cost 12 lives."], closeness=[1.2], number=n) for n in range(1, 11)]
    several, single = (
        assess_evidence(
            retrieval_of(some),
            with_readings(find_candidates(some), {"The storm cost 12 lives.": 4.0}),
        )
        for some in (same, same[:1])
    )
    assert several.is_enough
    assert several.confidence == pytest.approx(single.confidence, abs=0.01)
    assert len(several.answering) == 1


def test_a_question_in_the_text_is_never_chosen():
    alone = [passage(["How many lives did the storm cost?"], closeness=[1.9])]
    assert assess_evidence(retrieval_of(alone), find_candidates(alone)).chosen == ()


@pytest.mark.parametrize("score", [UNREAD_SCORE, -2.0, 0.0, 3.0, 12.0])
@pytest.mark.parametrize("closeness", [-0.5, 0.3, 0.9, 2.0])
def test_evidence_is_enough_if_both_thresholds_are_reached(score: float, closeness: float):
    one = passage(["The storm cost 12 lives."], closeness=[closeness])
    some = with_readings(find_candidates([one]), {"The storm cost 12 lives.": score})
    assessment = assess_evidence(retrieval_of([one]), some)
    assert 0 <= assessment.confidence <= 1
    answerable = assessment.reasons["answerable"]
    assert assessment.is_enough is bool(
        answerable >= MIN_ANSWERABLE_PROBABILITY and assessment.confidence >= MIN_CONFIDENCE
    )


def test_closer_evidence_gives_a_higher_confidence():
    confidences = []
    for closeness in (0.1, 0.3, 0.5, 0.7, 0.9):
        one = passage(["The storm cost 12 lives."], closeness=[closeness])
        confidences.append(assess_evidence(retrieval_of([one]), find_candidates([one])).confidence)
    assert all(lower < higher for lower, higher in pairwise(confidences))


BRANDT = passage(
    ["The harbour stays open.", "The harbour is old.", "Rents will fall."],
    closeness=[0.0, 0.0, 0.0],
    score=0.01,
    speakers=["Ada Brandt", "Otto Lind", "Ada Brandt"],
)
OF_THE_HARBOUR = "What did Brandt say about the harbour?"


def test_a_speaker_who_says_every_word_of_the_topic_is_enough_evidence():
    retrieval = retrieval_of([BRANDT], OF_THE_HARBOUR, ["harbour"], ("Ada Brandt",))
    assessment = assess_evidence(retrieval, find_candidates([BRANDT]))
    assert [one.text for one in assessment.chosen] == ["The harbour stays open."]
    assert assessment.is_enough
    assert assessment.confidence >= FULLY_COVERED_CONFIDENCE
    assert assessment.reasons["topic_covered"] == 1.0


def test_a_question_without_a_topic_chooses_all_that_the_speaker_says():
    retrieval = retrieval_of([BRANDT], "What did Brandt say?", ["brandt"], ("Ada Brandt",))
    far_above_the_others = {"Rents will fall.": 60.0}
    some = with_readings(find_candidates([BRANDT]), far_above_the_others)
    assessment = assess_evidence(retrieval, some)
    assert {one.text for one in assessment.chosen} == {
        "The harbour stays open.",
        "Rents will fall.",
    }


@pytest.mark.parametrize(
    ("question", "rare", "speakers"),
    [
        (OF_THE_HARBOUR, ["harbour", "tariff"], ("Ada Brandt",)),  # a word that they don't say
        (OF_THE_HARBOUR, ["harbour"], ("Jane Cole",)),  # somebody else is asked about
        (OF_THE_HARBOUR, ["harbour"], ()),
        ("How often did Brandt open the harbour?", ["harbour"], ("Ada Brandt",)),
        ("When did Brandt open the harbour?", ["harbour"], ("Ada Brandt",)),
    ],
)
def test_a_topic_that_the_speaker_does_not_cover_is_not_enough(question, rare, speakers):
    assessment = assess_evidence(
        retrieval_of([BRANDT], question, rare, speakers),
        find_candidates([BRANDT]),
    )
    assert assessment.reasons["topic_covered"] == 0.0
    assert not assessment.is_enough
