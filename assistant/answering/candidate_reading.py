"""The reader over the candidates: what it is given to read, and what it finds in each sentence.

It sees about a thousand tokens, whatever the store's size: the sentences of the best passages that
are nearest to the question, each with its neighbours; of transcripts, where it is asked who said
something, each behind its speaker's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate, is_turn_of
from assistant.answering.question_target import can_answer_who
from assistant.citations.speakers import find_main_statement
from assistant.readers.answer_spans import AnswerSpan
from assistant.readers.extractive_reader import Reader, TextToRead
from index.records import Span, Statement
from index.retrieval.ranking import RankedPassage
from index.retrieval.who_said import read_who_said

MAX_CHARACTERS_READ = 3700
"""Characters that the reader sees for one question: two cores read them in about 0.13 seconds.
Seven eighths of the news questions have their evidence within them."""
MAX_CHARACTERS_PER_SENTENCE = 1500
"""A longer sentence counts as this long, and is not read as a neighbour of another."""
MAX_CHARACTERS_OF_NEIGHBOUR = 250
"""Characters of a sentence before or behind one that is read behind its speaker's name."""
MAX_SENTENCES_INTO_REPLY = 2
"""Sentences at the beginning of a turn that are read behind the question to which they reply."""
SCORE_OF_LABEL = 3.5
"""How much higher the reader's score of a name is that stands before words like a label than that
of one in a sentence; so much less counts as sure, on questions over transcripts."""
_SPACE_BETWEEN = 2
"""Characters between two sentences that follow each other, at most."""
MOST_SPOKEN_SENTENCES = 12
"""Number of first candidates of which those from transcripts are read behind their speakers' names:
about as many characters as are read of other documents."""


def read_candidates(
    candidates: Sequence[Candidate], question: str, reader: Reader
) -> list[Candidate]:
    """The same candidates, those that fit into `MAX_CHARACTERS_READ` with the reader's answer.

    Args:
        candidates: Nearest first.
        question: The user's question.
        reader: The model that reads them.
    """
    if read_who_said(question) is None:
        return _read_in_prose(candidates, question, reader)
    near = candidates[:MOST_SPOKEN_SENTENCES]
    turns = [candidate for candidate in near if candidate.is_turn]
    prose = [candidate for candidate in candidates if not candidate.is_turn]
    characters = MAX_CHARACTERS_READ * (len(near) - len(turns)) // max(len(near), 1)
    read = {one.place: one for one in _read_in_prose(prose, question, reader, characters)}
    read |= {one.place: one for one in _read_turns(turns, question, reader)}
    return [read.get(candidate.place, candidate) for candidate in candidates]


def _read_in_prose(
    candidates: Sequence[Candidate],
    question: str,
    reader: Reader,
    characters: int = MAX_CHARACTERS_READ,
) -> list[Candidate]:
    """The candidates, the first of them read with their neighbours, as they stand."""
    windows = reading_windows(candidates, characters)
    answers = reader.read(question, [one.text for one in windows])
    best: dict[tuple[int, Span], AnswerSpan] = {}
    for window, found in zip(windows, answers, strict=True):
        for span, shift, answer in zip(window.spans, window.shifts, found, strict=True):
            if answer is None:
                continue
            in_document = answer.moved(shift)
            place = window.ranked.passage.document.number, span
            if place not in best or best[place].score < in_document.score:
                best[place] = in_document
    return [replace(candidate, reading=best.get(candidate.place)) for candidate in candidates]


@dataclass(frozen=True, slots=True)
class ReadingWindow:
    """Sentences of one passage, as a reader is given them."""

    ranked: RankedPassage
    spans: tuple[Span, ...]
    """The sentences' places in the document, in the order of `text.sentences`."""
    text: TextToRead

    @property
    def shifts(self) -> tuple[int, ...]:
        """For each sentence, the characters from its place in the text to that in the document."""
        return tuple(
            span.start - inside.start
            for span, inside in zip(self.spans, self.text.sentences, strict=True)
        )


def reading_windows(
    candidates: Sequence[Candidate], characters: int, with_speakers: bool = False
) -> list[ReadingWindow]:
    """For each passage that is read: its sentences to read, each with its neighbours, as one text.

    Args:
        candidates: Those to read first come first.
        characters: How many may be read; the last sentence may go beyond.
        with_speakers: Whether a turn's sentences stand behind their speaker's name.
    """
    chosen: dict[str, tuple[RankedPassage, set[int]]] = {}
    for candidate in candidates:
        if characters <= 0:
            break
        sentences = candidate.ranked.passage.sentences
        own = sentences.index(candidate.span)
        _, numbers = chosen.setdefault(candidate.ranked.passage.id, (candidate.ranked, set()))
        for number in (own, own - 1, own + 1):
            if 0 <= number < len(sentences) and number not in numbers:
                length = sentences[number].end - sentences[number].start
                if number == own or length <= MAX_CHARACTERS_PER_SENTENCE:
                    numbers.add(number)
                    characters -= min(length, MAX_CHARACTERS_PER_SENTENCE)
    return [_window(ranked, sorted(numbers), with_speakers) for ranked, numbers in chosen.values()]


