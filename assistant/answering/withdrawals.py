"""Claims that a document withdraws, corrects or rejects, and where else they stand.

A withdrawal says of a claim that it is wrong, and often what is right instead. What it withdraws is
no answer wherever it stands in the same or an earlier document: it is recognised by its figure,
or by its date if it has no figure, and by words that the claim shares with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from assistant.answering.candidates import Candidate
from assistant.answering.correction_words import (
    CORRECT_NOW,
    FALSE_BEFORE,
    GOES_ON,
    MISTAKEN_BEFORE,
    NO_LONGER_VALID,
    NOT_THIS,
    PUBLISHED,
    REJECTS_ALONE,
    SAYS_CORRECT,
    SURELY_PUBLISHED,
    WRONG_ITSELF,
    may_correct,
    replaces_figure,
)
from assistant.answering.document_order import DocumentOrder, is_same_paragraph
from assistant.answering.questions_in_text import asks
from assistant.answering.withdrawn_dates import claimed_dates, repeats_date
from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.dates_in_text import PartialDate, remove_dates
from assistant.generation.comparison.numbers_in_text import find_all_numbers
from index.records import Span

MIN_SHARED_STEMS = 2
"""Words that another document's sentence must share with a withdrawn claim, beside its figure."""
MIN_SHARED_STEMS_OF_AMOUNTS = 1
"""The same for a figure that hardly anything else has by chance: 6.4 million, 38.5."""
_MIN_AMOUNT = 1000
MIN_SHARED_STEMS_OF_DENIALS = 1
"""Words that the sentence behind "The claim is untrue." shares with the claim if it denies it."""
_DENYING = frozenset(("no", "not", "never", "none", "nobody", "nothing", "neither", "nor"))
MIN_SHARED_STEMS_IN_DOCUMENT = 1
"""The same for a sentence of the document that withdraws the claim, which speaks of few things. In
1,096 documents (news, statements, invented ones) no other sentence is withdrawn than with two."""
_MAX_CLAIMS = 3
_CORRECTED_WITHIN = 3
"""Sentences behind a withdrawal among which is what is right instead."""
_ITEM_NUMBER = re.compile(r"^[ \t]*\(?\d{1,3}[.)][ \t]+(?=\S)", re.MULTILINE)
_DATE_WORD = re.compile(r"\bdates?\b", re.IGNORECASE)
_NO_TOPIC = frozenset(
    """million billion thousand hundred trillion crown dollar euro pound mark percent cent year
    figur number sum releas press articl report version""".split()
)
"""Stems that most figures have beside them, so that sharing one tells little."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A claim that a document says to be wrong."""

    claims: tuple[Candidate, ...]
    """The sentences that repeat the claim, in order."""
    said: Candidate
    """The sentence that says that it is wrong; the claim's own, or one behind it."""
    correction: Candidate | None
    """The sentence that says what is right instead; None if none does."""
    figures: frozenset[float] = frozenset()
    """The figures withdrawn: those of the claim that the correction doesn't have."""
    dates: tuple[PartialDate, ...] = ()
    """The dates withdrawn, if the claim has no figure."""
    stems: frozenset[str] = field(default=frozenset(), repr=False)
    """What the claim is about."""

    @property
    def answer(self) -> Candidate:
        """The sentence that answers what the claim no longer does."""
        return self.correction or self.said

    @property
    def sentences(self) -> tuple[Candidate, ...]:
        """Its sentences, each once, that which answers first."""
        several = (self.answer, self.said, *self.claims)
        return tuple({one.place: one for one in several}.values())

    def withdraws(self, candidate: Candidate) -> bool:
        """Whether a sentence has the withdrawn claim."""
        if candidate.place in {one.place for one in (self.answer, self.said)}:
            # "In our release we said 43; the right number is 34.": its figures are told apart.
            return candidate.place != self.answer.place and bool(self.correction)
        if candidate.place in {one.place for one in self.claims}:
            return True
        if not self.figures or _is_later(candidate, self.said):
            return False
        shared = self.figures & figures_of(candidate.text)
        if not shared or self._repeats_correction(candidate):
            return False
        specific = any(value >= _MIN_AMOUNT or value % 1 for value in shared)
        return self._shares_topic(
            candidate, MIN_SHARED_STEMS_OF_AMOUNTS if specific else MIN_SHARED_STEMS
        )

    def withdraws_date(self, candidate: Candidate) -> bool:
        """Whether a sentence has a withdrawn date, of the same thing."""
        if candidate.place in {one.place for one in self.sentences}:
            return self.withdraws(candidate)
        if not self.dates or _is_later(candidate, self.said):
            return False
        right = claimed_dates(self.correction.text) if self.correction else ()
        right = tuple(date for date in right if date not in self.dates)
        return repeats_date(candidate.text, self.dates, right) and self._shares_topic(
            candidate, MIN_SHARED_STEMS
        )

    def leaves_answer(self, candidate: Candidate) -> bool:
        """Whether what a reader found in a sentence has figures, of which none is withdrawn."""
        found = figures_of(candidate.answer)
        return bool(found) and not found & self.figures

    def _shares_topic(self, candidate: Candidate, minimum: int) -> bool:
        """Whether a sentence shares enough words with the claim, fewer in the same document."""
        if candidate.place[0] == self.said.place[0]:
            minimum = min(minimum, MIN_SHARED_STEMS_IN_DOCUMENT)
        return len(self.stems & _topic(candidate.text)) >= minimum

    def is_of_other_source(self, candidate: Candidate) -> bool:
        """Whether somebody else makes the claim than those who say that it is wrong."""
        one, other = candidate.ranked.passage.document, self.said.ranked.passage.document
        return one.number != other.number and (one.outlet or one.name) != (
            other.outlet or other.name
        )

    def _repeats_correction(self, candidate: Candidate) -> bool:
        if self.correction is None:
            return False
        right = figures_of(self.correction.text) - self.figures
        return bool(right & figures_of(candidate.text))


