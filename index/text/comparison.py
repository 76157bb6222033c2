"""The words of a text as quotations are compared: typography taken off, places kept.

Two texts have the same words when their keys are the same, in order. A key has no case, no
typography and no accidents of Unicode, but everything that can change a meaning:

- Letters and digits; an apostrophe inside a word ("isn't" is not "isnt", "we're" not "were").
- Figures as they are read: thousands separators are dropped, decimals, times and fractions kept,
  a minus sign and the dash of a range are words of their own, and so are %, $ and other signs.
- An ellipsis, however it is written (… or ... or . . . or [...]), a question mark, and the place
  where one quotation ends and the next begins.
- Words in square brackets are somebody else's, so they differ from the same words without. Not
  so a first letter in brackets ("[T]he"), [sic] and references such as the 1 in "text[1]".

Dropped: quote marks, dashes and hyphens, commas and stops, soft hyphens and other characters
that can't be seen, ligatures, wide and stylistic forms of letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

ELLIPSIS = "…"
QUESTION = "?"
BORDER = "”“"
"""Stands where one quotation ends and the next begins, with nothing between them."""
BRACKET = "["
"""Begins the key of a word in square brackets."""
LONGEST_KEY = 80
"""Characters of a key; what is longer is no word that anyone quotes."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef"
)
_FORMS = "\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uffdc\U0001d400-\U0001d7ff"
_UNEVEN = re.compile(f"[{_INVISIBLE}{_FORMS}]")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")

APOSTROPHES = "'’‘‛ʼʻʹ´`′"
_ONE_APOSTROPHE = str.maketrans(APOSTROPHES, "'" * len(APOSTROPHES))
_HYPHENS = "-‐‑‒–—―−⸺⸻"
_SIGNS = "%‰$€£¥¢₹₽₩₪&@#+=<>±×÷≈≤≥≠~°§/"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_BRACKETS = re.compile(r"\[[^\[\]]{1,300}\]")
_NO_INSERTION = re.compile(r"\[(?:sic\.?|!)\]|(?<=[^\s\[])\[\d{1,3}\]", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


class Word(NamedTuple):
    """A word and its place: `text[start:end]`."""

    key: str
    start: int
    end: int


def literal_words(text: str) -> list[Word]:
    """The words of `text` in order, with their places in it."""
    even, starts, ends = _even(text)
    words = []
    for key, start, end in _scan(even):
        if starts and ends:
            start, end = starts[start], ends[end - 1]
        words.append(Word(key, start, end))
    return words


def literal_keys(text: str) -> list[str]:
    """The keys of the words of `text`, in order."""
    return [key for key, _, _ in _scan(_even(text)[0])]


def plain_form(text: str) -> str:
    """`text` without what can't be seen and with one form of each letter; case is kept."""
    return _even(text)[0]


def spaced_form(text: str) -> str:
    """`plain_form`, with spaces between the characters of scripts that write without spaces."""
    text = plain_form(text.encode("utf-8", "replace").decode())
    return text if text.isascii() else _UNSPACED_CHARACTER.sub(r" \g<0> ", text)


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    inserted: list[tuple[int, int]] = []
    if BRACKET in text:
        # Of the same length, so that places stay.
        text = _NO_INSERTION.sub(lambda found: " " * len(found[0]), text)
        inserted = [found.span() for found in _BRACKETS.finditer(text)]
    openings = [start for start, _ in inserted]
    for found in _pattern().finditer(text):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "plain":
            key = found[0].lower()
        elif kind == "word":
            key = _word_key(found[0])
        elif kind == "ellipsis":
            key = ELLIPSIS
        elif kind == "capital":
            key = _word_key(found[0].replace("[", "").replace("]", ""))
        elif kind == "question":
            key = QUESTION
        elif kind == "border":
            key = BORDER
        elif kind == "minus":
            key = "-"
        elif kind == "numeric":
            key = _numeric_key(found[0])
        else:
            key = found[0].casefold()
        if openings and kind in ("plain", "word", "sign", "numeric", "single"):
            nearest = bisect_right(openings, start) - 1
            if nearest >= 0 and start < inserted[nearest][1]:
                key = BRACKET + key
        yield key[:LONGEST_KEY], start, end


def _word_key(raw: str) -> str:
    if raw[0] in ".0123456789":
        raw = _GROUPED.sub("", f"0{raw}" if raw[0] == "." else raw)
    return raw.translate(_ONE_APOSTROPHE).casefold()


def _numeric_key(raw: str) -> str:
    """`½` as `1/2`; `²` stays, as it is another thing than 2."""
    if unicodedata.decomposition(raw).startswith("<fraction>"):
        return unicodedata.normalize("NFKC", raw).replace("\u2044", "/")
    return raw


@cache
def _pattern() -> re.Pattern[str]:
    marks, numerics = _classes()
    mark = f"[{marks}]"
    letter = rf"(?:[^\W_{numerics}{_UNSPACED}{APOSTROPHES}]|{mark})"
    apostrophe = f"[{APOSTROPHES}]"
    number = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+|(?<![\w.])\.\d+)(?:[.:/]\d+)*"
    letters = rf"{letter}+(?:{apostrophe}{letter}+)*"
    word = rf"(?:{number}(?:{letters})?|{letters})"
    dots = r"(?:…|\.(?:[ \u00a0\u2009\u202f]?\.){2,})(?:\s?[….])*"
    return re.compile(
        rf"""
        # Most of most texts, at once; what follows would find the same.
        (?P<plain>[A-Za-z]+(?![^\W_]|[{APOSTROPHES}{marks}]))
        |(?P<minus>(?<=\d)\s*[{_HYPHENS}]+\s*(?=\d)|(?<![^\s(\[“‘"'])[-−](?=[.$€£]?\d))
        # Nothing else begins with one of these, so that they are passed over quickly.
        |(?![\s,;]|\.(?!\d|[ \u00a0\u2009\u202f]?\.))(?:
        (?P<word>{word})
        |(?P<ellipsis>[\[(]\s?{dots}\s?[\])]|{dots})
        |(?P<capital>\[{letter}\]{letters})
        |(?P<question>!*[?？؟‽][?!？؟‽！]*)
        |(?P<border>["”»][’']?\s+["“«„](?=\S))
        |(?P<numeric>[{numerics}])
        |(?P<single>[{_UNSPACED}](?:{mark})*)
        |(?P<sign>[{_SIGNS}]))
        """,
        re.VERBOSE,
    )


