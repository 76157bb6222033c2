"""Makes a large store in minutes, through the product's own write path: for `browsing.py`.

usage: python tests/bench/measure/large_store.py CORPUS_DIR WORK_DIR COPIES [COPIES ...]

CORPUS_DIR is a folder of articles (.txt) with a metadata.csv in it or above it. WORK_DIR gets the
folder `store-COPIES` for each number, the smallest first; each larger store begins as a copy of the
one before. 1,008 articles of news are about 5,500 passages, so that 1 and 18 copies make stores of
5,500 and 100,000; for a million, 180.

Only what takes hours is made cheaply. Vectors come from `HashEmbedder` (384 numbers, as the
model's). A copy of an article has other names, numbers and dates in characters of the same number,
so that its sentences and statements are found once, in the article itself, and stand at the same
places in the copies. All else is what `onrecord index` does: files are discovered and loaded,
mentions read, passages made, batches written to the catalogue, Chroma and Tantivy, people joined.
"""

import csv
import json
import re
import shutil
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync import batch_writer
from index.sync.sync import sync

DIMENSION = 384
NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
NUMBER = re.compile(r"\b\d{2,3}\b")
VARIANTS = 7
"""A name has so many spellings over all copies, so that people speak in many documents."""
DAYS_APART = 37
_SHAPE = str.maketrans({**dict.fromkeys("bcdefghijklmnopqrstuvwxyz0123456789", "a")})


def change_names(text, copy):
    """A copy's text: another last character in two of three names, and other numbers."""
    if not copy:
        return text
    mark = str(copy % VARIANTS)
    text = NAME.sub(lambda m: m[0][:-1] + mark if len(m[0]) % 3 else m[0], text)
    return NUMBER.sub(lambda m: str(int(m[0]) + copy)[-len(m[0]) :].zfill(len(m[0])), text)


def write_copies(corpus, folder, copies):
    """Write the copies of all articles, a folder a copy, each with its metadata.csv."""
    names = [path.name for path in sorted(corpus.glob("*.txt"))]
    beside = next(
        f for f in (corpus / "metadata.csv", corpus.parent / "metadata.csv") if f.exists()
    )
    with beside.open(encoding="utf-8", newline="") as file:
        facts = {row["file"]: row for row in csv.DictReader(file)}
    texts = [(corpus / name).read_bytes().decode() for name in names]
    for copy in range(copies):
        home = folder / f"{copy:03}"
        if (home / "metadata.csv").exists():
            continue
        home.mkdir(parents=True, exist_ok=True)
        rows = [("file", "title", "outlet", "date", "url")]
        for number, (name, text) in enumerate(zip(names, texts, strict=True)):
            file = f"{copy:03}_{number:04}.txt"
            (home / file).write_bytes(change_names(text, copy).encode())
            row = facts.get(name, {})
            day = row.get("date") or ""
            if day and copy:
                day = (date.fromisoformat(day) + timedelta(DAYS_APART * copy)).isoformat()
            url = f"https://example.org/{copy}/{number}"
            rows.append((file, row.get("title", ""), row.get("outlet", ""), day, url))
        with (home / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


class StatementsOnce:
    """Finds sentences and statements in an article once, and gives its copies the same places."""

    def __init__(self):
        self._split, self._extract = batch_writer.split_sentences, batch_writer.extract_statements
        self._sentences, self._statements = {}, {}
        batch_writer.split_sentences = self.split_sentences
        batch_writer.extract_statements = self.extract_statements

    def split_sentences(self, text, language):
        shape = hash(text.translate(_SHAPE))
        if shape not in self._sentences:
            self._sentences[shape] = self._split(text, language)
        return self._sentences[shape]

    def extract_statements(self, text, sentences, *others, url, **facts):
        copy, number = map(int, urlsplit(url).path.strip("/").split("/"))
        if number not in self._statements:
            found = self._extract(text, sentences, *others, url=url, **facts)
            self._statements[number] = list(found)
        return [
            replace(
                one,
                speaker=one.speaker and change_names(one.speaker, copy),
                role=one.role and change_names(one.role, copy),
            )
            for one in self._statements[number]
        ]


def main(corpus, work, *sizes):
    work = Path(work)
    StatementsOnce()
    before = None
    for copies in sorted(map(int, sizes)):
        write_copies(Path(corpus), work / "documents", copies)
        folder = work / f"store-{copies}"
        if before is not None:
            shutil.copytree(before, folder)
        start = time.perf_counter()
        store = Store.create(folder, HashEmbedder(DIMENSION))
        paths = [work / "documents" / f"{copy:03}" for copy in range(copies)]

        def tell(done, total, _, start=start):
            share = done / max(total, 1)
            print(f"\r{share:.1%} {time.perf_counter() - start:.0f} s", end="", file=sys.stderr)

        report = sync(store, paths, progress=tell)
        store.close()
        took = round(time.perf_counter() - start, 1)
        facts = {"store": str(folder), "added": report.added, "passages": report.passages}
        print(json.dumps({**facts, "index_s": took}), flush=True)
        before = folder


if __name__ == "__main__":
    main(*sys.argv[1:])
