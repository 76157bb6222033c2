"""The main text of a web page, and what the page says about itself."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from index.errors import DocumentError
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.text.dates import find_dates
from index.text.decoding import decode_html

_HEAD = 256 * 1024
"""Characters of a larger page in which its metadata are looked for."""

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

    The text has paragraphs on lines of their own, without links' targets and comments; it is all
    visible text where no main text can be told apart, or where the markup is longer than
    `limits.analysed_characters`.

    Raises:
        DocumentError: The bytes can't be decoded, or aren't HTML.
    """
    from lxml import etree

    markup = decode_html(data)
    if not markup.strip():
        raise DocumentError("empty: it holds nothing but white space")
    # Characters no markup may hold; the parser would stop at the first NUL.
    markup = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "", markup)
    try:
        if len(markup) > limits.analysed_characters:
            text, metadata = _visible_text(_parse(markup)), _metadata(_parse(markup[:_HEAD]))
        else:
            tree = _parse(markup)
            text, metadata = _main_text(tree) or _visible_text(deepcopy(tree)), _metadata(tree)
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
    """All visible text, line by line; takes the tree apart."""
    from lxml import etree

    # Not by XPath: its unions take time that grows with the square of the number of elements.
    for element in list(tree.iter(*_UNSEEN, etree.Comment, etree.ProcessingInstruction)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).splitlines())
    return "\n".join(line for line in lines if line)


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
    """The date that the page's metadata give, else the one in an element that is for dates.

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
    # Those after the first belong to other stories that the page leads to.
    for times in ("//article//time[@datetime]", "//main//time[@datetime]", "//time[@datetime]"):
        if first := tree.xpath(times)[:1]:
            body.append(deepcopy(first[0]))
            break
    if iso := find_date(page, extensive_search=False, original_date=True):
        return str(iso)
    for element in tree.xpath(_DATED):
        text = " ".join(str(element.text_content()).split())
        if len(text) <= _MAX_DATE_TEXT and (iso := publication_date(text)):
            return iso
    return None


def _is_ambiguous(content: str) -> bool:
    return any(len(mention.readings) > 1 for mention in find_dates(content[:200]))


FORMAT = FileFormat(
    name="HTML",
    suffixes=(".html", ".htm"),
    read=read_html,
    loggers=("trafilatura", "htmldate", "courlan", "justext"),
)
