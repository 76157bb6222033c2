"""Finds what search takes for an answer in a bundle and that is none.

As the questions on bundles name every sentence that answers, whatever else search finds for one is
what the reader has to tell from an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, islice

import numpy as np
from bundles.read_bundles import BundleQuestion, Place
from windows import Text

from index.embedding.embedder import SentenceEmbedder

FOUND = 3
"""Sentences for a question."""
SHORTEST = 20
"""Characters of a sentence that may look like an answer: headings and labels don't."""


def find_in_bundles(
    questions: Sequence[BundleQuestion], texts: Mapping[str, Text]
) -> dict[str, list[Place]]:
    """Of each question, by its id, the nearest sentences that neither answer nor are marked near.

    Args:
        questions: Those of a bundle stand together.
        texts: The documents, by bundle and name: `A1/01_release.txt`.
    """
    embedder = SentenceEmbedder()
    found: dict[str, list[Place]] = {}
    for bundle, group in groupby(questions, key=lambda one: one.bundle):
        own = {name: text for name, text in texts.items() if name.startswith(f"{bundle}/")}
        places = [
            (name.removeprefix(f"{bundle}/"), one)
            for name, text in own.items()
            for one in text.sentences
        ]
        wordings = [[t.text[one.start : one.end] for one in t.sentences] for t in own.values()]
        vectors = np.concatenate(embedder.embed_documents(wordings))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        for asked in group:
            closed = (*asked.evidence, *asked.near, *asked.answers)
            order = np.argsort(-(vectors @ embedder.embed_question(asked.text)), kind="stable")
            nearest = (places[number] for number in order)
            free = (one for one in nearest if _may_seem(one) and not _touches(one, closed))
            found[asked.id] = list(islice(free, FOUND))
    return found


def _may_seem(place: Place) -> bool:
    _, span = place
    return span.end - span.start >= SHORTEST


def _touches(place: Place, others: Sequence[Place]) -> bool:
    name, span = place
    return any(
        name == other and span.start < there.end and there.start < span.end
        for other, there in others
    )