def find_withdrawals(order: DocumentOrder) -> list[Withdrawal]:
    """The withdrawals among the candidates, in the order of their places."""
    return [one for candidate in order for one in _withdrawals_by(candidate, order)]


def rejected_figures(text: str) -> Iterator[Span]:
    """Where a sentence rejects a figure, from the "not" on: "4.6 million, not 6.4"."""
    for match in NOT_THIS.finditer(text):
        yield Span(*match.span())


@lru_cache(maxsize=512)
def figures_of(text: str) -> frozenset[float]:
    """The values of the numbers in a text that are no part of a date and number no list item.

    Of "17 of the 52 boats" that is 17: how many there are in all is seldom what is corrected.
    Each withdrawal asks it of the same sentences: of all candidates of a question.
    """
    found = find_all_numbers(remove_dates(_ITEM_NUMBER.sub("", text)))
    parts = (float(share.part) for share in found.shares if not share.is_idiom)
    return frozenset((*parts, *(one.value for one in found.numbers if not one.is_name)))


def _withdrawals_by(candidate: Candidate, order: DocumentOrder) -> Iterator[Withdrawal]:
    text = candidate.text
    if not may_correct(text) and NOT_THIS.search(text) is None:
        return
    if WRONG_ITSELF.search(text) or NO_LONGER_VALID.search(text):
        yield _withdrawal((candidate,), candidate, order)
    elif FALSE_BEFORE.search(text) or MISTAKEN_BEFORE.search(text):
        claims = _claims_before(candidate, order)
        if claims and (
            FALSE_BEFORE.search(text) or any(PUBLISHED.search(one.text) for one in claims)
        ):
            yield _withdrawal(claims, candidate, order)
    elif claim := _claim_replaced_by(candidate, order):
        yield _withdrawal((claim,), candidate, order)
    else:
        yield from _rejections_by(candidate, order)


def _claim_replaced_by(candidate: Candidate, order: DocumentOrder) -> Candidate | None:
    """What was published, in a sentence before "The correct number is …"; None if nothing was.

    One of the same paragraph that surely tells what was published, else the sentence before. If
    the sentence rejects a figure itself ("should read 38.6 million, not 36.8"), it has that one.
    """
    figures = figures_of(candidate.text)
    if not figures or not CORRECT_NOW.search(candidate.text):
        return None
    rejected = _rejected_figures(candidate.text)
    adjacent: Candidate | None = None
    previous = candidate
    for distance, before in enumerate(islice(order.before(candidate), _MAX_CLAIMS)):
        if distance and not is_same_paragraph(before, previous):
            break
        previous = before
        claimed = figures_of(before.text)
        if not (claimed & rejected if rejected else claimed - figures):
            continue
        if SAYS_CORRECT.search(candidate.text) and SURELY_PUBLISHED.search(before.text):
            return before
        if not distance and PUBLISHED.search(before.text):
            adjacent = before
    return adjacent


