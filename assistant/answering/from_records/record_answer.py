"""The answer that records give, before it becomes an `Answer`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations.evidence import Evidence
from index.records import Span
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

__all__ = ["RecordAnswer", "RecordPlace", "evidence_of", "join_names"]


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A place that is cited for an answer from records."""

    info: DocumentInfo
    span: Span
    """Whole sentences, in the reading text."""
    speaker: str | None = None
    """Whose words are cited; None to cite the document's own."""


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What the records of statements and documents tell."""

    short_answer: str | None
    """The few words that were asked for; None if the cited words are the answer."""
    places: tuple[RecordPlace, ...]
    """The cited places, in the order in which they are shown."""
    confidence: float
    notice: str | None = None
    """What the answer is made of, for the user."""


def evidence_of(catalogue: Catalogue, places: Sequence[RecordPlace]) -> Iterator[Evidence]:
    """The evidence at places, each place once."""
    for place in dict.fromkeys((one.info.number, one.span, one.speaker) for one in places):
        number, span, speaker = place
        info = next(one.info for one in places if one.info.number == number)
        text = catalogue.read(number, span.start, span.end)
        yield Evidence(info, span.start, span.end, text, speaker)


def join_names(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "Ada Brandt, Bo Kerr and Eva Friis"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
