"""Writes a text as a web page: as a site shows it, with menus and scripts, or to be printed.

The pages differ as sites do: by the element that holds the article, by how turns and quotations
are marked up, and by markup inside paragraphs, which is drawn at random from the text's id.
"""

from __future__ import annotations

import random
import re
import textwrap
from html import escape

from document_makers.texts import Block, Text, with_soft_hyphens

_BEFORE = """<a class="skip" href="#main">Skip to content</a>
<div class="cookie-banner" role="dialog">We use cookies. <button>Accept all</button></div>
<header class="site-header"><a href="/">The Tarnholm Gateway</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/people">People</a></li>
<li><a href="/contact">Contact us</a></li></ul></nav>
<form role="search"><input type="search" placeholder="Search this site"><button>Search</button>
</form></header>
"""
_BEHIND = """<div class="share-buttons"><a href="#">Share on Chirp</a> <a href="#">E-mail</a></div>
<aside class="related"><h2>Related links</h2><ul><li><a href="/1">Ten walks by the sea</a></li>
<li><a href="/2">Council approves plans for a new swimming pool</a></li></ul></aside>
<footer class="site-footer"><p>© 2021 The Tarnholm Gateway. All rights reserved.</p>
<ul><li><a href="/privacy">Privacy</a></li><li><a href="/imprint">Imprint</a></li></ul></footer>
<script>window.dataLayer = window.dataLayer || []; dataLayer.push({"page": "article"});</script>
"""
_HOLDERS = (
    ('<main id="main"><article>', "</article></main>"),
    ('<div id="main" class="content"><div class="entry-content">', "</div></div>"),
    ('<div role="main" id="main">', "</div>"),
    ('<article id="main" class="post"><section>', "</section></article>"),
)
_PRINT_CSS = """@page {{ size: {width}pt {height}pt; }}
body {{ margin: 0; font: {points}pt/1.3 "{family}"; }}
article {{ columns: {columns}; column-gap: {gutter}pt; text-align: {align}; hyphens: manual; }}
h1 {{ font-size: 1.4em; text-align: left; }} h2 {{ font-size: 1.15em; text-align: left; }}
p {{ margin: {space}; text-indent: {indent}; }}
table {{ border-collapse: collapse; text-align: left; }} td, th {{ padding: 2pt 6pt; }}
td, th {{ border: {border}; }} tr {{ break-inside: avoid; }}
blockquote {{ margin: 8pt 24pt; }} .notes {{ font-size: 0.8em; border-top: 1px solid; }}
.initial::first-letter {{ float: left; font-size: 3.1em; line-height: 0.9; padding-right: 3pt; }}
.watermark {{ position: fixed; top: 40%; left: 15%; font-size: 60pt; color: #ddd;
  transform: rotate(-35deg); z-index: -1; }}
"""


def make_web_page(text: Text) -> str:
    """The text as a page of a site."""
    writer = _PageWriter(text)
    before, behind = _HOLDERS[writer.random.randrange(len(_HOLDERS))]
    return (
        f'<!DOCTYPE html>\n<html lang="{text.language}"{_direction(text)}>\n<head>'
        f'<meta charset="utf-8"><title>{escape(text.title)} | The Tarnholm Gateway</title>\n'
        "<style>.skip { position: absolute; left: -9999px; }</style></head>\n<body>\n"
        f"{_BEFORE}{before}\n{writer.content()}{behind}\n{_BEHIND}</body></html>\n"
    )


def make_print_page(text: Text) -> str:
    """The text as a page that is to be printed, with its layout as CSS."""
    layout = text.layout
    width, height = layout.size
    css = _PRINT_CSS.format(
        width=width,
        height=height,
        points=layout.points,
        family="Liberation Serif" if len(text.id) % 2 else "DejaVu Sans",
        columns=layout.columns,
        gutter=text.gutter,
        align="justify" if "justify" in layout.flags else "start",
        space="0" if "indent" in layout.flags else "0 0 0.7em",
        indent="1.4em" if "indent" in layout.flags else "0",
        border="0" if len(text.id) % 3 else "1px solid",
    )
    if "ligatures" in layout.flags:
        css = css.replace("DejaVu Sans", "DejaVu Serif").replace("Liberation", "DejaVu")
    watermark = '<div class="watermark">DRAFT</div>' if "watermark" in layout.flags else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{text.language}"{_direction(text)}><head>'
        f'<meta charset="utf-8"><title>{escape(text.title)}</title><style>{css}</style></head>'
        f"<body>{watermark}<article>{_PageWriter(text, to_print=True).content()}</article></body>"
        "</html>\n"
    )


