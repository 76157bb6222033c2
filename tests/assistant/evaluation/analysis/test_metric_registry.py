"""The registry of metrics: one file adds a metric, and an incomplete one is refused by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.predictions_for_tests import REFUSED, answered, judged_of

from assistant.errors import EvaluationError
from assistant.evaluation import evaluate
from assistant.evaluation.analysis.metric_registry import FIELDS_OF_RUN, all_metrics, measure_run
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader

IMPORT = "from assistant.evaluation.measuring.metric import Metric\n"
COMPLETE = {
    "name": "'answer_letters'",
    "label": "'letters of the answer'",
    "direction": "'higher is better'",
    "guarded": "False",
    "quantities": "[lambda judged: judged.words]",
}


def source(**fields: str | None) -> str:
    """A metric's file, with some fields changed or, where None, left out."""
    arguments = {name: value for name, value in {**COMPLETE, **fields}.items() if value}
    listed = ", ".join(f"{name}={value}" for name, value in arguments.items())
    return f"{IMPORT}METRICS = [Metric({listed})]\n"


def test_one_file_adds_a_metric(package):
    metrics = package(letters=source())
    assert [metric.name for metric in all_metrics(metrics)] == ["answer_letters"]
    measured = measure_run([judged_of(answered()), judged_of(answered(**REFUSED))], metrics)
    assert measured["answer_letters"].value == 6.0


@pytest.mark.parametrize("field", COMPLETE)
def test_a_metric_without_a_required_field_is_refused(package, field: str):
    metrics = package(letters=source(**{field: None}))
    with pytest.raises(EvaluationError, match=rf"/letters\.py can't be used: .*'{field}'"):
        all_metrics(metrics)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("label", "' '", "the metric answer_letters has no label: say what it measures"),
        ("direction", "'up'", "direction 'up'; it should be 'higher is better' or 'lower is bett"),
        ("quantities", "[]", "answer_letters has no quantities: say how it is computed"),
        ("quantities", "[5]", "answer_letters has no quantities: say how it is computed"),
        ("quantities", "[len, len]", "answer_letters has 2 quantities; its aggregate takes 1"),
        ("name", "'Answer letters'", "the metric name 'Answer letters' is not lower-case letters"),
        ("name", "''", "the metric name '' is not lower-case letters"),
        ("name", "'answer_f1[who]'", "'answer_f1[who]' is that of a part of another metric"),
        ("name", "'questions'", "the name 'questions' is that of a field of metrics.json"),
    ],
)
def test_a_metric_with_an_unusable_field_is_refused(package, field: str, value: str, words: str):
    with pytest.raises(EvaluationError) as raised:
        all_metrics(package(letters=source(**{field: value})))
    assert words in str(raised.value)
    assert "/letters.py" in str(raised.value)


def test_two_metrics_of_one_name_are_refused_with_both_files(package):
    metrics = package(letters=source(), characters=source())
    with pytest.raises(
        EvaluationError, match=r"'answer_letters': .*/characters.* and in .*letters"
    ):
        all_metrics(metrics)


@pytest.mark.parametrize("text", ["", "METRICS = []\n", "METRICS = ['answer_f1']\n"])
def test_a_file_without_metrics_is_refused(package, text: str):
    with pytest.raises(EvaluationError, match=r"/letters\.py has no METRICS"):
        all_metrics(package(letters=text))


def test_metrics_are_ordered_by_their_order_then_by_file(package):
    metrics = package(
        b=source(name="'second'"),
        a=source(name="'first'"),
        c=source(name="'before_all'", order="1"),
    )
    assert [metric.name for metric in all_metrics(metrics)] == ["before_all", "first", "second"]


def test_a_metric_reaches_every_place_that_shows_metrics(
    package, assistant, questions, tmp_path: Path, monkeypatch
):
    import assistant.evaluation.analysis.metric_registry as registry

    toy = package(letters=source(guarded="True", group_heading="'letters'"))
    whole = registry._modules
    monkeypatch.setattr(registry, "_modules", lambda metrics: whole(metrics) + whole(toy))
    evaluate(Assistant(assistant.store, NoReader(), mode="words"), questions, tmp_path / "words")
    done = evaluate(assistant, questions, tmp_path / "run", tmp_path / "words")
    fields = done.as_dict()
    assert fields["answer_letters"] == done.values["answer_letters"] > 0
    assert fields["intervals"].keys() == fields["made_from"].keys() == done.measurements.keys()
    assert fields["comparison"]["differences"]["answer_letters"]["before"] is not None
    page = (tmp_path / "run" / "report.html").read_text()
    assert page.count(">answer_letters<") == 2  # the comparison, and the table of all metrics
    assert page.count(">letters of the answer<") == 1
    text = (tmp_path / "run" / "report.md").read_text()
    assert "| letters of the answer " in text


def test_no_metric_is_named_like_another_field_of_metrics_json(
    assistant, questions, tmp_path: Path
):
    evaluate(assistant, questions, tmp_path / "before")
    done = evaluate(assistant, questions, tmp_path / "run", tmp_path / "before")
    assert done.as_dict().keys() - done.measurements.keys() == FIELDS_OF_RUN


def test_the_order_of_the_metrics():
    """Order in `metrics.json` and in the table of all metrics; then of the headline metrics."""
    metrics = all_metrics()
    assert (
        [metric.name for metric in metrics]
        == """
        doc_recall@1 doc_recall@5 doc_recall@10 doc_recall@20 doc_mrr@10 doc_ndcg@10
        evidence_recall@1 evidence_recall@5 evidence_recall@10 evidence_recall@20 evidence_mrr@10
        evidence_ndcg@10 answer_f1 answer_exact answer_contains answer_words_p50 judged_correct
        quote_verdict refused_unanswerable refused_answerable abstain_balanced citation_integrity
        citation_whole_words citation_precision citation_recall citation_speaker risk_coverage_area
        calibration_error latency_ms_p50 latency_ms_p95
    """.split()
    )
    headlines = [metric for metric in metrics if metric.headline is not None]
    assert (
        [one.name for one in sorted(headlines, key=lambda metric: metric.headline)]
        == """
        evidence_recall@1 evidence_recall@5 evidence_mrr@10 answer_f1 answer_contains judged_correct
        citation_integrity citation_recall citation_speaker refused_unanswerable refused_answerable
        calibration_error quote_verdict latency_ms_p50 latency_ms_p95
    """.split()
    )


def test_guarded_metrics_are_those_that_do_not_depend_on_the_machine():
    assert (
        [metric.name for metric in all_metrics() if metric.guarded]
        == """
        evidence_recall@1 evidence_recall@5 evidence_mrr@10 answer_f1 answer_contains quote_verdict
        refused_unanswerable refused_answerable abstain_balanced citation_integrity
        citation_whole_words citation_recall citation_speaker
    """.split()
    )


def test_no_two_metrics_have_one_label():
    labels = [metric.label for metric in all_metrics()]
    assert len(set(labels)) == len(labels)


def test_a_part_of_a_metric_is_neither_guarded_nor_a_headline():
    (metric,) = [metric for metric in all_metrics() if metric.name == "answer_f1"]
    part = metric.part("who", lambda judged: judged.f1)
    assert (part.name, part.guarded, part.headline) == ("answer_f1[who]", False, None)
    assert part.group_heading is None
    assert part.direction == metric.direction


def test_the_listing_names_every_metric():
    command = [sys.executable, "-m", "assistant.evaluation.list_metrics"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in listed.splitlines()] == [one.name for one in all_metrics()]
    assert "citations that overlap the evidence" in listed
