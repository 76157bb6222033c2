"""What a reading model gives: for each token of a text, how well an answer begins or ends there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

WINDOW = 320
"""Tokens that are read together, question and text; longer texts are read in parts."""
OVERLAP = 96
"""Tokens that two such parts have in common."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a part of one that is too long to be read at once, token by token."""

    text: int
    """Its number among the texts that were given."""
    starts: npt.NDArray[np.float32]
    """Logit of each token for being an answer's first, less that of "no answer here"."""
    ends: npt.NDArray[np.float32]
    """The same for being its last."""
    places: npt.NDArray[np.int64]
    """Characters of the text, shape (tokens, 2); (0, 0) for tokens that are no part of it."""


class SpanModel(Protocol):
    """A model with an extractive question-answering head; may be used by several threads."""

    def parts(self, question: str, texts: Sequence[str]) -> Iterator[Part]:
        """Read each text for a question, of which very long ones lose their end."""


def part_of(text: int, logits: npt.NDArray[Any], inside: Sequence[bool], places: Any) -> Part:
    """A part from a model's own output.

    Args:
        text: The text's number.
        logits: Shape (tokens, 2); the first token stands for "no answer here".
        inside: For each token, whether it is the text's.
        places: For each token, its characters in its own sequence.
    """
    relative = logits - logits[0]
    spots = np.where(np.asarray(inside)[:, None], np.asarray(places), 0)
    return Part(text, relative[:, 0], relative[:, 1], spots)
