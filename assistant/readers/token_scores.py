"""What a reading model returns: for each token, a score for starting and for ending an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

WINDOW_TOKENS = 320
"""Tokens that the model reads at once, question and text; it reads a longer text in windows."""
OVERLAP_TOKENS = 96
"""Tokens that two such windows share."""


@dataclass(frozen=True, slots=True)
class TokenScores:
    """The scores of one window of a text, token by token."""

    text_number: int
    """Position of the text in the list that the model was given."""
    starts: npt.NDArray[np.float32]
    """Logit of each token for starting an answer, minus the logit of "no answer here"."""
    ends: npt.NDArray[np.float32]
    """The same for ending an answer."""
    offsets: npt.NDArray[np.int64]
    """First and last character of each token in the text, shape (tokens, 2); (0, 0) for tokens of
    the question and special tokens."""


class TokenScoringModel(Protocol):
    """A model with an extractive question-answering head; may be used by several threads."""

    def score_tokens(self, question: str, texts: Sequence[str]) -> Iterator[TokenScores]:
        """The scores of each text, one item a window; the end of a very long question is cut."""


def scores_from_logits(
    text_number: int, logits: npt.NDArray[Any], is_text: Sequence[bool], offsets: Any
) -> TokenScores:
    """The scores of a window from the model's logits.

    Args:
        text_number: Position of the text in the list that the model was given.
        logits: Shape (tokens, 2); those of the first token stand for "no answer here".
        is_text: For each token, whether it belongs to the text rather than to the question.
        offsets: For each token, its characters in the text or the question.
    """
    relative = logits - logits[0]
    text_offsets = np.where(np.asarray(is_text)[:, None], np.asarray(offsets), 0)
    return TokenScores(text_number, relative[:, 0], relative[:, 1], text_offsets)
