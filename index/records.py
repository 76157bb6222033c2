"""Frozen records shared by all stages: documents, statements, passages, spans, search filters.

Offsets count characters (Unicode code points) of `Document.text` and are half open:
`text[start:end]`.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


class MarkKind(StrEnum):
    """How a marked place of a document's text is read."""

    ASIDE = "aside"
    """No content: a running head, a page or line number, a menu, front matter. Not read."""
    SPACE = "space"
    """White space or markup between two words of a sentence, such as the break of a line: read as
    one space."""
    NOTHING = "nothing"
    """Markup beside or inside a word, such as `**`: not read."""
    DIVISION = "division"
    """The hyphen and the line break inside a word that is divided at the end of a line: not read.
    """


class ReadingMark(NamedTuple):
    """A span of a document's text that isn't read as it stands."""

    start: int
    end: int
    kind: MarkKind


class LineBox(NamedTuple):
    """Where a line of the text is printed on its page, in points from the page's top left."""

    start: int
    """Offset of its first character in the document's text."""
    end: int
    left: float
    top: float
    right: float
    bottom: float


class PrintedTurn(NamedTuple):
    """Words that a document's layout gives to a speaker, such as a row of a table of statements."""

    content: Span
    """The words."""
    speaker: Span
    """Where the speaker is named."""
    date: Span | None = None
    """Where the layout says when the words were said."""


