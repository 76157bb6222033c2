"""The texts of documents, and how they are read: marks, pages, time codes, speakers by layout."""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from index.errors import StoreDamaged
from index.records import LineBox, MarkKind, PrintedTurn, ReadingMark, Span, TimeCode
from index.store.checksums import PASSAGE_ROWS, Checksums, sum_of_passages, sum_of_text
from index.store.rows import DocumentInfo
from index.store.statement_table import StatementTable
from index.store.write_failures import CHECK_ADVICE
from index.text.reading_text import ReadingText, make_reading_text

_READINGS_KEPT = 32
"""Reading texts of marked documents that are kept in memory, the last ones asked for."""


class TextPlace(NamedTuple):
    """A place in a document's text, and what stands there."""

    start: int
    end: int
    quote: str
    """Exactly `text[start:end]`."""
    read_as: str | None
    """Its words where the text holds more than them; None if it is read as it stands."""


class Damage(NamedTuple):
    """What of a document in the catalogue isn't as it was stored."""

    text: bool
    passages: bool
    """Some are lost, or one of them or its vectors were changed."""


class ReadingTable(StatementTable):
    """Reads the texts of documents, ready or not.

    Passages and statements count in a document's reading text; what is cited counts in its text:
    `locate` leads from the one to the other.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._readings: OrderedDict[int, ReadingText] = OrderedDict()
        self._whole: set[int] = set()
        """Documents whose texts have been checked against their checksums."""
        self._readings_since = -1
        """The rebuild counter when the first of them was read."""

    def text(self, document: DocumentInfo | int) -> str:
        """The whole text of a document; empty if it has been removed meanwhile.

        Raises:
            StoreDamaged: It isn't the text that was stored.
        """
        number = document if isinstance(document, int) else document.number
        text = self.stored_text(number)
        self._check_text(number, text)
        return text

    def stored_text(self, number: int) -> str:
        """The text of a document as it stands in the file, whether or not it was changed."""
        return self._first_value("SELECT text FROM documents WHERE number = ?", (number,)) or ""

    def checksums(self, number: int) -> Checksums:
        """The checksums that were kept when a document was stored."""
        try:
            row = next(
                self._rows("SELECT text, passages FROM checksums WHERE document = ?", (number,)),
                None,
            )
        except StoreDamaged:  # a store of an older version that can't be written has no such table
            return Checksums(None, None)
        return Checksums(*row) if row else Checksums(None, None)

    def sum_of_passages(self, number: int) -> str:
        """The checksum of a document's passages as they are now."""
        return sum_of_passages(self._rows(PASSAGE_ROWS, (number,)))

    def damage(self, number: int) -> Damage:
        """What of a document isn't as it was stored."""
        kept = self.checksums(number)
        (expected,) = next(
            self._rows("SELECT passages FROM documents WHERE number = ?", (number,)), (0,)
        )
        found = self._first_value("SELECT count(*) FROM passages WHERE document = ?", (number,))
        return Damage(
            kept.text is not None and kept.text != sum_of_text(self.stored_text(number)),
            found != expected
            or (kept.passages is not None and kept.passages != self.sum_of_passages(number)),
        )

    def read_text_all_the_same(self, number: int) -> None:
        """Let a text be read though it isn't the one that was stored."""
        self._whole.add(number)

    def _check_text(self, number: int, text: str) -> None:
        """Check a text against its checksum, the first time that it is read."""
        if number in self._whole or not text:
            return
        expected = self.checksums(number).text
        if expected is not None and expected != sum_of_text(text):
            name = self._first_value("SELECT name FROM documents WHERE number = ?", (number,))
            raise StoreDamaged(
                f"the text of {name!r} in {self.path} isn't the text that was indexed; "
                f"{CHECK_ADVICE}"
            )
        self._whole.add(number)

    def quote(self, number: int, start: int, end: int) -> str:
        """`text[start:end]` of a document, without loading the rest of it."""
        if number not in self._whole:
            self.text(number)
        # SQLite counts characters from 1, Python from 0.
        text: str | None = self._first_value(
            "SELECT substr(text, ?, ?) FROM documents WHERE number = ?",
            (start + 1, end - start, number),
        )
        if text is None or len(text) == end - start:
            return text or ""
        # The span ends beyond the text, or after a NUL character, at which SQLite ends a text.
        return self.text(number)[start:end]

    def reading_text(self, document: DocumentInfo | int) -> ReadingText:
        """A document's text as it is read: what passages and statements count their offsets in."""
        number = document if isinstance(document, int) else document.number
        return self._marked_reading(number) or ReadingText(self.text(number))

    def read(self, number: int, start: int, end: int) -> str:
        """`reading_text(number).text[start:end]`, without loading the rest if nothing is marked."""
        reading = self._marked_reading(number)
        return reading.text[start:end] if reading else self.quote(number, start, end)

    def place_in_text(self, number: int, start: int, end: int) -> Span:
        """The span of a document's text that is read as a span of its reading text."""
        reading = self._marked_reading(number)
        return reading.to_document(start, end) if reading else Span(start, end)

    def locate(self, number: int, start: int, end: int) -> TextPlace:
        """The place in a document's text that is read as a span of its reading text."""
        reading = self._marked_reading(number)
        if reading is None:
            return TextPlace(start, end, self.quote(number, start, end), None)
        place = reading.to_document(start, end)
        quote, words = self.quote(number, *place), reading.text[start:end]
        return TextPlace(*place, quote, None if quote == words else words)

    def place_in_reading(self, number: int, start: int, end: int) -> Span:
        """The span of a document's reading text as which a span of its text is read."""
        reading = self._marked_reading(number)
        return reading.from_document(start, end) if reading else Span(start, end)

    def boxes(self, number: int, start: int, end: int) -> list[LineBox]:
        """Where the lines with `text[start:end]` of a document stand on their pages, if known."""
        sql = """SELECT start, "end", "left", top, "right", bottom FROM line_boxes
            WHERE document = ? AND start < ? AND "end" > ? ORDER BY start"""
        return [LineBox(*row) for row in self._rows(sql, (number, end, start))]

    def times(self, number: int) -> list[TimeCode]:
        """When a document's text is spoken, in order; empty if it isn't a recording's."""
        as_json = self._first_value("SELECT times FROM readings WHERE document = ?", (number,))
        return [TimeCode(*time) for time in json.loads(as_json or "[]")]

    def turns(self, number: int) -> list[PrintedTurn]:
        """Words that a document's layout gives to a speaker, in the order of its text."""
        as_json = self._first_value("SELECT turns FROM readings WHERE document = ?", (number,))
        return [
            PrintedTurn(Span(*content), Span(*speaker), Span(*date) if date else None)
            for content, speaker, date in json.loads(as_json or "[]")
        ]

    def block_quotations(self, number: int) -> list[Span]:
        """Where a document's layout sets quotations apart."""
        sql = "SELECT block_quotations FROM readings WHERE document = ?"
        return [Span(*span) for span in json.loads(self._first_value(sql, (number,)) or "[]")]

    def notes(self, number: int) -> list[Span]:
        """Where a document's footnotes and endnotes stand."""
        as_json = self._first_value("SELECT notes FROM readings WHERE document = ?", (number,))
        return [Span(*note) for note in json.loads(as_json or "[]")]

    def keep_reading(self, number: int, reading: ReadingText) -> None:
        """Keep the reading text of a document with marks in memory."""
        self._readings[number] = reading
        # Several threads may get here at once, and one of them be first.
        with suppress(KeyError):
            while len(self._readings) > _READINGS_KEPT:
                self._readings.popitem(last=False)

    def forget_reading(self, number: int) -> None:
        """Read a document's marks again when they are next needed."""
        self._readings.pop(number, None)
        self._whole.discard(number)

    def rebuild_counter(self) -> int:
        """A number that grows by 1 when a rebuild of the indexes begins and again when it ends.

        Once it has changed, no reading text from before is used again.
        """
        counter = int(self._first_value("PRAGMA user_version"))
        if counter != self._readings_since:
            self._readings.clear()
            self._whole.clear()
            self._readings_since = counter
        return counter

    def _marked_reading(self, number: int) -> ReadingText | None:
        """The reading text of a document with marks; None if it is read as it stands."""
        reading = self._readings.get(number)
        if reading is None:
            as_json = self._first_value("SELECT marks FROM readings WHERE document = ?", (number,))
            if as_json is None:
                return None
            marks = [ReadingMark(a, b, MarkKind(kind)) for a, b, kind in json.loads(as_json)]
            reading = make_reading_text(self.text(number), marks)
            self.keep_reading(number, reading)
        return reading
