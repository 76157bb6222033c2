"""Links into the source view: what they carry, and how `page.js` finds them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from assistant.markup import escape
from assistant.records import Citation, QuoteMatch, Retrieved, SaidBy

__all__ = ["digest", "of_citation", "of_document", "of_match", "of_passage", "of_statement"]


def digest(text: str) -> str:
    """What tells whether two texts are the same, character for character."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def of_citation(one: Citation) -> str:
    """The attribute of a link to a cited quote."""
    return _attribute(
        **_place(one.document_id, one.sha256, one.document, one.start, one.end),
        quote=digest(one.quote),
        speaker=one.speaker,
        role=one.role,
        cue=one.cue,
        kind=one.kind,
        strong=[one.answer_start, one.answer_end] if one.answer_start is not None else None,
    )


def of_passage(one: Retrieved) -> str:
    """The attribute of a link to a passage that was considered."""
    return _attribute(**_place(one.document_id, "", one.document, one.start, one.end))


def of_match(one: QuoteMatch) -> str:
    """The attribute of a link to a place that has a quote's words."""
    return _attribute(
        **_place(one.document_id, one.sha256, one.document, one.start, one.end),
        quote=digest(one.text),
        speaker=one.speaker,
        role=one.role,
        cue=one.cue,
    )


def of_statement(one: SaidBy) -> str:
    """The attribute of a link to a statement."""
    return _attribute(
        **_place(one.document_id, one.sha256, one.document, one.start, one.end),
        quote=digest(one.text),
        speaker=one.speaker,
        role=one.role,
        cue=one.cue,
        kind=one.kind,
    )


def of_document(document_id: str) -> str:
    """The attribute of a link to a document's beginning."""
    return _attribute(**_place(document_id, "", "", 0, 0))


def _place(document_id: str, sha256: str, document: str, start: int, end: int) -> dict[str, Any]:
    return {
        "id": document_id,
        "sha256": sha256,
        "document": document,
        "start": start,
        "end": end,
    }


def _attribute(**facts: Any) -> str:
    told = {name: value for name, value in facts.items() if value not in (None, "")}
    return f'data-source="{escape(json.dumps(told, ensure_ascii=False))}"'
