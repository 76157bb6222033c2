"""Asks the questions of a test set, and writes each answer as soon as it is there.

A run that was stopped goes on where it stopped: a question whose answer is in `predictions.jsonl`
isn't asked again. `run.json` says which questions, documents and models a run uses, so that answers
of two different runs never end up in one folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.assistant import BaseAssistant
from assistant.batch import as_line
from assistant.errors import EvaluationError, QuestionError, QuoteError
from assistant.evaluation.judging.predictions import (
    PREDICTIONS_FILE,
    drop_incomplete_line,
    read_predictions,
)
from assistant.evaluation.judging.records import (
    QUOTE,
    GoldQuestion,
    ProgressCallback,
    RunFacts,
    TestSet,
)
from assistant.line_files import append_lines, replace_file
from index.errors import FilterError
from index.records import Filters

__all__ = ["ask_questions", "facts_of_run", "is_run_of"]

RUN_FILE = "run.json"


def facts_of_run(assistant: BaseAssistant, test_set: TestSet) -> RunFacts:
    """The facts of a run of `test_set` with this assistant."""
    ids = sorted(info.id for info in assistant.store.catalogue.documents())
    return RunFacts(
        test_set=test_set.name,
        questions=test_set.fingerprint,
        documents=len(ids),
        documents_fingerprint=hashlib.sha256("".join(ids).encode()).hexdigest()[:16],
        embedding_model=assistant.store.embedder.name,
        reader=assistant.reader.name,
        chat_model=assistant.model.name if assistant.model else None,
        retrieval=assistant.retriever.mode,
        abstains=assistant.abstains,
        nli=assistant.nli,
    )


def is_run_of(assistant: BaseAssistant, test_set: TestSet, folder: Path) -> bool:
    """Whether a folder holds a run of the test set with the same documents and models."""
    try:
        known = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and {"nli": None, **known} == asdict(
        facts_of_run(assistant, test_set)
    )


def ask_questions(
    assistant: BaseAssistant,
    test_set: TestSet,
    folder: Path,
    progress: ProgressCallback,
    fresh: bool = False,
) -> list[str]:
    """Ask every question that was not asked before; each answer is a line of `predictions.jsonl`.

    Args:
        assistant: The assistant that answers.
        test_set: The questions.
        folder: Folder of the run; it is made if it doesn't exist.
        progress: Called before each question and at the end.
        fresh: Whether to ask everything again.

    Returns:
        A message for each question that can't be asked; its line has status `failed`.

    Raises:
        EvaluationError: The folder holds another run, is in use, or can't be written.
    """
    facts = facts_of_run(assistant, test_set)
    with _locked(folder):
        path = folder / PREDICTIONS_FILE
        try:
            if fresh:
                path.unlink(missing_ok=True)
                (folder / RUN_FILE).unlink(missing_ok=True)
            _start_or_resume(folder, facts)
        except OSError as error:
            raise EvaluationError(f"{folder} can't be written: {error.strerror}") from error
        ids = {question.id for question in test_set.questions}
        done = {line["id"] for line in read_predictions(folder) if line["id"] in ids}
        left = [question for question in test_set.questions if question.id not in done]
        if left:
            # Loading the models is not part of the first answer's time.
            assistant.warm_up()
        try:
            for number, question in enumerate(left, len(done)):
                progress(number, len(ids), question.id)
                append_lines(path, as_line(_prediction(assistant, question)).encode())
        except OSError as error:
            raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
        if left:
            progress(len(ids), len(ids), "")
        return [
            f"{line['id']}: {line['error']}" for line in read_predictions(folder) if "error" in line
        ]


def _prediction(assistant: BaseAssistant, question: GoldQuestion) -> dict[str, Any]:
    """The answer to a question, or the verdict on a quote, as a line of `predictions.jsonl`."""
    filters = Filters(excluded_documents=question.without)
    try:
        if question.type == QUOTE:
            assert question.quote is not None
            verdict = assistant.check_quote(question.quote, question.speaker, filters)
            return {"id": question.id, "question": question.question, **verdict.as_dict()}
        return {"id": question.id, **assistant.ask(question.question, filters).as_dict()}
    except (QuestionError, QuoteError, FilterError) as error:
        failed = {"id": question.id, "question": question.question, "status": "failed"}
        return {**failed, "error": str(error)}


def _start_or_resume(folder: Path, facts: RunFacts) -> None:
    """Write `run.json` of a new run, or check that the folder holds the same run."""
    path, expected = folder / RUN_FILE, asdict(facts)
    predictions = folder / PREDICTIONS_FILE
    if not path.exists():
        if predictions.exists():
            raise EvaluationError(
                f"{folder} holds a {PREDICTIONS_FILE} that is no run of `onrecord eval`;"
                " give another folder with --out, or --fresh to replace it"
            )
        replace_file(path, (json.dumps(expected, indent=2) + "\n").encode())
        return
    try:
        known: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        differing = [name for name, value in expected.items() if known.get(name) != value]
    except (ValueError, AttributeError) as error:
        raise EvaluationError(f"{path} is damaged; --fresh asks everything again") from error
    if differing:
        listed = "; ".join(
            f"{name.replace('_', ' ')}: {known.get(name)} there, {expected[name]} now"
            for name in differing
        )
        raise EvaluationError(
            f"{folder} holds another run ({listed}); give another folder with --out, or --fresh to"
            " replace it"
        )
    drop_incomplete_line(predictions)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock the folder for this run alone; it is made if it doesn't exist."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise EvaluationError(f"another run is writing to {folder}; give another --out") from error
    except OSError as error:
        raise EvaluationError(f"{folder} can't be written: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()  # the lock file stays: if it were removed, two runs could each hold a lock