def _claims_before(candidate: Candidate, order: DocumentOrder) -> tuple[Candidate, ...]:
    """The sentence before, and those before it that it goes on from: "The claim is based on …"."""
    claims: list[Candidate] = []
    for before in islice(order.before(candidate), _MAX_CLAIMS):
        claims.insert(0, before)
        if not GOES_ON.match(before.text):
            break
    return tuple(claims)


def _withdrawal(claims: tuple[Candidate, ...], said: Candidate, order: DocumentOrder) -> Withdrawal:
    text = " ".join(one.text for one in claims)
    figures, topic = figures_of(text), _topic(text)
    dates = () if figures else claimed_dates(text)
    correction = _correction(claims, said, order, figures)
    if correction is None and said not in claims and not _DATE_WORD.search(said.text):
        correction = _denial(said, order, topic)
    correction = correction or _new_date(claims, said, order, dates)
    right = figures_of(correction.text) if correction else frozenset()
    if correction and said in claims:
        topic |= _topic(correction.text)  # "The date of 1 June no longer holds."
    return Withdrawal(claims, said, correction, figures - right, dates, topic)


def _new_date(
    claims: Sequence[Candidate],
    said: Candidate,
    order: DocumentOrder,
    dates: Sequence[PartialDate],
) -> Candidate | None:
    """The sentence that gives another date than the withdrawn ones: behind, or before both."""
    if not dates:
        return None
    candidates = list(islice(order.after(said), _CORRECTED_WITHIN))
    if said in claims:
        candidates += islice(order.before(said), 1)
    else:
        candidates.insert(0, said)
    for candidate in candidates:
        if claimed_dates(candidate.text) and not repeats_date(candidate.text, dates):
            return candidate
    return None


def _correction(
    claims: Sequence[Candidate], said: Candidate, order: DocumentOrder, figures: frozenset[float]
) -> Candidate | None:
    """The sentence that says what is right: it says so, or has another figure."""
    behind = list(islice(order.after(said), _CORRECTED_WITHIN))
    for candidate in (*([] if said in claims else [said]), *behind):
        if CORRECT_NOW.search(candidate.text) and (not figures or figures_of(candidate.text)):
            return candidate
    if said not in claims and figures and figures_of(said.text) - figures:
        return said  # "That is not true; it costs 65 million."
    previous = said
    for candidate in behind:
        if not figures or not is_same_paragraph(previous, candidate):
            break
        if figures_of(candidate.text) - figures:
            return candidate
        previous = candidate
    return None


def _denial(said: Candidate, order: DocumentOrder, topic: frozenset[str]) -> Candidate | None:
    """The sentence behind "The claim is untrue." that denies it in words of its own."""
    for candidate in islice(order.after(said), _CORRECTED_WITHIN):
        words = set(re.findall(r"[^\W\d_]+", candidate.text.lower()))
        if words & _DENYING and len(topic & _topic(candidate.text)) >= MIN_SHARED_STEMS_OF_DENIALS:
            return candidate
    return None


def _rejections_by(candidate: Candidate, order: DocumentOrder) -> Iterator[Withdrawal]:
    """The figures that a sentence rejects for one that it or the sentence before gives."""
    text = candidate.text
    if asks(candidate):
        return  # "Why 67 and not 66?"
    wrong = _rejected_figures(text) - figures_of(NOT_THIS.sub(" ", text))
    if not wrong:
        return
    if replaces_figure(text):
        yield Withdrawal((candidate,), candidate, candidate, wrong, stems=_topic(text))
    elif REJECTS_ALONE.match(text):
        # "Thirty-eight, over three years. I say so openly. Not sixty-four, as has been claimed."
        before = list(islice(order.before(candidate), _MAX_CLAIMS + 1))
        same_turn = [one for one in before if one.statement == candidate.statement]
        right = next((one for one in same_turn[::-1] if figures_of(one.text) - wrong), None)
        if right is not None:
            topic = _topic(" ".join(one.text for one in (*before, candidate)))
            yield Withdrawal((candidate,), candidate, right, wrong, stems=topic)


def _rejected_figures(text: str) -> frozenset[float]:
    return figures_of(" ; ".join(text[span.start : span.end] for span in rejected_figures(text)))


def _topic(text: str) -> frozenset[str]:
    return frozenset(
        stem for stem in topic_stems(text) if stem not in _NO_TOPIC and not stem[:1].isdigit()
    )


def _is_later(candidate: Candidate, other: Candidate) -> bool:
    """Whether a sentence's document is known to be later than another sentence's."""
    one, two = candidate.ranked.passage.document.date, other.ranked.passage.document.date
    return bool(one and two and one > two)
