"""Find the passages that search takes for a question's answer and that don't hold it.

usage: python tests/bench/train/reader/rivals.py DATA STORE OUT.jsonl [--questions N]

DATA is as for train.py; STORE holds documents that the written questions are about (`onrecord index
DATA/news/text`). OUT.jsonl gets, for each of N questions drawn, the places of `PASSAGES` of the
first passages found. The reader learns from them what only looks like an answer, as it has to
tell in use. Only passages of documents that it may learn from are taken, and none with the words
of an answer, as that may be told in several articles. Some 30 questions a second.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from tqdm import tqdm
from windows import Question, is_kept_back, plain, read_documents, read_questions

from index.embedding.embedder import SentenceEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store

SEED = 5
PASSAGES = 2
"""Passages kept for a question."""
AMONG = 8
"""Passages found that they are drawn from."""


def rivals_of(
    question: Question, retriever: Retriever, texts: Mapping[str, str], chance: random.Random
) -> Iterator[dict[str, object]]:
    """Yield the places of passages that are near a question and don't answer it."""
    found = []
    deciding = (*question.answers, *question.evidence)
    own_text = texts[question.document]
    told = [plain(own_text[one.start : one.end]) for one in question.answers]
    for ranked in retriever.retrieve(question.text, Filters()).passages[:AMONG]:
        passage, name = ranked.passage, ranked.passage.document.name
        text = texts.get(name)
        if text is None or text[passage.start : passage.end] != passage.text:
            continue
        own = name == question.document
        if own and any(a.start < passage.end and passage.start < a.end for a in deciding):
            continue
        if any(f" {one} " in f" {plain(passage.text)} " for one in told):
            continue
        found.append({"document": name, "start": passage.start, "end": passage.end})
    for one in chance.sample(found, min(PASSAGES, len(found))):
        yield {"question": question.id, **one}


def main() -> None:
    """Find and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--questions", type=int, default=9000)
    options = parser.parse_args()
    chance = random.Random(SEED)
    questions = [one for one in read_questions() if not is_kept_back(one.document)]
    folders = [options.data / "news" / "text", options.data / "statements" / "text"]
    names = {one.document for one in questions}
    texts = read_documents(folders, names)
    some = chance.sample(questions, min(options.questions, len(questions)))
    store = Store.open(options.store, SentenceEmbedder())
    retriever = Retriever(store)
    with options.out.open("w", encoding="utf-8") as file:
        for one in tqdm(some, unit="question"):
            for place in rivals_of(one, retriever, texts, chance):
                file.write(json.dumps(place, ensure_ascii=False) + "\n")
    store.close()


if __name__ == "__main__":
    main()
