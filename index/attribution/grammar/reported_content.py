"""Finds the content of a report: the words after a reporting verb, or before it."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.clause_ends import find_clause_end
from index.attribution.grammar.tokens import (
    Token,
    index_of_sentence_end,
    is_full_sentence_quotation,
    is_long_quotation,
    is_reporting_participle,
)
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
    PREPOSITIONAL_TO_VERBS,
    TO_INFINITIVE_VERBS,
    VERBS,
    Verb,
)
from index.records import Span

MAX_GAP_SHARE = 1.0
"""Maximum gap between two quotations of one content, as a share of their joint length."""


_WORDS_AFTER_OBJECT = frozenset("and but or according in on with a an the".split())


_QUESTION_WORDS = frozenset("whether if how what why when where who which".split())


_PARTICLES = frozenset(
    """for to of on about at against with over in out off up down back as into""".split()
)


def can_be_one_content(first: Span | Token, second: Span | Token) -> bool:
    """Whether two quotations can be one content: the gap between them is shorter than they are."""
    gap = second.start - first.end
    return gap <= MAX_GAP_SHARE * (first.end - first.start + second.end - second.start)


def content_after_cue(tokens: Sequence[Token], at: int, verb: Verb) -> tuple[int, int] | None:
    """Start and end index of the content after a reporting verb; None if there is none."""
    start = at + 1
    stop = index_of_sentence_end(tokens)
    if start >= stop:
        return None
    if verb.clause:
        content = _content_clause(tokens, start, stop, verb)
        if content is not None:
            return content
    if verb.object:
        return _content_object(tokens, start, stop, verb)
    return None


def _content_clause(
    tokens: Sequence[Token], start: int, stop: int, verb: Verb
) -> tuple[int, int] | None:
    place = start
    if tokens[place].lower == "out" and verb.base == "point":
        place += 1
    while (
        place < stop
        and tokens[place].lower in ADVERBIALS
        and not _belongs_to_content(tokens, place)
    ):
        place += 1
    if place >= stop:
        return None
    token = tokens[place]
    if token.quoted:
        return content_from_quotation(tokens, place, stop)
    if token.lower in ("that", ":") or token.lower in _QUESTION_WORDS:
        if token.lower == ":":
            if place + 1 >= stop:
                return None
            return (
                content_from_quotation(tokens, place + 1, stop)
                if tokens[place + 1].quoted
                else (place + 1, stop)
            )
        return place, find_clause_end(tokens, place + 1, stop)
    if token.lower == ",":
        for index in range(place + 1, min(stop, place + 6)):
            if tokens[index - 1].lower == ",":
                if tokens[index].quoted:
                    return content_from_quotation(tokens, index, stop)
                if tokens[index].lower == "that":
                    return index, find_clause_end(tokens, index + 1, stop)
        return None
    if token.lower == "to" and verb.base in TO_INFINITIVE_VERBS:
        return None  # "agreed to sell … in a deal that …"
    if verb.base in LISTENER_VERBS or token.lower in PREPOSITIONS:
        # The listener, the place or the time comes first: the content starts after it.
        commas = False
        unmarked: int | None = None
        for index in range(place, min(stop, place + 30)):
            lower = tokens[index].lower
            if index > place and is_reporting_participle(tokens[index]):
                break
            if tokens[index].quoted:
                if tokens[index - 1].lower in (",", ":"):
                    return content_from_quotation(tokens, index, stop)
                # The title of a programme, or what was said.
                if unmarked is None and is_long_quotation(tokens[index]):
                    unmarked = index
                continue
            if commas and lower != "," and not (lower == "that" and verb.base in LISTENER_VERBS):
                continue
            if lower == "that" and index > place and tokens[index - 1].lower not in PREPOSITIONS:
                return index, find_clause_end(tokens, index + 1, stop)
            if lower == ":" and index + 1 < stop:
                return index + 1, stop
            if lower in _QUESTION_WORDS and verb.base in LISTENER_VERBS and index > place:
                return index, find_clause_end(tokens, index + 1, stop)
            if (
                lower == "to"
                and verb.base in LISTENER_VERBS
                and index > place
                and verb.object is not None
            ):
                return index, find_clause_end(tokens, index + 1, stop)
            if (
                lower in SUBJECTS
                and index > place
                and not commas
                and _can_be_noun(tokens[index - 1])
            ):
                return index, find_clause_end(tokens, index + 1, stop)
            if (
                index > place
                and verb.base in LISTENER_VERBS
                and lower in BEGINS_CLAUSE
                and tokens[index - 1].lower not in PREPOSITIONS
                and tokens[index - 1].lower not in (",", "and", "all", "both")
            ):
                return index, find_clause_end(tokens, index + 1, stop)
            commas = commas or lower == ","
        return None if unmarked is None else content_from_quotation(tokens, unmarked, stop)
    if not verb.clause or token.lower in STOPS:
        return None
    return place, find_clause_end(tokens, place + 1, stop)


def _belongs_to_content(tokens: Sequence[Token], place: int) -> bool:
    """Whether "this", "there" or "last" is the first word of the content: "said this was …"."""
    lower = tokens[place].lower
    if place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    if lower in ("this", "last", "next"):
        return following.lower not in ADVERBIALS
    if lower in ("there", "here", "then", "once"):
        return not (following.quoted or following.lower in (",", ":", "that"))
    return False


def _can_be_noun(token: Token) -> bool:
    return not token.quoted and token.lower not in PREPOSITIONS and token.lower not in BOUNDARIES


def content_from_quotation(tokens: Sequence[Token], place: int, stop: int) -> tuple[int, int]:
    """Start and end index of a content that opens with a quotation: it alone, or its clause."""
    following = place + 1
    if following >= stop or tokens[following].lower in (
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
        # Further quotations with nothing but punctuation between them.
        while end + 1 < stop and tokens[end].lower in (",", "...", "…") and tokens[end + 1].quoted:
            end += 2
        return place, end
    return place, find_clause_end(tokens, following, stop)


def _content_object(
    tokens: Sequence[Token], start: int, stop: int, verb: Verb
) -> tuple[int, int] | None:
    place = start
    lower = tokens[place].lower
    if lower in _PARTICLES and not (lower == "to" and verb.base not in PREPOSITIONAL_TO_VERBS):
        place += 1
        if place < stop and tokens[place].lower in (
            "for",
            "of",
            "to",
            "on",
            "against",
            "at",
            "with",
        ):
            place += 1
    if place >= stop or tokens[place].lower in STOPS:
        return None
    return place, _find_object_end(tokens, place + 1, stop)


def _find_object_end(tokens: Sequence[Token], start: int, stop: int) -> int:
    for index in range(start, stop):
        lower = tokens[index].lower
        if lower in (";", ":", *DASHES):
            return index
        if tokens[index - 1].quoted and lower.endswith("ing"):
            return index
        if lower == "after":
            return index
        if lower == "," and index + 1 < stop:
            following = tokens[index + 1].lower
            if (
                following in BOUNDARIES
                or following in _WORDS_AFTER_OBJECT
                or following.endswith("ing")
                or following in PRONOUNS
            ):
                return index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(tokens[index + 1].lower)
            if verb and verb.form != "base":
                return index
            if tokens[index + 1].lower in AUXILIARIES or tokens[index + 1].lower in PRONOUNS:
                return index
    return stop


def content_before_cue(
    tokens: Sequence[Token], end: int, right: int, verb: Verb
) -> tuple[int, int] | None:
    """Start and end index of the content before a reporting verb; None if there is none.

    Args:
        tokens: The sentence.
        end: Index at which the cue and its subject start.
        right: Index behind the cue and its subject.
        verb: The verb's entry in the lexicon.
    """
    if end == 0 or verb.base in CONTENT_FOLLOWS_VERBS:
        return None
    last = end
    before = tokens[last - 1]
    if before.lower in (",", *DASHES):
        last -= 1
    elif not (before.quoted or before.lower in ("?", "!")):
        return None
    if last <= 0:
        return None
    first = 0
    if tokens[last - 1].quoted:
        # The quotation alone, unless it is the end of a clause.
        first = last - 1
        while first > 0 and (tokens[first - 1].quoted or tokens[first - 1].lower in ("...", "…")):
            first -= 1
        if first > 0 and not (
            tokens[first - 1].lower in (":", ",") and is_full_sentence_quotation(tokens[first])
        ):
            first = 0
    while first < last and tokens[first].lower in (",", *DASHES):
        first += 1
    if first == 0 and last > 1 and tokens[0].lower in ("but", "and", "still"):
        first = 1
        if tokens[1].lower == ",":
            first = 2
    # The cue interrupts the content, which goes on after it.
    stop = index_of_sentence_end(tokens)
    if (
        right + 1 < stop
        and tokens[right].lower in (",", *DASHES)
        and not tokens[last - 1].quoted
        and not tokens[right + 1].quoted
        and tokens[right + 1].lower not in PREPOSITIONS
        and not tokens[right + 1].lower.endswith("ing")
        and tokens[right + 1].lower not in ("but", "and", "who", "which")
    ):
        return first, find_clause_end(tokens, right + 2, stop)
    for index in range(right, min(stop, right + 25)):
        if tokens[index].quoted:
            if (
                tokens[last - 1].quoted
                and (index == right or tokens[index - 1].lower in (",", ":", ";", *DASHES))
                and (index <= right + 1 or is_long_quotation(tokens[index]))
                and can_be_one_content(tokens[last - 1], tokens[index])
            ):
                return first, index + 1
            break
        if tokens[index].lower in VERBS and VERBS[tokens[index].lower].clause:
            break
    return first, last
