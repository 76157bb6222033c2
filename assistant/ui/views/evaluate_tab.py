"""The tab "Evaluate": runs a test set, and drafts questions for a new one.

Runs are kept in the store's folder `evaluations`, each under the hash of its test set, so that a
stopped run continues when it is started again.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.batch import as_line
from assistant.errors import EvaluationError
from assistant.saved.exports import without_paths
from assistant.ui import render
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    PageUpdate,
    clickable_html,
    file_field,
    gr,
    plain_html,
)
from assistant.ui.runtime.downloads import START_DOWNLOAD, download_message
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.page_backend import PageBackend, StoppedByUserError
from assistant.ui.uploads.stored_uploads import document_name
from assistant.ui.uploads.upload_folder import copy_to_folder
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.evaluation import Evaluation

TEST_SET_SUFFIXES = (".csv", ".json", ".jsonl")
EVALUATIONS_FOLDER = "evaluations"
NUMBER_OF_DRAFTS = 20
SECONDS_BETWEEN_UPDATES = 0.3
"""How often a running evaluation's progress is shown."""
EVALUATE_INTRODUCTION = (
    "How good are the answers over your documents? A test set is a file of questions with the"
    " expected answers: JSON lines, a CSV with the columns question and answer, or JSON in the"
    " SQuAD format. It is kept in the store on this machine."
)
DRAFTS_SAVED = "Saved as drafts.jsonl: correct or delete each draft, then run the file here."
EVALUATION_BUSY = "Another evaluation is running; try again when it is done."
EVALUATION_STOPPED = "Stopped. Run it again to continue where it stopped."
SAVED_FILES = {"report": ("html", "text/html"), "predictions": ("jsonl", "application/json")}

_one_at_a_time = threading.Lock()
"""Held by the running evaluation, which keeps the processor busy."""


@dataclass
class _RunProgress:
    """The progress of a run; written by its thread, read by the page."""

    done: int = 0
    total: int = 0
    already_done: int | None = None
    """Number of questions that an earlier run had asked; None before the run begins."""
    started: float = 0.0

    def update(self, done: int, total: int, _name: str) -> None:
        """Note the progress; an `assistant.evaluation.judging.records.ProgressCallback`."""
        if self.already_done is None:
            self.already_done, self.started = done, time.monotonic()
        self.done, self.total = done, total

    def html(self) -> str:
        """The progress as HTML."""
        if not self.total:
            return render.notice("Reading the test set")
        asked = self.done - (self.already_done or 0)
        seconds = time.monotonic() - self.started
        seconds_left = seconds / asked * (self.total - self.done) if asked else None
        return render.evaluation_progress(self.done, self.total, seconds_left)


