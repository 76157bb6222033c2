"""Finds what may be the label of a speech turn, in every customary form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from index.attribution.turns.labels import LabelKind, LabelWords, read_label
from index.attribution.turns.section_labels import read_section_label
from index.lexicon.speaker_labels import LABEL_HONORIFICS, SPEAKER_OFFICES
from index.lexicon.titles import SHORT_SUFFIX, SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_title

MAX_LABEL = 220
"""Maximum characters of a label with all that belongs to it."""

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?: ?[AaPp]\.?[Mm]\.?)?[\])]?"
_PRELUDE = re.compile(
    rf"[ \t\u00a0|\ufeff]*+(?P<chevrons>>{{1,3}}[ \t]*+)?+(?:{_TIME}[ \t\u00a0]*+(?:[-–—|] ?)?+)?+"
    r"(?P<markup>[*_]{0,3}+)"
)
_BEHIND = re.compile(r"[*_]{0,3}+(?:[-–—]{1,2}(?=[ \u00a0\w]))?+[ \t\u00a0|]*+")
_TIME_ALONE = re.compile(rf"{_TIME}[ \t\u00a0]*+")
_CELL_BORDER = re.compile(r"[ \t\u00a0|]*+")
_DASH = re.compile(
    r"([^\n:.]{1,60}(?:\.[^\n:.]{1,60}){0,5}?)[.:][ \u00a0]?[-–—]{1,2}[:.]?[ \u00a0]*"
)
_GAP = re.compile(
    r"[QA](?:(?P<mark>[.:])[ \u00a0\t]*+|(?P<wide>[ \u00a0\t]{2,}+|\u00a0|\t)|[ ])(?=\S)"
)
_ENDS_SENTENCE = re.compile(r"\.(?:[*_]{0,3})[ \t\u00a0]+")
_SHORT_WORD = re.compile(
    rf"(?:^|[ .(])(?:[^\W\d_]|{SHORT_WORD}|{SHORT_SUFFIX}"
    rf"|{'|'.join(map(re.escape, sorted(LABEL_HONORIFICS)))})$",
    re.IGNORECASE,
)
"""A word whose full stop ends no label: "Mr", an initial."""
_CONTENT_START = re.compile(r"[\[(“\"‘'`«—–-]*[^\W_]")
_LEADING_BRACKET = re.compile(r"(?:[\[(][^\[\]()\n]{1,60}[\])][ \t\u00a0]+)+(?=[\w“\"‘'«¿¡—–-])")
_BEFORE_INSIDE = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.?!…])|(?<=\d[.?!])|(?<=[”\"’')\]—–-]))[ \t\u00a0]+"
    rf"(?P<label>{CAPITAL}[\w.’'-]{{0,25}}(?: {CAPITAL}[\w.’'-]{{0,25}}){{0,4}})$"
)
"""Capitalised words behind the end of a sentence, before a colon or a full stop with a dash."""
_INSIDE_ENDS = re.compile(r":(?=[ \u00a0])|\.[-–—]")
_LONGEST_INSIDE = 130
_BEFORE_FULL_STOP = LABEL_HONORIFICS | SPEAKER_OFFICES | {"the", "el", "la", "le"}


class LabelForm(StrEnum):
    """How a label is told from the words of the turn."""

    COLON = "colon"
    TIGHT_COLON = "colon without a space"
    FULL_STOP = "full stop"
    DASH = "full stop and dash"
    LINE = "line of its own"
    CELL = "cell of a table"
    SECTION = "section sign"
    GAP = "Q or A without a colon"
    CHANGE = "chevrons without a name"


class Label(NamedTuple):
    """What may be the label of a speech turn."""

    start: int
    """Where the label's words begin."""
    end: int
    """Where they end; for a colon, where it stands."""
    content: int
    """Where the words of the turn begin; the end of the block if they follow in the next one."""
    block: Span
    form: LabelForm
    parts: LabelWords

    @property
    def is_alone(self) -> bool:
        """Whether nothing follows the label in its block."""
        return self.content >= self.block.end


def find_labels(text: str, block: Span) -> Iterator[Label]:
    """What may be labels at the start of a block, one for each form in which it can be read.

    Args:
        text: The document's text.
        block: A paragraph, or another stretch that line breaks limit, without outer white space.
    """
    prelude = _PRELUDE.match(text, *block)
    start = prelude.end() if prelude else block.start
    if start >= block.end:
        return
    first = text[start]
    if first.islower() and text[start + 1 : start + 2] not in "'’" and first not in "spv":
        return
    if first == "§":
        behind = read_section_label(text, *block)
        if behind is not None:
            parts, label_start, end, content = behind
            yield Label(label_start, end, content, block, LabelForm.SECTION, parts)
        return
    label = (
        _read_colon(text, block, start)
        or _read_dash(text, block, start)
        or _read_gap(text, block, start)
        or _read_full_stop(text, block, start)
        or _read_line(text, block, start)
        or _read_cell(text, block, start)
    )
    if label is not None:
        yield label
    elif prelude and prelude["chevrons"] and prelude["chevrons"].startswith(">>"):
        parts = LabelWords(LabelKind.OFFICE, "", "", "", "", (), "")
        yield Label(start, start, start, block, LabelForm.CHANGE, parts)


