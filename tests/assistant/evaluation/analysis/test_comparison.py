"""Comparing two runs of the same questions."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.predictions_for_tests import GOLD, QUESTION, REFUSED, answered, judged_of, place

from assistant.errors import EvaluationError
from assistant.evaluation.analysis.comparison import compare_runs
from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.records import GoldQuestion

OPEN = GoldQuestion(id="q", type="unanswerable", question="Who sank it?")
WRONG = answered(answer="June", short_answer="June", citations=[place(27, 46)])


def run(*predictions, question=QUESTION, gold=GOLD):
    found = [judged_of(one, question, gold) for one in predictions]
    return [replace(one, id=f"{question.type}-{n}") for n, one in enumerate(found)]


def changes(before, after) -> dict[str, str]:
    return {one.name: one.change for one in compare_runs(before, after, "before").differences}


def test_an_identical_run_has_no_change():
    judged = run(answered(), WRONG, answered(**REFUSED)) + run(answered(), question=OPEN)
    found = compare_runs(judged, judged, "before")
    assert (found.questions, found.won, found.lost, found.regressions) == (4, (), (), [])
    assert {one.change for one in found.differences} <= {"same", "unknown"}
    assert all(one.interval in (None, (0.0, 0.0)) for one in found.differences)


def test_questions_won_and_lost_are_listed():
    before, after = run(answered(), WRONG, answered()), run(WRONG, answered(), answered())
    found = compare_runs(before, after, "before")
    assert [(one.id, one.before, one.after) for one in found.lost] == [
        ("when-0", "right", "retrieved but not chosen")
    ]
    assert [one.id for one in found.won] == ["when-1"]


def test_a_significant_loss_of_a_guarded_metric_is_a_regression():
    before = run(*[answered()] * 20)
    after = run(*[WRONG] * 10, *[answered()] * 10)
    found = compare_runs(before, after, "before")
    assert {"answer_f1", "answer_contains", "citation_recall"} <= {
        one.name for one in found.regressions
    }
    assert compare_runs(after, before, "before").regressions == []
    assert changes(after, before)["answer_f1"] == "better"


def test_a_rise_is_worse_where_lower_is_better():
    before, after = (
        run(*[one] * 10, *[answered()] * 10) + run(answered(**REFUSED), question=OPEN)
        for one in (answered(), answered(**REFUSED))
    )
    assert changes(before, after)["refused_answerable"] == "worse"
    assert changes(after, before)["refused_answerable"] == "better"
    assert "refused_answerable" in {
        one.name for one in compare_runs(before, after, "before").regressions
    }


def test_times_are_compared_but_not_guarded():
    before = run(*[answered(timings_ms={"total": 1.0 + n}) for n in range(20)])
    after = run(*[answered(timings_ms={"total": 90.0 + n}) for n in range(20)])
    assert changes(before, after)["latency_ms_p50"] == "worse"
    assert compare_runs(before, after, "before").regressions == []
    assert not [
        one.name
        for one in compare_runs(before, after, "before").differences
        if one.guarded and "latency" in one.name
    ]


def test_a_metric_undefined_in_one_run_has_an_unknown_change():
    before, after = run(*[answered()] * 5), run(*[answered(**REFUSED)] * 5)
    assert changes(before, after)["citation_recall"] == "unknown"


def test_only_questions_that_both_have_are_compared():
    before, after = run(answered(), answered(), None), run(answered(), WRONG, answered())[::-1]
    found = compare_runs(before, after[:2], "before")
    assert found.questions == 1
    assert [one.id for one in found.lost] == ["when-1"]


def test_runs_without_a_common_question_are_refused():
    before, after = run(answered()), run(answered(), question=OPEN, gold=GoldEvidence(None, ()))
    with pytest.raises(EvaluationError, match="eval/old has no question in common"):
        compare_runs(before, after, "eval/old")
    with pytest.raises(EvaluationError, match="no question in common"):
        compare_runs([], after, "eval/old")


def test_a_comparison_is_valid_json():
    found = compare_runs(
        run(answered(), WRONG), run(WRONG, answered(**REFUSED)), "before"
    ).as_dict()
    again = json.loads(json.dumps(found, allow_nan=False))
    assert again["differences"]["answer_f1"]["value"] == -0.5
    assert again["lost"][0]["id"] == "when-0"
