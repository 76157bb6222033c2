"""Words in the normalised form in which quotes are compared, each with its place in the text.

Two texts say the same words if their keys are equal, in order. A key ignores letter case,
typography and the different ways in which Unicode writes one character, but keeps everything that
can change the meaning:

- Letters and digits, and the apostrophe inside a word ("isn't" differs from "isnt", "we're" from
  "were").
- Numbers as they are read: thousands separators, single spaces too, are dropped; decimals, times
  and fractions are kept; a minus sign, the dash of a range, %, $ and other signs are words of their
  own.
- An ellipsis in any spelling (… or ... or . . . or [...]), a question mark, and the border between
  two quotations that follow each other.
- Square brackets: they mark words that an editor inserted, so the keys of these words differ from
  those of the same words without brackets. Exceptions: a first letter in brackets ("[T]he"), [sic],
  and footnote marks.
- Raised digits that are exponents or parts of a unit: 10⁶, m².

Dropped are footnote marks (`index/text/note_marks.py`), quotation marks, dashes and hyphens, commas
and full stops, soft hyphens and other invisible characters; ligatures, full-width and stylistic
letters become plain letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.text.note_marks import blank_note_marks

ELLIPSIS = "…"
QUESTION = "?"
QUOTATION_BORDER = "”“"
"""Key of the border between two quotations with nothing but white space between them."""
INSERTED = "["
"""First character of the key of a word in square brackets."""
MAX_KEY_LENGTH = 80
"""Maximum characters of a key; nobody quotes a longer word."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef"
)
_VARIANT_LETTERS = "\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uffdc\U0001d400-\U0001d7ff"
_NOT_PLAIN = re.compile(f"[{_INVISIBLE}{_VARIANT_LETTERS}]")
_PLAIN_RUN = re.compile(r"[\x00-\x7f]+(?=[\x00-\x7f])")
"""ASCII characters that no mark combines with: the last one before another character may."""
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")

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
_NO_INSERTION = re.compile(r"\[(?:sic\.?|!)\]", re.IGNORECASE)
_LOWERED = re.compile(r"(?<=[^\W\d_])[₀-₉]+")
_PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_GROUP_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"(?<=\d)[,'’{_GROUP_SPACES}](?=\d{{3}}(?:\D|$))")


class NormalisedWord(NamedTuple):
    """The key of a word, and where the word stands: `text[start:end]`."""

    key: str
    start: int
    end: int


def normalise_words(text: str, offset: int = 0) -> list[NormalisedWord]:
    """The words of `text` in order, as keys with their offsets in `text`.

    Args:
        text: Any text.
        offset: What is added to the offsets, if `text` is cut out of a longer one.
    """
    composed, starts, ends = _compose(text)
    found = _keys_and_offsets(composed)
    if starts and ends:
        found = ((key, starts[start], ends[end - 1]) for key, start, end in found)
    return [NormalisedWord(key, start + offset, end + offset) for key, start, end in found]


def word_keys(text: str) -> list[str]:
    """The keys of the words of `text` in order, without offsets."""
    return [key for key, _, _ in _keys_and_offsets(_compose(text)[0])]


def is_plain(text: str) -> bool:
    """Whether each character of a text is its own plain form, as in most texts."""
    return text.isascii() or (
        unicodedata.is_normalized("NFC", text) and not _NOT_PLAIN.search(text)
    )


def normalise_characters(text: str) -> str:
    """`text` without invisible characters and with one form of each letter; keeps letter case."""
    return _compose(text)[0]


def split_unspaced_scripts(text: str) -> str:
    """`text` with normalised characters, and a space between characters of scripts without spaces.

    Footnote marks are left out.

    Such scripts are Chinese, Japanese, Thai, Lao, Khmer and Burmese.
    """
    text = blank_note_marks(normalise_characters(text.encode("utf-8", "replace").decode()))
    return text if text.isascii() else _UNSPACED_CHARACTER.sub(r" \g<0> ", text)


def _keys_and_offsets(text: str) -> Iterator[tuple[str, int, int]]:
    inserted: list[tuple[int, int]] = []
    text = _lower_digits_as_plain(blank_note_marks(text))
    if INSERTED in text:
        # Replaced by spaces, so that offsets stay valid.
        text = _NO_INSERTION.sub(lambda match: " " * len(match[0]), text)
        inserted = [match.span() for match in _BRACKETS.finditer(text)]
    openings = [start for start, _ in inserted]
    for match in _word_pattern().finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "plain":
            key = match[0].lower()
            if not openings:  # as nearly all words are
                yield key[:MAX_KEY_LENGTH], start, end
                continue
        elif kind == "word":
            key = _word_key(match[0])
        elif kind == "ellipsis":
            key = ELLIPSIS
        elif kind == "capital":
            key = _word_key(match[0].replace("[", "").replace("]", ""))
        elif kind == "question":
            key = QUESTION
        elif kind == "border":
            key = QUOTATION_BORDER
        elif kind == "minus":
            key = "-"
        elif kind == "numeric":
            key = _numeric_key(match[0])
        else:
            key = match[0].casefold()
        if openings and kind in ("plain", "word", "sign", "numeric", "single"):
            nearest = bisect_right(openings, start) - 1
            if nearest >= 0 and start < inserted[nearest][1]:
                key = INSERTED + key
        yield key[:MAX_KEY_LENGTH], start, end


