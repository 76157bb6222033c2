"""Documents into a store: split, embedded and written batch by batch."""

from __future__ import annotations

import os
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import numpy as np

from index.attribution.extraction import find_statements
from index.embedding.embedder import pack_vectors, passage_vector, unpack_passage_vector
from index.ingest.loading import Skipped, Source, load_document, read_bytes
from index.limits import BATCH_SIZES, BatchSizes
from index.records import Document, Passage, Span, content_id
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.passages import make_passages
from index.text.sentences import split_sentences

__all__ = ["BatchWriter", "SyncReport", "metadata_fingerprint"]


@dataclass(slots=True)
class SyncReport:
    """What a run did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    """Passages that were embedded."""
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether something that was asked for was left out."""
        return any(not skipped.warning for skipped in self.skipped)


def metadata_fingerprint(source: Source) -> str:
    """A fingerprint of what a metadata file says about a source."""
    facts = [*astuple(source.metadata)[:-1], sorted(source.metadata.extra.items())]
    return content_id(*facts)


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some passages of one document, waiting to be embedded."""

    number: int
    text: str
    passages: list[Passage]
    sentences: list[Span]
    """The sentences in them, each once, in order."""


class BatchWriter:
    """Collects passages until a batch is full, then embeds and writes them."""

    def __init__(
        self,
        store: Store,
        report: SyncReport,
        known: dict[str, DocumentInfo],
        batches: BatchSizes = BATCH_SIZES,
    ) -> None:
        self._batches = batches
        self._store = store
        self._report = report
        self._known = known
        self._names = {info.name: info for info in known.values()}
        self._taken = set(self._names)
        self._queue: list[_Slice] = []
        self._queued = 0
        self._complete: list[int] = []

    def add(self, source: Source) -> None:
        """Queue a file's passages; it is ready when the batch with its last one is written."""
        document = load_document(source, read_bytes(source))
        old = self._known.get(str(source.path))
        if old is None and self._moved(document):
            return
        document = replace(document, name=old.name if old else self._free_name(document))
        if old and old.id == document.id:
            # A metadata file now says what the text told before.
            self._store.catalogue.set_metadata_fingerprint(old.number, metadata_fingerprint(source))
            self._report.unchanged += 1
            return
        self.queue_document(document, metadata_fingerprint(source))
        if old:
            self._report.changed += 1
        else:
            self._report.added += 1

    def queue_document(self, document: Document, fingerprint: str) -> None:
        """Queue a document's passages; what is stored of its file gives way to it then.

        Args:
            document: As it is to be stored.
            fingerprint: Fingerprint of what a metadata file says about it.
        """
        number = self._store.catalogue.add_pending(document, fingerprint)
        self._taken.add(document.name)
        self._store.document_words.add([(document.id, number, document.text)])
        sentences = self._split(number, document.text, document)
        self._enqueue(number, document.id, document.text, sentences)

    def queue_again(self, info: DocumentInfo, keep_vectors: bool) -> None:
        """Write a stored document's derived rows again."""
        store = self._store
        text = store.catalogue.text(info)
        store.document_words.add([(info.id, info.number, text)])
        sentences = self._split(info.number, text, info)
        if not keep_vectors:
            store.catalogue.delete_passages(info.number)
            self._enqueue(info.number, info.id, text, sentences)
            return
        rows = store.catalogue.index_rows(info.number)
        store.words.add((row.id, info.number, row.text) for row in rows)
        vectors = [unpack_passage_vector(row.vectors, row.sentences) for row in rows]
        if vectors:
            ids = [row.id for row in rows]
            store.vectors.add(ids, [info.number] * len(ids), np.stack(vectors))

    def flush(self) -> None:
        """Embed and write what is queued, then show readers the documents that are complete."""
        store, queue = self._store, self._queue
        texts = [[part.text[s.start : s.end] for s in part.sentences] for part in queue]
        states = store.embedder.embed_documents(texts) if queue else []
        rows: list[tuple[int, Passage, str, bytes]] = []
        words: list[tuple[str, int, str]] = []
        vectors = []
        for part, found in zip(queue, states, strict=True):
            place = {sentence: index for index, sentence in enumerate(part.sentences)}
            for passage in part.passages:
                mine = found[[place[sentence] for sentence in passage.sentences]]
                lengths = [sentence.end - sentence.start for sentence in passage.sentences]
                vector = passage_vector(mine, lengths)
                packed = pack_vectors(vector, mine)
                # Both indexes get what the catalogue keeps, so that a rebuild gives the same.
                vectors.append(unpack_passage_vector(packed, len(lengths)))
                text = part.text[passage.start : passage.end]
                rows.append((part.number, passage, text, packed))
                words.append((passage.id, part.number, text))
        store.catalogue.add_passages(rows)
        store.words.add(words)
        if rows:
            ids, numbers = [word[0] for word in words], [word[1] for word in words]
            store.vectors.add(ids, numbers, np.stack(vectors))
        store.words.commit()
        store.document_words.commit()
        store.delete_documents(store.catalogue.publish(self._complete))
        self._report.passages += len(rows)
        self._queue, self._queued, self._complete = [], 0, []

    def _split(self, number: int, text: str, facts: Document | DocumentInfo) -> list[Span]:
        """The document's sentences; stores the statements in them."""
        sentences = split_sentences(text, facts.language)
        statements = find_statements(text, sentences, facts.speaker)
        self._store.catalogue.add_statements(number, statements)
        return sentences

    def _enqueue(self, number: int, document_id: str, text: str, sentences: list[Span]) -> None:
        passages = make_passages(document_id, sentences)
        at_once = self._batches.passages
        for first in range(0, len(passages), at_once):
            some = passages[first : first + at_once]
            sentences = sorted({sentence for passage in some for sentence in passage.sentences})
            self._queue.append(_Slice(number, text, some, sentences))
            self._queued += some[-1].end - some[0].start
            if first + at_once >= len(passages):
                self._complete.append(number)
            if self._queued >= self._batches.characters:
                self.flush()

    def _moved(self, document: Document) -> bool:
        """Whether this is a stored document whose file now lies elsewhere; notes the place."""
        info = self._names.get(document.name)
        if info is None or info.id != document.id or os.path.lexists(info.path):
            return False
        self._store.catalogue.set_path(info.number, document.path)
        self._report.unchanged += 1
        return True

    def _free_name(self, document: Document) -> str:
        """The document's name, with folders put before it until no other document has it."""
        name = document.name
        folders = list(document.path.parts[: -len(Path(name).parts)])
        while name in self._taken and folders:
            name = f"{folders.pop().strip('/') or '_'}/{name}"
        return name
