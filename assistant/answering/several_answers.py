"""A short answer of several parts: all items of a list in lines, or people of several sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.asked_answer import AskedAnswer
from assistant.answering.candidates import Candidate
from assistant.answering.document_order import DocumentOrder
from assistant.answering.fitting_words import count_items, fits
from assistant.answering.from_records.record_answer import join_names
from assistant.answering.listed_lines import find_items, without_mark
from assistant.answering.short_answer_record import ShortAnswer
from index.records import Span
from index.retrieval.question import Question
from index.text.person_names import SHORT_NAME, split_name
from index.text.stemming import stems

MIN_COVERAGE = 0.6
"""Share of the question's words, weighted by rarity, that a sentence must have to name one of many
people asked for: it must say that they did what is asked about."""
MIN_PEOPLE = 2
_SEPARATOR = re.compile(r"[,;]? (?:(?:and|or) )?")
_LEADING = re.compile(r"[,;\s]*(?:(?:and|or) )?", re.IGNORECASE)
"""What a part may have in front of its item."""
_ITEM = rf"(?:[Tt]he )?(?:{SHORT_NAME})(?: of (?:the )?{SHORT_NAME})?"
_REST = re.compile(rf"(?:, {_ITEM}){{0,20}},? (?:and|or) {_ITEM}(?![\w'’])(?<!['’]s)")
"""The names by which a list goes on to its end."""
_MAX_LEFT_OUT = 3
"""Words that may be left out at the beginning of a list's item."""


def list_around(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The items of the list in lines that the best chosen sentence belongs to; else empty."""
    return find_items(chosen[0], DocumentOrder(candidates)) if chosen else ()


def answer_of_items(items: Sequence[Candidate]) -> ShortAnswer:
    """All items of a list in lines as one answer."""
    text = "; ".join(without_mark(item.text) for item in items)
    return ShortAnswer(text, items[0], Span(items[0].span.start, items[-1].span.end))


def join_parts(
    chosen: Sequence[Candidate], asked: AskedAnswer, question: str
) -> ShortAnswer | None:
    """The parts of a list that the large reader finds in a document; None if it finds but one.

    A run of several names is the whole list.

    Args:
        chosen: The cited sentences that may answer, best first.
        asked: What the question wants.
        question: Its text.
    """
    parts: list[ShortAnswer] = []
    one_of_them = replace(asked, kind="thing")
    for candidate in chosen:
        if candidate.place[0] != chosen[0].place[0]:
            continue
        for span in whole_items(candidate):
            inside = Span(span.start - candidate.span.start, span.end - candidate.span.start)
            text = " ".join(candidate.text[inside.start : inside.end].split())
            if not fits(text, asked if "," in text else one_of_them, question):
                continue
            if text.lower() not in {part.text.lower() for part in parts}:
                parts.append(ShortAnswer(text, candidate, span))
    least = max(MIN_PEOPLE, asked.count or 0)
    if len(parts) == 1 and count_items(parts[0].text) >= least:
        return parts[0]
    if len(parts) < least:
        return None
    return replace(parts[0], text=join_names([part.text for part in parts]), parts=tuple(parts))


def whole_items(candidate: Candidate) -> Iterator[Span]:
    """The parts that the large reader found in a sentence, as items of lists.

    Each from where its item begins: of "Armenia, the Republic of Korea" it may have found "of
    Korea" alone. Where it took several items for one part, the run is given as it stands.
    """
    run: list[Span] = []
    for part in candidate.parts:
        span = _without_conjunction(candidate, part)
        if span.start >= span.end:
            continue
        head = _gap_before(candidate, run[-1].end, span.start) if run else None
        if head is None:
            yield from _items_of(candidate, _to_the_end(candidate, run))
            run = [span]
        elif head == 0:
            run[-1] = Span(run[-1].start, span.end)  # two halves of one name
        else:
            run.append(Span(run[-1].end + head, span.end))
    yield from _items_of(candidate, _to_the_end(candidate, run))


def _to_the_end(candidate: Candidate, run: Sequence[Span]) -> Sequence[Span]:
    """Neighbouring names with those by which their list goes on: half of a list isn't the list."""
    start = candidate.span.start
    if len(run) < MIN_PEOPLE:
        return run
    if not all(candidate.text[one.start - start : one.end - start][:1].isupper() for one in run):
        return run
    rest = _REST.match(candidate.text, run[-1].end - start)
    return [Span(run[0].start, start + rest.end())] if rest else run


def _items_of(candidate: Candidate, run: Sequence[Span]) -> Sequence[Span]:
    """The items of neighbouring parts: all as one if a part has several of them."""
    start = candidate.span.start
    if any("," in candidate.text[one.start - start : one.end - start] for one in run):
        return [Span(run[0].start, run[-1].end)]
    return run


def _without_conjunction(candidate: Candidate, part: Span) -> Span:
    """A part from its first name on: of ", and France" France."""
    text = candidate.text[part.start - candidate.span.start : part.end - candidate.span.start]
    head = _LEADING.match(text)
    return Span(part.start + (head.end() if head else 0), part.end)


def _gap_before(candidate: Candidate, end: int, start: int) -> int | None:
    """Where between two parts the second's item begins, in characters behind the first.

    0 if nothing separates them; None if more than the head of an item lies between.
    """
    between = candidate.text[end - candidate.span.start : start - candidate.span.start]
    if not between.strip():
        return 0
    head = _SEPARATOR.match(between)
    if head is None or len(between[head.end() :].split()) > _MAX_LEFT_OUT:
        return None
    return head.end()


def join_people(
    question: Question,
    chosen: Sequence[Candidate],
    name_in: Callable[[Candidate], ShortAnswer | None],
) -> ShortAnswer | None:
    """The people whom several cited sentences name; None if fewer than two do.

    Args:
        question: The user's question.
        chosen: The cited sentences, best first.
        name_in: Finds the person whom a sentence names.
    """
    parts: list[ShortAnswer] = []
    for candidate in chosen:
        if question.share(stems(candidate.text)) < MIN_COVERAGE:
            continue
        part = name_in(candidate)
        if part is not None and not any(_same_last_name(part.text, one.text) for one in parts):
            parts.append(part)
    if len(parts) < MIN_PEOPLE:
        return None
    return replace(parts[0], text=join_names([part.text for part in parts]), parts=tuple(parts))


def _same_last_name(one: str, other: str) -> bool:
    return split_name(one)[-1:] == split_name(other)[-1:]
