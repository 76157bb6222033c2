"""Reads the tables of a Word file: a line for each row, and whose words each row holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from index.ingest.word.names import MC, VAL, W, integer, is_on
from index.ingest.word.statement_columns import StatementColumns, find_statement_columns
from index.ingest.word.text_writer import TextWriter
from index.records import PrintedTurn, Span

_ROW, _CELL, _CELL_PROPERTIES = W + "tr", W + "tc", W + "tcPr"
_SPAN, _DELETED = W + "gridSpan", W + "cellDel"
_MAX_HEAD_ROWS = 3
"""Rows in which the heads of columns are looked for; a title may stand above them."""
_SENTENCE = re.compile(r"[^\W\d_].{10,}[.!?…][”\"’'»)\]]*\Z", re.DOTALL)
_SENTENCE_ENDS = ".!?…”\"’'»)]"
_DIGIT = re.compile(r"\d")
_MERGES = frozenset({W + "vMerge", W + "hMerge"})
_MAX_COLUMNS = 1000
_NOWHERE = Span(0, 0)
_DATE_LABEL = re.compile(r"(?:date|dated|issued|published|released?|updated)\b[\s:]*", re.I)


@dataclass(slots=True)
class _Cell:
    """A cell that is printed, in its column (from 0)."""

    column: int
    text: str
    content: TextWriter | None
    """Its text with marks; None if it is a line of plain text."""
    span: Span
    """Where it stands in the table's text."""


def read_table(table: Any, read_cell: Callable[[Any], TextWriter | str]) -> TextWriter:
    """The text of an element `w:tbl`: short cells beside each other, sentences on their own lines.

    Cells that were merged are read once.

    Args:
        table: The element.
        read_cell: Reads an element `w:tc`. Returns a plain string where it is one line of text.
    """
    writer = TextWriter()
    columns: StatementColumns | None = None
    heads: dict[int, str] = {}
    last_speaker: Span | None = None
    count = 0
    for row in _children(table, _ROW):
        if _is_removed(row):
            continue
        cells = list(_read_cells(row, read_cell))
        _write_row(cells, writer, columns)
        if len(cells) > 1:
            writer.dated_rows.extend(_dates_of_row(cells))
        count += 1
        if columns is None:
            if count <= _MAX_HEAD_ROWS and len(cells) > 1:
                heads = {cell.column: cell.text for cell in cells}
                columns = find_statement_columns(heads)
        elif heads != {cell.column: cell.text for cell in cells}:
            last_speaker = _add_turn(cells, columns, writer, last_speaker)
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
    return any(
        node.tag == W + "del" or (node.tag == W + "hidden" and is_on(node))
        for node in _row_properties(row)
    )


def _row_properties(row: Any) -> Any:
    """The properties of a row, before which exceptions to the table's may stand."""
    return next((node for node in row[:2] if node.tag == W + "trPr"), ())


def _cell_properties(cell: Any) -> Any:
    """The properties of a cell, which stand before its content."""
    return cell[0] if len(cell) and cell[0].tag == _CELL_PROPERTIES else ()


def _read_cells(row: Any, read_cell: Callable[[Any], TextWriter | str]) -> Iterator[_Cell]:
    column = 0
    for node in _row_properties(row):
        if node.tag == W + "gridBefore":
            column = _columns(node)
    for cell in _children(row, _CELL):
        width, is_covered = 1, False
        for node in _cell_properties(cell):
            tag = node.tag
            if tag == _SPAN:
                width = _columns(node)
            elif tag in _MERGES:
                # Another cell covers this one.
                is_covered = is_covered or node.get(VAL, "continue") == "continue"
            elif tag == _DELETED:
                is_covered = True
        if not is_covered:
            read = read_cell(cell)
            if isinstance(read, str):
                yield _Cell(column, read, None, _NOWHERE)
            else:
                yield _Cell(column, read.text, read, _NOWHERE)
        column += width


def _columns(node: Any) -> int:
    return min(max(integer(node.get(VAL), 1), 0), _MAX_COLUMNS)


def _write_row(
    cells: Iterable[_Cell], writer: TextWriter, columns: StatementColumns | None
) -> None:
    before = ""
    for cell in cells:
        if not cell.text:
            cell.span = Span(writer.length, writer.length)
            continue
        is_statement = columns is not None and cell.column == columns.statement
        if not before or is_statement or not _stand_on_one_line(before, cell.text):
            writer.start_line()
        else:
            writer.write("\t")
        start = writer.length
        if cell.content is None:
            writer.write(cell.text)
        else:
            writer.append(cell.content)
        cell.span = Span(start, writer.length)
        before = cell.text


def _stand_on_one_line(left: str, right: str) -> bool:
    """Whether two cells are short things side by side, such as a name and a figure.

    A label with a colon stands before its words.
    """
    if "\n" in left:
        return False
    if left.endswith(":"):
        return True
    return "\n" not in right and not (_is_sentence(left) or _is_sentence(right))


def _is_sentence(text: str) -> bool:
    # The cheap test comes first.
    return text[-1] in _SENTENCE_ENDS and _SENTENCE.match(text) is not None


def _dates_of_row(cells: list[_Cell]) -> Iterator[Span]:
    """The cells with figures, but for those behind a label such as "Date:"."""
    label = ""
    for cell in cells:
        if _DIGIT.search(cell.text) and _DATE_LABEL.fullmatch(label) is None:
            yield cell.span
        label = cell.text


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
