"""The SQLite file of a store: connections per thread, transactions, and error messages."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import StoreDamaged, StoreError, StoreNotWritable
from index.store.schema import complete_schema
from index.store.unwritable import FileStamp, connect_to_unwritable, stamp_of
from index.store.write_failures import disk_is_full, is_read_only, write_failure

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
            raise self.error(error) from error

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        stamp: FileStamp | None = getattr(self._local, "stamp", None)
        if connection is not None and stamp is not None and stamp != stamp_of(self.path):
            # It was opened as a file that nobody changes, and somebody has changed it.
            self.close()
            connection = None
        if connection is None:
            connection, self._local.stamp = self._connect()
            connection.row_factory = sqlite3.Row
            # SQLite's own lower() only changes ASCII letters.
            connection.create_function("casefold", 1, _casefold, deterministic=True)
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    def _connect(self) -> tuple[sqlite3.Connection, FileStamp | None]:
        """A new connection; with the file's stamp if it is read as a file that nobody changes."""
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("SELECT count(*) FROM sqlite_schema")  # makes the files it needs
        except sqlite3.OperationalError as error:
            connection.close()
            if "locked" in str(error):
                raise  # another program is writing: what it has half done must not be read
            stamp = stamp_of(self.path)
            try:
                connection = connect_to_unwritable(self.path)
                connection.execute("SELECT 1 FROM manifest")
            except (sqlite3.DatabaseError, OSError):
                connection.close()
            else:
                return connection, stamp
            raise
        return connection, None

    def is_read_as_it_is(self) -> bool:
        """Whether the file is read without a lock, as none can be made beside it."""
        return getattr(self._local, "stamp", None) is not None

    def open_to_write(self) -> None:
        """Try to open anew what could only be read when this thread opened it."""
        if self.is_read_as_it_is():
            self.close()

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = self._local.stamp = None

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
            raise self.error(error) from error

    def error(self, error: sqlite3.DatabaseError) -> StoreError:
        """The error to raise for one of SQLite's."""
        return _store_error(error, self.path)

    def _first_value(self, sql: str, values: SqlValues = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        return next(self._rows(sql, values), (None,))[0]

    @contextmanager
    def one_moment(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the file as it is now, whatever others write meanwhile."""
        connection = self._connection
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM manifest").fetchone()
            yield connection
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

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
                raise self.error(error) from error
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
    failed_io = any(part in words for part in ("disk I/O", "unable to open", "readonly"))
    if "full" in words or (failed_io and disk_is_full(path.parent, error)):
        return write_failure(path.name, path.parent, error)
    if "locked" in words:
        return StoreError(f"{path} is locked by another program; try again when it is done")
    if "readonly" in words or "unable to open" in words:
        kind = StoreNotWritable if is_read_only(path.parent) else StoreError
        return kind(f"{path} can't be opened or written ({words}); check its permissions")
    return StoreDamaged(
        f"{path} can't be read ({words}); put back a copy with `onrecord restore FILE FOLDER`, or "
        f"index the documents again into a new store (`onrecord index FOLDER --store NEW`). Don't "
        f"delete {path.parent}: it may hold uploads, conversations and feedback, which are whole"
    )
