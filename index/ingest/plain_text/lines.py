"""The lines of a plain text, each with its indentation, its width and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANKS = " \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""White space inside a line, for use inside a regex class `[...]`."""
LINE_ENDS = "\r\n\f\v\x85\u2028\u2029"
"""Characters that end a line, for use inside a regex class `[...]`."""

_LINE = re.compile(rf"(?P<gap>[{BLANKS}{LINE_ENDS}]*+)(?P<words>[^{LINE_ENDS}]++|\Z)")
"""The end of the text is a line without words, so that white space before it is looked at once."""
_LINE_END = re.compile(rf"\r\n|[{LINE_ENDS}]")
_QUOTED = re.compile(rf"(?:>[{BLANKS}]?)++")
_QUOTED_ONCE = re.compile(rf"^>(?:[{BLANKS}]?[^>\s]|[{BLANKS}]*$)", re.MULTILINE)
_TAB = 8
"""Columns between tab stops, as terminals and mail programs have them."""


@dataclass(slots=True)
class TextLine:
    """A line that has words, without the white space around them.

    Attributes:
        start: Offset of its first character, white space and quotation prefix included.
        words_start: Offset of its first word.
        words_end: Offset behind its last word.
        indent: Column of the first word.
        width: Column behind the last word.
        quote_depth: Number of `>` before the words, as in quoted e-mail.
        words: The text from `words_start` to `words_end`.
        after_blank: Whether an empty line stands before it, which ends a paragraph.
        empty_lines: Number of empty lines before it.
        after_page_break: Whether a page's border stands between it and the line before.
        begins_paragraph: Whether it surely begins a paragraph, over a page's border too.
    """

    start: int
    words_start: int
    words_end: int
    indent: int
    width: int
    quote_depth: int
    words: str
    after_blank: bool
    empty_lines: int
    after_page_break: bool
    begins_paragraph: bool = False


def read_lines(text: str, start: int, end: int) -> list[TextLine]:
    """The lines with words of `text[start:end]`."""
    quoted = ">" in text and len(_QUOTED_ONCE.findall(text, start, end)) > 1
    lines: list[TextLine] = []
    before = 1
    for match in _LINE.finditer(text, start, end):
        if not match["words"]:
            break
        line = _make_line(match, quoted, before)
        before = 0 if line.words else line.empty_lines + 1
        if line.words:
            lines.append(line)
    return lines


def _make_line(match: re.Match[str], quoted: bool, empty_lines: int) -> TextLine:
    gap, words = match["gap"], match["words"]
    ends = list(_LINE_END.finditer(gap))
    empty_lines += max(0, sum(end[0] != "\f" for end in ends) - 1)
    indentation = gap[ends[-1].end() :] if ends else gap
    start = match.start("words") - len(indentation)
    depth = 0
    if quoted and words[0] == ">" and (prefix := _QUOTED.match(words)):
        depth = prefix[0].count(">")
        rest = words[prefix.end() :]
        words = rest.lstrip()
        indentation += prefix[0] + rest[: len(rest) - len(words)]
    words_start = start + len(indentation)
    words = words.rstrip()
    indent = len(indentation.expandtabs(_TAB)) if "\t" in indentation else len(indentation)
    return TextLine(
        start,
        words_start,
        words_start + len(words),
        indent,
        indent + len(words),
        depth,
        words,
        empty_lines > 0,
        empty_lines,
        "\f" in gap,
    )
