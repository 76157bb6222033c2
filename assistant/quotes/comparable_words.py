"""A quote and a document's text as comparable words; finds the stretches worth comparing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from assistant.quotes.letter_case import is_in_capitals, is_in_small_letters
from index.text.normalised_words import (
    ELLIPSIS,
    INSERTED,
    QUESTION,
    QUOTATION_BORDER,
    NormalisedWord,
    is_plain,
    normalise_words,
)
from index.text.reading_text import ReadingText

UNCOUNTED_MARKS = (ELLIPSIS, QUESTION, QUOTATION_BORDER)
"""Keys that are ignored at both ends of a quote, and of its parts."""
_COMMON_WORD_WEIGHT = 0.35
_NO_BRACKETS = str.maketrans("", "", "[]")
_INVISIBLE_BRACKETS = str.maketrans("[]", "\u2060\u2060")
"""Makes brackets characters that no key has, of the same number."""
_ANCHORS = 8
_SHORT = 2_500
"""Maximum characters of a text that is split as a whole; of a longer text only stretches are."""
_MARGIN = 400
"""Characters added on both sides of a stretch, so that brackets and sentences are complete."""
_GAP = 1_000
"""Maximum characters that a marked gap of the quote can stand for."""
_COMMON = set(
    """
    a an and are as at be been but by can do for from had has have he her him his i if in into is it
    it's its just me more my no not of on or our out she so than that that's the their them then
    there they this to up us was we were what when which who will with would you your
    """.split()
)


Brackets = Literal["compared", "ignored", "as gaps"]
"""How the [brackets] of a quote are read: as words that the source has in brackets too, as plain
words, or as insertions that may stand for some words of the source."""


class QuoteWords:
    """A quote split into words, prepared for the search in any number of documents."""

    def __init__(self, text: str, brackets: Brackets = "compared") -> None:
        self.text = text
        self.brackets = brackets
        as_read = text.translate(_INVISIBLE_BRACKETS) if brackets == "ignored" else text
        self.words = normalise_words(as_read)
        self.words = self.words[slice(*self.without_marks(0, len(self.words)))]
        # Each distinct word is encoded as a character, because string search is fastest.
        keys = dict.fromkeys(word.key for word in self.words)
        self._codes = {key: _code(number) for number, key in enumerate(keys)}
        self.coded = self.encode(self.words)

    def encode(self, words: Iterable[NormalisedWord]) -> str:
        """The words as a string of one character each; NUL for words that are not in the quote."""
        codes = self._codes
        return "".join([codes.get(word.key, "\x00") for word in words])

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """The parts between the quote's marked gaps, as word ranges (first, end)."""
        marks = [n for n, word in enumerate(self.words) if self.is_mark(word)]
        ends = pairwise([-1, *marks, len(self.words)])
        parts = [self.without_marks(before + 1, after) for before, after in ends]
        return [(first, last) for first, last in parts if first < last]

    def is_mark(self, word: NormalisedWord) -> bool:
        """Whether a word marks a gap: an ellipsis, or an insertion in brackets read as a gap."""
        return word.key == ELLIPSIS or self.is_insertion(word)

    def is_insertion(self, word: NormalisedWord) -> bool:
        """Whether a word stands in brackets that are read as a gap."""
        return self.brackets == "as gaps" and word.key.startswith(INSERTED)

    @property
    def has_brackets(self) -> bool:
        """Whether any of its words stands in square brackets."""
        return any(word.key.startswith(INSERTED) for word in self.words)

    def without_marks(self, first: int, last: int) -> tuple[int, int]:
        """The word range without `UNCOUNTED_MARKS` at its ends."""
        while first < last and self.words[first].key in UNCOUNTED_MARKS:
            first += 1
        while last > first and self.words[last - 1].key in UNCOUNTED_MARKS:
            last -= 1
        return first, last

    def has_words(self, keys: Sequence[str]) -> bool:
        """Whether words with these keys stand in the quote, one right behind the other."""
        coded = "".join([self._codes.get(key, "\x00") for key in keys])
        return "\x00" not in coded and coded in self.coded

    def slice(self, first: int, last: int) -> str:
        """The quote's text from word `first` to before word `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def piece(self, first: int, last: int) -> str:
        """`slice`, with the brackets around words in brackets."""
        start, end = self.words[first].start, self.words[last - 1].end
        start -= self.text[start - 1 : start] == "["
        end += self.text[end : end + 1] == "]"
        return self.text[start:end]

    def phrase(self, first: int, last: int) -> str:
        """The words of a range as a phrase for the word index: without [sic] and brackets."""
        words = (self.text[word.start : word.end] for word in self.words[first:last])
        return " ".join(words).translate(_NO_BRACKETS)

    @cached_property
    def weights(self) -> list[float]:
        """Weight of each word as evidence for a match; common words weigh less."""
        return [_COMMON_WORD_WEIGHT if word.key in _COMMON else 1.0 for word in self.words]

    @cached_property
    def _typed(self) -> str:
        """The words as typed, separated by single spaces."""
        return " ".join(self.text[word.start : word.end] for word in self.words)

    @cached_property
    def in_capitals(self) -> bool:
        """Whether all of the quote is in capitals."""
        return is_in_capitals(self._typed)

    @cached_property
    def in_small_letters(self) -> bool:
        """Whether all of the quote is in small letters."""
        return is_in_small_letters(self._typed)

    @cached_property
    def anchors(self) -> list[str]:
        """The longest words, usually the rarest, by which a match is located in raw text."""
        plain = {word.key for word in self.words if word.key.isascii() and word.key.isalpha()}
        return sorted(plain, key=lambda key: (-len(key), key))[:_ANCHORS]

    @cached_property
    def reach(self) -> int:
        """Maximum characters of a match before or after any of its words."""
        return 2 * len(self.text) + _GAP * (len(self.parts) - 1) + _MARGIN


class SourceText:
    """A document's reading text, with one stretch of it split into words."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        """Split `text[start:end]` into words, whose offsets count in `text`."""
        self.text = text
        self.words = normalise_words(text[start:end], start)

    @classmethod
    def as_quoted(
        cls, quote: QuoteWords, reading: ReadingText, start: int = 0, end: int | None = None
    ) -> SourceText:
        """The text in which a word that a line end divided is read as the quote writes it.

        "north-" and "west" on two lines are "northwest" or, if the quote has it so, "north-west".
        """
        source = cls(reading.text, start, end)
        if reading.divisions:
            source.words = list(_read_apart(source, reading.divisions, quote))
        if reading.line_end_hyphens:
            source.words = list(_read_together(source, reading.line_end_hyphens, quote))
        return source


