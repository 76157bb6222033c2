"""Finds the posts of social networks in a text: "Ada Brandt @adabrandt · Jul 3" and words below it.

A page that was copied as text has the name above the words; a post inside an article has it below
them: "— Ada Brandt (@adabrandt) July 3, 2021".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.records import PrintedTurn, Span
from index.text.posts import POST_HANDLE, POST_HEAD, is_about_post, read_post_signature

__all__ = ["find_posts"]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OPENING_BLOCKS = 4
"""A text that has the head of a post among its first lines holds posts and nothing else."""
_LONGEST_POST = 4000
"""Characters of a paragraph: longer ones are no post's."""


class _Head(NamedTuple):
    """The lines that name whose post follows."""

    speaker: Span
    first: int
    """Number of the head's first block."""
    behind: int
    """Number of the block behind the head."""


def find_posts(text: str) -> Iterator[PrintedTurn]:
    """Yield the paragraphs of posts, each with the place of its author's name, in no order.

    Args:
        text: The document's reading text.
    """
    if "@" not in text:
        return
    blocks = [span for line in _LINE.finditer(text) if (span := _trimmed(text, line))]
    heads = list(_heads(text, blocks))
    is_whole = bool(heads) and heads[0].first < _OPENING_BLOCKS
    ends = [*(head.first for head in heads[1:]), len(blocks)]
    for head, last in zip(heads, ends, strict=False):
        for number in range(head.behind, last if is_whole else min(last, head.behind + 1)):
            if _is_words(text, blocks[number]):
                yield PrintedTurn(blocks[number], head.speaker)
    for number, block in enumerate(blocks[1:], 1):
        signature = read_post_signature(text, block)
        if signature is not None and _is_words(text, blocks[number - 1]):
            yield PrintedTurn(blocks[number - 1], signature)


def _trimmed(text: str, line: re.Match[str]) -> Span | None:
    start, end = line.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _heads(text: str, blocks: Sequence[Span]) -> Iterator[_Head]:
    for number, block in enumerate(blocks):
        match = POST_HEAD.fullmatch(text, *block)
        if match is not None:
            yield _Head(Span(*match.span("name")), number, number + 1)
            continue
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        if below is None or POST_HANDLE.fullmatch(text, *below) is None:
            continue
        if block.end - block.start <= 60 and text[block.end - 1] not in ".,:;!?":
            yield _Head(block, number, number + 2)


def _is_words(text: str, block: Span) -> bool:
    """Whether a block is what somebody writes, and not what the network adds."""
    words = text[block.start : block.end]
    if block.end - block.start > _LONGEST_POST or is_about_post(words):
        return False
    return not POST_HEAD.fullmatch(words) and not POST_HANDLE.fullmatch(words)
