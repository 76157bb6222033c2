"""Reads from the model's scores which words report whose words: cue, source and content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.attribution.tagger.windows import Window
from index.records import Span

Scores = npt.NDArray[np.float32]

MAX_CONTENT_TOKENS = 200
"""Tokens of a content, at most."""
_CONTENT_SHARE = 0.25
"""Weight of the content's probability in a report's confidence: of 0 to 1, where F1 is best."""
BEGIN, INSIDE = 1, 2
"""A token's labels as (part of) a cue; 0 is none."""


class Report(NamedTuple):
    """Words that report what somebody says, as spans of the text."""

    source: Span | None
    """Who is said to have said it; None if the paragraph doesn't tell."""
    cue: Span
    """The words that mark the report: "said", "according to"."""
    content: Span
    """What is reported, from its first to its last word."""
    confidence: float
    """From 0 to 1: how surely this is a report with this content."""
    source_confidence: float | None = None
    """The log-probability of the source; None where no model has found it."""


class CueTokens(NamedTuple):
    """The tokens of a cue, and how likely it is one."""

    first: int
    last: int
    probability: float


def find_cues(labels: Scores, window: Window, least: float) -> list[CueTokens]:
    """The cues of a window whose probability is at least `least`, in order.

    Args:
        labels: Score of each label, shape (tokens, 3).
        window: The window.
        least: The least probability.
    """
    labels = np.exp(labels - np.logaddexp.reduce(labels, axis=1)[:, None])
    cues = []
    for first in np.flatnonzero(labels[:, BEGIN] >= least):
        last = int(first)
        while (
            last + 1 < len(window.ids)
            and labels[last + 1, INSIDE] > 0.5
            and window.paragraphs[last + 1] == window.paragraphs[first]
        ):
            last += 1
        cues.append(CueTokens(int(first), last, float(labels[first, BEGIN])))
    return cues


def read_reports(
    window: Window, cues: list[CueTokens], ends: Scores, absent: Scores, least: float
) -> Iterator[Report]:
    """The reports of a window in the order of their cues.

    Args:
        window: The window.
        cues: Its cues.
        ends: Score of each token as the first of the source, the last of the source, the first
            of the content and the last of the content, shape (cues, 4, tokens).
        absent: Score of there being no source, and no content, shape (cues, 2).
        least: The least confidence of a report.
    """
    total = np.logaddexp(np.logaddexp.reduce(ends, axis=2), absent.repeat(2, axis=1))
    ends = ends - total[:, :, None]
    absent = 2 * absent - total[:, [0, 2]] - total[:, [1, 3]]
    paragraphs = np.asarray(window.paragraphs)
    for cue, scores, missing in zip(cues, ends, absent, strict=True):
        near = np.flatnonzero(paragraphs == paragraphs[cue.first])
        first, last, probability = _best_range(scores[2:, near], near)
        if probability <= missing[1]:
            continue
        confidence = cue.probability * float(np.exp(probability * _CONTENT_SHARE))
        if confidence < least:
            continue
        source = _best_range(scores[:2, near], near)
        yield Report(
            None if source[2] <= missing[0] else _span(window, source[0], source[1]),
            _span(window, cue.first, cue.last),
            _span(window, first, last),
            confidence,
            source[2],
        )


def _best_range(scores: Scores, tokens: npt.NDArray[np.intp]) -> tuple[int, int, float]:
    """The likeliest first and last token, and the log-probability of both."""
    at = np.arange(len(tokens))
    length = at[None, :] - at[:, None]
    possible = (length >= 0) & (length < MAX_CONTENT_TOKENS)
    total = np.where(possible, scores[0][:, None] + scores[1][None, :], -np.inf)
    first, last = divmod(int(total.argmax()), len(tokens))
    return int(tokens[first]), int(tokens[last]), float(total[first, last])


def _span(window: Window, first: int, last: int) -> Span:
    return Span(window.places[first].start, window.places[last].end)
