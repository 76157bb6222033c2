"""How time and memory grow with the corpus: 6,000 and 100,000 passages.

usage: python tests/bench/measure/scale.py CORPUS_DIR QA.jsonl WORK_DIR [PASSAGES ...]

Copies of the articles, each with names and numbers changed, are indexed until there are as many
passages, each size in a process of its own. Embedding 100,000 passages with a model takes hours
on two cores, so documents get their vectors from `HashEmbedder` (384 numbers, as the model's);
questions run through the real model as well, so that their time is that of real use. Prints one
JSON line a size: peak memory while indexing, and the time of `ask`.
"""

import json
import re
import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from assistant import Assistant
from index.embedding.embedder import SentenceEmbedder
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
NUMBER = re.compile(r"\b\d{2,}\b")


class TimedAsReal(HashEmbedder):
    """Hash vectors, with the time that the real model takes for a question."""

    def __init__(self):
        super().__init__(dimension=384)
        self.real = SentenceEmbedder()

    def embed_question(self, question):
        self.real.embed_question(question)
        return super().embed_question(question)


def write_copies(corpus, folder, passages):
    """Articles with changed names until there are about so many passages of 900 characters."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [p.read_bytes().decode() for p in sorted(Path(corpus).glob("*.txt"))]
    characters, wanted = 0, passages * 770
    for copy in count():
        for number, text in enumerate(texts):
            if copy:
                text = NAME.sub(lambda m, c=copy: f"{m[0]}{c % 7}" if len(m[0]) % 3 else m[0], text)
                text = NUMBER.sub(lambda m, c=copy: str(int(m[0]) + c), text)
            (folder / f"{copy:03}_{number:04}.txt").write_text(text, encoding="utf-8")
            characters += len(text)
            if characters > wanted:
                return


def measure(folder, store_folder, qa):
    embedder = TimedAsReal()
    embedder.real.embed_question("load the model, which is in memory at every size")
    store = Store.create(Path(store_folder), embedder)
    start = time.perf_counter()
    report = sync(store, [Path(folder)])
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assistant = Assistant(store)
    assistant.warm_up()
    questions = map(json.loads, Path(qa).read_text(encoding="utf-8").splitlines())
    times = sorted(assistant.ask(q["question"]).timings_ms["total"] for q in questions)
    return {
        "documents": report.added,
        "passages": report.passages,
        "index_s": round(took, 1),
        "peak_rss_mb": peak,
        "ask_ms_p50": round(times[len(times) // 2], 1),
        "ask_ms_p95": round(times[int(len(times) * 0.95)], 1),
    }


def main(corpus, qa, work, *sizes):
    for size in map(int, sizes or ("6000", "100000")):
        folder = Path(work) / f"documents-{size}"
        if not folder.exists():
            write_copies(corpus, folder, size)
        arguments = [sys.executable, __file__, "--one", str(folder), f"{work}/store-{size}", qa]
        subprocess.run(arguments, check=True)


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        print(json.dumps(measure(*sys.argv[2:])), flush=True)
    else:
        main(*sys.argv[1:])
