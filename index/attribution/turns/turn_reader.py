"""Goes through the blocks of a document with labels or one voice, and keeps whose turn it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.attribution.turns.excerpts import find_excerpt
from index.attribution.turns.label_forms import Label, LabelForm
from index.attribution.turns.labelled_blocks import DETAILS, LabelledBlocks, is_sentence_like
from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.one_voice import Voice, begins_speech, is_about_speakers
from index.attribution.turns.participants import Participants
from index.attribution.turns.people_in_titles import TurnSpeaker
from index.attribution.turns.reporters_paragraphs import find_reporters_paragraphs
from index.attribution.turns.stage_directions import (
    NoteKind,
    is_end,
    read_note,
    separates_blocks,
    spoken_parts,
)
from index.records import Span

_UNREAD = re.compile(r"(?:[A-Z(\[][^\s:]*+ ?(?:(?:of|the|and|for|from|to|in) )*+){2,12}+:(?=\s)")
"""Capitalised words and a colon, as of a label."""
_ASKED = re.compile(
    r"(?:(?:rose )?to )?(?P<cue>asked|asks|ask) [^.?!\n]{3,200}? "
    r"(?=(?:what|whether|if|how|why|when|where|which|who|whose|whom)\b)"
)
"""How the record begins a question that it reports: "asked the Minister what steps"."""
_SAMPLE = 4000
"""Characters at the start and in the middle of a document that show whether all is in capitals."""


class SpeechTurn(NamedTuple):
    """A stretch of a paragraph that is one person's words."""

    start: int
    end: int
    speaker: str
    role: str | None
    label: Span | None
    """Where the speaker's label stands, in the first paragraph of a turn."""
    colon: Span | None
    asks: Span | None = None
    """Where "asked" stands, if the record reports a question in its own words."""


