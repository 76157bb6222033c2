"""Reads the tables of a Word file: a line for each row, and whose words each row holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from index.ingest.word.names import MC, VAL, W, integer, is_on, value_of
from index.ingest.word.statement_columns import StatementColumns, find_statement_columns
from index.ingest.word.text_writer import TextWriter
from index.records import PrintedTurn, Span

_ROW, _CELL = W + "tr", W + "tc"
_SENTENCE = re.compile(r"[^\W\d_].{10,}[.!?…][”\"’'»)\]]*\Z", re.DOTALL)
_MAX_COLUMNS = 1000
_DATE_LABEL = re.compile(r"(?:date|dated|issued|published|released?|updated)\b[\s:]*", re.I)


@dataclass(slots=True)
class _Cell:
    """A cell that is printed, in its column (from 0)."""

    column: int
    text: TextWriter
    span: Span
    """Where it stands in the table's text."""


def read_table(table: Any, read_cell: Callable[[Iterable[Any]], TextWriter]) -> TextWriter:
    """The text of an element `w:tbl`: short cells beside each other, sentences on their own lines.

    Cells that were merged are read once.

    Args:
        table: The element.
        read_cell: Reads the blocks of a cell into a text of their own.
    """
    writer = TextWriter()
    columns: StatementColumns | None = None
    last_speaker: Span | None = None
    is_first = True
    for row in _children(table, _ROW):
        if _is_removed(row):
            continue
        cells = list(_read_cells(row, read_cell))
        _write_row(cells, writer, columns)
        if len(cells) > 1:
            writer.dated_rows.extend(_dates_of_row(cells))
        if columns is not None:
            last_speaker = _add_turn(cells, columns, writer, last_speaker)
        elif is_first and cells:
            columns = find_statement_columns({cell.column: cell.text.text for cell in cells})
        is_first = False
    return writer


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
        elif child.tag == MC + "AlternateContent":
            for choice in list(child)[:1]:
                yield from _children(choice, tag)


_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


def _is_removed(row: Any) -> bool:
    """Whether a tracked change deleted a row, or it is hidden."""
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    hidden = properties.find(W + "hidden")
    return properties.find(W + "del") is not None or (hidden is not None and is_on(hidden))


def _read_cells(row: Any, read_cell: Callable[[Iterable[Any]], TextWriter]) -> Iterator[_Cell]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 0 if before is None else _columns(before.get(VAL))
    for cell in _children(row, _CELL):
        properties = cell.find(W + "tcPr")
        width = 1
        if properties is not None:
            width = _columns(value_of(properties, W + "gridSpan") or "1")
        if properties is None or not _is_covered(properties):
            yield _Cell(column, read_cell(cell), Span(0, 0))
        column += width


def _columns(value: str | None) -> int:
    return min(max(integer(value, 1), 0), _MAX_COLUMNS)


def _is_covered(properties: Any) -> bool:
    """Whether another cell covers this one, or a tracked change deleted it."""
    for name in ("vMerge", "hMerge"):
        merge = properties.find(W + name)
        if merge is not None and merge.get(VAL, "continue") == "continue":
            return True
    return properties.find(W + "cellDel") is not None


def _write_row(
    cells: Iterable[_Cell], writer: TextWriter, columns: StatementColumns | None
) -> None:
    before: TextWriter | None = None
    for cell in cells:
        if not cell.text.length:
            cell.span = Span(writer.length, writer.length)
            continue
        is_statement = columns is not None and cell.column == columns.statement
        if before is None or is_statement or not _stand_on_one_line(before, cell.text):
            writer.start_line()
        else:
            writer.write("\t")
        cell.span = writer.append(cell.text)
        before = cell.text


def _stand_on_one_line(first: TextWriter, second: TextWriter) -> bool:
    """Whether two cells are short things side by side, such as a name and a figure.

    A label with a colon stands before its words.
    """
    left, right = first.text, second.text
    if "\n" in left:
        return False
    if left.rstrip().endswith(":"):
        return True
    return "\n" not in right and not _SENTENCE.match(left) and not _SENTENCE.match(right)


def _dates_of_row(cells: list[_Cell]) -> Iterator[Span]:
    """The cells with figures, but for those behind a label such as "Date:"."""
    label = ""
    for cell in cells:
        text = cell.text.text
        if _DATE_LABEL.fullmatch(label) is None and any(map(str.isdigit, text)):
            yield cell.span
        label = text.strip()


def _add_turn(
    cells: Iterable[_Cell],
    columns: StatementColumns,
    writer: TextWriter,
    last_speaker: Span | None,
) -> Span | None:
    """Add the turn in a row. Returns who speaks there, for a row below that is merged with it."""
    at = {cell.column: cell.span for cell in cells}
    speaker = at.get(columns.speaker, last_speaker)
    content = at.get(columns.statement)
    if speaker is None or speaker.start == speaker.end:
        return None
    if content is not None and content.start < content.end:
        date = at.get(columns.date) if columns.date is not None else None
        writer.turns.append(PrintedTurn(content, speaker, date))
    return speaker
