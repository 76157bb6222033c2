"""One prediction against what was expected: ranks, overlaps, the stage that failed.

What counts as the same answer, and which passage or citation reaches the evidence, is as in SQuAD
(Rajpurkar et al. 2016): lower case, without punctuation and articles, F1 over the words.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.evaluation.gold import Gold
from assistant.evaluation.testset import QUOTE, GoldQuestion
from index.records import Span

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
"""`right`, or the first stage that went wrong."""

_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—")
_ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A prediction, judged. None stands for what the question leaves undefined."""

    id: str
    type: str
    answerable: bool
    asked: bool
    """Whether there is a prediction."""
    answered: bool
    stage: Stage
    document_rank: int | None = None
    """Of the first passage of the expected document; 0 where none was listed."""
    evidence_rank: int | None = None
    """Of the first passage that covers half of a piece of evidence; 0 where none does."""
    f1: float | None = None
    exact: bool | None = None
    contains: bool | None = None
    words: int | None = None
    """Words of the answer, where there is one."""
    right: bool | None = None
    """Whether an answer that was given is right: it cites the evidence; where no evidence is
    known, it contains the expected words; to an unanswerable question none is."""
    confidence: float | None = None
    """Of an answer that was given."""
    citations: int = 0
    """Of the answer, in documents that the store has."""
    intact: int = 0
    """Of these, how many are exactly the text at their place."""
    whole: int = 0
    """Of these, how many begin and end between words."""
    relevant: int | None = None
    """Citations that reach the evidence, of `cited`."""
    cited: int | None = None
    recalled: bool | None = None
    """Whether one does; for answers to answerable questions."""
    speaker: bool | None = None
    """Whether the first that does has the expected speaker."""
    verdict: bool | None = None
    """For a quote: whether its verdict is the expected one."""
    opinion: bool | None = None
    """Whether a chat model takes the answer for correct, where one was asked."""
    timings_ms: Mapping[str, float]
    outlet: str | None = None
    named: str | None = None
    """The speaker that was expected."""


def judge(
    question: GoldQuestion,
    prediction: Mapping[str, Any] | None,
    gold: Gold,
    text: Callable[[str], str | None],
) -> Judged:
    """Judge a prediction.

    Args:
        question: What was asked and is expected.
        prediction: A line of `onrecord ask --batch`; None where there is none.
        gold: Where the evidence stands.
        text: Gives a document's text by its id; None where the store doesn't have it.
    """
    asked, prediction = prediction is not None, prediction or {}
    facts: dict[str, Any] = {
        "id": question.id,
        "type": question.type,
        "answerable": question.answerable,
        "asked": asked,
        "answered": prediction.get("status") == "answered",
        "timings_ms": prediction.get("timings_ms") or {},
        "outlet": gold.document.outlet if gold.document else None,
        "named": question.speaker,
    }
    failed = not asked or prediction.get("status") == "failed"
    if question.type == QUOTE:
        right = prediction.get("verdict") == question.verdict
        stage: Stage = "right" if right else "failed" if failed else "wrong verdict"
        return Judged(**facts, verdict=right, stage=stage)
    facts |= _integrity(prediction, text)
    if facts["answered"]:
        facts["confidence"] = float(prediction.get("confidence") or 0.0)
        facts["words"] = len(str(prediction.get("answer") or "").split())
    if question.answerable:
        facts |= _ranks(question, prediction, gold) | _likeness(question, prediction)
        if facts["answered"]:
            facts |= _reached(question, prediction, gold)
            known = facts["recalled"] is not None
            facts["right"] = facts["recalled"] if known else facts["contains"]
    elif facts["answered"]:
        facts["right"] = False
    return Judged(**facts, stage="failed" if failed else _stage(facts))


def normal(text: str | None) -> str:
    """A text as it is compared: lower case, without punctuation, articles and extra space."""
    return " ".join(_ARTICLES.sub(" ", (text or "").lower().translate(_PUNCTUATION)).split())


def f1(given: str, expected: str) -> float:
    """Harmonic mean of precision and recall over the words of two texts, 0 to 1."""
    one, other = normal(given).split(), normal(expected).split()
    same = sum((Counter(one) & Counter(other)).values())
    return 2 * same / (len(one) + len(other)) if same else 0.0


def _ranks(
    question: GoldQuestion, prediction: Mapping[str, Any], gold: Gold
) -> dict[str, int | None]:
    if question.document is None:
        return {}
    document = evidence = 0
    for rank, passage in enumerate(prediction.get("retrieved") or (), 1):
        if gold.document is None or passage["document"] != gold.document.label:
            continue
        document = document or rank
        if not evidence and any(
            2 * _overlap(passage, span) >= span.end - span.start for span in gold.spans
        ):
            evidence = rank
    return {
        "document_rank": document,
        "evidence_rank": evidence if question.evidence else None,
    }


def _likeness(question: GoldQuestion, prediction: Mapping[str, Any]) -> dict[str, Any]:
    answered = prediction.get("status") == "answered"
    whole = str(prediction.get("answer") or "") if answered else ""
    given = (prediction.get("short_answer") or whole) if answered else ""
    expected = [normal(answer) for answer in question.answers]
    return {
        "f1": max(f1(given, answer) for answer in question.answers),
        "exact": normal(given) in expected,
        "contains": answered and any(answer in normal(whole) for answer in expected),
    }


def _integrity(prediction: Mapping[str, Any], text: Callable[[str], str | None]) -> dict[str, int]:
    found = intact = whole = 0
    for citation in prediction.get("citations") or ():
        source = text(citation["document_id"])
        if source is None:
            continue
        start, end = citation["start"], citation["end"]
        found += 1
        intact += source[start:end] == citation["quote"]
        whole += not (_cuts(source, start) or _cuts(source, end))
    return {"citations": found, "intact": intact, "whole": whole}


def _cuts(text: str, place: int) -> bool:
    """Whether there is a word on both sides of a place."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _reached(question: GoldQuestion, prediction: Mapping[str, Any], gold: Gold) -> dict[str, Any]:
    """Which citations of an answer reach the evidence, where it is known."""
    if not question.evidence:
        return {"recalled": None}
    citations: Sequence[Mapping[str, Any]] = prediction.get("citations") or ()
    reaching = [
        one
        for one in citations
        if gold.document is not None
        and one["document_id"] == gold.document.id
        and any(_overlap(one, span) for span in gold.spans)
    ]
    facts: dict[str, Any] = {
        "cited": len(citations),
        "relevant": len(reaching),
        "recalled": bool(reaching),
    }
    if reaching and question.speaker:
        last = normal(question.speaker).split()[-1:]
        facts["speaker"] = bool(last) and last[0] in normal(reaching[0].get("speaker")).split()
    return facts


def _overlap(place: Mapping[str, Any], span: Span) -> int:
    """Characters that a place has in common with a span of the same document."""
    return max(0, min(int(place["end"]), span.end) - max(int(place["start"]), span.start))


def _stage(facts: Mapping[str, Any]) -> Stage:
    if not facts["answerable"]:
        return "wrongly answered" if facts["answered"] else "right"
    if facts.get("evidence_rank") == 0:
        return "evidence not retrieved"
    if not facts["answered"]:
        return "wrongly refused"
    if facts["recalled"] is False:
        return "retrieved but not chosen"
    return "right" if facts["contains"] or facts["exact"] else "chosen but wrong span"
