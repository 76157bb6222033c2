"""The tab "Documents": what the store holds; upload, describe, remove."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from assistant.ui import render
from assistant.ui.render.records import FileState
from assistant.ui.runtime.blocks import PRIVATE, acting, block, gr
from assistant.ui.runtime.gradio_patches import event_fields, remove_example
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.uploads.uploads import add_uploads, document_name, remove_documents
from index.errors import FilterError, OnRecordError
from index.ingest.format_registry import formats_by_suffix, list_format_names
from index.ingest.metadata.metadata import FACTS, Metadata
from index.store.rows import DocumentInfo
from index.text.dates import parse_date

PAGE = 25
"""Documents on a page of the table."""
LOOK_EVERY = 0.15
"""Seconds after which the progress of an upload is shown again."""
LONGEST = 1000
"""Characters of a fact about a document."""
LEAD = "Add {formats} files. They are kept in the store on this machine and can be asked at once."
LABELS = {
    "title": "Title",
    "outlet": "Outlet",
    "date": "Date (as 2016-10-31)",
    "author": "Author",
    "speaker": "Speaker of the whole document",
    "url": "Web address",
    "language": "Language (as en)",
}

Update = dict[Any, Any]


class _Gone(FilterError):
    """Somebody else removed or changed the document: the list on the page is an old one."""


class DocumentsTab:
    """Builds the tab where Blocks are open."""

    def __init__(self, desk: Desk, tab: gr.Tab, masthead: gr.HTML) -> None:
        self._desk = desk
        self._masthead = masthead
        with gr.Column(elem_classes="or-form"):
            block(render.introduction(LEAD.format(formats=list_format_names())))
            self._files = gr.File(
                label="Add documents",
                show_label=False,
                file_count="multiple",
                file_types=sorted(formats_by_suffix()),
                height=120,
                elem_id="or-upload",
            )
            remove_example(self._files)
            self._progress = block("", elem_id="or-progress")
            self._build_form()
            self._search = gr.Textbox(
                label="Find a document", placeholder="Title, file or outlet", lines=1, max_lines=1
            )
            self._table = acting("", elem_id="or-documents")
        shown = [self._table]
        changed = [*self.form, self._table, self._progress, self._masthead]
        self._files.upload(
            self._upload,
            [self._files, self._search],
            [self._files, self._progress, self._table, self._masthead],
            **PRIVATE,
        )
        gr.on(
            [tab.select, self._search.change],
            self._list,
            self._search,
            shown,
            trigger_mode="always_last",
            **PRIVATE,
        )
        self._table.click(self._act, self._search, changed, **PRIVATE)
        self._save.click(
            self._describe,
            [self._editing, self._search, *self._fields.values()],
            changed,
            **PRIVATE,
        )
        self._cancel.click(self._close, None, self.form, **PRIVATE)

    def _build_form(self) -> None:
        self._editing = gr.State("")
        with gr.Column(visible=False, elem_id="or-describe") as self._panel:
            self._heading = block("")
            self._problem = block("")
            self._fields = {
                name: gr.Textbox(label=label, lines=1, max_lines=1)
                for name, label in LABELS.items()
            }
            with gr.Row():
                self._save = gr.Button("Save details", variant="primary", scale=0)
                self._cancel = gr.Button("Cancel", scale=0)

    @property
    def form(self) -> list[Any]:
        """The parts of the form that an event changes."""
        return [
            self._panel,
            self._heading,
            *self._fields.values(),
            self._problem,
            self._editing,
        ]

    async def _upload(self, files: list[str] | None, search: str) -> AsyncIterator[Update]:
        files = files or []
        states = [FileState(document_name(str(file))) for file in files]

        def tell(number: int, _of: int, name: str, step: str) -> None:
            states[number] = FileState(name, step)

        yield {self._files: None, self._progress: render.upload_progress(states)}
        working = asyncio.ensure_future(
            self._desk.change(lambda: add_uploads(self._desk.assistant, files, tell))
        )
        while not (await asyncio.wait({working}, timeout=LOOK_EVERY))[0]:
            yield {self._progress: render.upload_progress(states)}
        try:
            results = working.result()
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}
            return
        yield await self._drawn(search, 0) | {self._progress: render.upload_results(results)}

    async def _list(self, search: str) -> AsyncIterator[Update]:
        yield {self._table: (await self._drawn(search, 0))[self._table]}

    async def _act(self, event: gr.EventData, search: str) -> AsyncIterator[Update]:
        facts = event_fields(event)
        identity, page = str(facts.get("id", "")), str(facts.get("page", ""))
        try:
            match facts.get("act"):
                case "page":
                    yield await self._drawn(search, int(page) if page.isdecimal() else 0)
                case "edit":
                    yield self._opened(await self._desk.read(lambda: self._info(identity)))
                case "remove":
                    info = await self._desk.read(lambda: self._info(identity))
                    yield {self._progress: render.notice(f"Removing {info.label}")}
                    await self._desk.change(
                        lambda: remove_documents(self._desk.assistant, [info.id])
                    )
                    yield {**self._close(), **await self._drawn(search, 0)}
        except _Gone as error:
            problem = {self._progress: render.problem_message(str(error))}
            yield await self._drawn(search, 0) | problem
        except OnRecordError as error:
            yield {self._progress: render.problem_message(str(error))}

    async def _describe(self, identity: str, search: str, *values: Any) -> AsyncIterator[Update]:
        def work() -> None:
            from index.sync.metadata_edits import change_metadata

            facts = _facts(self._info(identity), dict(zip(self._fields, values, strict=True)))
            store = self._desk.assistant.store.open_again()
            try:
                change_metadata(store, self._info(identity), facts)
            finally:
                store.close()

        yield {self._problem: render.notice("Saving")}
        try:
            await self._desk.change(work)
        except _Gone as error:
            yield await self._drawn(search, 0) | {self._problem: render.hint(str(error))}
            return
        except OnRecordError as error:
            yield {self._problem: render.hint(str(error))}
            return
        yield {**self._close(), **await self._drawn(search, 0)}

    def _opened(self, info: DocumentInfo) -> Update:
        return {
            self._panel: gr.Column(visible=True),
            self._heading: render.details_heading(info.label),
            self._editing: info.id,
            self._problem: "",
            **{field: getattr(info, name) or "" for name, field in self._fields.items()},
        }

    def _close(self) -> Update:
        return {self._panel: gr.Column(visible=False), self._editing: "", self._problem: ""}

    def _info(self, identity: str) -> DocumentInfo:
        # By its id alone: `find` takes names and paths too.
        for info in self._desk.assistant.store.catalogue.find_documents(identity):
            if info.id == identity:
                return info
        raise _Gone("the document is no longer in the store, or was just changed")

    async def _drawn(self, search: str, page: int) -> Update:
        def work() -> str:
            found = list(self._matching(search))
            if not found:
                return render.introduction(
                    "No document matches." if search.strip() else "No documents yet."
                )
            number = min(max(page, 0), (len(found) - 1) // PAGE)
            shown = found[number * PAGE : (number + 1) * PAGE]
            return render.documents_table(shown) + render.pager(
                number, PAGE, len(found), "document"
            )

        return {
            self._table: await self._desk.read(work),
            self._progress: "",
            self._masthead: await self._desk.read(self._desk.masthead),
        }

    def _matching(self, search: str) -> list[DocumentInfo]:
        wanted = search.casefold().split()
        return [
            info
            for info in self._desk.assistant.store.catalogue.documents()
            if all(
                word in f"{info.title or ''} {info.label} {info.outlet or ''}".casefold()
                for word in wanted
            )
        ]


def _facts(info: DocumentInfo, typed: dict[str, object]) -> Metadata:
    """The facts of a document with what was typed.

    Raises:
        FilterError: The date is none, or a fact is too long.
    """
    given = {
        name: " ".join(str(value or "").encode("utf-8", "replace").decode().split())
        for name, value in typed.items()
        if name in FACTS
    }
    for name, text in given.items():
        if len(text) > LONGEST:
            raise FilterError(
                f"{LABELS[name]} has {len(text):,} characters, more than the {LONGEST:,} allowed"
            )
    facts: dict[str, Any] = {name: text or None for name, text in given.items()}
    extra = dict(info.extra)
    if given["date"]:
        facts["date"] = parse_date(given["date"])
        if facts["date"] is None:
            raise FilterError(f"{given['date'][:40]!r} is not a date; write it as 2016-10-31")
        extra.pop("date", None)  # one that was given and could not be read
    return replace(Metadata(extra=extra), **facts)