def _read_apart(
    source: SourceText, divisions: Sequence[int], quote: QuoteWords
) -> Iterator[NormalisedWord]:
    """The words, each one that is put together at a line end in parts if the quote has it so."""
    for word in source.words:
        inside = divisions[bisect_right(divisions, word.start) : bisect_left(divisions, word.end)]
        if not inside or quote.has_words([word.key]):
            yield word
            continue
        readings = (_cut_word(source.text, word, at) for at in (*((at,) for at in inside), inside))
        apart = (parts for parts in readings if quote.has_words([part.key for part in parts]))
        yield from next(apart, [word])


def _read_together(
    source: SourceText, hyphens: Sequence[int], quote: QuoteWords
) -> Iterator[NormalisedWord]:
    """The words, those with a hyphen at a line end between them as one if the quote has it so."""
    held: NormalisedWord | None = None
    behind_hyphens = set(hyphens)
    for word in source.words:
        if held and word.start in behind_hyphens and not quote.has_words([held.key, word.key]):
            text = source.text[held.start : held.end] + source.text[word.start : word.end]
            together = [one.key for one in normalise_words(text)]
            if len(together) == 1 and quote.has_words(together):
                held = NormalisedWord(together[0], held.start, word.end)
                continue
        if held:
            yield held
        held = word
    if held:
        yield held


