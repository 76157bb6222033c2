"""Find out that a question is in another language than English, which the models don't read."""

from __future__ import annotations

import re

from index.lexicon.function_words import FUNCTION_WORDS

__all__ = ["language_problem"]

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3
"""Fewer words tell no language: names are the same in many."""
_LEAST_CHARACTERS_WITHOUT_SPACES = 6
"""The same for scripts that put no spaces between words."""
_IN_OTHER_LANGUAGES_TOO = frozenset(
    """a also am an as at die do es has he her in is it last late man me more my no on pas plus so
    some son sur to via was we will""".split()
)
"""English function words that are words of other languages too (German "was", Italian "a")."""
_ENGLISH = (
    FUNCTION_WORDS
    | frozenset("what which why how where when whose many much the of and said say says".split())
) - _IN_OTHER_LANGUAGES_TOO
_MIN_PROBABILITY = 0.5
"""Below this probability the detector is often wrong about names in a row ("Plokhov Kuban CSC"). So
none of 18,505 English questions is taken for another language, and 95 % of German, Spanish and
Russian ones (XQuAD) are told."""
_CHARACTERS_LOOKED_AT = 2000
_FIRST_LETTER_NOT_LATIN = 0x370
"""Greek, Cyrillic and most other scripts come behind the Latin ones in Unicode."""
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*+[”\"»“]")


def language_problem(question: str) -> str | None:
    """A sentence for the user if a question is not in English; None if it is or can't be told."""
    question = _QUOTED.sub(" ", question[:_CHARACTERS_LOOKED_AT])
    words = [word.lower() for word in _WORD.findall(question)]
    if any(word in _ENGLISH for word in words):
        return None
    is_unspaced = not question.isascii() and _has_unspaced_script(question)
    if len(words) < _LEAST_WORDS and not is_unspaced:
        return None
    from index.text.languages import LANGUAGE_NAMES, detect_language

    language, probability = detect_language(question)
    if language == "en" or language not in LANGUAGE_NAMES:
        return None
    if probability < _MIN_PROBABILITY and _is_latin(question):
        return None
    name = LANGUAGE_NAMES[language]
    return f"The question seems to be in {name}; questions are answered in English only so far."


def _has_unspaced_script(question: str) -> bool:
    letters = [one for one in question if one.isalpha() and ord(one) >= 0x0E00]
    return len(letters) >= _LEAST_CHARACTERS_WITHOUT_SPACES


def _is_latin(question: str) -> bool:
    letters = [one for one in question if one.isalpha()]
    return 2 * sum(ord(one) < _FIRST_LETTER_NOT_LATIN for one in letters) >= len(letters)
