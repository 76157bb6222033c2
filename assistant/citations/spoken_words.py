"""Finds the words of a cited place that a source gives word for word as somebody's own.

These alone may stand in quotation marks after a name: what the source has in quotation marks or
sets apart as a quotation, and what a speaker says in their turn of a transcript. The rest of a
cited sentence is the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.records import Span, Statement
from index.store.catalogue import Catalogue
from index.text.quotations import Quotation, find_quotations

__all__ = ["find_spoken_words", "find_turn", "is_in_words_of_others", "own_words_spans"]

_QUOTING_STANCES = frozenset(("says", "denies", "asks", "promises", "demands"))
"""Of words that were not said, or might be, a document's quotation marks make no statement."""
_MIN_WORDS_OF_CLAIM = 3
_MIN_WORDS_ALONE = 5
"""Fewer quoted words ("Not yet.") are shown with the sentence that says what they are about."""
_MAX_WORDS_OF_ATTRIBUTION = 6
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CURLY_MARK = re.compile("[“”]")
_LOOSE_ENDS = re.compile(r"^[\s,;]+|[\s,]+$")
_TURN_CUES = (":", None)
_MIN_COLON_LABELS = 3
"""In an article a single "Brandt: A miracle." may be the writer's own verdict."""
_MAX_FROM_LABEL = 60
"""Characters between a label and its turn's first word: "(D-Vt.):", "(spoke in French)"."""


def find_spoken_words(
    catalogue: Catalogue, number: int, place: Span, said: Statement | None
) -> tuple[Span, ...]:
    """The spans of a cited place that may stand in quotation marks after the speaker's name.

    Empty if the place is to be shown as the document's own text: reported speech, part of a
    sentence that the writer goes on with, a quotation that is cut within another one.

    Args:
        catalogue: Has the document.
        number: The document's number.
        place: The cited place, in the reading text.
        said: The main statement of the place; None if nobody is reported.
    """
    if (
        said is None
        or said.kind == "indirect"
        or not said.speaker
        or said.stance not in _QUOTING_STANCES
    ):
        return ()
    statements = catalogue.statements_overlapping(number, *place)
    text = catalogue.reading_text(number).text
    if said.kind == "mixed":
        return _place_in_quotation(text, said, place)
    own = [one for one in statements if one.kind == "direct" and one.speaker == said.speaker]
    spoken: list[Span] = []
    for statement in own:
        turn = find_turn(catalogue, number, statement)
        spans = own_words_spans(text, statement, turn)
        for span in spans or _block_quotation(catalogue, number, statement):
            clipped = _trimmed(text, Span(max(span.start, place.start), min(span.end, place.end)))
            if clipped.end <= clipped.start:
                continue
            if _cuts_quotation_inside(text, span, clipped):
                return ()
            spoken.append(clipped)
    spoken = sorted(set(spoken))
    if not spoken or _is_fragment(text, spoken, place, statements):
        return ()
    return tuple(spoken)


def find_turn(catalogue: Catalogue, number: int, statement: Statement) -> Statement | None:
    """The statement that begins a transcript's turn that another belongs to; None without turns.

    Args:
        catalogue: Has the document.
        number: The document's number.
        statement: The statement, which may itself begin the turn.
    """
    if statement.kind != "direct" or statement.cue not in _TURN_CUES:
        return None
    whole_text = len(catalogue.reading_text(number).text)
    labelled = [
        one for one in catalogue.statements_overlapping(number, 0, whole_text) if _has_label(one)
    ]
    least = _MIN_COLON_LABELS if any(one.cue for one in labelled) else 1
    before = [one for one in labelled if one.start <= statement.start]
    if len(labelled) < least or not before or before[-1].speaker != statement.speaker:
        return None
    return before[-1]


def own_words_spans(text: str, statement: Statement, turn: Statement | None = None) -> list[Span]:
    """The spans of a direct statement that are its speaker's own words, without quotation marks.

    In a turn, marks belong to what the speaker quotes, unless all of the turn stands in them.

    Args:
        text: The reading text of its document.
        statement: The statement.
        turn: What `find_turn` finds for it.
    """
    whole = Span(statement.start, statement.end)
    quotations = list(_quotations_of(text, statement))
    if turn is not None:
        begins = turn.start == statement.start
        if not begins or not quotations or quotations[-1].end < statement.end - 1:
            return [whole]
    return [
        Span(max(one.inner.start, whole.start), min(one.inner.end, whole.end)) for one in quotations
    ]


def _block_quotation(catalogue: Catalogue, number: int, statement: Statement) -> list[Span]:
    """All of a statement that the layout sets apart as a quotation."""
    for block in catalogue.block_quotations(number):
        if block.start <= statement.start and statement.end <= block.end:
            return [Span(statement.start, statement.end)]
    return []


