"""Spellings of names: without accents, and alike for all transliterations of one name."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["fold_accents", "fold_name", "sound_of", "words_of_folded_name"]

_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_SPELLINGS = tuple(
    tuple(pair.split("="))
    # From the longest to the shortest: spellings of one sound in the ways of transliterating in
    # use. Digits stand for the sounds of "ch" and "ts", so that "c" is left as another "k".
    for pair in """shch=s tsch=1 tch=1 sch=s dzh=j ch=1 sh=s zh=j kh=h gh=g ph=f th=t dh=d dj=j ck=k
    cz=1 ts=2 tz=2 qu=k q=k x=ks c=k oo=u ou=u ee=i ae=a oe=o ue=u ey=i ej=i ei=i iy=i ij=i y=i j=i
    w=v""".split()
)
_DOUBLED = re.compile(r"(.)\1+")


def fold_accents(text: str) -> str:
    """A text in ASCII letters, with its letter case: "Żółkowski" is "Zolkowski"."""
    return text if text.isascii() else anyascii(text)


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """A name in lower-case ASCII letters, words divided by one space: "Żółkowski" is "zolkowski".

    Other scripts are transliterated. Apostrophes are dropped, hyphens divide words.
    """
    plain = anyascii(_APOSTROPHES.sub("", name)).lower().replace("'", "").replace("`", "")
    return _NO_LETTERS.sub(" ", plain).strip()


def words_of_folded_name(name: str) -> tuple[str, ...]:
    """The words of `fold_name`."""
    return tuple(fold_name(name).split())


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """A key that the transliterations of a name share: "Sergei" and "Sergey", "Zelensky" and so on.

    Args:
        word: A folded word.
    """
    key = word
    for spelling, sound in _SPELLINGS:
        key = key.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", key)
