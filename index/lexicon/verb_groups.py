"""Verbs with which people ask for one attitude: who condemned a thing also criticised it."""

from __future__ import annotations

from index.lexicon.data_files import read_marked

_GROUPS = (
    "criticise support oppose deny promise demand warn admit apologise announce propose say comment"
).split()
"""The groups, each named after its plainest verb."""
_MARKS = ("clause", "any")
_VERBS = read_marked("verb_groups", (*_GROUPS, *_MARKS), language="en")

VERB_GROUPS: dict[str, str] = {
    word: next(mark for mark in found if mark in _GROUPS) for word, found in _VERBS.items()
}
"""The group of each verb, by its base form."""
CLAUSE_GROUPS = frozenset(VERB_GROUPS[word] for word, found in _VERBS.items() if "clause" in found)
"""Groups of verbs that are followed by what is said, even without "that"."""
ANY_GROUPS = frozenset(VERB_GROUPS[word] for word, found in _VERBS.items() if "any" in found)
"""Groups of verbs that any statement fits."""
