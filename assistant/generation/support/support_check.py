"""SupportCheck: the interface of what measures whether evidence supports a whole sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from assistant.generation.comparison.cited_sentence import CitedSentence


class SupportCheck(Protocol):
    """Measures whether the evidence that a sentence cites supports it as a whole."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Process several texts in one batch, before the sentences that use them are checked."""

    def reason_unsupported(self, sentence: CitedSentence) -> str | None:
        """Why the evidence does not support the sentence; None if it does."""

    def confirms(self, sentence: CitedSentence) -> bool:
        """Whether the evidence surely says what the sentence says, in whatever words."""
