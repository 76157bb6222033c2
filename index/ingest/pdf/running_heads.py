"""Finds what repeats from page to page: running heads, feet, page numbers, watermarks, stamps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from index.ingest.pdf.records import PageLayout, Role, Segment

__all__ = ["mark_running_heads"]

_ROWS = 6
"""Rows at the top and at the bottom of a page among which heads and feet are looked for. If all of
them are the same on two pages, the second page is a copy of the first."""
_SAME_PLACE = 4.0
"""Points by which the place of a head may differ between pages."""
_NEAR = 4
"""Pages within which a head comes again; left and right pages may have their own."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|•·\s]*+(?:page|p\.|pag\.|página|pagina|seite|s\.|стр\.)?\s*+)"
    r"(?:(?P<number>\d{1,4})|(?P<roman>[ivxlc]{1,7}))"
    r"(?:\s*(?:/|of|de|di|von|sur|aus|из)\s*\d{1,4})?[-–—|•·.\s]*",
    re.IGNORECASE,
)
_MARKED_NUMBER = re.compile(r"[-–—|•·]|/|[^\W\d]")
_MARGIN = 50.0
"""Points from the edge of the page in which programs print heads and feet; text begins at 54 (three
quarters of an inch) or more in nearly all documents. On small pages it is the left margin."""
_IS_TEXT = re.compile(r"^(?:\d{1,3}|[*†‡§¶])[.)]?\s+\S|[.!?]$|.{80}")
"""A note, a sentence, or too long for a head."""
_MOST_ARTIFACTS = 0.3
"""Share of a page's characters that heads and feet have at most; some files call all artifacts."""
_LARGE = 2.5
"""Point size of a watermark as a multiple of that of the text, at least."""
_SMALL = 0.85
"""Point size of a head that doesn't repeat, as a share of that of the text."""
_APART = 1.5
"""Distance of a head that comes only once or twice from the text, in point sizes."""


@dataclass(slots=True)
class _Row:
    """Segments of a page that stand on one line, over all columns."""

    segments: list[Segment]
    top: float
    bottom: float
    baseline: float
    gap: float = 0.0
    """Distance in points to the next row towards the middle of the page."""

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def mark_running_heads(pages: list[PageLayout]) -> None:
    """Give the role `ASIDE` to running heads and feet, page numbers, watermarks and stamps."""
    _mark_watermarks(pages)
    for at_top in (True, False):
        rows = [_outer_rows(page, at_top) for page in pages]
        _mark_repeated_rows(rows)
        _mark_page_numbers(pages, rows)
        for page, outer in zip(pages, rows, strict=True):
            _mark_margin(page, outer)
    _mark_stamps(pages)
    if not any(segment.role == Role.BODY for page in pages for segment in page.segments):
        _unmark(pages)


def _unmark(pages: list[PageLayout]) -> None:
    """Take back all roles: if nothing is left, what repeats is the content."""
    for page in pages:
        for segment in page.segments:
            if segment.quarter >= 0 and segment.role == Role.ASIDE:
                segment.role = Role.BODY


def _mark_watermarks(pages: list[PageLayout]) -> None:
    """Mark what is drawn aslant, or large and pale behind the text."""
    for page in pages:
        for segment in page.segments:
            if segment.quarter < 0 or (segment.pale and _is_behind_text(segment, page)):
                segment.role = Role.ASIDE


def _is_behind_text(mark: Segment, page: PageLayout) -> bool:
    return mark.size >= _LARGE * _typical_size(page) and any(
        other is not mark
        and other.left < mark.right
        and mark.left < other.right
        and mark.baseline - 0.7 * mark.size < other.baseline - 0.3 * other.size < mark.baseline
        for other in page.segments
    )


def _outer_rows(page: PageLayout, at_top: bool) -> list[_Row]:
    """The first or last rows of a page, from the edge to the middle."""
    segments = [s for s in page.segments if s.quarter == 0 and s.role == Role.BODY]
    segments.sort(key=lambda segment: segment.baseline, reverse=not at_top)
    rows: list[_Row] = []
    for segment in segments:
        row = rows[-1] if rows else None
        if row and abs(row.baseline - segment.baseline) < 0.4 * segment.size:
            row.segments.append(segment)
            row.top, row.bottom = min(row.top, segment.top), max(row.bottom, segment.bottom)
            continue
        if row:
            row.gap = abs(segment.baseline - row.baseline)
        if len(rows) > _ROWS:
            break
        rows.append(_Row([segment], segment.top, segment.bottom, segment.baseline))
    for row in rows:
        row.segments.sort(key=lambda segment: segment.left)
    return rows[:_ROWS]


