"""Reads a draft: its text, and where each of its characters stands in the file.

The draft is read as a document would be, but never enters the store. Nothing of it is passed over:
of a web page all visible text is read, not its main text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from assistant.draft_records import DraftPlace
from assistant.errors import DraftError
from index.attribution.extraction import Layout
from index.errors import DocumentError
from index.ingest.format_registry import extract_document
from index.ingest.formats import ExtractedDocument
from index.ingest.word.package import WordPackage
from index.limits import LIMITS
from index.records import PrintedTurn, Span
from index.text.reading_text import ReadingText, make_reading_text

__all__ = ["Draft", "draft_from_text", "read_draft", "read_draft_file"]

MAX_CHARACTERS = 5_000_000
"""Characters of the longest draft that is checked: a book of a thousand pages has half of them."""
_LIMITS = replace(LIMITS, analysed_characters=0)
"""Of a web page, all visible text is read."""
_WORD_SUFFIXES = (".docx", ".docm", ".dotx")
_TRACKED_CHANGES = tuple(
    name + end for name in (b":ins", b":del", b":moveFrom", b":moveTo") for end in (b" ", b">")
)
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SOMETHING = re.compile(r"[^\s\ufeff\u200b]")


@dataclass(frozen=True)
class Draft:
    """A draft as it is checked."""

    name: str
    """The file's name."""
    text: str
    """The draft's text, in which places are counted."""
    reading: ReadingText
    """The text as it is read: without markup, its broken lines joined."""
    layout: Layout
    """What the file's layout tells of who speaks, in offsets of the reading text."""
    title: str | None
    notices: tuple[str, ...]
    """What the reader must know of how it was read."""
    _line_starts: tuple[int, ...]
    _paragraph_starts: tuple[int, ...]

    def place(self, start: int, end: int) -> DraftPlace:
        """The place of `reading.text[start:end]` in the draft's text."""
        return self.place_in_text(*self.reading.to_document(start, end))

    def place_in_text(self, start: int, end: int) -> DraftPlace:
        """The place of `text[start:end]`."""
        return DraftPlace(
            start=start,
            end=end,
            text=self.text[start:end],
            line=bisect_right(self._line_starts, start),
            paragraph=max(1, bisect_right(self._paragraph_starts, start)),
        )


def read_draft_file(path: Path) -> Draft:
    """Read a draft from its file.

    Raises:
        DraftError: It can't be read, or not checked; the message names the file and the way out.
    """
    try:
        if path.is_dir():
            raise DraftError(f"{path} is a folder; give the file of one draft")
        if path.is_file() and path.stat().st_size > LIMITS.file_bytes:
            raise DraftError(f"{path}: larger than {LIMITS.file_bytes // 1024**2} MB; split it")
        return read_draft(path.read_bytes(), str(path))
    except OSError as error:
        raise DraftError(f"{path} can't be read: {error.strerror or error}") from error


def draft_from_text(text: str, name: str = "draft") -> Draft:
    """A draft that was pasted as plain text.

    Raises:
        DraftError: There is nothing in it, or it is too long.
    """
    return _read(text.encode("utf-8", "replace"), name, ".txt")


def read_draft(data: bytes, name: str, suffix: str | None = None) -> Draft:
    """Read a draft from the bytes of its file.

    Args:
        data: The bytes.
        name: The file's name or path.
        suffix: The ending that tells the format, such as ".txt"; None for the name's own.

    Raises:
        DraftError: The bytes are of another format, or hold no text; the message names the file
            and the way out.
    """
    return _read(data, name, PurePath(name).suffix.lower() if suffix is None else suffix)


def _read(data: bytes, name: str, suffix: str) -> Draft:
    if not data.strip():
        raise DraftError(f"{name}: empty; there is nothing to check")
    try:
        extracted = extract_document(suffix, data, _LIMITS)
        notices = tuple(_notices(data, suffix))
    except DocumentError as error:
        raise DraftError(f"{name}: {error}") from None
    except RecursionError:
        raise DraftError(
            f"{name}: its parts lie too deep inside each other; save it anew"
        ) from None
    text = extracted.text
    if len(text) > MAX_CHARACTERS:
        raise DraftError(
            f"{name}: {len(text):,} characters, more than the {MAX_CHARACTERS:,} of the longest"
            " draft that is checked; split it into parts"
        )
    reading = make_reading_text(text, extracted.marks)
    if _SOMETHING.search(reading.text) is None:
        raise DraftError(f"{name}: empty; it holds nothing but white space")
    return Draft(
        name=PurePath(name).name,
        text=text,
        reading=reading,
        layout=_layout(extracted, reading),
        title=extracted.metadata.title,
        notices=notices,
        _line_starts=(0, *(match.end() for match in _LINE_END.finditer(text))),
        _paragraph_starts=tuple(
            reading.to_document(match.start(), match.end()).start
            for match in re.finditer(r"[^\s][^\r\n\u2028\u2029]*", reading.text)
        ),
    )


def _notices(data: bytes, suffix: str) -> list[str]:
    if suffix not in _WORD_SUFFIXES:
        return []
    package = WordPackage(data, _LIMITS)
    if not package.mentions(package.main, *_TRACKED_CHANGES):
        return []
    return ["The draft has tracked changes; it was checked as it reads with all of them accepted."]


def _layout(extracted: ExtractedDocument, reading: ReadingText) -> Layout:
    def read(span: Span) -> Span:
        return reading.from_document(*span)

    return Layout(
        tuple(
            PrintedTurn(read(turn.content), read(turn.speaker), turn.date and read(turn.date))
            for turn in extracted.turns
        ),
        tuple(map(read, extracted.block_quotations)),
        tuple(map(read, extracted.notes)),
    )
