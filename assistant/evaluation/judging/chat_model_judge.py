"""A chat model's opinion on whether an answer is correct (`--judge`), through openevals.

Optional: all other metrics are computed without it. Its judgements are kept in `judgements.jsonl`,
so that no answer is judged twice.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.batch import as_line
from assistant.chat_model import ChatModel
from assistant.errors import ChatModelReplyError, ChatModelSetupError, EvaluationError
from assistant.evaluation.judging.records import ProgressCallback, QuestionResult
from assistant.line_files import append_lines, read_complete_lines

__all__ = ["judge_with_chat_model", "require_openevals"]

JUDGEMENTS_FILE = "judgements.jsonl"


def require_openevals() -> None:
    """Check that the package is installed.

    Raises:
        ChatModelSetupError: It isn't.
    """
    if importlib.util.find_spec("openevals") is None:
        raise ChatModelSetupError("--judge needs another package: pip install 'onrecord[judge]'")


def judge_with_chat_model(
    results: Iterable[QuestionResult],
    model: ChatModel,
    folder: Path,
    progress: ProgressCallback,
) -> tuple[dict[str, bool], list[str]]:
    """Have those answers to answerable questions judged that were not judged before.

    Args:
        results: The results of the run in `folder`.
        model: The judge. It is sent the question, the answer and the expected answers.
        folder: Where its judgements are kept.
        progress: Called before each answer and at the end.

    Returns:
        By question id, whether the judge considers the answer correct; and a message for each
        answer that could not be judged.

    Raises:
        EvaluationError: The file of judgements is damaged or can't be written.
    """
    answered = [one for one in results if one.judged.answerable and one.judged.answered]
    answers = {one.question.id: one.given for one in answered}
    opinions = {
        key: correct
        for key, answer, judge, correct in _read_judgements(folder)
        if answers.get(key) == answer and judge == model.name
    }
    failed = []
    path = folder / JUDGEMENTS_FILE
    for number, result in enumerate(answered):
        key = result.question.id
        progress(number, len(answered), key)
        if key in opinions:
            continue
        try:
            judgement = _judgement(model, result)
        except ChatModelReplyError as error:
            failed.append(f"{key}: not judged: {error}")
            continue
        opinions[key] = bool(judgement["score"])
        fields = {"id": key, "correct": opinions[key], "comment": judgement.get("comment")}
        line = as_line({**fields, "judge": model.name, "answer": result.given})
        try:
            append_lines(path, line.encode())
        except OSError as error:
            raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
    progress(len(answered), len(answered), "")
    return opinions, failed


def _judgement(model: ChatModel, result: QuestionResult) -> Mapping[str, Any]:
    from openevals.llm import create_llm_as_judge
    from openevals.prompts import CORRECTNESS_PROMPT

    ask_judge = create_llm_as_judge(
        prompt=CORRECTNESS_PROMPT, judge=model.langchain_model, feedback_key="correct"
    )
    judgement = model.call_with_retries(
        lambda: ask_judge(
            inputs=result.question.question,
            outputs=result.given,
            reference_outputs=" / ".join(result.question.answers),
        )
    )
    if not isinstance(judgement, dict) or not isinstance(
        judgement.get("score"), (bool, int, float)
    ):
        raise ChatModelReplyError(f"{model.description} gave no judgement")
    return judgement


def _read_judgements(folder: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Question id, answer, judge's name, and whether the judge considered the answer correct."""
    path = folder / JUDGEMENTS_FILE
    if not path.exists():
        return
    try:
        lines = read_complete_lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            fields = json.loads(line)
            yield fields["id"], fields["answer"], fields["judge"], bool(fields["correct"])
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path}, line {number} is damaged; remove that line to have its answer judged"
                " again"
            ) from error
