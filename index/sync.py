"""The only way into a store: add, change, remove.

    files -> documents -> sentences -> passages -> vectors -> catalogue (pending)
          -> Chroma and Tantivy -> catalogue (ready)

Safe to kill at any moment: readers see only what is ready, and the next run takes out what an
interrupted one left. Running twice changes nothing. Memory doesn't grow with the corpus.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import numpy as np

from index.documents import Skipped, Source, find_sources, load_document, read_bytes, sha256_of
from index.embedding import pack, passage_vector, unpack_passage
from index.errors import DocumentError
from index.passages import make_passages
from index.records import Document, Passage, Span, content_id
from index.sentences import split_sentences
from index.statements import find_statements
from index.store import Store
from index.stored import DocumentInfo

BATCH = 60_000
"""Characters that are embedded and written together: seconds of work, a few MB of memory."""
_SLICE = 50
"""Passages of one document that are queued at once."""

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and the file at hand."""


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


def sync(
    store: Store,
    paths: Sequence[Path],
    metadata_file: Path | None = None,
    prune: bool = False,
    progress: Progress | None = None,
) -> SyncReport:
    """Bring the store up to date with files and folders.

    Args:
        store: Where to.
        paths: Files and folders.
        metadata_file: A CSV file about the documents; else a metadata.csv beside them.
        prune: Also remove documents under `paths` whose files are gone.
        progress: Told how far it is.

    Raises:
        StoreError: The store can't be written. What was ready stays.
        MetadataError: A metadata file is malformed; nothing was changed.
    """
    sources, skipped = find_sources(paths, metadata_file)
    # A store inside the folder that is indexed holds no documents.
    own = store.folder.resolve()
    sources = [source for source in sources if not source.path.is_relative_to(own)]
    report = SyncReport(skipped=[s for s in skipped if not s.path.resolve().is_relative_to(own)])
    _bring_in(store, sources, report, progress, paths if prune else ())
    return report


def sync_sources(
    store: Store, sources: Sequence[Source], progress: Progress | None = None
) -> SyncReport:
    """Bring the store up to date with files that are already named and described.

    Args:
        store: Where to.
        sources: The files, wherever they lie; each with the name that its document gets.
        progress: Told how far it is.

    Raises:
        StoreError: The store can't be written. What was ready stays.
    """
    report = SyncReport()
    _bring_in(store, sources, report, progress)
    return report


def _bring_in(
    store: Store,
    sources: Sequence[Source],
    report: SyncReport,
    progress: Progress | None,
    pruned: Sequence[Path] = (),
) -> None:
    with store.writing():
        known = {str(info.path): info for info in store.catalogue.documents()}
        work = list(_changed(sources, known, report))
        # Adding to indexes that are not whole would hide it.
        store.check_derived(vectors=bool(work))
        writer = _Writer(store, report, known)
        total = sum(size for _, size in work)
        done = 0
        for source, size in work:
            if progress:
                progress(done, total, source.name)
            try:
                writer.add(source)
            except DocumentError as error:
                report.skipped.append(Skipped(source.path, str(error)))
            done += size
        writer.flush()
        if progress and work:
            progress(total, total, "")
        if pruned:
            gone = _gone(store.catalogue.documents(), pruned)
            _remove(store, gone)
            report.removed = len(gone)
        store.tidy()


def remove(store: Store, documents: Sequence[DocumentInfo]) -> None:
    """Take documents out of the store; their files stay.

    Raises:
        StoreError: The store can't be written.
    """
    with store.writing():
        _remove(store, [document.number for document in documents])
        store.tidy()


def rebuild(store: Store, progress: Progress | None = None) -> int:
    """Make passages, vectors and both derived indexes again from the stored documents.

    Vectors are computed again only where the model or the passages' size has changed.

    Returns:
        The number of passages.

    Raises:
        StoreError: The store can't be written.
    """
    wanted = store.settings()
    found = store.catalogue.manifest()
    keep = found.get("state") in ("ready", "rebuilding") and all(
        found.get(key) == wanted[key] for key in ("passages", "model", "model_fingerprint")
    )
    with store.writing(finish=False):
        # Until the end, so that a rebuild that was killed isn't mistaken for a whole store.
        state = "rebuilding" if keep else "embedding again"
        store.catalogue.write_manifest({**wanted, "state": state})
        store.clear_derived()
        store.catalogue.purge(store.catalogue.unfinished())
        report = SyncReport()
        writer = _Writer(store, report, {})
        infos = list(store.catalogue.documents())
        for index, info in enumerate(infos):
            if progress:
                progress(index, len(infos), info.label)
            writer.again(info, keep_vectors=keep)
        writer.flush()
        store.catalogue.write_manifest(wanted)
    return store.catalogue.count()[1]


