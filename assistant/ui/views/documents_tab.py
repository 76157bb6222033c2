"""The tab "Documents": the documents in the store; upload, edit their details, remove."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from assistant.ui import render
from assistant.ui.render.records import FileState
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    PageUpdate,
    clickable_html,
    file_field,
    gr,
    plain_html,
)
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.uploads.stored_uploads import add_uploads, document_name, remove_stored_documents
from assistant.ui.views.document_form import DocumentForm
from index.errors import FilterError, OnRecordError
from index.ingest.format_registry import formats_by_suffix, list_format_names
from index.store.rows import DocumentInfo

DOCUMENTS_PER_PAGE = 25
SECONDS_BETWEEN_PROGRESS = 0.15
"""How often the progress of an upload is shown."""
UPLOAD_INTRODUCTION = (
    "Add {formats} files. They are kept in the store on this machine; you"
    " can ask about them at once."
)


class _DocumentGoneError(FilterError):
    """The document was removed or changed since the page listed it."""


class DocumentsTab:
    """Builds the tab inside the open Blocks."""

    def __init__(self, backend: PageBackend, tab: gr.Tab, masthead: gr.HTML) -> None:
        """Build the tab and bind its events.

        Args:
            backend: Has the documents.
            tab: The tab itself; the documents are listed when it is selected.
            masthead: The page's header, which shows the number of documents.
        """
        self._backend = backend
        self._workers = backend.workers
        with gr.Column(elem_classes="or-form"):
            plain_html(render.introduction(UPLOAD_INTRODUCTION.format(formats=list_format_names())))
            self._files = file_field(
                "Add documents", sorted(formats_by_suffix()), "or-upload", "multiple"
            )
            self._progress = plain_html("", elem_id="or-progress")
            self._form = DocumentForm()
            self._search = gr.Textbox(
                label="Find a document", placeholder="Title, file or outlet", lines=1, max_lines=1
            )
            self._table = clickable_html("", elem_id="or-documents")
        self._bind(tab, masthead)

    def _bind(self, tab: gr.Tab, masthead: gr.HTML) -> None:
        form = self._form
        outputs = [*form.outputs, self._table, self._progress]
        uploaded = self._files.upload(
            self._upload,
            [self._files, self._search],
            [self._files, self._progress, self._table],
            **PAGE_EVENT,
        )
        clicked = self._table.click(self._act_on_document, self._search, outputs, **PAGE_EVENT)
        saved = form.save.click(
            self._save_details,
            [form.document, self._search, *form.fields.values()],
            outputs,
            **PAGE_EVENT,
        )
        for event in (uploaded, clicked, saved):
            event.then(self._updated_masthead, None, masthead, **PAGE_EVENT)
        gr.on(
            [tab.select, self._search.change],
            self._list,
            self._search,
            self._table,
            trigger_mode="always_last",
            **PAGE_EVENT,
        )
        form.cancel.click(form.closed, None, form.outputs, **PAGE_EVENT)

    async def _updated_masthead(self, request: gr.Request) -> str:
        return await self._workers.run_read(lambda: self._backend.masthead(request.username))

    async def _upload(self, files: list[str] | None, search: str) -> AsyncIterator[PageUpdate]:
        files = files or []
        states = [FileState(document_name(str(file))) for file in files]

        def report(number: int, _total: int, name: str, step: str) -> None:
            states[number] = FileState(name, step)

        yield {self._files: None, self._progress: render.upload_progress(states)}
        uploading = asyncio.ensure_future(
            self._workers.run_change(lambda: add_uploads(self._backend.assistant, files, report))
        )
        while not (await asyncio.wait({uploading}, timeout=SECONDS_BETWEEN_PROGRESS))[0]:
            yield {self._progress: render.upload_progress(states)}
        try:
            results = uploading.result()
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}
            return
        yield await self._listed(search) | {self._progress: render.upload_results(results)}

    async def _list(self, search: str) -> PageUpdate:
        return {self._table: (await self._listed(search))[self._table]}

    async def _act_on_document(self, event: gr.EventData, search: str) -> AsyncIterator[PageUpdate]:
        """A button of the table was pressed."""
        fields = event_fields(event)
        document, page = str(fields.get("id", "")), str(fields.get("page", ""))
        try:
            match fields.get("act"):
                case "page":
                    yield await self._listed(search, int(page) if page.isdecimal() else 0)
                case "edit":
                    info = await self._workers.run_read(lambda: self._info(document))
                    yield self._form.opened(info)
                case "remove":
                    info = await self._workers.run_read(lambda: self._info(document))
                    yield {self._progress: render.notice(f"Removing {info.label}")}
                    await self._workers.run_change(
                        lambda: remove_stored_documents(self._backend.assistant, [info.id])
                    )
                    yield {**self._form.closed(), **await self._listed(search)}
        except _DocumentGoneError as error:
            problem = {self._progress: render.problem_message(str(error))}
            yield await self._listed(search) | problem
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}

    async def _save_details(
        self, document: str, search: str, *values: Any
    ) -> AsyncIterator[PageUpdate]:
        def save() -> None:
            from index.sync.metadata_edits import change_metadata

            metadata = self._form.edited_metadata(self._info(document), values)
            store = self._backend.assistant.store.open_again()
            try:
                change_metadata(store, self._info(document), metadata)
            finally:
                store.close()

        yield {self._form.problem: render.notice("Saving")}
        try:
            await self._workers.run_change(save)
        except _DocumentGoneError as error:
            yield await self._listed(search) | {self._form.problem: render.hint(str(error))}
            return
        except OnRecordError as error:
            yield {self._form.problem: render.hint(str(error))}
            return
        yield {**self._form.closed(), **await self._listed(search)}

    def _info(self, document: str) -> DocumentInfo:
        # Only by id; `find_documents` also takes names and paths.
        for info in self._backend.assistant.store.catalogue.find_documents(document):
            if info.id == document:
                return info
        raise _DocumentGoneError("the document is no longer in the store, or was just changed")

    async def _listed(self, search: str, page: int = 0) -> PageUpdate:
        """A page of the table, and no message above it."""

        def table() -> str:
            total, shown, number = self._page(search, page)
            if not total:
                return render.introduction(
                    "No document matches." if search.strip() else "No documents yet."
                )
            return render.documents_table(shown) + render.pager(
                number, DOCUMENTS_PER_PAGE, total, "document"
            )

        return {self._table: await self._workers.run_read(table), self._progress: ""}

    def _page(self, search: str, page: int) -> tuple[int, list[DocumentInfo], int]:
        """How many documents match, those on a page, and the page's number if it is too high."""
        catalogue = self._backend.assistant.store.catalogue
        matching = list(self._matching(search)) if search.strip() else None
        total = catalogue.count()[0] if matching is None else len(matching)
        number = min(max(page, 0), max(total - 1, 0) // DOCUMENTS_PER_PAGE)
        start = number * DOCUMENTS_PER_PAGE
        if matching is None:
            return total, catalogue.document_page(start, DOCUMENTS_PER_PAGE), number
        return total, matching[start : start + DOCUMENTS_PER_PAGE], number

    def _matching(self, search: str) -> list[DocumentInfo]:
        """The documents whose title, name or outlet has all the words that were typed."""
        words = search.casefold().split()
        return [
            info
            for info in self._backend.assistant.store.catalogue.documents()
            if all(
                word in f"{info.title or ''} {info.label} {info.outlet or ''}".casefold()
                for word in words
            )
        ]
