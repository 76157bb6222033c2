"""Words for a country and for who is of it: "China" and "Chinese", "Kosovo" and "Kosovar".

They are made by the rules of spelling, without a list: most of the words made are none and so
stand in no text. What follows no rule ("France", "French") isn't found.
"""

from __future__ import annotations

__all__ = ["related_country_words"]

_COUNTRY_ENDINGS = ("ia", "ey", "a", "o", "e", "")
"""How names of countries end behind what they share with the words for their people."""
_PEOPLE_ENDINGS = ("ian", "an", "ese", "ish", "i", "ar")
_LEAST_SHARED = 3
"""Letters that both words share: "Cub" of "Cuba" and "Cuban"."""


def related_country_words(word: str) -> set[str]:
    """What may be the words for a country's people if the word names it, and the other way round.

    Args:
        word: A word in lower-case letters.
    """
    made = set()
    for endings, others in (
        (_COUNTRY_ENDINGS, _PEOPLE_ENDINGS),
        (_PEOPLE_ENDINGS, _COUNTRY_ENDINGS),
    ):
        ending = next(ending for ending in (*endings, "") if word.endswith(ending))
        shared = word.removesuffix(ending)
        if len(shared) >= _LEAST_SHARED and (ending or endings is _COUNTRY_ENDINGS):
            made |= {shared + other for other in others}
    return made - {word}
