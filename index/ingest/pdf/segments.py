"""Joins the words of a page to segments: stretches of a line without a wide gap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from index.ingest.pdf.raised import is_bare_power, join_fraction, lower_text, raise_text
from index.ingest.pdf.records import Segment, Word
from index.records import Span

__all__ = ["make_segments"]

_WIDE_GAP = 1.0
"""Gap between words, as a share of the point size, at which a new segment begins. Between columns
it is wider; lines that are set with wider gaps are put together again in their column."""
_MAX_SHIFT = 0.6
"""How far a raised or lowered word may stand from its line, as a share of the line's size."""
_MAX_RATIO = 2.2
"""How much larger a line may be than its raised marks; large initials have more."""
_SMALL_FRACTION = re.compile(r"(\d{1,2})[/⁄](\d{1,2})")
_LONGEST_RAISED = 8
"""Characters of a mark or exponent that is placed by itself."""


def make_segments(words: list[Word]) -> list[Segment]:
    """Join words that stand side by side.

    Args:
        words: The visible words of a page, in the order of its content stream.
    """
    groups = _group(words)
    groups = _attach_raised_words(groups)
    return [_make_segment(group, number) for number, group in enumerate(groups)]


def _group(words: list[Word]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    largest: Word | None = None
    for word in words:
        if largest is not None and _continues(word, groups[-1][-1], largest):
            groups[-1].append(word)
            if word.size > largest.size * 1.1:
                largest = word
        else:
            groups.append([word])
            largest = word
    return groups


def _continues(word: Word, previous: Word, largest: Word) -> bool:
    """Whether a word stands on the line of the words before it, right behind them."""
    if word.quarter != previous.quarter or word.artifact != previous.artifact:
        return False
    size = max(word.size, largest.size)
    if not _is_on_line(word, largest, size) or _is_initial(word, largest):
        return False
    gap = word.left - previous.right
    if gap < -0.5 * size:  # perhaps a script that runs to the left
        gap = previous.left - word.right
    return -0.5 * size < gap < _WIDE_GAP * size


def _is_initial(word: Word, other: Word) -> bool:
    """Whether one of two words is a large initial, which stands beside the other one's line."""
    small, large = sorted((word, other), key=lambda w: w.size)
    return large.size > _MAX_RATIO * small.size and len(large.text) == 1 and large.text.isalpha()


def _is_on_line(word: Word, largest: Word, size: float) -> bool:
    """Whether a word stands on the line of a larger one, or is raised or lowered beside it."""
    shift = abs(word.baseline - largest.baseline)
    if shift <= 0.1 * size:
        return True
    smaller = min(word.size, largest.size)
    if shift > _MAX_SHIFT * size or size > _MAX_RATIO * smaller:
        return False
    return smaller <= 0.9 * size or len(word.text) <= 3


def _attach_raised_words(groups: list[list[Word]]) -> list[list[Word]]:
    """Put marks that were drawn by themselves, after their line, into their line."""
    typical = _typical_size(groups)
    small = [
        group
        for group in groups
        if len(group) == 1
        and len(group[0].text) <= _LONGEST_RAISED
        and group[0].size <= 0.9 * typical
    ]
    if not small or len(small) > 500:
        return groups
    attached: set[int] = set()
    others = sorted(
        (group for group in groups if not any(group is one for one in small)),
        key=lambda group: group[0].baseline,
    )
    baselines = [group[0].baseline for group in others]
    for group in small:
        host = _find_host(group[0], others, baselines)
        if host is not None:
            _insert(host, group[0])
            attached.add(id(group))
    return [group for group in groups if id(group) not in attached]


def _typical_size(groups: list[list[Word]]) -> float:
    sizes: Counter[float] = Counter()
    for group in groups:
        for word in group:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _find_host(word: Word, groups: list[list[Word]], baselines: list[float]) -> list[Word] | None:
    reach = _MAX_SHIFT * _MAX_RATIO * word.size
    at = bisect_left(baselines, word.baseline - reach)
    best: tuple[float, list[Word]] | None = None
    while at < len(groups) and baselines[at] <= word.baseline + reach:
        group = groups[at]
        at += 1
        edge = 0.4 * group[0].size
        if (
            word.quarter == group[0].quarter
            and word.size <= 0.9 * group[0].size
            and _is_on_line(word, group[0], group[0].size)
            and abs(word.baseline - group[0].baseline) > 0.1 * group[0].size
            and group[0].left - edge <= word.left <= group[-1].right + edge
        ):
            distance = abs(word.baseline - group[0].baseline)
            if best is None or distance < best[0]:
                best = (distance, group)
    return best[1] if best else None


def _insert(host: list[Word], word: Word) -> None:
    at = next((n for n, other in enumerate(host) if other.left > word.left), len(host))
    word.spaced = at > 0 and word.left - host[at - 1].right > 0.25 * host[at - 1].size
    if at < len(host):
        host[at].spaced = host[at].left - word.right > 0.12 * host[at].size
    host.insert(at, word)


def _make_segment(words: list[Word], order: int) -> Segment:
    size, baseline = _main_line(words)
    text, marks, powers, starts_raised = _write(words, size, baseline)
    main = [word for word in words if abs(word.baseline - baseline) < 0.1 * size] or words
    first_end = next((n for n, word in enumerate(words) if n and word.spaced), len(words))
    return Segment(
        text=text,
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        top=min(word.top for word in main),
        bottom=max(word.bottom for word in main),
        baseline=baseline,
        size=size,
        bold=all(word.bold for word in main),
        first_width=words[first_end - 1].right - words[0].left,
        marks=marks,
        powers=powers,
        quarter=words[0].quarter,
        artifact=words[0].artifact,
        pale=all(word.pale for word in words),
        starts_raised=starts_raised,
        order=order,
    )


def _main_line(words: list[Word]) -> tuple[float, float]:
    """Size and baseline of most of the characters."""
    counts: Counter[tuple[float, float]] = Counter()
    for word in words:
        counts[round(word.size, 1), round(word.baseline, 1)] += len(word.text)
    (size, baseline), _ = max(counts.items(), key=lambda item: (item[1], item[0][0]))
    if len(counts) > 1:
        # "H2O" with one letter on the line: the larger characters make the line.
        largest = max(word.size for word in words)
        if size < 0.8 * largest:
            larger = next(word for word in words if word.size == largest)
            if abs(larger.baseline - baseline) > 0.05 * largest and len(words) <= 3:
                return larger.size, larger.baseline
    return size, baseline


def _level_of(word: Word, size: float, baseline: float) -> int:
    """1 for a word that is raised above its line, -1 for a lowered one, and else 0."""
    rise = (baseline - word.baseline) / max(size, 0.1)
    if rise >= 0.15 and (word.size <= 0.9 * size or rise >= 0.25):
        return 1
    return -1 if rise <= -0.08 and word.size <= 0.85 * size else 0


def _write(
    words: list[Word], size: float, baseline: float
) -> tuple[str, list[Span], list[Span], bool]:
    """The text of words on one line, marks and powers in it, and whether it begins raised."""
    text = ""
    marks: list[Span] = []
    powers: list[Span] = []
    levels = [_level_of(word, size, baseline) for word in words]
    at = 0
    while at < len(words):
        word, level = words[at], levels[at]
        end = at + 1
        while level and end < len(words) and levels[end] == level and not words[end].spaced:
            end += 1
        piece = "".join(part.text for part in words[at:end])
        fraction = _find_fraction(words, levels, at, size)
        if fraction:
            piece, end = fraction
            text += (" " if word.spaced and text else "") + piece
        elif level > 0:
            following = words[end].text if end < len(words) and not words[end].spaced else " "
            shown, is_mark = raise_text(text, piece, following)
            if word.spaced and text and not is_mark:
                text += " "
            place = Span(len(text), len(text) + len(shown))
            if is_mark:
                marks.append(place)
            elif is_bare_power(text, piece):
                powers.append(place)
            text += shown
        else:
            text += " " if word.spaced and text else ""
            text += lower_text(text, piece) if level < 0 else piece
        at = end
    if marks and marks[0].start == 0 and text[marks[0].end : marks[0].end + 1] == " ":
        marks[0] = Span(0, marks[0].end + 1)
    return text, marks, powers, bool(levels) and levels[0] > 0


def _find_fraction(
    words: list[Word], levels: list[int], at: int, size: float
) -> tuple[str, int] | None:
    """A fraction set with small digits that begins at a word, and where the words go on."""
    first = words[at]
    if first.size > 0.87 * size or not first.text[0].isdigit():
        return None
    text, end = first.text, at + 1
    while end < len(words) and end < at + 3 and not words[end].spaced:
        text += words[end].text
        end += 1
        if _SMALL_FRACTION.fullmatch(text):
            break
    parts = _SMALL_FRACTION.fullmatch(text)
    if parts is None or (levels[at] <= 0 and words[end - 1].size > 0.87 * size):
        return None
    return join_fraction(parts[1], parts[2]), end
