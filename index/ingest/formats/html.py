"""Reads web pages (.html): the main text, and the metadata in the page."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import Any

from index.errors import DocumentError
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.text.dates import find_dates
from index.text.decoding import decode_html

_MAX_ATTRIBUTES = 100
"""Attributes of one element that are read. Elements of 247 real pages have up to 6."""
_MAX_JSON = 50_000
"""Characters of a page's JSON-LD scripts in which metadata are looked for."""
_MAX_HEAD_ELEMENTS = 200
"""Elements in the head of a page too large to be analysed in which metadata are looked for."""
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = re.compile(rf"[\s/]++[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE})?")
_START_TAG = re.compile(
    rf"(?P<name><[a-zA-Z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE.pattern})*+)(?P<end>[\s/]*+>?)"
)
_MAX_DATE_TEXT = 80
_UNSEEN = ("script", "style", "noscript", "template", "head")
_BLOCKS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "section"),
    *("article", "dt", "dd", "pre", "header", "footer", "figcaption", "br"),
)
_DATED = (
    "//*[self::time or self::span or self::p or self::div or self::li or self::h6]"
    "[contains(@class,'date') or contains(@id,'date') or contains(@itemprop,'date')"
    " or contains(@class,'publish') or contains(@class,'posted') or self::time]"
)


def read_html(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract a page's main text and metadata.

    The text has paragraphs on lines of their own, without links' targets and comments. It is all
    visible text where no main text can be told apart, or where the page is larger than the limits
    on what is analysed; of such a page, only the metadata in its `<head>` are read.

    Raises:
        DocumentError: The bytes can't be decoded, or aren't HTML.
    """
    from lxml import etree

    markup = decode_html(data)
    if not markup.strip():
        raise DocumentError("empty: it holds nothing but white space")
    # Characters that markup may not contain; the parser would stop at the first NUL.
    markup = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "", markup)
    try:
        tree = _parse(_limit_attributes(markup))
        if len(markup) <= limits.analysed_characters and _is_small(tree, limits):
            _drop_long_json(tree)
            text, metadata = _main_text(tree) or _visible_text(tree), _metadata(tree)
        else:
            text, metadata = _visible_text(tree), _metadata(_copy_head(tree))
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(f"can't be read as HTML: {error}") from None
    return ExtractedDocument(text, metadata)


def _parse(markup: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    return html.document_fromstring(markup.encode("utf-8"), parser=parser)


def _main_text(tree: Any) -> str:
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            deepcopy(tree), favor_recall=True, include_comments=False, include_links=False
        )
    except Exception:  # a page that defeats the analysis still has its visible text
        return ""
    return (found.text or "").strip() if found else ""


def _visible_text(tree: Any) -> str:
    """All visible text, line by line."""
    from lxml import etree

    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += element.tag in _UNSEEN
            if not hidden:
                parts.append(element.text or "")
            continue
        if event == "end":
            hidden -= element.tag in _UNSEEN
            if element.tag in _BLOCKS and not hidden:
                parts.append("\n")
        if not hidden and element is not tree:
            parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)


def _limit_attributes(markup: str) -> str:
    """The markup without the attributes that an element has beyond the first `_MAX_ATTRIBUTES`.

    The parser takes time with the square of the number of an element's attributes.
    """

    def shorten(tag: re.Match[str]) -> str:
        if len(tag[0]) <= _MAX_ATTRIBUTES:
            return tag[0]
        attributes = list(_ATTRIBUTE.finditer(tag["attributes"]))
        if len(attributes) <= _MAX_ATTRIBUTES:
            return tag[0]
        kept = tag["attributes"][: attributes[_MAX_ATTRIBUTES].start()]
        return f"{tag['name']}{kept}{tag['end']}"

    return _START_TAG.sub(shorten, markup)


def _is_small(tree: Any, limits: Limits) -> bool:
    """Whether a page has few enough elements, little enough nested, to search for the main text."""
    from lxml import etree

    elements = depth = nesting = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements += 1
        depth += 1
        nesting += depth
        if elements > limits.analysed_elements or nesting > limits.analysed_nesting:
            return False
    return True


def _drop_long_json(tree: Any) -> None:
    """Empty the JSON-LD scripts after the first `_MAX_JSON` characters of them.

    trafilatura takes time with the square of their length where they are no valid JSON.
    """
    left = _MAX_JSON
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            left -= len(script.text or "")
            if left < 0:
                script.text = None


def _copy_head(tree: Any) -> Any:
    """A page with the title and the first metadata elements of another one, and without a body."""
    from lxml import html

    page, head, body = (html.Element(name) for name in ("html", "head", "body"))
    page.extend([head, body])
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if value := tree.get(name):
            page.set(name, value)
    for element in islice(tree.iter("title", "meta", "link", "script"), _MAX_HEAD_ELEMENTS):
        copied = deepcopy(element)
        copied.tail = None
        head.append(copied)
    _drop_long_json(page)
    return page


def _metadata(tree: Any) -> Metadata:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(deepcopy(tree), extensive=False)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        title=found.title or None,
        outlet=found.sitename or None,
        date=_date(tree),
        author=found.author or None,
        url=found.url or None,
        language=(language or "").strip() or None,
    )


def _date(tree: Any) -> str | None:
    """The date in the page's metadata, else the date in an element marked as a date.

    htmldate would go on to search all of the markup for anything like a date, so it gets the
    metadata alone.
    """
    from htmldate import find_date
    from lxml import html

    from index.ingest.metadata.publication_dates import publication_date

    page, head, body = (html.Element(name) for name in ("html", "head", "body"))
    page.extend([head, body])
    for element in tree.xpath("//meta[@content]|//link[@rel='canonical']"):
        if not _is_ambiguous(element.get("content") or ""):
            head.append(deepcopy(element))
    head.extend(deepcopy(e) for e in tree.xpath("//script[@type='application/ld+json']"))
    if (first := _first_time(tree)) is not None:
        body.append(deepcopy(first))
    if iso := find_date(page, extensive_search=False, original_date=True):
        return str(iso)
    for element in tree.xpath(_DATED):
        text = " ".join(str(element.text_content()).split())
        if len(text) <= _MAX_DATE_TEXT and (iso := publication_date(text)):
            return iso
    return None


def _first_time(tree: Any) -> Any:
    """The first `<time datetime>` of an article, else of the main part, else of the page, or None.

    Later ones belong to other stories that the page links to.
    """
    # Not by `//article//time`, which takes time with the square of articles inside each other.
    times = [time for time in tree.iter("time") if time.get("datetime") is not None]
    for around in ("article", "main"):
        for time in times:
            if next(time.iterancestors(around), None) is not None:
                return time
    return times[0] if times else None


def _is_ambiguous(content: str) -> bool:
    return any(len(mention.readings) > 1 for mention in find_dates(content[:200]))


FORMAT = FileFormat(
    name="HTML",
    suffixes=(".html", ".htm"),
    read=read_html,
    loggers=("trafilatura", "htmldate", "courlan", "justext"),
)
