"""Dates that were put off or brought forward: the new date is the answer, and the old one isn't.

"The hearing, due on 9 May, was put off until 23 October.": the old date stands in the sentence, in
the one before ("That has been pushed back to …"), or in an earlier document about the same thing.
Only what was done counts, not a wish or a possibility.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.candidates import Candidate
from assistant.answering.correction_words import GOES_ON
from assistant.answering.document_order import DocumentOrder
from assistant.answering.fitting_words import DATE_PHRASE
from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.dates_in_text import find_dates, remove_dates
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import (
    CONDITIONS,
    MODALS,
    NEGATIONS,
    NOBODY,
    PLANS,
    REFUSALS,
    WISH_VERBS,
)
from index.records import Span
from index.retrieval.question import Question

__all__ = ["Move", "MovedDate", "asks_for_first_date", "find_moved_date", "find_moves"]

MIN_SHARED_STEMS_OF_MOVES = 2
"""Words of what was moved that another sentence must share to be about the same thing."""
_MOVED = (
    r"(?:put (?:off|back)|postponed|moved|pushed(?: back)?|delayed|deferred|shifted|rescheduled"
    r"|brought forward|extended|adjourned|held over)"
)
_MOVE = (
    r"(?:put (?:off|back)|postpone|move|push(?: back)?|delay|defer|shift|reschedule|bring forward"
    r"|extend|adjourn)"
)
_BE = (
    r"(?:\b(?:is|are|was|were|will be|has been|have been|had been|being)|\b(?:has|have|had)|['’]s"
    r"|['’]ve|['’]re)"
)
_NEW = (
    rf"\b(?:to|until|till|for)(?: the)? (?P<new>(?:(?:spring|summer|autumn|winter),? )?"
    rf"(?:{DATE_PHRASE.pattern}))"
)
_PASSIVE = re.compile(
    rf"{_BE} (?:(?:now|also|since|again|only|\w+ly) )*{_MOVED}(?P<between>\b[^.;:?]{{0,80}}?)"
    rf"{_NEW}",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    rf"\b(?:agreed|decided|voted|resolved|forced) to {_MOVE}(?P<between>\b[^.;:?]{{0,80}}?){_NEW}",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"(?:^|(?<=[^\W\d_] ))(?<!\bto ){_MOVED}"
    rf"(?P<between> (?:the|its|his|her|their|our)\b[^.;:?]{{0,80}}?){_NEW}",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:will|is|are) now\b(?P<between>[^.;:?\d]{0,40}?)\b(?:on|in|from|for)(?: the)? "
    rf"(?P<new>{DATE_PHRASE.pattern})",
    re.IGNORECASE,
)
_WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:to|due|planned|set|supposed|meant|going)\b[^.;:?]{3,80}?"
    r"\b(?:(?:will )?now|will instead) \w{2,20}\b(?P<between>[^.;:?\d]{0,40}?)"
    rf"\b(?:on|in|from)(?: the)? (?P<new>{DATE_PHRASE.pattern})",
    re.IGNORECASE,
)
"""What was to be on one day and now is on another: "was to sail on 4 June and now sails on …"."""
_NEW_DATE = re.compile(
    r"\bnew date\b(?P<between>[^.;:?\d]{0,30}?)\b(?:is|will be)(?: the)? "
    rf"(?P<new>{DATE_PHRASE.pattern})",
    re.IGNORECASE,
)
_PATTERNS = (_PASSIVE, _DECIDED, _ACTIVE, _NOW, _WAS_TO, _NEW_DATE)
_NOT_DONE = NEGATIONS | NOBODY | REFUSALS | CONDITIONS | MODALS | {"whether"}
_WISHES = frozenset(
    word
    for word, verb in VERBS.items()
    if verb.form in ("third", "past")
    and (verb.stance not in ("says", "promises") or verb.base in WISH_VERBS)
)
_WORD = re.compile(r"[^\W\d_]+")
_PLANNED_BEFORE = re.compile(
    rf"\b(?:{'|'.join(PLANS)}|meant|set|supposed|originally|initially|at first|fixed"
    r"|(?:was|were|had been) to|instead of|rather than|not(?: on| in)?|from)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
"""Words before a date that was to be kept: "due on 9 May", "instead of 2 July"."""
_FIRST = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|at first|first|before|previous(?:ly)?|earlier|supposed"
    r"|meant|should have|(?:was|were) to|planned|old|announced?|postponed|put off|moved|decided)\b",
    re.IGNORECASE,
)
_HAS_PRONOUN = re.compile(r"^\W*(?:[\w. ]{1,40}: )?(?:they|he|she|which)\b", re.IGNORECASE)
_LABEL = re.compile(r"^[\w.'’ ]{1,40}: ")


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A sentence's new date, and the dates in it that it replaces."""

    new: Span
    old: tuple[Span, ...]
    subject: str
    """The words for what was moved."""


