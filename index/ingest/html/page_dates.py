"""Finds when a page says that it was published, and when it was last changed.

Only what the page declares counts, in this order; the first place with a date decides:

1. JSON-LD: `datePublished` of an article.
2. `<meta>`: `article:published_time` and its kin.
3. JSON-LD: `datePublished` of the page, then of anything else that it is about; `dateCreated` of
   an article.
4. `<meta>`: Dublin Core, the names that journals and publishing systems use, then `date`.
5. An element marked as the date of publication: `itemprop="datePublished"`, `<time pubdate>`, the
   class `dt-published`.
6. A `<time>`, or an element with `date`, `published` or `posted` in its class, in the head of the
   article: alone or with names and labels, before its first paragraph of prose.
7. Elements with such a class elsewhere in the article, if all of them give the same date.

A month or a year alone is never completed with a day, unless a later place has one in it. Dates in
an address, in a picture's path and in running text are none, nor are those of events. What is
labelled as an update is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from index.ingest.html.declared_metadata import (
    MAX_VALUE,
    is_of_type,
    read_linked_data,
    read_meta_values,
    values_of,
)
from index.text.dates import find_dates, parse_date

__all__ = ["PageDates", "find_page_dates"]

_ARTICLE_TYPES = re.compile(
    r"Article|Posting|Report|Speech|PressRelease|CreativeWork|Quotation|Legislation|Transcript"
)
_PART_TYPES = re.compile(
    r"Comment|Review|Rating|Event|Product|Offer|Object|ItemList|BreadcrumbList|Person|Organi"
)
"""Types of what a page is not about, or of its parts."""
_PAGE_TYPES = re.compile(r"WebPage|ItemPage|AboutPage")
_ARTICLE_NAMES = (
    *("article:published_time", "article:published", "og:published_time"),
    *("og:article:published_time", "article:publicationdate", "og:pubdate", "datepublished"),
)
_PUBLISHED_NAMES = (
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


_BESIDE_HEAD = frozenset({"script", "style", "nav", "aside", "footer", "head", "noscript"})
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
    nodes = list(read_linked_data(tree))
    declared = read_meta_values(tree)
    given: str | None = None
    published: str | None = None
    for value in _published_values(tree, nodes, declared):
        published = _read_date(value)
        if given is not None and published is not None and not _can_mean(given, published):
            published = None
        if published is not None:
            return PageDates(published, None, _last_change(tree, nodes, declared))
        if given is None and (_PARTIAL.fullmatch(value) or _readings(value)):
            # A place of lower rank may say the rest, but not something else.
            given = value
    return PageDates(None, given, _last_change(tree, nodes, declared))


def _last_change(
    tree: Any, nodes: list[dict[str, Any]], declared: dict[str, list[str]]
) -> str | None:
    dates = (_read_date(value) for value in _updated_values(tree, nodes, declared))
    return next(filter(None, dates), None)


def _can_mean(given: str, iso: str) -> bool:
    """Whether a month, a year or an ambiguous date can be this day."""
    return iso.startswith(given) or iso in _readings(given)


def _published_values(
    tree: Any, nodes: list[dict[str, Any]], declared: dict[str, list[str]]
) -> Iterator[str]:
    """The dates of publication that a page gives, the most reliable first."""
    articles = [node for node in nodes if is_of_type(node, _ARTICLE_TYPES)]
    pages = [node for node in nodes if is_of_type(node, _PAGE_TYPES)]
    yield from values_of(articles, "datePublished")
    for name in _ARTICLE_NAMES:
        yield from declared.get(name, ())
    yield from values_of(pages, "datePublished")
    others = [node for node in nodes if node not in articles and not is_of_type(node, _PART_TYPES)]
    yield from values_of(others, "datePublished")
    yield from values_of(articles, "dateCreated")
    for name in _PUBLISHED_NAMES:
        yield from declared.get(name, ())
    yield from _marked_dates(tree)
    yield from _dates_in_head(tree)
    yield from _only_date_below_head(tree)


def _updated_values(
    tree: Any, nodes: list[dict[str, Any]], declared: dict[str, list[str]]
) -> Iterator[str]:
    yield from values_of([one for one in nodes if is_of_type(one, _ARTICLE_TYPES)], "dateModified")
    for name in _UPDATED_NAMES:
        yield from declared.get(name, ())
    yield from values_of([one for one in nodes if is_of_type(one, _PAGE_TYPES)], "dateModified")
    for element in tree.xpath("//*[contains(@itemprop,'dateModified')]"):
        yield _value_of(element)


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
    """The dates in the head of the first article: alone, or with names and labels.

    Without an article, the head of the page may also show today's date, and those of other stories.
    """
    article = _first_article(tree)
    dated = [
        element
        for element, block in _head_elements(article)
        if _is_dated(element, is_in_head=True) and _stands_alone(element, block)
    ]
    values = [_value_of(element) for element in dated]
    if article.tag in ("article", "main") or len({_read_date(value) for value in values}) == 1:
        yield from values


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
    if len(own) > MAX_VALUE or _OF_UPDATE.search(f"{_label_before(element)} {own}"):
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


def _head_elements(article: Any) -> Iterator[tuple[Any, Any]]:
    """The elements before an article's first prose, with the blocks around them."""
    from lxml import etree

    walk = etree.iterwalk(article, events=("start", "end"))
    for event, element in islice(walk, 2 * _MAX_HEAD_ELEMENTS):
        if not isinstance(element.tag, str) or element.tag in _BESIDE_HEAD:
            if event == "start":
                walk.skip_subtree()
            continue
        text = element.text if event == "start" else element.tail
        if event == "start":
            yield element, _block_of(element)
            if element.tag == "p" and len(_text(element)) >= _MIN_PROSE:
                return
        if len((text or "").strip()) >= _MIN_PROSE:
            return


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
        if 0 < len(value) <= MAX_VALUE and any(char.isdigit() for char in value):
            return value
    inner = next((one for one in element.iter("time") if one.get("datetime")), None)
    if inner is not None and inner is not element:
        return _value_of(inner)
    return _text(element)


def _read_date(value: str) -> str | None:
    """A full date as YYYY-MM-DD; None for anything else."""
    value = value.strip()
    if match := _FULL.fullmatch(value):
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    if iso := parse_date(value):
        return iso
    from index.ingest.metadata.publication_dates import publication_date

    return publication_date(value)


def _readings(value: str) -> tuple[str, ...]:
    """The dates that an ambiguous date can mean."""
    return next((one.readings for one in find_dates(value) if len(one.readings) > 1), ())


def _names(element: Any) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))


def _text(element: Any) -> str:
    return " ".join(" ".join(islice(element.itertext(), 50)).split())