def _lower_digits_as_plain(text: str) -> str:
    """CO₂ as CO2: behind a letter a lowered digit is only typography."""
    if text.isascii():
        return text
    return _LOWERED.sub(lambda match: match.group().translate(_PLAIN_DIGITS), text)


def _word_key(raw: str) -> str:
    if raw[0] in ".0123456789":
        raw = _GROUPED.sub("", f"0{raw}" if raw[0] == "." else raw)
    return raw.translate(_ONE_APOSTROPHE).casefold()


def _numeric_key(raw: str) -> str:
    """`½` as `1/2`; `²` is kept, as it differs in meaning from 2."""
    if unicodedata.decomposition(raw).startswith("<fraction>"):
        return unicodedata.normalize("NFKC", raw).replace("\u2044", "/")
    return raw


@cache
def _word_pattern() -> re.Pattern[str]:
    marks, numerics = _regex_classes()
    mark = f"[{marks}]"
    letter = rf"(?:[^\W_{numerics}{_UNSPACED}{APOSTROPHES}]|{mark})"
    apostrophe = f"[{APOSTROPHES}]"
    # A day of a month, as in "May 3 240 boats", is no group of thousands.
    spaced = (
        r"(?<![Mm]ay\s)(?<!(?:une|uly|ust|ber|ary|rch|ril)\s)(?<![\d.:/]\s)[1-9]\d{0,2}"
        rf"(?:(?:[{_GROUP_SPACES}]\d{{3}}){{1,4}}|(?:['’]\d{{3}}){{1,4}})"
        rf"(?!\d|[{_GROUP_SPACES}]\d)"
    )
    number = rf"(?:{spaced}|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+|(?<![\w.])\.\d+)(?:[.:/]\d+)*"
    letters = rf"{letter}+(?:{apostrophe}{letter}+)*"
    word = rf"(?:{number}(?:{letters})?|{letters})"
    dots = r"(?:…|\.(?:[ \u00a0\u2009\u202f]?\.){2,})(?:\s?[….])*"
    return re.compile(
        rf"""
        # A fast path for plain English words; the branches below would give the same.
        (?P<plain>[A-Za-z]+(?![^\W_]|[{APOSTROPHES}{marks}]))
        |(?P<minus>(?<=\d)\s*[{_HYPHENS}]+\s*(?=\d)|(?<![^\s(\[“‘"'])[-−](?=[.$€£]?\d))
        # No other branch begins with these characters: skip them quickly.
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
def _regex_classes() -> tuple[str, str]:
    """Combining marks, and numeric characters other than digits, as bodies of regex classes."""
    marks, numerics = [], []
    for code in range(0x00B2, 0x1F200):
        category = unicodedata.category(chr(code))
        if category in ("Mn", "Mc", "Me"):
            marks.append(code)
        elif category == "No":
            numerics.append(code)
    return _ranges(marks), _ranges(numerics)


def _ranges(codes: list[int]) -> str:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _compose(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    """`text` in composed, plain characters, with the start and end of each in the original.

    Starts and ends are None if nothing had to be changed, as in most texts.
    """
    if is_plain(text):
        return text, None, None
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        plain_run = _PLAIN_RUN.match(text, at)
        if plain_run:
            stop = plain_run.end()
            characters += text[at:stop]
            starts += range(at, stop)
            ends += range(at + 1, stop + 1)
            at = stop
            continue
        # A character and the marks that combine with it are normalised together.
        stop = at + 1
        while stop < len(text) and (
            unicodedata.combining(text[stop])
            or _INVISIBLE_CHARACTER.match(text, stop)
            or _is_jamo(text[stop])
        ):
            stop += 1
        plain = "".join(map(_plain, _INVISIBLE_CHARACTER.sub("", text[at:stop])))
        plain = unicodedata.normalize("NFC", plain)
        characters += plain
        starts += [at] * len(plain)
        ends += [stop] * len(plain)
        at = stop
    return "".join(characters), starts, ends


def _plain(character: str) -> str:
    """Ligatures, full-width and stylistic letters as plain letters."""
    form = unicodedata.decomposition(character)
    if form.startswith("<") and not form.startswith(("<super>", "<sub>", "<fraction>", "<circle>")):
        plain = unicodedata.normalize("NFKC", character)
        # An ellipsis would become dots, and a spacing accent a space: keep these.
        return plain if plain.isalnum() or len(plain) == 1 else character
    return character


def _is_jamo(character: str) -> bool:
    return "\u1161" <= character <= "\u11ff"