def _window(ranked: RankedPassage, numbers: Sequence[int], with_speakers: bool) -> ReadingWindow:
    passage = ranked.passage
    spans = tuple(passage.sentences[number] for number in numbers)
    labels = turn_labels(ranked.statements, spans) if with_speakers else [""] * len(spans)
    text = _title_line(ranked)
    spans_in_text = []
    for span, label in zip(spans, labels, strict=True):
        text += label
        start = len(text)
        text += passage.text[span.start - passage.start : span.end - passage.start]
        spans_in_text.append(Span(start, len(text)))
        text += " "
    return ReadingWindow(ranked, spans, TextToRead(text.rstrip(), tuple(spans_in_text)))


def turn_labels(statements: Sequence[Statement], spans: Sequence[Span]) -> list[str]:
    """What is set before each sentence so that a reader is told whose turn it is: "Ada Brandt: ".

    Empty before a sentence that is no part of a turn, that has the turn's own label in it, or that
    goes on where the one before it ends.

    Args:
        statements: Those of the passage or document that the sentences are from.
        spans: The sentences, in order.
    """
    labels, speaking, end = [], "", -1
    for span in spans:
        said = find_main_statement(statements, *span)
        is_turn = said is not None and said.is_claim and is_turn_of(said)
        speaker = (said.speaker or "") if said is not None and is_turn else ""
        goes_on = speaker == speaking and span.start - end <= _SPACE_BETWEEN
        labelled = said is not None and said.start > span.start
        labels.append(f"{speaker}: " if speaker and not goes_on and not labelled else "")
        speaking, end = speaker, span.end
    return labels


def _read_turns(
    candidates: Sequence[Candidate], question: str, reader: Reader
) -> Iterator[Candidate]:
    """Sentences of a transcript, each read behind its speaker's name: "Ada Brandt: …".

    Only the label of the turn says who speaks, and most of its sentences stand without it. A text
    that does say it lets the reader judge whether these words are what the question says.
    """
    windows = [window_with_speaker(candidate, question) for candidate in candidates]
    answers = reader.read(question, windows)
    for candidate, window, found in zip(candidates, windows, answers, strict=True):
        own, *name = window.sentences
        reading = found[0].moved(candidate.span.end - own.end) if found[0] else None
        speaker_score = found[1].score - SCORE_OF_LABEL if name and found[1] else None
        yield replace(candidate, reading=reading, speaker_score=speaker_score)


def window_with_speaker(
    candidate: Candidate, question: str, behind_question: bool = False
) -> TextToRead:
    """The speaker's name, if they can be the answer, and the sentence between its neighbours.

    The sentence comes first in `sentences`, and behind it the name.

    Args:
        candidate: The sentence.
        question: The user's question.
        behind_question: Whether a question of somebody else to which it replies comes first.
    """
    passage, statement = candidate.ranked.passage, candidate.statement
    label = candidate.speaker if can_answer_who(question, candidate.speaker) else None
    own = passage.sentences.index(candidate.span)
    before, behind = (
        _neighbour_of_same_speaker(candidate, number) for number in (own - 1, own + 1)
    )
    start = candidate.span.start
    if statement is not None:  # without the label
        start = min(max(start, statement.start), candidate.span.end - 1)
    asked = _question_replied_to(candidate) if behind_question else ""
    name_at = len(asked) + 1 if asked else 0
    head = f"{asked} " if asked else ""
    head += f"{label}: " if label else ""
    if before:
        head += f"{before[-MAX_CHARACTERS_OF_NEIGHBOUR:]} "
    text = head + passage.text[start - passage.start : candidate.span.end - passage.start]
    sentences = [Span(len(head), len(text))]
    if label:
        sentences.append(Span(name_at, name_at + len(label)))
    return TextToRead(f"{text} {behind[:MAX_CHARACTERS_OF_NEIGHBOUR]}".rstrip(), tuple(sentences))


def _neighbour_of_same_speaker(candidate: Candidate, number: int) -> str:
    """A sentence of the passage, if the candidate's speaker says it too; else empty."""
    passage = candidate.ranked.passage
    if candidate.statement is None or not 0 <= number < len(passage.sentences):
        return ""
    span = passage.sentences[number]
    statement = find_main_statement(candidate.ranked.statements, *span)
    if statement is None or statement.speaker != candidate.statement.speaker:
        return ""
    start = max(span.start, statement.start)
    return passage.text[start - passage.start : span.end - passage.start]


def _question_replied_to(candidate: Candidate) -> str:
    """The question of somebody else that ends just before the candidate's turn; else empty."""
    passage = candidate.ranked.passage
    own = passage.sentences.index(candidate.span)
    for number in range(own - 1, max(own - 1 - MAX_SENTENCES_INTO_REPLY, -1), -1):
        if not _neighbour_of_same_speaker(candidate, number):
            start, end = passage.sentences[number]
            text = passage.text[start - passage.start : end - passage.start].rstrip()
            return text[-MAX_CHARACTERS_OF_NEIGHBOUR:] if text.endswith("?") else ""
    return ""


def _title_line(ranked: RankedPassage) -> str:
    title = ranked.passage.document.title
    return f"{title[:200]}\n" if title else ""
