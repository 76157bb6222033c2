"""The SQLite file of a store: table definitions, connections per thread, and error messages."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import StoreDamaged, StoreError
from index.store.write_failures import disk_is_full, write_failure

_SCHEMA = """
CREATE TABLE IF NOT EXISTS manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT, outlet TEXT, date TEXT, author TEXT, speaker TEXT, url TEXT, language TEXT,
    pages TEXT NOT NULL,
    extra TEXT NOT NULL,
    given TEXT NOT NULL,
    characters INTEGER NOT NULL,
    passages INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'removed')),
    text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS ready_counts ON documents (passages) WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_ids ON documents (id) WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_paths ON documents (path) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_bases ON documents (base) WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_names ON documents (name) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS unfinished ON documents (state) WHERE state != 'ready';
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    text TEXT NOT NULL,
    vectors BLOB NOT NULL,
    place_start INTEGER NOT NULL DEFAULT 0,
    place_end INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS passage_ids ON passages (id);
CREATE INDEX IF NOT EXISTS passage_documents ON passages (document);
CREATE TABLE IF NOT EXISTS statements (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    speaker TEXT, role TEXT, cue TEXT,
    source_start INTEGER, source_end INTEGER, cue_start INTEGER, cue_end INTEGER,
    stance TEXT NOT NULL DEFAULT 'says'
) STRICT;
CREATE TABLE IF NOT EXISTS readings (
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    marks TEXT NOT NULL,
    turns TEXT NOT NULL,
    block_quotations TEXT NOT NULL,
    notes TEXT NOT NULL,
    times TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS line_boxes (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "left" REAL NOT NULL, top REAL NOT NULL, "right" REAL NOT NULL, bottom REAL NOT NULL,
    PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mentions (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    speaker TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    candidates TEXT NOT NULL, titles TEXT NOT NULL, roles TEXT NOT NULL,
    statements INTEGER NOT NULL,
    joined TEXT, person TEXT, reason TEXT, corrected TEXT,
    PRIMARY KEY (document, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_names ON mentions (name);
CREATE INDEX IF NOT EXISTS mention_speakers ON mentions (speaker);
CREATE INDEX IF NOT EXISTS mention_people ON mentions (person) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS joined_mentions ON mentions (joined) WHERE joined IS NOT NULL;
CREATE INDEX IF NOT EXISTS unsettled_mentions ON mentions (person)
    WHERE person IS NOT joined OR corrected IS NOT NULL;
CREATE TABLE IF NOT EXISTS name_keys (
    key TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_of_names ON name_keys (name);
CREATE TABLE IF NOT EXISTS names_to_join (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    own_name TEXT NOT NULL,
    statements INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people_corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at TEXT NOT NULL,
    correction TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS people_changes (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number INTEGER NOT NULL
) STRICT;
INSERT OR IGNORE INTO people_changes VALUES (1, 0);
CREATE INDEX IF NOT EXISTS statement_places ON statements (document, start);
CREATE INDEX IF NOT EXISTS statement_speakers ON statements (speaker, document);
"""


_ADDED_COLUMNS = (
    ("passages", "place_start", "INTEGER NOT NULL DEFAULT 0"),
    ("passages", "place_end", "INTEGER NOT NULL DEFAULT 0"),
    ("statements", "stance", "TEXT NOT NULL DEFAULT 'says'"),
)
"""Table, name and type of columns that the first stores lack."""
MAX_SQL_VALUES = 500
"""Parameters in one SQL statement; well under SQLite's own limit."""


class Database:
    """One SQLite file that several threads may use; each thread gets its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        try:
            self._connection.executescript(_SCHEMA)
            self._add_missing_columns()
        except sqlite3.DatabaseError as error:
            raise _store_error(error, path) from error
        self._opened = file_identity(path)

    def _add_missing_columns(self) -> None:
        """Give the tables of an older store the columns that a rebuild of it will fill."""
        for table, name, column in _ADDED_COLUMNS:
            known = {row["name"] for row in self._connection.execute(f"PRAGMA table_info({table})")}
            if name not in known:
                self._connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {column}")

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

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        try:
            # Not `yield from`: it would close the cursor after its connection is closed.
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row
        except sqlite3.DatabaseError as error:
            raise _store_error(error, self.path) from error

    def _first_value(self, sql: str, values: Sequence[Any] = ()) -> Any:
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
