"""The index of words: BM25 over passages and documents, by Tantivy.

Derived from the catalogue and rebuilt from it when damaged. Tantivy skips what cannot reach
the best k (block-max WAND, Ding and Suel 2011), so its time hardly grows with the corpus.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from index.errors import StoreDamaged, StoreError

MAX_TERMS = 200
"""Distinct words of a question that are searched; keeps a pasted page from being slow."""
_HEAP = 50_000_000
_ANALYZER = "onrecord"


def _analyzer() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


ANALYZER = _analyzer()


def stems(text: str) -> list[str]:
    """The words of `text` as they are indexed: lower case, folded, stemmed, no stop words."""
    found: list[str] = ANALYZER.analyze(text)
    return found


class WordIndex:
    """One Tantivy index in a folder of its own, of passages or of whole documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("document", indexed=True, fast=True)
        builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq")
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(self._schema, path=str(folder))
        except (OSError, ValueError) as error:
            raise StoreDamaged(f"the word index in {folder} can't be opened: {error}") from error
        self._index.register_tokenizer(_ANALYZER, ANALYZER)
        self._writer: Any = None

    def add(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Add texts, given as (id, document number, text); visible after `commit`."""
        for identity, document, text in rows:
            facts = {"id": identity, "document": document, "body": text}
            self._write().add_document(tantivy.Document.from_dict(facts, self._schema))

    def remove(self, documents: Iterable[int]) -> None:
        """Remove the passages of the given documents; takes effect with `commit`."""
        for document in documents:
            self._write().delete_documents_by_term("document", document)

    def commit(self) -> None:
        """Make what was added and removed durable and visible."""
        if self._writer is None:
            return
        try:
            self._writer.commit()
        except (OSError, ValueError) as error:
            raise _write_error(self.folder, error) from error
        self._index.reload()

    def close(self) -> None:
        """Wait for background merges and let go of the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def search(
        self, text: str, k: int, documents: Sequence[int] | None = None
    ) -> list[tuple[str, float]]:
        """The `k` best texts by BM25 as (id, score), best first.

        Args:
            text: Any text; its distinct words are searched, a rarer one counting more.
            k: How many to give at most.
            documents: Numbers of the documents to search; None for all.
        """
        terms = list(dict.fromkeys(stems(text)))[:MAX_TERMS]
        if not terms or (documents is not None and not documents):
            return []
        term = tantivy.Query.term_query
        should = tantivy.Occur.Should
        clauses = [(should, term(self._schema, "body", word)) for word in terms]
        query = tantivy.Query.boolean_query(clauses)
        if documents is not None:
            among = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query(
                [(must, query), (must, tantivy.Query.const_score_query(among, 0.0))]
            )
        searcher = self._index.searcher()
        hits = searcher.search(query, k).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in hits]

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """The inverse document frequency of each stem, as BM25 defines it.

        Source: Robertson and Zaragoza (2009), with 1 added so that it is never negative.
        """
        searcher = self._index.searcher()
        total = searcher.num_docs
        weights = {}
        for word in words:
            containing = searcher.doc_freq("body", word)
            weights[word] = math.log(1 + (total - containing + 0.5) / (containing + 0.5))
        return weights

    def count(self) -> int:
        """Number of passages in the index."""
        return int(self._index.searcher().num_docs)

    def clear(self) -> WordIndex:
        """Delete the index's files; gives a new, empty one."""
        self._writer = None
        shutil.rmtree(self.folder, ignore_errors=True)
        return WordIndex(self.folder)

    def _write(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            except (OSError, ValueError) as error:
                raise _write_error(self.folder, error) from error
        return self._writer


def _write_error(folder: Path, error: Exception) -> StoreError:
    return StoreError(f"the word index in {folder} can't be written: {error}")
