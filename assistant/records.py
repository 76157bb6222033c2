"""What the assistant gives back. All frozen; `as_dict` is the documented JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["answered", "not_found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a document, portable: with `sha256` it can be checked again later.

    `quote` is always exactly `text[start:end]` of the document's text.
    """

    marker: int
    document: str
    """The file's name; its path relative to the indexed folder where names clash."""
    document_id: str
    path: str
    start: int
    end: int
    quote: str
    date: str | None
    outlet: str | None
    title: str | None
    page: int | None
    sha256: str
    url: str | None = None
    speaker: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """A passage that was considered, with what made its rank."""

    document: str
    document_id: str
    start: int
    end: int
    score: float
    """Between 0 and 1; comparable within one answer."""
    text: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    words_rank: int | None = None
    """Rank by words (BM25) from 1, or None where it was not among those found by words."""
    vectors_rank: int | None = None
    """Rank by vectors (cosine) from 1, or None where it was not among those found by vectors."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """Each signal's value by name, for `--explain`."""

    def as_dict(self) -> dict[str, Any]:
        """The place and the score alone, as `ask --json` lists it."""
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the number of documents that the filters left, and the filters."""

    documents: int
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer whose every claim is cited, or the statement that there is none."""

    question: str
    status: Status
    text: str
    """The answer with [1] markers; for `not_found`, a sentence that says what was searched."""
    short_answer: str | None
    confidence: float
    """Estimated probability, 0 to 1, that the cited sentences answer the question."""
    citations: tuple[Citation, ...]
    retrieved: tuple[Retrieved, ...]
    """Best first; for `not_found` these are the nearest passages."""
    searched: Searched
    timings_ms: Mapping[str, float]
    reasons: Mapping[str, float | str] = field(default_factory=dict)
    """What the confidence was made from, for `--explain`."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord ask --json`."""
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.text,
            "short_answer": self.short_answer,
            "confidence": round(self.confidence, 4),
            "citations": [asdict(citation) for citation in self.citations],
            "retrieved": [passage.as_dict() for passage in self.retrieved],
            "searched": {
                "documents": self.searched.documents,
                "filters": dict(self.searched.filters),
            },
            "timings_ms": {name: round(ms, 2) for name, ms in self.timings_ms.items()},
        }
