"""What is checked: a sentence, and the evidence that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.records import Citation
from index.attribution.extraction import extract_statements
from index.records import Span, Statement


@dataclass(frozen=True, slots=True)
class Backing:
    """A piece of evidence as it was offered to the model."""

    citation: Citation
    """Its `marker` is the number under which it was offered."""
    statements: tuple[Statement, ...] = ()
    """Who says what in it; offsets in the document."""
    before: str = ""
    """The document's text right before the quote, for names and for quotations that begin there."""
    after: str = ""
    """The text right behind it."""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.citation.quote

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whoever says something in it, by the fullest name; the main one first."""
        named = [self.citation.speaker, *(one.speaker for one in self.statements)]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def roles(self) -> str:
        """What the document says that they are, in one string."""
        named = [self.citation.role, *(one.role for one in self.statements)]
        return " ".join(dict.fromkeys(role for role in named if role))

    def words_of(self, statement: Statement) -> str:
        """The part of the quote that a statement fills."""
        start = max(statement.start - self.citation.start, 0)
        return self.quote[start : max(statement.end - self.citation.start, 0)]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence without its markers, with the evidence that they stand for."""

    text: str
    backing: Sequence[Backing]
    offered: Sequence[Backing] = ()
    """All that was offered to the model."""
    question: str = ""
    heard: tuple[str, ...] = ()
    """Who was named as a speaker by the sentence before, for a pronoun to stand for."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who is said to say what in the sentence itself."""
        return _statements(self.text)


@lru_cache(maxsize=256)
def _statements(text: str) -> tuple[Statement, ...]:
    return tuple(extract_statements(text, [Span(0, len(text))]))
