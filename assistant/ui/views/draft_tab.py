"""The tab "Check a draft": every quotation, speaker and figure of a pasted text or a file."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from assistant.errors import DraftError
from assistant.ui import render
from assistant.ui.api.arguments import MAX_DRAFT_CHARACTERS, parse_text
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    PageUpdate,
    clickable_html,
    file_field,
    gr,
    plain_html,
)
from assistant.ui.runtime.downloads import (
    START_DOWNLOAD,
    download_message,
    file_download_message,
)
from assistant.ui.runtime.gradio_patches import (
    event_fields,
    forget_values,
)
from assistant.ui.runtime.page_backend import PageBackend, StoppedByUserError
from assistant.ui.uploads.stored_uploads import document_name
from assistant.ui.uploads.untrusted_drafts import (
    COMMENTED_SUFFIX,
    DRAFT_SUFFIXES,
    read_untrusted_draft,
    untrusted_draft_from_text,
)
from assistant.ui.uploads.upload_folder import is_uploaded, read_upload
from assistant.ui.uploads.visitor_drafts import VisitorDraft, VisitorDrafts
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.draft_records import DraftReport

__all__ = ["DraftTab"]

SECONDS_BETWEEN_SHOWN_COUNTS = 0.2
"""How often the progress of a check is shown."""
DRAFT_INTRODUCTION = (
    "Paste a draft, or choose its file (.txt, .md, .html or .docx). Every quotation is looked up"
    " in the documents, with the speaker whom the draft gives it to; so are the numbers, dates and"
    " names that the draft reports. The draft is not added to the documents, and is forgotten when"
    " you close this page."
)
NO_DRAFT = "Paste a draft or choose its file first."
TWO_DRAFTS = "There is a text and a file: empty one of them, so that it is clear which is meant."
CHECK_STOPPED = "Stopped. Nothing was checked."
NOT_KEPT = "This report is no longer kept: check the draft again, then save it."
TOO_LONG = (
    f"{{name}} has {{characters:,}} characters, more than the {MAX_DRAFT_CHARACTERS:,} that can be"
    " pasted; save it as a file and choose that"
)
# A longer text would be refused with the request that it stands in: its length is sent instead.
SEND_DRAFT = f"""(text, length, file) => text.length > {MAX_DRAFT_CHARACTERS}
  ? ["", text.length, file] : [text, text.length, file]"""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class _CheckProgress:
    """How far a check is; written by its thread, read by the page. It can be stopped."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._done = self._total = 0
        self._read = ""

    def update_reading(self, done: int, total: int) -> None:
        """Note how many characters of the draft are read.

        Raises:
            StoppedByUserError: Nobody waits for the report any longer.
        """
        self._raise_if_stopped()
        self._read = f": {done / total:.0%}"

    def update(self, done: int, total: int) -> None:
        """Note the progress.

        Raises:
            StoppedByUserError: Nobody waits for the report any longer.
        """
        self._raise_if_stopped()
        self._done, self._total = done, total

    def html(self) -> str:
        """The progress as HTML."""
        if not self._total:
            return render.notice(f"Reading the draft{self._read}")
        return render.draft_progress(self._done, self._total)

    def _raise_if_stopped(self) -> None:
        if self.stop.is_set():
            raise StoppedByUserError("stopped")


