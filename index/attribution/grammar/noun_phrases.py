"""Noun phrases: where one that ends, or begins, at a word has its other end."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.grammar.tokens import Token
from index.lexicon.function_words import (
    ADVERBIALS,
    ADVERBS,
    AUXILIARIES,
    BOUNDARIES,
    NO_HEAD,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
)
from index.lexicon.punctuation import STOPS
from index.lexicon.reporting_verbs import IN_PHRASE_FORMS, VERBS
from index.records import Span

_PARTICLES = frozenset("off up down back away aside on out over in".split())
_DETERMINERS = frozenset("the a an his her its their this these those".split())


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
            and lower not in IN_PHRASE_FORMS
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
    if last - start > 22 or head.lower in ADVERBIALS or items[start].lower == "according":
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


def _takes_more(items: Sequence[Token], at: int) -> bool:
    """Whether a word in "-ed" is the verb: "shrugged off his remarks", "ignored the question"."""
    behind = items[at + 1].lower if at + 1 < len(items) else ""
    return behind in _PARTICLES or behind in _DETERMINERS


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
            and (lower.endswith(("ed", "s")) or lower == "began")
        ):
            break
        if end > start and lower.endswith("ed") and _takes_more(items, end):
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
