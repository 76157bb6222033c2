"""Checks a whole store: every document of the catalogue, and the indexes against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from index.errors import DocumentError, StoreError, StoreNotWritable
from index.ingest.loading import SourceFile, read_bytes, sha256_of
from index.ingest.metadata.metadata import Metadata
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.store.write_failures import REBUILD_ADVICE
from index.sync.sync import ProgressCallback

__all__ = ["Problem", "StoreReport", "check_store"]

_RESTORE = "put back a copy with `onrecord restore FILE FOLDER`, or index the documents again into"
_RESTORE += " a new store (--store)"
_NAMED = 20
"""Documents that a problem names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a store that isn't as it should be."""

    part: str
    """`catalogue`, `manifest`, `text`, `passages`, `vectors` or `words`."""
    what: str
    mend: str
    """What mends it."""
    documents: tuple[str, ...] = ()
    """The documents concerned, by the names that users know, where it concerns single ones."""
    blocks: bool = True
    """Whether the store can't be used before it is mended."""


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a check of a store has found."""

    documents: int
    passages: int
    problems: tuple[Problem, ...]


def check_store(store: Store, progress: ProgressCallback | None = None) -> StoreReport:
    """Check everything that is stored; this reads the whole catalogue once.

    Args:
        store: A store that may have been opened with `to_rebuild`.
        progress: Called before each document and at the end.

    Raises:
        StoreDamaged: The catalogue can't be read at all.
    """
    wrong = store.catalogue.quick_check()
    if wrong:
        what = f"{store.catalogue.path} is damaged ({'; '.join(wrong)[:200]})"
        return StoreReport(0, 0, (Problem("catalogue", what, _RESTORE),))
    problems = [*_manifest_problems(store)]
    if not any(problem.part == "manifest" for problem in problems):
        problems += _index_problems(store)
    problems = [*_document_problems(store, progress), *problems]
    return StoreReport(*store.catalogue.count(), tuple(problems))


def _manifest_problems(store: Store) -> Iterator[Problem]:
    try:
        store.check_manifest()
    except StoreError as error:
        what, _, mend = str(error).partition("; ")
        yield Problem("manifest", what, mend)


def _document_problems(store: Store, progress: ProgressCallback | None) -> Iterator[Problem]:
    texts: list[str] = []
    lost: list[str] = []
    passages: list[str] = []
    infos = list(store.catalogue.documents())
    for at, info in enumerate(infos):
        if progress:
            progress(at, len(infos), info.label)
        damage = store.catalogue.damage(info.number)
        if damage.text:
            (texts if _has_same_file(info) else lost).append(info.label)
        if damage.passages:
            passages.append(info.label)
    if progress:
        progress(len(infos), len(infos), "")
    if texts:
        yield Problem(
            "text",
            f"{_counted(texts)}: the text was changed since it was indexed",
            REBUILD_ADVICE,
            tuple(texts),
            blocks=False,
        )
    if lost:
        yield Problem(
            "text",
            f"{_counted(lost)}: the text was changed since it was indexed, and the file is gone "
            "or has changed too",
            f"index the file again, run `onrecord remove {' '.join(map(repr, lost[:_NAMED]))}`, "
            f"or {_RESTORE}",
            tuple(lost),
            blocks=False,
        )
    if passages:
        yield Problem(
            "passages",
            f"{_counted(passages)}: passages are lost or were changed",
            REBUILD_ADVICE,
            tuple(passages),
            blocks=False,
        )


def _has_same_file(info: DocumentInfo) -> bool:
    with suppress(DocumentError):
        return sha256_of(read_bytes(SourceFile(info.path, info.name, Metadata()))) == info.sha256
    return False


def _index_problems(store: Store) -> Iterator[Problem]:
    numbers = store.catalogue.ready_numbers()
    ids = [row.id for number in numbers for row in store.catalogue.index_rows(number)]
    documents = [info.id for info in store.catalogue.documents()]
    searches: tuple[tuple[str, str, Callable[[], Sequence[str]]], ...] = (
        ("vectors", "the vectors", lambda: store.vectors.lacking(ids)),
        ("words", "the word index of passages", lambda: list(store.words.lacking(ids))),
        (
            "words",
            "the word index of documents",
            lambda: list(store.document_words.lacking(documents)),
        ),
    )
    for part, name, find in searches:
        try:
            lacking = find()
        except StoreNotWritable:
            continue  # nothing can be told of an index that can't be opened here
        except StoreError as error:
            what, _, mend = str(error).partition("; ")
            yield Problem(part, what, mend)
            continue
        if lacking:
            of = len(documents) if name.endswith("documents") else len(ids)
            yield Problem(part, f"{name} lack {len(lacking):,} of {of:,}", REBUILD_ADVICE)


def _counted(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{rest}"
