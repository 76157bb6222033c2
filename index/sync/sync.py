"""The only way into a store: add, change, remove.

    files -> documents -> sentences -> passages -> vectors -> catalogue (pending)
          -> Chroma and Tantivy -> catalogue (ready)

Safe to kill at any moment: readers see only what is ready, and the next run takes out what an
interrupted one left. Running twice changes nothing. Memory doesn't grow with the corpus.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from index.errors import DocumentError
from index.ingest.loading import Skipped, Source, find_sources, read_bytes, sha256_of
from index.limits import BATCH_SIZES, BatchSizes
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.sync.batch_writer import BatchWriter, SyncReport, metadata_fingerprint

ProgressCallback = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and the file at hand."""


def sync(
    store: Store,
    paths: Sequence[Path],
    metadata_file: Path | None = None,
    prune: bool = False,
    progress: ProgressCallback | None = None,
    batches: BatchSizes = BATCH_SIZES,
) -> SyncReport:
    """Bring the store up to date with files and folders.

    Args:
        store: Where to.
        paths: Files and folders.
        metadata_file: A CSV file about the documents; else a metadata.csv beside them.
        prune: Also remove documents under `paths` whose files are gone.
        progress: Told how far it is.
        batches: How much is embedded and written at once.

    Raises:
        StoreError: The store can't be written. What was ready stays.
        MetadataError: A metadata file is malformed; nothing was changed.
    """
    sources, skipped = find_sources(paths, metadata_file)
    # A store inside the folder that is indexed holds no documents.
    own = store.folder.resolve()
    sources = [source for source in sources if not source.path.is_relative_to(own)]
    report = SyncReport(skipped=[s for s in skipped if not s.path.resolve().is_relative_to(own)])
    _bring_in(store, sources, report, progress, paths if prune else (), batches)
    return report


def sync_sources(
    store: Store, sources: Sequence[Source], progress: ProgressCallback | None = None
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
    progress: ProgressCallback | None,
    pruned: Sequence[Path] = (),
    batches: BatchSizes = BATCH_SIZES,
) -> None:
    with store.writing():
        known = {str(info.path): info for info in store.catalogue.documents()}
        work = list(_changed(sources, known, report))
        # Adding to indexes that are not whole would hide it.
        store.check_indexes(vectors=bool(work))
        writer = BatchWriter(store, report, known, batches)
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
        store.compact_word_indexes()


def remove_documents(store: Store, documents: Sequence[DocumentInfo]) -> None:
    """Take documents out of the store; their files stay.

    Raises:
        StoreError: The store can't be written.
    """
    with store.writing():
        _remove(store, [document.number for document in documents])
        store.compact_word_indexes()


def rebuild(store: Store, progress: ProgressCallback | None = None) -> int:
    """Make passages, vectors and both derived indexes again from the stored documents.

    Vectors are computed again only where the model or the passages' size has changed.

    Returns:
        The number of passages.

    Raises:
        StoreError: The store can't be written.
    """
    wanted = store.current_manifest()
    found = store.catalogue.manifest()
    keep = found.get("state") in ("ready", "rebuilding") and all(
        found.get(key) == wanted[key] for key in ("passages", "model", "model_fingerprint")
    )
    with store.writing(finish=False):
        # Until the end, so that a rebuild that was killed isn't mistaken for a whole store.
        state = "rebuilding" if keep else "embedding again"
        store.catalogue.write_manifest({**wanted, "state": state})
        store.clear_indexes()
        store.catalogue.delete_documents(store.catalogue.unfinished_numbers())
        report = SyncReport()
        writer = BatchWriter(store, report, {})
        infos = list(store.catalogue.documents())
        for index, info in enumerate(infos):
            if progress:
                progress(index, len(infos), info.label)
            writer.queue_again(info, keep_vectors=keep)
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
        if info and (info.sha256, info.metadata_fingerprint) == (
            sha256_of(data),
            metadata_fingerprint(source),
        ):
            report.unchanged += 1
        else:
            yield source, len(data)


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
    store.delete_documents(numbers)
