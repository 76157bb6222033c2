"""Tokens without what is set in among them: brackets, asides, those whom they address."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.cuts.tokens import Token, embeds_clause, find_markers, has_class
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import OFFICES

_MAX_ADDRESS = 4
"""Words and full stops of whom somebody addresses: "Mr. Vice President"."""
_MAX_DURATION = 3
_MAX_ASIDE = 9
"""Words of an aside: "even in the debate last week"."""


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without what stands in round brackets, and without the marks of square ones."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.word in ("[", "]", "…", "..."):
            continue
        depth += token.word == "("
        if not depth:
            kept.append(token)
        depth -= token.word == ")" and depth > 0
    return kept


def without_inserted_clause(tokens: list[Token]) -> list[Token]:
    """Tokens that end with "that", without a clause set in before it: "that if he wins that"."""
    if not tokens or tokens[-1].word != "that":
        return tokens
    for at in range(len(tokens) - 3, -1, -1):
        following = tokens[at + 1]
        opens = has_class(following, "subordinator") or has_class(following, "condition")
        holds = embeds_clause(tokens[at + 1 : -1])  # "that as he lost they think that"
        if tokens[at].word == "that" and opens and not holds:
            return tokens[: at + 1]
    return tokens


def without_trailing(tokens: list[Token]) -> list[Token]:
    """Tokens without an adverbial at their end: "people tell me all the time"."""
    for at in range(len(tokens) - 2, max(1, len(tokens) - 2 - _MAX_DURATION), -1):
        if tokens[at].word == "for" and has_class(tokens[-1], "no-holder"):
            return tokens[:at]  # "they have argued for many years"
    last = next((one for one in find_markers(tokens[-3:]) if "trailing" in one.classes), None)
    if last is None or last.last != len(tokens[-3:]):
        return tokens
    return tokens[: len(tokens) - (last.last - last.first)]


def without_address(tokens: list[Token]) -> list[Token]:
    """Tokens without whom they address at their end: "they say, Mr. Mayor,"."""
    if not tokens or tokens[-1].word != ",":
        return tokens
    for at in range(len(tokens) - 2, max(1, len(tokens) - 2 - _MAX_ADDRESS), -1):
        if not tokens[at].is_word and tokens[at].word != ".":
            return tokens
        if tokens[at].word not in OFFICES:
            continue
        has_comma = tokens[at - 1].word == ","
        before = tokens[: at - has_comma]
        if before[-1].word in VERBS or has_class(before[-1], "listener"):
            return before
    return tokens


def without_aside(tokens: list[Token]) -> list[Token]:
    """Tokens without the aside before the last of them: "what they say, at times, is"."""
    if len(tokens) < 2 or tokens[-2].word != ",":
        return tokens
    for at in range(len(tokens) - 3, max(1, len(tokens) - 3 - _MAX_ASIDE), -1):
        if tokens[at].word == ",":
            return [*tokens[:at], tokens[-1]]
        if not tokens[at].is_word:
            break
    return tokens
