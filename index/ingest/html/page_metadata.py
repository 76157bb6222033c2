"""Reads a page's metadata: title, outlet, author, address, language, and its dates."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from index.ingest.html.page_dates import find_page_dates
from index.ingest.html.parsing import drop_long_json
from index.ingest.metadata.metadata import Metadata

__all__ = ["read_page_metadata"]


def read_page_metadata(tree: Any) -> Metadata:
    """The metadata that a page declares. `tree` isn't changed.

    The date of the last change is `extra["updated"]`. A date of publication that names no day, or
    can be read in two ways, is `extra["date"]`, as the page writes it.
    """
    from trafilatura.metadata import extract_metadata

    dates = find_page_dates(tree)
    page = deepcopy(tree)
    drop_long_json(page)
    found = extract_metadata(page, extensive=False)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    extra = {"updated": dates.updated, "date": dates.given}
    return Metadata(
        title=found.title or None,
        outlet=found.sitename or None,
        date=dates.published,
        author=found.author or None,
        url=found.url or None,
        language=(language or "").strip() or None,
        extra={name: value for name, value in extra.items() if value},
    )
