"""Finds what a quote with the right words hides at a place: its misleading cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quotes.cuts.edges import find_edge_warnings
from assistant.quotes.cuts.gaps import find_gap_warnings
from assistant.quotes.cuts.references import find_reference_warnings
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.voices import find_voice_warnings
from assistant.records import QuoteMatch, QuoteWarning, Verdict

_BRACKETED_CAPITAL = re.compile(r"\W*\[[A-Z]\]\w")
"""The start of a quote whose place begins with a small letter: "[W]e"."""


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
    begins, ends = (kind != "insert" or "[" in words for kind, words in (diff[0], diff[-1]))
    edges = find_edge_warnings(around, quote) if begins and ends else ()
    found = [
        *find_gap_warnings(around, quote),
        *edges,
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
    verdict: Verdict, matches: Sequence[QuoteMatch], quote: str
) -> tuple[QuoteWarning, ...]:
    """The warnings of the place that speaks best for a quote.

    A place that gives the words to the claimed speaker speaks better than others, and one that
    begins with a small letter if the quote says so ("[W]e will"); of several, the one with the
    fewest warnings. An altered quote is compared with its first place.

    Args:
        verdict: The verdict on the quote.
        matches: The places with its words, best first.
        quote: The quote as it was given.
    """
    if verdict == "altered":
        return matches[0].warnings if matches else ()
    order = ("confirmed", None, "unknown", "contradicted")
    begins_small = _BRACKETED_CAPITAL.match(quote) is not None
    ranked = sorted(
        matches,
        key=lambda one: (
            order.index(one.attribution),
            begins_small and not one.text[:1].islower(),
            len(one.warnings),
        ),
    )
    return ranked[0].warnings if ranked else ()
