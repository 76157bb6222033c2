"""Finds when a page says that it was published, and when it was last changed.

Only what the page declares counts, in this order; the first place with a date decides:

1. JSON-LD: `datePublished` of the article, else of the page, else `dateCreated`.
2. `<meta>`: `article:published_time` and its kin, then Dublin Core and the names that journals
   and publishing systems use, then `date`.
3. An element marked as the date of publication: `itemprop="datePublished"`, `<time pubdate>`, the
   class `dt-published`.
4. A `<time>`, or an element with `date`, `published` or `posted` in its class, in the head of the
   article: alone or with names and labels, before its first paragraph of prose.
5. Elements with such a class elsewhere in the article, if all of them give the same date.

Dates in an address, in a picture's path and in running text are none, nor are those of events. A
month or a year alone is not completed. What is labelled as an update is kept apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from index.text.dates import parse_date

__all__ = ["PageDates", "find_page_dates"]

_MAX_VALUE = 80
_MAX_JSON = 1_000_000
"""Characters of a JSON-LD script that is parsed."""
_MAX_NODES = 2_000
_ARTICLE_TYPES = re.compile(
    r"Article|Posting|Report|Speech|PressRelease|CreativeWork|Quotation|Legislation|Transcript"
)
_PART_TYPES = re.compile(r"Comment|Review|Rating|Event|Product|Offer|Object|List|Person|Organi")
"""Types of what a page is not about, or of its parts."""
_PAGE_TYPES = re.compile(r"WebPage|ItemPage|AboutPage")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_PUBLISHED_NAMES = (
    *("article:published_time", "article:published", "og:published_time"),
    *("og:article:published_time", "article:publicationdate", "og:pubdate", "datepublished"),
    *("dc.date.issued", "dcterms.issued", "dc.issued", "dc.date.published", "dcterms.available"),
    *(
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "prism.publicationdate",
    ),
    *("rnews:datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "published-date", "published_date", "publication_date"),
    *("publication-date", "publicationdate", "published", "published_at", "bt:pubdate"),
    *("cxenseparse:recs:publishtime", "displaydate", "dateposted", "originalpublicationdate"),
    *("dc.date.created", "dcterms.created", "dc.created", "article:created", "datecreated"),
    *("dc.date", "dcterms.date", "date", "date_published", "article.published", "release_date"),
)
_UPDATED_NAMES = (
    *("article:modified_time", "article:modified", "og:updated_time", "og:modified_time"),
    *("datemodified", "dcterms.modified", "dc.date.modified", "dc.modified", "lastmod"),
    *("last-modified", "last_modified", "article:updated_time", "modified", "revised", "updated"),
)
_OF_EVENT = re.compile(
    r"(?<![a-z])(?:events?|start|end|dtstart|dtend|deadline|expir\w{0,6}|birth|death|valid)(?![a-z])|startdate|enddate",
    re.IGNORECASE,
)
_OF_UPDATE = re.compile(r"updat|modif|revis|edited|(?<![a-z])last(?![a-z])", re.IGNORECASE)
_OF_DATE = re.compile(r"date|publish|posted|pubd|timestamp|byline", re.IGNORECASE)
_FULL = re.compile(r"((?:1[5-9]|20)\d\d)-?([01]\d)-?([0-3]\d)(?:\D.{0,60})?", re.DOTALL)
_PARTIAL = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_EVENT_WORDS = re.compile(
    r"\b(?:events?|meetings?|starts?|begins?|ends?|until|from|due|deadline|closes|next|when|votes?"
    r"|hearings?|conference)\b|(?:^|(?<!published)(?<!posted)(?<!issued)(?<!released)\s)on\b",
    re.IGNORECASE,
)
_MIN_PROSE = 80
"""Characters of the first paragraph of prose, before which the head of an article ends."""
_MAX_LEVELS = 6
"""Elements around an article in which its heading is looked for."""
_MAX_HEAD_ELEMENTS = 400
"""Elements of an article in which its head is looked for."""


_LINE_ELEMENTS = frozenset("p li dd dt td th h1 h2 h3 h4 h5 h6".split())


class PageDates(NamedTuple):
    """The dates that a page declares."""

    published: str | None = None
    """YYYY-MM-DD."""
    given: str | None = None
    """As the page writes it, if this isn't a full date: a month, a year, or an ambiguous date."""
    updated: str | None = None
    """YYYY-MM-DD."""


