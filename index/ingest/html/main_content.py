"""Chooses the elements of a page that hold its content.

What stands in `<main>` or `<article>` is content, where these hold most of the page's prose. Of
other pages, trafilatura says which texts are content; the elements around these texts are kept,
with what trafilatura drops between them. The text itself is never taken from trafilatura.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from index.ingest.html.measuring import Measures
from index.ingest.html.navigation import is_page_frame, remove_frames
from index.lexicon.page_labels import is_page_label

__all__ = ["Content", "Texts", "choose_texts", "find_content", "sum_content"]

Texts = set[tuple[Any, bool]]
"""Texts of a page: the elements that have them, and whether they stand behind their element."""

_MIN_SHARE = 0.5
"""Share of the page's prose that its `<main>` and `<article>` elements hold, and share of content
in an element whose other texts are kept too."""
_FEW = 0.3
"""Share of a page's text outside links that trafilatura chooses, below which it is to ask other
tools too. They take as long again."""
_SMALL = 200
"""Characters of a part before or after the content, such as a caption, up to which it is kept."""
_SMALL_SHARE = 0.2
"""The same compared to the content."""
_TEASER_SHARE = 0.2
"""Length of an article compared to the longest, up to which it is a teaser of another page."""
_TEXTS = frozenset("p li dt dd tr h1 h2 h3 h4 h5 h6 figure figcaption blockquote pre a".split())
"""Elements that are content as a whole, if any of their text is."""
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_NUMERALS = "".join(map(chr, range(0xA000, 0xA048)))
"""Characters that number the texts of a page: letters of the Yi script, which every analysis takes
for words and hardly a page has."""


class Content(NamedTuple):
    """A page's content."""

    elements: list[Any]
    """The elements that hold it, in order and none inside another."""
    chosen: Texts | None = None
    """What of it trafilatura chose; nothing if trafilatura wasn't asked."""


def find_content(tree: Any, measures: Measures) -> Content:
    """Find the elements that hold a page's content.

    Elements inside them that belong to the page and not to its content are removed from the page.

    Args:
        tree: The page without what nobody sees. It is changed.
        measures: The measures of all its elements.
    """
    body = tree.find("body")
    root = tree if body is None else body
    if marked_up := _marked_up_content(root, measures):
        return Content(marked_up)
    return _analysed_content(root, measures)


def _marked_up_content(root: Any, measures: Measures) -> list[Any]:
    """The `<main>` and `<article>` elements, if they hold most of the page's prose."""
    found = [one for one in _outermost(root) if measures[one].sentences]
    found = [one for one in found if one is found[0] or not _is_related(one, measures)]
    mains = [one for one in found if one.tag == "main" or one.get("role") == "main"]
    longest = max((measures[one].sentences for one in found), default=0)
    chosen = [
        one
        for one in found
        if one in mains
        or (measures[one].sentences > _TEASER_SHARE * longest and not mains)
        or (mains and measures[one].sentences > sum(measures[m].sentences for m in mains))
    ]
    prose = sum(measures[one].sentences for one in chosen)
    outside = sum(
        measures[one].sentences
        for one in root.iter("nav", "footer", "header")
        if not _inside(one, chosen)
    )
    if not prose or prose < _MIN_SHARE * (measures[root].sentences - outside):
        return []
    for main in mains:
        remove_frames(main, measures)
    return chosen


def _outermost(root: Any) -> Iterator[Any]:
    """The `<main>` and `<article>` elements that are in no other one."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag in ("main", "article") or element.get("role") in ("main", "article"):
            walk.skip_subtree()
            yield element
        elif element.tag in ("nav", "footer"):
            walk.skip_subtree()


def _is_related(element: Any, measures: Measures) -> bool:
    """Whether an article stands behind others, under a heading such as "Related"."""
    for one in element.itersiblings(preceding=True):
        if one.tag in _HEADINGS:
            return is_page_label(" ".join("".join(one.itertext()).split()), "related")
        if one.tag != element.tag and measures[one].characters:
            return False
    return False


def _inside(element: Any, elements: Sequence[Any]) -> bool:
    return element in elements or any(around in elements for around in element.iterancestors())


def _analysed_content(root: Any, measures: Measures) -> Content:
    """The body, without what surrounds the texts that trafilatura chooses; else nothing."""
    chosen = choose_texts(root, fast=True)
    length = sum(len((one.tail if is_tail else one.text) or "") for one, is_tail in chosen)
    size = measures[root]
    if length < _FEW * (size.characters - size.links):
        chosen = choose_texts(root)
    if not chosen:
        return Content([])
    sum_content(root, measures, chosen)
    _remove_surroundings(root, measures, chosen)
    return Content([root], chosen)


def _texts(root: Any) -> Iterator[tuple[Any, bool]]:
    """The texts of a page: each element with text, and whether it is the text behind it."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and (element.text or "").strip():
            yield element, False
        elif event == "end" and element is not root and (element.tail or "").strip():
            yield element, True


