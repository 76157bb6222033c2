"""What a run has to reach."""

from __future__ import annotations

import pytest
from predictions_for_tests import REFUSED, answered, judged_of

from assistant.errors import EvaluationError
from assistant.evaluation.metric_registry import measure_run
from assistant.evaluation.thresholds import parse_threshold

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
def test_a_figure_reaches_it_or_not(text: str, problem: str | None):
    assert parse_threshold(text).problem(FOUND) == problem


def test_a_refusal_leaves_citations_undefined():
    found = measure_run([judged_of(answered(**REFUSED))])
    told = parse_threshold("citation_recall=0").problem(found)
    assert told == "citation_recall is undefined (no answered question names its evidence)"


@pytest.mark.parametrize("text", ["", "=", "=0.4", "answer_f1", "answer_f1=", "a=b", "a=nan"])
def test_what_is_none(text: str):
    with pytest.raises(EvaluationError, match="is not METRIC=VALUE, for example"):
        parse_threshold(text)


def test_an_unknown_figure_is_told_with_what_comes_near():
    with pytest.raises(EvaluationError, match=r"no metric 'answer_f'; try answer_f1"):
        parse_threshold("answer_f=0.4").problem(FOUND)
    with pytest.raises(EvaluationError, match=r"no metric 'zzz'; try doc_recall@1, "):
        parse_threshold("zzz=0.4").problem(FOUND)
