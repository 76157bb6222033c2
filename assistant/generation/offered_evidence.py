"""What a chat model is given to write from: numbered evidence, fenced and escaped.

Documents are data. Whatever stands in them can neither close the fence nor look like a marker, and
nothing but their words, the speaker, the date and the outlet is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import resolve
from assistant.citations.wording import long_date
from assistant.generation.checks.claim import Backing
from index.store.catalogue import Catalogue

AROUND = 1200
"""Characters before and after a piece in which names are looked up."""
_MARKER = re.compile(r"[\[【［〔]\s*(\d[\d\s,;–-]*)[\]】］〕]")


def as_backing(catalogue: Catalogue, item: Evidence, marker: int) -> Backing | None:
    """A piece of evidence under a number; None where it does not resolve."""
    number = item.document.number
    for citation in resolve(catalogue, [item]):
        start, end = citation.start, citation.end
        return Backing(
            replace(citation, marker=marker),
            tuple(catalogue.statements_overlapping(number, start, end)),
            catalogue.quote(number, max(0, start - AROUND), start),
            catalogue.quote(number, end, end + AROUND),
        )
    return None


def fenced(offered: Iterable[Backing]) -> str:
    """The evidence as the prompt shows it, a block for each piece."""
    return "\n\n".join(map(_block, offered))


def escaped(text: str) -> str:
    """Text that can't be taken for the prompt's own: on one line, without tags and markers."""
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    plain = " ".join("".join(seen).split()).replace("<", "‹").replace(">", "›")
    return _MARKER.sub(r"(\1)", plain)


def _block(backing: Backing) -> str:
    one = backing.citation
    facts = [f"said by: {one.speaker}" if one.speaker else "said by: the article's writer"]
    if one.role:
        facts.append(f"role: {one.role}")
    if one.date:
        facts.append(f"published: {long_date(one.date)}")
    if one.outlet:
        facts.append(f"in: {one.outlet}")
    head = "; ".join(map(escaped, facts))
    return f"[{one.marker}] {head}\n<evidence>{escaped(backing.quote)}</evidence>"
