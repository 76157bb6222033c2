"""Removes the navigation of a page: menus, share buttons, related links, cookie banners, comments.

A class or an id such as `share` or `related` is not enough to leave text out, as pages give such
names to parts of an article too (`comment-by-minister`, `embed`, `rating`). What an element holds
must agree: links for the most part, or a few words that are no sentence.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from index.ingest.html.measuring import Measures
from index.lexicon.page_labels import is_page_label

__all__ = ["is_page_frame", "remove_frames", "remove_navigation"]


def _compile_names(names: str) -> re.Pattern[str]:
    """A pattern for classes and ids with one of these names in them, as a word of their own."""
    joined = "|".join(map(re.escape, names.split()))
    return re.compile(rf"(?<![a-z])(?:{joined})(?![a-z])", re.IGNORECASE)


_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "search", "toolbar", "tablist"})
_DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
_LINK_SHARE = 0.6
"""Share of links in the text of a list of links with headings and dates between them."""
_FRAME_LINKS = 0.2
"""The same of a part that its name or kind shows to belong to the page or to lead to others."""
_MAX_CONTROL = 60
"""Characters of a share button, a tag list, or another label that is no sentence."""
_NAMED = _compile_names(
    """share sharing shares social sociable related recommend recommended recommendation
    recommendations breadcrumb breadcrumbs pagination pager paging newsletter subscribe
    subscription signup sign-up promo promos advert advertisement ad ads sponsor sponsored
    toolbar tools skip menu nav navbar navigation sidebar most-read trending popular tag
    tags taglist print jump mostread readmore read-more read-next read-also more-stories
    more-news more-from more-on see-also also-like also-read follow outbrain taboola addthis
    addtoany sharedaddy jp-relatedposts editsection toc hatnote navbox catlinks noprint
    backlink teaser teasers card cards nextprev next-prev prev next postnav post-nav
    footer-links login usermenu user-menu"""
)
"""Names of parts of a page that usually are navigation."""
_FRAME = _compile_names(
    """footer foot masthead copyright colophon legal imprint sidebar side rail leftcol left-col
    rightcol right-col banner topbar header head menu nav navbar navigation widget widgets
    disclaimer bottom credit credits"""
)
"""Names of parts of a page around its content."""
_OF_OTHER_PAGES = _compile_names(
    """related recommend recommended recommendation recommendations newsletter signup sign-up
    subscribe outbrain taboola jp-relatedposts most-read mostread trending more-stories more-news
    read-next teaser teasers"""
)
"""Names of parts that show other pages with a few words about each, not with links alone."""
_OF_HEADINGS = _compile_names("editsection noprint mw-cite-backlink headerlink anchor-link")
"""Names of links of the page itself within a heading or a sentence."""
_CONSENT = _compile_names("cookie cookies consent gdpr ccpa cmp onetrust")
_COMMENTS = frozenset(
    """comments comment-list commentlist comments-area comment-section disqus_thread respond
    comments-section comments-wrapper comment-respond reader-comments fb-comments""".split()
)
"""Ids and classes of the readers' comments below an article."""
_COMMENT_PARTS = frozenset({"li", "form", "a", "time", "article"})
_LABEL = re.compile(r"([^:|»>]{1,40})[:|»>]")
"""The label of a line such as "Read more: Board keeps fees"."""
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header li main menu nav ol p section table tbody td tfoot th thead
    tr ul""".split()
)
_LINES = frozenset("p div li span a h1 h2 h3 h4 h5 h6 strong b".split())
_MAX_LEVELS = 6
"""Elements around one within a line, up to the block whose line it is."""


def remove_navigation(root: Any, measures: Measures) -> None:
    """Remove the navigation from an element that holds content. Changes the page."""
    for element in [one for one in root.iterdescendants() if _is_navigation(one, measures)]:
        if element.getparent() is not None:
            element.drop_tree()


def remove_frames(main: Any, measures: Measures) -> None:
    """Remove what belongs to the page from beside the articles in its `<main>`."""
    for element in _beside_articles(main):
        size = measures[element]
        names = _names(element)
        is_named = bool(names and (_FRAME.search(names) or _NAMED.search(names)))
        is_linked = size.links >= _FRAME_LINKS * size.characters > 0
        if is_linked and (is_named or element.tag in ("aside", "footer")):
            element.drop_tree()


def _beside_articles(main: Any) -> list[Any]:
    """The outermost elements of a `<main>` that are in no article and hold none."""
    if next(main.iterdescendants("article"), None) is None:
        return []
    holders = {one for article in main.iter("article") for one in article.iterancestors()}
    found: list[Any] = []
    pending = [main]
    while pending:
        for child in pending.pop():
            if child in holders and child.tag != "article":
                pending.append(child)
            elif child.tag != "article":
                found.append(child)
    return found


def is_page_frame(element: Any, measures: Measures) -> bool:
    """Whether an element beside the content belongs to the page: its head, foot or side."""
    if element.tag in ("header", "footer", "aside", "nav"):
        return True
    size = measures[element]
    if size.links > size.characters / 2:
        return True
    names = _names(element)
    return bool(names and (_FRAME.search(names) or _NAMED.search(names) or _CONSENT.search(names)))


def _is_navigation(element: Any, measures: Measures) -> bool:
    tag = element.tag
    if tag == "nav" or element.get("role") in _MENU_ROLES:
        return True
    size = measures.get(element)
    if size is None or not size.characters:
        return False
    names = _names(element)
    if tag not in _BLOCKS and not _is_apart(element, measures):
        return bool(names and _OF_HEADINGS.search(names))
    if tag == "menu" and size.links >= _LINK_SHARE * size.characters:
        return True
    if tag in ("ul", "ol", "dl") and size.links and _is_related_list(element, measures):
        return True
    if tag in _LINES and size.characters <= _MAX_CONTROL * 4 and _is_control(element, size.links):
        return True
    if not names or tag in ("body", "html", "main", "article"):
        return False
    if _COMMENTS.intersection(names.lower().split()) and _has_entries(element):
        return True
    if _CONSENT.search(names):
        return size.characters < 2_000 and "cookie" in _text(element).lower()
    if element.get("role") in _DIALOG_ROLES or "modal" in names.lower().split():
        return True
    if not _NAMED.search(names):
        return False
    if size.links >= _LINK_SHARE * size.characters:
        return size.links > 0
    if _OF_OTHER_PAGES.search(names) and size.links >= _FRAME_LINKS * size.characters:
        return sum(1 for _ in islice(element.iter("a"), 2)) > 1
    return size.characters <= _MAX_CONTROL and _is_label(_text(element))


def _is_apart(element: Any, measures: Measures) -> bool:
    """Whether an element within a line stands among links alone, and not in a sentence."""
    around = islice(element.iterancestors(), _MAX_LEVELS)
    block = next((one for one in around if one.tag in _BLOCKS), None)
    size = measures.get(block)
    return size is not None and size.links >= _LINK_SHARE * size.characters


def _is_related_list(element: Any, measures: Measures) -> bool:
    """Whether a list holds nothing but links, under a heading such as "Related"."""
    size = measures[element]
    if size.links < 0.9 * size.characters:
        return False
    heading = element.getprevious()
    if heading is None and element.getparent() is not None:
        heading = element.getparent().getprevious()
    if heading is None or heading not in measures or measures[heading].characters > _MAX_CONTROL:
        return False
    if not is_page_label(_text(heading), "related"):
        return False
    # The heading goes with its list.
    heading.text, heading[:] = None, []
    return True


def _is_control(element: Any, links: int) -> bool:
    """Whether a line is a button's label ("Share this") or a link to another story."""
    text = _text(element)
    label = _LABEL.match(text)
    if links and label and is_page_label(label[1], "related"):
        return links >= len(text) / 2
    return links > 0 and len(text) <= _MAX_CONTROL and is_page_label(text, "control")


def _is_label(text: str) -> bool:
    return is_page_label(text, "control") or is_page_label(text, "related")


def _has_entries(comments: Any) -> bool:
    """Whether a block has what readers' comments have beside their text: a list, links, times."""
    return any(one.tag in _COMMENT_PARTS for one in islice(comments.iterdescendants(), 50))


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
