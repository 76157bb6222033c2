"""Removes the teasers of other pages that stand among and behind a page's content.

Two signs must agree. The first: trafilatura leaves the text out, or it stands under a heading such
as "Related". The second is its form: a list of links, or boxes with a link each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from index.ingest.html.main_content import Texts, choose_texts, sum_content
from index.ingest.html.measuring import Measure, Measures, measure_elements
from index.lexicon.page_labels import is_page_label

__all__ = ["remove_teasers"]

_MIN_LINKS = 2
"""Links of a page from which it can have a list of them."""
_MIN_CHOSEN = 0.4
"""Share of the content's prose that trafilatura must choose for its choice to count."""
_LINKS = 0.3
"""Share of links in the text of teasers: titles, with a sentence or two. This share and the next
two were fitted on half of 181 news pages and 240 other pages; on the other half, precision is two
points lower."""
_LINKS_BEHIND = 0.1
"""The same behind the content and in an `<aside>`."""
_LINKS_UNDER_LABEL = 0.2
"""The same under a heading such as "Related"."""
_END = 0.02
"""Share of the content that may follow what is behind its end: a byline, a date."""
_MAX_SECTION = 0.5
"""Share of the content's characters that a section with such a heading can have."""
_MAX_LABEL = 60
"""Characters of such a heading, and of the text around a link that stands on a line of its own."""
_MAX_LABELS = 50
"""Such headings of a page that are looked at, as each can stand over the whole rest of it."""
_MAX_TEASER = 1_500
"""Characters of a title with a few sentences."""
_MAX_NOTE = 400
"""Characters of a caption, a notice of copyright, or an offer of a newsletter."""
_MIN_TITLE = 30
"""Characters of a link from which it is the title of a page rather than the name of a speaker."""
_MIN_REPEATED = 20
"""Characters of a caption from which a second copy of it is no chance."""
_KEPT = frozenset("figure figcaption blockquote pre table h1 sup sub q math details".split())
"""Elements that stay, as trafilatura leaves many of them out."""
_KEEPS_BOX = ("h1", "blockquote", "pre", "table")
"""Elements whose box isn't removed as a whole."""
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_LABELS = _HEADINGS | frozenset("p div span strong b header a".split())
_BOXES = frozenset("div section aside article footer header ul ol dl li nav a".split())
_LINES = frozenset("p li div dd td".split())
_WITHIN_LINES = frozenset("span b strong em i u small font".split())
_ENDS = re.compile(r"[.!?…:][”\"’»)\]]{0,3}\Z|https?://|@")
_NO_WORDS = re.compile(
    r"https?://\S++|(?:(?:Image|Photo|Bild|Foto) )?\d{1,3} (?:/|of|von) (?:/ )?\d{1,3}"
)
"""The page's own address, and the place of a photo in a gallery."""
_AGO = re.compile(r"\S{3} .{0,300}\b\d{1,2} (?:second|minute|min|hour|day|week|month)s? ago\Z")
"""A title with the time since it was published, as playlists have it."""
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_NEWSLETTER = re.compile(r"newsletter|subscri|sign-?\s?up|donat|abonn|inbox", re.IGNORECASE)


def remove_teasers(root: Any, chosen: Texts | None = None) -> None:
    """Remove teasers from an element that holds content. Changes the page.

    Args:
        root: The element.
        chosen: The texts in it that trafilatura takes for content, if known already.
    """
    if sum(1 for _ in islice(root.iter("a"), _MIN_LINKS)) < _MIN_LINKS:
        return
    measures = measure_elements(root)
    links = _standing_links(root, measures)
    sum_content(root, measures, choose_texts(root, fast=True) if chosen is None else chosen)
    if measures[root].content < _MIN_CHOSEN * measures[root].sentences:
        return
    search = _Search(root, measures, links)
    search.run()
    for element in search.found:
        if element.getparent() is not None:
            element.drop_tree()


