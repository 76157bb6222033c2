"""Moves a quote's place from the reading text of a document to the text that it is cited from."""

from __future__ import annotations

from dataclasses import replace

from assistant.records import QuoteMatch, QuoteWarning
from index.store.catalogue import Catalogue


def place_match_in_text(catalogue: Catalogue, match: QuoteMatch) -> QuoteMatch:
    """The match with offsets in the document's text, and the text that stands there."""
    document = catalogue.document_with_id(match.document_id)
    if document is None:
        return match
    number = document.number
    place = catalogue.locate(number, match.start, match.end)
    first = match.start - len(match.before)
    around = catalogue.place_in_text(number, first, match.end + len(match.after))
    return replace(
        match,
        start=place.start,
        end=place.end,
        text=place.quote,
        read_as=place.read_as,
        page=document.page_of(place.start),
        time=document.time_of(place.start),
        before=catalogue.quote(number, min(around.start, place.start), place.start),
        after=catalogue.quote(number, place.end, max(around.end, place.end)),
        warnings=tuple(_warning_in_text(catalogue, number, one) for one in match.warnings),
    )


def _warning_in_text(catalogue: Catalogue, number: int, warning: QuoteWarning) -> QuoteWarning:
    """The warning with offsets in the document's text, and the words that stand there."""
    place = catalogue.locate(number, warning.start, warning.end)
    return replace(warning, start=place.start, end=place.end, words=place.quote)
