"""Lists in lines: "The sailings affected are:" and the items below, which answer together."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile

from assistant.answering.candidates import Candidate
from assistant.answering.document_order import DocumentOrder, gap_between

MAX_LIST_SENTENCES = 12
"""A longer list is not given as one answer."""
_ITEM_MARK = re.compile(r"(?:[•·▪◦*–—-]|\d{1,2}[.)]|\(?[a-z]\))\s+")


def find_items(candidate: Candidate, order: DocumentOrder) -> tuple[Candidate, ...]:
    """The items of the list that a sentence announces or belongs to; empty if there is none."""
    below = find_items_below(candidate, order)
    if below:
        return below
    for before in islice(order.before(candidate), MAX_LIST_SENTENCES):
        items = find_items_below(before, order)
        if items:
            return items if candidate.place in {one.place for one in items} else ()
    return ()


def without_mark(item: str) -> str:
    """An item without its bullet or number, and without the comma or full stop behind it."""
    mark = _ITEM_MARK.match(item)
    return " ".join(item[mark.end() if mark else 0 :].split()).rstrip(" ;,.")


def find_items_below(candidate: Candidate, order: DocumentOrder) -> tuple[Candidate, ...]:
    """The items below a sentence that only announces a list; empty for any other sentence."""
    if not candidate.text.rstrip().endswith(":"):
        return ()
    following = list(islice(order.after(candidate), MAX_LIST_SENTENCES + 1))
    if not following or "\n" not in (gap_between(candidate, following[0]) or ""):
        return ()
    pairs = pairwise(following)
    more = [second for _, second in takewhile(lambda pair: _goes_on(*pair), pairs)]
    items = (following[0], *more)
    return items if 1 < len(items) <= MAX_LIST_SENTENCES else ()


def _goes_on(item: Candidate, following: Candidate) -> bool:
    """Whether a sentence behind an item is the next item, or the rest of the same."""
    gap = gap_between(item, following)
    if gap is None:
        return False
    return gap.count("\n") < 2 or _ITEM_MARK.match(following.text) is not None
