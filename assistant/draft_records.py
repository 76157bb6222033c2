"""Frozen records of a checked draft: `DraftReport` with its quotations and figures.

`as_dict` gives the documented JSON form of `onrecord check --json`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from assistant.records import Citation, QuoteVerdict, Searched
from index.records import Span

__all__ = [
    "DraftFigure",
    "DraftLevel",
    "DraftPlace",
    "DraftQuotation",
    "DraftReport",
    "FigureKind",
    "FigureStatus",
]

DraftLevel = Literal[
    "ok", "unclear", "warning", "altered", "misattributed", "not_found", "not_checked"
]
"""What holds of a quotation: `ok` if the words and the speaker are confirmed; `unclear` if the
words are there, but not who says them; `warning` if the cut hides something."""
FigureKind = Literal["number", "date", "name"]
FigureStatus = Literal["backed", "contradicted", "not_found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlace:
    """Where something stands in a draft: `text[start:end]` of the draft's text."""

    start: int
    end: int
    text: str
    """Exactly these characters."""
    line: int
    """Number of the line, from 1, as an editor counts them."""
    paragraph: int
    """Number of the paragraph, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuotation:
    """A quotation of a draft, to whom the draft gives it, and what holds of it."""

    place: DraftPlace
    """From its first to its last mark; an interruption by "said X" is inside."""
    parts: tuple[Span, ...]
    """Its words without marks, in the draft's text: several if it is interrupted."""
    quote: str
    """The words that were checked, its parts joined."""
    level: DraftLevel
    reason: str
    """A sentence for the reader, without the place: why it has this level."""
    speaker: str | None = None
    """To whom the draft gives it, by the fullest name in the draft; None if to nobody."""
    speaker_as_written: str | None = None
    """How the draft mentions the speaker beside it: "he", "the minister"."""
    cue: str | None = None
    """The words that mark it as reported: "said"."""
    verdict: QuoteVerdict | None = None
    """What the documents have; None if it was not looked up."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `quotations` of `onrecord check --json`."""
        return {
            **asdict(self.place),
            "parts": [list(part) for part in self.parts],
            "quote": self.quote,
            "speaker": self.speaker,
            "speaker_as_written": self.speaker_as_written,
            "cue": self.cue,
            "level": self.level,
            "reason": self.reason,
            "check": self.verdict.as_dict() if self.verdict else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFigure:
    """A number, date or name that a draft reports somebody to have said, not in their words."""

    place: DraftPlace
    kind: FigureKind
    speaker: str
    """To whom the draft gives the statement."""
    statement: DraftPlace
    """What the draft reports the speaker to have said."""
    status: FigureStatus
    reason: str
    """A sentence for the reader."""
    stated: str | None = None
    """For `contradicted`: what the speaker's statement has instead."""
    citation: Citation | None = None
    """The speaker's statement that backs or contradicts it."""

    def as_dict(self) -> dict[str, Any]:
        """One of the `figures` of `onrecord check --json`."""
        return {
            **asdict(self.place),
            "kind": self.kind,
            "speaker": self.speaker,
            "statement": asdict(self.statement),
            "status": self.status,
            "reason": self.reason,
            "stated": self.stated,
            "citation": self.citation.as_dict() if self.citation else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """What holds of every quotation and figure of a draft."""

    name: str
    """The draft's file name; "draft" for pasted text."""
    text: str
    """The draft's text: a .txt or .md file as it stands, of other formats what was read."""
    quotations: tuple[DraftQuotation, ...]
    """In the order of the draft."""
    figures: tuple[DraftFigure, ...]
    """In the order of the draft."""
    searched: Searched
    notices: tuple[str, ...] = ()
    """What the reader must know of how the draft was read, a sentence each."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Number of quotations by level, all levels included."""
        found = Counter(one.level for one in self.quotations)
        return {level: found[level] for level in get_args(DraftLevel)}

    @property
    def figure_counts(self) -> dict[str, int]:
        """Number of figures by status."""
        found = Counter(one.status for one in self.figures)
        return {status: found[status] for status in get_args(FigureStatus)}

    @property
    def items(self) -> tuple[DraftQuotation | DraftFigure, ...]:
        """Quotations and figures together, in the order of the draft."""
        both: list[DraftQuotation | DraftFigure] = [*self.quotations, *self.figures]
        return tuple(sorted(both, key=lambda one: (one.place.start, one.place.end)))

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord check --json`."""
        return {
            "draft": self.name,
            "characters": len(self.text),
            "notices": list(self.notices),
            "counts": {"quotations": len(self.quotations), **self.counts},
            "figure_counts": {"figures": len(self.figures), **self.figure_counts},
            "quotations": [one.as_dict() for one in self.quotations],
            "figures": [one.as_dict() for one in self.figures],
            "searched": {
                "documents": self.searched.documents,
                "filters": dict(self.searched.filters),
            },
            "timings_ms": {name: round(ms, 2) for name, ms in self.timings_ms.items()},
        }