class _Search:
    """The search for teasers in one element."""

    def __init__(self, root: Any, measures: Measures, links: dict[Any, int]) -> None:
        self.root = root
        self.measures = measures
        self.links = links
        """Characters of the links in each element that stand on lines of their own."""
        self.found: dict[Any, None] = {}
        """The teasers, in order."""
        self.left = measures[root].content
        """Characters of the content that are still to come."""
        self.end = _END * self.left
        self.labels = 0
        self.earlier: set[str] = set()
        """Texts that stand before."""

    def run(self) -> None:
        pending = list(reversed(self.root))
        while pending:
            element = pending.pop()
            size = self.measures[element]
            if not size.characters:
                continue
            if element not in self.found and self.labels < _MAX_LABELS and self._is_label(element):
                self.labels += 1
                self._add(self._section_under(element))
            if element in self.found:
                self.left -= size.content
                continue
            if self._is_linked_line(element, size) or (
                not size.content and self._is_teaser(element, size)
            ):
                self._add([element])
                self.left -= size.content
            elif size.content or element.tag not in _KEPT:
                self.left -= size.content - sum(self.measures[one].content for one in element)
                self._remember(element, size)
                pending += reversed(element)
        self._add(list(self._empty_headings()))

    def _add(self, elements: Iterable[Any]) -> None:
        self.found.update(dict.fromkeys(elements))

    def _remember(self, element: Any, size: Measure) -> None:
        """Remember the text of an element that has it to itself and not within one other."""
        if _MIN_REPEATED <= size.characters <= _MAX_NOTE and all(
            self.measures[one].characters < size.characters for one in element
        ):
            self.earlier.add(_text(element))

    def _is_teaser(self, element: Any, size: Measure) -> bool:
        """Whether an element without any chosen text has the form of a teaser, or of several."""
        tag = element.tag
        if tag in _KEPT or next(element.iter(*_KEEPS_BOX), None) is not None:
            return False
        if _is_announced(element):
            return False
        if size.characters <= _MAX_NOTE and self._is_note(element):
            return True
        if tag == "p":
            return self.links[element] > 0.9 * size.characters
        if not self.links[element] or tag not in _BOXES:
            return False
        if tag == "a" and not len(element):
            return False
        is_behind = self.left <= self.end
        if size.characters < _MIN_TITLE and not is_behind and element.find(".//a[2]") is None:
            return False
        is_aside = tag == "aside" or is_behind
        if self.links[element] >= (_LINKS_BEHIND if is_aside else _LINKS) * size.characters:
            return True
        return size.characters <= _MAX_TEASER and _has_linked_heading(element)

    def _is_linked_line(self, element: Any, size: Measure) -> bool:
        """Whether an element is a list of links or a line that is a link, as titles are."""
        if size.characters < _MIN_REPEATED or self.links[element] < 0.95 * size.characters:
            return False
        if element.tag == "p":
            return next(element.iter("br"), None) is None and not _ENDS.search(_text(element))
        return element.tag in ("ul", "ol") and len(element) > 1 and not _is_announced(element)

    def _is_note(self, element: Any) -> bool:
        """Whether a text repeats another one, or is an offer or a button of the page."""
        text = _text(element)
        if text in self.earlier or _NO_WORDS.fullmatch(text) or is_page_label(text, "control"):
            return True
        if element.tag in _BOXES and _AGO.search(text):
            return True
        if self.left <= self.end and _COPYRIGHT.match(text):
            return True
        return bool(_NEWSLETTER.search(_names(element)) and _NEWSLETTER.search(text))

    def _is_label(self, element: Any) -> bool:
        if self.measures[element].characters > _MAX_LABEL or element.tag not in _LABELS:
            return False
        return _is_related(element)

    def _section_under(self, label: Any) -> list[Any]:
        """The elements under a heading such as "Related" with it, if they are teasers."""
        start, own = label, self.measures[label]
        is_left_out = not own.content or self.left - own.content <= self.end
        limit = _MAX_SECTION * self.measures[self.root].characters
        while start is not self.root:
            section = [start, *self._teasers_behind(start)]
            characters = sum(self.measures[one].characters for one in section)
            apart = sum(self.measures[one].characters for one in section if self._is_inner(one))
            if characters - apart > limit:
                return []
            if characters > own.characters:
                return [] if self._is_prose(start, own.content) else section
            around = start.getparent()
            before = (around.text or "").strip() or any(
                self.measures[one].characters for one in start.itersiblings(preceding=True)
            )
            if before:
                break
            start = around
        is_last = all(
            one in self.found or not self.measures[one].characters for one in start.itersiblings()
        )
        return [label] if is_last and is_left_out else []

    def _teasers_behind(self, start: Any) -> Iterator[Any]:
        """The elements behind a heading, up to the next heading or to prose of the content."""
        for one in start.itersiblings():
            if one.tag in _HEADINGS and (start.tag not in _HEADINGS or one.tag <= start.tag):
                return
            if self._is_inner(one):
                yield one
                continue
            if self._is_prose(one):
                return
            yield one

    def _is_prose(self, element: Any, of_label: int = 0) -> bool:
        """Whether an element holds text of the content, or a paragraph, and hardly a link."""
        size = self.measures[element]
        if size.content <= of_label and not (element.tag == "p" and size.sentences):
            return False
        return self.links[element] < _LINKS_UNDER_LABEL * size.characters

    def _is_inner(self, element: Any) -> bool:
        """Whether an element is another article within the one that is searched."""
        return bool(element.tag == self.root.tag == "article")

    def _empty_headings(self) -> Iterator[Any]:
        """The headings that have lost all that stood under them."""
        for element in self.found:
            before = element.getprevious()
            if before is None or before in self.found or before.tag not in _HEADINGS:
                continue
            behind = _up_to_heading(before)
            rest = (one for one in behind if self.measures[one].characters)
            if not self.measures[before].content and all(one in self.found for one in rest):
                yield before


