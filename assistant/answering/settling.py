"""Settle which candidates may answer, and how likely each is once the others have made way.

A candidate that may be no answer leaves its probability to those that answer in its place: a
question to the reply behind it, a withdrawn claim to its correction, a date that was put off to the
new one. A headline leaves it to all others. Candidates that agree don't compete: the likeliest of
them has the probability of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering.agreeing_candidates import group_agreeing, is_copy
from assistant.answering.asked_answer import WantedKind, read_asked_answer
from assistant.answering.candidates import Candidate
from assistant.answering.document_order import DocumentOrder
from assistant.answering.headlines import (
    asks_for_headline,
    is_date_alone,
    is_headline_alone,
    is_teaser,
)
from assistant.answering.hearsay import find_reply_to_hearsay, is_hearsay
from assistant.answering.listed_lines import find_items_below
from assistant.answering.moved_dates import Move, asks_for_first_date, find_moves
from assistant.answering.named_sources import asked_source, find_own_figures
from assistant.answering.questions_in_text import (
    asks,
    asks_for_questions,
    find_answers,
    is_asking_turn,
    short_reply,
)
from assistant.answering.spoken_of import read_described_person, speaks_of
from assistant.answering.unsaid_words import is_denied
from assistant.answering.withdrawals import Withdrawal, find_withdrawals
from index.records import Span
from index.retrieval.question import Question

Place = tuple[int, Span]
"""The number of a document, and a sentence's span in it."""
_KINDS_WITHOUT_FIGURE = frozenset(("person", "role", "name", "place", "reason"))
_MAX_STEPS = 4
"""How often a probability is passed on: from a headline's copy to a claim to its correction."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Which candidates may answer, and how likely each of them does."""

    probabilities: tuple[float, ...] = ()
    """For each candidate; 0 for one that may not answer or that agrees with a likelier one. They
    add up to 1 unless no candidate may answer."""
    context: Mapping[Place, tuple[Candidate, ...]] = field(default_factory=dict)
    """For the place of a candidate, the sentences to show with it: the question that it answers,
    the claim that it corrects."""
    copies: Mapping[Place, tuple[Candidate, ...]] = field(default_factory=dict)
    """For the place of a candidate, the sentences of other documents in the same words."""
    withdrawals: tuple[Withdrawal, ...] = ()

    def may_answer(self, number: int) -> bool:
        """Whether the candidate of this number is left to be cited."""
        return self.probabilities[number] > 0

    def with_context(self, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Chosen candidates, and behind them the sentences to show with them, each once."""
        by_place = {candidate.place: candidate for candidate in chosen}
        for candidate in chosen:
            for shown in self.context.get(candidate.place, ()):
                by_place.setdefault(shown.place, shown)
        return tuple(by_place.values())


def settle(
    candidates: Sequence[Candidate], probabilities: Sequence[float], question: Question
) -> Settlement:
    """Settle which of the candidates may answer.

    Args:
        candidates: The sentences considered, read.
        probabilities: For each, how likely it is the sentence that answers.
        question: The user's question.
    """
    order = DocumentOrder(candidates)
    withdrawals = tuple(find_withdrawals(order))
    withdrawn = _withdrawn(candidates, withdrawals, question)
    moves = _moves(order, question)
    heirs = _heirs(candidates, order, withdrawn, moves, question)
    moved = _pass_on(candidates, probabilities, heirs)
    settled, copies = _join_agreeing(candidates, moved)
    return Settlement(
        tuple(settled),
        _context(candidates, probabilities, order, heirs, withdrawn, moves),
        copies,
        withdrawals,
    )


def _withdrawn(
    candidates: Sequence[Candidate], withdrawals: Sequence[Withdrawal], question: Question
) -> dict[Place, Withdrawal]:
    """For each candidate with a withdrawn claim, the first withdrawal of it.

    What a sentence with a withdrawn figure or date says besides still holds: "The bell, cast by
    Ada Lund in 1911, weighs 1,340 kilos" tells who cast it, and when.
    """
    wanted = read_asked_answer(question.text).kind

    def withdraws(withdrawal: Withdrawal, candidate: Candidate) -> bool:
        is_own = candidate in withdrawal.sentences
        if not is_own and (wanted in _KINDS_WITHOUT_FIGURE or withdrawal.leaves_answer(candidate)):
            return False
        return withdrawal.withdraws(candidate) or (
            wanted in ("time", "yes-no") and withdrawal.withdraws_date(candidate)
        )

    found = (
        (candidate.place, next((one for one in withdrawals if withdraws(one, candidate)), None))
        for candidate in candidates
    )
    return {place: withdrawal for place, withdrawal in found if withdrawal is not None}


def _moves(order: DocumentOrder, question: Question) -> tuple[Move, ...]:
    """The sentences that move a date, if the date that now holds is asked for."""
    asks_for_time = read_asked_answer(question.text).kind == "time"
    if not asks_for_time or asks_for_first_date(question.text):
        return ()
    return tuple(find_moves(order))


def _heirs(
    candidates: Sequence[Candidate],
    order: DocumentOrder,
    withdrawn: Mapping[Place, Withdrawal],
    moves: Sequence[Move],
    question: Question,
) -> dict[Place, list[Candidate]]:
    """For each candidate that may not answer, those that answer in its place."""
    heirs: dict[Place, list[Candidate]] = {}
    wanted = read_asked_answer(question.text).kind
    wants_questions = asks_for_questions(question.text)
    wants_headline = asks_for_headline(question.text)
    source = asked_source(question.text)
    described = read_described_person(question.text)

    def is_no_answer(candidate: Candidate) -> bool:
        if described is not None and not speaks_of(candidate, described):
            return True
        if wanted == "place" and _denies_place(candidate, question):
            return True
        is_head = _is_head(candidate, wanted) or is_teaser(candidate, order)
        return is_head and not wants_headline

    for candidate in candidates:
        withdrawal = withdrawn.get(candidate.place)
        if withdrawal is not None and not (wanted == "reason" and candidate is withdrawal.said):
            heirs[candidate.place] = [withdrawal.answer]
        elif move := next((one for one in moves if one.replaces(candidate, question)), None):
            heirs[candidate.place] = [move.said]
        elif is_no_answer(candidate):
            heirs[candidate.place] = []
        elif source and (own := find_own_figures(candidate, order, source)):
            heirs[candidate.place] = own
        elif items := find_items_below(candidate, order):
            heirs[candidate.place] = list(items)
        elif (
            not wants_questions
            and not candidate.is_by_asked_speaker(question)
            and (asks(candidate) or is_asking_turn(candidate, order))
        ):
            heirs[candidate.place] = find_answers(candidate, order, question)
        elif reply := find_reply_to_hearsay(candidate, order, question):
            heirs[candidate.place] = [reply]
    return heirs


def _denies_place(candidate: Candidate, question: Question) -> bool:
    """Whether the place found in a sentence is where it was not: "It did not come from Lund"."""
    reading = candidate.best_reading
    if reading is None:
        return False
    start = candidate.span.start
    inside = Span(reading.start - start, reading.end - start)
    place = candidate.text[inside.start : inside.end]
    # The reader may find the whole clause, with its "not".
    at = Span(inside.end, inside.end) if " not " in place else inside
    return is_denied(candidate.text, at, question.text)


def _is_head(candidate: Candidate, wanted: WantedKind) -> bool:
    """Whether a sentence is a headline, or a date where no time is asked for."""
    return is_headline_alone(candidate) or (wanted != "time" and is_date_alone(candidate))


def _pass_on(
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    heirs: Mapping[Place, Sequence[Candidate]],
) -> list[float]:
    """The probabilities of those that may answer, with what the others leave them."""
    number_of = {candidate.place: number for number, candidate in enumerate(candidates)}
    settled = [0.0] * len(candidates)
    waiting = dict(enumerate(probabilities))
    for _ in range(_MAX_STEPS):
        left: dict[int, float] = {}
        for number, probability in waiting.items():
            inherit = heirs.get(candidates[number].place)
            if inherit is None:
                settled[number] += probability
                continue
            for heir in inherit:
                at = number_of[heir.place]
                left[at] = left.get(at, 0.0) + probability / len(inherit)
        waiting = left
    total = sum(settled)
    return [probability / total for probability in settled] if total else settled


def _join_agreeing(
    candidates: Sequence[Candidate], probabilities: Sequence[float]
) -> tuple[list[float], dict[Place, tuple[Candidate, ...]]]:
    """The probabilities with those of each group on its likeliest, and the copies of each."""
    joined, copies = list(probabilities), {}
    for first, *others in group_agreeing(candidates, probabilities):
        joined[first] = sum(probabilities[number] for number in (first, *others))
        for number in others:
            joined[number] = 0.0
        same = [candidates[n] for n in others if is_copy(candidates[first], candidates[n])]
        if same:
            copies[candidates[first].place] = tuple(same)
    return joined, copies


def _context(
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    order: DocumentOrder,
    heirs: Mapping[Place, Sequence[Candidate]],
    withdrawn: Mapping[Place, Withdrawal],
    moves: Sequence[Move],
) -> dict[Place, tuple[Candidate, ...]]:
    """What is shown with a candidate that answers in the place of others."""
    likeliest = sorted(
        zip(probabilities, candidates, strict=True), key=lambda item: (-item[0], item[1].place)
    )
    own = {candidate.place: probability for probability, candidate in likeliest}
    # "That has been pushed back to …" is understood with the sentence before it.
    context: dict[Place, tuple[Candidate, ...]] = {
        one.said.place: (one.claim,) for one in moves if one.claim is not None
    }
    for probability, candidate in likeliest:
        for heir in heirs.get(candidate.place, ()):
            if heir.place in context or probability <= own[heir.place]:
                continue
            withdrawal = withdrawn.get(candidate.place)
            if withdrawal is None:
                if asks(candidate):
                    context[heir.place] = (*short_reply(candidate, order), candidate)
                elif is_hearsay(candidate):
                    context[heir.place] = (candidate,)
                continue
            elsewhere = (one for _, one in likeliest if withdrawal.is_of_other_source(one))
            disputed = [one for one in elsewhere if withdrawal.withdraws(one)][:1]
            context[heir.place] = (*withdrawal.sentences[1:], *disputed)
    return context
