"""The lines of a Markdown text, and which of a paragraph's line breaks aren't spaces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Sequence

from index.ingest.metadata.publication_dates import reads_as_header
from index.ingest.plain_text.line_starts import find_start, is_in_capitals, is_label_alone
from index.ingest.plain_text.markdown_links import FOOTNOTE_START
from index.text.dates import find_dates

_LINE_END = re.compile(r"\r\n|[\r\n]")
_MARKUP = re.compile(r"[*_~`]++|</?\w[^<>]{0,200}+>|\]\([^()\s]{0,500}+\)|[\[\]]")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_NAME_LINE = re.compile(r"(\*\*|__)(?![*_\s])[^*_\n]{1,80}(?<![\s.!?,;])\1:?")
"""A line all in bold, such as a speaker's name over what they say."""
_YEAR = re.compile(r"\d{2}(?!\d)")
_DATE_LINE = 80
"""Characters of a line that may hold nothing but a date and names."""
_LABEL = 140
"""Characters at the start of a line within which a speaker's label ends, markup included."""
_SIGNS = 8
"""Characters that markup may take behind a label's colon."""


class SourceLines:
    """The lines of a part of a text, numbered as the Markdown parser numbers them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.starts = [start]
        self.ends: list[int] = []
        """Offsets behind the last character of each line, before what ends it."""
        for line_end in _LINE_END.finditer(text, start, end):
            self.ends.append(line_end.start())
            self.starts.append(line_end.end())
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, number: int) -> tuple[int, int]:
        """Start and end of a line's words, without white space around them."""
        words = self.words(number)
        start = self.starts[number] + len(words) - len(words.lstrip())
        return start, max(start, self.starts[number] + len(words.rstrip()))

    def words(self, number: int) -> str:
        """A line, without what ends it."""
        return self.text[self.starts[number] : self.ends[number]]

    def start_of(self, offset: int) -> int:
        """Where the line begins that holds an offset."""
        return self.starts[bisect_right(self.starts, offset) - 1]


def find_lasting_breaks(lines: Sequence[str], hard: Container[int]) -> set[int]:
    """The lines of a paragraph that begin a turn, a note or another block of their own.

    Args:
        lines: The lines of the paragraph, with their markup.
        hard: The numbers of the lines that two blanks, a backslash or a tag set apart.

    Returns:
        The numbers of the lines before which the line break isn't read as a space.
    """
    first = _turn_of(lines[0])
    after_date = _is_date_line(lines[0])
    lasting = set()
    for number in range(1, len(lines)):
        is_date = _is_date_line(lines[number])
        if (
            after_date
            or is_date
            or _sets_apart(lines[number - 1], lines[number], number in hard)
            or _begins_turn(lines[number - 1], lines[number], first is not None)
        ):
            lasting.add(number)
        after_date = is_date
    return lasting


def _sets_apart(line: str, following: str, is_hard: bool) -> bool:
    """Whether a line stands alone, or two lines are set apart by a hard break."""
    if not line or not following:
        # A line of non-breaking spaces, which the parser doesn't take for an empty one.
        return True
    if is_hard:
        return not _plain(following)[:1].islower() or _CLOSED.search(_plain(line)) is not None
    if following.startswith("[^") and FOOTNOTE_START.match(following):
        return True
    if _NAME_LINE.fullmatch(line) and not _plain(following)[:1].islower():
        return True
    return ":" in line[-_SIGNS:] and is_label_alone(_plain(line))


def _begins_turn(line: str, following: str, among_turns: bool) -> bool:
    start = _turn_of(following)
    if start is None:
        return False
    is_marked = following[0] in "*_[<" or is_in_capitals(start)
    return is_marked or (among_turns and _CLOSED.search(_plain(line)) is not None)


def begins_turn(line: str) -> bool:
    """Whether a line of Markdown begins with a speaker's label."""
    return _turn_of(line) is not None


def _turn_of(line: str) -> str | None:
    """The label of the turn that a line begins."""
    if ":" not in line[:_LABEL] and line[:1] not in "QA*_":
        return None
    start = find_start(_plain(line))
    return start if start and start.endswith(":") else None


def _plain(line: str) -> str:
    return _MARKUP.sub("", line)


def _is_date_line(line: str) -> bool:
    if len(line) > _DATE_LINE or not _YEAR.search(line):
        return False
    words = _plain(line)
    return any(
        reads_as_header(words[: date.start], words[date.end :]) for date in find_dates(words)
    )
