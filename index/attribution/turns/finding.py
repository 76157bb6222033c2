"""Finds the speech turns of transcripts, speeches and messages: whose words each paragraph is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.attribution.turns.label_forms import (
    Label,
    LabelForm,
    find_labels,
    find_labels_inside,
)
from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.one_voice import Voice, find_voice
from index.attribution.turns.participants import Participants
from index.attribution.turns.people_in_titles import TurnSpeaker
from index.attribution.turns.regularity import (
    DETAILS,
    LabelledBlocks,
    choose_labels,
    choose_running_labels,
    is_play,
    is_sentence_like,
)
from index.attribution.turns.stage_directions import (
    NoteKind,
    read_note,
    separates_blocks,
    spoken_parts,
)
from index.ingest.metadata.title_and_outlet import is_title_case
from index.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SALUTATION = re.compile(
    r"(?:Dear|Ladies|Mr|Mrs|Ms|Madam|Friends|My|Good|Colleagues|Excellenc|Your|Distinguished|Hono|Esteemed"
    r"|Fellow|Hello|Comrades|Members|Sisters|Brothers|Querid|Cher|Mesdames|Liebe|Sehr|Señor|Meine|To)\b.{0,120}[,:!.]$"
)
_SHORT_DATE_LINE = re.compile(
    r"(?=.{0,60}\d{4})(?:[^\W\d_]+[,. ]+){0,6}\d[\d ,.–-]*(?:[^\W\d_]+[,. ]+\d{4})?[.]?$"
)
_UNREAD = re.compile(r"(?:[A-Z(\[][^\s:]*+ ?(?:(?:of|the|and|for|from|to|in) )*+){2,12}+:(?=\s)")
_REPORTED = re.compile(
    r"[,.?!][”\"] (?:[^\W\d_][\w.’'-]{0,30} ){0,4}(?:said|says|told|added|asked|wrote)\b"
    r"|\b(?:said|says|told|added|asked|wrote)\b[^.“\"]{0,40}[“\"]"
)
"""What a reporter writes, where an article goes on behind a transcript that it quotes."""
_STRONG = (LabelKind.TITLED, LabelKind.OFFICE)


class SpeechTurn(NamedTuple):
    """A stretch of a paragraph that is one person's words."""

    start: int
    end: int
    speaker: str
    role: str | None
    label: Span | None
    """Where the speaker's label stands, in the first paragraph of a turn."""
    colon: Span | None


@dataclass(frozen=True)
class SpeechTurns:
    """The speech turns of a document."""

    turns: Sequence[SpeechTurn] = ()
    """In the order of the text."""
    single_labels: Sequence[Label] = ()
    """What may be labels in a document that is no transcript: "Brandt: The fee stays."."""
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
    chosen = choose_labels(document)
    chosen = [label for label in chosen if not _is_headline(text, label, headline, chosen)]
    in_headline = [
        label
        for label in labels[:3]
        if headline and headline.start <= label.start < headline.end and label not in chosen
    ]
    chosen += _choose_inside(document, chosen)
    chosen.sort(key=lambda label: label.start)
    voice = find_voice(text, blocks, title, speaker)
    participants = Participants(
        text, chosen, voice, document.lower_case_words if chosen else frozenset(), title or ""
    )
    if not participants.names_answerer and all(map(_is_question_or_answer, chosen)):
        chosen = []
    if not chosen and not (voice and voice.is_whole):
        singles = [label for label in labels if label.form is LabelForm.COLON]
        return SpeechTurns((), [] if is_play(document) else singles)
    reader = _TurnReader(document, chosen, participants, voice, headline)
    turns = list(reader.read())
    return SpeechTurns(turns, in_headline, [turn.start for turn in turns])