def _standing_links(root: Any, measures: Measures) -> dict[Any, int]:
    """Characters of the links in each element that stand on lines of their own."""
    links = dict.fromkeys(measures, 0)
    words: dict[Any, int] = {}
    for element in reversed(list(root.iter())):
        if _leads_away(element):
            line = _line_of(element)
            if line is not None and line not in words:
                words[line] = _own_characters(line)
            if line is None or words[line] < _MIN_REPEATED:
                links[element] = measures[element].characters
        if element is not root:
            links[element.getparent()] += links[element]
    return links


def _line_of(link: Any) -> Any:
    """The element whose line a link stands in; None if that is no line of prose."""
    line = link.getparent()
    while line is not None and line.tag in _WITHIN_LINES:
        line = line.getparent()
    return line if line is not None and line.tag in _LINES else None


def _own_characters(line: Any) -> int:
    """Characters of a line beside the elements in it."""
    return len((line.text or "").strip()) + sum(len((one.tail or "").strip()) for one in line)


def _up_to_heading(start: Any) -> Iterator[Any]:
    for one in start.itersiblings():
        if one.tag in _HEADINGS and one.tag <= start.tag:
            return
        yield one


def _is_announced(element: Any) -> bool:
    """Whether a list stands behind a line such as "Documents:"."""
    before = element.getprevious() if element.tag in ("ul", "ol") else None
    return before is not None and _text(before).endswith(":") and not _is_related(before)


def _is_related(element: Any) -> bool:
    return is_page_label(_text(element), "related")


def _has_linked_heading(element: Any) -> bool:
    return any(
        _leads_away(heading.getparent()) or any(_leads_away(one) for one in heading)
        for heading in element.iter(*_HEADINGS)
    )


def _leads_away(element: Any) -> bool:
    """Whether an element is a link, and not to a place on its own page."""
    return bool(element.tag == "a" and not (element.get("href") or "").startswith("#"))


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