def _changed(
    sources: Iterable[Source], known: dict[str, DocumentInfo], report: SyncReport
) -> Iterator[tuple[Source, int]]:
    """The sources that are new or have changed, with their sizes in bytes."""
    for source in sources:
        try:
            data = read_bytes(source)
        except DocumentError as error:
            report.skipped.append(Skipped(source.path, str(error)))
            continue
        info = known.get(str(source.path))
        if info and (info.sha256, info.given) == (sha256_of(data), _given(source)):
            report.unchanged += 1
        else:
            yield source, len(data)


def _given(source: Source) -> str:
    """A fingerprint of what a metadata file says about a source."""
    facts = [*astuple(source.metadata)[:-1], sorted(source.metadata.extra.items())]
    return content_id(*facts)


def _gone(known: Iterable[DocumentInfo], paths: Sequence[Path]) -> list[int]:
    # Where a given folder itself is missing, a disk may just not be mounted.
    roots = [path.resolve() for path in paths if path.exists()]
    return [
        info.number
        for info in known
        if any(info.path.is_relative_to(root) for root in roots) and not os.path.lexists(info.path)
    ]


def _remove(store: Store, numbers: list[int]) -> None:
    store.catalogue.mark_removed(numbers)
    store.take_out(numbers)


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some passages of one document, waiting to be embedded."""

    number: int
    text: str
    passages: list[Passage]
    sentences: list[Span]
    """The sentences in them, each once, in order."""


class _Writer:
    """Collects passages until a batch is full, then embeds and writes them."""

    def __init__(self, store: Store, report: SyncReport, known: dict[str, DocumentInfo]) -> None:
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
            self._store.catalogue.note_given(old.number, _given(source))
            self._report.unchanged += 1
            return
        number = self._store.catalogue.begin(document, _given(source))
        self._taken.add(document.name)
        self._store.document_words.add([(document.id, number, document.text)])
        sentences = self._split(number, document.text, document)
        self._enqueue(number, document.id, document.text, sentences)
        if old:
            self._report.changed += 1
        else:
            self._report.added += 1

    def again(self, info: DocumentInfo, keep_vectors: bool) -> None:
        """Write a stored document's derived rows again."""
        store = self._store
        text = store.catalogue.text(info)
        store.document_words.add([(info.id, info.number, text)])
        sentences = self._split(info.number, text, info)
        if not keep_vectors:
            store.catalogue.drop_passages(info.number)
            self._enqueue(info.number, info.id, text, sentences)
            return
        rows = store.catalogue.derived(info.number)
        store.words.add((row.id, info.number, row.text) for row in rows)
        vectors = [unpack_passage(row.vectors, row.sentences) for row in rows]
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
                packed = pack(vector, mine)
                # Both indexes get what the catalogue keeps, so that a rebuild gives the same.
                vectors.append(unpack_passage(packed, len(lengths)))
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
        store.take_out(store.catalogue.publish(self._complete))
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
        for first in range(0, len(passages), _SLICE):
            some = passages[first : first + _SLICE]
            sentences = sorted({sentence for passage in some for sentence in passage.sentences})
            self._queue.append(_Slice(number, text, some, sentences))
            self._queued += some[-1].end - some[0].start
            if first + _SLICE >= len(passages):
                self._complete.append(number)
            if self._queued >= BATCH:
                self.flush()

    def _moved(self, document: Document) -> bool:
        """Whether this is a stored document whose file now lies elsewhere; notes the place."""
        info = self._names.get(document.name)
        if info is None or info.id != document.id or os.path.lexists(info.path):
            return False
        self._store.catalogue.move(info.number, document.path)
        self._report.unchanged += 1
        return True

    def _free_name(self, document: Document) -> str:
        """The document's name, with folders put before it until no other document has it."""
        name = document.name
        folders = list(document.path.parts[: -len(Path(name).parts)])
        while name in self._taken and folders:
            name = f"{folders.pop().strip('/') or '_'}/{name}"
        return name
