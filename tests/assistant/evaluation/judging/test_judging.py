"""Judging one prediction against what was expected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.predictions_for_tests import (
    EVIDENCE,
    GOLD,
    QUESTION,
    REFUSED,
    TEXT,
    answered,
    info,
    judged_of,
    place,
)

from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.judging import normalized, word_f1
from assistant.evaluation.judging.records import GoldQuestion
from index.records import Span

UNANSWERABLE = GoldQuestion(id="q", type="unanswerable", question="Who sank it?")
NOWHERE = GoldEvidence(None, ())


def test_a_completely_right_answer():
    one = judged_of(answered())
    assert one.stage == "right"
    assert (one.document_rank, one.evidence_rank) == (1, 1)
    assert (one.f1, one.exact, one.contains, one.right) == (1.0, True, True, True)
    assert (one.citations, one.intact, one.whole) == (1, 1, 1)
    assert (one.cited, one.relevant, one.recalled, one.speaker) == (1, 1, True, True)
    assert (one.confidence, one.words) == (0.8, 6)


@pytest.mark.parametrize(
    ("start", "end", "rank"),
    [(0, 13, 1), (13, 26, 1), (0, 26, 1), (0, 12, 0), (14, 65, 0), (27, 65, 0)],
)
def test_a_passage_has_the_evidence_if_it_covers_half_of_it(start: int, end: int, rank: int):
    one = judged_of(answered(retrieved=[place(start, end)]))
    assert (one.document_rank, one.evidence_rank) == (1, rank)


def test_ranks_start_at_1_and_count_all_passages():
    other = place(0, 26, "other.txt", "o")
    passages = [other, place(27, 40), other, place(0, 20), place(0, 26)]
    one = judged_of(answered(retrieved=passages))
    assert (one.document_rank, one.evidence_rank) == (2, 4)


def test_one_of_several_pieces_of_evidence_is_enough():
    gold = GoldEvidence(info(), (Span(47, 65), Span(0, 26)))
    assert judged_of(answered(retrieved=[place(0, 26)]), gold=gold).evidence_rank == 1


def test_ranks_are_undefined_if_the_question_names_no_document():
    one = judged_of(answered(), replace(QUESTION, document=None, evidence=()), NOWHERE)
    assert (one.document_rank, one.evidence_rank, one.recalled, one.cited) == (None,) * 4
    one = judged_of(answered(), replace(QUESTION, evidence=()), GoldEvidence(info(), ()))
    assert (one.document_rank, one.evidence_rank) == (1, None)


def test_ranks_are_0_if_the_store_lacks_the_document():
    one = judged_of(answered(), gold=NOWHERE)
    assert (one.document_rank, one.evidence_rank, one.recalled) == (0, 0, False)
    assert one.stage == "evidence not retrieved"


def test_texts_are_compared_without_case_punctuation_and_articles():
    assert normalized("“The harbour’s — THE end”, a “test”.") == "harbours end test"
    assert normalized(None) == ""
    assert word_f1("the May", "in May!") == pytest.approx(2 / 3)
    assert word_f1("may may", "May") == pytest.approx(2 / 3)
    assert word_f1("June", "May") == word_f1("", "May") == word_f1("", "") == 0.0


@pytest.mark.parametrize(
    ("short", "whole", "expected"),
    [
        ("May", "It opened in May.", (1.0, True, True)),
        ("on May", "It opened in May.", (2 / 3, False, True)),
        (None, "May", (1.0, True, True)),
        ("", "In May, it opened", (2 / 3, False, True)),
        ("June", "It opened in June", (0.0, False, False)),
        ("May", "It opened in June", (1.0, True, False)),
    ],
)
def test_the_most_similar_expected_answer_counts(short, whole, expected):
    one = judged_of(answered(short_answer=short, answer=whole))
    assert one.f1 == pytest.approx(expected[0])
    assert (one.exact, one.contains) == expected[1:]


def test_a_refusal_has_no_similarity():
    one = judged_of(answered(**REFUSED, confidence=0.3))
    assert (one.f1, one.exact, one.contains) == (0.0, False, False)
    assert (one.words, one.confidence, one.right, one.recalled) == (None,) * 4


def test_citations_are_counted_with_exact_text_and_whole_words():
    citations = [
        place(0, 26),
        {**place(0, 26), "quote": "The harbour opened in may."},
        {**place(1, 26), "quote": EVIDENCE},
        place(1, 27),
        place(0, 24),
        place(4, 11),
        place(0, len(TEXT)),
        place(0, 5, "gone.txt", "gone"),
    ]
    one = judged_of(answered(citations=citations))
    assert (one.citations, one.intact, one.whole) == (7, 5, 4)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([place(0, 26)], (1, 1, True)),
        ([place(27, 46)], (1, 0, False)),
        ([place(27, 46), place(25, 40), place(47, 60)], (3, 1, True)),
        ([place(0, 26, "other.txt", "o")], (1, 0, False)),
        ([place(26, 27)], (1, 0, False)),
        ([], (0, 0, False)),
    ],
)
def test_a_citation_is_relevant_if_it_overlaps_the_evidence(places, expected):
    one = judged_of(answered(citations=places))
    assert (one.cited, one.relevant, one.recalled) == expected
    assert one.right is expected[2]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ada Brandt", True),
        ("Mayor BRANDT", True),
        ("Brandts", False),
        ("Ada", False),
        (None, False),
    ],
)
def test_the_speaker_is_compared_by_last_name(given, expected):
    first = {**place(0, 26), "speaker": given}
    one = judged_of(answered(citations=[place(27, 46), first, place(0, 26)]))
    assert one.speaker is expected


def test_the_speaker_is_undefined_if_none_is_expected_or_no_evidence_is_cited():
    assert judged_of(answered(), replace(QUESTION, speaker=None)).speaker is None
    assert judged_of(answered(citations=[place(27, 46)])).speaker is None
    assert judged_of(answered(), replace(QUESTION, speaker="—")).speaker is False


def test_without_evidence_an_answer_with_the_expected_words_is_right():
    question = replace(QUESTION, evidence=())
    gold = GoldEvidence(info(), ())
    assert judged_of(answered(), question, gold).right is True
    wrong = judged_of(answered(answer="In June", short_answer="June"), question, gold)
    assert (wrong.right, wrong.stage) == (False, "chosen but wrong span")


JUNE = {"answer": "In June", "short_answer": "June"}


@pytest.mark.parametrize(
    ("prediction", "stage"),
    [
        (answered(), "right"),
        (answered(short_answer="June"), "right"),
        (answered(answer="", short_answer="May"), "right"),
        (answered(**JUNE), "chosen but wrong span"),
        (answered(**JUNE, citations=[place(27, 46)]), "retrieved but not chosen"),
        (answered(citations=[place(27, 46)]), "retrieved but not chosen"),
        (answered(retrieved=[place(27, 46)]), "evidence not retrieved"),
        (answered(**REFUSED), "wrongly refused"),
        (answered(**REFUSED, retrieved=[]), "evidence not retrieved"),
        ({"id": "q", "status": "failed", "error": "empty"}, "failed"),
        (None, "failed"),
    ],
)
def test_the_first_stage_that_failed(prediction, stage):
    one = judged_of(prediction)
    assert one.stage == stage
    assert one.asked is (prediction is not None)


@pytest.mark.parametrize(
    ("prediction", "stage", "right"),
    [
        (answered(), "wrongly answered", False),
        (answered(**REFUSED), "right", None),
        (None, "failed", None),
    ],
)
def test_an_unanswerable_question_should_be_refused(prediction, stage, right):
    one = judged_of(prediction, UNANSWERABLE, NOWHERE)
    assert (one.stage, one.right, one.f1, one.recalled) == (stage, right, None, None)


QUOTE = GoldQuestion(id="q", type="quote", question=EVIDENCE, quote=EVIDENCE, verdict="verbatim")


@pytest.mark.parametrize(
    ("prediction", "stage", "right"),
    [
        ({"verdict": "verbatim", "matches": []}, "right", True),
        ({"verdict": "altered"}, "wrong verdict", False),
        ({"status": "failed", "error": "no words"}, "failed", False),
        (None, "failed", False),
    ],
)
def test_the_verdict_on_a_quote(prediction, stage, right):
    one = judged_of(prediction, QUOTE)
    assert (one.stage, one.verdict) == (stage, right)
    assert (one.answerable, one.f1, one.right) == (False, None, None)


def test_outlet_and_expected_speaker_are_kept():
    gold = GoldEvidence(info(outlet="Harbour News"), GOLD.spans)
    one = judged_of(answered(), gold=gold)
    assert (one.outlet, one.named, one.type) == ("Harbour News", "Ada Brandt", "when")
