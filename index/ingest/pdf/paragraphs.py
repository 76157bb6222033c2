"""Joins lines to paragraphs by how they are set: spacing, indents, sizes and short last lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.ingest.pdf.records import PrintedLine, Role
from index.ingest.pdf.typography import FLUSH, Typography, starts_with_label

__all__ = ["TextBlock", "find_paragraphs"]

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(
    r"(?:[•‣▪●◦○■□–—*·☐☒☑✓]\s|-\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\s)"
)
_MARKED = re.compile(r"\S{1,4}\t\S")
"""A line that begins with a mark set apart, as notes do."""
_QUESTION_OR_ANSWER = re.compile(r"[QA][.:]?\s")
_DIVIDED = re.compile(r"\w[-‐]$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]+$")
_SAME_SIZE = 0.08
"""Share by which the size of one paragraph's lines may differ."""
_SAME_EDGE = 2.0
"""Points by which the edges of cells in one column of a table may differ."""
_INDENT = 0.7
"""Least indent of a first line, as a share of the point size."""
_WIDE_SPACING = 1.25
"""Line distances that always separate paragraphs."""
_MOVED = 0.35
"""How much wider the distance may be where something else than a new paragraph explains it."""
_WIDER_SPACING = 1.1
"""Line distances that separate them where the line before ends a sentence."""
_SLACK = 0.3
"""Space that must stay free behind a line, as a share of the point size, if the next word would
have fitted there."""
_CLEAR_SLACK = 0.15
"""The same as a share of the column, for lines that end no sentence: some programs leave the next
word out to balance the lines."""


@dataclass(slots=True)
class TextBlock:
    """Lines that are read together."""

    lines: list[PrintedLine] = field(default_factory=list)
    role: str = Role.BODY


def find_paragraphs(lines: list[PrintedLine], facts: Typography) -> list[TextBlock]:
    """Group lines, given in the order of reading, to paragraphs.

    A paragraph goes on in the next column or on the next page. If a picture's caption or the like
    stands between, the paragraph is still one.
    """
    paragraphs: list[TextBlock] = []
    unfinished: TextBlock | None = None
    for at, line in enumerate(lines):
        previous = lines[at - 1] if at else None
        following = lines[at + 1] if at + 1 < len(lines) else None
        if previous is not None and previous.region == line.region:
            if _begins_paragraph(previous, line, following, paragraphs[-1], facts):
                if unfinished and _completes(unfinished, line, facts):
                    _move_to_end(unfinished, paragraphs)
                    unfinished.lines.append(line)
                    unfinished = None
                else:
                    paragraphs.append(TextBlock([line], line.role))
            else:
                paragraphs[-1].lines.append(line)
            continue
        if previous is not None and _goes_on(previous, line, following, facts):
            paragraphs[-1].lines.append(line)
            continue
        if unfinished and _completes(unfinished, line, facts):
            _move_to_end(unfinished, paragraphs)
            unfinished.lines.append(line)
            unfinished = None
            continue
        if previous is not None and _is_unfinished(previous, facts):
            unfinished = paragraphs[-1]
        paragraphs.append(TextBlock([line], line.role))
    return paragraphs


def _move_to_end(paragraph: TextBlock, paragraphs: list[TextBlock]) -> None:
    at = next(n for n in reversed(range(len(paragraphs))) if paragraphs[n] is paragraph)
    paragraphs.append(paragraphs.pop(at))


def _begins_paragraph(
    previous: PrintedLine,
    line: PrintedLine,
    following: PrintedLine | None,
    current: TextBlock,
    facts: Typography,
) -> bool:
    """Whether a line begins a paragraph, given the line above it in the same column."""
    if Role.APART in (previous.role, line.role) or previous.role != line.role:
        return True
    if not _same_size(previous, line) or _LEADER.search(previous.text[-60:]):
        return True
    ends_sentence = _SENTENCE_END.search(previous.text[-20:]) is not None
    goes_on_in_lower_case = line.text[:1].islower() and not ends_sentence
    spacing = _spacing(previous, line, facts)
    # A raised mark moves its line down, in some programs.
    moved = line.marks or (goes_on_in_lower_case and not _is_short(previous, line))
    if spacing >= _WIDE_SPACING + (_MOVED if moved else 0) or spacing < 0:
        return True
    if _has_same_cells(previous, line):
        return True
    if _begins_note(line):
        return True
    if _is_divided(previous, line):
        return False
    if _begins_turn(previous, line, facts):
        return True
    if goes_on_in_lower_case and not _LIST_ITEM.match(line.text):
        return False
    if spacing >= _WIDER_SPACING and ends_sentence and not line.marks:
        return True
    if previous.bold != line.bold and (previous.bold or ends_sentence):
        return True
    if _LIST_ITEM.match(line.text) and (
        ends_sentence or _is_short(previous, line) or _LIST_ITEM.match(current.lines[0].text)
    ):
        return True
    if ends_sentence and line.region in facts.justified:
        short = previous.limit - previous.right > 2 * FLUSH
    else:
        short = _is_short(previous, line)
    shape = _indent_says(previous, line, following, current, facts)
    return short if shape is None else shape


def _has_same_cells(previous: PrintedLine, line: PrintedLine) -> bool:
    """Whether lines are rows of a table: something stands below each other behind a gap."""
    return any(
        abs(left - other_left) < _SAME_EDGE or abs(right - other_right) < _SAME_EDGE
        for left, right in line.cells
        for other_left, other_right in previous.cells
    )


def _same_size(previous: PrintedLine, line: PrintedLine) -> bool:
    return abs(previous.size - line.size) <= _SAME_SIZE * max(previous.size, line.size)


