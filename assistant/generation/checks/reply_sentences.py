"""A chat model's reply as sentences with the numbers of the evidence that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

REFUSAL = "NOT IN THE EVIDENCE"
"""What a model writes where the evidence doesn't answer; `prompts/write_rules.md` asks for it."""
SENTENCES = 12
"""Sentences of a reply that are looked at; it was asked for at most five."""
_GROUP = re.compile(
    r"(?<!\s)\s*+(?P<in>\()?\[\s*+(\d{1,4}(?:\s*+[,;–-]\s*+\d{1,4})*)\s*+\](?(in)\))"
)
_BULLET = re.compile(r"^\s*(?:(?:[-*•‣·]|#{1,6}|>|\d{1,2}[.)])\s+)+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|`{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_ENDS = ".!?…"
_STOP = re.compile(r"[.!?…][”\"’»)]*(?=\s)")
_ENDED = re.compile(r"[.!?…][”\"’»)]*$")
_NESTED = 3
"""Marks of emphasis that may stand around each other."""
_MOST = 50
"""Numbers that a range such as [1-3] may stand for."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as the model wrote it, without its markers."""

    text: str
    markers: tuple[int, ...] = ()
    """Numbers of the evidence, in order, each once; whether there is such evidence is open."""


def parse_draft(reply: str) -> list[DraftSentence]:
    """The sentences of a reply, at most `SENTENCES` of them.

    A marker belongs to the sentence that it stands in or right behind.
    """
    reply = _BULLET.sub("", reply.replace("\r\n", "\n"))
    for _ in range(_NESTED):
        reply = _EMPHASIS.sub(r"\2", reply)
    plain, places = _without_markers(reply)
    sentences = list(_whole(plain, split_sentences(plain)))
    markers: list[list[int]] = [[] for _ in sentences]
    for at, numbers in places:
        owner = _owner(sentences, at)
        if owner is not None:
            markers[owner] += numbers
    found = [
        DraftSentence(" ".join(plain[one.start : one.end].split()), tuple(dict.fromkeys(own)))
        for one, own in zip(sentences, markers, strict=True)
        if any(character.isalnum() for character in plain[one.start : one.end])
    ]
    return found[:SENTENCES]


def is_refusal(reply: str) -> bool:
    """Whether a model says, in the form that it was given, that the evidence has no answer."""
    told = re.findall(r"[^\W_]+", reply.upper())
    return told[: len(REFUSAL.split())] == REFUSAL.split()


def with_markers(text: str, markers: Sequence[int]) -> str:
    """A sentence with its markers, before its full stop unless a quotation ends there."""
    shown = " ".join(f"[{number}]" for number in markers)
    if text[-1:] in _ENDS:
        return f"{text[:-1]} {shown}{text[-1]}"
    return f"{text} {shown}"


def _without_markers(reply: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The reply without its markers, and for each where it stood and what it names."""
    plain, places, last = "", [], 0
    for match in _GROUP.finditer(reply):
        plain += reply[last : match.start()]
        places.append((len(plain), _numbers(match[2])))
        last = match.end()
        # A full stop beside a marker ends a sentence, whatever word it follows.
        stop = _STOP.match(reply, last)
        if stop:
            plain += stop.group()
            last = stop.end()
        ends = stop or (_ENDED.search(plain) and reply[last:].strip())
        if ends and plain.count("“") <= plain.count("”"):
            plain += "\n\n"
    return plain + reply[last:], places


def _numbers(group: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,;]", group):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        low, high = int(first), int(last or first)
        found += range(low, min(high, low + _MOST - 1) + 1) if low <= high else (low, high)
    return found


def _whole(text: str, pieces: Sequence[Span]) -> Iterator[Span]:
    """Sentences, those joined that stand in one quotation or end in the middle of one."""
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


def _owner(sentences: Sequence[Span], at: int) -> int | None:
    """The last sentence that begins before a place."""
    found = [number for number, one in enumerate(sentences) if one.start < at]
    return found[-1] if found else None
