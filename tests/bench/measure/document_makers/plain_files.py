"""Writes a text as plain text with wrapped lines, and as Markdown."""

from __future__ import annotations

import random
import textwrap

from document_makers.texts import Block, Text


def make_wrapped_text(text: Text) -> str:
    """The text with its lines broken at a width of its own; paragraphs as e-mails have them."""
    rng = random.Random(text.id)
    width = rng.randint(38, 110)
    indent = rng.choice(("", "", "    "))
    between = "\n" if indent else "\n\n"
    paragraphs = [
        textwrap.fill(line, width, initial_indent=indent, break_on_hyphens=False)
        for line in text.plain_text().splitlines()
    ]
    return between.join(paragraphs) + "\n"


def make_markdown(text: Text) -> str:
    """The text as Markdown, wrapped or not."""
    wraps = random.Random(text.id).random() < 0.5
    parts = ["\n".join(_markdown(kind, blocks, text)) for kind, blocks in text.groups()]
    parts += [f"[^{number}]: {note.words}" for number, note in text.notes.items()]
    if wraps:
        parts = [_wrapped(part) for part in parts]
    return "\n\n".join(parts) + "\n"


def _markdown(kind: str, blocks: list[Block], text: Text) -> list[str]:
    block = blocks[0]
    words = [_inline(one) for one in blocks]
    if kind == "heading":
        return [f"{'#' if block is text.blocks[0] else '##'} {words[0]}"]
    if kind == "bullet":
        return [f"- {item}" for item in words]
    if kind == "numbered":
        return [f"{one.label}. {item}" for one, item in zip(blocks, words, strict=True)]
    if kind == "row":
        rule = "|" + " --- |" * len(block.cells)
        rows = [f"| {row} |" for row in words]
        return [rows[0], rule, *rows[1:]]
    if kind == "quote":
        return [f"> “{words[0]}”", ">", f"> — {block.label}"]
    if kind == "turn":
        return [f"**{block.label}:** {words[0]}"]
    return words


def _inline(block: Block) -> str:
    return "".join(f"[^{piece}]" if is_mark else piece for piece, is_mark in block.pieces())


def _wrapped(part: str) -> str:
    if "\n" in part or part.startswith(("#", "|", "[^", "- ", ">")) or part[:1].isdigit():
        return part
    return textwrap.fill(part, 80, break_on_hyphens=False, break_long_words=False)
