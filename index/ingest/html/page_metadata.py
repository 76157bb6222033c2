"""Reads a page's metadata: title, outlet, author, address, language, and its dates."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from index.ingest.html.page_dates import find_page_dates
from index.ingest.html.parsing import drop_long_json
from index.ingest.metadata.metadata import Metadata
from index.lexicon.page_labels import is_navigation

__all__ = ["read_page_metadata"]

_BEFORE_SITE = re.compile(r"\s+[|–—-]\s+")
"""What stands between the headline in a page's title and the name of the site."""
_HOST = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")


def read_page_metadata(tree: Any) -> Metadata:
    """The metadata that a page declares.

    The date of the last change is `extra["updated"]`. A date of publication that names no day, or
    can be read in two ways, is `extra["date"]`, as the page writes it.

    Args:
        tree: The page. JSON-LD scripts that are too long are emptied, and nothing else is changed.
    """
    dates = find_page_dates(tree)
    drop_long_json(tree)
    found = _describe(tree)
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


def _describe(tree: Any) -> Any:
    """Title, author, address and outlet, as `trafilatura.extract_metadata` finds them.

    Called piece by piece, as the whole also looks for dates (which it completes and bounds by
    1995), for categories and for licences.
    """
    from trafilatura import metadata as reading

    found = reading.examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with suppress(Exception):  # as trafilatura does: JSON-LD can have any shape
        found = reading.extract_meta_json(tree, found)
    found.title = found.title or reading.extract_title(tree)
    if found.title and is_navigation(found.title):
        found.title = _title_in_headings(tree)
    found.author = found.author or reading.extract_author(tree)
    found.url = found.url or reading.extract_url(tree)
    site = found.sitename or reading.extract_sitename(tree) or _outlet_in_title(tree)
    found.sitename = _name_outlet(site, found.url)
    found.clean_and_trim()
    return found


def _title_in_headings(tree: Any) -> str | None:
    """The first heading that names the document rather than a page of the site: not "Home"."""
    headings = [" ".join(node.text_content().split()) for node in tree.iter("h1", "h2")]
    return next((words for words in headings if words and not is_navigation(words)), None)


def _outlet_in_title(tree: Any) -> str | None:
    """The news outlet behind the headline in a page's title: "Fares frozen - Kestle Gazette"."""
    from index.ingest.metadata.title_and_outlet import names_news_outlet

    node = next(tree.iter("title"), None)
    title = " ".join(node.text_content().split()) if node is not None else ""
    headline, _, name = _BEFORE_SITE.sub("\n", title).rpartition("\n")
    is_name = bool(headline) and all(word[0].isupper() or len(word) < 4 for word in name.split())
    return name if is_name and names_news_outlet(name) else None


def _name_outlet(name: str | None, url: str | None) -> str | None:
    """The outlet's name with a capital; without a name, the host of the page's address."""
    if name:
        # The name of an account begins with "@".
        name = name.lstrip("@")
        return name.title() if "." not in name and not name[:1].isupper() else name
    host = _HOST.match(url or "")
    return host[1] if host else None
