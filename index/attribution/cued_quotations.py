"""Finds who speaks in quotations with a name and a reporting verb right beside them.

`"De haven blijft open," zei Anna Visser.`: what the lexicon of any language knows is certain, where
the tagger, which has read English news alone, is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.attributions import Attribution
from index.lexicon.reporting_verbs import VERBS
from index.records import Span
from index.text.person_names import NAME_PATTERN

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SPACE = re.compile(r"[ \u00a0]+")
_LONGEST = 80
"""Characters of a name that is looked for in front of a verb."""


def find_cued_quotations(text: str, quotations: Sequence[Span]) -> Iterator[Attribution]:
    """Yield the attributions of quotations that stand beside a name and a verb.

    Args:
        text: The document's text.
        quotations: Where quotations stand, with their marks, in order.
    """
    for quotation in quotations:
        found = _behind(text, quotation.end) or _in_front(text, quotation.start)
        if found is not None:
            speaker, cue = found
            yield Attribution(speaker, cue, quotation, True, True)


def _behind(text: str, end: int) -> tuple[Span, Span] | None:
    """Speaker and cue of `said Anna Holm` or `Anna Holm said` behind a quotation."""
    space = _SPACE.match(text, end)
    if space is None:
        return None
    verb = _verb_at(text, space.end())
    if verb is not None:
        gap = _SPACE.match(text, verb.end)
        name = NAME_PATTERN.match(text, gap.end()) if gap else None
        return (Span(*name.span()), verb) if name else None
    name = NAME_PATTERN.match(text, space.end())
    gap = _SPACE.match(text, name.end()) if name else None
    verb = _verb_at(text, gap.end()) if gap else None
    return (Span(*name.span()), verb) if name and verb else None


def _in_front(text: str, start: int) -> tuple[Span, Span] | None:
    """Speaker and cue of `Anna Holm said:` or `Anna Holm said,` in front of a quotation."""
    before = text[max(0, start - _LONGEST) : start].rstrip()
    if before[-1:] not in (":", ","):
        return None
    first = max(0, start - _LONGEST)
    for name in NAME_PATTERN.finditer(before):
        gap = _SPACE.match(before, name.end())
        verb = _verb_at(before, gap.end()) if gap else None
        if verb is not None and verb.end == len(before) - 1:
            return (
                Span(first + name.start(), first + name.end()),
                Span(first + verb.start, first + verb.end),
            )
    return None


def _verb_at(text: str, start: int) -> Span | None:
    word = _WORD.match(text, start)
    if word is None or word.group() not in VERBS or not VERBS[word.group()].clause:
        return None
    return Span(*word.span())
