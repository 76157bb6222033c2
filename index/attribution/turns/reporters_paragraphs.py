"""Finds where a reporter goes on behind a speech turn: "Mr. Carver said", "Ms. Dunn voted against".

A turn goes on over paragraphs until the next label, so that only a document whose turns are one
paragraph each shows that a paragraph without a label is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from typing import NamedTuple

from index.attribution.turns.label_forms import Label
from index.attribution.turns.labelled_blocks import LabelledBlocks
from index.attribution.turns.stage_directions import read_note, separates_blocks
from index.lexicon.function_words import BOUNDARIES
from index.lexicon.reporting_verbs import COMMON_FORMS, VERBS

_PAST = sorted(form for form in COMMON_FORMS if form in VERBS and VERBS[form].form == "past")
_REPORTS = re.compile(rf"(?<!\bwas )(?<!\bwere )\b(?:{'|'.join(_PAST)})\b")
_PROCEDURE = re.compile(
    r"\b(?:moved (?:that|the|an?)\b|seconded\b|proposed (?:that|the|an?)\b|abstained\b"
    r"|voted (?:for|against|in favour|in favor|aye|no)\b|declared an interest\b"
    r"|(?:arrived|withdrew|(?:joined|left|entered) the (?:meeting|room|chamber|sitting))\b)"
)
"""What the minutes tell of members: "Councillors Ames and Brandt voted for."."""
_QUOTED = re.compile(r"[“„«][^”“»\n]*(?:[”“»]|$)|\"[^\"\n]*(?:\"|$)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b(?!\.)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.?!]\s")
_LEAST_TURNS = 3
_SEVERAL = 10
"""At most one turn in so many has further paragraphs in a document of one paragraph a turn."""
_LOOK_AHEAD = 3
"""Paragraphs behind a report in which the first person shows that a speaker goes on."""


class _Run(NamedTuple):
    """The paragraphs without a label behind a turn's first one."""

    blocks: Sequence[int]
    is_last: bool


def find_reporters_paragraphs(
    document: LabelledBlocks,
    labels: Sequence[Label],
    name_of: Callable[[Label], str | None],
) -> frozenset[int]:
    """Numbers of the blocks with which a reporter takes over from the speaker before.

    Args:
        document: The document.
        labels: The labels of its turns, in order.
        name_of: Gives the name of a label's speaker.
    """
    if len(labels) < _LEAST_TURNS:
        return frozenset()
    runs = [run for run in _runs(document, labels) if run.blocks]
    if not runs:
        return frozenset()
    last_names = {
        _last_word(name) for label in labels for name in (label.parts.name, name_of(label)) if name
    }
    taken_over = [run for run in runs if _is_reporters(document, run, last_names)]
    several = sum(not run.is_last and run not in taken_over for run in runs)
    if several * _SEVERAL > len(labels):
        return frozenset()
    return frozenset(run.blocks[0] for run in taken_over)


def _runs(document: LabelledBlocks, labels: Sequence[Label]) -> Iterator[_Run]:
    starts = [document.block_numbers.get(label.block.start) for label in labels]
    for label, start, following in zip(labels, starts, [*starts[1:], None], strict=True):
        if start is None:
            continue
        is_last = label is labels[-1]
        first = (document.next_block(start) if label.is_alone else start) + 1
        end = len(document.blocks) if following is None else following
        blocks = [number for number in range(first, end) if _has_words(document, number)]
        yield _Run(blocks, is_last)


def _has_words(document: LabelledBlocks, number: int) -> bool:
    block = document.blocks[number]
    return not separates_blocks(document.text, block) and read_note(document.text, block) is None


def _is_reporters(document: LabelledBlocks, run: _Run, last_names: Container[str]) -> bool:
    """Whether these paragraphs tell, in the third person, who said or who moved what."""
    for place, number in enumerate(run.blocks):
        words = _unquoted(document, number)
        if _FIRST_PERSON.search(words):
            return False
        if _reports(words, last_names) or _tells_procedure(words):
            behind = run.blocks[place + 1 : place + 1 + _LOOK_AHEAD]
            return not any(_FIRST_PERSON.search(_unquoted(document, other)) for other in behind)
    return False


def _unquoted(document: LabelledBlocks, number: int) -> str:
    return _QUOTED.sub(" ", document.text[slice(*document.blocks[number])])


def _reports(words: str, last_names: Container[str]) -> bool:
    """Whether a participant is named in a paragraph, and somebody with a capital speaks in it."""
    verb = _REPORTS.search(words)
    if verb is None:
        return False
    subject = [word for word in _WORD.findall(words, 0, verb.start()) if word[0].isupper()]
    is_named = any(word.lower() not in BOUNDARIES for word in subject)
    return is_named and any(_last_word(word) in last_names for word in _WORD.findall(words))


def _tells_procedure(words: str) -> bool:
    """Whether a paragraph begins with what somebody with a capital did as a member."""
    verb = _PROCEDURE.search(words)
    if verb is None or _SENTENCE_END.search(words, 0, verb.start()):
        return False
    subject = [word for word in _WORD.findall(words, 0, verb.start()) if word[0].isupper()]
    return any(word.lower() not in BOUNDARIES for word in subject)


def _last_word(name: str) -> str:
    words = _WORD.findall(name)
    return re.sub(r"['’]s?$", "", words[-1]).casefold() if words else ""
