"""Whether a speaker gives words to others: "some people say that …", "they were convinced that …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.cuts.clauses import Token, has_class
from index.lexicon.function_words import ADVERBS, AUXILIARIES
from index.lexicon.reporting_verbs import LEARNING_VERBS, LISTENER_FORMS, VERBS
from index.lexicon.stance_words import OPINION_VERBS

_OPENERS = frozenset(("that", ",", ":", "“", "”", '"', "'", "‘", "’", "like", "how"))
"""Words and marks between a verb and what it reports."""
_MAX_LISTENER = 5
"""Words between a verb and its content: "told his own staff that …"."""
_MAX_NAME = 4
"""Words of a name that is quoted: "to quote Bob Marley: …"."""
_MAX_BEFORE_INFINITIVE = 8
_MAX_SUBJECT = 3


def find_view(left: Sequence[Token]) -> int | None:
    """Where a clause begins that gives the words behind it to others; None if none does.

    Args:
        left: The tokens of the sentence before the words.
    """
    tokens = [*left]
    while tokens and tokens[-1].word in _OPENERS:
        tokens.pop()
    if not tokens:
        return None
    is_introduced = len(left) > len(tokens)
    if has_class(tokens[-1], "view") and is_introduced:
        return tokens[-1].start
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 2 - _MAX_LISTENER), -1):
        if not tokens[at].is_word:
            return None
        listener = tokens[at + 1 :]
        if has_class(tokens[at], "mimicry") and is_introduced and len(listener) <= _MAX_NAME:
            return tokens[at].start
        if has_class(tokens[at], "conviction") and not listener:
            return _subject_if_another(tokens, at)
        if not reports_a_view(tokens[at].word):
            continue
        if listener and not (is_introduced and tokens[at].word in LISTENER_FORMS):
            continue
        return _subject_if_another(tokens, at)
    return None


def reports_a_view(word: str) -> bool:
    """Whether a word is a verb of saying or thinking, rather than of coming to know."""
    verb = VERBS.get(word)
    if verb is not None:
        return verb.base not in LEARNING_VERBS
    return word in OPINION_VERBS or word.removesuffix("s") in OPINION_VERBS


def _subject_if_another(tokens: Sequence[Token], verb: int) -> int | None:
    """Where the clause of a verb begins if its subject is somebody else; else None."""
    at = verb - 1
    while at >= 0 and _stands_before_verb(tokens[at]):
        at -= 1
    if at >= 1 and tokens[at].word == "to":
        return _infinitive_of_another(tokens, at)
    if at < 0 or not tokens[at].is_word:
        return tokens[verb].start if tokens[verb].word.endswith("ing") else None
    subject = tokens[at]
    if has_class(subject, "own") or has_class(subject, "evidence"):
        return None
    first = at
    while first and tokens[first - 1].is_word and at - first < _MAX_SUBJECT:
        first -= 1
    if any(has_class(token, "own") for token in tokens[first:at]) and subject.word not in _SUBJECTS:
        return None
    return tokens[first].start


_SUBJECTS = frozenset(("he", "she", "they", "you"))


def _stands_before_verb(token: Token) -> bool:
    word = token.word
    return word in AUXILIARIES | ADVERBS or word.endswith(("ly", "n't"))


def _infinitive_of_another(tokens: Sequence[Token], to: int) -> int | None:
    """Where a clause with an infinitive begins if another holds the view: "they seem to think"."""
    first = max(0, to - _MAX_BEFORE_INFINITIVE)
    before = tokens[first:to]
    if any(has_class(token, "own") for token in before):
        return None
    return tokens[max(first, to - 2)].start
