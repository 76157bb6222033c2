"""Frozen records that the assistant gives back: Answer, Citation, QuoteVerdict, Turn.

`as_dict` gives the documented JSON form; `assistant.decoding` reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from index.records import DocumentRef, StatementKind

Status = Literal["answered", "not_found"]
Verdict = Literal["verbatim", "elided", "altered", "misattributed", "not_found"]
SentenceStatus = Literal["kept", "repaired", "dropped"]
Attribution = Literal["confirmed", "contradicted", "unknown"]

_WHICH = ("document", "document_id")
_ABOUT = ("date", "outlet", "title", "page", "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(DocumentRef):
    """A quoted place in a document, portable: with `sha256` it can be checked again later."""

    marker: int
    """The number that stands for it in the answer's text: [1]."""
    start: int
    end: int
    quote: str
    """Exactly `text[start:end]` of the document's text."""
    speaker: str | None = None
    """Whose words the quote reports, by the fullest name that the document has."""
    role: str | None = None
    cue: str | None = None
    """The word or words that report it: "said", "according to"."""
    kind: StatementKind | None = None
    """Whether the quote has the speaker's own words (direct), the writer's, or both (mixed)."""
    answer_start: int | None = None
    """Where in the document the short answer stands, if it stands in this quote."""
    answer_end: int | None = None
    headline: bool = False
    """Whether the quote is the document's headline, which is nobody's speech."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `citations` of `onrecord ask --json`."""
        place = ("marker", *_WHICH, "path", "start", "end", "quote")
        speech = ("speaker", "role", "cue", "kind")
        last = ("answer_start", "answer_end", "headline")
        return _facts(self, *place, *_ABOUT, "url", *speech, *last)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedStatement(DocumentRef):
    """A statement with its document: one line of `onrecord statements --json`."""

    start: int
    end: int
    text: str
    """Exactly `text[start:end]` of the document's text."""
    kind: StatementKind
    speaker: str | None
    role: str | None
    cue: str | None

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord statements --json`."""
        place = (*_WHICH, "start", "end", "text")
        return _facts(self, *place, "kind", "speaker", "role", "cue", *_ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved(DocumentRef):
    """A passage that was considered, with what made its rank."""

    start: int
    end: int
    score: float
    """Between 0 and 1; comparable within one answer."""
    text: str
    words_rank: int | None = None
    """Rank by words (BM25) from 1, or None where it was not among those found by words."""
    vectors_rank: int | None = None
    """Rank by vectors (cosine) from 1, or None where it was not among those found by vectors."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """Each signal's value by name, for `--explain`."""

    def as_dict(self) -> dict[str, Any]:
        """The place and the score alone, as `ask --json` lists it."""
        return _facts(self, "document", "start", "end") | {"score": round(self.score, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the number of documents that the filters left, and the filters."""

    documents: int
    filters: Mapping[str, Any] = field(default_factory=dict)
    speaker: str | None = None
    """Whose words were asked for, where the question or a filter says so."""
    speaking: int | None = None
    """In how many of the documents that speaker is heard."""
    dates: tuple[str, str] | None = None
    """The first and the last date of the documents in question; for `not_found` only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSentence:
    """A sentence that a chat model wrote, and whether it passed the checks."""

    text: str
    """As it was written, without markers; for `repaired` as it was written again."""
    status: SentenceStatus
    reason: str | None = None
    """Why it, or what stood in its place at first, does not hold up; None for `kept`."""
    markers: tuple[int, ...] = ()
    """Those of the answer's citations; empty for `dropped`."""


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
    standalone: str | None = None
    """The question that was asked in its place, where it was a follow-up."""
    model: str | None = None
    """The chat model that was to write the answer, if one was."""
    sentences: tuple[WrittenSentence, ...] = ()
    """Everything that it wrote, in order, with what became of it; empty where the text is the
    sources' own sentences and nothing was written."""
    notice: str | None = None
    """What the reader of the answer should know about how it came about."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord ask --json`.

        What a chat model or a conversation adds is there only where there was one.
        """
        facts: dict[str, Any] = {
            name: value
            for name, value in (
                ("standalone_question", self.standalone),
                ("model", self.model),
                ("notice", self.notice),
            )
            if value is not None
        }
        if self.model is not None:
            facts["written"] = any(sentence.status != "dropped" for sentence in self.sentences)
            facts["sentences"] = [
                {**asdict(sentence), "markers": list(sentence.markers)}
                for sentence in self.sentences
            ]
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.text,
            "short_answer": self.short_answer,
            "confidence": round(self.confidence, 4),
            "citations": [citation.as_dict() for citation in self.citations],
            "retrieved": [passage.as_dict() for passage in self.retrieved],
            "searched": _searched(self.searched),
            "timings_ms": {name: round(ms, 2) for name, ms in self.timings_ms.items()},
            **facts,
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation, with its answer."""

    question: str
    """As it was asked."""
    standalone: str
    """As it was answered: with what it took from the turns before."""
    at: str
    """When, ISO 8601."""
    answer: Mapping[str, Any]
    """What `Answer.as_dict` gives."""

    @property
    def short_answer(self) -> str | None:
        """The answer in a few words, if it has them."""
        return self.answer.get("short_answer")

    @property
    def text(self) -> str:
        """The answer's text."""
        return str(self.answer.get("answer", ""))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the answer cites first."""
        found = dict.fromkeys(str(one["document"]) for one in self.answer.get("citations") or ())
        return tuple(found)[:1]

    def as_dict(self) -> dict[str, Any]:
        """For a file of JSON lines."""
        return asdict(self)

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """A turn that was answered just now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(answer.question, answer.standalone or answer.question, now, answer.as_dict())


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMatch(DocumentRef):
    """A place where a document has a quote's words, or where it comes nearest to them."""

    start: int
    end: int
    text: str
    """Exactly `text[start:end]` of the document's text."""
    score: float
    """1 where the words are the same; else the share of words that quote and place share."""
    diff: tuple[tuple[str, str], ...]
    """Pieces in order, each with its kind. `equal` and `delete` (words that the quote leaves
    out) are the source's own characters, and joined they are `text`; `insert` are words that
    only the quote has."""
    speaker: str | None = None
    """Who says so there, as far as is known."""
    role: str | None = None
    cue: str | None = None
    attribution: Attribution | None = None
    """What the place says about the speaker who was given; None where none was."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `matches` of `onrecord cite --json`."""
        place = _facts(self, *_WHICH, "path", "start", "end", "text", *_ABOUT, "score")
        pieces = {"diff": [list(piece) for piece in self.diff]}
        return place | pieces | _facts(self, "url", "speaker", "role", "cue", "attribution")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVerdict:
    """The verdict on a quote that was looked up, and the places that have its words."""

    quote: str
    verdict: Verdict
    matches: tuple[QuoteMatch, ...]
    """The nearest first; places with the same words oldest first."""
    documents: int
    """How many documents have the words; may be more than `matches` lists. 0 where none has."""
    nearest: tuple[Citation, ...]
    """For `not_found`: sentences that come nearest in meaning, which are not the quote."""
    searched: Searched
    speaker: str | None = None
    """Who is said to have said it, where that was given."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord cite --json`."""
        return {
            "quote": self.quote,
            **({"claimed_speaker": self.speaker} if self.speaker else {}),
            "verdict": self.verdict,
            "documents": self.documents,
            "matches": [match.as_dict() for match in self.matches],
            "nearest": [citation.as_dict() for citation in self.nearest],
            "searched": _searched(self.searched),
        }


def _facts(record: object, *names: str) -> dict[str, Any]:
    """The named fields of a record, in this order: the JSON form fixes it."""
    return {name: getattr(record, name) for name in names}


def _searched(searched: Searched) -> dict[str, Any]:
    facts: dict[str, Any] = {"documents": searched.documents, "filters": dict(searched.filters)}
    if searched.speaker:
        facts |= {"speaker": searched.speaker, "documents_with_speaker": searched.speaking}
    if searched.dates:
        facts["dates"] = list(searched.dates)
    return facts