def _direction(text: Text) -> str:
    return ' dir="rtl"' if text.is_right_to_left else ""


class _PageWriter:
    def __init__(self, text: Text, to_print: bool = False) -> None:
        self.text = text
        self.to_print = to_print
        self.random = random.Random(text.id)
        self.marks_quotations = text.language == "en" and self.random.random() < 0.3
        self.turns_as_list = self.random.random() < 0.3

    def content(self) -> str:
        parts = [self._group(kind, blocks) for kind, blocks in self.text.groups()]
        if self.text.notes:
            items = "\n".join(
                f'<li id="fn{number}">{self._inline(note)} <a href="#ref{number}">↩</a></li>'
                if not self.to_print
                else f"<p><sup>{number}</sup> {self._inline(note)}</p>"
                for number, note in self.text.notes.items()
            )
            tag = "div" if self.to_print else "ol"
            parts.append(f'<section class="notes"><{tag}>{items}</{tag}></section>')
        return "\n".join(parts) + "\n"

    def _group(self, kind: str, blocks: list[Block]) -> str:
        block = blocks[0]
        if kind == "heading":
            level = 1 if block is self.text.blocks[0] else 2
            return f"<h{level}>{self._inline(block)}</h{level}>"
        if kind in ("bullet", "numbered"):
            tag = "ul" if kind == "bullet" else "ol"
            items = "".join(f"<li>{self._inline(item)}</li>\n" for item in blocks)
            return f"<{tag}>\n{items}</{tag}>"
        if kind == "row":
            return self._table(blocks)
        if kind == "quote":
            return self._quote(block)
        if kind == "turn":
            return self._turn(block)
        start = "<p class=initial>" if block is self.text.with_initial else "<p>"
        return self._wrapped(f"{start}{self._inline(block)}</p>")

    def _table(self, rows: list[Block]) -> str:
        lines = []
        for number, row in enumerate(rows):
            tag = "td" if number else "th"
            cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row.cells)
            lines.append(f"<tr>{cells}</tr>")
        return "<table>\n" + "\n".join(lines) + "\n</table>"

    def _quote(self, block: Block) -> str:
        words, speaker = self._inline(block), escape(block.label)
        if self.to_print or self.random.random() < 0.5:
            return f"<blockquote><p>“{words}”</p><footer>— {speaker}</footer></blockquote>"
        return (
            f"<figure><blockquote><p>“{words}”</p></blockquote>"
            f"<figcaption>— {speaker}</figcaption></figure>"
        )

    def _turn(self, block: Block) -> str:
        label, words = escape(block.label), self._inline(block)
        if self.turns_as_list and not self.to_print:
            return f"<dl><dt>{label}:</dt><dd>{words}</dd></dl>"
        return self._wrapped(f"<p><strong>{label}:</strong> {words}</p>")

    def _inline(self, block: Block) -> str:
        parts = []
        for piece, is_mark in block.pieces():
            if is_mark:
                parts.append(f'<sup id="ref{piece}"><a href="#fn{piece}">{piece}</a></sup>')
            else:
                parts.append(self._marked_up(escape(with_soft_hyphens(piece, self.text), False)))
        return "".join(parts)

    def _marked_up(self, words: str) -> str:
        if self.marks_quotations and not self.to_print:
            words = re.sub(r"“([^“”]*)”", r"<q>\1</q>", words)
        chosen = self.random.choice(("em", "strong", 'a href="/more"', "span", "time", "abbr"))

        def mark_up(word: re.Match) -> str:
            if self.random.random() > 0.03:
                return word[0]
            return f"<{chosen}>{word[0]}</{chosen.split()[0]}>"

        return re.sub(r"(?<![<&/\w])[^\W\d_]{3,}(?![^<]*>|\w*;)", mark_up, words)

    def _wrapped(self, element: str) -> str:
        """Broken at 90 characters, as many editors write it."""
        if self.random.random() < 0.5:
            return element
        return textwrap.fill(element, 90, break_long_words=False, break_on_hyphens=False)
