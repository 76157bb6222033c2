"""Cuts a text into the windows of tokens that the tagger reads at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from index.embedding.packaged_model import SEP
from index.records import Span
from index.text.quotations import Quotation

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_SIZE = 224
"""Tokens of text that go through the model together, as it was trained."""
SHAPES = 6
"""Kinds of tokens that lower-case word pieces don't tell: three of letters, twice for quoted."""
_SEPARATOR = Span(-1, -1)
"""Stands where a window's next paragraph begins."""


@dataclass(slots=True)
class Window:
    """Consecutive paragraphs as the model takes them, without the special tokens at the ends."""

    ids: list[int] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    """Where each token stands in the text; (-1, -1) between two paragraphs."""
    shapes: list[int] = field(default_factory=list)
    """Of each token: 0 plain, 1 with a capital, 2 in capitals; 3 more within a quotation."""
    paragraphs: list[int] = field(default_factory=list)
    """The number of each token's paragraph; -1 between two."""


def make_windows(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    tokenizer: Tokenizer,
) -> Iterator[Window]:
    """The windows of some sentences of a text, in order; a window holds whole paragraphs.

    A paragraph with more than `WINDOW_SIZE` is divided between sentences, and the end of a
    longer sentence is left out.

    Args:
        text: The document's text.
        sentences: The sentences to read, in order.
        quotations: The text's quotations, in order.
        tokenizer: The model's, without truncation and padding.
    """
    quoted = _speech(quotations)
    window = Window()
    for piece in _pieces(text, sentences, tokenizer):
        if window.ids and len(window.ids) + len(piece.ids) + 1 > WINDOW_SIZE:
            yield window
            window = Window()
        if window.ids:
            window.ids.append(SEP)
            window.places.append(_SEPARATOR)
            window.shapes.append(0)
            window.paragraphs.append(-1)
        window.ids += piece.ids
        window.places += piece.places
        window.shapes += [_shape(text, place, quoted) for place in piece.places]
        window.paragraphs += [piece.paragraph] * len(piece.ids)
    if window.ids:
        yield window


class _Piece(NamedTuple):
    """The tokens of as many sentences of a paragraph as fit into a window."""

    paragraph: int
    ids: list[int]
    places: list[Span]


def _pieces(text: str, sentences: Sequence[Span], tokenizer: Tokenizer) -> list[_Piece]:
    """The paragraphs of some sentences; long ones are divided."""
    encoded = tokenizer.encode_batch(
        [text[slice(*sentence)] for sentence in sentences], add_special_tokens=False
    )
    paragraph = 0
    pieces: list[_Piece] = []
    for at, (sentence, tokens) in enumerate(zip(sentences, encoded, strict=True)):
        if at and "\n" in text[sentences[at - 1].end : sentence.start]:
            paragraph += 1
        ids = tokens.ids[:WINDOW_SIZE]
        places = [
            Span(sentence.start + first, sentence.start + last)
            for first, last in tokens.offsets[:WINDOW_SIZE]
        ]
        begun = pieces[-1] if pieces and pieces[-1].paragraph == paragraph else None
        if begun is not None and len(begun.ids) + len(ids) <= WINDOW_SIZE:
            begun.ids.extend(ids)
            begun.places.extend(places)
        else:
            pieces.append(_Piece(paragraph, ids, places))
    return pieces


_MIN_SINGLE = 30
"""Characters of a quotation in single marks; what is shorter may stand between apostrophes."""


def _speech(quotations: Sequence[Quotation]) -> list[Span]:
    return [
        Span(quotation.start, quotation.end)
        for quotation in quotations
        if not quotation.single_marks or quotation.end - quotation.start >= _MIN_SINGLE
    ]


def _shape(text: str, place: Span, quoted: Sequence[Span]) -> int:
    word = text[slice(*place)]
    letters = 0
    if word[:1].isupper():
        letters = 2 if len(word) > 1 and word.isupper() else 1
    before = bisect_right(quoted, place.start, key=lambda span: span.start) - 1
    is_quoted = before >= 0 and place.start < quoted[before].end
    return letters + (SHAPES // 2 if is_quoted else 0)
