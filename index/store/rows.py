"""What is read back from the catalogue: documents without their texts, and passages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from index.records import DocumentRef, Span, page_at

DOCUMENT_COLUMNS = """
    d.number, d.id, d.name, d.base, d.path, d.sha256, d.title, d.outlet, d.date, d.author,
    d.speaker, d.url, d.language, d.pages, d.extra, d.given, d.characters,
    d.passages,
    (SELECT count(*) FROM documents o WHERE o.base = d.base AND o.state = 'ready') AS bases
"""
"""The columns of `documents d` of which `document_info` makes a DocumentInfo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """What the catalogue knows about a document, without its text."""

    number: int
    """What the derived indexes know it by; means nothing outside one store."""
    id: str
    label: str
    """The file's name, or its path relative to the indexed folder where names clash."""
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
    """Fingerprint of the metadata that the user gave beside the file."""
    characters: int
    passages: int

    def page_of(self, offset: int) -> int | None:
        """Number of the page (from 1) that holds the character at `offset`, if there are pages."""
        return page_at(self.pages, offset)

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
        )


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is read back: its place, its text and its document."""

    id: str
    document: DocumentInfo
    start: int
    end: int
    sentences: tuple[Span, ...]
    text: str
    vectors: bytes = field(repr=False)


class IndexRow(NamedTuple):
    """A passage as the derived indexes need it."""

    id: str
    text: str
    sentences: int
    """How many sentences `vectors` holds."""
    vectors: bytes


def document_info(row: sqlite3.Row) -> DocumentInfo:
    """A row of the `DOCUMENT_COLUMNS` as a DocumentInfo."""
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
    )
