"""Metrics of judged predictions whose values are known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.predictions_for_tests import GOLD, QUESTION, REFUSED, answered, judged_of, place

from assistant.evaluation.analysis.intervals import interval_of
from assistant.evaluation.analysis.metric_registry import measure_run, values_by_name
from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.records import GoldQuestion
from assistant.evaluation.measuring.aggregation import calibration_error, risk_coverage_area

OPEN = GoldQuestion(id="q", type="unanswerable", question="Who sank it?")
QUOTE = GoldQuestion(id="q", type="quote", question="It rained.", quote="a b", verdict="verbatim")


def run(*predictions, question: GoldQuestion = QUESTION, gold: GoldEvidence = GOLD):
    found = [judged_of(one, question, gold) for one in predictions]
    return [replace(one, id=f"{question.type}-{n}") for n, one in enumerate(found)]


def values_of(judged) -> dict[str, float | int | None]:
    return values_by_name(measure_run(judged))


def test_recall_reciprocal_rank_and_ndcg():
    other = place(27, 40, "other.txt", "o")
    ranked = [answered(retrieved=[*[other] * before, place(0, 26)]) for before in (0, 1, 10)]
    found = values_of(run(*ranked, answered(retrieved=[])))
    recalls = [found[f"evidence_recall@{k}"] for k in (1, 5, 10, 20)]
    assert recalls == [0.25, 0.5, 0.5, 0.75]
    assert found["evidence_mrr@10"] == found["doc_mrr@10"] == 0.375
    assert found["evidence_ndcg@10"] == round((1 + 0.63093) / 4, 4)


def test_shares_of_answers_and_refusals():
    judged = run(answered(), answered(short_answer="in May"), answered(**REFUSED))
    judged += run(answered(), answered(**REFUSED), question=OPEN, gold=GoldEvidence(None, ()))
    found = values_of(judged)
    assert found["answer_exact"] == found["answer_contains"] == 0.6667
    assert found["refused_answerable"] == 0.3333
    assert found["refused_unanswerable"] == 0.5
    assert found["abstain_balanced"] == round((0.5 + 1 - 0.3333) / 2, 4)
    assert found["answer_words_p50"] == 6
    assert found["answer_f1[when]"] == found["answer_f1"]
    assert "answer_f1[unanswerable]" not in found
    assert found["citation_recall"] == found["citation_precision"] == 1.0


def test_citation_metrics_are_shares_of_all_citations():
    bad = {**place(0, 26), "quote": "else"}
    found = values_of(run(answered(citations=[place(0, 26), bad, place(27, 46)]), answered()))
    assert found["citation_integrity"] == 0.75
    assert found["citation_precision"] == 0.75
    assert found["citation_whole_words"] == 1.0
    assert found["citation_recall"] == 1.0


def test_quotes_count_in_quote_verdict_only():
    judged = run({"verdict": "verbatim"}, {"verdict": "altered"}, None, question=QUOTE)
    found = measure_run(judged)
    assert found["quote_verdict"].value == 0.3333
    assert {name for name, one in found.items() if one.value is not None} == {"quote_verdict"}


def test_times_of_each_stage():
    times = [{"total": float(number), "read": number / 2} for number in range(100)]
    found = values_of(run(*(answered(timings_ms=one) for one in times), answered(timings_ms=None)))
    # As score.py: what took no time at all was not measured.
    assert found["latency_ms_p50"] == 50.0
    assert found["latency_ms_p95"] == 95.0
    assert found["latency_ms_p50[read]"] == 25.0


@pytest.mark.parametrize(
    ("confidence", "right", "area", "error"),
    [
        ([0.9, 0.8, 0.7], [1, 1, 1], 0.0, 0.2),
        ([0.9, 0.8, 0.7], [1, 1, 0], 1 / 9, 0.1 / 3 + 0.2 / 3 + 0.7 / 3),
        ([0.9, 0.8, 0.7], [0, 1, 1], (1 + 1 / 2 + 1 / 3) / 3, 0.9 / 3 + 0.2 / 3 + 0.3 / 3),
        ([1.0], [1], 0.0, 0.0),
        ([0.95, 0.91], [1, 0], 0.25, 0.43),
    ],
)
def test_risk_coverage_area_and_calibration_error(confidence, right, area, error):
    import numpy as np

    rows = np.array([*confidence, np.nan]), np.array([*right, np.nan], float)
    assert float(risk_coverage_area(*rows)) == pytest.approx(area)
    assert float(calibration_error(*rows)) == pytest.approx(error)


def test_an_undefined_metric_says_why():
    found = measure_run(run(answered(**REFUSED)))
    reasons = {name: one.metric.undefined for name, one in found.items() if one.value is None}
    assert reasons["citation_integrity"] == "nothing was cited"
    assert reasons["refused_unanswerable"] == "the set has no unanswerable question"
    assert reasons["risk_coverage_area"] == "nothing was answered"
    assert reasons["quote_verdict"] == "the set has no quotes to check"
    assert all(reasons.values())
    bare = measure_run(run(answered(), question=replace(QUESTION, document=None, evidence=())))
    assert bare["evidence_recall@5"].metric.undefined == "no answerable question names its evidence"
    assert bare["evidence_recall@5"].value is None


KINDS = st.sampled_from(
    [
        (QUESTION, GOLD),
        (replace(QUESTION, type="who"), GoldEvidence(None, ())),
        (replace(QUESTION, document=None, evidence=()), GoldEvidence(None, ())),
        (OPEN, GoldEvidence(None, ())),
        (QUOTE, GOLD),
    ]
)
GIVEN = st.none() | st.builds(
    answered,
    status=st.sampled_from(["answered", "not_found", "failed"]),
    answer=st.sampled_from(["", "May", "It rained"]),
    confidence=st.none() | st.floats(0, 1),
    citations=st.lists(st.builds(place, st.integers(0, 60), st.integers(0, 65)), max_size=3),
    retrieved=st.lists(st.builds(place, st.integers(0, 60), st.integers(0, 65)), max_size=3),
    timings_ms=st.none() | st.builds(dict, total=st.floats(0, 1e6)),
    verdict=st.none() | st.sampled_from(["verbatim", "altered"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(KINDS, GIVEN), max_size=8))
def test_values_and_intervals_are_always_finite(run):
    judged = [
        replace(judged_of(given_, *kind), id=str(number))
        for number, (kind, given_) in enumerate(run)
    ]
    found = measure_run(judged)
    json.dumps(values_by_name(found), allow_nan=False)
    for figure in found.values():
        interval = interval_of(figure)
        json.dumps(interval, allow_nan=False)
        assert figure.value is not None or (interval is None and figure.metric.undefined)
        assert interval is None or interval[0] <= interval[1]
