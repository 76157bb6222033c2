"""Finds a sentence's quoted words in the evidence, by the same rules as `onrecord cite`."""

from __future__ import annotations

from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.exact_match import find_exact_matches
from index.records import Span


def find_quoted_words(quoted: str, evidence: NumberedEvidence) -> list[Span]:
    """Every place where a quote has the same words in the same order; offsets in the quote.

    Words may be left out at a marked gap ("…").
    """
    wanted = QuoteWords(quoted)
    if not wanted.words:
        return []
    source = SourceText(evidence.quote)
    return [
        Span(source.words[match.first].start, source.words[match.last - 1].end)
        for match in find_exact_matches(wanted, source)
        if match.verdict in ("verbatim", "elided")
    ]
