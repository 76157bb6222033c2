"""Links into the source view: the JSON in the `data-source` attribute that page.js sends back.

`assistant.ui.runtime.source_links` looks up what a link names.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from assistant.records import Citation, CitedStatement, QuoteMatch, Retrieved

__all__ = [
    "citation_link",
    "document_link",
    "match_link",
    "passage_link",
    "quote_digest",
    "statement_link",
]


_encoder = json.JSONEncoder(ensure_ascii=False)


def quote_digest(text: str) -> str:
    """A hash by which two texts can be compared, character for character."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def citation_link(citation: Citation) -> str:
    """The link to a cited quote."""
    short_answer = None
    if citation.answer_start is not None:
        short_answer = [citation.answer_start, citation.answer_end]
    return _link(
        citation,
        citation.sha256,
        quote=quote_digest(citation.quote),
        speaker=citation.speaker,
        role=citation.role,
        cue=citation.cue,
        kind=citation.kind,
        strong=short_answer,
    )


def passage_link(passage: Retrieved) -> str:
    """The link to a retrieved passage."""
    return _link(passage, "")


def match_link(match: QuoteMatch) -> str:
    """The link to a place where a quote's words were found."""
    return _link(
        match,
        match.sha256,
        quote=quote_digest(match.text),
        speaker=match.speaker,
        role=match.role,
        cue=match.cue,
    )


def statement_link(statement: CitedStatement) -> str:
    """The link to a statement."""
    return _link(
        statement,
        statement.sha256,
        quote=quote_digest(statement.text),
        speaker=statement.speaker,
        role=statement.role,
        cue=statement.cue,
        kind=statement.kind,
    )


def document_link(document_id: str) -> str:
    """The link to the beginning of a document."""
    return _json(id=document_id, start=0, end=0)


def _link(
    source: Citation | Retrieved | QuoteMatch | CitedStatement, sha256: str, **facts: object
) -> str:
    return _json(
        id=source.document_id,
        sha256=sha256,
        document=source.document,
        start=source.start,
        end=source.end,
        **facts,
    )


def _json(**facts: Any) -> str:
    known = {name: value for name, value in facts.items() if value not in (None, "")}
    return _encoder.encode(known)
