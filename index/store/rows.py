"""Records that are read from the catalogue: document metadata, and passages with vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from index.records import Document, DocumentRef, Span, TimeCode, page_at, time_at

DOCUMENT_COLUMNS = """
    d.number, d.id, d.name, d.base, d.path, d.sha256, d.title, d.outlet, d.date, d.author,
    d.speaker, d.url, d.language, d.pages, d.extra, d.given, d.characters,
    d.passages,
    (SELECT times FROM readings r WHERE r.document = d.number) AS times,
    (SELECT count(*) FROM documents o WHERE o.base = d.base AND o.state = 'ready') AS bases
"""
"""Columns of `documents d` that `document_info` needs for a DocumentInfo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """The metadata of a stored document, without its text."""

    number: int
    """Row number, which the derived indexes store; only valid within one store."""
    id: str
    label: str
    """Name shown to users: the file name, or the relative path if two files share a name."""
    name: str
    path: Path
    sha256: str
    title: str | None
    outlet: str | None
    date: str | None
    author: str | None
    speaker: str | None
    url: str | None
    language: str | None
    pages: tuple[int, ...]
    extra: Mapping[str, str]
    metadata_fingerprint: str
    """Hash of what the metadata file says about this document, to notice changes."""
    characters: int
    passages: int
    times_json: str = field(default="", repr=False)
    """The time codes of a recording's text, which are only read where a place is cited."""

    def page_of(self, offset: int) -> int | None:
        """Number of the page (from 1) that holds the character at `offset`, if there are pages."""
        return page_at(self.pages, offset)

    @property
    def times(self) -> tuple[TimeCode, ...]:
        """When the text is spoken, in its order; empty if it isn't a recording's."""
        return _decode_times(self.times_json)

    def time_of(self, offset: int) -> str | None:
        """Time code of the character at `offset`, if the text is a recording's."""
        return time_at(self.times, offset)

    def ref_at(self, offset: int) -> DocumentRef:
        """The facts that a citation of the character at `offset` repeats."""
        return DocumentRef(
            document=self.label,
            document_id=self.id,
            path=str(self.path),
            sha256=self.sha256,
            title=self.title,
            outlet=self.outlet,
            date=self.date,
            url=self.url,
            page=self.page_of(offset),
            time=self.time_of(offset),
        )


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage read from the catalogue, with its text, its document and its packed vectors."""

    id: str
    document: DocumentInfo
    start: int
    end: int
    sentences: tuple[Span, ...]
    text: str
    """Its part of the reading text, in which `start`, `end` and `sentences` count."""
    place: Span
    """The span of the document's text that is read as `text`."""
    vectors: bytes = field(repr=False)
    """As `index.embedding.vectors.pack_vectors` makes them."""


class IndexRow(NamedTuple):
    """The parts of a passage that the vector index and the word index store."""

    id: str
    text: str
    sentences: int
    """Number of sentences whose vectors are in `vectors`."""
    vectors: bytes


def document_info(row: sqlite3.Row) -> DocumentInfo:
    """Make a DocumentInfo of a row with `DOCUMENT_COLUMNS`."""
    return DocumentInfo(
        number=row["number"],
        id=row["id"],
        label=row["base"] if row["bases"] == 1 else row["name"],
        name=row["name"],
        path=Path(row["path"]),
        sha256=row["sha256"],
        title=row["title"],
        outlet=row["outlet"],
        date=row["date"],
        author=row["author"],
        speaker=row["speaker"],
        url=row["url"],
        language=row["language"],
        pages=tuple(json.loads(row["pages"])),
        extra=json.loads(row["extra"]),
        metadata_fingerprint=row["given"],
        characters=row["characters"],
        passages=row["passages"],
        times_json=row["times"] or "",
    )


def reading_rows(number: int, document: Document) -> dict[str, list[tuple[object, ...]]]:
    """The rows that tell how a document is read, by the statement that inserts them."""
    facts = (
        document.marks,
        document.turns,
        document.block_quotations,
        document.notes,
        document.times,
    )
    readings = [(number, *(json.dumps(list(fact)) for fact in facts))] if any(facts) else []
    return {
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)": readings,
        "INSERT OR REPLACE INTO line_boxes VALUES (?, ?, ?, ?, ?, ?, ?)": [
            (number, *box) for box in document.boxes
        ],
    }


@lru_cache(maxsize=32)
def _decode_times(as_json: str) -> tuple[TimeCode, ...]:
    return tuple(TimeCode(*time) for time in json.loads(as_json or "[]"))
