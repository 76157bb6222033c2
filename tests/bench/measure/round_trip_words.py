"""Compares the words that were read from a file with those that were written to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from document_makers.texts import Text
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from index.text.sentences import split_sentences

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+|\^\(?\d+\)?|\[\d+\]")
"""Marks of footnotes, in the forms in which a reader may keep them."""
_LETTERS_WITHOUT_SPACES = re.compile(r"([\u3040-\u30ff\u4e00-\u9fff])")
_NOTE_NUMBER = re.compile(r"^(?:\d+|\[\d+\]|[⁰¹²³⁴-⁹]+|\^\d+)[.:)]?\s*")
_MIN_NOTE_SCORE = 80
"""A line that is less like a footnote (0 to 100) isn't taken for it."""
MIN_WORDS = 4
"""Shorter sentences, such as "Order.", may stand in a text twice, and aren't looked for."""


@dataclass
class Comparison:
    """How far the words that were read are those that were written."""

    words: int
    errors: int
    differences: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)


def words_of(text: str) -> list[str]:
    """The words, with their punctuation; without marks of footnotes, bullets and cell borders."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = _LETTERS_WITHOUT_SPACES.sub(r" \1 ", _RAISED.sub("", text))
    return [word for word in text.split() if any(c.isalnum() for c in word)]


def sentences_of(lines: Iterable[str]) -> list[str]:
    """The sentences of paragraphs."""
    return [line[start:end] for line in lines for start, end in split_sentences(line)]


def compare(text: Text, read: str) -> Comparison:
    """Compare what was read with the text.

    Footnotes may stand anywhere, but in one piece: each is compared with the line that is most
    like it, which is then no part of the body.

    Args:
        text: The text that was written.
        read: What was read, one line a paragraph.
    """
    lines = [line for line in read.splitlines() if line.strip()]
    notes = [note.words for note in text.notes.values()]
    found = [_take_note(lines, note) for note in notes]
    sentences = sentences_of([*text.plain_lines(), *notes])
    expected = [word for sentence in sentences for word in words_of(sentence)]
    actual = [word for line in [*lines, *found] for word in words_of(line)]
    comparison = Comparison(len(expected), Levenshtein.distance(expected, actual))
    found_places: set[int] = set()
    for tag, a, b, c, d in Levenshtein.opcodes(expected, actual):
        if tag == "equal":
            found_places.update(range(a, b))
            continue
        before = " ".join(expected[max(0, a - 3) : a])
        comparison.differences.append(
            f"{before} [-{' '.join(expected[a:b])}-] {{+{' '.join(actual[c:d])}+}}"
        )
    _find_lost_and_doubled(comparison, sentences, (expected, actual), found_places)
    return comparison


def _take_note(lines: list[str], note: str) -> str:
    bare = [_NOTE_NUMBER.sub("", line) for line in lines]
    best = process.extractOne(note, bare, scorer=fuzz.ratio, score_cutoff=_MIN_NOTE_SCORE)
    if best is None:
        return ""
    del lines[best[2]]
    return best[0]


def _find_lost_and_doubled(
    comparison: Comparison,
    sentences: Sequence[str],
    word_lists: tuple[list[str], list[str]],
    found_places: set[int],
) -> None:
    written, read = (f" {' '.join(words)} " for words in word_lists)
    at = 0
    for sentence in sentences:
        words = words_of(sentence)
        places = range(at, at + len(words))
        at = places.stop
        if len(words) < MIN_WORDS:
            continue
        joined = f" {' '.join(words)} "
        if read.count(joined) > written.count(joined):
            comparison.doubled.append(sentence)
        elif joined not in read and len(found_places.intersection(places)) < len(words) / 2:
            comparison.lost.append(sentence)