@cache
def _classes() -> tuple[str, str]:
    """Combining marks, and numeric characters that are no digits, for use within [ ]."""
    marks, numerics = [], []
    for code in range(0x00B2, 0x1F200):
        category = unicodedata.category(chr(code))
        if category in ("Mn", "Mc", "Me"):
            marks.append(code)
        elif category == "No":
            numerics.append(code)
    return _ranges(marks), _ranges(numerics)


def _ranges(codes: list[int]) -> str:
    found: list[list[int]] = []
    for code in codes:
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


def _even(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    """`text` in composed, plain forms, with each character's start and end in `text`.

    The places are None where nothing had to be changed, as in most texts.
    """
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _UNEVEN.search(text)):
        return text, None, None
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        # A character with the marks that combine with it is changed as one.
        stop = at + 1
        while stop < len(text) and (
            unicodedata.combining(text[stop]) or _UNSEEN.match(text, stop) or _is_jamo(text[stop])
        ):
            stop += 1
        plain = "".join(map(_plain, _UNSEEN.sub("", text[at:stop])))
        plain = unicodedata.normalize("NFC", plain)
        characters += plain
        starts += [at] * len(plain)
        ends += [stop] * len(plain)
        at = stop
    return "".join(characters), starts, ends


def _plain(character: str) -> str:
    """Ligatures, wide letters and letters of another style as plain letters."""
    form = unicodedata.decomposition(character)
    if form.startswith("<") and not form.startswith(("<super>", "<sub>", "<fraction>", "<circle>")):
        plain = unicodedata.normalize("NFKC", character)
        # Not the dots of an ellipsis or the space of a spacing accent.
        return plain if plain.isalnum() or len(plain) == 1 else character
    return character


def _is_jamo(character: str) -> bool:
    return "\u1161" <= character <= "\u11ff"
