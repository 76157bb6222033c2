"""The whole of an evaluation: ask, judge, measure, compare, write the reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.chat_model import ChatModel
from assistant.engine import Engine
from assistant.errors import EvaluationError
from assistant.evaluation.breakdown import Group, breakdown
from assistant.evaluation.comparison import Comparison, compare
from assistant.evaluation.curves import Curves, curves_of
from assistant.evaluation.figures import Figure, figures, values
from assistant.evaluation.intervals import Interval
from assistant.evaluation.judging import Judged
from assistant.evaluation.llm_judge import judge_answers
from assistant.evaluation.results import Result, read_results
from assistant.evaluation.run import Progress, RunFacts, ask_all, facts_of
from assistant.evaluation.testset import TestSet

METRICS = "metrics.json"
REPORT, TEXT = "report.html", "report.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came out of a run."""

    facts: RunFacts
    results: tuple[Result, ...]
    figures: Mapping[str, Figure]
    intervals: Mapping[str, Interval | None]
    curves: Curves
    groups: tuple[Group, ...]
    comparison: Comparison | None
    problems: tuple[str, ...]
    """What the test set expects and the store doesn't have, and what could not be asked."""

    @property
    def values(self) -> dict[str, float | int | None]:
        """The figures by name; None where one is undefined."""
        return values(self.figures)

    @property
    def stages(self) -> dict[str, int]:
        """How many questions were right, and how many failed at which stage."""
        return dict(Counter(one.judged.stage for one in self.results).most_common())

    @property
    def undefined(self) -> dict[str, str]:
        """Why each figure that is null is so."""
        return {name: one.undefined for name, one in self.figures.items() if one.value is None}

    def as_dict(self) -> dict[str, Any]:
        """What `metrics.json` holds: counts and figures, and what they rest on."""
        asked = [one for one in self.results if one.judged.asked]
        facts: dict[str, Any] = {
            "questions": len(self.results),
            "predictions": len(asked),
            "missing": len(self.results) - len(asked),
            **self.values,
            "intervals": {name: found and list(found) for name, found in self.intervals.items()},
            "undefined": self.undefined,
            "made_from": {name: figure.questions for name, figure in self.figures.items()},
            "stages": self.stages,
            "by": [asdict(group) for group in self.groups],
            "curves": asdict(self.curves),
            "run": asdict(self.facts),
            "problems": list(self.problems),
            "judged": [asdict(one.judged) for one in self.results],
        }
        if self.comparison is not None:
            facts["comparison"] = self.comparison.as_dict()
        return facts


def evaluate(
    assistant: Engine,
    test_set: TestSet,
    folder: Path,
    compare_with: Path | None = None,
    progress: Progress = lambda done, total, name: None,
    fresh: bool = False,
    judge: ChatModel | None = None,
) -> Evaluation:
    """Run a test set over the assistant's store, and write what came out to a folder.

    Args:
        assistant: Who is evaluated.
        test_set: What is asked and expected.
        folder: Gets `predictions.jsonl`, `metrics.json`, `report.html` and `report.md`. A run
            that was stopped there goes on.
        compare_with: The folder of an earlier run to compare with.
        progress: Told how many questions are done.
        fresh: Whether to ask again what was asked before.
        judge: A chat model that gives its opinion on each answer, besides the figures.

    Raises:
        EvaluationError: The folder holds another run or can't be written; or there is nothing
            to compare with.
    """
    before = None if compare_with is None else read_judged(compare_with)
    failed = ask_all(assistant, test_set, folder, progress, fresh)
    results, missing = read_results(assistant.store.catalogue, test_set, folder)
    if judge is not None:
        opinions, unjudged = judge_answers(results, judge, folder, progress)
        failed += unjudged
        results = [
            replace(one, judged=replace(one.judged, opinion=opinions.get(one.question.id)))
            for one in results
        ]
    judged = [one.judged for one in results]
    found = figures(judged)
    evaluation = Evaluation(
        facts=facts_of(assistant, test_set),
        results=tuple(results),
        figures=found,
        intervals={name: figure.interval() for name, figure in found.items()},
        curves=curves_of(judged),
        groups=tuple(breakdown(judged, found)),
        comparison=None if before is None else compare(before, judged, str(compare_with)),
        problems=(*missing, *failed),
    )
    write(evaluation, folder)
    return evaluation


def write(evaluation: Evaluation, folder: Path) -> None:
    """Write `metrics.json` and the reports.

    Raises:
        EvaluationError: They can't be written.
    """
    from assistant.evaluation.html import as_html
    from assistant.evaluation.markdown import as_markdown

    for name, text in (
        (METRICS, json.dumps(evaluation.as_dict(), allow_nan=False) + "\n"),
        (TEXT, as_markdown(evaluation)),
        (REPORT, as_html(evaluation)),
    ):
        try:
            # Half a character, which a document may have, can't be written.
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
        except OSError as error:
            raise EvaluationError(f"{folder / name} can't be written: {error.strerror}") from error


def read_judged(folder: Path) -> Sequence[Judged]:
    """The judged predictions of an earlier run.

    Raises:
        EvaluationError: The folder holds none.
    """
    path = folder / METRICS
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return [Judged(**one) for one in facts["judged"]]
    except FileNotFoundError as error:
        raise EvaluationError(
            f"{folder} holds no evaluation ({METRICS} is missing); make one with"
            f" `onrecord eval QA.jsonl --out {folder}`"
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{path} can't be read as an evaluation ({type(error).__name__}: {error}); run"
            f" `onrecord eval QA.jsonl --out {folder}` again"
        ) from error
