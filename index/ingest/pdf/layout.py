"""Turns the pages of a PDF into the blocks of its text: the main flow of reading a PDF."""

from __future__ import annotations

from collections import Counter

from index.ingest.pdf.columns import order_regions
from index.ingest.pdf.footnotes import mark_footnotes, mark_references
from index.ingest.pdf.line_numbers import mark_line_numbers
from index.ingest.pdf.lines import attach_initials, make_lines
from index.ingest.pdf.paragraphs import TextBlock, find_paragraphs
from index.ingest.pdf.records import PageLayout, PrintedLine, Role, Segment
from index.ingest.pdf.running_heads import mark_running_heads
from index.ingest.pdf.text_builder import PageBlocks
from index.ingest.pdf.typography import measure_typography

__all__ = ["lay_out"]


def lay_out(pages: list[PageLayout]) -> list[PageBlocks]:
    """Find the paragraphs, notes, running heads and feet of all pages."""
    mark_running_heads(pages)
    mark_line_numbers(pages)
    blocks = [PageBlocks() for _ in pages]
    lines: list[PrintedLine] = []
    edges: list[float] = []
    for page in pages:
        lines += _read_page(page, lines[-1].region + 1 if lines else 0, edges)
        _add_asides(page, blocks[page.number])
    attach_initials(lines)
    mark_footnotes(lines, _body_size(lines))
    mark_references(lines)
    body = [line for line in lines if line.role != Role.NOTE]
    notes = [line for line in lines if line.role == Role.NOTE]
    for paragraph in find_paragraphs(body, measure_typography(body, pages)):
        blocks[paragraph.lines[0].page].body.append(paragraph)
    for paragraph in find_paragraphs(notes, measure_typography(notes, pages, body)):
        blocks[paragraph.lines[0].page].notes.append(paragraph)
    return blocks


def _read_page(page: PageLayout, region: int, edges: list[float]) -> list[PrintedLine]:
    """The lines of a page in the order of reading; those in the main direction come first."""
    by_quarter: dict[int, list[Segment]] = {}
    for segment in page.segments:
        if segment.role in (Role.BODY, Role.APART):
            by_quarter.setdefault(segment.quarter, []).append(segment)
    lines: list[PrintedLine] = []
    for segments in sorted(by_quarter.values(), key=_count_characters, reverse=True):
        for column in order_regions(segments, edges):
            lines += make_lines(column, page.number, region)
            region += 1
    return lines


def _count_characters(segments: list[Segment]) -> int:
    return sum(len(segment.text) for segment in segments)


def _add_asides(page: PageLayout, blocks: PageBlocks) -> None:
    """Put the running heads of a page before its text, and all else that is no content after it.

    That is feet, stamps, and the numbers of lines, all in one line.
    """
    asides = [segment for segment in page.segments if segment.role == Role.ASIDE]
    numbers = [s for s in asides if s.text.isdecimal()]
    if len(numbers) > 1:
        asides = [s for s in asides if not s.text.isdecimal()] + [_join_numbers(numbers)]
    for segment in sorted(asides, key=lambda s: (s.baseline, s.left)):
        line = make_lines([segment], page.number, -1)[0]
        line.role = Role.ASIDE
        at_top = segment.quarter >= 0 and segment.baseline < page.height / 2
        (blocks.heads if at_top else blocks.feet).append(TextBlock([line], Role.ASIDE))


def _join_numbers(numbers: list[Segment]) -> Segment:
    """The line numbers of a page as one line at its end."""
    numbers.sort(key=lambda segment: segment.baseline)
    joined = numbers[-1]
    joined.text = " ".join(segment.text for segment in numbers)
    return joined


def _body_size(lines: list[PrintedLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