@dataclass(frozen=True, slots=True)
class Move:
    """A sentence that moves a date, and the sentence before it that still has the old one."""

    said: Candidate
    claim: Candidate | None
    subject: frozenset[str]
    """Stems of what was moved."""
    old: frozenset[str]
    """The old dates, as far as they are told; else any other date is an old one."""
    new: str
    nearby: frozenset[str] = field(repr=False)
    """Stems of the text around the sentence."""

    def replaces(self, candidate: Candidate, question: Question) -> bool:
        """Whether a sentence has the date that was moved, of the same thing."""
        if candidate.place == self.said.place:
            return False
        if self.claim is not None and candidate.place == self.claim.place:
            return True
        dates = _dates(candidate.text) - {self.new}
        if not dates or not self._is_before(candidate) or find_moved_date(candidate.text):
            return False
        own = topic_stems(remove_dates(candidate.text))
        if topic_stems(question.text) & own - self.nearby:
            return False  # it is about something that isn't mentioned where a date was moved
        if not topic_stems(remove_dates(question.text)) & self.subject & own:
            return False
        shared = len(self.subject & own)
        if self.old:
            return bool(dates & self.old) and shared > 0
        return shared >= MIN_SHARED_STEMS_OF_MOVES and _looks_ahead(candidate)

    def _is_before(self, candidate: Candidate) -> bool:
        one, other = candidate.ranked.passage.document, self.said.ranked.passage.document
        if one.number == other.number:
            return candidate.span < self.said.span
        return bool(one.date and other.date and one.date <= other.date)


def asks_for_first_date(question: str) -> bool:
    """Whether a question wants the date that was given up, or the day on which it was."""
    return _FIRST.search(question) is not None


def find_moved_date(text: str) -> MovedDate | None:
    """The date to which a sentence moves something, and the old ones; None if it moves none."""
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None or not _is_done(f"{text[: match.start()]} {match['between']}"):
            continue
        new = _without_full_stop(text, Span(*match.span("new")))
        old = tuple(
            _without_full_stop(text, Span(*other.span()))
            for other in DATE_PHRASE.finditer(text)
            if (other.end() <= new.start or new.end <= other.start())
            and _PLANNED_BEFORE.search(text[: other.start()])
        )
        subject = f"{_LABEL.sub('', text[: match.start()])} {match['between']}"
        return MovedDate(new, old, subject)
    return None


def _is_done(before: str) -> bool:
    """Whether the words before a move, and within it, leave it as done: no wish, "if" or "not"."""
    words = {word if word == "May" else word.lower() for word in _WORD.findall(before)}
    return not words & (_NOT_DONE | _WISHES)


def find_moves(order: DocumentOrder) -> Iterator[Move]:
    """The sentences among the candidates that move a date."""
    for candidate in order:
        moved = find_moved_date(candidate.text)
        if moved is None:
            continue
        text = candidate.text
        claim = _claim_before(candidate, order)
        subject = topic_stems(remove_dates(moved.subject))
        passage = candidate.ranked.passage
        title = passage.document.title or ""
        yield Move(
            candidate,
            claim,
            subject | topic_stems(remove_dates(claim.text)) if claim else subject,
            frozenset(text[one.start : one.end].lower() for one in moved.old),
            text[moved.new.start : moved.new.end].lower(),
            topic_stems(f"{title} {passage.text}"),
        )


def _claim_before(candidate: Candidate, order: DocumentOrder) -> Candidate | None:
    """The sentence before "That has been pushed back to …" if it has a date."""
    bare = _LABEL.sub("", candidate.text)
    before = next(iter(order.before(candidate)), None)
    if before is None or not (GOES_ON.match(bare) or _HAS_PRONOUN.match(bare)):
        return None
    return before if _dates(before.text) else None


def _looks_ahead(candidate: Candidate) -> bool:
    """Whether no date of a sentence is known to lie before its document, as a plan's doesn't."""
    day = candidate.ranked.passage.document.date
    if not day:
        return True
    today = date.fromisoformat(day)
    return not any(
        one.day and (one.year or today.year, one.month, one.day) <= (*today.timetuple()[:3],)
        for one in find_dates(candidate.text)
    )


def _dates(text: str) -> frozenset[str]:
    places = (_without_full_stop(text, Span(*one.span())) for one in DATE_PHRASE.finditer(text))
    return frozenset(text[one.start : one.end].lower() for one in places)


def _without_full_stop(text: str, place: Span) -> Span:
    """A date's place without the full stop of the sentence: "Oct." has one of its own."""
    ends = text[place.start : place.end].endswith(".")
    return Span(place.start, place.end - 1) if ends else place
