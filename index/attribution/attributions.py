"""An attribution: who is reported to say what, and with which cue, as spans of the text."""

from __future__ import annotations

from typing import NamedTuple

from index.records import Span


class Attribution(NamedTuple):
    """One report, as spans of the text."""

    speaker_span: Span | None
    """The words that mention the speaker; None if the text doesn't mention them."""
    cue_span: Span
    """The words that mark the report: "said", "according to"; empty if nothing does."""
    content: Span
    """What is reported, from its first to its last word."""
    has_quotation: bool
    """Whether the content holds a quotation."""
    is_all_quotation: bool
    """Whether the content is quotations alone, apart from speaker and cue between two of them."""
    source_confidence: float | None = None
    """The tagger's log-probability of the speaker's words; None where they are certain."""
