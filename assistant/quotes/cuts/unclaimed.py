"""What speakers say without claiming it: "I wish I could say", "there are days when I say"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.cuts.tokens import HARD_STOPS, Token, embeds_clause, has_class
from assistant.quotes.cuts.trimming import without_brackets
from index.lexicon.function_words import ADVERBS
from index.lexicon.reporting_verbs import VERBS

_MAX_REACH = 7
"""Words before a verb of saying among which that stands which makes it no claim."""


def find_unclaimed(left: Sequence[Token]) -> int | None:
    """Where a speaker begins to say that they don't claim the words behind; None if they do.

    Args:
        left: The tokens of the sentence before the words.
    """
    tokens = without_brackets(left)
    while tokens and (tokens[-1].word == "that" or not tokens[-1].is_word):
        tokens.pop()
    if tokens and has_class(tokens[-1], "listener"):
        tokens.pop()
    if not embeds_clause(tokens[-1:]):
        return None
    verb = VERBS.get(tokens[-1].word)
    before = _clause_before(tokens)
    words = [token.word for token in before]
    if words[-3:-2] == ["be"] and words[-1:] == ["to"] and _has_unreal(before[:-3]):
        return before[0].start  # "it would be nice to think"
    while words and words[-1] in ADVERBS:
        words.pop()
    is_perfect = words[-1:] == ["have"] and _has_unreal(before)
    if is_perfect and verb and verb.form == "past":
        return before[0].start  # "ten years ago I would have said"
    subject = next((at for at, one in enumerate(before) if has_class(one, "own")), None)
    if subject is None:
        return None
    is_wish = any(has_class(one, "pretence") for one in before[: subject + 2]) and any(
        has_class(one, "own") for one in before[subject + 1 :]
    )
    is_time = (
        subject > 0
        and has_class(before[subject - 1], "subordinator")
        and (has_class(before[subject - 1], "time") or before[subject - 1].word == "where")
    )
    opens = subject == 1 and before[0].start == left[0].start
    return before[0].start if is_wish or (is_time and not opens) else None


def _clause_before(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before the last one, up to a mark that ends a clause."""
    first = len(tokens) - 1
    while first and len(tokens) - 1 - first < _MAX_REACH:
        if tokens[first - 1].word in HARD_STOPS | {","}:
            break
        first -= 1
    return tokens[first:-1]


def _has_unreal(tokens: Sequence[Token]) -> bool:
    """Whether words have a modal that tells of what isn't: "would"."""
    return any(has_class(token, "unreal") or token.word.endswith("'d") for token in tokens)
