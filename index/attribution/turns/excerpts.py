"""Tells articles that quote a part of a transcript from transcripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.turns.label_forms import Label, LabelForm
from index.attribution.turns.labelled_blocks import LabelledBlocks
from index.lexicon.reporting_verbs import COMMON_FORMS
from index.records import Span

_VERB = f"(?:{'|'.join(sorted(COMMON_FORMS))})"
_REPORTED = re.compile(
    rf"[,.?!][”\"] (?:[^\W\d_][\w.’'-]{{0,30}} ){{0,4}}{_VERB}\b|\b{_VERB}\b[^.“\"]{{0,40}}[“\"]"
)
"""What a reporter writes: “…,” Brandt said."""
_REPORTING = re.compile(rf"\b{_VERB}\b")
_MOST_LABELS = 12
"""An article seldom quotes more turns; the records of a parliament report who asked what, too."""
_LEAST_SENTENCE = 30
"""Characters of a line from which it is a paragraph of an article rather than a head."""


class Excerpt(NamedTuple):
    """The transcript in an article."""

    end: int | None
    """Number of the block with which its last turn ends; None if it may go on."""
    last_names: frozenset[str]
    """Last names of those who speak in it."""

    def goes_on_as_article(self, text: str, block: Span) -> bool:
        """Whether a paragraph without a label is the reporter's: it says who said what."""
        words = text[block.start : block.end]
        if _REPORTED.search(words):
            return True
        return _REPORTING.search(words) is not None and any(
            name in words for name in self.last_names
        )


def find_excerpt(document: LabelledBlocks, labels: Sequence[Label]) -> Excerpt | None:
    """The excerpt, if paragraphs of an article stand before the first label; None for transcripts.

    Args:
        document: The document.
        labels: The labels of its turns, in order.
    """
    forms = {label.form for label in labels}
    if not labels or not forms & {LabelForm.COLON, LabelForm.CELL}:
        return None
    first = document.block_numbers.get(labels[0].block.start, 0)
    before = [
        document.text[block.start : block.end]
        for block in document.blocks[:first]
        if block.end - block.start > _LEAST_SENTENCE and document.text[block.end - 1] in '.!?”"'
    ]
    is_short = len(labels) <= _MOST_LABELS or len(before) * 4 > len(labels)
    reports = len(labels) <= _MOST_LABELS and any(_REPORTING.search(words) for words in before)
    if not is_short or (not reports and len(before) <= 2):
        return None
    names = frozenset(label.parts.name.split()[-1].title() for label in labels if label.parts.name)
    if not reports and len(before) <= len(labels):
        return Excerpt(None, names)
    last = labels[-1]
    end = document.block_numbers.get(last.block.start, first)
    return Excerpt(document.next_block(end) if last.is_alone else end, names)
