"""Tells comparisons from reports: "longer than Brandt had estimated" doesn't give her words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.attribution.tagger.reports import Report
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.stance_words import HOPES

_LONGEST_CLAUSE = 120
"""Characters in front of a cue in which the clause's first word is looked for."""
_SUBJECT = r"(?:(?-i:[A-Z][a-z]{0,3}\.)\s+|[^\s.,;:!?“”\"]+\s+)"
"""A word of the clause, which no mark ends: "Dr. Ada Brandt had"."""
_COMPARED = re.compile(
    rf"(?:\bthan|\bas (?!soon|long|far|well)\w+ as)\s+(?!\d|(?:{'|'.join(NUMBER_WORDS)})\b)"
    rf"{_SUBJECT}{{0,8}}$",
    re.IGNORECASE,
)
"""What stands before the verb: "slightly more than Dr. Ada Brandt had", "as high as she"."""
_HOPED = re.compile(rf"(?:^|[.,;:!?—–\n]\s*)as\s+{_SUBJECT}{{1,8}}$", re.IGNORECASE)
"""What stands before the verb of "As Brandt had hoped, …"."""
_HOPES = re.compile(rf"\bhad (?:\w+ )?(?:{'|'.join(sorted(HOPES))})$", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:!?)—–]|\n\s*\n|$)")


def without_comparisons(text: str, reports: Iterable[Report]) -> Iterator[Report]:
    """The reports but those whose cue ends a clause that only compares.

    "More than Kerr had estimated" and "As Kerr had hoped, …" don't tell what Kerr said, nor is what
    follows theirs; "more than Kerr said it would" and "As Kerr said, …" are reports.

    Args:
        text: The document's text.
        reports: What the tagger found.
    """
    return (one for one in reports if not _only_compares(text, one))


def _only_compares(text: str, report: Report) -> bool:
    cue = report.cue
    if not _ENDS_CLAUSE.match(text, cue.end):
        return False
    verb = text.rfind(" ", cue.start, cue.end) + 1 or cue.start
    before = text[max(0, verb - _LONGEST_CLAUSE) : verb]
    if _COMPARED.search(before):
        return True
    hopes = _HOPES.search(text[max(0, cue.end - _LONGEST_CLAUSE) : cue.end])
    return hopes is not None and _HOPED.search(before) is not None
