"""A library of invented documents in which every turn is marked: ⟦speaker¦words⟧."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from index.attribution.extraction import extract_statements
from index.records import Statement
from index.text.sentences import split_sentences

DOCUMENTS = Path(__file__).parent / "documents"
MARKED = re.compile(r"⟦([^¦⟧]*)¦([^⟧]*)⟧", re.DOTALL)


class MarkedTurn(NamedTuple):
    """A turn as the library marks it."""

    speakers: frozenset[str]
    start: int
    end: int


def read_marked(path: Path) -> tuple[str, list[MarkedTurn]]:
    """A document's text and the turns that are marked in it."""
    pieces, turns, length, at = [], [], 0, 0
    source = path.read_text(encoding="utf-8")
    for mark in MARKED.finditer(source):
        before = source[at : mark.start()]
        start = length + len(before)
        pieces += [before, mark[2]]
        length = start + len(mark[2])
        turns.append(MarkedTurn(frozenset(mark[1].split("+")), start, length))
        at = mark.end()
    return "".join([*pieces, source[at:]]), turns


def turns_of(text: str) -> list[Statement]:
    return [one for one in extract_statements(text, split_sentences(text)) if one.kind == "direct"]


def documents(kind: str) -> list[Path]:
    return sorted((DOCUMENTS / kind).glob("*.txt"))


@pytest.mark.parametrize(
    "path", documents("transcripts") + documents("one_voice"), ids=lambda path: path.stem
)
def test_every_marked_turn_is_its_speakers_and_nothing_else_is_anybodys(path: Path):
    text, marked = read_marked(path)
    found = {}
    for one in turns_of(text):
        found.setdefault(text[one.start : one.end], set()).add(one.speaker)
    assert found == {text[one.start : one.end]: set(one.speakers) for one in marked}


@pytest.mark.parametrize("path", documents("other_prose"), ids=lambda path: path.stem)
def test_prose_that_only_looks_like_a_transcript_has_no_turn(path: Path):
    text, _ = read_marked(path)
    turns = [text[one.start : one.end] for one in turns_of(text)]
    assert [words for words in turns if not words.startswith("“")] == []


def test_the_library_is_large_enough():
    assert len(documents("transcripts") + documents("one_voice")) >= 40
    assert len(documents("other_prose")) >= 12
