"""The words of a text that carry its meaning."""

from __future__ import annotations

from functools import lru_cache

from index.lexicon.function_words import ADVERBS, AUXILIARIES, BOUNDARIES, PREPOSITIONS, PRONOUNS
from index.lexicon.reporting_verbs import REPORTING_NOUNS, VERBS
from index.text.stemming import stems

_EMPTY = frozenset(stems(" ".join([*AUXILIARIES, *ADVERBS, *BOUNDARIES, *PREPOSITIONS, *PRONOUNS])))
_REPORTING = frozenset(stems(" ".join([*VERBS, *REPORTING_NOUNS])))


@lru_cache(maxsize=2048)
def content(text: str, keep: bool = False) -> frozenset[str]:
    """The stems of a text without function words and words that report.

    Args:
        text: Any text.
        keep: Whether words that report stay.
    """
    found = frozenset(stems(text)) - _EMPTY
    return found if keep else found - _REPORTING