class DraftTab:
    """Builds the tab inside the open Blocks."""

    def __init__(self, backend: PageBackend, page: gr.Blocks) -> None:
        """Build the tab and bind its events.

        Args:
            backend: Checks the drafts.
            page: The open Blocks; when a visitor leaves it, their draft is forgotten.
        """
        self._backend = backend
        self._page = page
        self._drafts = VisitorDrafts()
        self._running: dict[str, _CheckProgress] = {}
        with gr.Column(elem_classes="or-form"):
            plain_html(render.introduction(DRAFT_INTRODUCTION))
            self._text = gr.Textbox(label="Draft", lines=8, max_lines=16, elem_id="or-draft")
            self._file = file_field("File of the draft", DRAFT_SUFFIXES, "or-draft-file")
            with gr.Row():
                self._check = gr.Button("Check the draft", variant="primary", scale=0)
                self._stop = gr.Button("Stop", scale=0, visible=False)
            self._progress = plain_html("", elem_id="or-checking")
            self._report = clickable_html("", elem_id="or-draft-report")
        self._length = gr.Number(0, precision=0, visible=False)
        self._download = gr.Textbox(visible=False)
        self._bind()

    def _bind(self) -> None:
        shown = [self._progress, self._report, self._check, self._stop]
        self._file.change(self._note_file, self._file, None, **PAGE_EVENT)
        self._check.click(
            self._show_report,
            [self._text, self._length, self._file],
            shown,
            js=SEND_DRAFT,
            **PAGE_EVENT,
        )
        self._stop.click(self._stop_check, None, None, **PAGE_EVENT)
        self._report.click(
            self._save_report, None, [self._download, self._progress], **PAGE_EVENT
        ).then(None, self._download, None, js=START_DOWNLOAD, **PAGE_EVENT)
        self._page.unload(self._forget)

    def _note_file(self, request: gr.Request, file: str | None) -> None:
        """A file was uploaded, or taken away."""
        self._choose_file(request, file)

    def _choose_file(self, request: gr.Request, file: str | None) -> Path | None:
        path = Path(file) if file is not None else None
        if path is not None and not is_uploaded(path):
            return None
        self._drafts.choose_file(request.session_hash or "", path)
        return path

    async def _show_report(
        self, request: gr.Request, text: str, length: int, chosen: str | None
    ) -> AsyncIterator[PageUpdate]:
        """Check the draft that was pasted or chosen, and show how far that is."""
        session = request.session_hash or ""
        file = self._choose_file(request, chosen)
        problem = _problem_with(text, length, file)
        if problem is not None:
            yield {self._progress: render.hint(problem), self._report: ""}
            return
        if session in self._running:
            return
        progress = self._running[session] = _CheckProgress()
        yield {
            self._progress: progress.html(),
            self._report: "",
            self._check: gr.Button(visible=False),
            self._stop: gr.Button(visible=True),
        }
        shown: PageUpdate = {self._progress: ""}
        try:
            checking = asyncio.ensure_future(
                self._backend.workers.run_change(lambda: self._check_draft(text, file, progress))
            )
            try:
                while not (await asyncio.wait({checking}, timeout=SECONDS_BETWEEN_SHOWN_COUNTS))[0]:
                    yield {self._progress: progress.html()}
            finally:
                checking.cancel()
            report, view = checking.result()
            self._drafts.keep_report(session, report, file)
            shown[self._report] = view
        except StoppedByUserError:
            shown = {self._progress: render.hint(CHECK_STOPPED)}
        except OnRecordError as error:
            shown = {self._progress: render.problem_message(str(error))}
        finally:
            progress.stop.set()
            self._running.pop(session, None)
        yield {
            **shown,
            self._check: gr.Button(visible=True),
            self._stop: gr.Button(visible=False),
        }

    def _check_draft(
        self, text: str, file: Path | None, progress: _CheckProgress
    ) -> tuple[DraftReport, str]:
        """The report on a draft, and its HTML."""
        draft = (
            untrusted_draft_from_text(parse_text("the draft", text, MAX_DRAFT_CHARACTERS))
            if file is None
            else read_untrusted_draft(read_upload(file), file.name)
        )
        report = self._backend.assistant.check_draft(
            draft, progress=progress.update, reading=progress.update_reading
        )
        return report, render.draft_view(report, _is_word_file(file))

    def _stop_check(self, request: gr.Request) -> None:
        progress = self._running.get(request.session_hash or "")
        if progress is not None:
            progress.stop.set()

    async def _save_report(self, request: gr.Request, event: gr.EventData) -> PageUpdate:
        """A button that saves the report was pressed."""
        draft = self._drafts.of(request.session_hash or "")
        suffix = str(event_fields(event).get("format", ""))
        if draft.report is None:
            return {self._download: "", self._progress: render.hint(NOT_KEPT)}
        report = draft.report
        try:
            message = await self._backend.workers.run_read(
                lambda: _saved_report(report, suffix, draft)
            )
        except OnRecordError as error:
            return {self._download: "", self._progress: render.problem_message(str(error))}
        return {self._download: message, self._progress: ""}

    def _forget(self, request: gr.Request) -> None:
        """A visitor closed the page."""
        session = request.session_hash or ""
        self._stop_check(request)
        self._drafts.forget(session)
        components = [self._text, self._file, self._report, self._download]
        forget_values(self._page, session, components)


def _problem_with(text: str, length: int, file: Path | None) -> str | None:
    """Why a draft can't be checked; None if it can."""
    if not isinstance(length, int) or length > MAX_DRAFT_CHARACTERS:
        shown = length if isinstance(length, int) else len(text)
        return TOO_LONG.format(name="The draft", characters=shown)
    if text.strip() and file is not None:
        return TWO_DRAFTS
    if not text.strip() and file is None:
        return NO_DRAFT
    return None


def _is_word_file(file: Path | None) -> bool:
    return file is not None and file.suffix.lower() == COMMENTED_SUFFIX


def _saved_report(report: DraftReport, suffix: str, draft: VisitorDraft) -> str:
    """The download message with a report."""
    name = f"{PurePath(document_name(report.name)).stem} checked"
    match suffix:
        case "html":
            from assistant.saved.draft_reports.web_page import draft_report_as_html

            return download_message(draft_report_as_html(report), name, suffix, "text/html")
        case "md":
            from assistant.saved.draft_reports.markdown import draft_report_as_markdown

            markdown = draft_report_as_markdown(report)
            return download_message(markdown, name, suffix, "text/markdown")
        case "docx" if draft.checked_file is not None and _is_word_file(draft.checked_file):
            from assistant.saved.draft_reports.word_comments import add_comments

            try:
                data = read_upload(draft.checked_file)
            except OnRecordError:
                raise DraftError("the draft's file is no longer kept; choose it again") from None
            return file_download_message(add_comments(report, data), name, suffix, _WORD)
        case _:
            raise DraftError(f"a report can't be saved as {suffix[:20]!a}")
