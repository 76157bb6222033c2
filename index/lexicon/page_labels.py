"""Labels of web pages' buttons and of their lists of links: "Share", "Related articles"."""

from __future__ import annotations

from typing import Literal, get_args

from index.lexicon.data_files import read_marked

__all__ = ["PageLabel", "is_page_label"]

PageLabel = Literal["related", "control"]

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