def choose_texts(root: Any, fast: bool = False) -> Texts:
    """The texts in an element that trafilatura takes for the main text of a page.

    Args:
        root: The element.
        fast: Whether it is enough to ask trafilatura, and not the tools that it asks in turn.
    """
    texts = list(_texts(root))
    return {texts[at] for at in _choose_numbers(root, len(texts), fast)}


def _choose_numbers(root: Any, count: int, fast: bool) -> list[int]:
    """Indexes of the texts that trafilatura chooses, found by numbers put before them."""
    import trafilatura

    page, numbered = _make_page(root)
    base = len(_NUMERALS)
    for at, (element, is_tail) in enumerate(_texts(numbered)):
        digits = "".join(_NUMERALS[at // base**place % base] for place in (2, 1, 0))
        text = element.tail if is_tail else element.text
        padding = text[: len(text) - len(text.lstrip())]
        text = f"{padding}{digits}{text.lstrip()}"
        if is_tail:
            element.tail = text
        else:
            element.text = text
    try:
        found: Any = trafilatura.bare_extraction(
            page, favor_recall=True, include_comments=False, include_links=False, fast=fast
        )
    except Exception:  # a page that defeats the analysis still has its visible text
        return []
    return [at for at in _read_numbers((found.text or "") if found else "") if at < count]


def _make_page(root: Any) -> tuple[Any, Any]:
    """A page with a copy of an element alone, and that copy."""
    from lxml import html

    copied = deepcopy(root)
    copied.tail = None
    if copied.tag == "html":
        return copied, copied
    page = html.Element("html")
    if copied.tag == "body":
        page.append(copied)
    else:
        html.etree.SubElement(page, "body").append(copied)
    return page, copied


def _read_numbers(text: str) -> Iterator[int]:
    places = {numeral: at for at, numeral in enumerate(_NUMERALS)}
    base = len(_NUMERALS)
    number = length = 0
    for character in text:
        if character not in places:
            number = length = 0
            continue
        number, length = number * base + places[character], length + 1
        if length == 3:
            yield number
            number = length = 0


def sum_content(root: Any, measures: Measures, chosen: Texts) -> None:
    """Measure how much of the chosen texts each element holds."""
    for element, is_tail in chosen:
        around = element.getparent() if is_tail else element
        if around in measures:
            measures[around].content += len((element.tail if is_tail else element.text) or "")
    for element in reversed(list(root.iter())):
        if element is not root:
            measures[element.getparent()].content += measures[element].content


def _remove_surroundings(root: Any, measures: Measures, chosen: Texts) -> None:
    """Remove the elements and texts that neither are content nor stand among it."""
    pending = [root]
    while pending:
        element = pending.pop()
        size = measures[element]
        is_content = size.content >= _MIN_SHARE * (size.characters - size.links)
        if not is_content and (element, False) not in chosen:
            element.text = None
        children = list(element)
        places = [at for at, child in enumerate(children) if measures[child].content]
        for at, child in enumerate(children):
            if not is_content and (child, True) not in chosen:
                child.tail = None
            if measures[child].content:
                pending.append(child)
                continue
            own = measures[child]
            if is_content and places and places[0] < at < places[-1]:
                is_kept = own.links <= own.characters / 2
            else:
                is_small = own.characters <= max(_SMALL, _SMALL_SHARE * size.content)
                is_kept = is_content and is_small and not is_page_frame(child, measures)
            if not is_kept and element.tag not in _TEXTS:
                child.drop_tree()
