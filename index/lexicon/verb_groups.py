"""Verbs with which people ask for one attitude: who condemned a thing also criticised it."""

from __future__ import annotations

from index.lexicon.data_files import read_marked

GROUPS = (
    "criticise support oppose deny promise demand warn admit apologise announce propose say comment"
).split()
"""The groups of `en/verb_groups.txt`, each named after its plainest verb."""
VERB_GROUPS: dict[str, str] = {
    word: next(iter(group))
    for word, group in read_marked("verb_groups", tuple(GROUPS), language="en").items()
}
"""The group of each verb, by its base form."""
