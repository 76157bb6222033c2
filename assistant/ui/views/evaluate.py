"""The tab "Evaluate": runs a test set, and drafts questions for one.

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
from typing import TYPE_CHECKING, Any

from assistant.batch import as_line
from assistant.errors import EvaluationError
from assistant.saved.exports import without_paths
from assistant.ui import render
from assistant.ui.runtime.blocks import PRIVATE, acting, block, gr
from assistant.ui.runtime.downloads import DELIVER, parcel_of
from assistant.ui.runtime.gradio_patches import event_fields, remove_example
from assistant.ui.runtime.request_workers import Desk, Stopped
from assistant.ui.uploads.upload_folder import take_in
from assistant.ui.uploads.uploads import document_name
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.evaluation import Evaluation

TEST_SET_SUFFIXES = (".csv", ".json", ".jsonl")
EVALUATIONS_FOLDER = "evaluations"
NUMBER_OF_DRAFTS = 20
SECONDS_BETWEEN_UPDATES = 0.3
"""How often a running evaluation's progress is shown."""
EVALUATE_INTRODUCTION = (
    "How good are the answers over your documents? A test set is a file of questions with what is"
    " expected: JSON lines, a CSV with the columns question and answer, or SQuAD’s JSON. It is kept"
    " in the store on this machine."
)
DRAFTS_SAVED = "Saved as drafts.jsonl: correct or delete each draft, then run the file here."
EVALUATION_BUSY = "Another evaluation is running; try again when it is done."
EVALUATION_STOPPED = "Stopped. Run it again to continue where it stopped."
SAVED_FILES = {"report": ("html", "text/html"), "predictions": ("jsonl", "application/json")}

_one_at_a_time = threading.Lock()
"""Held by the running evaluation, which keeps the processor busy."""

_Update = dict[Any, Any]


@dataclass
class _RunProgress:
    """The progress of a run; written by its thread, read by the page."""

    done: int = 0
    total: int = 0
    before: int | None = None
    """Number of questions that an earlier run had asked."""
    started: float = 0.0

    def update(self, done: int, total: int, _name: str) -> None:
        """Keep the numbers; an `assistant.evaluation.judging.records.ProgressCallback`."""
        if self.before is None:
            self.before, self.started = done, time.monotonic()
        self.done, self.total = done, total

    def html(self) -> str:
        """For the page."""
        if not self.total:
            return render.notice("Reading the test set")
        asked = self.done - (self.before or 0)
        spent = time.monotonic() - self.started
        left = spent / asked * (self.total - self.done) if asked else None
        return render.evaluation_progress(self.done, self.total, left)


