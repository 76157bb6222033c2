"""The word index: BM25 search and phrase search over passages or documents, by Tantivy.

It can be rebuilt from the catalogue. Tantivy skips texts that cannot be among the best k
(block-max WAND, Ding and Suel 2011), so that its time hardly grows with the number of texts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy

from index.errors import StoreDamaged
from index.store.unwritable import link_files
from index.store.write_failures import REBUILD_ADVICE, disk_is_full, is_read_only, write_failure
from index.text.normalised_words import split_unspaced_scripts
from index.text.reading_text import ReadingText
from index.text.stemming import EXACT_ANALYZER, STEMMING_ANALYZER, stems

MAX_TERMS = 200
"""Maximum number of distinct words of a question that are searched, so that a long text pasted as a
question is not slow."""
PHRASE_WORDS = 8
"""Consecutive words of a phrase that are searched: those that are in the fewest documents."""
SAMPLED_PHRASES = 32
"""Three-word phrases of a text that `documents_sharing_phrases` searches for."""
_MAX_PHRASE_WORDS = 600
"""Words from the beginning of a phrase among which those `PHRASE_WORDS` are chosen."""
_WRITER_MEMORY_BYTES = 50_000_000
_PASSAGES_REWRITTEN_AT_ONCE, _DOCUMENTS_REWRITTEN_AT_ONCE = 10_000, 2_000
"""Texts of an index that is rewritten whenever some were removed; it takes about a second."""
_REMOVED_SHARE = 0.01
"""Share of removed texts from which on a larger index is rewritten. Fewer hardly change scores."""
_ANALYZER = "onrecord"
_WORD_FOR_WORD = "onrecord-word-for-word"


class WordIndex:
    """One Tantivy index in its own folder; its texts are passages or whole documents."""

    def __init__(self, folder: Path, phrases: bool = False) -> None:
        """Open the index, creating it if it does not exist.

        Args:
            folder: The folder of its files.
            phrases: Whether to store the order of words too, so that phrases can be found.
        """
        self.folder = folder
        self._phrases = phrases
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("document", indexed=True, fast=True)
        builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq")
        if phrases:
            builder.add_text_field("phrase", tokenizer_name=_WORD_FOR_WORD, index_option="position")
        self._schema = builder.build()
        self._writer: Any = None
        self._changed = 0
        self._links: TemporaryDirectory[str] | None = None
        """Holds links to the files where Tantivy can't make a lock beside them."""
        with self._reading():
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = self._open(folder)
            except (OSError, ValueError) as error:
                if not (is_read_only(folder) or disk_is_full(folder, error)):
                    raise
                self._open_links()

    def _open(self, folder: Path) -> Any:
        index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer(_ANALYZER, STEMMING_ANALYZER)
        index.register_tokenizer(_WORD_FOR_WORD, EXACT_ANALYZER)
        return index

    def _open_links(self) -> None:
        """Open the index by way of links to its files, in a folder where locks can be made."""
        self._links = link_files(self.folder)
        self._index = self._open(Path(self._links.name))

    def add(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Add texts, given as (id, document number, text); they are found after `commit`."""
        self._add((*row, row[2]) for row in rows)

    def add_reading_texts(self, rows: Iterable[tuple[str, int, ReadingText]]) -> None:
        """Add documents' texts, given as (id, document number, text), for an index with `phrases`.

        Phrases are found with a divided word in one and in two parts: "northwest", "north-west".
        """
        self._add(
            (identity, document, reading.text, _with_other_readings(reading))
            for identity, document, reading in rows
        )

    def _add(self, rows: Iterable[tuple[str, int, str, str]]) -> None:
        for identity, document, text, phrases in rows:
            facts = {"id": identity, "document": document, "body": text}
            if self._phrases:
                facts["phrase"] = split_unspaced_scripts(phrases)
            with self._writing():
                self._write().add_document(tantivy.Document.from_dict(facts, self._schema))

    def remove(self, documents: Iterable[int]) -> None:
        """Remove the texts of the given documents; takes effect with `commit`."""
        numbers = list(documents)
        if numbers:
            # Not delete_documents_by_term: it treats numbers as signed, which never match.
            query = tantivy.Query.term_set_query(self._schema, "document", numbers)
            with self._writing():
                self._write().delete_documents_by_query(query)

    def replace_all(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Replace all texts of the index in one commit, so that readers see the old or the new."""
        with self._writing():
            self._write().delete_all_documents()
        self.add(rows)
        self.commit()

    def replace_all_reading_texts(self, rows: Iterable[tuple[str, int, ReadingText]]) -> None:
        """`replace_all` for an index with `phrases`."""
        with self._writing():
            self._write().delete_all_documents()
        self.add_reading_texts(rows)
        self.commit()

    def must_be_rewritten(self) -> bool:
        """Whether removed texts, which BM25's statistics still count, are worth rewriting all.

        So they are as soon as that takes a moment; else once they are more than `_REMOVED_SHARE`.
        """
        with self._reading():
            facts = json.loads((self.folder / "meta.json").read_text(encoding="utf-8"))
        deletes = (segment.get("deletes") or {} for segment in facts["segments"])
        removed = sum(one.get("num_deleted_docs", 0) for one in deletes)
        left = self.count()
        few = _DOCUMENTS_REWRITTEN_AT_ONCE if self._phrases else _PASSAGES_REWRITTEN_AT_ONCE
        return bool(removed > (_REMOVED_SHARE * left if left > few else 0))

    def commit(self) -> None:
        """Write added and removed texts to disk and let searches see the change."""
        if self._writer is None:
            return
        with self._writing():
            self._writer.commit()
        with self._reading():
            self._index.reload()

    def close(self) -> None:
        """Wait for background merges and release the writer's lock."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with self._writing():
                writer.wait_merging_threads()

    def search(
        self, text: str, k: int, documents: Sequence[int] | None = None
    ) -> list[tuple[str, float]]:
        """The `k` best texts by BM25 as (id, score), best first.

        Args:
            text: Any text; its distinct words are searched, and rarer words count more.
            k: Maximum number of texts.
            documents: Numbers of the documents to search; None for all.
        """
        terms = list(dict.fromkeys(stems(text)))[:MAX_TERMS]
        if not terms or (documents is not None and not documents):
            return []
        term = tantivy.Query.term_query
        should = tantivy.Occur.Should
        clauses = [(should, term(self._schema, "body", word)) for word in terms]
        query = tantivy.Query.boolean_query(clauses)
        with self._reading():
            searcher = self._searcher()
            hits = searcher.search(self._limited_to(query, documents), k).hits
            return [(searcher.doc(address)["id"][0], score) for score, address in hits]

    def documents_with_phrases(
        self, phrases: Iterable[str], k: int, documents: Sequence[int] | None = None
    ) -> list[int]:
        """Numbers of the documents that may contain all of the phrases, word for word.

        Every document that does contain them is returned, unless there are more than `k`. Of a
        long phrase only the `PHRASE_WORDS` rarest consecutive words are searched, so that some
        documents may not contain the rest. Needs an index with `phrases`.

        Args:
            phrases: Texts of at least one word each.
            k: Maximum number of documents.
            documents: Numbers of the documents to search; None for all.
        """
        if documents is not None and not documents:
            return []
        with self._reading():
            searcher = self._searcher()
            clauses = []
            for phrase in phrases:
                words = EXACT_ANALYZER.analyze(split_unspaced_scripts(phrase))
                rarest = self._rarest_window(searcher, words[:_MAX_PHRASE_WORDS])
                if rarest is None:
                    return []
                clauses.append((tantivy.Occur.Must, self._phrase_query(rarest)))
            if not clauses:
                return []
            query = tantivy.Query.const_score_query(tantivy.Query.boolean_query(clauses), 1.0)
            hits = searcher.search(self._limited_to(query, documents), k).hits
            return self._document_numbers(searcher, hits)

    def documents_sharing_phrases(
        self, text: str, k: int, documents: Sequence[int] | None = None
    ) -> list[int]:
        """Numbers of the `k` documents that share the most three-word phrases with `text`.

        Args:
            text: Any text; of a long text, `SAMPLED_PHRASES` evenly spread phrases are searched.
            k: Maximum number of documents.
            documents: Numbers of the documents to search; None for all.
        """
        if documents is not None and not documents:
            return []
        words = EXACT_ANALYZER.analyze(split_unspaced_scripts(text))
        size = min(3, len(words))
        starts = range(len(words) - size + 1) if words else range(0)
        step = max(1, len(starts) // SAMPLED_PHRASES)
        with self._reading():
            searcher = self._searcher()
            windows = {tuple(words[start : start + size]) for start in starts[::step]}
            clauses = [
                (tantivy.Occur.Should, self._phrase_query(window)) for window in sorted(windows)
            ]
            if not clauses:
                return []
            query = self._limited_to(tantivy.Query.boolean_query(clauses), documents)
            return self._document_numbers(searcher, searcher.search(query, k).hits)

    def _phrase_query(self, words: Sequence[str]) -> Any:
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, "phrase", words[0])
        return tantivy.Query.phrase_query(self._schema, "phrase", list(words))

    def _rarest_window(self, searcher: Any, words: Sequence[str]) -> Sequence[str] | None:
        """The `PHRASE_WORDS` consecutive words that are in the fewest documents.

        None if one of the words is in no document.
        """
        counts = {word: searcher.doc_freq("phrase", word) for word in set(words)}
        if not words or not all(counts.values()):
            return None
        weights = [1 / counts[word] for word in words]
        starts = range(max(1, len(words) - PHRASE_WORDS + 1))
        best = max(starts, key=lambda start: sum(weights[start : start + PHRASE_WORDS]))
        return words[best : best + PHRASE_WORDS]

    def _limited_to(self, query: Any, documents: Sequence[int] | None) -> Any:
        """Limit a query to documents with these numbers, leaving its scores unchanged."""
        if documents is None:
            return query
        among = tantivy.Query.term_set_query(self._schema, "document", list(documents))
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query(
            [(must, query), (must, tantivy.Query.const_score_query(among, 0.0))]
        )

    def _document_numbers(self, searcher: Any, hits: Sequence[tuple[float, Any]]) -> list[int]:
        if not hits:
            return []
        addresses = [address for _, address in hits]
        return list(map(int, searcher.fast_field_values("document", addresses)))

    def inverse_document_frequencies(self, words: Iterable[str]) -> dict[str, float]:
        """The inverse document frequency of each stem, as BM25 defines it.

        Source: Robertson and Zaragoza (2009), with 1 added so that it is never negative.
        """
        weights = {}
        with self._reading():
            searcher = self._searcher()
            total = searcher.num_docs
            for word in words:
                containing = searcher.doc_freq("body", word)
                weights[word] = math.log(1 + (total - containing + 0.5) / (containing + 0.5))
        return weights

    def count(self) -> int:
        """Number of texts in the index."""
        with self._reading():
            return int(self._searcher().num_docs)

    def lacking(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield those of some ids that no text of the index has."""
        with self._reading():
            searcher = self._searcher()
            for identity in ids:
                query = tantivy.Query.term_query(self._schema, "id", identity)
                if not searcher.search(query, 1).hits:
                    yield identity

    def _searcher(self) -> Any:
        # Another process may have committed since the last search.
        changed = (self.folder / "meta.json").stat().st_mtime_ns
        if changed != self._changed:
            if self._links is not None and self._changed:
                self._open_links()
            self._index.reload()
            self._changed = changed
        return self._index.searcher()

    def _write(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_WRITER_MEMORY_BYTES, num_threads=1)
        return self._writer

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn Tantivy's errors while writing into `StoreError`."""
        try:
            yield
        except (OSError, ValueError) as error:
            # A writer that has failed can't be used again.
            self._writer = None
            raise write_failure("the word index", self.folder, error) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn Tantivy's errors while reading into `StoreError`."""
        try:
            yield
        except (OSError, ValueError) as error:
            if disk_is_full(self.folder, error) or is_read_only(self.folder):
                raise write_failure("the word index", self.folder, error) from error
            raise StoreDamaged(
                f"the word index in {self.folder} can't be read ({error}); {REBUILD_ADVICE}"
            ) from error


def _with_other_readings(reading: ReadingText) -> str:
    # A phrase that is searched has up to PHRASE_WORDS words, the divided one among them.
    others = reading.other_readings(PHRASE_WORDS)
    return f"{reading.text}\n{others}" if others else reading.text
