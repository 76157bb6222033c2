"""The records that pass between the steps of an evaluation, up to a judged prediction.

Nothing here reads, asks or computes. The field names of `JudgedPrediction` and `RunFacts` are the
ones that `metrics.json` and `run.json` have, so they can't be renamed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.records import Verdict

__all__ = [
    "QUOTE",
    "UNANSWERABLE",
    "CitationInContext",
    "GoldQuestion",
    "JudgedPrediction",
    "ProgressCallback",
    "QuestionResult",
    "RunFacts",
    "Stage",
    "TestSet",
]

UNANSWERABLE = "unanswerable"
"""Type of a question that should be refused."""
QUOTE = "quote"
"""Type of a question that is a quote to check."""

ProgressCallback = Callable[[int, int, str], None]
"""Called with the number of questions done, their total, and the id of the next one."""

Stage = Literal[
    "right",
    "evidence not retrieved",
    "retrieved but not chosen",
    "chosen but wrong span",
    "wrongly refused",
    "wrongly answered",
    "wrong verdict",
    "failed",
]
"""`right`, or the first stage of answering that went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A question of a test set, with the answer that is expected."""

    id: str
    type: str
    """`unanswerable`, `quote`, or any type of answerable question: `fact`, `who` …"""
    question: str
    answers: tuple[str, ...] = ()
    """Accepted answers; empty for an unanswerable question and for a quote."""
    speaker: str | None = None
    """The speaker of the evidence; for a quote, the claimed speaker."""
    document: str | None = None
    """Name of the document that has the evidence."""
    evidence: tuple[str, ...] = ()
    """Exact substrings of that document."""
    without: tuple[str, ...] = ()
    """Names of documents that are left out of the search."""
    quote: str | None = None
    verdict: Verdict | None = None
    """The verdict that checking the quote should give."""

    @property
    def answerable(self) -> bool:
        """Whether an answer is expected."""
        return self.type not in (UNANSWERABLE, QUOTE)

    def as_dict(self) -> dict[str, Any]:
        """The fields of its line in a JSONL file; rarely used fields only if they have a value."""
        fields = asdict(self)
        rare = {name: fields.pop(name) for name in ("without", "quote", "verdict")}
        lists = {name: list(fields[name]) for name in ("answers", "evidence")}
        return {**fields, **lists, **{name: value for name, value in rare.items() if value}}


@dataclass(frozen=True, slots=True)
class TestSet:
    """The questions of a test set's file."""

    __test__ = False  # keeps pytest from collecting it as a test class

    name: str
    """The file's name."""
    questions: tuple[GoldQuestion, ...]

    @property
    def fingerprint(self) -> str:
        """Hash of the questions and what is expected; the file's name and drafts' marks aside."""
        fields = json.dumps([question.as_dict() for question in self.questions], sort_keys=True)
        return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """Which questions, documents and models a run used. Equal facts give equal answers."""

    test_set: str
    questions: str
    """Fingerprint of the test set."""
    documents: int
    documents_fingerprint: str
    embedding_model: str
    reader: str
    chat_model: str | None
    retrieval: str
    """`all`, or the one way of searching that was used: `words` or `vectors`."""
    abstains: bool
    """Whether the assistant may refuse to answer."""
    nli: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPrediction:
    """A prediction compared with what was expected. None: the question doesn't define it."""

    id: str
    type: str
    answerable: bool
    asked: bool
    """Whether there is a prediction."""
    answered: bool
    stage: Stage
    document_rank: int | None = None
    """Rank of the first passage of the expected document; 0 if none was retrieved."""
    evidence_rank: int | None = None
    """Rank of the first passage that covers half of a piece of evidence; 0 if none does."""
    f1: float | None = None
    exact: bool | None = None
    contains: bool | None = None
    words: int | None = None
    """Number of words of the answer, if there is one."""
    right: bool | None = None
    """Whether a given answer is right: it cites the evidence; where no evidence is known, it
    contains the expected words. An answer to an unanswerable question is never right."""
    confidence: float | None = None
    """Confidence of a given answer."""
    citations: int = 0
    """Number of the answer's citations of documents that the store has."""
    intact: int = 0
    """How many of `citations` quote exactly the text at their offsets."""
    whole: int = 0
    """How many of `citations` begin and end at a word boundary."""
    relevant: int | None = None
    """How many of `cited` overlap the evidence."""
    cited: int | None = None
    """Number of citations of an answer whose evidence is known."""
    recalled: bool | None = None
    """Whether a citation overlaps the evidence; for answers to answerable questions."""
    speaker: bool | None = None
    """Whether the first citation that overlaps the evidence names the expected speaker."""
    verdict: bool | None = None
    """For a quote: whether its verdict is the expected one."""
    opinion: bool | None = None
    """Whether a chat model considers the answer correct, if one was asked."""
    timings_ms: Mapping[str, float]
    """Milliseconds of each stage of answering, and `total`."""
    outlet: str | None = None
    """Outlet of the expected document."""
    named: str | None = None
    """The expected speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationInContext:
    """A citation with the text around it, as a report shows it."""

    marker: int | None
    document: str
    speaker: str | None
    date: str | None
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A question with the answer that was given and its judgement."""

    question: GoldQuestion
    judged: JudgedPrediction
    given: str
    """The answer, a quote's verdict, or the error message; empty if the question wasn't asked."""
    short_answer: str | None
    citations: tuple[CitationInContext, ...] = ()
    """The first few citations."""
    more: int = 0
    """Number of citations that are not in `citations`."""
