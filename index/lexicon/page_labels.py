"""Labels of web pages' buttons and of their lists of links: "Share", "Related articles"."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Literal, get_args

from index.lexicon.data_files import read_marked, read_words

__all__ = ["POST_COUNTS", "PageLabel", "is_navigation", "is_page_label"]

PageLabel = Literal["related", "control", "page"]

POST_COUNTS = tuple(word.replace("_", " ") for word in read_words("post_counts"))
"""What social networks count below a post: "likes"."""
_APART = re.compile(r"\s*[|>»›•·]\s*|\s+[/–—-]\s+")
"""What stands between the links of a menu: "Home | News", "Home > News"."""
_LONGEST_MENU = 200
_MIN_BUTTONS = 2
"""Buttons at the end of a line that show that it is a page's head: a title may end in one word."""
_FIRST_PAGES = frozenset(("home", "homepage", "home page", "start page", "main page", "index"))
_MARKS = read_marked("page_labels", (*get_args(PageLabel), "begins"))
_LABELS = {label.replace("_", " "): marks for label, marks in _MARKS.items()}
_BEGINNINGS = {
    kind: tuple(f"{label} " for label, marks in _LABELS.items() if {kind, "begins"} <= set(marks))
    for kind in get_args(PageLabel)
}


def is_page_label(text: str, kind: PageLabel) -> bool:
    """Whether a text is such a label, in any letter case and with a colon or a mark behind it."""
    label = text.strip().rstrip(":|»>–—-.…+() ").replace("’", "'").lower()
    return kind in _LABELS.get(label, ()) or label.startswith(_BEGINNINGS[kind])


def is_navigation(line: str) -> bool:
    """Whether a line is a site's, and no title: "Home | Harbour Board", "Skip to content"."""
    if len(line) > _LONGEST_MENU:
        return False
    words = line.strip(" \t\u00a0|>»›•·").replace(":", " ")
    parts = [part for part in _APART.split(words) if part.strip()]
    if not parts:
        return False
    known = [is_page_label(part, "page") or is_page_label(part, "control") for part in parts]
    is_first = parts[0].strip().casefold() in _FIRST_PAGES
    # The last part of a menu may be the site's name.
    return is_first or all(known) or (len(parts) > 2 and all(known[:-1])) or _ends_in_buttons(words)


def _ends_in_buttons(line: str) -> bool:
    """Whether a line is a site's name with its buttons: "City of Marlow Bay Menu Search"."""
    words = line.split()
    buttons = list(takewhile(_is_button, reversed(words)))
    return len(buttons) >= _MIN_BUTTONS


def _is_button(word: str) -> bool:
    return word[:1].isupper() and is_page_label(word, "control")
