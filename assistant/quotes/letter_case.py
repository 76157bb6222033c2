"""Decides whether another letter case (`us`, `US`) or a lost full stop changes a quote.

Where a word begins a quote or a sentence, or where all is in capitals, case says nothing. Who
types a whole quote with several names in small letters says nothing with it either. Elsewhere
another case is a change, as a name can be made of a word by it, or the other way round.
"""

from __future__ import annotations

import re

from index.text.normalised_words import APOSTROPHES, NormalisedWord, normalise_characters

_SENTENCE_START = re.compile(r"""(?:^|[.?!:;…\n"“„«‘(\[]["“‘'(\[]*|\s['‘])\s*$""")
_BRACKETED_LETTER = re.compile(r"\[\w\]")
_OTHER_IN_CAPITALS = frozenset({"us", "it", "who", "aids", "in", "or", "me", "am", "act", "ice"})
"""Small words that are others in capitals: the US, IT, the WHO, Oregon, Maine, the ICE."""
_SPELLING = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"[": None, "]": None})
_SEEN_BEFORE = 9
_STOP = re.compile(r"[.!?][\"'”’)]*\s")
_FULL_WORD = 5
"""Letters from which a word with a stop behind it is taken to end a sentence."""


def is_in_capitals(text: str) -> bool:
    """Whether all of three or more words is in capitals."""
    return text.isupper() and len(text.split()) >= 3


def is_in_small_letters(text: str) -> bool:
    """Whether all of three or more words is in small letters, a marked first letter aside."""
    text = _BRACKETED_LETTER.sub("", text)
    return text.islower() and len(text.split()) >= 3


def same_case(
    mine: str, word: NormalisedWord, theirs: str, other: NormalisedWord, opens: bool
) -> bool:
    """Whether a quote's word and the source's with the same key differ in nothing that counts.

    Args:
        mine: The quote.
        word: A word of it.
        theirs: The source.
        other: The word there.
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


def is_other_in_capitals(theirs: str, other: NormalisedWord) -> bool:
    """Whether a source's word in capitals is not the small one: the US is not us."""
    return theirs[other.start : other.end].isupper() and other.key in _OTHER_IN_CAPITALS


def loses_stop(mine: str, theirs: str, start: int, end: int) -> bool:
    """Whether a quote runs two sentences of the source into one.

    Args:
        mine: What the quote has between two words.
        theirs: The source.
        start: Where the first of the same words ends there.
        end: Where the second one starts.
    """
    if mine.strip() or "\n" in mine or not theirs[end : end + 1].isupper():
        return False
    before = re.search(r"(?<!\w)\w*+$", theirs[max(0, start - _SEEN_BEFORE) : start])
    word = before[0] if before else ""
    # Shorter words can be abbreviations: "Sen. Brown", "U.S. President".
    return len(word) >= _FULL_WORD and bool(_STOP.search(theirs[start:end]))


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, start - _SEEN_BEFORE) : start]))