class EvaluateTab:
    """Builds the tab inside the open Blocks."""

    def __init__(self, backend: PageBackend) -> None:
        """Build the tab and bind its events."""
        self._assistant = backend.assistant
        self._workers = backend.workers
        self._stop_events: dict[str, threading.Event] = {}
        self._run_folder = gr.State("")  # name of the folder of the run that is shown
        with gr.Column(elem_classes="or-form"):
            plain_html(render.introduction(EVALUATE_INTRODUCTION))
            self._file = file_field("Test set", TEST_SET_SUFFIXES, "or-test-set")
            with gr.Row():
                self._run = gr.Button("Run the test set", variant="primary", scale=0)
                self._stop = gr.Button("Stop", scale=0, visible=False)
                self._draft = gr.Button(
                    f"Draft {NUMBER_OF_DRAFTS} questions", scale=0, min_width=200
                )
            self._progress = plain_html("", elem_id="or-evaluating")
            self._result = clickable_html("", elem_id="or-evaluation")
        self._download = download = gr.Textbox(visible=False)
        self._shown = [self._progress, self._result, self._run, self._stop, self._run_folder]
        self._run.click(self._show_evaluation, self._file, self._shown, **PAGE_EVENT)
        self._stop.click(self._stop_run, None, None, **PAGE_EVENT)
        self._draft.click(
            self._draft_questions, None, [self._progress, download], **PAGE_EVENT
        ).then(None, download, None, js=START_DOWNLOAD, **PAGE_EVENT)
        self._result.click(self._save_file, self._run_folder, download, **PAGE_EVENT).then(
            None, download, None, js=START_DOWNLOAD, **PAGE_EVENT
        )

    async def _show_evaluation(
        self, request: gr.Request, file: str | None
    ) -> AsyncIterator[PageUpdate]:
        session = request.session_hash or ""
        if file is None:
            yield {self._progress: render.hint("Choose a test set first.")}
            return
        if session in self._stop_events:
            return
        stop, progress = threading.Event(), _RunProgress()
        self._stop_events[session] = stop
        yield {
            self._progress: progress.html(),
            self._result: "",
            self._run: gr.Button(visible=False),
            self._stop: gr.Button(visible=True),
        }
        shown: PageUpdate = {self._progress: ""}
        try:
            evaluating = asyncio.ensure_future(
                self._workers.run_change(lambda: self._evaluate(file, stop, progress))
            )
            try:
                while not (await asyncio.wait({evaluating}, timeout=SECONDS_BETWEEN_UPDATES))[0]:
                    yield {self._progress: progress.html()}
            finally:
                evaluating.cancel()
            evaluation, folder = evaluating.result()
            shown |= {
                self._result: render.evaluation_view(evaluation),
                self._run_folder: folder,
            }
        except StoppedByUserError:
            shown = {self._progress: render.hint(EVALUATION_STOPPED)}
        except OnRecordError as error:
            shown = {self._progress: render.problem_message(str(error))}
        finally:
            stop.set()
            self._stop_events.pop(session, None)
        yield {
            **shown,
            self._run: gr.Button(visible=True),
            self._stop: gr.Button(visible=False),
        }

    def _evaluate(
        self, file: str, stop: threading.Event, run_progress: _RunProgress
    ) -> tuple[Evaluation, str]:
        """Run the test set; gives the evaluation and the name of its folder."""
        from assistant.evaluation import evaluate, is_run_of, read_test_set

        def report(done: int, total: int, name: str) -> None:
            if stop.is_set():
                raise StoppedByUserError("stopped")
            run_progress.update(done, total, name)

        if not _one_at_a_time.acquire(blocking=False):
            raise EvaluationError(EVALUATION_BUSY)
        try:
            name = document_name(Path(file).name)
            path = copy_to_folder(file, self._folder, TEST_SET_SUFFIXES)
            try:
                test_set = replace(read_test_set(path), name=name)
            except OnRecordError as error:
                raise EvaluationError(str(error).replace(str(path), name)) from error
            run = self._folder / path.stem
            # Answers of an earlier run are used only if documents and models are the same.
            fresh = not is_run_of(self._assistant, test_set, run)
            evaluation = evaluate(self._assistant, test_set, run, progress=report, fresh=fresh)
            return evaluation, path.stem
        finally:
            _one_at_a_time.release()

    async def _draft_questions(self) -> AsyncIterator[PageUpdate]:
        def draft() -> str:
            from assistant.evaluation.question_drafts import draft_questions

            drafts = draft_questions(self._assistant.retriever, NUMBER_OF_DRAFTS)
            lines = "".join(as_line({**question.as_dict(), "draft": True}) for question in drafts)
            return download_message(lines, "drafts", "jsonl", "application/json")

        yield {self._progress: render.notice("Drafting questions from the statements")}
        try:
            download = await self._workers.run_with_models(draft)
            yield {self._progress: render.hint(DRAFTS_SAVED), self._download: download}
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}

    def _stop_run(self, request: gr.Request) -> None:
        stop = self._stop_events.get(request.session_hash or "")
        if stop is not None:
            stop.set()

    async def _save_file(self, event: gr.EventData, run_folder: str) -> str:
        name = str(event_fields(event).get("act"))
        if not run_folder or name not in SAVED_FILES:
            return ""
        suffix, media_type = SAVED_FILES[name]

        def read_file() -> str:
            text = (self._folder / run_folder / f"{name}.{suffix}").read_text("utf-8")
            if name == "predictions":
                text = "".join(
                    as_line(without_paths(json.loads(line))) for line in text.split("\n") if line
                )
            return download_message(text, name, suffix, media_type)

        return await self._workers.run_read(read_file)

    @property
    def _folder(self) -> Path:
        return self._assistant.store.folder.resolve() / EVALUATIONS_FOLDER
