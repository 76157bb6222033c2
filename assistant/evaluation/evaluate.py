"""The whole of an evaluation: ask, judge, measure, compare, write the reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.assistant import BaseAssistant
from assistant.chat_model import ChatModel
from assistant.errors import EvaluationError
from assistant.evaluation.analysis.breakdown import break_down
from assistant.evaluation.analysis.comparison import compare_runs
from assistant.evaluation.analysis.curves import curves_of
from assistant.evaluation.analysis.intervals import interval_of
from assistant.evaluation.analysis.metric_registry import all_metrics, measure_run
from assistant.evaluation.analysis.outcome import Evaluation
from assistant.evaluation.asking import ask_questions, facts_of_run
from assistant.evaluation.judging.chat_model_judge import judge_with_chat_model
from assistant.evaluation.judging.records import JudgedPrediction, ProgressCallback, TestSet
from assistant.evaluation.judging.results import judge_run

__all__ = ["evaluate", "read_judged_predictions", "write_outcome"]

METRICS_FILE = "metrics.json"
HTML_REPORT_FILE = "report.html"
MARKDOWN_REPORT_FILE = "report.md"


def evaluate(
    assistant: BaseAssistant,
    test_set: TestSet,
    folder: Path,
    compare_with: Path | None = None,
    progress: ProgressCallback = lambda done, total, name: None,
    fresh: bool = False,
    judge: ChatModel | None = None,
) -> Evaluation:
    """Run a test set over the assistant's store, and write the outcome to a folder.

    Args:
        assistant: The assistant that is evaluated.
        test_set: The questions, with what is expected.
        folder: Gets `predictions.jsonl`, `metrics.json`, `report.html` and `report.md`. A run
            that was stopped there goes on.
        compare_with: The folder of an earlier run to compare with.
        progress: Called before each question and at the end.
        fresh: Whether to ask again what was asked before.
        judge: A chat model that gives its opinion on each answer, in addition to the metrics.

    Raises:
        EvaluationError: The folder holds another run or can't be written; there is nothing to
            compare with; or a metric is defined wrongly.
    """
    all_metrics()  # a wrong definition is reported before anything is asked
    before = None if compare_with is None else read_judged_predictions(compare_with)
    failed = ask_questions(assistant, test_set, folder, progress, fresh)
    results, missing = judge_run(assistant.store.catalogue, test_set, folder)
    if judge is not None:
        opinions, not_judged = judge_with_chat_model(results, judge, folder, progress)
        failed += not_judged
        results = [
            replace(one, judged=replace(one.judged, opinion=opinions.get(one.question.id)))
            for one in results
        ]
    judged = [one.judged for one in results]
    measurements = measure_run(judged)
    outcome = Evaluation(
        facts=facts_of_run(assistant, test_set),
        results=tuple(results),
        measurements=measurements,
        intervals={name: interval_of(one) for name, one in measurements.items()},
        curves=curves_of(judged),
        groups=tuple(break_down(judged, (one.metric for one in measurements.values()))),
        comparison=None if before is None else compare_runs(before, judged, str(compare_with)),
        problems=(*missing, *failed),
    )
    write_outcome(outcome, folder)
    return outcome


def write_outcome(outcome: Evaluation, folder: Path) -> None:
    """Write `metrics.json` and the reports.

    Raises:
        EvaluationError: They can't be written.
    """
    from assistant.evaluation.report.html import html_report
    from assistant.evaluation.report.markdown import markdown_report

    for name, text in (
        (METRICS_FILE, json.dumps(outcome.as_dict(), allow_nan=False) + "\n"),
        (MARKDOWN_REPORT_FILE, markdown_report(outcome)),
        (HTML_REPORT_FILE, html_report(outcome)),
    ):
        try:
            # A lone surrogate, which a document may have, can't be written.
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
        except OSError as error:
            raise EvaluationError(f"{folder / name} can't be written: {error.strerror}") from error


def read_judged_predictions(folder: Path) -> Sequence[JudgedPrediction]:
    """The judged predictions of an earlier run.

    Raises:
        EvaluationError: The folder holds none.
    """
    path = folder / METRICS_FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return [JudgedPrediction(**one) for one in fields["judged"]]
    except FileNotFoundError as error:
        raise EvaluationError(
            f"{folder} holds no evaluation ({METRICS_FILE} is missing); make one with"
            f" `onrecord eval QA.jsonl --out {folder}`"
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{path} can't be read as an evaluation ({type(error).__name__}: {error}); run"
            f" `onrecord eval QA.jsonl --out {folder}` again"
        ) from error
