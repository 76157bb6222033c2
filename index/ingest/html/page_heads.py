"""Finds the heads and numbers of printed pages that a page's text still has between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from index.ingest.html.lines import Line

__all__ = ["find_page_heads"]

_MAX_LINES = 4
"""Lines of a page's head."""
_MAX_CHARACTERS = 100
"""Characters of one line of a page's head."""
_HEAD_LINES = 8
"""Lines at the start of a document that say what its pages' heads repeat: title, body, date."""
_MIN_WORDS = 6
"""Words of a line that may be the first part of a sentence; a line of a title has fewer."""
_REPEATED = 3
"""How often a table must recur, figures aside, to be the head of pages whatever stands around."""
_WORD = re.compile(r"[^\W_]+")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.|pg\.?|seite)\s{1,3})?[A-Z]{0,2}\d{1,5}(?: of \d{1,5})?\W{0,3}",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;][”\"’')\]]{0,3}\Z")


def find_page_heads(lines: Sequence[Line], title: str = "") -> list[tuple[int, int]]:
    """Find the heads of printed pages among a document's lines.

    Args:
        lines: All lines of the text.
        title: The page's title.

    Returns:
        The first line of each page's head and the one behind its last line. A head repeats the
        document's title or first lines, or is a number, and cuts a sentence in two; or it is a
        table that recurs with other figures.
    """
    known = {word.lower() for word in _WORD.findall(title)}
    for line in lines[:_HEAD_LINES]:
        if _is_short(line.text):
            known.update(word.lower() for word in _WORD.findall(line.text))
    tables = _short_tables(lines)
    often = Counter(_without_figures(lines[start:end]) for start, end in tables)
    heads = {
        (start, end)
        for start, end in tables
        if often[_without_figures(lines[start:end])] >= _REPEATED
        and any(char.isdigit() for line in lines[start:end] for char in line.text)
        and start > 0
    }
    for at in range(1, len(lines) - 1):
        if not _is_unfinished(lines[at - 1].text):
            continue
        end = at
        while end < len(lines) and end - at < _MAX_LINES and _repeats(lines[end].text, known):
            end += 1
        if end > at and end < len(lines) and at >= 2 and lines[end].text[0].islower():
            heads.add((at, end))
    return _without_overlaps(sorted(heads))


def _short_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    found = []
    for table, group in groupby(range(len(lines)), key=lambda at: lines[at].table):
        places = list(group)
        is_short = len(places) <= _MAX_LINES and all(
            len(lines[at].text) <= _MAX_CHARACTERS for at in places
        )
        if table and is_short:
            found.append((places[0], places[-1] + 1))
    return found


def _without_figures(lines: Sequence[Line]) -> str:
    return "\n".join(re.sub(r"\d+", "0", line.text) for line in lines)


def _is_unfinished(text: str) -> bool:
    """Whether a line is long enough to be prose and ends in the middle of a sentence."""
    # Most lines end with a full stop, and need no further look.
    return (
        not text.endswith((".", "!", "?", "”"))
        and len(text.split()) >= _MIN_WORDS
        and _ENDS_SENTENCE.search(text) is None
    )


def _is_short(text: str) -> bool:
    return len(text) <= _MAX_CHARACTERS and _ENDS_SENTENCE.search(text) is None


def _repeats(text: str, known: set[str]) -> bool:
    """Whether a line is a page's number, or has no word but those of the document's head."""
    if len(text) > _MAX_CHARACTERS:
        return False
    if _PAGE_NUMBER.fullmatch(text):
        return True
    words = [word.lower() for word in _WORD.findall(text) if not word.isdigit()]
    return _is_short(text) and not text[0].islower() and bool(words) and known.issuperset(words)


def _without_overlaps(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
