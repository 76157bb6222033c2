"""Finds what a quote with the right words hides at a place: its misleading cuts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.cuts.edges import find_edge_warnings
from assistant.quotes.cuts.gaps import find_gap_warnings
from assistant.quotes.cuts.references import find_reference_warnings
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.voices import find_voice_warnings
from assistant.records import QuoteWarning


def find_warnings(
    around: Surroundings,
    quote: str,
    speaker: str | None,
    is_claimed: bool,
    diff: Sequence[tuple[str, str]],
) -> tuple[QuoteWarning, ...]:
    """The warnings about a quote at a place, each kind once, in the order of `WarningKind`s found.

    Args:
        around: The place of the quote.
        quote: The quote as it was given.
        speaker: Who speaks at the place; None if unknown.
        is_claimed: Whether the words are claimed to be somebody's.
        diff: The pieces of the comparison, as `QuoteMatch.diff` has them.
    """
    found = [
        *find_gap_warnings(around),
        *find_edge_warnings(around, quote),
        *find_voice_warnings(around, is_claimed),
        *find_reference_warnings(around, speaker, diff),
    ]
    return tuple(_first_of_each_kind(found))


def _first_of_each_kind(warnings: Sequence[QuoteWarning]) -> list[QuoteWarning]:
    kinds: dict[str, QuoteWarning] = {}
    for warning in warnings:
        kinds.setdefault(warning.kind, warning)
    return [*kinds.values()]


def choose_warnings(
    matches: Sequence[tuple[str | None, tuple[QuoteWarning, ...]]],
) -> tuple[QuoteWarning, ...]:
    """The warnings of the place that speaks best for a quote.

    Args:
        matches: The attribution and the warnings of each place with the words.
    """
    order = ("confirmed", None, "unknown", "contradicted")
    ranked = sorted(matches, key=lambda one: (order.index(one[0]), len(one[1])))
    return ranked[0][1] if ranked else ()