def find_page_dates(tree: Any) -> PageDates:
    """The dates that a page declares. `tree` isn't changed."""
    nodes = list(_linked_data(tree))
    declared = _declared_values(tree)
    given: str | None = None
    published: str | None = None
    evidence = " ".join(value for values in declared.values() for value in values)[:2_000]
    for value in _published_values(tree, nodes, declared):
        published = _read_date(value, evidence)
        if published:
            break
        given = given or (value if _PARTIAL.fullmatch(value) or _is_ambiguous(value) else None)
        if given:
            break
    updated = (_read_date(value) for value in _updated_values(tree, nodes, declared))
    return PageDates(published, given, next(filter(None, updated), None))


def _published_values(
    tree: Any, nodes: list[dict[str, Any]], declared: dict[str, list[str]]
) -> Iterator[str]:
    """The dates of publication that a page gives, the most reliable first."""
    articles = [node for node in nodes if _is_type(node, _ARTICLE_TYPES)]
    pages = [node for node in nodes if _is_type(node, _PAGE_TYPES)]
    yield from _values(articles, "datePublished")
    for name in _PUBLISHED_NAMES[: _PUBLISHED_NAMES.index("dc.date.issued")]:
        yield from declared.get(name, ())
    yield from _values(pages, "datePublished")
    others = [node for node in nodes if node not in articles and not _is_type(node, _PART_TYPES)]
    yield from _values(others, "datePublished")
    yield from _values(articles, "dateCreated")
    for name in _PUBLISHED_NAMES:
        yield from declared.get(name, ())
    yield from _marked_dates(tree)
    yield from _dates_in_head(tree)
    yield from _only_date_below_head(tree)


def _updated_values(
    tree: Any, nodes: list[dict[str, Any]], declared: dict[str, list[str]]
) -> Iterator[str]:
    yield from _values([one for one in nodes if _is_type(one, _ARTICLE_TYPES)], "dateModified")
    for name in _UPDATED_NAMES:
        yield from declared.get(name, ())
    yield from _values([one for one in nodes if _is_type(one, _PAGE_TYPES)], "dateModified")
    for element in tree.xpath("//*[contains(@itemprop,'dateModified')]"):
        yield _value_of(element)


def _declared_values(tree: Any) -> dict[str, list[str]]:
    """The contents of `<meta>` elements by their names in lower case."""
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and 0 < len(content) <= _MAX_VALUE and not _OF_EVENT.search(name):
                values.setdefault(name, []).append(content)
    return values


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects that a page's JSON-LD describes, without those that only are mentioned."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or not 0 < len(text) <= _MAX_JSON:
            continue
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from islice(_nodes(loaded), _MAX_NODES)


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    pending = [loaded]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending = [*node[:_MAX_NODES], *pending]
        elif isinstance(node, dict):
            yield node
            pending += [node[name] for name in _INNER if name in node]


def _is_type(node: dict[str, Any], types: re.Pattern[str]) -> bool:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return any(isinstance(name, str) and types.search(name) for name in names)


