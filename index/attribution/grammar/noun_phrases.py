"""Finds noun phrases: the one that ends at a given word, and the first one of a sentence."""

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


def noun_phrase_ending_at(
    tokens: Sequence[Token], last: int, possessive: bool = False
) -> Span | None:
    """The noun phrase that ends with the token at `last`; None if there is none.

    Args:
        tokens: The sentence.
        last: Index of the phrase's last token.
        possessive: Whether the phrase may end in a possessive ("Mook's").
    """
    if tokens[last].lower == ")":
        while last >= 0 and tokens[last].lower != "(":
            last -= 1
        last -= 1
    start = last
    while start >= 0:
        token = tokens[start]
        lower = token.lower
        if token.quoted or lower in STOPS or (lower in BOUNDARIES and lower not in ("for", "or")):
            break
        if lower in AUXILIARIES and start != last:
            break
        if lower in ("and", "&") and not _joins_names(tokens, start):
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
    # Words that open a sentence ("But", "On Monday") are not part of the phrase.
    while (start < last and tokens[start].lower in OPENERS) or tokens[start].lower == "about":
        start += 1
    if start > last:
        return None
    if tokens[start].lower in PREPOSITIONS:
        name = last
        while (
            name > start
            and (tokens[name].text[:1].isupper())
            and tokens[name].lower not in PREPOSITIONS
        ):
            name -= 1
        if tokens[name].lower in ("the", "a", "an", "his", "her", "their"):
            name -= 1
        if name == last and tokens[last].lower not in PRONOUNS:
            return None
        start = last if tokens[last].lower in PRONOUNS else name + 1
    if tokens[last].lower in PRONOUNS:
        start = last
    head = tokens[last]
    if not any(character.isalpha() for character in head.text):
        return None
    if last - start > 22 or head.lower in ADVERBIALS or tokens[start].lower == "according":
        return None
    opening = VERBS.get(tokens[start].lower)
    if opening and tokens[start].text[:1].islower() and opening.form != "base":
        return None
    verb = VERBS.get(head.lower)
    if verb and verb.form == "past" and verb.clause and head.text[:1].islower() and start < last:
        # The phrase contains a reporting verb: "the minister said talks went on".
        return None
    if head.lower in NO_HEAD or (not possessive and head.lower.endswith(("'s", "s'"))):
        return None
    if head.lower in ("there", "this", "these", "those", "you") and start == last:
        return None
    return Span(tokens[start].start, head.end)


def _joins_names(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two nouns of one phrase rather than two clauses."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.quoted or after.quoted:
        return False
    if after.lower in PREPOSITIONS and before.text[:1].isupper():
        return True
    return before.text[:1].isupper() == after.text[:1].isupper() and after.lower not in PRONOUNS


def _is_verb_in_ed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in -ed is the verb: "shrugged off his remarks", "ignored the question"."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return behind in _PARTICLES or behind in _DETERMINERS


def first_noun_phrase(tokens: Sequence[Token]) -> Span | None:
    """The first noun phrase of a sentence, as a guess at its subject."""
    start = 0
    while start < len(tokens) and (tokens[start].lower in OPENERS or tokens[start].lower == ","):
        start += 1
    if start < len(tokens) and tokens[start].lower in PREPOSITIONS:
        comma = next((i for i in range(start, len(tokens)) if tokens[i].lower == ","), None)
        if comma is None:
            return None
        start = comma + 1
    end = start
    while end < len(tokens):
        token = tokens[end]
        lower = token.lower
        if token.quoted or lower in STOPS or lower in AUXILIARIES or lower in BOUNDARIES:
            break
        if end > start and (
            lower in VERBS and token.text[:1].islower() and VERBS[lower].form != "base"
        ):
            break
        if end > start and lower in PREPOSITIONS and lower != "of":
            break
        if end > start and lower in ADVERBS and tokens[end - 1].text[:1].isupper():
            break
        if (
            end > start
            and token.text[:1].islower()
            and tokens[end - 1].text[:1].isupper()
            and (lower.endswith(("ed", "s")) or lower == "began")
        ):
            break
        if end > start and lower.endswith("ed") and _is_verb_in_ed(tokens, end):
            break
        if lower in PRONOUNS:
            end += 1
            break
        end += 1
    if end == start or end - start > 10:
        return None
    if not any(c.isalpha() for c in tokens[end - 1].text):
        return None
    return Span(tokens[start].start, tokens[end - 1].end)