class TimeCode(NamedTuple):
    """When the words from an offset on are spoken in a recording."""

    start: int
    """Offset in the document's text."""
    seconds: float
    """From the start of the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text and the metadata of one source file.

    For .txt and .md files, `text` is the file's bytes decoded as UTF-8, unchanged. For other
    formats it is the text that was extracted from the file; the catalogue stores it.
    """

    name: str
    """The file's path relative to the indexed folder, with forward slashes."""
    path: Path
    """Absolute path of the file."""
    text: str
    sha256: str
    """SHA-256 of the file's bytes, so that anyone can check it with a standard tool."""
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    """ISO 8601 (`2022-10-14`); None if neither the metadata nor the text gives a clear date."""
    author: str | None = None
    speaker: str | None = None
    """The speaker of the whole document (a speech, a statement), if the metadata name one."""
    url: str | None = None
    language: str | None = None
    pages: Sequence[int] = ()
    """The offset at which each page starts; empty for formats without pages."""
    marks: Sequence[ReadingMark] = ()
    """Places in the text that are no content or don't read as they stand."""
    boxes: Sequence[LineBox] = ()
    """Where each line stands on its page, in the order of the text; empty if unknown."""
    turns: Sequence[PrintedTurn] = ()
    """Words that the layout gives to a speaker, in the order of the text."""
    block_quotations: Sequence[Span] = ()
    """Where the layout sets quotations apart, in the order of the text."""
    notes: Sequence[Span] = ()
    """Where footnotes and endnotes stand, which are content but in nobody's speech."""
    times: Sequence[TimeCode] = ()
    """When the text is spoken, in the order of the text; empty if it isn't from a recording."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """All other metadata columns, as column name to value."""

    @property
    def id(self) -> str:
        """Hash of content, name and metadata: the same on every machine and in every run."""
        facts = [self.name, self.sha256, self.title, self.outlet, self.date, self.author]
        facts += [self.speaker, self.url, self.language]
        return content_id(*facts, json.dumps(dict(self.extra), sort_keys=True))

    def page_of(self, offset: int) -> int | None:
        """The page number (from 1) of the character at `offset`; None without pages."""
        return page_at(self.pages, offset)


def page_at(pages: Sequence[int], offset: int) -> int | None:
    """The page number (from 1) of the character at `offset`; None if the document has no pages.

    Args:
        pages: The offset at which each page starts, in order.
        offset: Offset of the character in the same text.
    """
    return max(1, bisect_right(pages, offset)) if pages else None


def time_at(times: Sequence[TimeCode], offset: int) -> str | None:
    """The time code of the character at `offset`, such as `00:12:04`; None without times.

    Args:
        times: In the order of the text.
        offset: Offset of the character in the same text.
    """
    if not times:
        return None
    at = max(0, bisect_right(times, offset, key=lambda time: time.start) - 1)
    return time_code(times[at].seconds)


def time_code(seconds: float) -> str:
    """Seconds from the start of a recording as `00:12:04`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRef:
    """Which document a text is from, with the facts that let a reader find and check it.

    Citations, retrieved passages and statements are DocumentRefs with a place in the document.
    """

    document: str
    """The file's name; its path relative to the indexed folder if two files share a name."""
    document_id: str = ""
    path: str = ""
    """Absolute path of the file on the machine that indexed it."""
    sha256: str = ""
    """SHA-256 of the file's bytes; with it a citation can be checked again later."""
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    """ISO 8601."""
    url: str | None = None
    page: int | None = None
    """Number of the page (from 1) on which the cited place starts; None without pages."""
    time: str | None = None
    """Time code of the cited place in a recording, such as `00:12:04`; None without times."""

    def document_facts(self) -> dict[str, Any]:
        """The fields of DocumentRef by name, to make another record about the same document."""
        return {item.name: getattr(self, item.name) for item in fields(DocumentRef)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of consecutive whole sentences: the unit that is embedded, searched and ranked."""

    document_id: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    """Its sentences in order, as offsets into the document's text."""

    @property
    def id(self) -> str:
        """Hash of the document's id and the passage's offsets."""
        return content_id(self.document_id, self.start, self.end)


StatementKind = Literal["direct", "indirect", "mixed"]
"""Direct: all of the content stands in quotation marks; mixed: a part of it; indirect: none."""


StatementStance = Literal[
    "says", "denies", "asks", "promises", "demands", "unsaid", "hypothetical", "planned"
]
"""What the speaker does with the content. Unsaid: the document says that they did not say it;
hypothetical: that they would or might say it; planned: that they are going to say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a document reports somebody to have said (or to think, want or support)."""

    start: int
    """Start of the content: the reported words, without the speaker and the cue."""
    end: int
    """End of the content."""
    kind: StatementKind
    speaker: str | None
    """The fullest name that the document gives the speaker; a description ("a campaign official")
    if it gives no name; None if it doesn't say who speaks."""
    role: str | None = None
    """The speaker's role in the document's words, such as "campaign manager"."""
    cue: str | None = None
    """The words that mark the statement as reported: "said", "according to"."""
    speaker_span: Span | None = None
    """Where the sentence mentions the speaker: by name, by description or by pronoun."""
    cue_span: Span | None = None
    """Where the cue stands."""
    stance: StatementStance = "says"

    @property
    def is_claim(self) -> bool:
        """Whether the document reports that the words were said, or are going to be."""
        return self.stance not in ("unsaid", "hypothetical")

    @property
    def is_issued(self) -> bool:
        """Whether it is what a body writes in a release or a fact sheet of its own."""
        return self.kind == "indirect" and self.cue is None and self.speaker is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Restricts a search. An empty field restricts nothing; all fields must hold.

    `documents` match by name or id; `outlets` match in any letter case. `speakers` match all names
    of a person (as `index.people` joins them) and limit the search to that person's
    statements. `after` and `before` are inclusive ISO dates and exclude documents without a date.
    """

    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Pairs of a metadata column and the value that it must have, in any letter case."""
    excluded_documents: tuple[str, ...] = ()
    """Names or ids of documents to leave out."""

    def __bool__(self) -> bool:
        return bool(self.limits_documents() or self.speakers)

    def limits_documents(self) -> bool:
        """Whether any field other than `speakers` is set."""
        return any(
            (
                self.documents,
                self.outlets,
                self.after,
                self.before,
                self.extra,
                self.excluded_documents,
            )
        )

    def as_dict(self) -> dict[str, object]:
        """The fields that are set, under the names that the JSON output uses."""
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
        if self.excluded_documents:
            facts["without"] = list(self.excluded_documents)
        facts.update(self.extra)
        return facts


def content_id(*facts: object) -> str:
    """A 128-bit hexadecimal id: a hash of the given facts in order, the same on every machine."""
    joined = "\x1f".join("" if fact is None else str(fact) for fact in facts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
