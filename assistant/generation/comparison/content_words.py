"""The stems of the words that carry a text's meaning: without function words."""

from __future__ import annotations

from functools import lru_cache

from index.lexicon.function_words import ADVERBS, AUXILIARIES, BOUNDARIES, PREPOSITIONS, PRONOUNS
from index.lexicon.reporting_verbs import REPORTING_NOUNS, VERBS
from index.text.stemming import stems

_FUNCTION_WORDS = frozenset(
    stems(" ".join([*AUXILIARIES, *ADVERBS, *BOUNDARIES, *PREPOSITIONS, *PRONOUNS]))
)
_REPORTING_WORDS = frozenset(stems(" ".join([*VERBS, *REPORTING_NOUNS])))


@lru_cache(maxsize=2048)
def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words, without function words such as "the" and "of"."""
    return frozenset(stems(text)) - _FUNCTION_WORDS


@lru_cache(maxsize=2048)
def topic_stems(text: str) -> frozenset[str]:
    """The same without words that report speech, such as "said": what the text is about."""
    return content_stems(text) - _REPORTING_WORDS
