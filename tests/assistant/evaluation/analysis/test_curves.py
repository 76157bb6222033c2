"""The numbers of the plots."""

from __future__ import annotations

from dataclasses import replace

from support.predictions_for_tests import QUESTION, REFUSED, answered, judged_of, place

from assistant.evaluation.analysis.curves import ConfidenceBin, curves_of
from assistant.evaluation.report.plots import plots

OTHER = place(27, 40, "other.txt", "o")
WRONG = [place(27, 46)]


def test_a_run_without_data_has_no_curves_and_no_plots():
    bare = replace(QUESTION, document=None, evidence=())
    for judged in ([], [judged_of(None, bare)]):
        found = curves_of(judged)
        assert (found.documents, found.evidence, found.risk, found.latency) == ((),) * 4
        assert list(plots(found)) == []


def test_recall_by_rank():
    ranked = [answered(retrieved=[*[OTHER] * before, place(0, 26)]) for before in (0, 2)]
    found = curves_of([judged_of(one) for one in ranked])
    assert found.evidence[:4] == (0.5, 0.5, 1.0, 1.0)
    assert len(found.documents) == 20


def test_risk_starts_with_the_most_confident_answer():
    judged = [
        judged_of(answered(confidence=0.9)),
        judged_of(answered(confidence=0.95, citations=WRONG)),
        judged_of(answered(confidence=0.1)),
        judged_of(answered(**REFUSED)),
    ]
    assert curves_of(judged).risk == ((0.25, 1.0), (0.5, 0.5), (0.75, 0.3333))


def test_reliability_by_bins_of_confidence():
    judged = [
        judged_of(answered(confidence=1.0)),
        judged_of(answered(confidence=0.92, citations=WRONG)),
        judged_of(answered(confidence=0.0)),
    ]
    assert curves_of(judged).reliability == (
        ConfidenceBin(low=0.0, high=0.1, answers=1, confidence=0.0, right=1.0),
        ConfidenceBin(low=0.9, high=1.0, answers=2, confidence=0.96, right=0.5),
    )


def test_times_ascend_without_those_that_were_not_measured():
    times = [{"total": 3.0}, {"total": 1.0}, {"read": 1.0}, None]
    found = curves_of([judged_of(answered(timings_ms=one)) for one in times])
    assert found.latency == (1.0, 3.0)


def test_plots_have_a_description_and_need_no_other_file():
    curves = curves_of([judged_of(answered()), judged_of(answered(citations=WRONG))])
    drawn = list(plots(curves))
    assert len(drawn) == 4
    assert drawn[0].description == "Share of questions by k from 1 to 20; 1.00 at five."
    assert "of the 100% that are answered, 50% are wrong" in drawn[1].description
    assert drawn == list(plots(curves))
    for plot in drawn:
        assert plot.svg.startswith("<svg")
        assert "<style" not in plot.svg
        assert "var(--ink)" in plot.svg
        assert "#010101" not in plot.svg
    ids = [part.split('"')[0] for one in drawn for part in one.svg.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
