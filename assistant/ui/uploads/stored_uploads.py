"""Takes uploaded documents into the store: checks, copies and indexes them; and removes them.

Gradio puts an upload into a folder and hands over its path (`upload_folder.py`). Path, name, size
and contents are all untrusted. The file is copied to `STORE/uploads/` under the hash of its
contents; the name that it had becomes the document's name and is used for nothing else.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import UploadError
from assistant.ui.render.records import UploadResult
from assistant.ui.uploads.upload_folder import is_uploaded, size_of, temporary_copy
from index.errors import DocumentError, OnRecordError
from index.ingest.format_registry import describe_unsupported_suffix, formats_by_suffix

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from index.ingest.isolated_reader import IsolatedReader
    from index.store.store import Store

__all__ = [
    "MAX_FILES",
    "MAX_TOTAL_BYTES",
    "add_uploads",
    "document_name",
    "remove_stored_documents",
]

MAX_TOTAL_BYTES = 200_000_000
"""Of all files that are uploaded together; takes some minutes over a slow connection."""
MAX_FILES = 200
"""Number of files that can be uploaded together."""
MAX_DOCUMENT_PAGES = 3000
MAX_DOCUMENT_CHARACTERS = 3_000_000
"""A thousand pages: some minutes of indexing, for which other uploads wait."""
MAX_FILE_NAME_CHARACTERS = 120
UPLOADS_FOLDER = "uploads"

UploadStep = Literal["checking", "indexing", "done"]
UploadProgress = Callable[[int, int, str, UploadStep], None]
"""Called with the file's number from 0, the number of files, the file's name, and the step."""

_one_at_a_time = threading.Lock()
"""The store has one writer; a second upload waits for the first."""


def add_uploads(
    assistant: BaseAssistant,
    files: Sequence[str | Path],
    progress: UploadProgress | None = None,
    max_total_bytes: int = MAX_TOTAL_BYTES,
) -> list[UploadResult]:
    """Take uploaded files into the store of an assistant.

    This can take minutes, so call it in a worker thread. Questions are answered meanwhile; a
    document can be found as soon as its file is done. It waits for another upload to end.

    Args:
        assistant: Answers from the store.
        files: Paths in `upload_folder()`, as the value of a `gr.File` gives them to an event.
            The last part of each is the file's own name. Files that are taken in are deleted
            there.
        progress: Called at each step, in the thread that called this.
        max_total_bytes: Maximum size of the files together.

    Returns:
        A result for each file, in order. A file that can't be used is skipped, with the reason; a
        file whose contents the store already has is `unchanged`.

    Raises:
        UploadError: There are more than `MAX_FILES` files, or they are larger than allowed.
        StoreError: The store can't be opened. If it is busy or full, files are skipped instead.
    """
    if len(files) > MAX_FILES:
        raise UploadError(f"{len(files)} files at once; upload {MAX_FILES} at most")
    total = sum(size_of(Path(file)) for file in files)
    if total > max_total_bytes:
        raise UploadError(
            f"{total / 1e6:,.0f} MB at once; upload {max_total_bytes / 1e6:,.0f} MB at most"
        )
    from index.ingest.isolated_reader import open_isolated_reader

    report = progress or (lambda number, total, name, step: None)
    results: list[UploadResult] = []
    with _one_at_a_time, open_isolated_reader() as reading:
        store = assistant.store.open_again()
        try:
            for number, file in enumerate(files):
                path = Path(file)
                name = document_name(path.name)
                report(number, len(files), name, "checking")
                try:
                    kept, digest = _copy_to_store(store, path, name, reading)
                    report(number, len(files), name, "indexing")
                    result = _index_file(store, kept, digest, name)
                except OnRecordError as error:
                    result = UploadResult(name, "skipped", str(error))
                results.append(result)
                report(number, len(files), name, "done")
        finally:
            store.close()
    return results


def remove_stored_documents(assistant: BaseAssistant, documents: Sequence[str]) -> list[str]:
    """Remove documents from the store; uploaded files are deleted, other files are kept.

    Waits for another upload to end, as `add_uploads` does.

    Args:
        assistant: Answers from the store.
        documents: Names or ids, as `Filters.documents` takes them.

    Returns:
        Labels of the documents that were removed.

    Raises:
        FilterError: A name fits no document or several; nothing was removed.
        StoreError: The store can't be written to.
    """
    from index.sync.sync import remove_documents

    with _one_at_a_time:
        store = assistant.store.open_again()
        try:
            found = [store.catalogue.find_one_document(name) for name in documents]
            infos = list({info.number: info for info in found}.values())
            remove_documents(store, infos)
            for info in infos:
                if info.path.parent == store.folder.resolve() / UPLOADS_FOLDER:
                    with suppress(OSError):
                        info.path.unlink()
        finally:
            store.close()
    return [info.label for info in infos]


def document_name(name: str) -> str:
    """A document's name from a file's: one line of printable characters without folders.

    The suffix is kept, as it says which format the file has.
    """
    name = name.encode("utf-8", "replace").decode()
    # Separators of all systems. Characters that set the text direction are not printable.
    base = unicodedata.normalize("NFC", re.split(r"[/\\:\x00]", name)[-1])
    base = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in base))
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    stem, suffix = stem.strip(" ."), suffix.strip()[:10]
    room = MAX_FILE_NAME_CHARACTERS - len(suffix) - 1
    return f"{stem[:room].rstrip() or 'document'}{dot}{suffix}"


def _copy_to_store(
    store: Store, path: Path, name: str, reading: IsolatedReader
) -> tuple[Path, str]:
    """Copy a file into the store; gives its path there and the hash of its contents.

    Raises:
        DocumentError: The file can't be used as a document.
        UploadError: It was not uploaded.
    """
    if not is_uploaded(path):
        raise UploadError("not an uploaded file")
    suffix = Path(name).suffix.lower()
    if suffix not in formats_by_suffix():
        raise DocumentError(describe_unsupported_suffix(suffix))
    folder = store.folder.resolve() / UPLOADS_FOLDER
    with temporary_copy(path, folder, suffix) as (copy, digest):
        tried = reading.read(copy, name)
        if tried.pages > MAX_DOCUMENT_PAGES:
            raise DocumentError(
                f"has {tried.pages:,} pages, more than the {MAX_DOCUMENT_PAGES:,} allowed"
            )
        if tried.characters > MAX_DOCUMENT_CHARACTERS:
            raise DocumentError(
                f"has {tried.characters:,} characters, more than the"
                f" {MAX_DOCUMENT_CHARACTERS:,} allowed; split it into parts"
            )
        kept = copy.replace(folder / f"{digest[:32]}{suffix}")
    with suppress(OSError):
        path.unlink()
    return kept, digest


def _index_file(store: Store, kept: Path, digest: str, name: str) -> UploadResult:
    from index.ingest.discovery import SourceFile
    from index.ingest.metadata.metadata import Metadata
    from index.sync.sync import sync_sources

    same = next(iter(store.catalogue.documents_with_sha256(digest)), None)
    if same is not None:
        if same.path != kept:
            kept.unlink(missing_ok=True)
        return UploadResult(name, "unchanged", f"the same as {same.label}", same.label)
    source = SourceFile(kept, _free_name(store, name), Metadata())
    try:
        report = sync_sources(store, [source])
    except OnRecordError:
        kept.unlink(missing_ok=True)
        raise
    for skipped in report.skipped:
        kept.unlink(missing_ok=True)
        return UploadResult(name, "skipped", skipped.reason)
    info = store.catalogue.find_one_document(str(kept))
    return UploadResult(name, "indexed", None, info.label)


def _free_name(store: Store, name: str) -> str:
    """The name, numbered where another document has it."""
    path, number = Path(name), 1
    while any(name in (info.name, info.label) for info in store.catalogue.find_documents(name)):
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name
