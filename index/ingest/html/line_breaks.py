"""Decides what a `<br>` is: a space within a paragraph, or the border of two.

Pages use it for both. A sentence that is cut in two is no longer found as it was said, so a break
counts as a border only where the lines show that they stand for themselves: an empty line between
them, a speaker's label, a dash or a number at the start, a full stop at the end, or lines as
short as those of an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexicon.function_words import (
    AUXILIARIES,
    BEGINS_CLAUSE,
    BEGINS_PHRASE,
    POSSESSIVES,
    PREPOSITIONS,
)

__all__ = ["group_lines"]

_MAX_SHORT_LINE = 40
"""Characters of a line of an address, a signature or a list; printed lines of prose have 60 or
more."""
_MAX_WIDTH = 120
"""Characters of the longest line up to which lines can have been broken because they were full."""
_FILLED = 0.75
"""Share of the longest line that a line has which was broken because it was full."""
_UNFINISHED = AUXILIARIES | BEGINS_CLAUSE | BEGINS_PHRASE | POSSESSIVES | PREPOSITIONS
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]{0,3}\Z")
_QUOTATION_MARK = re.compile(r"(?:^|[\s(\[—–])?[\"“”]")
"""A quotation mark, with the border of a word that may stand before it."""
_STARTS_ITEM = re.compile(r"[•●▪◦·*]\s|[–—―-]\s(?=[^\W_a-z]|[“\"])|\d{1,3}[.)]\s|[(]?[a-z][)]\s|>>")
_LABEL = re.compile(r"[^\W\d_][^\n:“”\"]{0,60}:(?:\s|\Z)")
_MAX_LABEL_WORDS = 7


def group_lines(lines: Sequence[str], starts_bold: Sequence[bool]) -> list[list[int]]:
    """Group the lines of a block into paragraphs.

    Args:
        lines: The lines between `<br>`s, with single spaces; empty for two `<br>` in a row.
        starts_bold: Whether a line starts with words in bold type or in another emphasis.

    Returns:
        The indexes of the lines of each paragraph, in order.
    """
    all_short = _are_short(lines)
    width = max(map(len, lines), default=0)
    groups: list[list[int]] = []
    is_open = False
    for at, line in enumerate(lines):
        if not line:
            is_open = False
            continue
        before = lines[groups[-1][-1]] if is_open else ""
        is_alone = all_short or _is_broken_early(before, line, width)
        is_full = not is_alone and width <= _MAX_WIDTH
        if is_open and not _is_border(before, line, starts_bold[at], is_alone, is_full):
            groups[-1].append(at)
        else:
            groups.append([at])
        is_open = True
    return groups


def _is_border(before: str, line: str, is_bold: bool, is_alone: bool, is_full: bool) -> bool:
    if _is_label(line) or _STARTS_ITEM.match(line):
        return True
    if before.endswith(":"):
        # A label on a line of its own: what follows are its words.
        return False
    if is_bold and ":" in line[:60]:
        return True
    if _SENTENCE_END.search(before):
        return not (is_full or _opens_quotation(before))
    if line[0].islower():
        return False
    return is_alone and not _goes_on(before)


def _is_label(line: str) -> bool:
    """Whether a line starts with a label such as `VARGA:` or `Question 2:`."""
    match = _LABEL.match(line)
    if match is None:
        return False
    words = match[0].split()
    return len(words) <= _MAX_LABEL_WORDS and words[0][0].isupper()


def _are_short(lines: Sequence[str]) -> bool:
    """Whether all lines are short and none ends a sentence, as in an address."""
    return all(len(line) <= _MAX_SHORT_LINE and not _SENTENCE_END.search(line) for line in lines)


def _is_broken_early(before: str, line: str, width: int) -> bool:
    """Whether the next word would have had room on the line before."""
    return len(before) + 1 + len(line.split(" ", 1)[0]) <= _FILLED * width


def _goes_on(line: str) -> bool:
    """Whether a line ends with a comma or a word such as "of", after which a sentence goes on."""
    return line.endswith((",", "-")) or line.rsplit(" ", 1)[-1].lower() in _UNFINISHED


def _opens_quotation(line: str) -> bool:
    """Whether the last quotation mark of a line opens a quotation, which the next line goes on."""
    marks = list(_QUOTATION_MARK.finditer(line))
    if not marks or marks[-1][0].endswith("”"):
        return False
    begins_word = len(marks[-1][0]) > 1 or marks[-1].start() == 0
    return marks[-1][0].endswith("“") or begins_word
