"""Predictions and judged predictions for these tests, over one document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.judging import judge_prediction
from assistant.evaluation.judging.records import GoldQuestion, JudgedPrediction
from index.records import Span
from index.store.rows import DocumentInfo

TEXT = "The harbour opened in May. Ada Brandt said so. It rained all day."
EVIDENCE = "The harbour opened in May."


def info(label: str = "harbour.txt", key: str = "h", outlet: str | None = None) -> DocumentInfo:
    """A document as the catalogue knows it."""
    nothing = dict.fromkeys(("title", "date", "author", "speaker", "url", "language"))
    return DocumentInfo(
        number=1,
        id=key,
        label=label,
        name=label,
        path=Path(label),
        sha256="",
        outlet=outlet,
        pages=(),
        extra={},
        metadata_fingerprint="",
        characters=0,
        passages=1,
        **nothing,  # type: ignore[arg-type]
    )


def place(start: int, end: int, document: str = "harbour.txt", key: str = "h") -> dict[str, Any]:
    """A passage or a citation."""
    return {
        "document": document,
        "document_id": key,
        "start": start,
        "end": end,
        "quote": TEXT[start:end],
        "speaker": "Ada Brandt",
    }


def answered(**facts: Any) -> dict[str, Any]:
    """A prediction that is right in everything."""
    return {
        "id": "q",
        "status": "answered",
        "answer": "The harbour opened in May. [1]",
        "short_answer": "May",
        "confidence": 0.8,
        "citations": [place(0, 26)],
        "retrieved": [place(0, 26)],
        "timings_ms": {"total": 12.0},
        **facts,
    }


REFUSED = {"status": "not_found", "answer": "not found", "short_answer": None, "citations": []}
QUESTION = GoldQuestion(
    id="q",
    type="when",
    question="When?",
    answers=("May", "in May"),
    speaker="Ada Brandt",
    document="harbour.txt",
    evidence=(EVIDENCE,),
)
GOLD = GoldEvidence(info(), (Span(0, 26),))


def judged_of(
    prediction: dict[str, Any] | None,
    question: GoldQuestion = QUESTION,
    gold: GoldEvidence = GOLD,
    texts: dict[str, str] | None = None,
) -> JudgedPrediction:
    """The prediction judged, over one document."""
    return judge_prediction(
        question, prediction, gold, ({"h": TEXT} if texts is None else texts).get
    )
