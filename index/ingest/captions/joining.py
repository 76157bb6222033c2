"""Joins the words of captions to lines of text: a turn each, with the time of each cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.ingest.captions.cues import Cue
from index.records import PrintedTurn, Span, TimeCode

__all__ = ["JoinedCaptions", "join_cues", "unroll"]

_BEGINS_TURN = re.compile(
    r"(?:>>|&gt;&gt;|[-–—]\s*(?=\w))|(?:[^\W\d_a-z][\w.’'-]*\s){0,5}[^\W\d_a-z][\w.’'-]*:(?!\S*\d)"
)
"""What a line of a new speaker begins with: `>>`, a dash, or a label such as `DR. HOLM:`."""
_MIN_ROLLING_SHARE = 0.5
"""Captions roll if at least this share of the cues begins with two or more words at the end of
the cue before. Nearly all do where captions roll; elsewhere only speakers repeat themselves."""
_MAX_REPEATED = 60
"""Words at the end of what was said that a cue may repeat; a cue shows at most three lines."""


class _Piece(NamedTuple):
    """Words of a cue that follow each other in one line of text."""

    seconds: float
    voice: str | None
    text: str


class JoinedCaptions(NamedTuple):
    """The text of captions, a line for each turn."""

    text: str
    times: tuple[TimeCode, ...]
    """When the words of each cue are spoken."""
    turns: tuple[PrintedTurn, ...]
    """The lines of voices that the cues name."""


def join_cues(cues: Sequence[Cue]) -> JoinedCaptions:
    """Put the words of captions together.

    A turn begins where the voice changes, and where a line begins with a speaker's label.
    """
    parts: list[str] = []
    times: list[TimeCode] = []
    speakers: list[Span] = []
    line_ends: list[int] = []
    length = 0
    voice: str | None = None
    for piece in _pieces(unroll(cues)):
        begins = _BEGINS_TURN.match(piece.text) is not None
        lead = " " if parts else ""
        if piece.voice != voice or begins:
            line_ends.append(length)
            lead = "\n" if parts else ""
            if piece.voice and not begins:
                name = length + len(lead)
                speakers.append(Span(name, name + len(piece.voice)))
                lead += f"{piece.voice}: "
        voice = piece.voice
        times.append(TimeCode(length + (lead.startswith(("\n", " "))), piece.seconds))
        parts.append(lead + piece.text)
        length += len(lead) + len(piece.text)
    line_ends.append(length)
    turns = tuple(
        PrintedTurn(Span(name.end + 2, line_ends[bisect_right(line_ends, name.start)]), name)
        for name in speakers
    )
    return JoinedCaptions("".join(parts), tuple(times), turns)


def _pieces(cues: Sequence[Cue]) -> Iterator[_Piece]:
    for cue in cues:
        words: list[str] = []
        for line in cue.lines:
            if words and _BEGINS_TURN.match(line):
                yield _Piece(cue.seconds, cue.voice, " ".join(words))
                words = []
            words.append(line)
        if words:
            yield _Piece(cue.seconds, cue.voice, " ".join(words))


def unroll(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with each word once: live captions show the last line again above the next one."""
    pairs = list(pairwise(cues))
    repeats = sum(_overlap(_words(first), _words(second)) > 1 for first, second in pairs)
    if not pairs or repeats < _MIN_ROLLING_SHARE * len(pairs):
        return list(cues)
    unrolled: list[Cue] = []
    said: list[str] = []
    for cue in cues:
        repeated = _overlap(said, _words(cue))
        lines = tuple(_without_first_words(cue.lines, repeated))
        said = [*said, *(word for line in lines for word in line.split())][-_MAX_REPEATED:]
        if lines:
            unrolled.append(cue._replace(lines=lines))
    return unrolled


def _words(cue: Cue) -> list[str]:
    return [word for line in cue.lines for word in line.split()]


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """The most words at the end of `before` with which `after` begins."""
    most = min(len(before), len(after), _MAX_REPEATED)
    return next(
        (n for n in range(most, 0, -1) if list(before[-n:]) == list(after[:n])),
        0,
    )


def _without_first_words(lines: Sequence[str], count: int) -> Iterator[str]:
    for line in lines:
        words = line.split()
        if count < len(words):
            yield " ".join(words[count:])
        count = max(0, count - len(words))
