"""From the scores of tokens to the words of a sentence that answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.readers.token_scores import TokenScores
from index.records import Span

MAX_ANSWER_TOKENS = 40
"""Maximum length of an answer."""
MAX_ALTERNATIVES = 5
"""Number of further answers that a sentence's best answer comes with."""


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """The reader's best answer within one sentence: `text[start:end]`."""

    start: int
    end: int
    score: float
    """Log odds against "no answer here": above 0 if the reader prefers this answer."""
    alternatives: tuple[AnswerSpan, ...] = ()
    """The next best answers in the sentence, best first; none shares a word with another."""

    def moved(self, shift: int) -> AnswerSpan:
        """The same answers, all offsets moved by so many characters."""
        others = tuple(other.moved(shift) for other in self.alternatives)
        return AnswerSpan(self.start + shift, self.end + shift, self.score, others)


def best_answer(text: str, sentence: Span, scores: TokenScores) -> AnswerSpan | None:
    """The whole words of a sentence with the highest sum of start and end score, and the next."""
    offsets = scores.offsets
    inside = np.flatnonzero(
        (offsets[:, 1] > offsets[:, 0])
        & (offsets[:, 0] < sentence.end)
        & (offsets[:, 1] > sentence.start)
    )
    if not len(inside):
        return None
    first, stop = int(inside[0]), int(inside[-1]) + 1
    sums = scores.starts[first:stop, None] + scores.ends[None, first:stop]
    sums = np.where(_allowed_pairs(len(sums)), sums, -np.inf)
    spans: list[AnswerSpan] = []
    while len(spans) <= MAX_ALTERNATIVES:
        start_token, end_token = np.unravel_index(int(sums.argmax()), sums.shape)
        score = float(sums[start_token, end_token])
        if score == -np.inf:
            break
        start = max(int(offsets[first + start_token, 0]), sentence.start)
        end = min(int(offsets[first + end_token, 1]), sentence.end)
        whole = whole_words(text, sentence, start, end)
        if not any(whole.start < other.end and other.start < whole.end for other in spans):
            spans.append(AnswerSpan(*whole, score))
        sums[: end_token + 1, start_token:] = -np.inf  # all answers that share a token with it
    return replace(spans[0], alternatives=tuple(spans[1:]))


def whole_words(text: str, sentence: Span, start: int, end: int) -> Span:
    """The span with the rest of the words that it begins and ends in."""
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < sentence.end and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


@lru_cache(maxsize=64)
def _allowed_pairs(size: int) -> npt.NDArray[np.bool_]:
    """Which pairs of start and end token make an answer, shape (size, size)."""
    distance = np.arange(size) - np.arange(size)[:, None]
    allowed: npt.NDArray[np.bool_] = (distance >= 0) & (distance < MAX_ANSWER_TOKENS)
    return allowed
