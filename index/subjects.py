"""Whose cue it is: the subject before a reporting verb, or behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.cues import NOUNS, VERBS, Verb
from index.function_words import (
    ADVERBS,
    AUXILIARIES,
    BEGINS_CLAUSE,
    BEGINS_PHRASE,
    BOUNDARIES,
    DASHES,
    DAYS,
    NO_HEAD,
    OPENERS,
    PASSIVE,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    WEEKDAYS,
    WRITINGS,
)
from index.records import Span
from index.tokens import Token, is_utterance

_BEFORE_ING = frozenset(
    (",", "and", *["by", "in", "while", "after", "before", "upon", "without", "for"], *DASHES)
)


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
                verb.base not in NOUNS
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
            or before.lower in DAYS
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
    start = bisect_left(items, span.start, key=lambda token: token.start)
    return span, start, first


def _is_auxiliary(token: Token) -> bool:
    lower = token.lower
    return (
        lower in AUXILIARIES
        or lower in ADVERBS
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
            start = bisect_left(items, span.start, key=lambda token: token.start)
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
    start = bisect_left(items, apposition.start, key=lambda token: token.start)
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


def phrase_before(items: Sequence[Token], last: int, possessive: bool = False) -> Span | None:
    """The noun phrase that ends with the token at `last`."""
    if items[last].lower == ")":
        while last >= 0 and items[last].lower != "(":
            last -= 1
        last -= 1
    start = last
    while start >= 0:
        token = items[start]
        lower = token.lower
        if token.quoted or lower in STOPS or (lower in BOUNDARIES and lower not in ("for", "or")):
            break
        if lower in AUXILIARIES and start != last:
            break
        if lower in ("and", "&") and not _joins(items, start):
            break
        if (
            lower in VERBS
            and VERBS[lower].clause
            and VERBS[lower].form in ("past", "third")
            and token.text[:1].islower()
            and start != last
            and lower not in ("read", "reports", "claims", "feels", "shows")
        ):
            break
        start -= 1
    start += 1
    # An opening word, or an opening phrase without a comma behind it, is no part of the subject.
    while (start < last and items[start].lower in OPENERS) or items[start].lower == "about":
        start += 1
    if start > last:
        return None
    if items[start].lower in PREPOSITIONS:
        name = last
        while (
            name > start
            and (items[name].text[:1].isupper())
            and items[name].lower not in PREPOSITIONS
        ):
            name -= 1
        if items[name].lower in ("the", "a", "an", "his", "her", "their"):
            name -= 1
        if name == last and items[last].lower not in PRONOUNS:
            return None
        start = last if items[last].lower in PRONOUNS else name + 1
    if items[last].lower in PRONOUNS:
        start = last
    head = items[last]
    if not any(character.isalpha() for character in head.text):
        return None
    if last - start > 22 or head.lower in DAYS or items[start].lower == "according":
        return None
    opening = VERBS.get(items[start].lower)
    if opening and items[start].text[:1].islower() and opening.form != "base":
        return None
    verb = VERBS.get(head.lower)
    if verb and verb.form == "past" and verb.clause and head.text[:1].islower() and start < last:
        # "the minister said talks went on": what follows is no cue.
        return None
    if head.lower in NO_HEAD or (not possessive and head.lower.endswith(("'s", "s'"))):
        return None
    if head.lower in ("there", "this", "these", "those", "you") and start == last:
        return None
    return Span(items[start].start, head.end)


def _joins(items: Sequence[Token], at: int) -> bool:
    """Whether an "and" joins two names rather than two clauses."""
    if at == 0 or at + 1 >= len(items):
        return False
    before, after = items[at - 1], items[at + 1]
    if before.quoted or after.quoted:
        return False
    if after.lower in PREPOSITIONS and before.text[:1].isupper():
        return True
    return before.text[:1].isupper() == after.text[:1].isupper() and after.lower not in PRONOUNS


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
                return span
    return None


def first_phrase(items: Sequence[Token]) -> Span | None:
    """The sentence's first noun phrase, as a guess at its subject."""
    start = 0
    while start < len(items) and (items[start].lower in OPENERS or items[start].lower == ","):
        start += 1
    if start < len(items) and items[start].lower in PREPOSITIONS:
        comma = next((i for i in range(start, len(items)) if items[i].lower == ","), None)
        if comma is None:
            return None
        start = comma + 1
    end = start
    while end < len(items):
        token = items[end]
        lower = token.lower
        if token.quoted or lower in STOPS or lower in AUXILIARIES or lower in BOUNDARIES:
            break
        if end > start and (
            lower in VERBS and token.text[:1].islower() and VERBS[lower].form != "base"
        ):
            break
        if end > start and lower in PREPOSITIONS and lower != "of":
            break
        if end > start and lower in ADVERBS and items[end - 1].text[:1].isupper():
            break
        if (
            end > start
            and token.text[:1].islower()
            and items[end - 1].text[:1].isupper()
            and lower.endswith(("ed", "s"))
        ):
            break
        if lower in PRONOUNS:
            end += 1
            break
        end += 1
    if end == start or end - start > 10:
        return None
    if not any(c.isalpha() for c in items[end - 1].text):
        return None
    return Span(items[start].start, items[end - 1].end)


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
    if head.lower in DAYS or head.lower in PREPOSITIONS:
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
