"""Finds the names below quotations: `"…"`, then `— Anna Holm, director`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.attributions import Attribution
from index.records import Span
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE

_WORD = rf"(?:{CAPITAL}[\w.’'-]*|{PARTICLE})"
_SIGNATURE = re.compile(
    rf"[^\S\n]*(?:\n\s*)?(?P<dash>[—–―-]{{1,2}})[^\S\n]*"
    rf"(?P<name>{CAPITAL}[\w.’'-]*(?:[ \u00a0]{_WORD}){{1,5}}?)"
    rf"(?P<rest>[^\S\n]*(?:[,(][^\n.!?“\"]{{0,100}})?\.?)\s*(?=\n|$)"
)
"""A dash, a name of two to six words and perhaps a role, up to the end of the line."""


def find_signatures(text: str, quotations: Sequence[Span]) -> Iterator[Attribution]:
    """Yield the attributions of quotations that are signed behind them or on the next line.

    Args:
        text: The document's text.
        quotations: Where quotations stand, with their marks, in order.
    """
    for quotation in quotations:
        signature = _SIGNATURE.match(text, quotation.end)
        if signature is not None and not _is_heading(text, signature):
            yield Attribution(
                Span(*signature.span("name")),
                Span(*signature.span("dash")),
                quotation,
                True,
                True,
            )


def _is_heading(text: str, signature: re.Match[str]) -> bool:
    """Whether the line is more than a signature, as its last word shows: "— Act One:"."""
    return text[signature.end() - 1] in ":;"
