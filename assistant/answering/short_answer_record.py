"""The ShortAnswer record: a few words that answer a question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from index.records import Span


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A few words that answer the question, and where they stand."""

    text: str
    candidate: Candidate
    """The cited sentence that it is taken from."""
    span: Span | None
    """Where it stands in the document; None for a speaker whom the sentence doesn't name."""
    parts: tuple[ShortAnswer, ...] = ()
    """The answers of several sentences that it joins; empty if it stands in one."""