def _values(nodes: list[dict[str, Any]], name: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(name)
        if isinstance(value, str) and 0 < len(value.strip()) <= _MAX_VALUE:
            yield value.strip()


def _marked_dates(tree: Any) -> Iterator[str]:
    """The values of elements that are marked as the date of publication."""
    marked = tree.xpath(
        "//*[contains(@itemprop,'datePublished') or self::time[@pubdate]"
        " or contains(@class,'dt-published')]"
    )
    for element in marked:
        if not _OF_UPDATE.search(_names(element)):
            yield _value_of(element)


def _dates_in_head(tree: Any) -> Iterator[str]:
    """The dates in the head of the first article: alone, or with names and labels."""
    for element, block in _head_elements(tree):
        if _is_dated(element, is_in_head=True) and _stands_alone(element, block):
            yield _value_of(element)


def _only_date_below_head(tree: Any) -> Iterator[str]:
    """The date that all elements named as a date give, if they give the same one."""
    named = _first_article(tree).xpath(
        ".//*[contains(@class,'date') or contains(@class,'publish') or contains(@class,'posted')"
        " or contains(@id,'date')][not(ancestor::nav or ancestor::aside or ancestor::a)]"
    )
    values = [
        _value_of(element)
        for element in named[:_MAX_HEAD_ELEMENTS]
        if _is_dated(element) and _stands_alone(element, _block_of(element))
    ]
    dates = {iso for value in values if (iso := _read_date(value))}
    if len(dates) == 1:
        yield dates.pop()


def _is_dated(element: Any, is_in_head: bool = False) -> bool:
    names = _names(element)
    is_named = _OF_DATE.search(names) or (is_in_head and element.tag == "time")
    return bool(is_named) and not _OF_EVENT.search(names) and not _OF_UPDATE.search(names)


def _stands_alone(element: Any, block: Any) -> bool:
    """Whether a date stands with nothing but names, times and labels of a publication."""
    from index.ingest.metadata.publication_dates import reads_as_header

    own = _text(element)
    if not own:
        return element.tag == "time" and reads_as_header(_text(block))
    if len(own) > _MAX_VALUE or _OF_UPDATE.search(f"{_label_before(element)} {own}"):
        return False
    before, _, after = _text(block).partition(own)
    return reads_as_header(before, after) and not _EVENT_WORDS.search(before)


def _label_before(element: Any) -> str:
    """The words just before a date, back to another date."""
    previous = element.getprevious()
    if previous is None:
        around = element.getparent()
        return "" if around is None else (around.text or "")
    label = _text(previous) if isinstance(previous.tag, str) else ""
    return (previous.tail or "").strip() or ("" if any(map(str.isdigit, label)) else label)


def _head_elements(tree: Any) -> Iterator[tuple[Any, Any]]:
    """The elements before an article's first paragraph of prose, with the blocks around them."""
    for element in islice(_first_article(tree).iter(), _MAX_HEAD_ELEMENTS):
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if element.tag == "p" and len(_text(element)) >= _MIN_PROSE:
            return
        yield element, _block_of(element)


def _block_of(element: Any) -> Any:
    """The paragraph, item or cell around an element, at most three levels up; else itself."""
    around = islice(element.iterancestors(), 3)
    return next((one for one in around if one.tag in _LINE_ELEMENTS), element)


def _first_article(tree: Any) -> Any:
    """The first article, with the heading above it; else the main part or the body."""
    for tag in ("article", "main", "body"):
        if (found := next(tree.iter(tag), None)) is not None:
            break
    else:
        return tree
    for around in [found, *islice(found.iterancestors(), _MAX_LEVELS)]:
        if next(around.iter("h1"), None) is not None:
            return around
    return found


def _value_of(element: Any) -> str:
    """The date in an element's attributes, else its text without a label."""
    for name in ("datetime", "content", "title"):
        value = (element.get(name) or "").strip()
        if 0 < len(value) <= _MAX_VALUE and any(char.isdigit() for char in value):
            return value
    inner = next((one for one in element.iter("time") if one.get("datetime")), None)
    if inner is not None and inner is not element:
        return _value_of(inner)
    return _text(element)


def _read_date(value: str, evidence: str = "") -> str | None:
    """A full date as YYYY-MM-DD; None for anything else."""
    value = value.strip()
    if match := _FULL.fullmatch(value):
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    if iso := parse_date(value, evidence):
        return iso
    from index.ingest.metadata.publication_dates import publication_date

    return publication_date(value)


def _is_ambiguous(value: str) -> bool:
    from index.text.dates import find_dates

    return any(len(mention.readings) > 1 for mention in find_dates(value))


def _names(element: Any) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))


def _text(element: Any) -> str:
    return " ".join(" ".join(islice(element.itertext(), 50)).split())
