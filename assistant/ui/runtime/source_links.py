"""Resolves the links that open the source view to places in stored documents.

A link names a document by its id or, if the id has changed because the metadata were edited, by
the SHA-256 of its file. The document is looked up in the catalogue; no file is opened.
"""

from __future__ import annotations

from typing import Any, get_args

from assistant.citations.time_codes import times_beside
from assistant.ui.render.links import quote_digest
from assistant.ui.render.records import SourcePlace
from index.errors import FilterError
from index.records import StatementKind
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

__all__ = ["resolve_source_link"]

_MAX_CHARACTERS = 300
"""Characters of a speaker's name or role that are shown."""


def resolve_source_link(catalogue: Catalogue, link: object) -> SourcePlace:
    """The place in a document that a link names.

    Args:
        catalogue: The store's catalogue.
        link: A link made by `render.links`, as the browser sent it back; it is untrusted.

    Raises:
        FilterError: The link is not valid, or its document is no longer in the store.
    """
    fields: dict[str, Any] = link if isinstance(link, dict) else {}
    span = _span(fields.get("start"), fields.get("end"))
    if span is None:
        raise FilterError("this is not a link into a source")
    start, end = span
    info = _document(catalogue, _text(fields, "id"), _text(fields, "sha256"))
    if info is None:
        name = _text(fields, "document") or "this document"
        raise FilterError(f"{name} is no longer in the store, or has changed")
    text = catalogue.text(info)
    is_inside = end <= len(text)
    if not is_inside:
        start, end = 0, 0
    digest = _text(fields, "quote")
    kind = _text(fields, "kind")
    return SourcePlace(
        info=info,
        text=text,
        start=start,
        end=end,
        intact=(is_inside and quote_digest(text[start:end]) == digest) if digest else None,
        speaker=_text(fields, "speaker"),
        role=_text(fields, "role"),
        cue=_text(fields, "cue"),
        kind=kind if kind in get_args(StatementKind) else None,  # type: ignore[arg-type]
        strong=_short_answer_span(fields.get("strong"), start, end),
        asides=catalogue.reading_text(info).asides,
        times=tuple(times_beside(info, text)),
    )


def _document(
    catalogue: Catalogue, identity: str | None, sha256: str | None
) -> DocumentInfo | None:
    # `find_documents` also takes names and paths, which a link never has.
    infos = [info for info in catalogue.find_documents(identity or "") if info.id == identity]
    if not infos and sha256:
        infos = catalogue.documents_with_sha256(sha256)
    return infos[0] if infos else None


def _span(start: object, end: object) -> tuple[int, int] | None:
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return (start, end) if 0 <= start <= end < 1 << 40 else None


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        return None
    return value.encode("utf-8", "replace").decode()[:_MAX_CHARACTERS]


def _short_answer_span(value: object, start: int, end: int) -> tuple[int, int] | None:
    span = _span(*value) if isinstance(value, list) and len(value) == 2 else None
    return span if span and start <= span[0] and span[1] <= end else None
