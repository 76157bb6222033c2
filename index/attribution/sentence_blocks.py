"""Groups sentences into blocks: a sentence, or the sentences that one quotation spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.attribution.grammar.attributions import Attribution
from index.attribution.grammar.tokens import Token, tokenize
from index.lexicon.reporting_verbs import VERBS
from index.records import Span
from index.text.capital_letters import CAPITAL, CAPITALS
from index.text.quotations import Quotation

_MAX_QUOTATIONS_PER_BLOCK = 100
"""Limits the time for a text in which each quotation starts in the sentence where another ends."""
_DATELINE = re.compile(
    rf"{CAPITAL}[{CAPITALS}.,’' -]{{2,40}}(?:, {CAPITAL}[\w.]+)?"
    r"(?: \([^)\n]{2,40}\))? (?:—|–|--|-) "
)
"""The place at the start of a news report: "SOCHI (Sputnik) — "."""


@dataclass(slots=True)
class Block:
    """A span of text that is read as one sentence."""

    span: Span
    paragraph: int
    """Number of its paragraph, counted from 0."""
    tokens: list[Token]
    attributions: list[Attribution] = field(default_factory=list)


def make_blocks(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Block]:
    """The blocks of a text in order, without datelines.

    Args:
        text: The document's text.
        sentences: Its sentences, in order.
        quotations: Its quotations, in order.
    """
    blocks: list[Block] = []
    paragraph = 0
    first_quotation = 0
    index = 0
    cut = 0
    while index < len(sentences):
        start, end = max(cut, sentences[index].start), sentences[index].end
        if blocks and "\n" in text[blocks[-1].span.end : start]:
            paragraph += 1
        while first_quotation < len(quotations) and quotations[first_quotation].start < start:
            first_quotation += 1
        next_quotation = first_quotation
        index += 1
        while True:
            while next_quotation < len(quotations) and quotations[next_quotation].end <= end:
                next_quotation += 1
            crosses_end = (
                next_quotation < len(quotations) and quotations[next_quotation].start < end
            )
            if not crosses_end or index == len(sentences):
                break
            if next_quotation - first_quotation >= _MAX_QUOTATIONS_PER_BLOCK:
                end = cut = quotations[next_quotation].start
                index -= 1
                break
            end = sentences[index].end
            index += 1
        span = Span(_skip_dateline(text, start, end), end)
        tokens = tokenize(text, span, quotations[first_quotation:next_quotation])
        for part in _split_before_quotations(tokens):
            if blocks and _is_cue_of(blocks[-1], part, paragraph):
                part = blocks.pop().tokens + part
            blocks.append(Block(Span(part[0].start, part[-1].end), paragraph, part))
        first_quotation = next_quotation
    return blocks


def paragraphs_of(blocks: Sequence[Block]) -> list[Span]:
    """The paragraphs that the blocks are in, each from its first to its last block."""
    return [
        Span(min(block.span.start for block in group), max(block.span.end for block in group))
        for _, blocks_of_paragraph in groupby(blocks, key=lambda block: block.paragraph)
        if (group := list(blocks_of_paragraph))
    ]


def ends_with_mark(tokens: Sequence[Token], span: Span, marks: str) -> bool:
    """Whether the last quotation up to the end of `span` closes with one of these marks."""
    last = [token for token in tokens if token.quoted and token.end <= span.end][-1]
    return last.text.rstrip("”\"'’»")[-1:] in tuple(marks)


def _split_before_quotations(tokens: list[Token]) -> Iterator[list[Token]]:
    """Split at a full stop before a quotation, a missed sentence end: `he told me. "I think …"`."""
    first = 0
    for at in range(1, len(tokens)):
        if tokens[at].quoted and tokens[at - 1].lower == "." and at - 1 > first:
            yield tokens[first:at]
            first = at
    if tokens[first:]:
        yield tokens[first:]


def _skip_dateline(text: str, start: int, end: int) -> int:
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def _is_cue_of(block: Block, tokens: Sequence[Token], paragraph: int) -> bool:
    """Whether a sentence is only the cue of the quotation before it, as in `"Really?" He asked`."""
    if block.paragraph != paragraph or not all(token.quoted for token in block.tokens):
        return False
    if not ends_with_mark(block.tokens, block.span, "?!…,"):
        return False
    cue = next((at for at, token in enumerate(tokens[:6]) if token.lower in VERBS), None)
    return (
        cue is not None
        and VERBS[tokens[cue].lower].clause
        and not any(token.quoted or token.lower in ("that", ":") for token in tokens[cue : cue + 3])
    )
