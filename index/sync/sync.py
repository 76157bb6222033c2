"""Brings a store up to date with files: adds, updates and removes documents; rebuilds indexes.

    files -> documents -> sentences -> passages -> vectors -> catalogue (pending)
          -> Chroma and Tantivy -> catalogue (ready) -> people

A run may be killed at any moment: readers see only ready documents, and the next run deletes what
an interrupted one left behind. Running twice changes nothing. Memory use does not grow with the
number of documents.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from index.errors import DocumentError
from index.ingest.loading import Skipped, SourceFile, find_source_files, read_bytes, sha256_of
from index.limits import BATCH_SIZES, BatchSizes
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.sync.batch_writer import BatchWriter, SyncReport, metadata_fingerprint
from index.sync.people import update_people

ProgressCallback = Callable[[int, int, str], None]
"""Called with the bytes (or documents) done, their total, and the name of the current file."""


def sync(
    store: Store,
    paths: Sequence[Path],
    metadata_file: Path | None = None,
    prune: bool = False,
    progress: ProgressCallback | None = None,
    batch_sizes: BatchSizes = BATCH_SIZES,
) -> SyncReport:
    """Bring the store up to date with files and folders.

    Args:
        store: The store to update.
        paths: Files and folders.
        metadata_file: A CSV file about the documents; None for any metadata.csv beside them.
        prune: Also remove documents under `paths` whose files no longer exist.
        progress: Called before each file and at the end.
        batch_sizes: How much to embed and write at once.

    Raises:
        StoreError: The store can't be written. Documents that were ready stay.
        MetadataError: A metadata file is malformed; nothing was changed.
    """
    sources, skipped = find_source_files(paths, metadata_file)
    # The store itself may lie inside an indexed folder; its own files are no documents.
    own = store.folder.resolve()
    sources = [source for source in sources if not source.path.is_relative_to(own)]
    report = SyncReport(skipped=[s for s in skipped if not s.path.resolve().is_relative_to(own)])
    _update_store(store, sources, report, progress, paths if prune else (), batch_sizes)
    return report


def sync_sources(
    store: Store, sources: Sequence[SourceFile], progress: ProgressCallback | None = None
) -> SyncReport:
    """Bring the store up to date with files whose names and metadata are given.

    Args:
        store: The store to update.
        sources: The files, each with the name and the metadata of its document.
        progress: Called before each file and at the end.

    Raises:
        StoreError: The store can't be written. Documents that were ready stay.
    """
    report = SyncReport()
    _update_store(store, sources, report, progress)
    return report


def _update_store(
    store: Store,
    sources: Sequence[SourceFile],
    report: SyncReport,
    progress: ProgressCallback | None,
    pruned: Sequence[Path] = (),
    batch_sizes: BatchSizes = BATCH_SIZES,
) -> None:
    with store.writing():
        known = {str(info.path): info for info in store.catalogue.documents()}
        work = list(_changed_sources(sources, known, report))
        # Adding documents to incomplete indexes would hide that they are incomplete.
        store.check_indexes(vectors=bool(work))
        writer = BatchWriter(store, report, known, batch_sizes)
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
            missing = _numbers_of_missing_files(store.catalogue.documents(), pruned)
            _remove(store, missing)
            report.removed = len(missing)
        update_people(store)
        store.compact_word_indexes()


def remove_documents(store: Store, documents: Sequence[DocumentInfo]) -> None:
    """Delete documents from the store. Their files are not deleted.

    Raises:
        StoreError: The store can't be written.
    """
    with store.writing():
        _remove(store, [document.number for document in documents])
        update_people(store)
        store.compact_word_indexes()


def rebuild(
    store: Store, progress: ProgressCallback | None = None, report: SyncReport | None = None
) -> int:
    """Rebuild both derived indexes from the catalogue.

    Passages and vectors are made again only if the model, the passage size or the way in which
    files are read has changed; then a file that is still the same is read again. So they are of
    a document whose text or passages aren't as they were stored.

    Args:
        store: The store.
        progress: Called before each document.
        report: Gets the documents whose text can't be mended.

    Returns:
        The number of passages.

    Raises:
        StoreError: The store can't be written.
    """
    current = store.current_manifest()
    stored = store.catalogue.manifest()
    keep = stored.get("state") in ("ready", "rebuilding") and all(
        stored.get(key) == current[key]
        for key in ("passages", "reading", "model", "model_fingerprint")
    )
    with store.writing(finish=False):
        # Kept until the end, so that a killed rebuild isn't mistaken for a complete store.
        state = "rebuilding" if keep else "embedding again"
        store.catalogue.write_manifest({**current, "state": state})
        store.clear_indexes()
        store.catalogue.delete_documents(store.catalogue.unfinished_numbers())
        writer = BatchWriter(store, report or SyncReport(), {})
        infos = list(store.catalogue.documents())
        for index, info in enumerate(infos):
            if progress:
                progress(index, len(infos), info.label)
            writer.queue_again(info, keep_vectors=keep)
        writer.flush()
        update_people(store)
        store.catalogue.write_manifest(current)
    return store.catalogue.count()[1]


def _changed_sources(
    sources: Iterable[SourceFile], known: dict[str, DocumentInfo], report: SyncReport
) -> Iterator[tuple[SourceFile, int]]:
    """Yield the sources that are new or have changed, with their sizes in bytes."""
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


def _numbers_of_missing_files(known: Iterable[DocumentInfo], paths: Sequence[Path]) -> list[int]:
    # If the folder itself is missing, its disk may just not be mounted.
    roots = [path.resolve() for path in paths if path.exists()]
    return [
        info.number
        for info in known
        if any(info.path.is_relative_to(root) for root in roots) and not os.path.lexists(info.path)
    ]


def _remove(store: Store, numbers: list[int]) -> None:
    store.catalogue.mark_removed(numbers)
    store.delete_documents(numbers)
