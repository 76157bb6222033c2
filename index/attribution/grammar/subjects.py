"""Whose cue it is: the subject before a reporting verb, or behind it."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.noun_phrases import first_phrase, phrase_before
from index.attribution.grammar.tokens import Token, index_at, is_utterance
from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.function_words import (
    ADVERBIALS,
    ADVERBS,
    AUXILIARIES,
    BEGINS_CLAUSE,
    BEGINS_PHRASE,
    BOUNDARIES,
    OPENERS,
    PASSIVE,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    WRITINGS,
)
from index.lexicon.punctuation import DASHES, STOPS
from index.lexicon.reporting_verbs import NOUN_BASES, VERBS, Verb
from index.records import Span

_BEFORE_ING = frozenset(
    (",", "and", *["by", "in", "while", "after", "before", "upon", "without", "for"], *DASHES)
)

_KEEPS = frozenset("keep keeps kept".split())
"""What stands before a participle as auxiliaries do: "Republicans keep warning that …"."""


def subject_of(
    items: Sequence[Token], at: int, verb: Verb, last_source: Span | None
) -> tuple[Span | None, int, int]:
    """The cue's subject, where what precedes it ends, and where the cue begins (as indices)."""
    place = at - 1
    passive = False
    while place >= 0 and _is_auxiliary(items[place]):
        passive = passive or items[place].lower in PASSIVE
        place -= 1
    first = place + 1
    if place > 1 and items[place].lower in WEEKDAYS and items[place - 1].lower == "on":
        place -= 2
    if place > 1 and items[place].lower == "to":
        if items[place - 1].lower != "on":
            return None, at, at
        # "went on to say"
        place -= 3
        first = place + 1
        if place < 0:
            return None, at, at
    if verb.form == "past" and passive and items[at - 1].lower not in ("have", "has", "had"):
        return None, at, at
    if (
        verb.form == "base"
        and first == at
        and not (
            place >= 0
            and (
                verb.base not in NOUN_BASES
                or items[place].lower in PRONOUNS
                or items[place].lower in PLURALS
                or (
                    items[place].lower.endswith("s")
                    and at + 1 < len(items)
                    and items[at + 1].lower in BEGINS_CLAUSE | {"that"}
                )
            )
        )
    ):
        return None, at, at
    if verb.form == "ing" and not passive:
        # A participle has the subject of its sentence: ", saying that …".
        before = items[place] if place >= 0 else None
        if before is None and verb.clause:
            # "Conceding that …, Mook said": the subject stands behind the comma.
            for comma in range(at + 2, min(len(items) - 1, at + 40)):
                if items[comma].lower == ",":
                    span = first_phrase(items[comma + 1 :])
                    if span is not None:
                        return span, at, first
        if before and (
            before.quoted
            or before.lower in _BEFORE_ING
            or before.lower in WRITINGS
            or before.lower in ADVERBIALS
        ):
            if last_source is not None:
                return last_source, at, first
            return _subject_before(items, at), at, first
        if before is None or not verb.clause or before.lower in PREPOSITIONS:
            return None, at, at
    if place < 0:
        return None, at, at
    token = items[place]
    if token.lower in ("who", "which", "that"):
        place -= 1
        if place >= 0 and items[place].lower in (",", *DASHES):
            place -= 1
        if place < 0:
            return None, at, at
        span = phrase_before(items, place)
        return span, at, first
    if token.lower in ("and", "but", "or"):
        if last_source is not None:
            return last_source, at, first
        return _subject_before(items, place), at, first
    if token.lower in (",", ")", *DASHES):
        return _around_apposition(items, place, at, first)
    span = phrase_before(items, place)
    if span is None:
        return None, at, at
    start = index_at(items, span.start)
    if start > 2 and items[start - 1].lower in AUXILIARIES and items[start - 2].lower == "who":
        # "People who have fought this say": the clause belongs to its subject.
        whole = phrase_before(items, start - 3)
        if whole is not None:
            return Span(whole.start, span.end), index_at(items, whole.start), first
    return span, start, first


def _is_auxiliary(token: Token) -> bool:
    lower = token.lower
    return (
        lower in AUXILIARIES
        or lower in ADVERBS
        or lower in _KEEPS
        or lower.endswith("n't")
        or (lower.endswith("ly") and len(lower) > 4 and token.text[:1].islower())
    )


