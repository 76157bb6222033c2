"""One quote against the words of one document: word for word, or as near as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from assistant.quote_case import is_in_capitals, is_other_in_capitals, loses_stop, same_case
from assistant.quote_words import OUTER, Source, Wanted

NEAR = 100
"""Most words that a marked gap may leave out: about a paragraph. Words that stand further apart
were not said in one breath, and whoever puts them together makes a new statement."""
NEAR_SINGLE = 15
"""The same beside a part of a single word, as single words can be gathered into anything."""
_CHUNK = 48
"""Words of a long quote that are looked for at once."""
_CHUNKS = 6
_GAP_COST = 0.12
"""What a word of the source that the quote leaves out costs, a shared word being worth 1: blocks
of shared words further apart than this pays for are not taken as one place."""
_FIGURE_BEFORE = frozenset("$€£¥¢₹₽₩₪#+-~≈≤≥<>±/")
_FIGURE_AFTER = frozenset("%‰°/-¢€£¥")
_CARELESS = 2
"""Capital letters that a quote in small letters lacks for that to be taken as a way of typing."""
_COMPOUND = "-‐‑"


class Step(NamedTuple):
    """A run of words that quote and source share, or that only one of them has."""

    kind: Literal["equal", "delete", "insert"]
    """`equal`, `delete` (only the source has them) or `insert` (only the quote has them)."""
    first: int
    """Number of the first word: in the source, or for `insert` in the quote."""
    last: int
    """Number of the word after the last one."""
    quote_first: int
    """Where the quote's words are that this step is about, or where it leaves words out."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quote lies on a place of a document."""

    verdict: Literal["verbatim", "elided", "altered"]
    steps: tuple[Step, ...]
    first: int
    """Number of the first source word of the place."""
    last: int
    """Number of the source word after the last one."""
    score: float
    """1 for the same words; else the share of words that quote and place have in common."""
    support: float
    """How much of the quote is there, 0 to 1, common words and scattered ones counting less."""


def find_exact(wanted: Wanted, source: Source) -> Iterator[Alignment]:
    """Every place where the source has the quote's words, marked gaps aside, in text order.

    A place that has them with another case ("us" for "US"), or where the quote begins or ends
    within a figure or a compound ("5" of "5%", "Trump" of "anti-Trump"), is `altered`.
    """
    coded = wanted.encode(source.words)
    found: dict[int, list[tuple[int, int]]] = {}
    for start in _occurrences(wanted.coded[slice(*wanted.parts[0])], coded):
        places = _follow(wanted, coded, start)
        if places:
            # Of several beginnings that lead to one end the last, whose gaps are the smallest.
            found[places[-1][1]] = places
    for places in found.values():
        yield _exact_alignment(wanted, source, places)


def _occurrences(needle: str, coded: str, start: int = 0) -> Iterator[int]:
    at = coded.find(needle, start)
    while at >= 0:
        yield at
        at = coded.find(needle, at + 1)


def _follow(wanted: Wanted, coded: str, start: int) -> list[tuple[int, int]]:
    """Where each part of the quote is, in order and near each other; empty where one is not."""
    first, last = wanted.parts[0]
    places = [(start, start + last - first)]
    for (first, last), (next_first, next_last) in pairwise(wanted.parts):
        single = last - first == 1 or next_last - next_first == 1
        end = places[-1][1]
        needle = wanted.coded[next_first:next_last]
        at = coded.find(needle, end, end + (NEAR_SINGLE if single else NEAR) + len(needle))
        if at < 0:
            return []
        places.append((at, at + len(needle)))
    return places


