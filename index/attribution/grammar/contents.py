"""What is reported: the stretch behind a reporting verb, or before it."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.clauses import clause_end
from index.attribution.grammar.tokens import Token, block_end, is_utterance, reports_on, starts_big
from index.lexicon.function_words import (
    ADVERBIALS,
    AUXILIARIES,
    BEGINS_CLAUSE,
    BOUNDARIES,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
)
from index.lexicon.punctuation import DASHES, STOPS
from index.lexicon.reporting_verbs import (
    CONTENT_FOLLOWS_VERBS,
    LISTENER_VERBS,
    TO_BELONGS_VERBS,
    TO_DEED_VERBS,
    VERBS,
    Verb,
)
from index.records import Span

BETWEEN = 1.0
"""Most that may part two quotations of one content, as a share of their length."""


_AFTER_OBJECT = frozenset("and but or according in on with a an the".split())


_WH = frozenset("whether if how what why when where who which".split())


_PARTICLES = frozenset(
    """for to of on about at against with over in out off up down back as into""".split()
)


def belongs(first: Span | Token, second: Span | Token) -> bool:
    """Whether two quotations can be one content: what parts them is shorter than they are."""
    gap = second.start - first.end
    return gap <= BETWEEN * (first.end - first.start + second.end - second.start)


def content_behind(items: Sequence[Token], at: int, verb: Verb) -> tuple[int, int] | None:
    """The content behind the cue, as indices."""
    start = at + 1
    stop = block_end(items)
    if start >= stop:
        return None
    if verb.clause:
        content = _clause(items, start, stop, verb)
        if content is not None:
            return content
    if verb.object:
        return _object(items, start, stop, verb)
    return None


def _clause(items: Sequence[Token], start: int, stop: int, verb: Verb) -> tuple[int, int] | None:
    place = start
    if items[place].lower == "out" and verb.base == "point":
        place += 1
    while place < stop and items[place].lower in ADVERBIALS and not _begins_content(items, place):
        place += 1
    if place >= stop:
        return None
    token = items[place]
    if token.quoted:
        return from_quotation(items, place, stop)
    if token.lower in ("that", ":") or token.lower in _WH:
        if token.lower == ":":
            if place + 1 >= stop:
                return None
            return (
                from_quotation(items, place + 1, stop)
                if items[place + 1].quoted
                else (place + 1, stop)
            )
        return place, clause_end(items, place + 1, stop)
    if token.lower == ",":
        for index in range(place + 1, min(stop, place + 6)):
            if items[index - 1].lower == ",":
                if items[index].quoted:
                    return from_quotation(items, index, stop)
                if items[index].lower == "that":
                    return index, clause_end(items, index + 1, stop)
        return None
    if token.lower == "to" and verb.base in TO_DEED_VERBS:
        return None  # "agreed to sell … in a deal that …"
    if verb.base in LISTENER_VERBS or token.lower in PREPOSITIONS:
        # Who was told, where and when: the content begins behind it.
        commas = False
        unmarked: int | None = None
        for index in range(place, min(stop, place + 30)):
            lower = items[index].lower
            if index > place and reports_on(items[index]):
                break
            if items[index].quoted:
                if items[index - 1].lower in (",", ":"):
                    return from_quotation(items, index, stop)
                # Perhaps the title of a programme; or what was said.
                if unmarked is None and is_utterance(items[index]):
                    unmarked = index
                continue
            if commas and lower != "," and not (lower == "that" and verb.base in LISTENER_VERBS):
                continue
            if lower == "that" and index > place and items[index - 1].lower not in PREPOSITIONS:
                return index, clause_end(items, index + 1, stop)
            if lower == ":" and index + 1 < stop:
                return index + 1, stop
            if lower in _WH and verb.base in LISTENER_VERBS and index > place:
                return index, clause_end(items, index + 1, stop)
            if (
                lower == "to"
                and verb.base in LISTENER_VERBS
                and index > place
                and verb.object is not None
            ):
                return index, clause_end(items, index + 1, stop)
            if (
                lower in SUBJECTS
                and index > place
                and not commas
                and _follows_noun(items[index - 1])
            ):
                return index, clause_end(items, index + 1, stop)
            if (
                index > place
                and verb.base in LISTENER_VERBS
                and lower in BEGINS_CLAUSE
                and items[index - 1].lower not in PREPOSITIONS
                and items[index - 1].lower not in (",", "and", "all", "both")
            ):
                return index, clause_end(items, index + 1, stop)
            commas = commas or lower == ","
        return None if unmarked is None else from_quotation(items, unmarked, stop)
    if not verb.clause or token.lower in STOPS:
        return None
    return place, clause_end(items, place + 1, stop)


def _begins_content(items: Sequence[Token], place: int) -> bool:
    """Whether "this", "there" or "last" belongs to what is said: "said this was …"."""
    lower = items[place].lower
    if place + 1 >= len(items):
        return False
    following = items[place + 1]
    if lower in ("this", "last", "next"):
        return following.lower not in ADVERBIALS
    if lower in ("there", "here", "then", "once"):
        return not (following.quoted or following.lower in (",", ":", "that"))
    return False


def _follows_noun(token: Token) -> bool:
    return not token.quoted and token.lower not in PREPOSITIONS and token.lower not in BOUNDARIES


def from_quotation(items: Sequence[Token], place: int, stop: int) -> tuple[int, int]:
    """From a quotation on: it alone, or the clause that it opens."""
    following = place + 1
    if following >= stop or items[following].lower in (
        ",",
        ".",
        ";",
        "and",
        "but",
        "as",
        "when",
        "in",
        "on",
    ):
        end = following
        # Two parts with nothing but marks between them.
        while end + 1 < stop and items[end].lower in (",", "...", "…") and items[end + 1].quoted:
            end += 2
        return place, end
    return place, clause_end(items, following, stop)


def _object(items: Sequence[Token], start: int, stop: int, verb: Verb) -> tuple[int, int] | None:
    place = start
    lower = items[place].lower
    if lower in _PARTICLES and not (lower == "to" and verb.base not in TO_BELONGS_VERBS):
        place += 1
        if place < stop and items[place].lower in (
            "for",
            "of",
            "to",
            "on",
            "against",
            "at",
            "with",
        ):
            place += 1
    if place >= stop or items[place].lower in STOPS:
        return None
    return place, _object_end(items, place + 1, stop)


def _object_end(items: Sequence[Token], start: int, stop: int) -> int:
    for index in range(start, stop):
        lower = items[index].lower
        if lower in (";", ":", *DASHES):
            return index
        if items[index - 1].quoted and lower.endswith("ing"):
            return index
        if lower == "after":
            return index
        if lower == "," and index + 1 < stop:
            following = items[index + 1].lower
            if (
                following in BOUNDARIES
                or following in _AFTER_OBJECT
                or following.endswith("ing")
                or following in PRONOUNS
            ):
                return index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(items[index + 1].lower)
            if verb and verb.form != "base":
                return index
            if items[index + 1].lower in AUXILIARIES or items[index + 1].lower in PRONOUNS:
                return index
    return stop


def content_before(
    items: Sequence[Token], end: int, right: int, verb: Verb
) -> tuple[int, int] | None:
    """The content before the cue, where the source begins at `end` and `right` is behind both."""
    if end == 0 or verb.base in CONTENT_FOLLOWS_VERBS:
        return None
    last = end
    before = items[last - 1]
    if before.lower in (",", *DASHES):
        last -= 1
    elif not (before.quoted or before.lower in ("?", "!")):
        return None
    if last <= 0:
        return None
    first = 0
    if items[last - 1].quoted:
        # The quotation alone, unless it ends a clause.
        first = last - 1
        while first > 0 and (items[first - 1].quoted or items[first - 1].lower in ("...", "…")):
            first -= 1
        if first > 0 and not (items[first - 1].lower in (":", ",") and starts_big(items[first])):
            first = 0
    while first < last and items[first].lower in (",", *DASHES):
        first += 1
    if first == 0 and last > 1 and items[0].lower in ("but", "and", "still"):
        first = 1
        if items[1].lower == ",":
            first = 2
    # Interrupted by the cue: it goes on behind it.
    stop = block_end(items)
    if (
        right + 1 < stop
        and items[right].lower in (",", *DASHES)
        and not items[last - 1].quoted
        and not items[right + 1].quoted
        and items[right + 1].lower not in PREPOSITIONS
        and not items[right + 1].lower.endswith("ing")
        and items[right + 1].lower not in ("but", "and", "who", "which")
    ):
        return first, clause_end(items, right + 2, stop)
    for index in range(right, min(stop, right + 25)):
        if items[index].quoted:
            if (
                items[last - 1].quoted
                and (index == right or items[index - 1].lower in (",", ":", ";", *DASHES))
                and (index <= right + 1 or is_utterance(items[index]))
                and belongs(items[last - 1], items[index])
            ):
                return first, index + 1
            break
        if items[index].lower in VERBS and VERBS[items[index].lower].clause:
            break
    return first, last