def find_labels_inside(text: str, block: Span) -> Iterator[Label]:
    """What may be labels behind a sentence of the same block: "… rise? MS. VARGA: We will"."""
    for end in _INSIDE_ENDS.finditer(text, block.start + 1, block.end):
        window = text[max(block.start, end.start() - _LONGEST_INSIDE) : end.start()]
        found = _BEFORE_INSIDE.search(window)
        if found is None or _SHORT_WORD.search(window[: found.start()].rstrip(".")[-8:]):
            continue
        start = end.start() - len(window) + found.start("label")
        rest = Span(start, block.end)
        label = _read_colon(text, rest, start) or _read_dash(text, rest, start)
        if label is not None and not label.is_alone:
            yield label


def _read_colon(text: str, block: Span, start: int) -> Label | None:
    limit = min(block.end, start + MAX_LABEL)
    colon = text.find(":", start, limit)
    while colon >= 0 and _is_inside_brackets(text, start, colon):
        colon = text.find(":", colon + 1, limit)
    if colon <= start or text[colon + 1 : colon + 3] == "//":
        return None
    if text[colon - 1].isdigit() and text[colon + 1 : colon + 2].isdigit():
        return None
    parts = read_label(text[start:colon])
    if parts is None:
        return None
    behind = _BEHIND.match(text, colon + 1, block.end)
    content = behind.end() if behind else colon + 1
    time = _TIME_ALONE.match(text, content, block.end)
    content = time.end() if time else content
    is_tight = content == colon + 1 and content < block.end
    form = LabelForm.TIGHT_COLON if is_tight else LabelForm.COLON
    return Label(start, colon, _skip_brackets(text, content, block.end), block, form, parts)


def _is_inside_brackets(text: str, start: int, end: int) -> bool:
    head = text[start:end]
    return head.count("(") > head.count(")") or head.count("[") > head.count("]")


def _read_dash(text: str, block: Span, start: int) -> Label | None:
    match = _DASH.match(text, start, min(block.end, start + MAX_LABEL))
    if match is None:
        return None
    parts = read_label(match[1])
    if parts is None:
        return None
    content = _skip_brackets(text, match.end(), block.end)
    return Label(start, match.end(1), content, block, LabelForm.DASH, parts)


def _read_gap(text: str, block: Span, start: int) -> Label | None:
    match = _GAP.match(text, start, min(block.end, start + 12))
    if match is None:
        return None
    is_single_space = not match["wide"] and not match["mark"]
    # "Q Thanks", but not "A man".
    if is_single_space and (text[start] == "A" or not text[match.end()].isupper()):
        return None
    if match["mark"] == "." and text[match.end() : match.end() + 2].endswith("."):
        return None
    parts = read_label(text[start])
    assert parts is not None
    return Label(start, start + 1, match.end(), block, LabelForm.GAP, parts)


def _read_full_stop(text: str, block: Span, start: int) -> Label | None:
    """The label of "Mr. Koo. Thank you": an honorific or an office, and a name."""
    limit = min(block.end, start + MAX_LABEL)
    first = text[start : start + 20].split(" ", 1)[0].split("\u00a0", 1)[0]
    plain = first.rstrip(".").casefold()
    if plain not in _BEFORE_FULL_STOP and not is_title(first):
        return None
    for end in _ENDS_SENTENCE.finditer(text, start, limit):
        if _SHORT_WORD.search(text[max(start, end.start() - 8) : end.start()]):
            continue
        parts = read_label(text[start : end.start()])
        if parts is None or parts.kind not in (LabelKind.TITLED, LabelKind.OFFICE):
            return None
        content = _skip_brackets(text, end.end(), block.end)
        if not _CONTENT_START.match(text, content, block.end) or text[content].islower():
            return None
        return Label(start, end.start(), content, block, LabelForm.FULL_STOP, parts)
    return None


def _read_line(text: str, block: Span, start: int) -> Label | None:
    """A label that is all of its block."""
    if block.end - start > 120 or text[block.end - 1] in ".?!:;,…":
        return None
    parts = read_label(text[start : block.end])
    if parts is None or "|" in text[start : block.end] or "\t" in text[start : block.end]:
        return None
    if any(map(str.isdigit, text[block.start : start])):
        parts = parts._replace(has_time=True)
    return Label(start, block.end, block.end, block, LabelForm.LINE, parts)


def _read_cell(text: str, block: Span, start: int) -> Label | None:
    limit = min(block.end, start + MAX_LABEL)
    ends = [at for mark in "|\t" if (at := text.find(mark, start + 1, limit)) > 0]
    if not ends:
        return None
    end = min(ends)
    parts = read_label(text[start:end])
    if parts is None:
        return None
    words_end = end
    while text[words_end - 1].isspace():
        words_end -= 1
    behind = _CELL_BORDER.match(text, end, block.end)
    content = behind.end() if behind else end + 1
    return Label(start, words_end, content, block, LabelForm.CELL, parts)


def _skip_brackets(text: str, start: int, end: int) -> int:
    """Where the words begin behind "[presiding]" or "(EN)"."""
    match = _LEADING_BRACKET.match(text, start, end)
    return match.end() if match else start
