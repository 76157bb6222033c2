"""Splits a chat model's reply into sentences, each with the numbers of the evidence it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

REFUSAL_PHRASE = "NOT IN THE EVIDENCE"
"""What a model writes if the evidence doesn't answer; `prompts/write_rules.md` asks for it."""
MAX_SENTENCES = 12
"""Most sentences of a reply that are read; the prompt asks for at most five."""
_MARKERS = re.compile(
    r"(?<!\s)\s*+(?P<in>\()?\[\s*+(\d{1,4}(?:\s*+[,;–-]\s*+\d{1,4})*)\s*+\](?(in)\))"
)
_BULLET = re.compile(r"^\s*(?:(?:[-*•‣·]|#{1,6}|>|\d{1,2}[.)])\s+)+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|`{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_ENDS = ".!?…"
_STOP = re.compile(r"[.!?…][”\"’»)]*(?=\s)")
_ENDS_WITH_STOP = re.compile(r"[.!?…][”\"’»)]*$")
_MAX_NESTED_EMPHASIS = 3
"""How deep Markdown's marks of emphasis may be nested."""
_MAX_RANGE = 50
"""Most numbers of a range such as [1-3]."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a reply, without its markers."""

    text: str
    markers: tuple[int, ...] = ()
    """Numbers of the evidence that it cites, in order, each once. There may be no such evidence."""


def parse_draft(reply: str) -> list[DraftSentence]:
    """The sentences of a reply, at most `MAX_SENTENCES` of them.

    A marker belongs to the sentence that it is in or right after.
    """
    reply = _BULLET.sub("", reply.replace("\r\n", "\n"))
    for _ in range(_MAX_NESTED_EMPHASIS):
        reply = _EMPHASIS.sub(r"\2", reply)
    plain, places = _without_markers(reply)
    sentences = list(_join_quotations(plain, split_sentences(plain)))
    markers: list[list[int]] = [[] for _ in sentences]
    for at, numbers in places:
        owner = _sentence_at(sentences, at)
        if owner is not None:
            markers[owner] += numbers
    found = [
        DraftSentence(" ".join(plain[one.start : one.end].split()), tuple(dict.fromkeys(own)))
        for one, own in zip(sentences, markers, strict=True)
        if any(character.isalnum() for character in plain[one.start : one.end])
    ]
    return found[:MAX_SENTENCES]


def is_refusal(reply: str) -> bool:
    """Whether a reply says, with `REFUSAL_PHRASE`, that the evidence does not answer."""
    words = re.findall(r"[^\W_]+", reply.upper())
    return words[: len(REFUSAL_PHRASE.split())] == REFUSAL_PHRASE.split()


def add_markers(text: str, markers: Sequence[int]) -> str:
    """The sentence with its markers, before its full stop unless it ends with a quotation."""
    shown = " ".join(f"[{number}]" for number in markers)
    if text[-1:] in _ENDS:
        return f"{text[:-1]} {shown}{text[-1]}"
    return f"{text} {shown}"


def _without_markers(reply: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The reply without its markers, and for each marker its place and its numbers."""
    plain, places, last = "", [], 0
    for match in _MARKERS.finditer(reply):
        plain += reply[last : match.start()]
        places.append((len(plain), _numbers(match[2])))
        last = match.end()
        # A full stop beside a marker ends a sentence, even after an abbreviation.
        stop = _STOP.match(reply, last)
        if stop:
            plain += stop.group()
            last = stop.end()
        ends = stop or (_ENDS_WITH_STOP.search(plain) and reply[last:].strip())
        if ends and plain.count("“") <= plain.count("”"):
            plain += "\n\n"
    return plain + reply[last:], places


def _numbers(group: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,;]", group):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        low, high = int(first), int(last or first)
        found += range(low, min(high, low + _MAX_RANGE - 1) + 1) if low <= high else (low, high)
    return found


def _join_quotations(text: str, pieces: Sequence[Span]) -> Iterator[Span]:
    """The sentences, joined where one would end inside a quotation."""
    quotations = find_quotations(text)
    held: Span | None = None
    for piece in pieces:
        held = Span(held.start, piece.end) if held else piece
        if any(one.start < held.end < one.end for one in quotations):
            continue
        yield held
        held = None
    if held:
        yield held


def _sentence_at(sentences: Sequence[Span], at: int) -> int | None:
    """The number of the last sentence that begins before a place."""
    found = [number for number, one in enumerate(sentences) if one.start < at]
    return found[-1] if found else None
