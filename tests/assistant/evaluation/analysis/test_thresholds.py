"""`--fail-under METRIC=VALUE`."""

from __future__ import annotations

import pytest
from support.predictions_for_tests import REFUSED, answered, judged_of

from assistant.errors import EvaluationError
from assistant.evaluation.analysis.metric_registry import measure_run
from assistant.evaluation.analysis.thresholds import parse_threshold

FOUND = measure_run([judged_of(answered())])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("answer_f1=1", None),
        ("answer_f1=1.01", "answer_f1 is 1.0, under 1.01"),
        (" evidence_recall@5 = 0.5", None),
        ("answer_words_p50=6", None),
        ("answer_words_p50=5", "answer_words_p50 is 6.0, above 5.0 (lower is better)"),
        ("quote_verdict=0", "quote_verdict is undefined (the set has no quotes to check)"),
        ("answer_f1[when]=0.9", None),
    ],
)
def test_a_value_passes_the_threshold_or_not(text: str, problem: str | None):
    assert parse_threshold(text).problem(FOUND) == problem


def test_an_undefined_metric_does_not_pass():
    found = measure_run([judged_of(answered(**REFUSED))])
    problem = parse_threshold("citation_recall=0").problem(found)
    assert problem == "citation_recall is undefined (no answered question names its evidence)"


@pytest.mark.parametrize("text", ["", "=", "=0.4", "answer_f1", "answer_f1=", "a=b", "a=nan"])
def test_a_malformed_threshold_is_refused(text: str):
    with pytest.raises(EvaluationError, match="is not METRIC=VALUE, for example"):
        parse_threshold(text)


def test_an_unknown_metric_is_reported_with_similar_names():
    with pytest.raises(EvaluationError, match=r"no metric 'answer_f'; try answer_f1"):
        parse_threshold("answer_f=0.4").problem(FOUND)
    with pytest.raises(EvaluationError, match=r"no metric 'zzz'; try doc_recall@1, "):
        parse_threshold("zzz=0.4").problem(FOUND)
