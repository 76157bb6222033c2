"""Chooses the elements of a page that hold its content.

What stands in `<main>` or `<article>` is content, where these hold most of the page's prose. Of
other pages, trafilatura says which texts are content; the elements around these texts are kept,
with what trafilatura drops between them. The text itself is never taken from trafilatura.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from index.ingest.html.measuring import Measures
from index.ingest.html.navigation import is_page_frame, remove_frames

__all__ = ["find_content"]

_MIN_SHARE = 0.5
"""Share of the page's prose that its `<main>` and `<article>` elements hold, and share of content
in an element whose other texts are kept too."""
_SMALL = 200
"""Characters of a part before or after the content, such as a caption, up to which it is kept."""
_SMALL_SHARE = 0.2
"""The same compared to the content."""
_TEASER_SHARE = 0.2
"""Length of an article compared to the longest, up to which it is a teaser of another page."""
_TEXTS = frozenset("p li dt dd tr h1 h2 h3 h4 h5 h6 figure figcaption blockquote pre a".split())
"""Elements that are content as a whole, if any of their text is."""
_NUMERALS = "".join(map(chr, range(0xA000, 0xA048)))
"""Characters that number the texts of a page: letters of the Yi script, which every analysis takes
for words and hardly a page has."""


def find_content(tree: Any, measures: Measures) -> list[Any]:
    """The elements that hold a page's content, in order and none inside another.

    Elements inside them that belong to the page and not to its content are removed from the page.

    Args:
        tree: The page without what nobody sees. It is changed.
        measures: The measures of all its elements.
    """
    body = tree.find("body")
    root = tree if body is None else body
    return _marked_up_content(root, measures) or _analysed_content(tree, root, measures)


def _marked_up_content(root: Any, measures: Measures) -> list[Any]:
    """The `<main>` and `<article>` elements, if they hold most of the page's prose."""
    found = [one for one in _outermost(root) if measures[one].sentences]
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


def _inside(element: Any, elements: Sequence[Any]) -> bool:
    return element in elements or any(around in elements for around in element.iterancestors())


def _analysed_content(tree: Any, root: Any, measures: Measures) -> list[Any]:
    """The body, without what surrounds the texts that trafilatura chooses; else nothing."""
    numbered = list(_texts(root))
    chosen = _choose_texts(tree, numbered)
    if not chosen:
        return []
    for at in chosen:
        element, is_tail = numbered[at]
        around = element.getparent() if is_tail else element
        measures[around].content += len((element.tail if is_tail else element.text) or "")
    _sum_content(root, measures)
    _remove_surroundings(root, measures, {numbered[at] for at in chosen})
    return [root]


def _texts(root: Any) -> Iterator[tuple[Any, bool]]:
    """The texts of a page: each element with text, and whether it is the text behind it."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and (element.text or "").strip():
            yield element, False
        elif event == "end" and element is not root and (element.tail or "").strip():
            yield element, True


def _choose_texts(tree: Any, texts: Sequence[tuple[Any, bool]]) -> list[int]:
    """Indexes of the texts that trafilatura takes for content, found by numbers put before them."""
    import trafilatura

    page = deepcopy(tree)
    body = page.find("body")
    base = len(_NUMERALS)
    for at, (element, is_tail) in enumerate(_texts(page if body is None else body)):
        digits = "".join(_NUMERALS[at // base**place % base] for place in (2, 1, 0))
        text = element.tail if is_tail else element.text
        padding = text[: len(text) - len(text.lstrip())]
        numbered = f"{padding}{digits}{text.lstrip()}"
        if is_tail:
            element.tail = numbered
        else:
            element.text = numbered
    try:
        found: Any = trafilatura.bare_extraction(
            page, favor_recall=True, include_comments=False, include_links=False
        )
    except Exception:  # a page that defeats the analysis still has its visible text
        return []
    return [at for at in _read_numbers((found.text or "") if found else "") if at < len(texts)]


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


def _sum_content(root: Any, measures: Measures) -> None:
    for element in reversed(list(root.iter())):
        if element is not root:
            measures[element.getparent()].content += measures[element].content


def _remove_surroundings(root: Any, measures: Measures, chosen: set[tuple[Any, bool]]) -> None:
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
