"""Loads a file as a `Document`: reads its bytes, extracts the text, and adds the metadata.

    sources, skipped = find_source_files([folder])
    data = read_bytes(sources[0])
    document = load_document(sources[0], data)

The text of a .txt or .md file is its bytes decoded as UTF-8, unchanged; of the other formats it
is what their reader in `index/ingest/formats/` extracts.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import PurePosixPath

from index.errors import DocumentError
from index.ingest.discovery import Skipped, SourceFile, find_source_files
from index.ingest.format_registry import extract_document
from index.ingest.formats import ExtractedDocument
from index.ingest.metadata.metadata import FACTS, Metadata
from index.limits import LIMITS, Limits
from index.records import Document, MarkKind, ReadingMark
from index.text.reading_text import ReadingText, make_reading_text

__all__ = [
    "Skipped",
    "SourceFile",
    "find_source_files",
    "load_document",
    "read_bytes",
    "sha256_of",
]

_MAX_ASIDES = 20
"""Running heads and other asides in which a date is looked for."""
_SOMETHING = re.compile(r"[^\s\ufeff\u200b\x00-\x1f\x7f]")


def read_bytes(source: SourceFile, limits: Limits = LIMITS) -> bytes:
    """Read the bytes of a source file.

    Raises:
        DocumentError: The file is gone, may not be read, or is larger than the limit.
    """
    too_large = f"larger than {limits.file_bytes // 1024**2} MB; split it into parts"
    try:
        # Checked first, because opening a named pipe would wait for a writer.
        facts = source.path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise DocumentError("not a regular file")
        if facts.st_size > limits.file_bytes:
            raise DocumentError(too_large)
        with source.path.open("rb") as file:
            # Reading one byte more than allowed detects a file that has grown meanwhile.
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise DocumentError("gone: it was there when the folder was listed") from None
    except PermissionError:
        raise DocumentError("no permission to read it (chmod u+r gives it to you)") from None
    except OSError as error:
        raise DocumentError(f"can't be read: {error.strerror or error}") from None
    if len(data) > limits.file_bytes:
        raise DocumentError(too_large)
    return data


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def load_document(source: SourceFile, data: bytes, limits: Limits = LIMITS) -> Document:
    """Make a document from the bytes of a source file.

    Each metadata field is taken from the first of these that has it: metadata.csv; the file itself
    (front matter, the head of a web page); the text; and last, the properties that a word processor
    fills in.

    Raises:
        DocumentError: The bytes are not of the format that the file's suffix names, or contain no
            text.
    """
    if not data:
        raise DocumentError("empty")
    suffix = PurePosixPath(source.name).suffix.lower()
    extracted = extract_document(suffix, data, limits)
    text = extracted.text
    reading = make_reading_text(text, extracted.marks)
    if _SOMETHING.search(reading.text) is None:
        raise DocumentError("empty: it holds nothing but white space")
    known = source.metadata.merge(extracted.metadata)
    known = known.merge(_metadata_from_text(*_head_of(extracted, reading), source.name, known))
    known = known.merge(_date_from_asides(extracted, known))
    known = known.merge(extracted.weak_metadata)
    return Document(
        name=source.name,
        path=source.path,
        text=text,
        sha256=sha256_of(data),
        pages=extracted.pages,
        marks=extracted.marks,
        boxes=extracted.boxes,
        turns=extracted.turns,
        block_quotations=extracted.block_quotations,
        notes=extracted.notes,
        times=extracted.times,
        extra=known.extra,
        **{name: getattr(known, name) for name in FACTS},
    )


def _head_of(extracted: ExtractedDocument, reading: ReadingText) -> tuple[str, int]:
    """The text in which title and date are looked for, and where in it the content starts.

    Rows of tables with dates of their own are left out.
    """
    if extracted.dated_rows:
        rows = [ReadingMark(*row, MarkKind.ASIDE) for row in extracted.dated_rows]
        reading = make_reading_text(extracted.text, [*extracted.marks, *rows])
    start = extracted.content_start
    return reading.text, reading.from_document(start, start).start


def _metadata_from_text(text: str, start: int, name: str, known: Metadata) -> Metadata:
    """What the text tells of what isn't known; nothing else is looked for, as it takes time."""
    # Loaded here, as where metadata.csv says it all nobody needs their many patterns.
    from index.ingest.metadata.publication_dates import publication_date
    from index.ingest.metadata.title_and_outlet import find_outlet, find_title

    date = None
    if not known.date and "date" not in known.extra:
        date = publication_date(text, start=start, file_name=PurePosixPath(name).name)
    title = known.title or find_title(text, start)
    outlet = None if known.outlet else find_outlet(text, start)
    if outlet and title and outlet.casefold() == title.casefold():
        # A page may be called by the name of the body; the title says it already.
        outlet = None
    return Metadata(title=title, outlet=outlet, date=date)


def _date_from_asides(extracted: ExtractedDocument, known: Metadata) -> Metadata:
    """The date that only a running head or foot has, such as that of a letter's first page.

    What stands before the content, such as the day on which a program fetched a page, is none.
    """
    from index.ingest.metadata.publication_dates import HEADER_CHARACTERS, publication_date

    if known.date or "date" in known.extra:
        return Metadata()
    asides = [
        mark
        for mark in extracted.marks
        if mark.kind is MarkKind.ASIDE and mark.start >= extracted.content_start
    ]
    lines = (extracted.text[mark.start : mark.end] for mark in asides[:_MAX_ASIDES])
    return Metadata(date=publication_date("\n".join(lines)[:HEADER_CHARACTERS]))
