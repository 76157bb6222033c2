"""The lines of a Markdown text, and which of a paragraph's line breaks aren't spaces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.ingest.metadata.publication_dates import reads_as_header
from index.ingest.plain_text.line_starts import find_start, is_in_capitals, is_label_alone
from index.ingest.plain_text.markdown_links import FOOTNOTE_START
from index.text.dates import find_dates

_LINE_END = re.compile(r"\r\n|[\r\n]")
_MARKUP = re.compile(r"[*_~`]++|</?\w[^<>]{0,200}+>|\]\([^()\s]{0,500}+\)|[\[\]]")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_DATE_LINE = 80
"""Characters of a line that may hold nothing but a date and names."""


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


def ends_for_good(lines: Sequence[str], number: int, is_hard: bool) -> bool:
    """Whether a paragraph's line break ends a turn, a date line or another line for good.

    Args:
        lines: The lines of the paragraph, with their markup.
        number: The number of the line behind the break.
        is_hard: Whether two blanks, a backslash or a tag mark the break as one.
    """
    words, following = _plain(lines[number - 1]), _plain(lines[number])
    if not words or not following:
        # A line of non-breaking spaces, which the parser doesn't take for an empty one.
        return True
    if is_hard:
        return not following[:1].islower() or _CLOSED.search(words) is not None
    if FOOTNOTE_START.match(lines[number]) or is_label_alone(words):
        return True
    if _is_date_line(words) or _is_date_line(following):
        return True
    start = find_start(following)
    if start is None or not start.endswith(":"):
        return False
    is_marked = lines[number][:1] in "*_[<" or is_in_capitals(start)
    first = find_start(_plain(lines[0])) or ""
    return is_marked or (first.endswith(":") and _CLOSED.search(words) is not None)


def _plain(line: str) -> str:
    return _MARKUP.sub("", line)


def _is_date_line(words: str) -> bool:
    if len(words) > _DATE_LINE or not any(letter.isdigit() for letter in words):
        return False
    return any(
        reads_as_header(words[: date.start], words[date.end :]) for date in find_dates(words)
    )
