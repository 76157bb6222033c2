"""Blocks of HTML inside Markdown: their words without tags, comments, scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.ingest.plain_text.markdown_inline import BLOCK_TAGS, STRUCK_TAGS
from index.text.reading_text import MarkKind, ReadingMark

_PIECE = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40}+)(?:\s[^<>]{0,8000}+)?/?>"
    r"|<!--|<[!?][^<>]{0,4000}+>|(?P<words>[^<\s][^<\n\r]*+)|(?P<newline>\r\n|[\r\n])|[<\s]"
)
_UNREAD = ("script", "style", "template", "noscript")


def mark_html(text: str, start: int, end: int) -> Iterator[ReadingMark]:
    """The marks of a block of HTML at `text[start:end]`.

    A line break between words is a space; one beside a paragraph's tag ends the paragraph.
    """
    at = start
    struck: list[int] = []
    words_end: int | None = None
    while piece := _PIECE.match(text, at, end):
        at = piece.end()
        name = (piece["name"] or "").lower()
        if piece["words"]:
            if words_end is not None and text[words_end : piece.start()].strip(" \t"):
                yield ReadingMark(words_end, piece.start(), MarkKind.SPACE)
            words_end = piece.end()
        elif piece[0] == "<!--" or (name in _UNREAD and not piece["close"]):
            closer = "-->" if piece[0] == "<!--" else f"</{name}>"
            close = text.find(closer, at, end)
            at = close + len(closer) if close >= 0 else end
            yield ReadingMark(piece.start(), at, MarkKind.NOTHING)
            words_end = None
        elif name or piece[0].startswith(("<!", "<?")):
            yield ReadingMark(piece.start(), piece.end(), MarkKind.NOTHING)
            words_end = None if name in BLOCK_TAGS else words_end
            if name in STRUCK_TAGS and not piece["close"]:
                struck.append(piece.start())
            elif name in STRUCK_TAGS and struck:
                yield ReadingMark(struck.pop(), piece.end(), MarkKind.ASIDE)
