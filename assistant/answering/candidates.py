"""Candidate sentences: those of the best passages, nearest to the question first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.citations.speakers import find_main_statement
from assistant.readers.answer_spans import AnswerSpan
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

TURN_CUE = ":"
"""The cue of a statement that is a speaker's turn in a transcript."""


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
    speaker_score: float | None = None
    """For a sentence of a transcript the reader's score of its speaker as the answer to a question
    that asks who said something; None if it was not read so, or if they can't be the answer."""
    claim_verdict: YesNoVerdict | None = None
    """Whether its speaker says in it what a question asks who said; None if it was not read so."""

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

    @property
    def is_turn(self) -> bool:
        """Whether it is somebody's own words without a verb that reports them: a transcript's."""
        return self.statement is not None and is_turn_of(self.statement)

    @property
    def score_as_speaker(self) -> float | None:
        """How sure the reader is of a speaker who is asked for; None if it has not read for one."""
        if self.speaker_score is not None:
            return self.speaker_score
        return self.reading.score if self.reading and not self.is_turn else None

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


def is_turn_of(said: Statement) -> bool:
    """Whether a statement is a speaker's turn, or a part of it: no verb reports it."""
    return said.kind == "direct" and said.cue in (None, TURN_CUE)


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


def _reading_order(candidate: Candidate) -> tuple[float, str, int]:
    document = candidate.ranked.passage.document
    return -candidate.reading_priority, document.name, candidate.span.start
