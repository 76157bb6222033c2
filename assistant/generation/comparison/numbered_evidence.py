"""NumberedEvidence: a quote from a document, with the number under which a chat model sees it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Citation
from index.records import Statement


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A quote from a document that a chat model is given to write from."""

    citation: Citation
    """The quote and its place; `marker` is the number that the model sees and cites."""
    statements: tuple[Statement, ...] = ()
    """The statements in the quote; offsets count in the document, not in the quote."""
    text_before: str = ""
    """The document's text right before the quote. It is searched for names, never cited."""
    text_after: str = ""
    """The document's text right after the quote, for the same use."""

    @property
    def quote(self) -> str:
        """The document's exact words."""
        return self.citation.quote

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who says something in the quote, by their fullest name; main speaker first."""
        named = [self.citation.speaker, *(statement.speaker for statement in self.statements)]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def roles(self) -> str:
        """The speakers' roles in the document's words, joined by spaces."""
        named = [self.citation.role, *(statement.role for statement in self.statements)]
        return " ".join(dict.fromkeys(role for role in named if role))

    def statement_text(self, statement: Statement) -> str:
        """The part of the quote that belongs to a statement."""
        start = max(statement.start - self.citation.start, 0)
        return self.quote[start : max(statement.end - self.citation.start, 0)]
