"""Candidate sentences: pick those nearest to the question, and run the reader over them.

The reader sees about a thousand tokens, whatever the store's size: the sentences of the best
passages that are nearest to the question, each with its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.citations.speakers import find_main_statement
from assistant.readers.answer_spans import AnswerSpan
from assistant.readers.extractive_reader import Reader, TextToRead
from assistant.readers.large_reader import YesNoVerdict
from index.records import Span, Statement
from index.retrieval.question import Question
from index.retrieval.ranking import RankedPassage

MAX_BEST_PASSAGES = 12
"""Number of best passages whose sentences become candidates."""
MAX_SPEAKER_PASSAGES = 3
"""Number of lower passages whose sentences become candidates too because the speaker whose words
are asked for speaks in them."""
PASSAGE_SCORE_WEIGHT = 1.5
"""Weight of the passage's score (0 to 1) when it is added to the sentence's closeness (0 to 2) to
decide which sentences to read."""
MAX_CHARACTERS_READ = 3700
"""Characters that the reader sees for one question: two cores read them in about 0.13 seconds.
Seven eighths of the news questions have their evidence within them."""
MAX_CHARACTERS_PER_SENTENCE = 1500
"""A longer sentence counts as this long, and is not read as a neighbour of another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold the answer."""

    ranked: RankedPassage
    """The best passage that contains it."""
    span: Span
    """Its place in the document."""
    text: str
    closeness: float
    """Cosine with the question plus the share of words in common."""
    statement: Statement | None
    """The statement that fills most of it."""
    reading: AnswerSpan | None = None
    """The reader's best answer in it, with `start` and `end` in the document; None if unread."""
    close_reading: AnswerSpan | None = None
    """The same of the large reader, which reads what may be cited; None if it didn't read it."""
    parts: tuple[Span, ...] = ()
    """Places in the document that the large reader takes for answers, or for parts of a list."""
    verdict: YesNoVerdict | None = None
    """Whether the text in which the large reader read it answers a question for yes or no."""

    @property
    def best_reading(self) -> AnswerSpan | None:
        """The large reader's best answer in it, else the small one's; None if unread."""
        return self.close_reading or self.reading

    @property
    def speaker(self) -> str | None:
        """The speaker of the sentence; None if unknown, or if the words are told not to be said."""
        return self.statement.speaker if self.statement and self.statement.is_claim else None

    @property
    def reports_what_is_unsaid(self) -> bool:
        """Whether its main words are told not to be said: "did not say that …", "if X says …"."""
        return self.statement is not None and not self.statement.is_claim

    def is_by_asked_speaker(self, question: Question) -> bool:
        """Whether the speaker is the one whose words the question asks for."""
        return question.is_asked_speaker(self.ranked.passage.document.number, self.speaker)

    @property
    def answer(self) -> str:
        """The words of the readers' best answer in it; empty if it was not read."""
        reading = self.best_reading
        if reading is None:
            return ""
        passage = self.ranked.passage
        return passage.text[reading.start - passage.start : reading.end - passage.start]

    @property
    def reading_priority(self) -> float:
        """Candidates with a higher value are read first."""
        return self.closeness + PASSAGE_SCORE_WEIGHT * self.ranked.score

    @property
    def place(self) -> tuple[int, Span]:
        """The document's number and the sentence's place in it."""
        return self.ranked.passage.document.number, self.span


def find_candidates(ranked: Sequence[RankedPassage]) -> list[Candidate]:
    """The sentences of the best passages, nearest first, each once.

    Args:
        ranked: Passages, best first.
    """
    lower_with_speaker = (
        passage for passage in ranked[MAX_BEST_PASSAGES:] if passage.signals.get("speaker")
    )
    selected = (*ranked[:MAX_BEST_PASSAGES], *islice(lower_with_speaker, MAX_SPEAKER_PASSAGES))
    by_place: dict[tuple[int, Span], Candidate] = {}
    for ranked_passage in selected:
        passage = ranked_passage.passage
        for span, closeness in zip(passage.sentences, ranked_passage.closeness, strict=True):
            text = passage.text[span.start - passage.start : span.end - passage.start]
            statement = find_main_statement(ranked_passage.statements, span.start, span.end)
            candidate = Candidate(ranked_passage, span, text, closeness, statement)
            known = by_place.get(candidate.place)
            # A sentence may stand in two passages that overlap; keep it with the better passage.
            if known is None or known.reading_priority < candidate.reading_priority:
                by_place[candidate.place] = candidate
    return sorted(by_place.values(), key=_reading_order)


def read_candidates(
    candidates: Sequence[Candidate], question: str, reader: Reader
) -> list[Candidate]:
    """The same candidates, those that fit into `MAX_CHARACTERS_READ` with the reader's answer.

    Args:
        candidates: Nearest first.
        question: The user's question.
        reader: The model that reads them.
    """
    windows = reading_windows(candidates, MAX_CHARACTERS_READ)
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


def reading_windows(candidates: Sequence[Candidate], characters: int) -> list[ReadingWindow]:
    """For each passage that is read: its sentences to read, each with its neighbours, as one text.

    Args:
        candidates: Those to read first come first.
        characters: How many may be read; the last sentence may go beyond.
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
    return [_window(ranked, sorted(numbers)) for ranked, numbers in chosen.values()]


def _window(ranked: RankedPassage, numbers: Sequence[int]) -> ReadingWindow:
    passage = ranked.passage
    spans = tuple(passage.sentences[number] for number in numbers)
    text = _title_line(ranked)
    spans_in_text = []
    for span in spans:
        start = len(text)
        text += passage.text[span.start - passage.start : span.end - passage.start]
        spans_in_text.append(Span(start, len(text)))
        text += " "
    return ReadingWindow(ranked, spans, TextToRead(text.rstrip(), tuple(spans_in_text)))


def _title_line(ranked: RankedPassage) -> str:
    title = ranked.passage.document.title
    return f"{title[:200]}\n" if title else ""


def _reading_order(candidate: Candidate) -> tuple[float, str, int]:
    document = candidate.ranked.passage.document
    return -candidate.reading_priority, document.name, candidate.span.start
