"""The SQLite file of a store: connections per thread, transactions, and error messages."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import StoreDamaged, StoreError
from index.store.schema import complete_schema
from index.store.write_failures import disk_is_full, write_failure

SqlValues = Sequence[Any] | Mapping[str, Any]
MAX_SQL_VALUES = 500
"""Parameters in one SQL statement; well under SQLite's own limit."""


class Database:
    """One SQLite file that several threads may use; each thread gets its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.complete_schema()
        self._opened = file_identity(path)

    def complete_schema(self) -> None:
        """Create the tables and indexes that the file lacks.

        Raises:
            StoreError: They can't be created.
        """
        try:
            complete_schema(self._connection)
        except sqlite3.DatabaseError as error:
            raise _store_error(error, self.path) from error

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            connection.row_factory = sqlite3.Row
            # SQLite's own lower() only changes ASCII letters.
            connection.create_function("casefold", 1, _casefold, deterministic=True)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def check_in_place(self) -> None:
        """Check that the file has not been deleted or replaced since it was opened.

        Raises:
            StoreDamaged: It has been.
        """
        # Opening the new file here would not help: when the old connection closes, SQLite deletes
        # the write-ahead log by its path, which is the new file's log.
        if file_identity(self.path) != self._opened:
            raise StoreDamaged(
                f"{self.path} was deleted or replaced while it was open; stop On Record and start "
                "it again"
            )

    def _rows(self, sql: str, values: SqlValues = ()) -> Iterator[sqlite3.Row]:
        try:
            # Not `yield from`: it would close the cursor after its connection is closed.
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row
        except sqlite3.DatabaseError as error:
            raise _store_error(error, self.path) from error

    def _first_value(self, sql: str, values: SqlValues = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        return next(self._rows(sql, values), (None,))[0]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.DatabaseError):
                raise _store_error(error, self.path) from error
            raise


def file_identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a file, unique while the file is open; None if it is missing."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _casefold(text: str | None) -> str | None:
    return None if text is None else str(text).casefold()


def _store_error(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    words = str(error)
    failed_io = "disk I/O" in words or "unable to open" in words
    if "full" in words or (failed_io and disk_is_full(path.parent, error)):
        return write_failure(path.name, path.parent, error)
    if "locked" in words:
        return StoreError(f"{path} is locked by another program; try again when it is done")
    if "readonly" in words or "unable to open" in words:
        return StoreError(f"{path} can't be opened or written ({words}); check its permissions")
    return StoreDamaged(
        f"{path} can't be read ({words}); restore it from a backup, or delete the folder "
        f"{path.parent} and index the documents again with `onrecord index FOLDER`"
    )
