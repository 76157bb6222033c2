r"""File formats that can be indexed: one module each, with a reader from bytes to text.

To add a file format, add one module to this folder and a test of it to
`tests/index/ingest/formats/`. Nothing else needs to change: discovery, messages, `onrecord index
--help` and the upload page ask `index.ingest.format_registry`, which finds every module here. The
module defines `FORMAT`:

    def read_rich_text(data: bytes, limits: Limits) -> ExtractedDocument:
        # inside the reader: `onrecord --help` must not wait for it
        from striprtf.striprtf import rtf_to_text

        return ExtractedDocument(rtf_to_text(data.decode("ascii")))


    FORMAT = FileFormat(name="rich text", suffixes=(".rtf",), read=read_rich_text)

A reader raises `index.errors.DocumentError` where the bytes are no file of its format, with a
message that says what the user can do. It never opens a network connection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.records import LineBox, PrintedTurn, ReadingMark, Span, TimeCode

__all__ = ["ExtractedDocument", "FileFormat", "LineBox"]


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """The text and the metadata that a format's reader extracts from a file.

    Attributes:
        text: All of the text. The offsets of citations count in it, so it never changes later.
        metadata: Metadata that the author or publisher wrote, such as the `<meta>`
            elements of a web page or the front matter of a text.
        weak_metadata: Metadata that a program filled in and that are often wrong, such as the
            properties of a PDF file. Used only if no other source has a value.
        content_start: Offset in `text` at which the content starts, after front matter.
        pages: Offset in `text` at which each page starts; empty for formats without pages.
        marks: Places in `text` that are no content or don't read as they stand: running heads,
            page numbers, markup, line breaks inside a paragraph, divided words. Every line break
            of `text` that isn't marked ends a paragraph, a heading or another block.
        boxes: Where each line stands on its page, in the order of `text`; empty if unknown.
        turns: Words that the layout gives to a speaker: the rows of tables with the columns
            "Speaker" and "Statement".
        block_quotations: Where the layout sets quotations apart, with or without quotation marks.
        notes: Where footnotes and endnotes stand. They are content, but in nobody's speech turn.
        dated_rows: Places with dates that aren't the document's: cells of tables, embargoes.
        times: When the text is spoken, in the order of `text`; empty if it isn't a recording's.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    weak_metadata: Metadata = field(default_factory=Metadata)
    content_start: int = 0
    pages: tuple[int, ...] = ()
    marks: tuple[ReadingMark, ...] = ()
    boxes: tuple[LineBox, ...] = ()
    turns: tuple[PrintedTurn, ...] = ()
    block_quotations: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()
    dated_rows: tuple[Span, ...] = ()
    times: tuple[TimeCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A file format and the function that reads it.

    Attributes:
        name: What users call the format: "PDF".
        suffixes: The endings of its files, in lower case with the dot. Messages name the first.
        read: Takes a file's bytes and the limits on what may be unpacked and analysed. Raises
            `DocumentError` where the bytes are something else, corrupt, encrypted or without text.
        loggers: Names of the loggers of its libraries. What they write about imperfect files
            isn't shown to users.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Limits], ExtractedDocument]
    loggers: tuple[str, ...] = ()
