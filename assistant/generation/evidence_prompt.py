"""Numbers the evidence and formats it for the prompt, escaped, as documents are data.

Nothing in a document can end the evidence block or look like a marker, and the model sees only the
quote, its speaker, role, date and outlet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import resolve
from assistant.citations.wording import long_date
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from index.store.catalogue import Catalogue

CONTEXT_CHARACTERS = 1200
"""Characters before and after a quote that are searched for names."""
_MARKER = re.compile(r"[\[【［〔]\s*(\d[\d\s,;–-]*)[\]】］〕]")


def number_evidence(
    catalogue: Catalogue, evidence: Evidence, number: int
) -> NumberedEvidence | None:
    """Evidence with a number and the text around it; None if it is not in its document.

    Args:
        catalogue: The catalogue that has the document.
        evidence: A quote from the document.
        number: The number by which the model cites it.
    """
    document = evidence.document.number
    for citation in resolve(catalogue, [evidence]):
        start, end = citation.start, citation.end
        return NumberedEvidence(
            replace(citation, marker=number),
            tuple(catalogue.statements_overlapping(document, start, end)),
            catalogue.read(document, max(0, start - CONTEXT_CHARACTERS), start),
            catalogue.read(document, end, end + CONTEXT_CHARACTERS),
        )
    return None


def format_evidence(all_evidence: Iterable[NumberedEvidence]) -> str:
    """The evidence as the prompt has it: a block of two lines for each quote."""
    return "\n\n".join(map(_format_block, all_evidence))


def escape_for_prompt(text: str) -> str:
    """The text on one line, without tags, markers and invisible characters."""
    visible = (character for character in text if unicodedata.category(character) != "Cf")
    plain = " ".join("".join(visible).split()).replace("<", "‹").replace(">", "›")
    return _MARKER.sub(r"(\1)", plain)


def _format_block(evidence: NumberedEvidence) -> str:
    citation = evidence.citation
    speaker = citation.speaker
    facts = [f"said by: {speaker}" if speaker else "said by: the article's writer"]
    if citation.role:
        facts.append(f"role: {citation.role}")
    if citation.date:
        facts.append(f"published: {long_date(citation.date)}")
    if citation.outlet:
        facts.append(f"in: {citation.outlet}")
    first_line = "; ".join(map(escape_for_prompt, facts))
    quote = escape_for_prompt(evidence.quote)
    return f"[{citation.marker}] {first_line}\n<evidence>{quote}</evidence>"
