"""Compares one prediction with what was expected: ranks, overlaps, the stage that failed.

Answers are compared as in SQuAD (Rajpurkar et al. 2016): lower case, without punctuation and
articles, F1 over the words.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.records import QUOTE, GoldQuestion, JudgedPrediction, Stage
from index.records import Span

__all__ = ["judge_prediction", "normalized", "word_f1"]

_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—")
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def judge_prediction(
    question: GoldQuestion,
    prediction: Mapping[str, Any] | None,
    gold: GoldEvidence,
    text_of: Callable[[str], str | None],
) -> JudgedPrediction:
    """Judge a prediction.

    Args:
        question: What was asked and is expected.
        prediction: A line of `predictions.jsonl`; None if there is none for the question.
        gold: The position of the question's evidence.
        text_of: Gives a document's text by its id; None where the store doesn't have it.
    """
    asked, prediction = prediction is not None, prediction or {}
    fields: dict[str, Any] = {
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
        return JudgedPrediction(**fields, verdict=right, stage=stage)
    fields |= _citation_counts(prediction, text_of)
    if fields["answered"]:
        fields["confidence"] = float(prediction.get("confidence") or 0.0)
        fields["words"] = len(str(prediction.get("answer") or "").split())
    if question.answerable:
        fields |= _ranks(question, prediction, gold) | _similarity(question, prediction)
        if fields["answered"]:
            fields |= _evidence_cited(question, prediction, gold)
            evidence_known = fields["recalled"] is not None
            fields["right"] = fields["recalled"] if evidence_known else fields["contains"]
    elif fields["answered"]:
        fields["right"] = False
    return JudgedPrediction(**fields, stage="failed" if failed else _stage(fields))


def normalized(text: str | None) -> str:
    """A text as it is compared: lower case, without punctuation, articles and extra space."""
    return " ".join(_ARTICLES.sub(" ", (text or "").lower().translate(_PUNCTUATION)).split())


def word_f1(given: str, expected: str) -> float:
    """Harmonic mean of precision and recall over the words of two texts, 0 to 1."""
    given_words, expected_words = normalized(given).split(), normalized(expected).split()
    shared = sum((Counter(given_words) & Counter(expected_words)).values())
    return 2 * shared / (len(given_words) + len(expected_words)) if shared else 0.0


def _ranks(
    question: GoldQuestion, prediction: Mapping[str, Any], gold: GoldEvidence
) -> dict[str, int | None]:
    """Ranks of the first passage of the document, and of the first with half of the evidence."""
    if question.document is None:
        return {}
    document_rank = evidence_rank = 0
    for rank, passage in enumerate(prediction.get("retrieved") or (), 1):
        if gold.document is None or passage["document"] != gold.document.label:
            continue
        document_rank = document_rank or rank
        if not evidence_rank and any(
            2 * _overlap(passage, span) >= span.end - span.start for span in gold.spans
        ):
            evidence_rank = rank
    return {
        "document_rank": document_rank,
        "evidence_rank": evidence_rank if question.evidence else None,
    }


def _similarity(question: GoldQuestion, prediction: Mapping[str, Any]) -> dict[str, Any]:
    """How like an expected answer the given one is; a refusal is like none."""
    answered = prediction.get("status") == "answered"
    answer = str(prediction.get("answer") or "") if answered else ""
    short_answer = (prediction.get("short_answer") or answer) if answered else ""
    expected = [normalized(one) for one in question.answers]
    return {
        "f1": max(word_f1(short_answer, one) for one in question.answers),
        "exact": normalized(short_answer) in expected,
        "contains": answered and any(one in normalized(answer) for one in expected),
    }


def _citation_counts(
    prediction: Mapping[str, Any], text_of: Callable[[str], str | None]
) -> dict[str, int]:
    """How many citations there are, quote their exact text, and have whole words."""
    citations = intact = whole = 0
    for citation in prediction.get("citations") or ():
        text = text_of(citation["document_id"])
        if text is None:
            continue
        start, end = citation["start"], citation["end"]
        citations += 1
        intact += text[start:end] == citation["quote"]
        whole += not (_cuts_word(text, start) or _cuts_word(text, end))
    return {"citations": citations, "intact": intact, "whole": whole}


def _cuts_word(text: str, offset: int) -> bool:
    """Whether an offset is inside a word."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _evidence_cited(
    question: GoldQuestion, prediction: Mapping[str, Any], gold: GoldEvidence
) -> dict[str, Any]:
    """Which citations of an answer overlap the evidence, if the question names any."""
    if not question.evidence:
        return {"recalled": None}
    citations: Sequence[Mapping[str, Any]] = prediction.get("citations") or ()
    relevant = [
        citation
        for citation in citations
        if gold.document is not None
        and citation["document_id"] == gold.document.id
        and any(_overlap(citation, span) for span in gold.spans)
    ]
    fields: dict[str, Any] = {
        "cited": len(citations),
        "relevant": len(relevant),
        "recalled": bool(relevant),
    }
    if relevant and question.speaker:
        # As in `bench/score.py`, the last name is enough.
        last_name = normalized(question.speaker).split()[-1:]
        cited_speaker = normalized(relevant[0].get("speaker")).split()
        fields["speaker"] = bool(last_name) and last_name[0] in cited_speaker
    return fields


def _overlap(passage: Mapping[str, Any], span: Span) -> int:
    """Number of characters that a passage or citation shares with a span of its document."""
    return max(0, min(int(passage["end"]), span.end) - max(int(passage["start"]), span.start))


def _stage(fields: Mapping[str, Any]) -> Stage:
    if not fields["answerable"]:
        return "wrongly answered" if fields["answered"] else "right"
    if fields.get("evidence_rank") == 0:
        return "evidence not retrieved"
    if not fields["answered"]:
        return "wrongly refused"
    if fields["recalled"] is False:
        return "retrieved but not chosen"
    return "right" if fields["contains"] or fields["exact"] else "chosen but wrong span"
