"""Words in quotation marks are the source's, word for word, as `onrecord cite` decides."""

from __future__ import annotations

import re

from assistant.generation.checks.claim import Backing, Claim
from assistant.quotes.exact_match import find_exact
from assistant.quotes.words import Source, Wanted
from index.records import Span
from index.text.quotations import find_quotations

_STRAY = re.compile(r"[“”„«»\"]")


def misquoted(claim: Claim) -> str | None:
    """Whether something in quotation marks is not in the evidence, or is not quoted there."""
    quotations = find_quotations(claim.text)
    rest = claim.text
    for quotation in reversed(quotations):
        rest = rest[: quotation.start] + " " + rest[quotation.end :]
    if _STRAY.search(rest) or any(one.end == one.inner.end for one in quotations):
        return "a quotation mark without its partner"
    for quotation in quotations:
        words = claim.text[quotation.inner.start : quotation.inner.end]
        if any(character.isalnum() for character in words) and not any(
            places_of(words, one) for one in claim.backing
        ):
            return f"the evidence does not have the words “{words}”"
    return None


def places_of(words: str, backing: Backing) -> list[Span]:
    """Where a piece of evidence has these words in this order; offsets in its quote.

    A marked gap may leave words out.
    """
    wanted = Wanted(words)
    if not wanted.words:
        return []
    source = Source(backing.quote)
    return [
        Span(source.words[found.first].start, source.words[found.last - 1].end)
        for found in find_exact(wanted, source)
        if found.verdict in ("verbatim", "elided")
    ]
