"""Splits documents into passages, embeds them, and writes them to the store in batches."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import numpy as np

from index.attribution.extraction import Layout, extract_statements
from index.embedding.vectors import pack_vectors, passage_vector, unpack_passage_vector
from index.errors import DocumentError
from index.ingest.loading import Skipped, SourceFile, load_document, read_bytes, sha256_of
from index.ingest.metadata.metadata import Metadata
from index.limits import BATCH_SIZES, BatchSizes
from index.people.reading_mentions import read_mentions
from index.records import Document, Passage, PrintedTurn, Span, content_id
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.passages import make_passages
from index.text.reading_text import make_reading_text
from index.text.sentences import split_sentences

__all__ = ["BatchWriter", "SyncReport", "metadata_fingerprint"]


_CHANGED_TEXT = (
    "its text in the store isn't the one that was indexed, and its file is gone or has changed; "
    "index the file again, or run `onrecord remove {}`"
)


@dataclass(slots=True)
class SyncReport:
    """Counts of what an indexing run did, and the files that it skipped."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    """Number of passages that were embedded."""
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether an input was skipped for an error, not only with a warning."""
        return any(not skipped.warning for skipped in self.skipped)


def metadata_fingerprint(source: SourceFile) -> str:
    """A hash of what the metadata file says about a source file."""
    facts = [*astuple(source.metadata)[:-1], sorted(source.metadata.extra.items())]
    return content_id(*facts)


@dataclass(frozen=True, slots=True)
class _QueuedPassages:
    """Passages of one document that are waiting to be embedded."""

    number: int
    text: str
    passages: list[Passage]
    sentences: list[Span]
    """All sentences of these passages, each once, in order."""


