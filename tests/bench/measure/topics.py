"""Which statements are about a topic: judged by the product, compared with a reader's judgement.

    python tests/bench/measure/topics.py [SUITE] [--texts FOLDER] [--wrong]

SUITE (default: topic_statements.jsonl beside this script) has a line for each pair of a topic and a
statement: topic, document, start, end (characters of its text), about (whether a reader who wants
statements on the topic would keep it) and part. The parts have other topics and were drawn and read
one after the other, each at random from the best 40 passages of its topics. Weights and thresholds
were chosen on the first three; the fourth was read when they stood. FOLDER holds the articles,
which are not part of the repository.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.embedding.embedder import SentenceEmbedder
from index.records import Statement
from index.retrieval.retriever import Retriever
from index.retrieval.topics import compare_sentences, is_about, make_topic
from index.store.store import Store
from index.sync.sync import sync

SUITES = Path(__file__).parent / "suites"
TEXTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "news" / "text"


class JudgedStatement(NamedTuple):
    """A statement that a reader judged."""

    topic: str
    document: str
    start: int
    end: int
    about: bool
    part: str


def read_topic_suite(suite: Path) -> list[JudgedStatement]:
    """All lines of a suite."""
    lines = suite.read_text(encoding="utf-8").splitlines()
    return [JudgedStatement(**json.loads(line)) for line in lines]


def judge_statements(store: Store, read: Iterable[JudgedStatement]) -> Iterator[bool]:
    """For each statement whether the product says that it is about the topic."""
    retriever, catalogue = Retriever(store), store.catalogue
    for one in read:
        number = catalogue.find_one_document(one.document).number
        ids = [row.id for row in catalogue.index_rows(number)]
        topic = make_topic(retriever, one.topic)
        passages = list(catalogue.passages(ids).values())
        span = catalogue.place_in_reading(number, one.start, one.end)
        statement = Statement(start=span.start, end=span.end, kind="mixed", speaker=None)
        yield is_about(topic, statement, compare_sentences(topic, passages)[number])


def score_topics(read: Sequence[JudgedStatement], judged: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of the statements that the product keeps."""
    right = sum(one.about and kept for one, kept in zip(read, judged, strict=True))
    precision, recall = right / max(1, sum(judged)), right / max(1, sum(one.about for one in read))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    scores = {"precision": precision, "recall": recall, "f1": f1}
    return {name: round(value, 3) for name, value in scores.items()}


def main() -> None:
    """Print the scores of each part, and with --wrong what was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", nargs="?", type=Path, default=SUITES / "topic_statements.jsonl")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    if not options.texts.is_dir():
        sys.exit(f"no articles in {options.texts}; give their folder with --texts")
    read = read_topic_suite(options.suite)
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        for name in {one.document for one in read}:
            shutil.copy(options.texts / name, documents)
        store = Store.create(Path(folder) / "store", SentenceEmbedder())
        sync(store, [documents])
        judged = list(judge_statements(store, read))
        parts: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(read):
            parts[one.part].append(place)
        for part, places in parts.items():
            scores = score_topics([read[at] for at in places], [judged[at] for at in places])
            print(json.dumps({"part": part, "statements": len(places), **scores}))
        for one, kept in zip(read, judged, strict=True):
            if options.wrong and kept != one.about:
                number = store.catalogue.find_one_document(one.document).number
                words = store.catalogue.quote(number, one.start, one.end)
                print("missed" if one.about else "kept", one.topic, "|", " ".join(words.split()))
        store.close()


if __name__ == "__main__":
    main()
