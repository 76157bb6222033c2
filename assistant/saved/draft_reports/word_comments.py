"""Writes the report on a Word draft as comments into a copy of the draft.

Each quotation is looked up in the runs of the file's main text, and the runs are divided where it
begins and ends, so that the comment stands at its very words. Word allows no comments in notes,
boxes, heads and feet: what stands there is named in the comment at the beginning.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from assistant.citations.draft_wording import counts_text, level_icon, level_name
from assistant.citations.wording import source_name
from assistant.draft_records import DraftFigure, DraftQuotation, DraftReport
from assistant.errors import DraftError
from index.ingest.word.names import W, is_on

__all__ = ["add_comments"]

_AUTHOR, _INITIALS = "On Record", "OR"
_SPACE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_SHOWN = frozenset(W + name for name in ("del", "moveFrom", "txbxContent", "rt"))
"""Elements whose runs aren't part of the text that is read, or can't have comments."""
_CHARACTERS = {W + "noBreakHyphen": "\u2011"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A text element of a run."""

    start: int
    """Where its text begins in `_RunText.text`."""
    run: Any
    element: Any
    text: str
    """Without white space."""


def add_comments(report: DraftReport, data: bytes) -> bytes:
    """A copy of a Word file with a comment at each quotation, and at each contradicted figure.

    Args:
        report: The report on the draft in the file.
        data: The file's bytes.

    Raises:
        DraftError: Comments can't be written into this file.
    """
    from docx import Document
    from docx.text.run import Run

    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        text = _RunText(body)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise DraftError(
            f"{report.name}: comments can't be written into this file ({error}); save it as an"
            " ordinary .docx, or write the report as .html or .md"
        ) from None
    if not text.pieces:
        raise DraftError(
            f"{report.name}: its main text has no words to comment on; write the report as .html"
        )
    placed, unplaced = _find_places(report, text)
    last_start = len(text.text)
    comments = []
    # From the end: a run that is divided leaves all places before it as they are.
    for start, end, item in sorted(placed, key=lambda one: one[:2], reverse=True):
        if end > last_start:
            text = _RunText(body)
        comments.append((*text.cut_out(start, end), _comment_on(item)))
        last_start = start
    first = _RunText(body).pieces[0].run
    comments.append((first, first, _summary(report, unplaced)))
    for begin, behind, words in reversed(comments):
        comment = document.comments.add_comment(
            _NOT_IN_XML.sub("\ufffd", words), _AUTHOR, _INITIALS
        )
        Run(begin, document).mark_comment_range(Run(behind, document), comment.comment_id)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class _RunText:
    """The words of a file's main text without white space, and the runs that have them."""

    def __init__(self, body: Any) -> None:
        self.pieces: list[_Piece] = []
        length = 0
        for run in body.iter(W + "r"):
            if _is_left_out(run):
                continue
            for element in run:
                words = _SPACES.sub("", _CHARACTERS.get(element.tag) or _text_of(element))
                if words:
                    self.pieces.append(_Piece(length, run, element, words))
                    length += len(words)
        self.text = "".join(piece.text for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]

    def find(self, words: str, start: int) -> tuple[int, int] | None:
        """Where words stand, from `start` on if they do, else anywhere."""
        wanted = _SPACES.sub("", words)
        at = self.text.find(wanted, start)
        if at < 0:
            at = self.text.find(wanted)
        return (at, at + len(wanted)) if wanted and at >= 0 else None

    def cut_out(self, start: int, end: int) -> tuple[Any, Any]:
        """The first and the last run of `text[start:end]`, divided so that they hold no more."""
        last = self._piece_at(end - 1)
        _divide(last, _offset_behind(last, end - last.start))
        first = self._piece_at(start)
        run = _divide(first, _offset_of(first, start - first.start))
        return run, run if last.run is first.run else last.run

    def _piece_at(self, place: int) -> _Piece:
        return self.pieces[bisect_right(self._starts, place) - 1]


def _text_of(element: Any) -> str:
    return (element.text or "") if element.tag == W + "t" else ""


