"""Embeds sentences in their context: consecutive sentences go through a model in one window.

A sentence's vector is the mean of its own tokens' states ("late chunking", Günther et al. 2024,
arXiv:2409.04701), so that each token is embedded once even if passages overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from index.embedding.vectors import Vectors

WINDOW_TOKENS = 256
"""Tokens that go through the model together: the most that MiniLM was trained for."""
SPECIAL_TOKENS = 2
"""Tokens of a window that are no text: one at each end."""


class PieceState(NamedTuple):
    """What a model makes of a text within its window."""

    mean: Vectors
    """The mean of its tokens' states, shape (dimension,); zero if it has no token."""
    tokens: int
    """The number of its tokens in the window."""


def mean_state(states: Vectors) -> PieceState:
    """What a model makes of a text.

    Args:
        states: The states of its tokens, shape (tokens, dimension).
    """
    if not len(states):
        return PieceState(np.zeros(states.shape[1], np.float32), 0)
    return PieceState(states.mean(axis=0), len(states))


class WindowedModel(Protocol):
    """A model that reads several texts at once and gives a state for each token."""

    @property
    def dimension(self) -> int:
        """The length of a state."""

    @property
    def room(self) -> int:
        """Tokens of text that fit in a window, besides the special tokens."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, without special tokens."""

    def read_windows(self, windows: Sequence[Sequence[str]]) -> Iterable[list[PieceState]]:
        """For each window, in order, the state of each of its texts."""


def embed_in_windows(documents: Sequence[Sequence[str]], encoder: WindowedModel) -> list[Vectors]:
    """The vectors of documents' sentences, not normalised.

    Args:
        documents: For each document its sentences, in order.
        encoder: The model.

    Returns:
        For each document an array of shape (sentences, dimension).
    """
    pieces = [
        (document, sentence, piece)
        for document, sentences in enumerate(documents)
        for sentence, text in enumerate(sentences)
        for piece in _pieces(text)
    ]
    texts = [piece for _, _, piece in pieces]
    lengths = encoder.count_tokens(texts)
    windows = _windows([document for document, _, _ in pieces], lengths, encoder.room)
    sums = [np.zeros((len(s), encoder.dimension), np.float32) for s in documents]
    counts = [np.zeros((len(s), 1), np.float32) for s in documents]
    found = encoder.read_windows([texts[window.start : window.stop] for window in windows])
    for window, states in zip(windows, found, strict=True):
        for index, (mean, tokens) in zip(window, states, strict=True):
            document, sentence, _ = pieces[index]
            sums[document][sentence] += mean * tokens
            counts[document][sentence] += tokens
    return [
        np.divide(total, np.maximum(count, 1), dtype=np.float32)
        for total, count in zip(sums, counts, strict=True)
    ]


def _pieces(text: str) -> Iterator[str]:
    """Split a long text into pieces of `WINDOW_TOKENS` characters, which surely fit a window."""
    if len(text) <= 3 * WINDOW_TOKENS:
        yield text
        return
    for start in range(0, len(text), WINDOW_TOKENS):
        yield text[start : start + WINDOW_TOKENS]


def _windows(owners: Sequence[int], lengths: Sequence[int], room: int) -> list[range]:
    """Group consecutive pieces of one document into windows of at most `room` tokens.

    Args:
        owners: For each piece, the number of its document.
        lengths: For each piece, its number of tokens; a longer piece has a window of its own.
        room: Tokens that fit in a window.
    """
    windows: list[range] = []
    start, used = 0, 0
    for index, length in enumerate(lengths):
        if index > start and (owners[index] != owners[start] or used + length > room):
            windows.append(range(start, index))
            start, used = index, 0
        used += length
    if lengths:
        windows.append(range(start, len(lengths)))
    return windows
