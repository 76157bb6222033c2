"""Reads the cases that `fit_answers.py` fits on: the written questions, each asked of a store.

Those on news that the reader was not trained on are asked of all documents, and some of their own,
of one other and of ten others; those on a bundle are asked of the bundle, and some of a part of it
that doesn't tell.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_TRAIN = Path(__file__).parents[1] / "train"
sys.path[:0] = [str(_TRAIN / "reader"), str(_TRAIN)]
from bundles.read_bundles import (
    FITTED_ON,
    BundleQuestion,
    documents_folder,
    read_bundle_questions,
    read_bundle_texts,
)
from windows import is_kept_back, read_questions

from assistant.answering.candidate_reading import read_candidates
from assistant.answering.candidates import Candidate, find_candidates
from assistant.answering.close_reading import read_closely
from assistant.answering.sentence_scoring import answer_probabilities, sentence_signals
from assistant.readers.extractive_reader import ExtractiveReader, Reader
from assistant.readers.large_reader import LargeReader
from index.embedding.embedder import SentenceEmbedder
from index.records import Filters, Span
from index.retrieval.retriever import Retrieval, Retriever
from index.store.store import Store
from index.sync.sync import sync
from index.text.sentences import split_sentences

CHOICES = ("all", "own", "own with ten", "ten others")
"""Of which documents a question is asked."""
BUNDLE, UNTOLD_PART = "bundle", "bundle without"
"""Of a whole bundle, or of its documents that don't answer."""
WHO_SAID = "who_said.jsonl"
"""These name little but what was said, so that all documents have several answers to them."""
ASKED_OF_FEW = 0.4
"""Share of the questions that are asked of few documents, too."""


@dataclass(frozen=True)
class Asked:
    """A question, and where its document answers it."""

    question: dict[str, Any]
    places: list[tuple[str, Span]]
    """The documents' names, and the sentences in them that answer."""
    main_choice: str
    """Of which documents it is asked above all: of all, where it says enough to tell one."""


@dataclass(frozen=True)
class Case:
    """One question with what was found and read for it."""

    question: dict[str, Any]
    places: list[tuple[str, Span]]
    """The documents' names, and the sentences in them that answer."""
    retrieval: Retrieval
    candidates: list[Candidate]
    choice: str = "all"
    """Of which documents it was asked."""
    is_main: bool = True
    """Whether sentences and thresholds are fitted on it."""

    @property
    def answerable(self) -> bool:
        return self.question["type"] != "unanswerable"

    def holds(self, document: str, start: int, end: int) -> bool:
        """Whether a place overlaps the evidence."""
        return any(
            document == name and start < span.end and span.start < end for name, span in self.places
        )

    def right(self) -> np.ndarray:
        """For each candidate, whether it holds evidence."""
        return np.array([self.is_right(one) for one in self.candidates], bool)

    def is_right(self, one: Candidate) -> bool:
        return self.holds(one.ranked.passage.document.label, one.span.start, one.span.end)


def read_cases(folder: str, news: str, close: LargeReader | None = None) -> Iterator[Case]:
    """Ask a store the written questions about the documents that are kept back.

    Args:
        folder: Of the store.
        news: The folder of the documents' texts.
        close: Reads the likeliest sentences again.
    """
    store = Store.open(Path(folder), SentenceEmbedder())
    retriever, reader = Retriever(store), ExtractiveReader()
    labels = [info.label for info in store.catalogue.documents()]
    chance = random.Random(0)
    for asked in kept_back(Path(news)):
        among = documents_asked(asked.question["document"], labels, chance)
        main = asked.main_choice
        others = [one for one in CHOICES if one not in (main, "all")]
        for choice in (main, *others) if chance.random() < ASKED_OF_FEW else (main,):
            found = read_case(asked, choice, among[choice], retriever, reader, close)
            if found is not None:
                yield found
    store.close()


def read_bundle_cases(folder: Path, close: LargeReader | None = None) -> Iterator[Case]:
    """Ask each bundle that weights are fitted on its own questions.

    Args:
        folder: Gets a store of each bundle that it lacks.
        close: Reads the likeliest sentences again.
    """
    embedder, reader, chance = SentenceEmbedder(), ExtractiveReader(), random.Random(0)
    for name in sorted(FITTED_ON):
        if not (folder / name).is_dir():
            made = Store.create(folder / name, embedder)
            sync(made, [documents_folder() / name])
            made.close()
        store = Store.open(folder / name, embedder)
        retriever, documents = Retriever(store), list(read_bundle_texts(name))
        for asked in read_bundle_questions(frozenset([name])):
            of_whole = _asked_of_bundle(asked)
            found = read_case(of_whole, BUNDLE, (), retriever, reader, close)
            if found is not None:
                yield found
            telling = {document for document, _ in asked.evidence}
            if not telling or len(telling) == len(documents) or chance.random() > ASKED_OF_FEW:
                continue
            others = [document for document in documents if document not in telling]
            found = read_case(of_whole, UNTOLD_PART, others, retriever, reader, close)
            if found is not None:
                yield found
        store.close()


def _asked_of_bundle(asked: BundleQuestion) -> Asked:
    """A bundle's question in `score.py`'s form."""
    row = {
        "id": asked.id,
        "type": asked.kind if asked.is_told else "unanswerable",
        "question": asked.text,
    }
    return Asked(row, list(asked.evidence), BUNDLE)


def documents_asked(own: str, labels: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """For each choice the documents to ask; none stands for all."""
    others = [label for label in labels if label != own]
    ten = tuple(chance.sample(others, min(10, len(others))))
    return {"all": (), "own": (own,), "own with ten": (own, *ten), "ten others": ten}


def read_case(
    asked: Asked,
    choice: str,
    documents: Sequence[str],
    retriever: Retriever,
    reader: Reader,
    close: LargeReader | None = None,
) -> Case | None:
    """What is found and read for a question; None where nothing is found."""
    text = asked.question["question"]
    retrieval = retriever.retrieve(text, Filters(documents=tuple(documents)))
    candidates = read_candidates(find_candidates(retrieval.passages), text, reader)
    told = asked.question
    if choice in ("ten others", UNTOLD_PART):
        told = {**told, "type": "unanswerable"}
    if not candidates:
        return None
    if close is not None:
        shares = answer_probabilities(sentence_signals(candidates, retrieval.question))
        candidates = read_closely(candidates, shares, text, close)
    return Case(told, asked.places, retrieval, candidates, choice, choice == asked.main_choice)


def kept_back(news: Path) -> Iterator[Asked]:
    """The written questions on documents that nothing was trained on, in `score.py`'s form."""
    texts: dict[str, str] = {}
    said = {one.id for one in read_questions((WHO_SAID,))}
    for one in read_questions(("news.jsonl", WHO_SAID)):
        if not is_kept_back(one.document):
            continue
        text = texts.setdefault(one.document, (news / one.document).read_bytes().decode("utf-8"))
        asked = {
            "id": one.id,
            "type": one.kind if one.answers else "unanswerable",
            "question": one.text,
            "document": one.document,
        }
        sentences = split_sentences(text)
        # The words that somebody said, and not their name where it stands elsewhere.
        places = one.evidence if one.id in said else one.answers
        held = [span for span in sentences if one.answers and _is_touched(span, places)]
        main = "own with ten" if one.id in said else "all"
        yield Asked(asked, [(one.document, span) for span in held], main)


def _is_touched(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