def _mark_repeated_rows(rows_of_pages: list[list[_Row]]) -> None:
    """Mark the outermost rows that stand on other pages too, numbers aside."""
    places: defaultdict[str, list[tuple[int, _Row]]] = defaultdict(list)
    for number, rows in enumerate(rows_of_pages):
        for row in rows:
            places[_NUMBER.sub("#", row.text)].append((number, row))
    repeated: set[int] = set()
    for text, found in places.items():
        if any(character.isalpha() for character in text):
            repeated.update(
                id(row)
                for number, row in found
                if _comes_again(number, row, found, len(rows_of_pages))
            )
    for rows in rows_of_pages:
        if len(rows) == _ROWS and all(id(row) in repeated for row in rows):
            continue
        for row in rows:
            is_number = _PAGE_NUMBER.fullmatch(row.text) is not None
            if id(row) in repeated:
                _set_aside(row.segments)
            elif not is_number and not all(s.role == Role.ASIDE for s in row.segments):
                break


def _comes_again(number: int, row: _Row, found: list[tuple[int, _Row]], pages: int) -> bool:
    """Whether the same row stands at the same place of enough pages around this one."""
    others = [
        (other, page)
        for page, other in found
        if page != number
        and abs(page - number) <= _NEAR
        and abs(other.baseline - row.baseline) <= _SAME_PLACE
        and _numbers_go_on(row.text, other.text, page - number)
    ]
    if len(others) >= 2:
        return True
    if not others:
        return False
    other = others[0][0]
    is_apart = min(row.gap, other.gap) >= _APART * row.segments[0].size
    return is_apart or pages <= 3


def _numbers_go_on(text: str, other: str, pages: int) -> bool:
    """Whether the numbers in two heads are the same, or grow with the pages."""
    pairs = zip(_NUMBER.findall(text), _NUMBER.findall(other), strict=True)
    return all(a == b or int(b) - int(a) == pages for a, b in pairs if len(a) < 9 and len(b) < 9)


def _mark_page_numbers(pages: list[PageLayout], rows_of_pages: list[list[_Row]]) -> None:
    """Mark rows that hold only the number of their page."""
    found: list[tuple[int, int, _Row]] = []
    for number, rows in enumerate(rows_of_pages):
        for row in rows:
            if all(segment.role == Role.ASIDE for segment in row.segments):
                continue
            parsed = _PAGE_NUMBER.fullmatch(row.text)
            if parsed is not None:
                found.append((number, _value_of(parsed), row))
            break
    for number, value, row in found:
        goes_on = any(
            other != number and other_value - value == other - number
            for other, other_value, _ in found
        )
        is_marked = value == number + 1 and (
            row.gap >= _APART * row.segments[0].size or _MARKED_NUMBER.search(row.text) is not None
        )
        if goes_on or is_marked:
            _set_aside(row.segments)


def _mark_margin(page: PageLayout, rows: list[_Row]) -> None:
    """Mark what the file says is no content, and a small line in the margin far from the text.

    They repeat nowhere in a document of one page.
    """
    if _share_of_artifacts(page) < _MOST_ARTIFACTS:
        for row in rows:
            if not all(segment.artifact for segment in row.segments):
                break
            _set_aside(row.segments)
    rows = [row for row in rows if any(s.role == Role.BODY for s in row.segments)]
    if len(rows) < 2:
        return
    outer, inner = rows[0], rows[1]
    size = max(segment.size for segment in outer.segments)
    typical = _typical_size(page)
    from_edge = min(outer.baseline, page.height - outer.baseline)
    if (
        from_edge < min(_MARGIN, _left_of_text(inner))
        and not _IS_TEXT.search(outer.text)
        and size <= _SMALL * max(segment.size for segment in inner.segments)
        and outer.gap >= _APART * typical
        and size <= _SMALL * typical
    ):
        _set_aside(outer.segments)


def _share_of_artifacts(page: PageLayout) -> float:
    characters = sum(len(segment.text) for segment in page.segments)
    marked = sum(len(segment.text) for segment in page.segments if segment.artifact)
    return marked / max(1, characters)


def _left_of_text(row: _Row) -> float:
    return max(row.segments, key=lambda segment: len(segment.text)).left


def _typical_size(page: PageLayout) -> float:
    sizes: Counter[float] = Counter()
    for segment in page.segments:
        sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0]


def _value_of(parsed: re.Match[str]) -> int:
    if parsed["number"]:
        return int(parsed["number"])
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values[letter] for letter in parsed["roman"].lower()]
    return sum(
        -digit if digit < max(digits[at:], default=0) else digit for at, digit in enumerate(digits)
    )


def _mark_stamps(pages: list[PageLayout]) -> None:
    """Mark what stands at exactly the same place of most pages, such as a watermark."""
    if len(pages) < 3:
        return
    places: defaultdict[tuple[str, int, int], list[Segment]] = defaultdict(list)
    for page in pages:
        for segment in page.segments:
            if segment.role == Role.BODY and any(map(str.isalpha, segment.text)):
                key = (segment.text, round(segment.left), round(segment.baseline))
                places[key].append(segment)
    for segments in places.values():
        if len(segments) >= max(3, 0.6 * len(pages)):
            _set_aside(segments)


def _set_aside(segments: list[Segment]) -> None:
    for segment in segments:
        segment.role = Role.ASIDE
