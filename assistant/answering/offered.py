"""Which evidence a chat model is offered to write from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.evidence_choice import as_quotations
from assistant.generation.checks.claim import Backing
from assistant.generation.offered_evidence import as_backing
from index.store.catalogue import Catalogue

PIECES = 8
"""Pieces of evidence that are offered at most."""
BUDGET = 6000
"""Characters of evidence that are offered at most, about 1,500 tokens; the weakest is left out."""


def offer(
    catalogue: Catalogue,
    chosen: Sequence[Candidate],
    candidates: Sequence[Candidate],
    shares: Sequence[float],
) -> list[Backing]:
    """The sentences to cite, and those that come next, as numbered evidence.

    Args:
        catalogue: Where the documents are.
        chosen: What would be cited without a model, best first.
        candidates: All sentences that were considered.
        shares: For each, how likely it is the one that answers.
    """
    known = {one.place for one in chosen}
    ranked = sorted(zip(shares, candidates, strict=True), key=lambda item: -item[0])
    further = [one for _, one in ranked if one.place not in known]
    picked = [*chosen, *further][:PIECES]
    offered: list[Backing] = []
    room = BUDGET
    for item in as_quotations(picked):
        room -= len(item.text)
        if offered and room < 0:
            break
        backing = as_backing(catalogue, item, len(offered) + 1)
        if backing is not None:
            offered.append(backing)
    return offered
