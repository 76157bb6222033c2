"""Finds the speech turns of transcripts, speeches and messages: whose words each paragraph is.

    text -> blocks -> possible labels -> labels of regular forms -> participants -> turns

The whole document is read at once, as its form and its participants hold for all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.attribution.turns.label_forms import (
    Label,
    LabelForm,
    find_labels,
    find_labels_inside,
)
from index.attribution.turns.labelled_blocks import LabelledBlocks
from index.attribution.turns.labels import LabelKind
from index.attribution.turns.one_voice import find_voice
from index.attribution.turns.participants import Participants
from index.attribution.turns.regularity import choose_labels, choose_running_labels, is_play
from index.attribution.turns.turn_reader import SpeechTurn, TurnReader
from index.attribution.turns.unlabelled_interviews import read_unlabelled_interview
from index.ingest.metadata.title_and_outlet import is_title_case
from index.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LONGEST_LABEL = 60
"""Characters of a line that may be a label whose colon stands on the next line."""
_HEADLINE_LABELS = 3
"""A headline's label is among the first ones of a document."""


@dataclass(frozen=True)
class SpeechTurns:
    """The speech turns of a document."""

    turns: Sequence[SpeechTurn] = ()
    """In the order of the text."""
    single_labels: Sequence[Label] = ()
    """What may be labels in a document that is no transcript: "Brandt: The fee stays."."""
    notes: Sequence[Span] = ()
    """Stage directions, procedure and headings between the turns: nobody says them."""
    _starts: list[int] = field(default_factory=list)

    def within(self, span: Span) -> Sequence[SpeechTurn]:
        """The turns that begin in a span."""
        return self.turns[
            bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
        ]

    def single_labels_within(self, span: Span) -> Iterator[Label]:
        """The single labels that begin in a span."""
        first = bisect_left(self.single_labels, span.start, key=lambda label: label.start)
        for label in self.single_labels[first:]:
            if label.start >= span.end:
                break
            yield label

    def is_in_note(self, offset: int) -> bool:
        """Whether a note covers a place."""
        before = bisect_left(self.notes, offset + 1, key=lambda note: note.start) - 1
        return before >= 0 and offset < self.notes[before].end


def find_turns(
    text: str,
    speaker: str | None = None,
    title: str | None = None,
    headline: Span | None = None,
) -> SpeechTurns:
    """The speech turns of a document.

    Args:
        text: The document's text; line breaks separate its blocks.
        speaker: The speaker of the whole document, if metadata name one.
        title: The document's title, if metadata give one.
        headline: The headline in the text, which is nobody's speech.
    """
    blocks = _read_blocks(text)
    labels = [label for block in blocks for label in find_labels(text, block)]
    numbers = {block.start: number for number, block in enumerate(blocks)}
    document = LabelledBlocks(text, blocks, labels, numbers)
    chosen = _choose(document, headline)
    voice = find_voice(text, blocks, title, speaker)
    ordinary = document.lower_case_words if chosen else frozenset()
    participants = Participants(text, chosen, voice, ordinary, title or "")
    if not participants.names_answerer and all(map(_is_question_or_answer, chosen)):
        chosen = []
    if not chosen and not (voice and voice.is_whole):
        turns = list(read_unlabelled_interview(text, blocks, voice))
        if turns:
            return SpeechTurns(turns, _starts=[turn.start for turn in turns])
        singles = [label for label in labels if label.form is LabelForm.COLON]
        return SpeechTurns((), [] if is_play(document) else singles)
    reader = TurnReader(document, chosen, participants, voice, headline)
    turns = list(reader.read())
    in_headline = [
        label
        for label in labels[:_HEADLINE_LABELS]
        if headline and headline.start <= label.start < headline.end and label not in chosen
    ]
    return SpeechTurns(turns, in_headline, reader.notes, [turn.start for turn in turns])


def _read_blocks(text: str) -> list[Span]:
    """The lines of a text that aren't blank, without outer white space."""
    blocks: list[Span] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and (text[start].isspace() or text[start] == "\ufeff"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if text[start] == ":" and blocks and _may_be_label(text, blocks[-1]):
            # A page whose label and colon are elements of their own: "Q", and below it ": Why?".
            start = blocks.pop().start
        blocks.append(Span(start, end))
    return blocks


def _may_be_label(text: str, block: Span) -> bool:
    return block.end - block.start <= _LONGEST_LABEL and text[block.end - 1] not in ".?!:;,…"


def _choose(document: LabelledBlocks, headline: Span | None) -> list[Label]:
    """The labels of the document's turns, in order."""
    chosen = choose_labels(document)
    chosen = [label for label in chosen if not _is_headline(document, label, headline, chosen)]
    chosen += _choose_inside(document, chosen)
    return sorted(chosen, key=lambda label: label.start)


def _is_headline(
    document: LabelledBlocks, label: Label, headline: Span | None, chosen: Sequence[Label]
) -> bool:
    """Whether a label stands in the headline: "Brandt: Tolls to Rise" above an interview."""
    if headline is None or not headline.start <= label.start < headline.end:
        return False
    if label.parts.kind not in (LabelKind.NAME, LabelKind.WORD):
        return False
    if sum(other.parts.key == label.parts.key for other in chosen) > 1 or label.is_alone:
        return False
    line = document.text[slice(*headline)]
    return is_title_case(line) and not line.isupper()


def _is_question_or_answer(label: Label) -> bool:
    return label.parts.kind in (LabelKind.QUESTION, LabelKind.ANSWER)


def _choose_inside(document: LabelledBlocks, chosen: Sequence[Label]) -> list[Label]:
    """Labels behind a sentence of their paragraph, if their speakers have others, or recur."""
    found = [
        label
        for block in document.blocks
        for label in find_labels_inside(document.text, block)
        if label.parts.kind is not LabelKind.HEADING
    ]
    if not found:
        return []
    if not chosen:
        at_start = [label for label in document.labels if label.form is LabelForm.COLON]
        return choose_running_labels(document, [*at_start, *found])
    keys = Counter(label.parts.key for label in [*chosen, *found])
    forms = {label.form for label in chosen}
    starts = {label.start for label in chosen}
    titled = (LabelKind.TITLED, LabelKind.OFFICE)
    return [
        label
        for label in found
        if label.start not in starts
        and (
            (keys[label.parts.key] > 1 and label.parts.kind is LabelKind.TITLED)
            or (label.form in forms and (keys[label.parts.key] > 1 or label.parts.kind in titled))
        )
    ]
