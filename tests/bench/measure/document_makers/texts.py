"""The round trip's texts: what is written to files, and what should be read from them.

`suites/round_trip/*.yaml` hold a list of texts each. A text has an `id`, a `layout` (words of
`Layout.parse`), a `head` (printed on each page, no content), a `language`, PDF makers that can't
write it (`not_by`), and its blocks, one a line:

    # a heading             * an item of a list       1. an item of a numbered list
    | a | row | of cells |  > words // their speaker  @ LABEL: words of a turn
    [1] a footnote          anything else is a paragraph; {1} in it is the mark of a footnote
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

SUITE = Path(__file__).resolve().parents[1] / "suites" / "round_trip"
PAGE_SIZES = {
    "a4": (595.0, 842.0),
    "a5": (420.0, 595.0),
    "letter": (612.0, 792.0),
    # So low that a text takes several pages, which break inside sentences.
    "a5-landscape": (595.0, 420.0),
    "a6-landscape": (420.0, 298.0),
}
"""Width and height in points."""

_BLOCK_KINDS = (
    ("heading", re.compile(r"# (?P<text>.*)")),
    ("bullet", re.compile(r"\* (?P<text>.*)")),
    ("numbered", re.compile(r"(?P<label>\d+)\. (?P<text>.*)")),
    ("row", re.compile(r"\| (?P<text>.*) \|")),
    ("quote", re.compile(r"> (?P<text>.*) // (?P<label>.*)")),
    ("turn", re.compile(r"@ (?P<label>[^:]+): (?P<text>.*)")),
    ("note", re.compile(r"\[(?P<label>\d+)\] (?P<text>.*)")),
    ("paragraph", re.compile(r"(?P<text>.*)")),
)
_COLUMNS = {"two-columns", "three-columns"}
_NOTE_MARK = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, an item, a row, a turn, a quotation or a note."""

    kind: str
    text: str
    """With the marks of its footnotes: "fell{1} sharply"."""
    label: str = ""
    """The speaker of a turn or a quotation, the number of an item or a note."""

    @property
    def words(self) -> str:
        """The text without marks of footnotes."""
        return _NOTE_MARK.sub("", self.text)

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return self.text.split(" | ")

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is the mark of a footnote."""
        for number, piece in enumerate(_NOTE_MARK.split(self.text)):
            if piece:
                yield piece, number % 2 == 1

    def lines(self) -> list[str]:
        """The block as plain text, one line a paragraph."""
        if self.kind == "numbered":
            return [f"{self.label}. {self.words}"]
        if self.kind == "turn":
            return [f"{self.label}: {self.words}"]
        if self.kind == "quote":
            return [f"“{self.words}”", f"— {self.label}"]
        return [self.words]


@dataclass(frozen=True)
class Layout:
    """How a text is printed."""

    page: str
    points: float
    flags: frozenset[str]

    @classmethod
    def parse(cls, words: str) -> Layout:
        """A layout from words such as "a5 14pt two-columns justify hyphens"."""
        parts = words.split()
        points = next(float(part[:-2]) for part in parts if re.fullmatch(r"\d+pt", part))
        page = next(part for part in parts if part in PAGE_SIZES)
        return cls(page, points, frozenset(parts))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return PAGE_SIZES[self.page]

    def for_blocks(self, blocks: Sequence[Block]) -> Layout:
        """The layout, without columns if a table wouldn't fit into them."""
        if any(block.kind == "row" for block in blocks):
            return Layout(self.page, self.points, self.flags - _COLUMNS)
        return self

    @property
    def columns(self) -> int:
        """How many columns a page has."""
        return {"two-columns": 2, "three-columns": 3}.get(next(iter(self.flags & _COLUMNS), ""), 1)


@dataclass(frozen=True)
class Text:
    """A text, and how it is printed."""

    id: str
    language: str
    layout: Layout
    head: str
    blocks: tuple[Block, ...]
    not_by: tuple[str, ...]

    @property
    def gutter(self) -> float:
        """Points between columns: as in LaTeX, or wider."""
        return 10 if len(self.id) % 2 else 18

    @property
    def title(self) -> str:
        """The first heading."""
        return self.blocks[0].words

    @property
    def is_right_to_left(self) -> bool:
        """Whether its script runs from right to left."""
        return self.language in ("ar", "he")

    @property
    def body(self) -> list[Block]:
        """All blocks but the notes."""
        return [block for block in self.blocks if block.kind != "note"]

    @property
    def notes(self) -> dict[str, Block]:
        """The notes by number."""
        return {block.label: block for block in self.blocks if block.kind == "note"}

    @property
    def with_initial(self) -> Block | None:
        """The paragraph that begins with a large initial: the first long one, if any."""
        if "dropcap" not in self.layout.flags:
            return None
        paragraphs = (block for block in self.body if block.kind == "paragraph")
        return next((block for block in paragraphs if len(block.text) > 100), None)

    def groups(self) -> Iterator[tuple[str, list[Block]]]:
        """The body's blocks, with the items of a list and the rows of a table together."""
        for kind, blocks in groupby(self.body, key=lambda block: block.kind):
            if kind in ("bullet", "numbered", "row"):
                yield kind, list(blocks)
            else:
                yield from ((kind, [block]) for block in blocks)

    def plain_lines(self) -> list[str]:
        """The body as plain text, one line a paragraph."""
        return [line for block in self.body for line in block.lines()]

    def plain_text(self) -> str:
        """The whole as plain text, notes at the end."""
        notes = [f"{number} {note.words}" for number, note in self.notes.items()]
        return "\n".join([*self.plain_lines(), *notes]) + "\n"


def load_texts(only: Sequence[str] = (), shuffled: int | None = None) -> list[Text]:
    """The texts of the suite, or those whose ids are given.

    Args:
        only: Ids of texts.
        shuffled: A seed with which to exchange layouts and heads between the texts.
    """
    texts = [
        _text(facts)
        for file in sorted(SUITE.glob("*.yaml"))
        for facts in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    if shuffled is not None:
        looks = [(text.layout, text.head) for text in texts]
        random.Random(shuffled).shuffle(looks)
        texts = [
            replace(text, layout=layout.for_blocks(text.blocks), head=head)
            for text, (layout, head) in zip(texts, looks, strict=True)
        ]
    return [text for text in texts if not only or text.id in only]


def _text(facts: dict) -> Text:
    return Text(
        id=facts["id"],
        language=facts.get("language", "en"),
        layout=Layout.parse(facts["layout"]),
        head=facts.get("head", ""),
        blocks=tuple(_block(line) for line in facts["text"].splitlines() if line),
        not_by=tuple(facts.get("not_by", ())),
    )


def _block(line: str) -> Block:
    for kind, pattern in _BLOCK_KINDS:
        if match := pattern.fullmatch(line):
            parts = match.groupdict()
            return Block(kind, parts["text"], parts.get("label") or "")
    raise AssertionError(line)


def with_soft_hyphens(words: str, text: Text) -> str:
    """The words with soft hyphens where they may be divided, if the text is to be hyphenated."""
    if "hyphens" not in text.layout.flags:
        return words
    dividing = hyphenator(text.language)
    if dividing is None:
        return words
    return re.sub(r"[^\W\d_]{6,}", lambda word: dividing.inserted(word[0], "\u00ad"), words)


@cache
def hyphenator(language: str):
    """Divides words of a language; None if pyphen doesn't know it."""
    import pyphen

    name = {"en": "en_GB"}.get(language, language)
    return pyphen.Pyphen(lang=name) if name in pyphen.LANGUAGES else None
