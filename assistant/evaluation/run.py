"""Ask the questions of a test set, each answer kept as soon as it is there.

A run that was stopped goes on where it stopped: what stands in `predictions.jsonl` is not asked
again. `run.json` says of which questions, documents and models it is a run, so that two of
different kinds never mix.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.batch import as_line
from assistant.engine import Engine
from assistant.errors import EvaluationError, QuestionError, QuoteError
from assistant.evaluation.predictions import PREDICTIONS, drop_half_a_line, read_predictions
from assistant.evaluation.testset import QUOTE, GoldQuestion, TestSet
from assistant.line_files import append_lines, replace_file
from index.errors import FilterError
from index.records import Filters

RUN = "run.json"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What a run is of. Runs of the same facts give the same answers."""

    test_set: str
    questions: str
    """Fingerprint of the test set."""
    documents: int
    documents_fingerprint: str
    embedding_model: str
    reader: str
    chat_model: str | None
    retrieval: str
    abstains: bool
    nli: str | None = None


def facts_of(assistant: Engine, test_set: TestSet) -> RunFacts:
    """What a run of `test_set` would be of."""
    ids = sorted(info.id for info in assistant.store.catalogue.documents())
    return RunFacts(
        test_set=test_set.name,
        questions=test_set.fingerprint,
        documents=len(ids),
        documents_fingerprint=hashlib.sha256("".join(ids).encode()).hexdigest()[:16],
        embedding_model=assistant.store.embedder.name,
        reader=assistant.reader.name,
        chat_model=assistant.model.name if assistant.model else None,
        retrieval=assistant.retriever.means,
        abstains=assistant.abstains,
        nli=assistant.nli,
    )


def is_run_of(assistant: Engine, test_set: TestSet, folder: Path) -> bool:
    """Whether a folder holds a run of the test set over the same documents and models."""
    try:
        known = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and {"nli": None, **known} == asdict(
        facts_of(assistant, test_set)
    )


def ask_all(
    assistant: Engine, test_set: TestSet, folder: Path, progress: Progress, fresh: bool = False
) -> list[str]:
    """Ask what was not asked yet; each answer is a line of `predictions.jsonl`.

    Args:
        assistant: Who answers.
        test_set: What is asked.
        folder: Where the run is kept; made if there is none.
        progress: Told how many are done.
        fresh: Whether to ask everything again.

    Returns:
        A message for each question that can't be asked; its line has status `failed`.

    Raises:
        EvaluationError: The folder holds another run, is in use, or can't be written.
    """
    facts = facts_of(assistant, test_set)
    with _held(folder):
        path = folder / PREDICTIONS
        try:
            if fresh:
                path.unlink(missing_ok=True)
                (folder / RUN).unlink(missing_ok=True)
            _begin(folder, facts)
        except OSError as error:
            raise EvaluationError(f"{folder} can't be written: {error.strerror}") from error
        wanted = {one.id: one.question for one in test_set.questions}
        done = {line["id"] for line in read_predictions(folder) if line["id"] in wanted}
        left = [one for one in test_set.questions if one.id not in done]
        if left:
            # Loading the models is not part of the first answer's time.
            assistant.warm_up()
        try:
            for number, one in enumerate(left, len(done)):
                progress(number, len(wanted), one.id)
                append_lines(path, as_line(_asked(assistant, one)).encode())
        except OSError as error:
            raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
        if left:
            progress(len(wanted), len(wanted), "")
        return [
            f"{line['id']}: {line['error']}" for line in read_predictions(folder) if "error" in line
        ]


def _asked(assistant: Engine, one: GoldQuestion) -> dict[str, Any]:
    filters = Filters(without=one.without)
    try:
        if one.type == QUOTE:
            assert one.quote is not None
            verdict = assistant.check_quote(one.quote, one.speaker, filters)
            return {"id": one.id, "question": one.question, **verdict.as_dict()}
        return {"id": one.id, **assistant.ask(one.question, filters).as_dict()}
    except (QuestionError, QuoteError, FilterError) as error:
        failed = {"id": one.id, "question": one.question, "status": "failed"}
        return {**failed, "error": str(error)}


def _begin(folder: Path, facts: RunFacts) -> None:
    """Mark a new run, or see that it is the one that goes on."""
    path, wanted = folder / RUN, asdict(facts)
    predictions = folder / PREDICTIONS
    if not path.exists():
        if predictions.exists():
            raise EvaluationError(
                f"{folder} holds a {PREDICTIONS} that is no run of `onrecord eval`;"
                " give another folder with --out, or --fresh to replace it"
            )
        replace_file(path, (json.dumps(wanted, indent=2) + "\n").encode())
        return
    try:
        known: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        differing = [name for name, value in wanted.items() if known.get(name) != value]
    except (ValueError, AttributeError) as error:
        raise EvaluationError(f"{path} is damaged; --fresh asks everything again") from error
    if differing:
        told = "; ".join(
            f"{name.replace('_', ' ')}: {known.get(name)} there, {wanted[name]} now"
            for name in differing
        )
        raise EvaluationError(
            f"{folder} holds another run ({told}); give another folder with --out, or --fresh to"
            " replace it"
        )
    drop_half_a_line(predictions)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder, made if there is none, for this run alone."""
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
        lock.release()  # its file stays: two runs may hold a lock that one of them removes