def _has_label(statement: Statement) -> bool:
    """Whether a statement begins behind its speaker's label, as turns of transcripts do."""
    label = statement.speaker_span
    return (
        statement.kind == "direct"
        and statement.cue in _TURN_CUES
        and label is not None
        and 0 <= statement.start - label.end <= _MAX_FROM_LABEL
    )


def _place_in_quotation(text: str, statement: Statement, place: Span) -> tuple[Span, ...]:
    """The place itself if a report quotes it as a whole; else it is partly the writer's."""
    around = Span(text.rfind("\n", 0, place.start) + 1, _end_of_line(text, place.end))
    for one in find_quotations(text, around):
        inside = one.inner.start <= place.start and place.end <= one.inner.end
        if inside and statement.start <= one.end and one.start <= statement.end:
            part = _trimmed(text, place)
            return () if _cuts_quotation_inside(text, one.inner, part) else (part,)
    return ()


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def is_in_words_of_others(
    text: str, statement: Statement, place: Span, turn: Statement | None
) -> bool:
    """Whether a place lies wholly within words that the speaker quotes from somebody else.

    Args:
        text: The reading text of the document.
        statement: The main statement of the place.
        place: The cited place.
        turn: What `find_turn` finds for the statement.
    """
    if statement.kind != "direct":
        return False
    if turn is not None:
        # What is read out in a turn may have several paragraphs, of which only the last closes.
        marks = _CURLY_MARK.findall(text, turn.start, max(turn.start, place.start))
        if marks and marks[-1] == "“":
            return True
    for span in own_words_spans(text, statement, turn):
        if span.start < place.end and place.start < span.end:
            clipped = _trimmed(text, Span(max(span.start, place.start), min(span.end, place.end)))
            return any(
                one.start <= clipped.start and clipped.end <= one.end
                for one in find_quotations(text, span)
            )
    return False


def _quotations_of(text: str, statement: Statement) -> Iterator[Quotation]:
    """The quotations that a statement consists of; none if it is a turn that may have some."""
    first = text.rfind("\n", 0, statement.start) + 1
    # A further line tells whether a quotation without a closing mark goes on in the next paragraph.
    last = min(_end_of_line(text, statement.end) + 1, len(text))
    around = Span(first, _end_of_line(text, last))
    found = [
        one
        for one in find_quotations(text, around)
        if one.inner.start < statement.end and statement.start < one.inner.end
    ]
    if not found or found[0].start > statement.start:
        return  # the marks stand inside the words of a turn
    yield from found


def _cuts_quotation_inside(text: str, whole: Span, part: Span) -> bool:
    """Whether a part of somebody's words begins or ends within words that they quote themselves."""
    return any(
        one.start < part.start < one.end or one.start < part.end < one.end
        for one in find_quotations(text, whole)
    )


def _is_fragment(
    text: str, spoken: Sequence[Span], place: Span, statements: Sequence[Statement]
) -> bool:
    """Whether the quoted words need the writer's sentence around them."""
    first = text[spoken[0].start : spoken[0].end]
    letter = next((char for char in first if char.isalpha()), "")
    if letter.islower() and spoken[0].start > place.start + 1 and not first[:1].isdigit():
        return True
    outside = _words_outside(text, place, spoken)
    words = sum(len(_WORD.findall(text[start:end])) for start, end in spoken)
    if words < _MIN_WORDS_ALONE and len(outside) > _MAX_WORDS_OF_ATTRIBUTION:
        return True
    return any(
        len(_words_outside(text, _within(one, place), spoken)) >= _MIN_WORDS_OF_CLAIM
        for one in statements
        if one.kind != "direct"
    )


def _within(statement: Statement, place: Span) -> Span:
    return Span(max(statement.start, place.start), min(statement.end, place.end))


def _words_outside(text: str, place: Span, spoken: Sequence[Span]) -> list[str]:
    """The words of a place that are in none of the spans."""
    starts = [place.start, *(span.end for span in spoken)]
    ends = [*(span.start for span in spoken), place.end]
    pairs = zip(starts, ends, strict=True)
    return [
        word
        for start, end in pairs
        for word in _WORD.findall(text[max(start, place.start) : min(end, place.end)])
    ]


def _trimmed(text: str, span: Span) -> Span:
    """The span without the comma that leads to "he said", and without spaces at its ends."""
    words = text[span.start : span.end]
    rest = _LOOSE_ENDS.sub("", words)
    start = span.start + (words.index(rest) if rest else 0)
    return Span(start, start + len(rest))
