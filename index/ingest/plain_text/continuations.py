"""Whether a sentence visibly goes on from one line to the next."""

from __future__ import annotations

import re

from index.ingest.plain_text.divisions import ends_in_division
from index.ingest.plain_text.line_starts import find_last_cell, has_columns, is_row
from index.ingest.plain_text.lines import BLANKS, TextLine
from index.lexicon.function_words import NO_HEAD, PREPOSITIONS
from index.lexicon.titles import SHORT_WORD

NARROWEST, WIDEST = 28, 160
"""Columns between which texts are broken: a newspaper's column, and a wide window. Shorter lines
are those of lists, longer ones are paragraphs."""

_CASELESS = "[\u0590-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefe]"
_OPENING = "“”„‟\"'‘‚«»‹›([{¿¡—–-*_`"
_CLOSED = re.compile(r"[.!?…:;。！？।؟][\"'”’»›)\]}*_`]*$|[{}]$")
_TITLE = re.compile(rf"(?:^|[\s“\"'‘(\[])(?:{SHORT_WORD})\.$")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_OPEN_WORDS = frozenset(PREPOSITIONS) | NO_HEAD
_SMALL = 20_000
"""Characters up to which a text is analysed in any case."""
_NEXT = rf"(?:\r\n?|[\n\u2028])(?:[ \t]*\r?\n)?[>{BLANKS}]*+[“\"'‘„«(\[]*+"
_OPEN_END = r"(?<![.!?…:;])(?<![.!?…:;] )(?<![.!?…:;]  )"
_SHOWS_WRAPPING = re.compile(
    rf"(?:^|[\r\n\u2028])(?=[^\r\n\u2028]{{{NARROWEST // 2}}})[^\r\n\u2028]*+"
    rf"(?:{_OPEN_END}{_NEXT}[a-zß-öø-ÿа-яёα-ωά-ώ]"
    rf"|(?<=\w[-\u00ad\u2010]){_NEXT}\w|{_NEXT}{_CASELESS})"
)
_IN_CAPITALS = re.compile(rf"(?:[\r\n][A-Z][^a-z\r\n]{{{NARROWEST},{WIDEST}}}){{3}}")


def may_be_wrapped(text: str, start: int, end: int) -> bool:
    """Whether any line of `text[start:end]` may go on in the next: a quick test for long texts."""
    return (
        end - start < _SMALL
        or _SHOWS_WRAPPING.search(text, start, end) is not None
        or _IN_CAPITALS.search(text, start, end) is not None
    )


def is_closed(words: str) -> bool:
    """Whether a line ends where a sentence or a clause does."""
    return _CLOSED.search(words) is not None


def goes_on(words: str, following: str) -> bool:
    """Whether a sentence visibly goes on from a line to the next."""
    if _TITLE.search(words):
        return True
    if is_closed(words) or is_row(words) or has_columns(following):
        return False
    begin = following.lstrip(_OPENING)[:1]
    if begin.islower() or (ends_in_division(words) and begin.isalnum()):
        return True
    last = _LAST_WORD.search(words)
    return last is not None and (last[1].lower() if words.isupper() else last[1]) in _OPEN_WORDS


def line_goes_on(line: TextLine, following: TextLine) -> bool:
    """Whether a sentence visibly goes on from a line to the next, or from its last column."""
    if hangs_under_cell(line, following):
        return goes_on(find_last_cell(line.words)[1], following.words)
    return goes_on(line.words, following.words)


def hangs_under_cell(line: TextLine, following: TextLine) -> bool:
    """Whether a line begins under the second column of the line before, as beside a name."""
    if not has_columns(line.words):
        return False
    offset, _ = find_last_cell(line.words)
    column = len((" " * line.indent + line.words[:offset]).expandtabs(8))
    return offset > 0 and abs(following.indent - column) < 2


def has_no_cases(words: str) -> bool:
    """Whether a line's first letter has no capital: the script has none, or all are capitals."""
    begin = words.lstrip(_OPENING)[:1]
    return (begin.isalpha() and begin.lower() == begin.upper()) or words.isupper()
