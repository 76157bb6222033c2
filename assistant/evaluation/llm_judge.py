"""An optional opinion on answers by a chat model, through openevals.

Nothing else depends on it: figures and reports are made without one. What it says of an answer is
kept in `judgements.jsonl`, so that it is asked once.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.batch import as_line
from assistant.chat_model import ChatModel
from assistant.errors import EvaluationError, ModelError, ModelFailed
from assistant.evaluation.results import Result
from assistant.evaluation.run import Progress
from assistant.line_files import append_lines, whole_lines

JUDGEMENTS = "judgements.jsonl"


def require_openevals() -> None:
    """See that the extra is installed.

    Raises:
        ModelError: It isn't.
    """
    if importlib.util.find_spec("openevals") is None:
        raise ModelError("--judge needs another package: pip install 'onrecord[judge]'")


def judge_answers(
    results: Iterable[Result], model: ChatModel, folder: Path, progress: Progress
) -> tuple[dict[str, bool], list[str]]:
    """Have the answers to answerable questions judged that were not yet.

    Args:
        results: Of the run in `folder`.
        model: The judge. It is sent the question, the answer and what is expected.
        folder: Where its judgements are kept.
        progress: Told how many are done.

    Returns:
        For each question whether its answer is correct, in the judge's opinion; and a message
        for each that could not be judged.
    """
    wanted = [one for one in results if one.judged.answerable and one.judged.answered]
    given = {one.question.id: one.given for one in wanted}
    known = {
        key: correct
        for key, answer, judge, correct in _read(folder)
        if given.get(key) == answer and judge == model.name
    }
    failed = []
    path = folder / JUDGEMENTS
    for number, one in enumerate(wanted):
        key = one.question.id
        progress(number, len(wanted), key)
        if key in known:
            continue
        try:
            verdict = _opinion(model, one)
        except ModelFailed as error:
            failed.append(f"{key}: not judged: {error}")
            continue
        known[key] = bool(verdict["score"])
        facts = {"id": key, "correct": known[key], "comment": verdict.get("comment")}
        line = as_line({**facts, "judge": model.name, "answer": one.given})
        try:
            append_lines(path, line.encode())
        except OSError as error:
            raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
    progress(len(wanted), len(wanted), "")
    return known, failed


def _opinion(model: ChatModel, one: Result) -> Mapping[str, Any]:
    from openevals.llm import create_llm_as_judge
    from openevals.prompts import CORRECTNESS_PROMPT

    ask = create_llm_as_judge(
        prompt=CORRECTNESS_PROMPT, judge=model.langchain, feedback_key="correct"
    )
    verdict = model.attempt(
        lambda: ask(
            inputs=one.question.question,
            outputs=one.given,
            reference_outputs=" / ".join(one.question.answers),
        )
    )
    if not isinstance(verdict, dict) or not isinstance(verdict.get("score"), (bool, int, float)):
        raise ModelFailed(f"{model.called} gave no judgement")
    return verdict


def _read(folder: Path) -> Iterator[tuple[str, str, str, bool]]:
    path = folder / JUDGEMENTS
    if not path.exists():
        return
    try:
        lines = whole_lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            facts = json.loads(line)
            yield facts["id"], facts["answer"], facts["judge"], bool(facts["correct"])
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path}, line {number} is damaged; remove that line to have its answer judged"
                " again"
            ) from error