def _exact_alignment(
    wanted: Wanted, source: Source, places: Sequence[tuple[int, int]]
) -> Alignment:
    steps: list[Step] = []
    elided = False
    for number, ((first, last), (start, _)) in enumerate(zip(wanted.parts, places, strict=True)):
        if number:
            mark, gap = wanted.parts[number - 1][1], places[number - 1][1]
            marks = [word.key for word in wanted.words[mark:first]]
            if marks == [word.key for word in source.words[gap:start]]:
                # The source has the same mark there.
                steps.append(Step("equal", gap, start, mark))
            else:
                elided = True
                if gap < start:
                    steps.append(Step("delete", gap, start, mark))
                steps.append(Step("insert", mark, first, mark))
        steps += _same_words(wanted, source, first, last, start)
    first, last = places[0][0], places[-1][1]
    inserted = (step for step in steps if step.kind == "insert")
    altered = any(
        wanted.words[number].key not in OUTER
        for step in inserted
        for number in range(step.first, step.last)
    )
    cut_first, cut_last = _cut(wanted, source, places)
    if cut_first or cut_last:
        altered = True
        if cut_first:
            steps.insert(0, Step("delete", first - 1, first, 0))
            first -= 1
        if cut_last:
            steps.append(Step("delete", last, last + 1, len(wanted.words)))
            last += 1
    score = _score(steps) if altered else 1.0
    return Alignment(
        "altered" if altered else "elided" if elided else "verbatim",
        tuple(_joined(steps)),
        first,
        last,
        score,
        support=1.0,
    )


def _same_words(
    wanted: Wanted, source: Source, first: int, last: int, start: int
) -> Iterator[Step]:
    """Steps for words with the same keys; what case or a lost stop changes is replaced."""
    changed = set(_changed_words(wanted, source, first, last, start))
    for number in range(first, last):
        at = start + number - first
        if number not in changed:
            yield Step("equal", at, at + 1, number)
        else:
            yield Step("delete", at, at + 1, number)
            yield Step("insert", number, number + 1, number)


def _changed_words(
    wanted: Wanted, source: Source, first: int, last: int, start: int
) -> Iterator[int]:
    """Numbers of the quote's words that are not the source's, though they have the same keys."""
    words, theirs = wanted.words, source.words
    end = start + last - first
    text = source.text[theirs[start].start : theirs[end - 1].end]
    if wanted.in_capitals or is_in_capitals(text):
        return
    shift = start - first
    small = [
        number
        for number in range(first, last)
        if not same_case(
            wanted.text, words[number], source.text, theirs[number + shift], number == first
        )
    ]
    # Who types all in small letters makes no words of names; who does so with one name does.
    careless = wanted.in_small_letters and len(small) >= _CARELESS
    for number in small:
        if not careless or is_other_in_capitals(source.text, theirs[number + shift]):
            yield number
    for number in range(first, last - 1) if not wanted.in_small_letters else ():
        between = wanted.text[words[number].end : words[number + 1].start]
        at = number + shift
        if loses_stop(between, source.text, theirs[at].end, theirs[at + 1].start):
            yield number


def _cut(wanted: Wanted, source: Source, places: Sequence[tuple[int, int]]) -> tuple[bool, bool]:
    """Whether the quote begins, or ends, within a figure or a compound of the source."""
    text, words = source.text, source.words
    (start, _), (_, end) = places[0], places[-1]
    first, last = words[start], words[end - 1]
    begins = ends = False
    if start:
        before = words[start - 1]
        glued = before.end == first.start
        begins = (
            _is_figure(first.key) and before.key in _FIGURE_BEFORE and (glued or before.key == "-")
        ) or (
            first.start >= 2
            and text[first.start - 1] in _COMPOUND
            and text[first.start - 2].isalnum()
        )
    if end < len(words):
        after = words[end]
        glued = after.start == last.end
        ends = (
            _is_figure(last.key) and after.key in _FIGURE_AFTER and (glued or after.key in "-%")
        ) or (
            last.end + 1 < len(text)
            and text[last.end] in _COMPOUND
            and text[last.end + 1].isalnum()
        )
    return begins, ends


def _is_figure(key: str) -> bool:
    return key.strip("[")[:1].isdigit()


