"""Whether words behind a clause give it to others: "…, they say", "…, as the saying goes"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.quotes.cuts.tokens import Token, embeds_clause, find_markers, has_class
from assistant.quotes.cuts.view_nouns import is_own
from assistant.quotes.cuts.views import LISTENERS, is_noun, reports_a_view
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.reporting_verbs import VERBS

_MAX_TAIL = 5
"""Words of a clause behind a quote that gives it to others: "as the old saying goes"."""


def find_view_behind(right: Sequence[Token]) -> tuple[int, int] | None:
    """Where the words behind a clause give it to others: ", they say"; None if they don't."""
    is_subject = [token.word for token in right[:2]] in (["is", "what"], ["was", "what"])
    if is_subject and not is_own(right[2:4]) and embeds_clause(right[2:6]):
        return right[0].start, right[min(5, len(right) - 1)].end  # "… is what they say"
    if not right or right[0].word not in (",", "—", "–"):
        return None
    words = list(takewhile(lambda token: token.is_word, right[1:]))
    while words and words[0].word in ("or", "so"):
        words = words[1:]
    at_source = next((one for one in find_markers(words[:4]) if "source" in one.classes), None)
    if at_source and not at_source.first and not is_own(words):
        return words[0].start, words[-1].end
    if not 1 < len(words) <= _MAX_TAIL:
        return None
    last = words[-1].end
    behind = [token for token in right if token.start >= last]
    is_whole = not behind or behind[0].word in (".", ",", "!", "—", "–")
    if len(words) > 2 and words[-1].word in LISTENERS:
        words = words[:-1]
    subject = words[1:] if words[0].word == "as" else words
    by_inversion = VERBS.get(words[0].word)
    is_inverted = by_inversion is not None and by_inversion.form in ("third", "past")
    is_inverted = is_inverted and words[1].word not in PREPOSITIONS  # ", thanks to you"
    if is_whole and is_inverted and not is_own(words):
        return words[0].start, words[-1].end  # ", says the mayor"
    if is_whole and [word.word for word in words[-2:]] in (["puts", "it"], ["put", "it"]):
        return None if is_own(words) else (words[0].start, words[-1].end)
    is_clause = words[0].word == "as" or any(
        has_class(subject[0], kind) for kind in ("subject", "indefinite")
    )
    if not is_whole or not is_clause or any(has_class(token, "own") for token in subject):
        return None
    is_said = reports_a_view(words[-1].word) and not is_noun(words, len(words) - 1)
    is_like = words[-1].word == "like"  # "it's sort of like, …"
    return (words[0].start, words[-1].end) if is_said and not is_like else None