def _read_blocks(text: str) -> list[Span]:
    """The lines of a text that aren't blank, without outer white space."""
    blocks = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and (text[start].isspace() or text[start] == "\ufeff"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            blocks.append(Span(start, end))
    return blocks


def _is_headline(text: str, label: Label, headline: Span | None, chosen: Sequence[Label]) -> bool:
    """Whether a label stands in the headline: "Brandt: Tolls to Rise" above an interview."""
    if headline is None or not headline.start <= label.start < headline.end:
        return False
    if sum(other.parts.key == label.parts.key for other in chosen) > 1 or label.is_alone:
        return False
    line = text[slice(*headline)]
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
    keys: dict[str, int] = defaultdict(int)
    for label in [*chosen, *found]:
        keys[label.parts.key] += 1
    forms = {label.form for label in chosen}
    starts = {label.start for label in chosen}
    return [
        label
        for label in found
        if label.start not in starts
        and (
            (keys[label.parts.key] > 1 and label.parts.kind is LabelKind.TITLED)
            or (label.form in forms and (keys[label.parts.key] > 1 or label.parts.kind in _STRONG))
        )
    ]


def _looks_like_label(words: str) -> bool:
    """Whether a block begins like a label that can't be read: such words end the turn."""
    return (
        _UNREAD.match(words) is not None
        and read_label(words.partition(":")[0]) is None
        and not any(mark in words[:80] for mark in '“"?')
    )


class _TurnReader:
    """Goes through the blocks of a document and keeps whose turn it is."""

    def __init__(
        self,
        document: LabelledBlocks,
        chosen: Sequence[Label],
        participants: Participants,
        voice: Voice | None,
        headline: Span | None,
    ) -> None:
        self._document = document
        self._text = document.text
        self._participants = participants
        self._voice = voice if voice and voice.is_whole else None
        self._headline = headline
        self._by_block: dict[int, list[Label]] = defaultdict(list)
        for label in chosen:
            number = document.block_numbers.get(label.block.start)
            self._by_block[self._number_at(label.start) if number is None else number].append(label)
        self._forms = {label.form for label in chosen}
        self._unread = {
            document.block_numbers[label.block.start]: label
            for label in document.labels
            if label.form in (LabelForm.COLON, LabelForm.TIGHT_COLON)
        }
        self._speakers: tuple[TurnSpeaker, ...] = ()
        self._has_begun = False
        self._label: Label | None = None
        self._is_article = False
        self._excerpt_end = self._find_excerpt_end(chosen)
        sample = document.text[:4000] + document.text[len(document.text) // 2 :][:4000]
        self._is_all_capitals = sum(map(str.isupper, sample)) > sum(map(str.islower, sample))

    def _number_at(self, offset: int) -> int:
        starts = self._document.blocks
        return bisect_left(starts, offset + 1, key=lambda block: block.start) - 1

    def _find_excerpt_end(self, chosen: Sequence[Label]) -> int | None:
        """The block of the last turn, if an article quotes a transcript and goes on behind it."""
        if not chosen or not {LabelForm.COLON, LabelForm.CELL} & self._forms or self._voice:
            return None
        first = self._document.block_numbers.get(chosen[0].block.start, 0)
        before = [
            block
            for block in self._document.blocks[:first]
            if block.end - block.start > 30 and self._text[block.end - 1] in '.!?”"'
        ]
        self._is_article = len(before) > 2
        if len(before) <= len(chosen):
            return None
        return self._number_at(chosen[-1].start)

    def read(self) -> Iterator[SpeechTurn]:
        """The turns in order."""
        for number, block in enumerate(self._document.blocks):
            labels = self._by_block.get(number)
            if labels:
                yield from self._read_labelled(block, labels)
            elif self._speakers or self._voice:
                yield from self._read_unlabelled(number, block)
            if number == self._excerpt_end and not self._is_pending(labels):
                self._speakers = ()

    def _is_pending(self, labels: Sequence[Label] | None) -> bool:
        if labels and labels[-1].is_alone and self._excerpt_end is not None:
            self._excerpt_end += 1
            return True
        return False

    def _read_labelled(self, block: Span, labels: Sequence[Label]) -> Iterator[SpeechTurn]:
        if labels[0].start > block.start and self._speakers and labels[0].block != block:
            yield from self._speak(block.start, labels[0].start)
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            self._has_begun = True
            speaker = self._participants.resolve(label)
            self._speakers = (speaker,) if speaker.name else ()
            self._label = label
            if not label.is_alone:
                yield from self._speak(label.content, following.start if following else block.end)

    def _read_unlabelled(self, number: int, block: Span) -> Iterator[SpeechTurn]:
        if not self._has_begun and not self._begins(block):
            return
        if self._label is not None and self._label.is_alone and self._is_details(block):
            self._add_details(block)
            return
        if self._label is not None and self._label.is_alone and separates_blocks(self._text, block):
            return
        note = read_note(self._text, block, self._is_all_capitals)
        if note is not None and not self._is_in_list(block):
            is_whole = self._voice is not None and not self._by_block
            words = self._text[block.start : block.end]
            if note is NoteKind.ENDS and not (is_whole and words.isupper() and len(words) > 12):
                self._speakers, self._label = (), None
                self._voice = (
                    self._voice
                    if is_whole and not words.strip("#*\\ ").upper().startswith("END")
                    else None
                )
            return
        if self._is_no_speech(number, block):
            return
        if self._is_article and _REPORTED.search(self._text, *block):
            self._speakers, self._label = (), None
            return
        yield from self._speak(block.start, block.end)

    def _is_in_list(self, block: Span) -> bool:
        return False

    def _begins(self, block: Span) -> bool:
        """Whether a document with one voice begins with this block."""
        voice = self._voice
        if voice is None or block.start < voice.first:
            return False
        if self._by_block and len(voice.speakers) > 1:
            return False
        if self._headline and self._headline.start <= block.start < self._headline.end:
            return False
        words = self._text[block.start : block.end]
        if _SHORT_DATE_LINE.fullmatch(words) or re.match(r"[Bb][Yy] ", words):
            return False
        if not (is_sentence_like(words) or _SALUTATION.fullmatch(words) or len(words) > 200):
            return False
        if len(words) < 60 and words.rstrip(".").isupper():
            return False
        is_capitalised = all(not word[0].islower() for word in words.split())
        if len(words.split()) < 7 and is_capitalised and not _SALUTATION.fullmatch(words):
            # A place: "Washington, D.C."
            return False
        if read_note(self._text, block) is not None:
            return False
        self._has_begun = True
        self._speakers = voice.speakers
        return True

    def _is_no_speech(self, number: int, block: Span) -> bool:
        """Whether a block is a header field or a signature; what isn't read ends the turn."""
        voice = self._voice
        if voice is not None and not self._by_block:
            if voice.end is not None and block.start >= voice.end:
                return True
            is_last = number >= len(self._document.blocks) - 2
            return is_last and self._is_about_speaker(block)
        label = self._unread.get(number)
        words = self._text[block.start : block.end]
        if label is not None and label.form in self._forms:
            content = self._text[label.content : block.end]
            if not is_sentence_like(content) and label.parts.kind in (
                LabelKind.HEADING,
                LabelKind.NAME,
            ):
                return True
            if label.parts.kind in (LabelKind.NAME, LabelKind.TITLED, LabelKind.OFFICE):
                self._speakers, self._label = (), None
                return True
            return False
        if label is None and LabelForm.COLON in self._forms and _looks_like_label(words):
            self._speakers, self._label = (), None
            return True
        return False

    def _is_about_speaker(self, block: Span) -> bool:
        """Whether a last paragraph says who the author is: "Clara Whitcombe represents …"."""
        assert self._voice is not None
        words = self._text[block.start : block.end]
        names = [one.name for one in self._voice.speakers if one.name]
        return any(name in words[:80] for name in names) and not re.search(
            r"\b(?:I|my|we)\b", words
        )

    def _is_details(self, block: Span) -> bool:
        return block.end - block.start < 120 and DETAILS.fullmatch(self._text, *block) is not None

    def _add_details(self, block: Span) -> None:
        details = ", ".join(re.findall(r"\(([^()]+)\)", self._text[block.start : block.end]))
        self._speakers = tuple(
            speaker._replace(role=speaker.role or details) for speaker in self._speakers
        )

    def _speak(self, start: int, end: int) -> Iterator[SpeechTurn]:
        label = self._label
        for part in spoken_parts(self._text, start, end):
            span = colon = None
            if label is not None:
                span = self._label_span(label)
                if self._text[label.end : label.end + 1] == ":":
                    colon = Span(label.end, label.end + 1)
            for speaker in self._speakers:
                assert speaker.name is not None
                yield SpeechTurn(part.start, part.end, speaker.name, speaker.role, span, colon)
            self._label = label = None

    def _label_span(self, label: Label) -> Span:
        start, end = label.start, label.end
        while end > start + 1 and self._text[end - 1] in "*_ \t\u00a0":
            end -= 1
        return Span(start, end)
