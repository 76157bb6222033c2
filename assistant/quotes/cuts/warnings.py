"""Makes the records of warnings, with the words that a cut hides."""

from __future__ import annotations

from assistant.quotes.cuts.surroundings import Surroundings
from assistant.records import QuoteWarning, WarningKind
from index.records import Span

_MAX_WORDS = 200
"""Maximum characters of the hidden words that a warning shows."""


def make_warning(around: Surroundings, kind: WarningKind, span: Span, message: str) -> QuoteWarning:
    """A warning that shows `text[span]`, without white space around it, cut if it is long."""
    start, end = span
    end = min(end, start + _MAX_WORDS)
    if end < span.end:
        space = around.text.rfind(" ", start, end)
        end = space if space > start else end
    text = around.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return QuoteWarning(kind=kind, message=message, words=text[start:end], start=start, end=end)
