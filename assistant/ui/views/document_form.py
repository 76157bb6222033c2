"""The form on the tab "Documents" in which a document's metadata are edited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.ui import render
from assistant.ui.runtime.components import PageUpdate, gr, plain_html
from index.errors import FilterError
from index.ingest.metadata.metadata import FACTS, Metadata
from index.store.rows import DocumentInfo
from index.text.dates import parse_date

__all__ = ["DocumentForm", "edited_metadata"]

MAX_FIELD_CHARACTERS = 1000
FIELD_LABELS = {
    "title": "Title",
    "outlet": "Outlet",
    "date": "Date (as 2016-10-31)",
    "author": "Author",
    "speaker": "Speaker of the whole document",
    "url": "Web address",
    "language": "Language (as en)",
}


class DocumentForm:
    """Builds the form inside the open Blocks.

    Attributes:
        fields: The text fields, by the name of what they hold.
        document: State with the id of the document that is edited; "" while the form is closed.
        problem: Shows what is wrong with the input.
        save: The button that saves.
        cancel: The button that closes the form.
    """

    def __init__(self) -> None:
        self.document = gr.State("")
        with gr.Column(visible=False, elem_id="or-describe") as self._panel:
            self._heading = plain_html("")
            self.problem = plain_html("")
            self.fields = {
                name: gr.Textbox(label=label, lines=1, max_lines=1)
                for name, label in FIELD_LABELS.items()
            }
            with gr.Row():
                self.save = gr.Button("Save details", variant="primary", scale=0)
                self.cancel = gr.Button("Cancel", scale=0)

    @property
    def outputs(self) -> list[Any]:
        """The components that `opened` and `closed` change."""
        return [self._panel, self._heading, *self.fields.values(), self.problem, self.document]

    def opened(self, info: DocumentInfo) -> PageUpdate:
        """Show the form with a document's metadata."""
        return {
            self._panel: gr.Column(visible=True),
            self._heading: render.details_heading(info.label),
            self.document: info.id,
            self.problem: "",
            **{field: getattr(info, name) or "" for name, field in self.fields.items()},
        }

    def closed(self) -> PageUpdate:
        """Hide the form."""
        return {self._panel: gr.Column(visible=False), self.document: "", self.problem: ""}

    def edited_metadata(self, info: DocumentInfo, values: tuple[Any, ...]) -> Metadata:
        """`edited_metadata` of the values of the fields, in order."""
        return edited_metadata(info, dict(zip(self.fields, values, strict=True)))


def edited_metadata(info: DocumentInfo, typed: dict[str, object]) -> Metadata:
    """A document's metadata with what was typed into the form.

    Args:
        info: The document as the store has it.
        typed: The values of the fields, by name.

    Raises:
        FilterError: The date can't be read, or a text is too long.
    """
    texts = {
        name: " ".join(str(value or "").encode("utf-8", "replace").decode().split())
        for name, value in typed.items()
        if name in FACTS
    }
    for name, text in texts.items():
        if len(text) > MAX_FIELD_CHARACTERS:
            raise FilterError(
                f"{FIELD_LABELS[name]} has {len(text):,} characters, more than the"
                f" {MAX_FIELD_CHARACTERS:,} allowed"
            )
    values: dict[str, Any] = {name: text or None for name, text in texts.items()}
    extra = dict(info.extra)
    if texts["date"]:
        values["date"] = parse_date(texts["date"])
        if values["date"] is None:
            raise FilterError(f"{texts['date'][:40]!r} is not a date; write it as 2016-10-31")
        extra.pop("date", None)  # a date in the metadata that could not be read
    return replace(Metadata(extra=extra), **values)