class BatchWriter:
    """Collects passages until a batch is full, then embeds and writes them.

    Use within `Store.writing()`, and call `flush` at the end.
    """

    def __init__(
        self,
        store: Store,
        report: SyncReport,
        known: dict[str, DocumentInfo],
        batch_sizes: BatchSizes = BATCH_SIZES,
    ) -> None:
        """Start with an empty batch.

        Args:
            store: The store to write to.
            report: Counts are added to it.
            known: Documents that are stored already, by path.
            batch_sizes: How much to embed and write at once.
        """
        self._batch_sizes = batch_sizes
        self._store = store
        self._report = report
        self._known = known
        self._names = {info.name: info for info in known.values()}
        self._used_names = set(self._names)
        self._queue: list[_QueuedPassages] = []
        self._queued = 0
        self._complete: list[int] = []

    def add(self, source: SourceFile) -> None:
        """Load a file and queue its passages, unless it is stored already.

        The document becomes ready when the batch with its last passage is written.

        Raises:
            DocumentError: The file can't be read as a document.
        """
        document = load_document(source, read_bytes(source))
        old = self._known.get(str(source.path))
        if old is None and self._moved(document):
            return
        document = replace(document, name=old.name if old else self._unused_name(document))
        if old and old.id == document.id:
            # The metadata file has changed, but says what was already known from the text.
            self._store.catalogue.set_metadata_fingerprint(old.number, metadata_fingerprint(source))
            self._report.unchanged += 1
            return
        self.queue_document(document, metadata_fingerprint(source))
        if old:
            self._report.changed += 1
        else:
            self._report.added += 1

    def queue_document(self, document: Document, fingerprint: str) -> None:
        """Queue a document's passages; once written, it replaces an older document of its path.

        Args:
            document: The document to store.
            fingerprint: Hash of what the metadata file says about it.
        """
        number = self._store.catalogue.add_pending(document, fingerprint)
        self._used_names.add(document.name)
        reading = make_reading_text(document.text, document.marks)
        if reading.marks:
            self._store.catalogue.keep_reading(number, reading)
        self._store.document_words.add_reading_texts([(document.id, number, reading)])
        text = reading.text
        sentences = self._split(number, text, document)
        self._enqueue(number, document.id, text, sentences)

    def queue_again(self, info: DocumentInfo, keep_vectors: bool) -> None:
        """Add a stored document to the emptied indexes again, for a rebuild.

        Args:
            info: The document.
            keep_vectors: Use the stored vectors; False to read the file again, if it is still the
                same, and to split and embed its text again. So are those of which something
                was lost or changed.
        """
        store = self._store
        damage = store.catalogue.damage(info.number)
        if not keep_vectors or damage.text:
            self._read_file_again(info, damage.text)
        if damage.text and store.catalogue.damage(info.number).text:
            self._report.skipped.append(Skipped(info.path, _CHANGED_TEXT.format(info.label)))
            store.catalogue.read_text_all_the_same(info.number)
        elif store.catalogue.checksums(info.number).passages is None:
            store.catalogue.keep_checksums(info.number)
        keep_vectors = keep_vectors and not any(damage)
        reading = store.catalogue.reading_text(info)
        store.document_words.add_reading_texts([(info.id, info.number, reading)])
        text = reading.text
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

    def _read_file_again(self, info: DocumentInfo, damaged: bool) -> None:
        """Store the text as this version of On Record reads it.

        A file that is gone or has changed keeps the text that is stored. That of a text file is
        the file itself, so that it is read again all the same, unless it is damaged.
        """
        catalogue = self._store.catalogue
        source = SourceFile(info.path, info.name, Metadata())
        with suppress(DocumentError):
            data = read_bytes(source)
            if sha256_of(data) == info.sha256:
                catalogue.replace_text(info.number, load_document(source, data))
                return
        if damaged:
            return
        text = catalogue.text(info)
        with suppress(DocumentError):
            document = load_document(source, text.encode("utf-8", "surrogatepass"))
            if document.text == text:
                catalogue.replace_text(info.number, document)

    def flush(self) -> None:
        """Embed and write all queued passages, then make the completed documents ready."""
        store, queue = self._store, self._queue
        texts = [[part.text[s.start : s.end] for s in part.sentences] for part in queue]
        states = store.embedder.embed_documents(texts) if queue else []
        rows: list[tuple[int, Passage, str, bytes]] = []
        words: list[tuple[str, int, str]] = []
        vectors = []
        for part, sentence_vectors in zip(queue, states, strict=True):
            position = {sentence: index for index, sentence in enumerate(part.sentences)}
            for passage in part.passages:
                own_vectors = sentence_vectors[
                    [position[sentence] for sentence in passage.sentences]
                ]
                lengths = [sentence.end - sentence.start for sentence in passage.sentences]
                vector = passage_vector(own_vectors, lengths)
                packed = pack_vectors(vector, own_vectors)
                # The index gets the rounded vector that the catalogue stores, as after a rebuild.
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

    def _split(self, number: int, text: str, document: Document | DocumentInfo) -> list[Span]:
        """Split a document into sentences, and store the statements in them and who speaks."""
        sentences = split_sentences(text, document.language)
        catalogue = self._store.catalogue

        def place(span: Span) -> Span:
            return catalogue.place_in_reading(number, *span)

        layout = Layout(
            tuple(
                PrintedTurn(place(turn.content), place(turn.speaker))
                for turn in catalogue.turns(number)
            ),
            tuple(map(place, catalogue.block_quotations(number))),
            tuple(map(place, catalogue.notes(number))),
        )
        statements = list(
            extract_statements(
                text,
                sentences,
                document.speaker,
                layout,
                title=document.title,
                outlet=document.outlet,
                url=document.url,
            )
        )
        catalogue.add_statements(number, statements, read_mentions(text, statements))
        return sentences

    def _enqueue(self, number: int, document_id: str, text: str, sentences: list[Span]) -> None:
        passages = make_passages(document_id, sentences)
        at_once = self._batch_sizes.passages
        for first in range(0, len(passages), at_once):
            some = passages[first : first + at_once]
            sentences = sorted({sentence for passage in some for sentence in passage.sentences})
            self._queue.append(_QueuedPassages(number, text, some, sentences))
            self._queued += some[-1].end - some[0].start
            if first + at_once >= len(passages):
                self._complete.append(number)
            if self._queued >= self._batch_sizes.characters:
                self.flush()

    def _moved(self, document: Document) -> bool:
        """Whether a stored document's file was moved to this path; then stores the new path."""
        info = self._names.get(document.name)
        if info is None or info.id != document.id or os.path.lexists(info.path):
            return False
        self._store.catalogue.set_path(info.number, document.path)
        self._report.unchanged += 1
        return True

    def _unused_name(self, document: Document) -> str:
        """The document's name, prefixed with parent folders until no other document has it."""
        name = document.name
        folders = list(document.path.parts[: -len(Path(name).parts)])
        while name in self._used_names and folders:
            name = f"{folders.pop().strip('/') or '_'}/{name}"
        return name
