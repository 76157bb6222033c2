"""The plain records that pass between the stages of the index.

All of them are frozen. Offsets are always characters (Unicode code points) into
`Document.text`, half open: `text[start:end]`.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source file as it was read.

    For .txt and .md, `text` is the file's bytes decoded as UTF-8, unchanged. For other
    formats it is the text that was extracted from the file, which the catalogue keeps.
    """

    name: str
    """Path relative to the folder that was indexed, with forward slashes."""
    path: Path
    """Absolute path of the file."""
    text: str
    sha256: str
    """Of the file's bytes, so that anyone can check it with a standard tool."""
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    """ISO 8601 (`2022-10-14`), or None where neither metadata nor text settle it."""
    author: str | None = None
    speaker: str | None = None
    """Who speaks in the whole document (a speech, a statement), where metadata say so."""
    url: str | None = None
    language: str | None = None
    pages: Sequence[int] = ()
    """Offset at which each page starts, for formats that have pages; else empty."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Metadata columns that are none of the above."""

    @property
    def id(self) -> str:
        """A hash of content, name and metadata: the same on every machine, for every run."""
        facts = [self.name, self.sha256, self.title, self.outlet, self.date, self.author]
        facts += [self.speaker, self.url, self.language]
        return content_id(*facts, json.dumps(dict(self.extra), sort_keys=True))

    def page_of(self, offset: int) -> int | None:
        """Number of the page (from 1) that holds the character at `offset`, if there are pages."""
        return page_at(self.pages, offset)


def page_at(pages: Sequence[int], offset: int) -> int | None:
    """Number of the page (from 1) that holds a character; None where there are no pages.

    Args:
        pages: Where each page starts.
        offset: Place of the character.
    """
    return max(1, bisect_right(pages, offset)) if pages else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of whole sentences: what is embedded, searched and ranked."""

    document_id: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    """The sentences in it, with offsets into the document's text."""

    @property
    def id(self) -> str:
        """A hash of the document's id and the place in it."""
        return content_id(self.document_id, self.start, self.end)


Kind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said (or thinks, wants, supports) in a document."""

    start: int
    """Where the content starts: what was said, without the speaker and the cue."""
    end: int
    kind: Kind
    """Direct: all of it stands in quotation marks; mixed: a part of it; indirect: nothing."""
    speaker: str | None
    """The fullest name that the document has for who said it; a description ("a campaign
    official") where there is no name; None where the text doesn't tell."""
    role: str | None = None
    """What the document says the speaker is, in its words."""
    cue: str | None = None
    """The word or words that report it: "said", "according to"."""
    source: Span | None = None
    """Where the speaker is mentioned here: a name, a description, a pronoun."""
    cue_at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Limits of a search. An empty field sets no limit; fields combine with AND.

    `documents` match a name or id; `outlets` match without regard to case; `speakers` match a
    name as `index.attribution.people` joins them, and leave only what these people say; `after` and
    `before` are ISO dates, both inclusive, and leave undated documents out.
    """

    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Pairs of a metadata column and the value that it must have, without regard to case."""
    without: tuple[str, ...] = ()
    """Documents that are left out, by name or id."""

    def __bool__(self) -> bool:
        return bool(self.of_documents() or self.speakers)

    def of_documents(self) -> bool:
        """Whether any limit is on documents rather than on speakers."""
        limits = self.documents, self.outlets, self.after, self.before, self.extra, self.without
        return any(limits)

    def as_dict(self) -> dict[str, object]:
        """The limits that are set, for JSON."""
        facts: dict[str, object] = {}
        if self.documents:
            facts["documents"] = list(self.documents)
        if self.outlets:
            facts["outlets"] = list(self.outlets)
        if self.speakers:
            facts["speakers"] = list(self.speakers)
        if self.after:
            facts["after"] = self.after
        if self.before:
            facts["before"] = self.before
        if self.without:
            facts["without"] = list(self.without)
        facts.update(self.extra)
        return facts


def content_id(*facts: object) -> str:
    """A 128-bit hexadecimal id made from the given facts, in order."""
    joined = "\x1f".join("" if fact is None else str(fact) for fact in facts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
