"""Frozen records that the assistant returns: Answer, Citation, QuoteVerdict, Turn.

`as_dict` gives the documented JSON form; `assistant.decoding` reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from index.records import DocumentRef, StatementKind, StatementStance

Status = Literal["answered", "not_found"]
Verdict = Literal["verbatim", "elided", "altered", "misattributed", "not_found"]
SentenceStatus = Literal["kept", "repaired", "dropped"]
Attribution = Literal["confirmed", "contradicted", "unknown"]
SpeakerCheck = Literal["confirmed", "contradicted", "unclear"]
WarningKind = Literal[
    "hidden_in_gap",
    "cut_start",
    "cut_end",
    "splice",
    "question",
    "reported",
    "denied",
    "hypothetical",
    "others_words",
    "changed_reference",
]
"""What the cut of a quote hides: words in its gap, before its start, behind its end; two passages
joined; a question, the writer's words, a denial, a condition or another's words given as a claim;
capitals and [brackets] that change who or what is meant."""

_WHICH = ("document", "document_id")
_ABOUT = ("date", "outlet", "title", "page", "time", "sha256")


class PageBox(NamedTuple):
    """A printed line: its page (from 1), and its box in points from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(DocumentRef):
    """A quoted place in a document, portable: with `sha256` it can be checked again later."""

    marker: int
    """Its number in the answer's text: 1 for [1]."""
    start: int
    end: int
    quote: str
    """Exactly `text[start:end]` of the document's text."""
    read_as: str | None = None
    """The quote's words where the text has more than them: a running head inside the sentence, a
    word divided at the end of a line, markup. None if the quote is read as it stands."""
    boxes: tuple[PageBox, ...] = ()
    """Where the quote's lines are printed, if the format tells: that of a PDF file does."""
    speaker: str | None = None
    """The speaker, by the fullest name in the document; None if there is none."""
    role: str | None = None
    cue: str | None = None
    """The words that mark it as reported speech: "said", "according to"."""
    kind: StatementKind | None = None
    """Whether the quote has the speaker's own words (direct), the writer's, or both (mixed)."""
    stance: StatementStance | None = None
    """What the speaker does with the words; for what the document says was not said, or might be,
    there is no speaker. None if nobody is reported."""
    answer_start: int | None = None
    """Offset of the short answer in the document; None if it is not in this quote."""
    answer_end: int | None = None
    answer_as_read: tuple[int, int] | None = None
    """Start and end of the short answer in `read_as`."""
    headline: bool = False
    """Whether the quote is the document's headline, which has no speaker."""
    spoken: tuple[tuple[int, int], ...] = ()
    """Start and end, in `read_as` or `quote`, of the words that the source gives word for word as
    the speaker's own: in quotation marks, or in their turn of a transcript. Only these are ever
    shown in quotation marks after the speaker's name."""
    quotes_others: bool = False
    """Whether the words are somebody else's, whom the speaker quotes."""
    copies: tuple[StatementPlace, ...] = ()
    """Where other documents say the same in about the same words."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `citations` of `onrecord ask --json`."""
        place = ("marker", *_WHICH, "path", "start", "end", "quote")
        speech = ("speaker", "role", "cue", "kind", "stance")
        last = ("answer_start", "answer_end", "headline", "quotes_others", "read_as")
        facts = _facts(self, *place, *_ABOUT, "url", *speech, *last)
        lists = {"boxes": self.boxes, "spoken": self.spoken}
        pairs = {name: [list(one) for one in values] for name, values in lists.items()}
        return facts | pairs | {"copies": [place._asdict() for place in self.copies]}


