"""Finds the subject of a reporting verb, before or after it: the speaker of a statement."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.noun_phrases import first_noun_phrase, noun_phrase_ending_at
from index.attribution.grammar.tokens import Token, index_at, is_long_quotation
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

_WORDS_BEFORE_PARTICIPLE = frozenset(
    (",", "and", *["by", "in", "while", "after", "before", "upon", "without", "for"], *DASHES)
)

_FORMS_OF_KEEP = frozenset("keep keeps kept".split())
"""Forms of "keep", which act as auxiliaries: "Republicans keep warning that …"."""


def find_subject(
    tokens: Sequence[Token], at: int, verb: Verb, last_speaker: Span | None
) -> tuple[Span | None, int, int]:
    """The subject before a reporting verb.

    Args:
        tokens: The sentence.
        at: Index of the verb.
        verb: The verb's entry in the lexicon.
        last_speaker: The speaker of the sentence's previous report, the subject of a participle.

    Returns:
        The subject's span (None if there is none), the index at which the text before the subject
        ends, and the index at which the cue starts (with its auxiliaries).
    """
    place = at - 1
    passive = False
    while place >= 0 and _is_auxiliary(tokens[place]):
        passive = passive or tokens[place].lower in PASSIVE
        place -= 1
    first = place + 1
    if place > 1 and tokens[place].lower in WEEKDAYS and tokens[place - 1].lower == "on":
        place -= 2
    if place > 1 and tokens[place].lower == "to":
        if tokens[place - 1].lower != "on":
            return None, at, at
        # "went on to say"
        place -= 3
        first = place + 1
        if place < 0:
            return None, at, at
    if verb.form == "past" and passive and tokens[at - 1].lower not in ("have", "has", "had"):
        return None, at, at
    if (
        verb.form == "base"
        and first == at
        and not (
            place >= 0
            and (
                verb.base not in NOUN_BASES
                or tokens[place].lower in PRONOUNS
                or tokens[place].lower in PLURALS
                or (
                    tokens[place].lower.endswith("s")
                    and at + 1 < len(tokens)
                    and tokens[at + 1].lower in BEGINS_CLAUSE | {"that"}
                )
            )
        )
    ):
        return None, at, at
    if verb.form == "ing" and not passive:
        # A participle shares the subject of its sentence: ", saying that …".
        before = tokens[place] if place >= 0 else None
        if before is None and verb.clause:
            # "Conceding that …, Mook said": the subject follows the comma.
            for comma in range(at + 2, min(len(tokens) - 1, at + 40)):
                if tokens[comma].lower == ",":
                    span = first_noun_phrase(tokens[comma + 1 :])
                    if span is not None:
                        return span, at, first
        if before and (
            before.quoted
            or before.lower in _WORDS_BEFORE_PARTICIPLE
            or before.lower in WRITINGS
            or before.lower in ADVERBIALS
        ):
            if last_speaker is not None:
                return last_speaker, at, first
            return _subject_of_previous_clause(tokens, at), at, first
        if before is None or not verb.clause or before.lower in PREPOSITIONS:
            return None, at, at
    if place < 0:
        return None, at, at
    token = tokens[place]
    if token.lower in ("who", "which", "that"):
        place -= 1
        if place >= 0 and tokens[place].lower in (",", *DASHES):
            place -= 1
        if place < 0:
            return None, at, at
        span = noun_phrase_ending_at(tokens, place)
        return span, at, first
    if token.lower in ("and", "but", "or"):
        if last_speaker is not None:
            return last_speaker, at, first
        return _subject_of_previous_clause(tokens, place), at, first
    if token.lower in (",", ")", *DASHES):
        return _subject_with_apposition(tokens, place, at, first)
    span = noun_phrase_ending_at(tokens, place)
    if span is None:
        return None, at, at
    start = index_at(tokens, span.start)
    if start > 2 and tokens[start - 1].lower in AUXILIARIES and tokens[start - 2].lower == "who":
        # "People who have fought this say": the relative clause belongs to the subject.
        whole = noun_phrase_ending_at(tokens, start - 3)
        if whole is not None:
            return Span(whole.start, span.end), index_at(tokens, whole.start), first
    return span, start, first


def _is_auxiliary(token: Token) -> bool:
    lower = token.lower
    return (
        lower in AUXILIARIES
        or lower in ADVERBS
        or lower in _FORMS_OF_KEEP
        or lower.endswith("n't")
        or (lower.endswith("ly") and len(lower) > 4 and token.text[:1].islower())
    )


def _subject_with_apposition(
    tokens: Sequence[Token], place: int, at: int, first: int
) -> tuple[Span | None, int, int]:
    """The subject together with its apposition: `Mook, her campaign manager, said`."""
    opening = "(" if tokens[place].lower == ")" else tokens[place].lower
    for before in range(place - 1, max(-1, place - 30), -1):
        token = tokens[before]
        if token.quoted and is_long_quotation(token):
            break
        if token.lower == opening and before > 0:
            relative = tokens[before - 1].lower in ("who", "which") and before > 1
            noun = before - 1
            while relative and noun > 0 and tokens[noun].lower in ("who", "which", ","):
                noun -= 1
            span = noun_phrase_ending_at(tokens, noun)
            if span is not None:
                span = _name_before_apposition(tokens, span) or span
            if relative:
                return span, at, first
            if span is None:
                continue
            if tokens[before + 1].lower in ("and", "but", "or"):
                continue
            start = index_at(tokens, span.start)
            if (
                tokens[before - 1].text[:1].islower()
                and opening == ","
                and start > 0
                and not tokens[start - 1].quoted
                and tokens[start - 1].lower not in (",", "that", ":", ";", "and", "but")
            ):
                continue
            return Span(span.start, tokens[place - 1].end), start, first
    return None, at, at


def _name_before_apposition(tokens: Sequence[Token], apposition: Span) -> Span | None:
    """A name with the first of its two appositions, as one span; None if there is no name."""
    start = index_at(tokens, apposition.start)
    if start < 2 or tokens[start - 1].lower != "," or not tokens[start].text[:1].islower():
        return None
    first = start - 2
    while first > 0 and tokens[first - 1].text[:1].isupper() and not tokens[first - 1].quoted:
        first -= 1
    if first == start - 2 or not tokens[start - 2].text[:1].isupper() or tokens[first].quoted:
        return None
    if tokens[first].lower in PREPOSITIONS or (first and tokens[first - 1].lower in PREPOSITIONS):
        return None
    return Span(tokens[first].start, apposition.end)


def _subject_of_previous_clause(tokens: Sequence[Token], end: int) -> Span | None:
    """The subject of the clause before `end`: the nearest phrase after a mark, else the first."""
    for start in range(end - 1, -1, -1):
        if (
            start == 0
            or tokens[start - 1].lower in (",", ";", ":", *DASHES)
            or tokens[start - 1].quoted
        ):
            head = tokens[start]
            if (
                head.quoted
                or (head.lower in BOUNDARIES and head.lower not in OPENERS)
                or head.lower.endswith("ing")
                or head.lower in VERBS
            ):
                continue
            if start and head.lower in PREPOSITIONS:
                continue
            span = first_noun_phrase(tokens[start:end])
            if span is not None and span.end < tokens[end - 1].end:
                if start and head.lower in WEEKDAYS:
                    continue  # "Earlier Wednesday, Schilling appeared …"
                return span
    return None


def find_inverted_subject(tokens: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """The subject after the verb, and the index of its end: `"…," said Mook, her manager`."""
    if (
        at == 0
        or tokens[at].lower not in VERBS
        or VERBS[tokens[at].lower].form not in ("past", "third")
    ):
        return None
    before = tokens[at - 1]
    if not (before.quoted or before.lower in (",", "?", "!", *DASHES)):
        return None
    start = at + 1
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.quoted or (token.lower in STOPS):
            break
        if token.lower in AUXILIARIES or (token.lower in BOUNDARIES and token.lower != "for"):
            break
        if token.lower in ("in", "on", "at", "during", "to", "after") and end > start:
            break
        end += 1
    if end == start or end - start > 16:
        return None
    head = tokens[start]
    named = head.text[:1].isupper() or head.lower in BEGINS_PHRASE
    if not named and not (before.quoted and any(t.text[:1].isupper() for t in tokens[start:end])):
        return None
    if head.lower in ADVERBIALS or head.lower in PREPOSITIONS:
        return None
    last = end
    # An apposition belongs to it: ", her campaign manager".
    if end + 1 < len(tokens) and tokens[end].lower == "," and not tokens[end + 1].quoted:
        close = end + 1
        while (
            close < len(tokens)
            and not tokens[close].quoted
            and tokens[close].lower not in (",", ".", ";", ":", "?", "!")
        ):
            close += 1
        if close - end < 22 and (
            tokens[end + 1].lower in ("a", "an", "the", "who", "his", "her", "their", "one")
            or tokens[end + 1].text[:1].islower()
            or close < len(tokens)
        ):
            last = close
    return Span(tokens[start].start, tokens[last - 1].end), last