def find_near(wanted: Wanted, source: Source) -> Alignment | None:
    """The place in the source that comes nearest to the quote; None where nothing is shared."""
    coded = wanted.encode(source.words)
    if not coded.strip("\x00"):
        return None
    first, last = _nearest_window(wanted.coded, coded)
    aligned = [
        (op.src_start, first + op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(wanted.coded, coded[first:last])
        if op.tag == "equal"
    ]
    blocks = _best_blocks(wanted, aligned)
    if not blocks:
        return None
    steps: list[Step] = []
    at, place = 0, blocks[0][1]
    for quote_first, source_first, length in blocks:
        if source_first > place:
            steps.append(Step("delete", place, source_first, at))
        if quote_first > at:
            steps.append(Step("insert", at, quote_first, at))
        steps += _same_words(wanted, source, quote_first, quote_first + length, source_first)
        at, place = quote_first + length, source_first + length
    if at < len(wanted.words):
        steps.append(Step("insert", at, len(wanted.words), at))
    support = sum(
        _block_worth(wanted, quote_first, length) for quote_first, _, length in blocks
    ) / sum(wanted.weights)
    steps = list(_joined(steps))
    return Alignment("altered", tuple(steps), blocks[0][1], place, _score(steps), support)


def within(wanted: Wanted, found: Alignment, run: int, first: int, last: int) -> Alignment:
    """How the whole quote lies on a place that has its words `first` to `last` only.

    Args:
        wanted: The quote.
        found: How a run of its words lies there.
        run: Number of the run's first word in the quote.
        first: The first word that the place has.
        last: The word after the last one.
    """
    moved = [
        step._replace(
            first=step.first + run * (step.kind == "insert"),
            last=step.last + run * (step.kind == "insert"),
            quote_first=step.quote_first + run,
        )
        for step in found.steps
    ]
    total = len(wanted.words)
    steps = [Step("insert", 0, first, 0)] if first else []
    steps += moved
    if last < total:
        steps.append(Step("insert", last, total, last))
    support = _block_worth(wanted, first, last - first) / sum(wanted.weights)
    return Alignment("altered", tuple(steps), found.first, found.last, _score(steps), support)


def _nearest_window(mine: str, theirs: str) -> tuple[int, int]:
    """The words of the source among which the quote's are to be aligned."""
    margin = max(20, len(mine) // 3)
    if len(theirs) <= len(mine) + margin:
        return 0, len(theirs)
    size = len(mine) if len(mine) <= _CHUNK + 16 else _CHUNK
    last_start = len(mine) - size
    starts = sorted({last_start * n // (_CHUNKS - 1) for n in range(_CHUNKS)})
    best, offset = -1.0, 0
    for start in starts:
        found = fuzz.partial_ratio_alignment(mine[start : start + size], theirs)
        if found is not None and found.score > best:
            best, offset = found.score, found.dest_start - start
    return max(0, offset - margin), min(len(theirs), offset + len(mine) + margin)


def _best_blocks(
    wanted: Wanted, blocks: Sequence[tuple[int, int, int]]
) -> Sequence[tuple[int, int, int]]:
    """The run of blocks worth most, what lies between them in the source being subtracted."""
    best, best_range = 0.0, (0, 0)
    worth, begin, place = 0.0, 0, 0
    for number, (quote_first, source_first, length) in enumerate(blocks):
        worth -= _GAP_COST * (source_first - place)
        if worth <= 0:
            worth, begin = 0.0, number
        worth += _block_worth(wanted, quote_first, length)
        place = source_first + length
        if worth > best:
            best, best_range = worth, (begin, number + 1)
    return blocks[slice(*best_range)]


def _block_worth(wanted: Wanted, first: int, length: int) -> float:
    return sum(wanted.weights[first : first + length])


def _score(steps: Iterable[Step]) -> float:
    """Twice the shared words, by the words of quote and place together."""
    counts = dict.fromkeys(("equal", "delete", "insert"), 0)
    for step in steps:
        counts[step.kind] += step.last - step.first
    total = 2 * counts["equal"] + counts["delete"] + counts["insert"]
    return 2 * counts["equal"] / total if total else 0.0


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """The same steps with neighbours of one kind made one."""
    held: Step | None = None
    for step in steps:
        if held and held.kind == step.kind and held.last == step.first:
            held = held._replace(last=step.last)
            continue
        if held:
            yield held
        held = step
    if held:
        yield held