class StatementPlace(NamedTuple):
    """Where a statement stands: `text[start:end]` of a document."""

    document: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedStatement(DocumentRef):
    """A statement with its document: one line of `onrecord statements --json`."""

    start: int
    end: int
    text: str
    """Exactly `text[start:end]` of the document's text."""
    read_as: str | None = None
    """Its words where the text has more than them, as in a Citation."""
    kind: StatementKind
    speaker: str | None
    role: str | None
    cue: str | None
    stance: StatementStance = "says"
    headline: bool = False
    """Whether it stands in the document's headline, which is nobody's speech."""
    repeats: StatementPlace | None = None
    """The earlier record in another document that has the same words of the same speaker."""
    copies: tuple[CitedStatement, ...] = ()
    """The later records that repeat this one, where a table shows one row for all of them."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord statements --json`."""
        place = (*_WHICH, "start", "end", "text")
        facts = _facts(self, *place, "kind", "speaker", "role", "cue", "stance", *_ABOUT, "read_as")
        facts |= _facts(self, "headline")
        return facts | {"repeats": self.repeats._asdict() if self.repeats else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved(DocumentRef):
    """A retrieved passage with its score, and the ranks and signals behind it."""

    start: int
    end: int
    score: float
    """Between 0 and 1; comparable within one answer."""
    text: str
    words_rank: int | None = None
    """Rank by words (BM25), from 1; None if the word search did not find it."""
    vectors_rank: int | None = None
    """Rank by vectors (cosine), from 1; None if the vector search did not find it."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """Each signal's value by name, for `--explain`."""

    def as_dict(self) -> dict[str, Any]:
        """The place and the score alone, as `ask --json` lists it."""
        return _facts(self, "document", "start", "end") | {"score": round(self.score, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the number of documents that match the filters, and the filters."""

    documents: int
    filters: Mapping[str, Any] = field(default_factory=dict)
    speaker: str | None = None
    """The speaker that the question or a filter names; None if neither names one."""
    speaking: int | None = None
    """Number of documents searched with a statement by that speaker."""
    dates: tuple[str, str] | None = None
    """The earliest and the latest date of the documents searched; only for `not_found`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSentence:
    """A sentence that a chat model wrote, and whether it passed the checks."""

    text: str
    """The sentence without markers; for `repaired`, the rewritten sentence."""
    status: SentenceStatus
    reason: str | None = None
    """Why the sentence, or for `repaired` its first version, failed a check; None for `kept`."""
    markers: tuple[int, ...] = ()
    """Numbers of the citations that it refers to; empty for `dropped`."""


SURE_FROM = 0.5
"""Confidence from which an answer is given as one. Below it, what is found is shown as possible
matches: of such answers fewer than half were right in the cross-validation of `fit_answers.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with a citation for every claim, or a refusal (`not_found`)."""

    question: str
    status: Status
    text: str
    """The answer with markers such as [1]; for `not_found`, a sentence on what was searched."""
    short_answer: str | None
    confidence: float
    """Estimated probability, 0 to 1, that the cited sentences answer the question."""
    citations: tuple[Citation, ...]
    retrieved: tuple[Retrieved, ...]
    """The retrieved passages, best first."""
    searched: Searched
    timings_ms: Mapping[str, float]
    reasons: Mapping[str, float | str] = field(default_factory=dict)
    """The figures behind the confidence by name, for `--explain`."""
    standalone: str | None = None
    """The standalone form of a follow-up question, which was answered; else None."""
    model: str | None = None
    """Name of the chat model that was asked to write the answer; None if there is none."""
    sentences: tuple[WrittenSentence, ...] = ()
    """Every sentence that the chat model wrote, in order, with the result of its checks; empty if
    the answer consists of the sources' own sentences."""
    notice: str | None = None
    """A notice for the reader on how the answer was made; None if there is none."""
    small_talk: bool = False
    """Whether the text replies to a greeting or to thanks, for which nothing was searched."""

    @property
    def is_uncertain(self) -> bool:
        """Whether it is shown as possible matches, and not as an answer."""
        return self.status == "answered" and self.confidence < SURE_FROM and not self.small_talk

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord ask --json`.

        Fields of a chat model or a conversation are included only if there was one.
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
        if self.small_talk:
            facts["small_talk"] = True
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
            "uncertain": self.is_uncertain,
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
    """The question as the user asked it."""
    standalone: str
    """The standalone form of the question, which was answered."""
    at: str
    """Time of the answer, ISO 8601."""
    answer: Mapping[str, Any]
    """The answer, as `Answer.as_dict` returns it."""

    @property
    def short_answer(self) -> str | None:
        """The short answer; None if there is none."""
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
class QuoteWarning:
    """What a quote with the right words hides at a place."""

    kind: WarningKind
    message: str
    """A sentence for the reader, without the place: "the gap leaves out “not”"."""
    words: str
    """Exactly `text[start:end]` of the document's text: the words that matter."""
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """One of the `warnings` of `onrecord cite --json`."""
        return _facts(self, "kind", "message", "words", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMatch(DocumentRef):
    """A place in a document that matches a quote, exactly or nearly."""

    start: int
    end: int
    text: str
    """Exactly `text[start:end]` of the document's text."""
    score: float
    """1 if all words are the same; else the share of words that quote and place have in common."""
    diff: tuple[tuple[str, str], ...]
    """Pieces in order, each with its kind. `equal` and `delete` (words that the quote leaves
    out) are the source's own characters, and joined they are `text` (or `read_as`, if it differs);
    `insert` are words that only the quote has."""
    read_as: str | None = None
    """Its words where the text has more than them, as in a Citation."""
    speaker: str | None = None
    """The speaker at this place; None if unknown."""
    role: str | None = None
    cue: str | None = None
    stance: StatementStance | None = None
    """What the speaker does with the words; None if nobody is reported."""
    attribution: Attribution | None = None
    """Whether the place confirms the claimed speaker; None if no speaker is claimed."""
    before: str = ""
    """The rest of the first sentence and the sentence before it, as the text has them."""
    after: str = ""
    """The rest of the last sentence and the sentence after it, as the text has them."""
    warnings: tuple[QuoteWarning, ...] = ()
    """What the quote hides at this place."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `matches` of `onrecord cite --json`."""
        place = _facts(self, *_WHICH, "path", "start", "end", "text", *_ABOUT, "score")
        pieces = {"diff": [list(piece) for piece in self.diff]}
        last = ("url", "speaker", "role", "cue", "stance", "attribution", "read_as")
        around = _facts(self, "before", "after")
        warnings = {"warnings": [warning.as_dict() for warning in self.warnings]}
        return place | pieces | _facts(self, *last) | around | warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVerdict:
    """The verdict on a quote, and the places with its words."""

    quote: str
    verdict: Verdict
    matches: tuple[QuoteMatch, ...]
    """Matches, best first; those with the same words oldest first."""
    documents: int
    """Number of documents with the words, which may be more than `matches` has."""
    nearest: tuple[Citation, ...]
    """For `not_found`: the sentences most similar in meaning, which are not the quote."""
    searched: Searched
    speaker: str | None = None
    """The claimed speaker; None if there is none."""
    speaker_check: SpeakerCheck | None = None
    """Whether the source gives the words to the claimed speaker; None if none is claimed, or the
    words are in no document."""
    warnings: tuple[QuoteWarning, ...] = ()
    """What the quote hides at the place that speaks best for it: none if one place is fair."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord cite --json`."""
        return {
            "quote": self.quote,
            **({"claimed_speaker": self.speaker} if self.speaker else {}),
            "verdict": self.verdict,
            "speaker_check": self.speaker_check,
            "warnings": [warning.as_dict() for warning in self.warnings],
            "documents": self.documents,
            "matches": [match.as_dict() for match in self.matches],
            "nearest": [citation.as_dict() for citation in self.nearest],
            "searched": _searched(self.searched),
        }


def _facts(record: object, *names: str) -> dict[str, Any]:
    """The named fields of a record, in this order, which the JSON form fixes."""
    return {name: getattr(record, name) for name in names}


def _searched(searched: Searched) -> dict[str, Any]:
    facts: dict[str, Any] = {"documents": searched.documents, "filters": dict(searched.filters)}
    if searched.speaker:
        facts |= {"speaker": searched.speaker, "documents_with_speaker": searched.speaking}
    if searched.dates:
        facts["dates"] = list(searched.dates)
    return facts
