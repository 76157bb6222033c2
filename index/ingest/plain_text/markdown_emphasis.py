"""Emphasis in Markdown: which `*`, `_`, `~~` and `==` are markup, as CommonMark says.

The method is that of https://spec.commonmark.org/0.31.2/#phase-2-inline-structure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class DelimiterRun:
    """A run of one of `*`, `_`, `~` and `=`, and how much of it has found its counterpart."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int = 0
    """Its length before any of it was matched."""

    def __post_init__(self) -> None:
        self.length = self.end - self.start


def make_run(words: str, start: int, end: int) -> DelimiterRun:
    """The run of delimiters at `words[start:end]`, with what it may do."""
    before = words[start - 1] if start else " "
    after = words[end] if end < len(words) else " "
    left = not after.isspace() and (
        not _is_punctuation(after) or before.isspace() or _is_punctuation(before)
    )
    right = not before.isspace() and (
        not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
    )
    opens, closes = left, right
    if words[start] == "_":
        opens = left and (not right or _is_punctuation(before))
        closes = right and (not left or _is_punctuation(after))
    return DelimiterRun(words[start], start, end, opens, closes)


def match_runs(runs: Sequence[DelimiterRun]) -> Iterator[tuple[int, int, int, int]]:
    """The places of each opening delimiter and of the closing one that belongs to it."""
    stack: list[DelimiterRun] = []
    # Below these heights of the stack, there is no opening run for a kind of closing run.
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.sign, run.opens, run.length % 3)
        while run.closes and run.end > run.start:
            opener = _find_opener(stack, run, bottoms.get(key, 0))
            if opener is None:
                bottoms[key] = len(stack)
                break
            del stack[opener + 1 :]
            first = stack[opener]
            used = 2 if min(first.end - first.start, run.end - run.start) > 1 else 1
            yield first.end - used, first.end, run.start, run.start + used
            first.end -= used
            run.start += used
            if first.end == first.start:
                del stack[opener:]
            bottoms = {kind: min(bottom, len(stack)) for kind, bottom in bottoms.items()}
        if run.opens and run.end > run.start:
            stack.append(run)


def _find_opener(stack: Sequence[DelimiterRun], closer: DelimiterRun, bottom: int) -> int | None:
    for number in range(len(stack) - 1, bottom - 1, -1):
        opener = stack[number]
        if opener.sign == closer.sign and not _forbidden(opener, closer):
            return number
    return None


def _forbidden(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    """Rule of three: `**a*b**` is bold, not bold in italics."""
    if opener.sign in "~=":
        return opener.length != closer.length
    if not (opener.closes or closer.opens):
        return False
    both = opener.length + closer.length
    return both % 3 == 0 and (opener.length % 3 != 0 or closer.length % 3 != 0)


def _is_punctuation(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
