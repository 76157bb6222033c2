"""The Evidence record: sentences of a document that may become a citation."""

from __future__ import annotations

from dataclasses import dataclass

from index.store.rows import DocumentInfo

MAX_ANSWER_SENTENCES = 4
"""Maximum number of sentences in an answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One or more whole sentences of a document that follow each other."""

    document: DocumentInfo
    start: int
    end: int
    text: str
    speaker: str | None = None
    """The speaker; None if unknown."""
    copies: tuple[Evidence, ...] = ()
    """Where other documents have the same words."""