class TurnReader:
    """Reads the turns of one document."""

    def __init__(
        self,
        document: LabelledBlocks,
        labels: Sequence[Label],
        participants: Participants,
        voice: Voice | None,
        headline: Span | None,
    ) -> None:
        """Start before the first block.

        Args:
            document: The document.
            labels: The labels of its turns, in order.
            participants: Resolves the labels.
            voice: Who speaks where no label says so.
            headline: The headline in the text.
        """
        self.notes: list[Span] = []
        """What is nobody's speech, as far as the document is read."""
        self._document = document
        self._text = document.text
        self._participants = participants
        self._voice = voice if voice and voice.is_whole else None
        self._headline = headline
        self._by_block = self._labels_by_block(labels)
        self._forms = {label.form for label in labels}
        self._excerpt = find_excerpt(document, labels) if self._voice is None else None
        self._reporters_paragraphs = find_reporters_paragraphs(
            document, labels, lambda label: participants.resolve(label).name
        )
        self._other_labels = {
            document.block_numbers[label.block.start]: label
            for label in document.labels
            if label.form in (LabelForm.COLON, LabelForm.TIGHT_COLON)
        }
        self._lines_of_people = {
            document.block_numbers[label.block.start]
            for label in document.labels
            if label.form is LabelForm.LINE and label.parts.tail
        }
        sample = self._text[:_SAMPLE] + self._text[len(self._text) // 2 :][:_SAMPLE]
        self._is_all_capitals = sum(map(str.isupper, sample)) > sum(map(str.islower, sample))
        # Where the reader is:
        self._speakers: tuple[TurnSpeaker, ...] = ()
        self._label: Label | None = None
        self._has_begun = False
        self._is_in_list = False

    def _labels_by_block(self, labels: Sequence[Label]) -> dict[int, list[Label]]:
        blocks = self._document.blocks
        found: dict[int, list[Label]] = defaultdict(list)
        for label in labels:
            number = bisect_left(blocks, label.start + 1, key=lambda block: block.start) - 1
            found[number].append(label)
        return found

    @property
    def _is_one_voice(self) -> bool:
        return self._voice is not None and not self._by_block

    def read(self) -> Iterator[SpeechTurn]:
        """The turns in order."""
        for number, block in enumerate(self._document.blocks):
            labels = self._by_block.get(number)
            if labels:
                yield from self._read_labelled(block, labels)
            elif self._speakers or self._voice:
                yield from self._read_unlabelled(number, block)
            else:
                self._read_between_turns(block)
            if self._excerpt is not None and number == self._excerpt.end:
                self._end_turn()

    def _end_turn(self) -> None:
        self._speakers, self._label, self._is_in_list = (), None, False

    def _read_labelled(self, block: Span, labels: Sequence[Label]) -> Iterator[SpeechTurn]:
        if labels[0].block != block:
            # The turn before goes on until a label inside the paragraph.
            yield from self._speak(block.start, labels[0].start)
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            speaker = self._participants.resolve(label)
            self._end_turn()
            self._has_begun = True
            self._speakers = (speaker,) if speaker.name else ()
            self._label = label
            if not label.is_alone:
                yield from self._speak(label.content, following.start if following else block.end)

    def _read_between_turns(self, block: Span) -> None:
        if self._has_begun and read_note(self._text, block, self._is_all_capitals) is not None:
            self.notes.append(block)

    def _read_unlabelled(self, number: int, block: Span) -> Iterator[SpeechTurn]:
        if number in self._reporters_paragraphs:
            self._end_turn()
            return
        if not self._has_begun and not self._begin(block):
            return
        if self._label is not None and self._label.is_alone:
            if DETAILS.fullmatch(self._text, *block):
                self._add_details(block)
                return
            if separates_blocks(self._text, block):
                return
        if self._read_note(block) or self._is_no_speech(number, block):
            return
        if self._excerpt is not None and self._excerpt.goes_on_as_article(self._text, block):
            self._end_turn()
            return
        yield from self._speak(block.start, block.end)

    def _begin(self, block: Span) -> bool:
        """Whether a document with one voice begins with this block."""
        voice = self._voice
        if voice is None or block.start < voice.first:
            return False
        if self._by_block and len(voice.speakers) > 1:
            return False
        if self._headline and self._headline.start <= block.start < self._headline.end:
            return False
        if not begins_speech(self._text, block):
            return False
        self._has_begun = True
        self._speakers = voice.speakers
        return True

    def _read_note(self, block: Span) -> bool:
        """Whether a block is the stenographer's, which may end the turn."""
        note = read_note(self._text, block, self._is_all_capitals)
        words = self._text[block.start : block.end]
        if note is None or (
            self._is_in_list and note is NoteKind.INTERRUPTS and words[0].isalpha()
        ):
            return False
        self.notes.append(block)
        if note is NoteKind.ENDS and not (self._is_one_voice and not is_end(words)):
            self._end_turn()
            self._voice = None
        return True

    def _is_no_speech(self, number: int, block: Span) -> bool:
        """Whether a block is a header field or a signature; what isn't read ends the turn."""
        voice = self._voice
        if voice is not None and self._is_one_voice:
            if voice.end is not None and block.start >= voice.end:
                return True
            is_last = number >= len(self._document.blocks) - 2
            return is_last and is_about_speakers(self._text, block, voice)
        if LabelForm.LINE in self._forms and number in self._lines_of_people:
            # A list of those who take part.
            self._end_turn()
            return True
        label = self._other_labels.get(number)
        if label is not None and label.form in self._forms:
            return self._is_other_label(label)
        if label is None and LabelForm.COLON in self._forms and self._looks_like_label(block):
            self._end_turn()
            return True
        return False

    def _is_other_label(self, label: Label) -> bool:
        """Whether a label of the document's form that names no speaker begins no speech."""
        content = self._text[label.content : label.block.end]
        kind = label.parts.kind
        if kind in (LabelKind.HEADING, LabelKind.NAME) and not is_sentence_like(content):
            return True
        if kind in (LabelKind.NAME, LabelKind.TITLED, LabelKind.OFFICE):
            self._end_turn()
            return True
        return False

    def _looks_like_label(self, block: Span) -> bool:
        """Whether a block begins like a label that can't be read."""
        if not _UNREAD.match(self._text, *block):
            return False
        words = self._text[block.start : block.end].partition(":")[0]
        return read_label(words) is None and not any(mark in words for mark in '“"?')

    def _add_details(self, block: Span) -> None:
        details = ", ".join(re.findall(r"\(([^()]+)\)", self._text[block.start : block.end]))
        self._speakers = tuple(
            speaker._replace(role=speaker.role or details or None) for speaker in self._speakers
        )

    def _speak(self, start: int, end: int) -> Iterator[SpeechTurn]:
        for part in spoken_parts(self._text, start, end):
            label = self._label
            span = colon = None
            if label is not None:
                span = self._label_span(label)
                if self._text[label.end : label.end + 1] == ":":
                    colon = Span(label.end, label.end + 1)
            for speaker in self._speakers:
                if speaker.name is not None:
                    yield _turn(self._text, part, speaker, span, colon)
            self._label = None
        ending = self._text[start:end].rstrip()[-1:]
        self._is_in_list = ending == ":" or (self._is_in_list and ending not in ".?!")

    def _label_span(self, label: Label) -> Span:
        start, end = label.start, label.end
        while end > start + 1 and self._text[end - 1] in "*_ \t\u00a0\r\n":
            end -= 1
        return Span(start, end)


def _turn(
    text: str, part: Span, speaker: TurnSpeaker, label: Span | None, colon: Span | None
) -> SpeechTurn:
    """A stretch of speech; of "Mr. Foss asked the Minister what steps …" only what is asked."""
    name = speaker.name or ""
    match = _ASKED.match(text, *part) if label is not None and colon is None else None
    if match is None:
        return SpeechTurn(part.start, part.end, name, speaker.role, label, colon)
    asks = Span(*match.span("cue"))
    return SpeechTurn(match.end(), part.end, name, speaker.role, label, None, asks)
