"""The labels of lists, which Word counts when it prints: "1.", "(b)", "Article 4", "•"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from index.ingest.word.names import VAL, W, integer, is_on, value_of
from index.ingest.word.number_formats import format_number
from index.ingest.word.styles import StyleSheet
from index.ingest.word.symbols import decode_bullet

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    font: str | None = None
    restarts_after: int | None = None
    """Number (from 1) of the level whose use restarts this one; 0 if none does."""
    is_legal: bool = False
    paragraph_style: str | None = None


class _List(NamedTuple):
    """A list as a paragraph refers to it."""

    counters: str
    """Id of its counters: lists of one definition go on counting."""
    levels: list[_Level]
    restarts: dict[int, int]
    """The numbers from which its levels start anew."""


class ListDefinitions:
    """The lists that a file defines."""

    def __init__(self, styles: StyleSheet, root: Any = None) -> None:
        """Read the lists.

        Args:
            styles: The file's styles, some of which are numbered.
            root: The element `w:numbering`; None for a file without lists.
        """
        self._styles = styles
        self._nums: dict[str, Any] = {}
        self._abstracts: dict[str, Any] = {}
        for node in root if root is not None else ():
            if node.tag == W + "num":
                self._nums.setdefault(node.get(W + "numId", ""), node)
            elif node.tag == W + "abstractNum":
                self._abstracts.setdefault(node.get(W + "abstractNumId", ""), node)
        self._lists: dict[str, _List | None] = {}

    def __bool__(self) -> bool:
        return bool(self._nums)

    def get(self, number: str) -> _List | None:
        """The list with an id; None if the file has no such list."""
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        num = self._nums.get(number)
        if num is None:
            return None
        abstract_id = self._abstract_of(value_of(num, W + "abstractNumId"))
        abstract = self._abstracts.get(abstract_id or "")
        if abstract_id is None or abstract is None:
            return None
        levels = [_Level() for _ in range(_LEVELS)]
        _read_levels(abstract, levels)
        restarts: dict[int, int] = {}
        for override in num.iter(W + "lvlOverride"):
            _read_levels(override, levels)
            if (start := value_of(override, W + "startOverride")) is not None:
                restarts[integer(override.get(W + "ilvl"))] = integer(start)
        return _List(abstract_id, levels, restarts)

    def _abstract_of(self, abstract_id: str | None) -> str | None:
        """The definition itself, where a definition only names the style that has one."""
        abstract = self._abstracts.get(abstract_id or "")
        if abstract is None or (linked := value_of(abstract, W + "numStyleLink")) is None:
            return abstract_id
        number, _ = self._styles.numbering_of(linked)
        num = self._nums.get(number or "")
        return abstract_id if num is None else value_of(num, W + "abstractNumId")


class Numbering:
    """Counts the lists of one story; `next_label` is asked once for each paragraph, in order."""

    def __init__(self, styles: StyleSheet, lists: ListDefinitions) -> None:
        """Begin to count.

        Args:
            styles: The file's styles, some of which are numbered.
            lists: The file's lists.
        """
        self._styles = styles
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def __bool__(self) -> bool:
        return bool(self._lists)

    def has_label(self, style_id: str | None) -> bool:
        """Whether the paragraphs of a style are numbered."""
        return self._styles.numbering_of(style_id)[0] is not None

    def next_label(self, own: Any, style_id: str | None) -> str | None:
        """The label of the next paragraph: "1.", "•"; None if it has none.

        Args:
            own: Its element `w:numPr`, or None.
            style_id: Its style.
        """
        number, level, is_own = self._find_list(own, style_id)
        found = None if number is None or number == "0" else self._lists.get(number)
        if number is None or found is None:
            return None
        depth = None if is_own else _level_of_style(found.levels, style_id)
        depth = min(max(integer(level) if depth is None else depth, 0), _LEVELS - 1)
        return _label(found.levels, self._count(found, depth, number), depth)

    def _find_list(self, own: Any, style_id: str | None) -> tuple[str | None, str | None, bool]:
        """The list's id, the level, and whether the paragraph itself (not its style) says it."""
        level = None
        if own is not None:
            number, level = value_of(own, W + "numId"), value_of(own, W + "ilvl")
            if number is not None:
                return number, level, True
        styled_number, styled_level = self._styles.numbering_of(style_id)
        return styled_number, level or styled_level, level is not None

    def _count(self, found: _List, depth: int, number: str) -> list[int | None]:
        levels, restarts = found.levels, found.restarts
        counters = self._counters.setdefault(found.counters, [None] * _LEVELS)
        for parent in range(depth):
            if counters[parent] is None:
                counters[parent] = restarts.get(parent, levels[parent].start)
        reached = counters[depth]
        if depth in restarts and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counters[depth] = restarts[depth]
        else:
            counters[depth] = levels[depth].start if reached is None else reached + 1
        for deeper in range(depth + 1, _LEVELS):
            after = levels[deeper].restarts_after
            if after is None or (after and depth < after):
                counters[deeper] = None
        return counters


def _level_of_style(levels: list[_Level], style_id: str | None) -> int | None:
    """The level that belongs to a paragraph style."""
    for depth, level in enumerate(levels):
        if level.paragraph_style is not None and level.paragraph_style == style_id:
            return depth
    return None


def _read_levels(parent: Any, levels: list[_Level]) -> None:
    for node in parent.iter(W + "lvl"):
        depth = integer(node.get(W + "ilvl"), -1)
        if 0 <= depth < _LEVELS:
            levels[depth] = _read_level(node)


def _read_level(node: Any) -> _Level:
    fonts = node.find(f"{W}rPr/{W}rFonts")
    hidden = node.find(f"{W}rPr/{W}vanish")
    legal = node.find(W + "isLgl")
    restart = value_of(node, W + "lvlRestart")
    text = value_of(node, W + "lvlText") or ""
    style = next((found.get(VAL, "") for found in node.iter(W + "numFmt")), "decimal")
    return _Level(
        start=integer(value_of(node, W + "start")),
        style=style,
        text="" if hidden is not None and is_on(hidden) else text,
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        restarts_after=None if restart is None else integer(restart),
        is_legal=legal is not None and is_on(legal),
        paragraph_style=value_of(node, W + "pStyle"),
    )


def _label(levels: list[_Level], counters: list[int | None], depth: int) -> str | None:
    level = levels[depth]
    if not level.text.strip():
        return None
    if level.style == "bullet":
        return decode_bullet(level.text, level.font)

    def write(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        count = counters[other]
        style = "decimal" if level.is_legal else levels[other].style
        return format_number(levels[other].start if count is None else count, style)

    label = _PLACEHOLDER.sub(write, level.text).strip()
    return label or None