def _spacing(previous: PrintedLine, line: PrintedLine, facts: Typography) -> float:
    """Distance of two lines as a multiple of that inside paragraphs; 1 if it tells nothing."""
    distance = line.baseline - previous.baseline
    leading = facts.leading_of(line)
    if leading:
        return distance / leading
    return distance / line.size if distance > 1.7 * line.size or distance < 0 else 1.0


def _is_divided(previous: PrintedLine, line: PrintedLine) -> bool:
    """Whether a word is divided at the end of the line before."""
    return _DIVIDED.search(previous.text[-2:]) is not None and line.text[:1].isalnum()


def _begins_turn(previous: PrintedLine, line: PrintedLine, facts: Typography) -> bool:
    """Whether a speaker's label stands at the beginning of a line."""
    if facts.has_questions and _QUESTION_OR_ANSWER.match(line.text):
        return True
    if not facts.has_labels or not starts_with_label(line.text):
        return False
    label = line.text.partition(":")[0]
    if label.isupper():
        return True
    return bool(_SENTENCE_END.search(previous.text[-20:])) or _is_short(previous, line)


def _is_short(previous: PrintedLine, line: PrintedLine) -> bool:
    """Whether the first word of a line would have fitted on the line before."""
    slack = previous.limit - previous.right - line.first_width - 0.25 * line.size
    if _SENTENCE_END.search(previous.text[-20:]):
        return slack > _SLACK * line.size
    return slack > max(line.size, _CLEAR_SLACK * (previous.limit - previous.left))


def _indent_says(
    previous: PrintedLine,
    line: PrintedLine,
    following: PrintedLine | None,
    current: TextBlock,
    facts: Typography,
) -> bool | None:
    """Whether the left edges of lines show that a paragraph begins; None if they don't tell."""
    shift = (line.left - previous.left) / max(line.size, 1.0)
    if _is_centred(previous, line):
        return None
    first = current.lines[0]
    is_second = previous is first
    if shift > _INDENT:
        hanging = is_second and (
            _LIST_ITEM.match(first.text) is not None
            or _MARKED.match(first.text) is not None
            or starts_with_label(first.text)
            or (facts.has_questions and _QUESTION_OR_ANSWER.match(first.text) is not None)
        )
        breaks_off = not _SENTENCE_END.search(previous.text[-20:])
        if hanging or (breaks_off and not _is_short(previous, line)):
            return False
        if is_second and _stands_under(line, following):
            return True if _is_short(previous, line) else None
        return True
    if shift < -_INDENT:
        return None if is_second else True
    if is_second and facts.indents_first_lines and _is_indented(line, following, facts):
        return True
    return None


def _stands_under(line: PrintedLine, following: PrintedLine | None) -> bool:
    """Whether the next line of a column begins right below a line."""
    return (
        following is not None
        and following.region == line.region
        and abs(following.left - line.left) < 0.3 * line.size
    )


def _is_centred(previous: PrintedLine, line: PrintedLine) -> bool:
    middle = (previous.left + previous.right - line.left - line.right) / 2
    return abs(middle) < 0.3 * line.size and abs(previous.left - line.left) > 0.3 * line.size


def _goes_on(
    previous: PrintedLine, line: PrintedLine, following: PrintedLine | None, facts: Typography
) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if not _may_go_on(previous, line, facts):
        return False
    if _is_divided(previous, line):
        return True
    ends_sentence = _SENTENCE_END.search(previous.text[-20:]) is not None
    if not ends_sentence and (line.text[:1].islower() or line.role == Role.NOTE):
        return True
    if ends_sentence and previous.region in facts.justified:
        return previous.limit - previous.right <= FLUSH and not _is_indented(line, following, facts)
    return _is_full(previous, line) and not _is_indented(line, following, facts)


def _may_go_on(previous: PrintedLine, line: PrintedLine, facts: Typography) -> bool:
    if Role.APART in (previous.role, line.role) or previous.role != line.role:
        return False
    if _begins_note(line) or line.quarter != previous.quarter or line.page - previous.page > 1:
        return False
    if not _same_size(previous, line) or previous.bold != line.bold:
        return False
    return not (_LIST_ITEM.match(line.text) or _begins_turn(previous, line, facts))


def _begins_note(line: PrintedLine) -> bool:
    """Whether a line begins with the mark of a footnote."""
    if line.role != Role.NOTE:
        return False
    return line.starts_raised or any(mark.start == 0 for mark in line.marks)


def _is_full(previous: PrintedLine, line: PrintedLine) -> bool:
    return previous.right + line.first_width + 0.25 * line.size > previous.limit - line.size


def _is_indented(line: PrintedLine, following: PrintedLine | None, facts: Typography) -> bool:
    """Whether a line is set in from the lines of its column, as the first line of a paragraph."""
    left = facts.margins.get(line.region, line.left)
    if following is not None and following.region == line.region:
        left = max(left, min(following.left, line.left))
    return line.left - left > _INDENT * line.size


def _is_unfinished(line: PrintedLine, facts: Typography) -> bool:
    """Whether a line at the end of a column breaks off in the middle of a sentence."""
    return (
        line.role == Role.BODY
        and abs(line.size - facts.body_size) <= _SAME_SIZE * facts.body_size
        and not _SENTENCE_END.search(line.text[-20:])
        and line.right > line.left + 0.8 * (line.limit - line.left)
    )


def _completes(unfinished: TextBlock, line: PrintedLine, facts: Typography) -> bool:
    """Whether a line that doesn't follow directly goes on with a sentence that broke off."""
    last = unfinished.lines[-1]
    return line.text[:1].islower() and _may_go_on(last, line, facts)
