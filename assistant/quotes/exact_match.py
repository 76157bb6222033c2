"""Finds the places of a document that contain exactly the words of a quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotes.alignment import (
    Alignment,
    AlignmentStep,
    align_same_words,
    merge_steps,
    share_of_words,
)
from assistant.quotes.comparable_words import UNCOUNTED_MARKS, QuoteWords, SourceText
from index.text.normalised_words import ELLIPSIS, INSERTED

MAX_GAP_WORDS = 100
"""Maximum number of words that a marked gap may leave out: about a paragraph. Words further apart
were not said together, and joining them makes a new statement."""
MAX_GAP_WORDS_AT_SINGLE_WORD = 15
"""The same limit beside a part of a single word, as single words can be combined into anything."""
MAX_WORDS_FOR_BRACKETS = 6
"""Maximum number of words that brackets may replace: "[the ministry]" for "it"."""
_FIGURE_BEFORE = frozenset("$€£¥¢₹₽₩₪#+-~≈≤≥<>±/")
_FIGURE_AFTER = frozenset("%‰°/-¢€£¥")
_COMPOUND = "-‐‑"


def find_exact_matches(quote: QuoteWords, source: SourceText) -> Iterator[Alignment]:
    """Yield every place where the source has the quote's words, apart from marked gaps, in order.

    A place with another letter case ("us" for "US"), or where the quote begins or ends within a
    number or a compound ("5" of "5%", "Trump" of "anti-Trump"), has the verdict `altered`.
    """
    coded = quote.encode(source.words)
    found: dict[int, list[tuple[int, int]]] = {}
    for start in _occurrences(quote.coded[slice(*quote.parts[0])], coded):
        places = _locate_parts(quote, coded, start)
        if places:
            # Of several starts with the same end, the last is kept: its gaps are the smallest.
            found[places[-1][1]] = places
    for places in found.values():
        yield _exact_alignment(quote, source, places)


def _occurrences(needle: str, coded: str, start: int = 0) -> Iterator[int]:
    at = coded.find(needle, start)
    while at >= 0:
        yield at
        at = coded.find(needle, at + 1)


def _locate_parts(quote: QuoteWords, coded: str, start: int) -> list[tuple[int, int]]:
    """Word ranges of the quote's parts, in order and close together; empty if one is missing."""
    first, last = quote.parts[0]
    places = [(start, start + last - first)]
    for (first, last), (next_first, next_last) in pairwise(quote.parts):
        single = last - first == 1 or next_last - next_first == 1
        end = places[-1][1]
        needle = quote.coded[next_first:next_last]
        gap = MAX_GAP_WORDS_AT_SINGLE_WORD if single else MAX_GAP_WORDS
        if all(quote.is_insertion(word) for word in quote.words[last:next_first]):
            gap = MAX_WORDS_FOR_BRACKETS
        at = coded.find(needle, end, end + gap + len(needle))
        if at < 0:
            return []
        places.append((at, at + len(needle)))
    return places


def _exact_alignment(
    quote: QuoteWords, source: SourceText, places: Sequence[tuple[int, int]]
) -> Alignment:
    steps: list[AlignmentStep] = []
    elided = False
    for number, ((first, last), (start, _)) in enumerate(zip(quote.parts, places, strict=True)):
        if number:
            mark, gap = quote.parts[number - 1][1], places[number - 1][1]
            marks = [word.key for word in quote.words[mark:first]]
            if marks == [word.key for word in source.words[gap:start]]:
                # The source has the same mark there.
                steps.append(AlignmentStep("equal", gap, start, mark))
            else:
                elided = elided or gap < start or ELLIPSIS in marks
                if gap < start:
                    steps.append(AlignmentStep("delete", gap, start, mark))
                steps.append(AlignmentStep("insert", mark, first, mark))
        steps += align_same_words(quote, source, first, last, start)
    first, last = places[0][0], places[-1][1]
    steps = _with_outer_insertions(quote, steps)
    inserted = (step for step in steps if step.kind == "insert")
    altered = any(
        quote.words[number].key not in UNCOUNTED_MARKS
        and not quote.is_insertion(quote.words[number])
        for step in inserted
        for number in range(step.first, step.last)
    ) or (quote.brackets == "as gaps" and _inserts_anew(quote, source, steps))
    cut_first, cut_last = _cuts_word(quote, source, places)
    if cut_first or cut_last:
        altered = True
        if cut_first:
            steps.insert(0, AlignmentStep("delete", first - 1, first, 0))
            first -= 1
        if cut_last:
            steps.append(AlignmentStep("delete", last, last + 1, len(quote.words)))
            last += 1
    score = share_of_words(steps) if altered else 1.0
    return Alignment(
        "altered" if altered else "elided" if elided else "verbatim",
        tuple(merge_steps(steps)),
        first,
        last,
        score,
        support=1.0,
    )


def _with_outer_insertions(
    quote: QuoteWords, steps: Sequence[AlignmentStep]
) -> list[AlignmentStep]:
    """The steps, with the brackets that a quote begins and ends with."""
    first, last = quote.parts[0][0], quote.parts[-1][1]
    opening = [AlignmentStep("insert", 0, first, 0)] if first else []
    total = len(quote.words)
    closing = [AlignmentStep("insert", last, total, last)] if last < total else []
    return [*opening, *steps, *closing]


def _inserts_anew(quote: QuoteWords, source: SourceText, steps: Sequence[AlignmentStep]) -> bool:
    """Whether brackets of the quote change what they can't explain.

    They may not stand for brackets of the source ("[Iran]" for "[Iraq]"), nor add figures.
    """
    replaced = (
        source.words[number]
        for step in steps
        if step.kind == "delete"
        for number in range(step.first, step.last)
    )
    return any(word.key.startswith(INSERTED) for word in replaced) or any(
        quote.is_insertion(word) and any(map(str.isdigit, word.key)) for word in quote.words
    )


def _cuts_word(
    quote: QuoteWords, source: SourceText, places: Sequence[tuple[int, int]]
) -> tuple[bool, bool]:
    """Whether the quote begins, and whether it ends, within a number or compound of the source."""
    text, words = source.text, source.words
    (start, _), (_, end) = places[0], places[-1]
    first, last = words[start], words[end - 1]
    begins = ends = False
    if start:
        before = words[start - 1]
        glued = before.end == first.start
        begins = (
            _is_figure(first.key)
            and (
                (before.key in _FIGURE_BEFORE and (glued or before.key == "-"))
                or (_is_figure(before.key) and _is_fraction(first.key))
            )
        ) or (
            first.start >= 2
            and text[first.start - 1] in _COMPOUND
            and text[first.start - 2].isalnum()
        )
    if end < len(words):
        after = words[end]
        glued = after.start == last.end
        ends = (
            (
                _is_figure(last.key)
                and (
                    (after.key in _FIGURE_AFTER and (glued or after.key in "-%"))
                    or _is_fraction(after.key)
                )
            )
            or (glued and _is_raised(after.key))
            or (
                last.end + 1 < len(text)
                and text[last.end] in _COMPOUND
                and text[last.end + 1].isalnum()
            )
        )
    return begins, ends


def _is_fraction(key: str) -> bool:
    """Whether a word belongs to the figure before it, as the fraction of 2½ or 2 1/2 does."""
    above, _, below = key.strip("[").partition("/")
    return above.isdecimal() and below.isdecimal() and int(above) < int(below) <= 100


def _is_raised(key: str) -> bool:
    """Whether a word is an exponent, or a lowered digit."""
    return key.isdigit() and not key.isdecimal()


def _is_figure(key: str) -> bool:
    return key.strip("[")[:1].isdigit()
