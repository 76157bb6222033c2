"""Parses a page's markup, and bounds what a page can make the parser and the analysis do."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import Any

from index.errors import DocumentError
from index.limits import Limits

__all__ = ["copy_head", "drop_long_json", "is_analysable", "parse_page"]

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
_NOT_IN_MARKUP = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
"""Characters that markup may not contain; the parser would stop at the first NUL."""
_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]*+>")
_KEPT_TAGS = frozenset(
    """html head title meta link script style template noscript body textarea select option del s
    strike svg sup sub q""".split()
)
"""Elements that a flattened page keeps, as they decide how their text is read."""
_INLINE = frozenset("a abbr b big cite em font i ins small span strong time tt u".split())
_REFERENCE_TO_CONTROL = re.compile(
    r"&#(?:0{0,9}(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|[xX]0{0,9}(?:[0-8bcBC]|1?[e-fE-F]|1[0-9a-dA-D])(?![0-9a-fA-F]));?"
)
"""References to such characters: `&#2;`, `&#x1f;`."""


def parse_page(markup: str) -> Any:
    """The root element of a page.

    Raises:
        lxml.etree.LxmlError: The markup has no element and no text.
        DocumentError: The elements lie too deep inside each other; the rest would be lost.
    """
    clean = _REFERENCE_TO_CONTROL.sub("", _limit_attributes(_NOT_IN_MARKUP.sub("", markup)))
    page, is_whole = _parse(clean)
    if not is_whole:
        page, is_whole = _parse(_ANY_TAG.sub(_flatten, clean))
    if not is_whole:
        raise DocumentError(
            "its elements lie too deep inside each other to be read; save its text as a .txt file"
        )
    return page


def _parse(markup: str) -> tuple[Any, bool]:
    """The root element, and whether the parser read all of the markup."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    page = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    too_deep = parser.error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT)
    return page, not too_deep


def _flatten(tag: re.Match[str]) -> str:
    """A tag of a page whose elements lie too deep for the parser: the border of a paragraph."""
    name = tag[1].lower()
    return tag[0] if name in _KEPT_TAGS else "" if name in _INLINE else "<p>"


def is_analysable(tree: Any, limits: Limits) -> bool:
    """Whether a page has few enough elements, little enough nested, to search for its content."""
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


def drop_long_json(tree: Any) -> None:
    """Empty the JSON-LD scripts after the first `_MAX_JSON` characters of them.

    trafilatura takes time with the square of their length where they are no valid JSON.
    """
    left = _MAX_JSON
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            left -= len(script.text or "")
            if left < 0:
                script.text = None


def copy_head(tree: Any) -> Any:
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
    return page


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
