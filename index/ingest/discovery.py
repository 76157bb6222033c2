"""Finds the files to index under files and folders, each with its row of metadata.csv."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.ingest.format_registry import describe_unsupported_suffix, formats_by_suffix
from index.ingest.metadata.metadata import Metadata, MetadataTable, path_key, read_metadata_csv

_BESIDE_DOCUMENTS = frozenset({".csv", ".jsonl"})
_METADATA_NAME = "metadata.csv"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index, with its name and its row of metadata.csv.

    Attributes:
        path: Absolute path, with links resolved.
        name: Relative to the folder that was given, with forward slashes; the file's own name
            where the file itself was given.
        metadata: The facts in its row of metadata.csv.
    """

    path: Path
    name: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was left out, or a warning, to report at the end of a run.

    Attributes:
        path: The file or folder it is about.
        reason: Why it was left out, or what the warning says.
        warning: Whether this is only a warning and nothing was left out.
    """

    path: Path
    reason: str
    warning: bool = False


def find_source_files(
    paths: Sequence[Path], metadata_file: Path | None = None
) -> tuple[list[SourceFile], list[Skipped]]:
    """List the documents under the given files and folders, always in the same order.

    Folders are searched to any depth, through links too. Hidden files and folders, .csv and
    .jsonl files (metadata, test sets) are not documents; every other file is either listed or
    skipped with a reason. A file that is reached twice is listed once.

    Args:
        paths: Files and folders.
        metadata_file: A CSV file about the documents. Without it, a metadata.csv beside the
            documents, or in a folder above them that is searched, is used.

    Raises:
        MetadataError: A metadata.csv is malformed.
    """
    walk = _Walk()
    for path in paths:
        walk.add(Path(path))
    tables: list[tuple[Path | None, MetadataTable]]
    if metadata_file is not None:
        tables = [(None, read_metadata_csv(metadata_file))]
    else:
        # The deepest folder comes first: the metadata.csv nearest to a document takes precedence.
        folders = sorted(walk.metadata_folders, key=lambda folder: (-len(folder.parts), folder))
        tables = [(folder, read_metadata_csv(folder / _METADATA_NAME)) for folder in folders]
    sources = list(walk.sources.values())
    skipped = walk.skipped
    for folder, table in tables:
        skipped += [Skipped(table.path, warning, warning=True) for warning in table.warnings]
        sources, ambiguous = _apply(table, folder, sources, walk.reached_by)
        skipped += ambiguous
    return sources, skipped


class _Walk:
    """Collects files, each once, from any number of starting points."""

    def __init__(self) -> None:
        self.sources: dict[Path, SourceFile] = {}
        self.reached_by: dict[Path, Path] = {}
        self.skipped: list[Skipped] = []
        self.metadata_folders: set[Path] = set()

    def add(self, root: Path) -> None:
        if os.path.isdir(root):  # noqa: PTH112 (Path.is_dir raises where the folder above is closed)
            for path in self._files_under(root):
                self._add_file(path, path.relative_to(root).as_posix())
        elif not os.path.lexists(root):
            self.skipped.append(Skipped(root, "no such file or folder"))
        else:
            self._note_metadata(root.absolute().parent)
            self._add_file(root, root.name)

    def _files_under(self, root: Path) -> Iterator[Path]:
        seen: set[Path] = set()
        # followlinks has no guard of its own against a link to a folder above.
        for folder, subfolders, names in os.walk(root, onerror=self._no_entry, followlinks=True):
            real = Path(folder).resolve()
            if real in seen:
                subfolders.clear()
                continue
            seen.add(real)
            subfolders[:] = sorted(name for name in subfolders if not _is_hidden(name))
            self._note_metadata(Path(folder).absolute())
            for name in sorted(names):
                if not _is_hidden(name) and _suffix(name) not in _BESIDE_DOCUMENTS:
                    yield Path(folder) / name

    def _add_file(self, path: Path, name: str) -> None:
        if reason := _reason_to_skip(path):
            self.skipped.append(Skipped(path, reason))
            return
        real = path.resolve()
        if real not in self.sources:
            self.sources[real] = SourceFile(real, name, Metadata())
            self.reached_by[real] = path.absolute()

    def _no_entry(self, error: OSError) -> None:
        reason = f"can't open the folder: {error.strerror or error}"
        self.skipped.append(Skipped(Path(error.filename), reason))

    def _note_metadata(self, folder: Path) -> None:
        if (folder / _METADATA_NAME).is_file():
            self.metadata_folders.add(folder)


def _reason_to_skip(path: Path) -> str | None:
    """Why a file can't be indexed; None if it can."""
    suffix = _suffix(path.name)
    if suffix not in formats_by_suffix():
        return describe_unsupported_suffix(suffix)
    if path.is_symlink() and not path.exists():
        return f"a link to {path.readlink()}, which doesn't exist"
    if not path.is_file():
        return "not a regular file"
    try:
        str(path.resolve()).encode("utf-8")
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return "its name or a folder's is not valid UTF-8; rename it"
    return None


def _apply(
    table: MetadataTable,
    folder: Path | None,
    sources: list[SourceFile],
    reached_by: dict[Path, Path],
) -> tuple[list[SourceFile], list[Skipped]]:
    """Add to each file its metadata row: the row with its path, else the only one with its name."""
    keys = {
        source.path: [path_key(Path(), str(p)) for p in (reached_by[source.path], source.path)]
        for source in sources
        if folder is None or reached_by[source.path].is_relative_to(folder)
    }
    exact = {path: next((k for k in own if k in table.rows), None) for path, own in keys.items()}
    taken = set(exact.values())
    by_name: dict[str, list[str]] = {}
    for row in table.rows:
        if row not in taken:
            by_name.setdefault(PurePosixPath(row).name, []).append(row)
    rivals = Counter(Path(own[0]).name for path, own in keys.items() if exact[path] is None)
    described: list[SourceFile] = []
    ambiguous: list[Skipped] = []
    for source in sources:
        key = exact.get(source.path)
        if source.path in keys and key is None:
            name = Path(keys[source.path][0]).name
            rows = by_name.get(name, [])
            if len(rows) == 1 and rivals[name] == 1:
                key = rows[0]
            elif rows:
                reason = f"more than one file or row of {table.path} is called {name!r}: write"
                reason += " their paths into it; indexed without that metadata"
                ambiguous.append(Skipped(source.path, reason, warning=True))
        # Facts from a nearer metadata.csv take precedence.
        facts = source.metadata.merge(table.rows[key]) if key else source.metadata
        described.append(replace(source, metadata=facts))
    return described, ambiguous


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_hidden(name: str) -> bool:
    # Word marks an open document with a hidden file called ~$name.docx.
    return name.startswith((".", "~$"))
