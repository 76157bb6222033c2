"""Answers as a conversation's file keeps them, made whole again for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from assistant.errors import ConversationError
from assistant.records import Answer, Citation, Retrieved, Searched, Turn, WrittenSentence
from index.store.catalogue import Catalogue

NEAREST = 8
"""Passages that were considered which are looked up again."""


def answer_of(turn: Turn, catalogue: Catalogue) -> Answer:
    """The answer of a turn; what a file doesn't keep (signals, reasons) is left empty.

    Args:
        turn: As it was read from the file.
        catalogue: Where the passages that came nearest are looked up again.

    Raises:
        ConversationError: The file was changed, and holds no answer there.
    """
    facts = turn.answer
    try:
        return Answer(
            question=turn.question,
            status="answered" if facts.get("status") == "answered" else "not_found",
            text=turn.text,
            short_answer=_text(facts.get("short_answer")),
            confidence=float(facts.get("confidence") or 0),
            citations=tuple(_citation(one) for one in facts.get("citations") or ()),
            retrieved=tuple(
                found
                for one in (facts.get("retrieved") or ())[:NEAREST]
                for found in _retrieved(one, catalogue)
            ),
            searched=_searched(facts.get("searched") or {}),
            timings_ms={k: float(v) for k, v in (facts.get("timings_ms") or {}).items()},
            standalone=_text(facts.get("standalone_question")),
            model=_text(facts.get("model")),
            sentences=tuple(
                WrittenSentence(
                    text=str(one["text"]),
                    status=one["status"],
                    reason=_text(one.get("reason")),
                    markers=tuple(int(marker) for marker in one["markers"]),
                )
                for one in facts.get("sentences") or ()
            ),
            notice=_text(facts.get("notice")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConversationError(
            f"the answer to {turn.question[:60]!r} is damaged in the conversation's file"
        ) from error


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_NUMBERS = frozenset({"marker", "start", "end", "page", "answer_start", "answer_end"})


def _citation(facts: Mapping[str, Any]) -> Citation:
    known: dict[str, Any] = {}
    for item in fields(Citation):
        value = facts.get(item.name)
        if value is None and item.default is MISSING and item.name in ("quote", "document"):
            raise KeyError(item.name)
        if item.name == "headline":
            value = value is True
        elif value is not None:
            value = int(value) if item.name in _NUMBERS else str(value)
        known[item.name] = value
    for name in ("document_id", "path", "sha256"):
        known[name] = known[name] or ""
    if not 0 <= known["start"] <= known["end"]:
        raise ValueError("a citation's place is none")
    return Citation(**known)


def _retrieved(facts: Mapping[str, Any], catalogue: Catalogue) -> list[Retrieved]:
    """The passage, if its document is still there."""
    found = catalogue.find_documents(str(facts["document"]))
    if not found:
        return []
    info, start, end = found[0], int(facts["start"]), int(facts["end"])
    if not 0 <= start <= end <= info.characters:
        return []
    return [
        Retrieved(
            **info.ref_at(start).document_facts(),
            start=start,
            end=end,
            score=float(facts["score"]),
            text=catalogue.quote(info.number, start, end),
        )
    ]


def _searched(facts: Mapping[str, Any]) -> Searched:
    return Searched(documents=int(facts.get("documents") or 0), filters=facts.get("filters") or {})