class EvaluateTab:
    """Builds the tab where Blocks are open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._running: dict[str, threading.Event] = {}
        self._kept = gr.State("")
        with gr.Column(elem_classes="or-form"):
            block(render.introduction(EVALUATE_INTRODUCTION))
            self._file = gr.File(
                label="Test set",
                show_label=False,
                file_types=list(TEST_SET_SUFFIXES),
                height=120,
                elem_id="or-test-set",
            )
            remove_example(self._file)
            with gr.Row():
                self._run = gr.Button("Run the test set", variant="primary", scale=0)
                self._stop = gr.Button("Stop", scale=0, visible=False)
                self._draft = gr.Button(
                    f"Draft {NUMBER_OF_DRAFTS} questions", scale=0, min_width=200
                )
            self._progress = block("", elem_id="or-evaluating")
            self._result = acting("", elem_id="or-evaluation")
        self._parcel = parcel = gr.Textbox(visible=False)
        self._shown = [self._progress, self._result, self._run, self._stop, self._kept]
        self._run.click(self._evaluate, self._file, self._shown, **PRIVATE)
        self._stop.click(self._end, None, None, **PRIVATE)
        self._draft.click(self._suggest, None, [self._progress, parcel], **PRIVATE).then(
            None, parcel, None, js=DELIVER, **PRIVATE
        )
        self._result.click(self._deliver, self._kept, parcel, **PRIVATE).then(
            None, parcel, None, js=DELIVER, **PRIVATE
        )

    async def _evaluate(self, request: gr.Request, file: str | None) -> AsyncIterator[_Update]:
        session = request.session_hash or ""
        if file is None:
            yield {self._progress: render.hint("Choose a test set first.")}
            return
        if session in self._running:
            return
        stop, asked = threading.Event(), _RunProgress()
        self._running[session] = stop
        yield {
            self._progress: asked.html(),
            self._result: "",
            self._run: gr.Button(visible=False),
            self._stop: gr.Button(visible=True),
        }
        shown: _Update = {self._progress: ""}
        try:
            working = asyncio.ensure_future(
                self._desk.change(lambda: self._evaluated(file, stop, asked))
            )
            try:
                while not (await asyncio.wait({working}, timeout=SECONDS_BETWEEN_UPDATES))[0]:
                    yield {self._progress: asked.html()}
            finally:
                working.cancel()
            done, kept = working.result()
            shown |= {self._result: render.evaluation_view(done), self._kept: kept}
        except Stopped:
            shown = {self._progress: render.hint(EVALUATION_STOPPED)}
        except OnRecordError as error:
            shown = {self._progress: render.problem_message(str(error))}
        finally:
            stop.set()
            self._running.pop(session, None)
        yield {
            **shown,
            self._run: gr.Button(visible=True),
            self._stop: gr.Button(visible=False),
        }

    def _evaluated(
        self, file: str, stop: threading.Event, asked: _RunProgress
    ) -> tuple[Evaluation, str]:
        """The evaluation, and the name of the folder that it is kept in."""
        from assistant.evaluation import evaluate, is_run_of, read_test_set

        def tell(done: int, total: int, name: str) -> None:
            if stop.is_set():
                raise Stopped("stopped")
            asked.update(done, total, name)

        if not _one_at_a_time.acquire(blocking=False):
            raise EvaluationError(EVALUATION_BUSY)
        try:
            name = document_name(Path(file).name)
            kept = take_in(file, self._folder, TEST_SET_SUFFIXES)
            try:
                test_set = replace(read_test_set(kept), name=name)
            except OnRecordError as error:
                raise EvaluationError(str(error).replace(str(kept), name)) from error
            run = self._folder / kept.stem
            # Where documents or models have changed since, what was asked before says nothing.
            fresh = not is_run_of(self._desk.assistant, test_set, run)
            done = evaluate(self._desk.assistant, test_set, run, progress=tell, fresh=fresh)
            return done, kept.stem
        finally:
            _one_at_a_time.release()

    async def _suggest(self) -> AsyncIterator[_Update]:
        def work() -> str:
            from assistant.evaluation.question_drafts import draft_questions

            drafts = draft_questions(self._desk.assistant.retriever, NUMBER_OF_DRAFTS)
            lines = "".join(as_line({**one.as_dict(), "draft": True}) for one in drafts)
            return parcel_of(lines, "drafts", "jsonl", "application/json")

        yield {self._progress: render.notice("Drafting questions from the statements")}
        try:
            parcel = await self._desk.run(work)
            yield {self._progress: render.hint(DRAFTS_SAVED), self._parcel: parcel}
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}

    def _end(self, request: gr.Request) -> None:
        running = self._running.get(request.session_hash or "")
        if running is not None:
            running.set()

    async def _deliver(self, event: gr.EventData, kept: str) -> str:
        facts = event_fields(event)
        name = str(facts.get("act"))
        if not kept or name not in SAVED_FILES:
            return ""
        ending, kind = SAVED_FILES[name]

        def work() -> str:
            text = (self._folder / kept / f"{name}.{ending}").read_text("utf-8")
            if name == "predictions":
                text = "".join(
                    as_line(without_paths(json.loads(line))) for line in text.split("\n") if line
                )
            return parcel_of(text, name, ending, kind)

        return await self._desk.read(work)

    @property
    def _folder(self) -> Path:
        return self._desk.assistant.store.folder.resolve() / EVALUATIONS_FOLDER