def _is_left_out(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and is_on(hidden):
        return True
    return any(parent.tag in _NOT_SHOWN for parent in run.iterancestors())


def _divide(piece: _Piece, at: int) -> Any:
    """Divide a run before a character of one of its text elements.

    Args:
        piece: The element with its run.
        at: Offset of the character in the element's text; its length for what follows.

    Returns:
        The run that begins there; the run itself if nothing in it stands before.
    """
    run, element = piece.run, piece.element
    moved = list(element.itersiblings())
    if at < _length(element):
        if at:
            rest = deepcopy(element)
            rest.text = element.text[at:]
            element.text = element.text[:at]
            for one in (rest, element):
                one.set(_SPACE_ATTRIBUTE, "preserve")
            moved.insert(0, rest)
        elif any(before.tag != W + "rPr" for before in element.itersiblings(preceding=True)):
            moved.insert(0, element)
        else:
            return run
    if not moved:
        return run
    new = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    new.extend(moved)
    run.addnext(new)
    return new


def _length(element: Any) -> int:
    """Number of characters at which an element can be divided."""
    return len(_text_of(element)) or 1


def _offset_of(piece: _Piece, words: int) -> int:
    """The offset of the character behind `words` characters that aren't white space."""
    text = _text_of(piece.element)
    shown = [offset for offset, character in enumerate(text) if not character.isspace()]
    return shown[words] if words < len(shown) else _length(piece.element)


def _offset_behind(piece: _Piece, words: int) -> int:
    """The offset right behind `words` characters that aren't white space."""
    return _offset_of(piece, words - 1) + 1 if piece.element.tag == W + "t" else 1


def _find_places(
    report: DraftReport, text: _RunText
) -> tuple[list[tuple[int, int, DraftQuotation | DraftFigure]], list[DraftQuotation | DraftFigure]]:
    """Where the items stand in the main text, and the items that don't stand in it."""
    placed, unplaced = [], []
    at = 0
    for item in _commented(report):
        place = _place_of(report, item, text, at)
        if place is None and isinstance(item, DraftQuotation):
            # A picture or a list's number may stand between two of its paragraphs.
            place = text.find(report.text[slice(*item.parts[0])], at)
        if place is None:
            unplaced.append(item)
            continue
        at = place[0] + 1
        placed.append((*place, item))
    return placed, unplaced


def _place_of(
    report: DraftReport, item: DraftQuotation | DraftFigure, text: _RunText, at: int
) -> tuple[int, int] | None:
    if isinstance(item, DraftQuotation):
        return text.find(item.place.text, at)
    # A figure alone may stand anywhere; it is found in the statement that it belongs to.
    statement = text.find(item.statement.text, at)
    if statement is None:
        return None
    before = _SPACES.sub("", report.text[item.statement.start : item.place.start])
    start = statement[0] + len(before)
    return start, start + len(_SPACES.sub("", item.place.text))


def _commented(report: DraftReport) -> Iterator[DraftQuotation | DraftFigure]:
    for item in report.items:
        if isinstance(item, DraftQuotation) or item.status == "contradicted":
            yield item


def _summary(report: DraftReport, unplaced: list[DraftQuotation | DraftFigure]) -> str:
    lines = [f"Checked by On Record: {counts_text(report)}", *report.notices]
    if unplaced:
        lines.append("Where Word allows no comments (notes, boxes, page heads):")
        lines += [f"{item.place.text}: {_comment_on(item)}" for item in unplaced]
    return "\n".join(lines)


def _comment_on(item: DraftQuotation | DraftFigure) -> str:
    level = item.level if isinstance(item, DraftQuotation) else item.status
    lines = [f"{level_icon(level)} {level_name(level)}: {item.reason}"]
    if isinstance(item, DraftFigure):
        if item.citation:
            words = item.citation.read_as or item.citation.quote
            lines.append(f"{source_name(item.citation)}: {words}")
        return "\n".join(lines)
    if item.verdict is not None:
        for match in item.verdict.matches[:1]:
            words = f"{match.before}{match.read_as or match.text}{match.after}"
            lines.append(f"{source_name(match)} ({match.document}): {' '.join(words.split())}")
        for citation in item.verdict.nearest[:1]:
            words = citation.read_as or citation.quote
            lines.append(f"Nearest in meaning, {source_name(citation)}: {words}")
    return "\n".join(lines)
