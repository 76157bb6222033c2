"""What a link into the source view leads to: looked up in the catalogue, never opened as a file.

A link names a document by its id, or, where that is gone because its metadata were edited, by
the SHA-256 of its file. Nothing else of a request is used to find anything.
"""

from __future__ import annotations

from typing import Any, get_args

from assistant.ui.render.links import digest
from assistant.ui.render.records import SourcePlace
from index.errors import FilterError
from index.records import StatementKind
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

__all__ = ["find_place"]

_LONGEST = 300
"""Characters of a speaker's name or role that are shown."""


def find_place(catalogue: Catalogue, link: object) -> SourcePlace:
    """The place that a link names.

    Args:
        catalogue: Of the store.
        link: What `render.links` made, as the browser sent it back; may hold anything.

    Raises:
        FilterError: The link is none, or its document is no longer in the store.
    """
    facts: dict[str, Any] = link if isinstance(link, dict) else {}
    span = _span(facts.get("start"), facts.get("end"))
    if span is None:
        raise FilterError("this is no link into a source")
    start, end = span
    info = _document(catalogue, _text(facts, "id"), _text(facts, "sha256"))
    if info is None:
        name = _text(facts, "document") or "this document"
        raise FilterError(f"{name} is no longer in the store, or has changed")
    text = catalogue.text(info)
    inside = end <= len(text)
    if not inside:
        start, end = 0, 0
    cited = _text(facts, "quote")
    kind = _text(facts, "kind")
    return SourcePlace(
        info=info,
        text=text,
        start=start,
        end=end,
        intact=(inside and digest(text[start:end]) == cited) if cited else None,
        speaker=_text(facts, "speaker"),
        role=_text(facts, "role"),
        cue=_text(facts, "cue"),
        kind=kind if kind in get_args(StatementKind) else None,  # type: ignore[arg-type]
        strong=_strong(facts.get("strong"), start, end),
    )


def _document(
    catalogue: Catalogue, identity: str | None, sha256: str | None
) -> DocumentInfo | None:
    # `find` takes names and paths as well, which a link never has.
    found = [one for one in catalogue.find_documents(identity or "") if one.id == identity]
    if not found and sha256:
        found = catalogue.documents_with_sha256(sha256)
    return found[0] if found else None


def _span(start: object, end: object) -> tuple[int, int] | None:
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return (start, end) if 0 <= start <= end < 1 << 40 else None


def _text(facts: dict[str, Any], name: str) -> str | None:
    value = facts.get(name)
    if not isinstance(value, str) or not value:
        return None
    return value.encode("utf-8", "replace").decode()[:_LONGEST]


def _strong(value: object, start: int, end: int) -> tuple[int, int] | None:
    found = _span(*value) if isinstance(value, list) and len(value) == 2 else None
    return found if found and start <= found[0] and found[1] <= end else None
