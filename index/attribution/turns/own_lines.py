"""Chooses the labels that stand on lines of their own: "Mary Brandreth", and below it her words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from index.attribution.turns.label_forms import Label
from index.attribution.turns.labelled_blocks import (
    DETAILS,
    STRONG_KINDS,
    FormFigures,
    LabelledBlocks,
    is_person_name,
    is_sentence_like,
    measure_labels,
)
from index.attribution.turns.labels import LabelKind

LEAST_LABELS = 3
"""A form with fewer labels shows no regularity."""
LEAST_DIALOGUE = 0.15
"""Share of turns with a question or somebody addressed, in forms whose labels may be any words.
Lists of recipes, programmes and ratings have hardly any; the shortest dialogue has one in six."""


def choose_own_lines(
    document: LabelledBlocks, labels: Sequence[Label], chosen: Sequence[Label], known: set[str]
) -> list[Label]:
    """Labels on lines of their own: those that stand before speech and recur."""
    lines = {document.block_numbers[label.block.start]: label for label in labels}
    usable = [
        label
        for number, label in lines.items()
        if label.parts.kind is not LabelKind.HEADING
        and _stands_before_speech(document, number, lines)
    ]
    counts = Counter(label.parts.key for label in usable)
    sure = [
        label
        for label in usable
        if (
            label.parts.kind is not LabelKind.WORD
            and (
                label.parts.kind in STRONG_KINDS
                or counts[label.parts.key] > 1
                or label.parts.tail
                or label.parts.has_time
            )
        )
        or (label.parts.kind is LabelKind.WORD and counts[label.parts.key] > 2)
    ]
    figures = measure_labels(document, labels or [], sure)
    is_regular = (
        len(sure) >= LEAST_LABELS
        and (figures.recurring >= 0.4 or _is_short_call(figures))
        and figures.dialogue >= LEAST_DIALOGUE
        and len({label.parts.key for label in sure}) > 1
        and len(sure) * 12 >= len(document.blocks)
    )
    if not is_regular or len(chosen) > len(sure):
        return []
    sure_starts = {label.start for label in sure}
    return [
        label
        for label in usable
        if label.start in sure_starts
        or label.parts.key in known
        or is_person_name(label.parts.name)
        or _has_details_below(document, label)
    ]


def _is_short_call(figures: FormFigures) -> bool:
    """Whether a form is that of a short call: an operator recurs, and all of it is dialogue."""
    return figures.recurring > 0 and figures.strong >= 0.2 and figures.dialogue >= 0.5


def _stands_before_speech(
    document: LabelledBlocks, number: int, lines: Mapping[int, Label]
) -> bool:
    """Whether speech follows a line: behind at most one line with a constituency or a role."""
    following = document.next_block(number)
    for _ in range(2):
        if not _is_details_line(document, following) or following in lines:
            break
        following = document.next_block(following)
    if following >= len(document.blocks) or following in lines:
        return False
    block = document.blocks[following]
    return is_sentence_like(
        document.text[block.start : block.start + 600][: block.end - block.start]
    )


def _has_details_below(document: LabelledBlocks, label: Label) -> bool:
    return _is_details_line(
        document, document.next_block(document.block_numbers[label.block.start])
    )


def _is_details_line(document: LabelledBlocks, number: int) -> bool:
    """Whether a block is "(Oldcastle West) (Lab)"."""
    if number >= len(document.blocks):
        return False
    block = document.blocks[number]
    return block.end - block.start < 120 and DETAILS.fullmatch(document.text, *block) is not None
