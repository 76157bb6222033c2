"""What people upload: checked, kept in the store under generated names, indexed.

Gradio puts an upload into a folder of its own and hands over the path (`upload_folder.py`). Nothing
about it is trusted: not the path, not the name, not the size, not the contents. The file is copied
to `STORE/uploads/` under the hash of its contents; the name that it had is the document's name and
nothing else.
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
from assistant.ui.uploads.upload_folder import copied, is_uploaded, size_of
from index.errors import DocumentError, OnRecordError
from index.ingest.format_registry import describe_unsupported_suffix, formats_by_suffix

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from index.ingest.trial_reading import Trial
    from index.store.rows import DocumentInfo
    from index.store.store import Store

__all__ = [
    "MAX_FILES",
    "MAX_TOTAL_BYTES",
    "add_uploads",
    "document_name",
    "remove_documents",
]

MAX_TOTAL_BYTES = 200_000_000
"""Of all files that are uploaded together: some minutes on a slow line."""
MAX_FILES = 200
"""Uploaded together."""
MAX_PAGES = 3000
MAX_CHARACTERS = 3_000_000
"""Of one document: a thousand pages, some minutes of indexing, for which others wait."""
LONGEST_NAME = 120
FOLDER = "uploads"

Step = Literal["checking", "indexing", "done"]
UploadProgress = Callable[[int, int, str, Step], None]
"""Called with the file's number from 0, how many there are, its name, and what is being done."""

_turn = threading.Lock()
"""One at a time: the store has one writer, and a second upload can well wait for the first."""


def add_uploads(
    assistant: BaseAssistant, files: Sequence[str | Path], progress: UploadProgress | None = None
) -> list[UploadResult]:
    """Take uploaded files into the store that an assistant answers from.

    Blocks for as long as it takes, so call it in a worker thread. Questions are answered
    meanwhile; a document can be found as soon as its file is done. If another upload is being
    taken in, it waits for that.

    Args:
        assistant: Whose store.
        files: Paths in `upload_folder()`, as the value of a `gr.File` gives them to an event.
            The last part of each is the name that the file had. What is taken in is deleted
            there.
        progress: Told what is being done, from the thread that called this.

    Returns:
        A result for each file, in order. What can't be used is skipped with the reason; a file
        whose contents the store has already is `unchanged`.

    Raises:
        UploadError: There are more than `MAX_FILES` files, or more than `MAX_TOTAL_BYTES`.
        StoreError: The store can't be opened. That it is busy or full skips the files instead.
    """
    if len(files) > MAX_FILES:
        raise UploadError(f"{len(files)} files at once; upload {MAX_FILES} at most")
    total = sum(size_of(Path(file)) for file in files)
    if total > MAX_TOTAL_BYTES:
        raise UploadError(
            f"{total / 1e6:,.0f} MB at once; upload {MAX_TOTAL_BYTES / 1e6:,.0f} MB at most"
        )
    from index.ingest.trial_reading import trial

    tell = progress or (lambda number, of, name, step: None)
    results: list[UploadResult] = []
    with _turn, trial() as reading:
        store = assistant.store.open_again()
        try:
            for number, file in enumerate(files):
                path = Path(file)
                name = document_name(path.name)
                tell(number, len(files), name, "checking")
                try:
                    kept, digest = _kept(store, path, name, reading)
                    tell(number, len(files), name, "indexing")
                    result = _indexed(store, kept, digest, name)
                except OnRecordError as error:
                    result = UploadResult(name, "skipped", str(error))
                results.append(result)
                tell(number, len(files), name, "done")
        finally:
            store.close()
    return results


def remove_documents(assistant: BaseAssistant, documents: Sequence[str]) -> list[str]:
    """Take documents out of the store; uploaded files are deleted, other files stay.

    Blocks as `add_uploads` does.

    Args:
        assistant: Whose store.
        documents: Names or ids, as `Filters.documents` takes them.

    Returns:
        Labels of the documents that were removed.

    Raises:
        FilterError: A name is none, or names several documents; nothing was removed.
        StoreError: The store can't be written.
    """
    from index.sync.sync import remove_documents

    with _turn:
        store = assistant.store.open_again()
        try:
            found = [store.catalogue.find_one_document(name) for name in documents]
            infos = list({info.number: info for info in found}.values())
            remove_documents(store, infos)
            for info in infos:
                if info.path.parent == store.folder.resolve() / FOLDER:
                    with suppress(OSError):
                        info.path.unlink()
        finally:
            store.close()
    return [info.label for info in infos]


def document_name(name: str) -> str:
    """A file's name as a document may have it: one line of printable characters, no folders.

    The ending is kept, as it says which format the file has.
    """
    name = name.encode("utf-8", "replace").decode()
    # Whatever any system takes for a separator; what steers text direction is not printable.
    base = unicodedata.normalize("NFC", re.split(r"[/\\:\x00]", name)[-1])
    base = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in base))
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    stem, suffix = stem.strip(" ."), suffix.strip()[:10]
    room = LONGEST_NAME - len(suffix) - 1
    return f"{stem[:room].rstrip() or 'document'}{dot}{suffix}"


def _kept(store: Store, path: Path, name: str, reading: Trial) -> tuple[Path, str]:
    """The file's place in the store, and the hash of its contents.

    Raises:
        DocumentError: It is no file that can be taken in.
        UploadError: It was not uploaded.
    """
    if not is_uploaded(path):
        raise UploadError("not an uploaded file")
    suffix = Path(name).suffix.lower()
    if suffix not in formats_by_suffix():
        raise DocumentError(describe_unsupported_suffix(suffix))
    folder = store.folder.resolve() / FOLDER
    with copied(path, folder, suffix) as (copy, digest):
        tried = reading.read(copy, name)
        if tried.pages > MAX_PAGES:
            raise DocumentError(f"has {tried.pages:,} pages, more than the {MAX_PAGES:,} allowed")
        if tried.characters > MAX_CHARACTERS:
            raise DocumentError(
                f"has {tried.characters:,} characters, more than the {MAX_CHARACTERS:,} allowed;"
                " split it into parts"
            )
        kept = copy.replace(folder / f"{digest[:32]}{suffix}")
    with suppress(OSError):
        path.unlink()
    return kept, digest


def _indexed(store: Store, kept: Path, digest: str, name: str) -> UploadResult:
    from index.ingest.discovery import Source
    from index.ingest.metadata.metadata import Metadata
    from index.sync.sync import sync_sources

    infos = list(store.catalogue.documents())
    same = next((info for info in infos if info.sha256 == digest), None)
    if same is not None:
        if same.path != kept:
            kept.unlink(missing_ok=True)
        return UploadResult(name, "unchanged", f"the same as {same.label}", same.label)
    source = Source(kept, _free_name(name, infos), Metadata())
    try:
        report = sync_sources(store, [source])
    except OnRecordError:
        kept.unlink(missing_ok=True)
        raise
    for skipped in report.skipped:
        kept.unlink(missing_ok=True)
        return UploadResult(name, "skipped", skipped.reason)
    info = next(info for info in store.catalogue.documents() if info.path == kept)
    return UploadResult(name, "indexed", None, info.label)


def _free_name(name: str, infos: Sequence[DocumentInfo]) -> str:
    """The name, numbered where another document has it."""
    taken = {part for info in infos for part in (info.name, info.label)}
    path, number = Path(name), 1
    while name in taken:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name
