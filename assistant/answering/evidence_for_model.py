"""Choose the numbered evidence that a chat model writes its answer from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.evidence_choice import join_adjacent_sentences
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.evidence_prompt import number_evidence
from index.store.catalogue import Catalogue

MAX_EVIDENCE_PIECES = 8
MAX_EVIDENCE_CHARACTERS = 6000
"""About 1,500 tokens; evidence beyond them is left out, the weakest first."""


def numbered_evidence(
    catalogue: Catalogue,
    chosen: Sequence[Candidate],
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
) -> list[NumberedEvidence]:
    """The sentences that would be cited without a model, and the next likeliest, numbered from 1.

    Args:
        catalogue: The store's documents.
        chosen: The sentences that would be cited without a model, best first.
        candidates: All sentences that were considered.
        probabilities: For each candidate, how likely it is the sentence that answers.
    """
    chosen_places = {candidate.place for candidate in chosen}
    ranked = sorted(zip(probabilities, candidates, strict=True), key=lambda item: -item[0])
    others = [candidate for _, candidate in ranked if candidate.place not in chosen_places]
    selected = [*chosen, *others][:MAX_EVIDENCE_PIECES]
    evidence: list[NumberedEvidence] = []
    characters_left = MAX_EVIDENCE_CHARACTERS
    for item in join_adjacent_sentences(selected):
        characters_left -= len(item.text)
        if evidence and characters_left < 0:
            break
        numbered = number_evidence(catalogue, item, len(evidence) + 1)
        if numbered is not None:
            evidence.append(numbered)
    return evidence