def _around_apposition(
    items: Sequence[Token], place: int, at: int, first: int
) -> tuple[Span | None, int, int]:
    """`Mook, her campaign manager, said`: the subject with what is put in commas behind it."""
    opening = "(" if items[place].lower == ")" else items[place].lower
    for before in range(place - 1, max(-1, place - 30), -1):
        token = items[before]
        if token.quoted and is_utterance(token):
            break
        if token.lower == opening and before > 0:
            relative = items[before - 1].lower in ("who", "which") and before > 1
            noun = before - 1
            while relative and noun > 0 and items[noun].lower in ("who", "which", ","):
                noun -= 1
            span = phrase_before(items, noun)
            if span is not None:
                span = _name_before(items, span) or span
            if relative:
                return span, at, first
            if span is None:
                continue
            if items[before + 1].lower in ("and", "but", "or"):
                continue
            start = index_at(items, span.start)
            if (
                items[before - 1].text[:1].islower()
                and opening == ","
                and start > 0
                and not items[start - 1].quoted
                and items[start - 1].lower not in (",", "that", ":", ";", "and", "but")
            ):
                continue
            return Span(span.start, items[place - 1].end), start, first
    return None, at, at


def _name_before(items: Sequence[Token], apposition: Span) -> Span | None:
    """The name to which an apposition belongs, where another one follows before the cue."""
    start = index_at(items, apposition.start)
    if start < 2 or items[start - 1].lower != "," or not items[start].text[:1].islower():
        return None
    first = start - 2
    while first > 0 and items[first - 1].text[:1].isupper() and not items[first - 1].quoted:
        first -= 1
    if first == start - 2 or not items[start - 2].text[:1].isupper() or items[first].quoted:
        return None
    if items[first].lower in PREPOSITIONS or (first and items[first - 1].lower in PREPOSITIONS):
        return None
    return Span(items[first].start, apposition.end)


def _subject_before(items: Sequence[Token], end: int) -> Span | None:
    """The subject of the clause before `end`: the nearest that follows a mark, or the first."""
    for start in range(end - 1, -1, -1):
        if (
            start == 0
            or items[start - 1].lower in (",", ";", ":", *DASHES)
            or items[start - 1].quoted
        ):
            head = items[start]
            if (
                head.quoted
                or (head.lower in BOUNDARIES and head.lower not in OPENERS)
                or head.lower.endswith("ing")
                or head.lower in VERBS
            ):
                continue
            if start and head.lower in PREPOSITIONS:
                continue
            span = first_phrase(items[start:end])
            if span is not None and span.end < items[end - 1].end:
                if start and head.lower in WEEKDAYS:
                    continue  # "Earlier Wednesday, Schilling appeared …"
                return span
    return None


def inverted_subject(items: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """`"…," said Mook, her campaign manager`: the subject behind the cue, and where it ends."""
    if (
        at == 0
        or items[at].lower not in VERBS
        or VERBS[items[at].lower].form not in ("past", "third")
    ):
        return None
    before = items[at - 1]
    if not (before.quoted or before.lower in (",", "?", "!", *DASHES)):
        return None
    start = at + 1
    end = start
    while end < len(items):
        token = items[end]
        if token.quoted or (token.lower in STOPS):
            break
        if token.lower in AUXILIARIES or (token.lower in BOUNDARIES and token.lower != "for"):
            break
        if token.lower in ("in", "on", "at", "during", "to", "after") and end > start:
            break
        end += 1
    if end == start or end - start > 16:
        return None
    head = items[start]
    named = head.text[:1].isupper() or head.lower in BEGINS_PHRASE
    if not named and not (before.quoted and any(t.text[:1].isupper() for t in items[start:end])):
        return None
    if head.lower in ADVERBIALS or head.lower in PREPOSITIONS:
        return None
    last = end
    # An apposition belongs to it: ", her campaign manager".
    if end + 1 < len(items) and items[end].lower == "," and not items[end + 1].quoted:
        close = end + 1
        while (
            close < len(items)
            and not items[close].quoted
            and items[close].lower not in (",", ".", ";", ":", "?", "!")
        ):
            close += 1
        if close - end < 22 and (
            items[end + 1].lower in ("a", "an", "the", "who", "his", "her", "their", "one")
            or items[end + 1].text[:1].islower()
            or close < len(items)
        ):
            last = close
    return Span(items[start].start, items[last - 1].end), last
