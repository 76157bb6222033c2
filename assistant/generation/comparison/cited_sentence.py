"""CitedSentence: a sentence by a chat model together with the evidence that it cites.

Every check takes one of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from index.records import Span, Statement


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence by a chat model, and the evidence that its markers point to."""

    text: str
    """The sentence without its markers."""
    evidence: Sequence[NumberedEvidence]
    """The evidence that the sentence cites."""
    all_evidence: Sequence[NumberedEvidence] = ()
    """All evidence that the model was given, cited or not."""
    question: str = ""
    """The user's question."""
    antecedents: tuple[str, ...] = ()
    """Speakers that a pronoun in the sentence may refer to: those of the sentence before."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who says what according to the sentence itself; offsets count in `text`."""
        return _statements_of(self.text)


_LEAST_CONFIDENCE = 0.15
"""A third of what a document's reports need: what a model wrote is checked once too often rather
than not at all."""


@lru_cache(maxsize=256)
def _statements_of(text: str) -> tuple[Statement, ...]:
    # Loaded with the first sentence of a chat model, as it takes a tenth of a second.
    from index.attribution.extraction import extract_statements

    found = extract_statements(text, [Span(0, len(text))], least_confidence=_LEAST_CONFIDENCE)
    return tuple(found)
