"""Decides whether another letter case (`us`, `US`) or a lost full stop changes a quote.

Case is ignored at the start of a quote or sentence, in text all in capitals, and in quotes typed
all in lower case that contain several names. Elsewhere a different case is a change, because it can
turn a word into a name, or a name into a word.
"""

from __future__ import annotations

import re

from index.text.normalised_words import APOSTROPHES, NormalisedWord, normalise_characters

_SENTENCE_START = re.compile(r"""(?:^|[.?!:;…\n"“„«‘(\[]["“‘'(\[]*|\s['‘])\s*$""")
_BRACKETED_LETTER = re.compile(r"\[\w\]")
_OTHER_IN_CAPITALS = frozenset({"us", "it", "who", "aids", "in", "or", "me", "am", "act", "ice"})
"""Words that mean something else in capitals: the US, IT, the WHO, Oregon, Maine, the ICE."""
_SPELLING = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"[": None, "]": None})
_SEEN_BEFORE = 9
_STOP = re.compile(r"[.!?][\"'”’)]*\s")
_FULL_WORD = 5
"""Minimum letters of a word before a full stop that is taken as the end of a sentence."""


def is_in_capitals(text: str) -> bool:
    """Whether a text of at least three words is all in capitals."""
    return text.isupper() and len(text.split()) >= 3


def is_in_small_letters(text: str) -> bool:
    """Whether a text of at least three words is all in lower case, ignoring letters in brackets."""
    text = _BRACKETED_LETTER.sub("", text)
    return text.islower() and len(text.split()) >= 3


def case_matches(
    mine: str, word: NormalisedWord, theirs: str, other: NormalisedWord, opens: bool
) -> bool:
    """Whether two words with the same key have the same case, or differ only where case is free.

    Args:
        mine: The quote's text.
        word: A word of the quote.
        theirs: The source's text.
        other: The source's word with the same key.
        opens: Whether the quote, or a part of it, begins with the word.
    """
    one, two = mine[word.start : word.end], theirs[other.start : other.end]
    if one == two:
        return True
    one, two = (
        normalise_characters(one).translate(_SPELLING),
        normalise_characters(two).translate(_SPELLING),
    )
    if one == two or one.casefold() != two.casefold() or word.key.split("'")[0] == "i":
        return True
    return one[1:] == two[1:] and (
        opens or _begins_sentence(mine, word.start) or _begins_sentence(theirs, other.start)
    )


def means_something_else_in_capitals(theirs: str, other: NormalisedWord) -> bool:
    """Whether a source's word in capitals means something else than in lower case: "US", "us"."""
    return theirs[other.start : other.end].isupper() and other.key in _OTHER_IN_CAPITALS


def joins_two_sentences(mine: str, theirs: str, start: int, end: int) -> bool:
    """Whether a quote runs two sentences of the source into one.

    Args:
        mine: The characters of the quote between two words.
        theirs: The source's text.
        start: Offset at which the first of these words ends in the source.
        end: Offset at which the second word starts in the source.
    """
    if mine.strip() or "\n" in mine or not theirs[end : end + 1].isupper():
        return False
    before = re.search(r"(?<!\w)\w*+$", theirs[max(0, start - _SEEN_BEFORE) : start])
    word = before[0] if before else ""
    # Shorter words can be abbreviations: "Sen. Brown", "U.S. President".
    return len(word) >= _FULL_WORD and bool(_STOP.search(theirs[start:end]))


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, start - _SEEN_BEFORE) : start]))