def _cut_word(text: str, word: NormalisedWord, places: Sequence[int]) -> list[NormalisedWord]:
    """The parts of a word that is read with hyphens at some places."""
    return [
        NormalisedWord(key, start + first, start + last)
        for start, end in pairwise((word.start, *places, word.end))
        for key, first, last in normalise_words(text[start:end])
    ]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that is worth comparing with a quote, not yet split into words."""

    reading: ReadingText
    start: int = 0
    end: int | None = None

    def split(self, quote: QuoteWords) -> SourceText:
        """The stretch as words."""
        return SourceText.as_quoted(quote, self.reading, self.start, self.end)

    def may_have_all_words(self, quote: QuoteWords) -> bool:
        """Whether the stretch may have all the words of a quote; False is certain."""
        return next(self._missing_words(quote), None) is None

    def most_support(self, quote: QuoteWords) -> float:
        """A share of the quote that the stretch's support can't exceed, 0 to 1."""
        missing = sum(quote.weights[number] for number in self._missing_words(quote))
        return 1 - missing / sum(quote.weights)

    def _missing_words(self, quote: QuoteWords) -> Iterator[int]:
        """Yield the numbers of the words whose letters stand nowhere in the stretch.

        It takes a tenth of the time of splitting the stretch into words.
        """
        reading = self.reading
        text = reading.text[self.start : self.end]
        is_divided = reading.line_end_hyphens or (reading.marks and reading.divisions)
        if "[" in text or is_divided or not is_plain(text):
            return  # a word may be read from other characters than its own
        text = text.casefold()
        for number, word in enumerate(quote.words):
            if word.key.isascii() and word.key.isalpha() and word.key not in text:
                yield number


def find_likely_stretches(quote: QuoteWords, reading: ReadingText) -> Iterator[Stretch]:
    """Yield the stretches of a text that may contain the quote's words; usually one.

    They are found by the quote's longest word, so that a long document need not be split as a
    whole. If the document spells that word in another way, there is no stretch.
    """
    text = reading.text
    if len(text) <= _SHORT or not quote.anchors:
        yield Stretch(reading)
        return
    anchor = re.compile(rf"(?<![^\W_]){quote.anchors[0]}(?![^\W_])", re.IGNORECASE)
    stretch: tuple[int, int] | None = None
    for found in anchor.finditer(text):
        start, end = max(0, found.start() - quote.reach), found.end() + quote.reach
        if stretch and start <= stretch[1]:
            stretch = stretch[0], end
            continue
        if stretch:
            yield Stretch(reading, *_at_spaces(text, *stretch))
        stretch = start, end
    if stretch:
        yield Stretch(reading, *_at_spaces(text, *stretch))


def find_likeliest_stretch(quote: QuoteWords, reading: ReadingText) -> Stretch:
    """The stretch of a text that shares most of the quote's longest words."""
    text = reading.text
    if len(text) <= _SHORT or not quote.anchors or len(quote.text) * 3 > len(text):
        return Stretch(reading)
    found = sorted(_occurrences(quote.anchors, text))
    best, place, first = 0, 0, 0
    for number, (start, _) in enumerate(found):
        while start - found[first][0] > len(quote.text):
            first += 1
        shared = len({word for _, word in found[first : number + 1]})
        if shared > best:
            best, place = shared, start
    return Stretch(reading, *_at_spaces(text, place - quote.reach, place + quote.reach))


def _occurrences(words: Iterable[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the places in a text where words in lower case stand, in whatever case, with the word.

    Searching for each is ten times faster than one pattern of them all.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # an İ becomes two characters
        lowered = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            end = at + len(word)
            if not lowered[at - 1 : at].isalnum() and not lowered[end : end + 1].isalnum():
                yield at, word
            at = lowered.find(word, end)


def _at_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """The range extended to white space, so that it does not begin or end within a word."""
    start, end = max(0, start), min(len(text), end)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _code(number: int) -> str:
    """A different character for each number, skipping surrogates."""
    return chr(number + 1 if number < 0xD7FE else number + 0x802)
