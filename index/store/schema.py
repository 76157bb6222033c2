"""The tables and indexes of a store's SQLite file, and bringing those of an older store up to date.

Whatever a user waits for is found by an index, so that its time doesn't grow with the store:
`tests/index/store/test_query_plans.py` holds the plans of the queries.
"""

from __future__ import annotations

import re
import sqlite3

__all__ = ["complete_schema"]

_TABLES = """
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
CREATE TABLE IF NOT EXISTS name_keys (
    key TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;
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
"""
_DERIVED = """
CREATE TABLE IF NOT EXISTS speaker_counts (
    speaker TEXT NOT NULL, person TEXT, statements INTEGER NOT NULL, documents INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS checksums (
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    text TEXT NOT NULL, passages TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS speakers_to_count (speaker TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS speakers_counted (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), people_change INTEGER
) STRICT;
INSERT OR IGNORE INTO speakers_counted
    SELECT 1, number FROM people_changes WHERE NOT EXISTS (SELECT 1 FROM statements);
CREATE INDEX IF NOT EXISTS counted_speakers ON speaker_counts (speaker);
CREATE INDEX IF NOT EXISTS ready_sizes ON documents (passages, characters, state)
    WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_ids ON documents (id) WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_paths ON documents (path) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_labels ON documents (base, name, state) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_dates ON documents (date, name, state) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_outlets ON documents (outlet, name, state) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_languages ON documents (language, name, state)
    WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS ready_files ON documents (sha256) WHERE state = 'ready';
CREATE UNIQUE INDEX IF NOT EXISTS ready_names ON documents (name) WHERE state = 'ready';
CREATE INDEX IF NOT EXISTS unfinished ON documents (state) WHERE state != 'ready';
CREATE INDEX IF NOT EXISTS passage_ids ON passages (id);
CREATE INDEX IF NOT EXISTS passage_documents ON passages (document);
CREATE INDEX IF NOT EXISTS mention_names ON mentions (name);
CREATE INDEX IF NOT EXISTS mention_speakers ON mentions (speaker);
CREATE INDEX IF NOT EXISTS mention_people ON mentions (person) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS joined_mentions ON mentions (joined) WHERE joined IS NOT NULL;
CREATE INDEX IF NOT EXISTS unsettled_mentions ON mentions (person)
    WHERE person IS NOT joined OR corrected IS NOT NULL;
CREATE INDEX IF NOT EXISTS keys_of_names ON name_keys (name);
CREATE INDEX IF NOT EXISTS people_by_statements ON people (statements DESC, name, id);
CREATE INDEX IF NOT EXISTS people_by_kind ON people (kind, statements DESC, name, id);
CREATE INDEX IF NOT EXISTS statement_places ON statements (document, start);
CREATE INDEX IF NOT EXISTS statement_speakers ON statements (speaker, document);
DROP INDEX IF EXISTS ready_counts;
DROP INDEX IF EXISTS ready_bases;
"""
"""What is made from the tables above, to find and to count by: indexes and counts.

An index of ready documents alone has their state as well, else SQLite looks it up in each row."""
_ADDED_COLUMNS = (
    ("passages", "place_start", "INTEGER NOT NULL DEFAULT 0"),
    ("passages", "place_end", "INTEGER NOT NULL DEFAULT 0"),
    ("statements", "stance", "TEXT NOT NULL DEFAULT 'says'"),
)
"""Table, name and type of columns that the first stores lack."""
_CREATED = re.compile(r"CREATE (?:UNIQUE )?(?:TABLE|INDEX) IF NOT EXISTS (\w+)")
_FIRST_TABLES = {"documents", "passages", "statements"}
"""Tables that every store has had, made at once with the manifest."""
_WAIT_MS = 2_000
"""How long to wait for another process before an older store is read without its new indexes."""


def complete_schema(connection: sqlite3.Connection) -> None:
    """Create the tables, columns and indexes that a catalogue lacks.

    A store that can't be written now is read without the indexes that it lacks, only more slowly;
    it gets them when it is next opened. Counts are made by the next run that writes.

    Raises:
        sqlite3.DatabaseError: Tables are lacking, and they can't be created; or a table is
            lacking that every store had from its beginning.
    """
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    lost = sorted(_FIRST_TABLES - known)
    if "manifest" in known and lost:
        # Made anew, it would be an empty store that calls itself whole.
        raise sqlite3.DatabaseError(f"it lacks the table {lost[0]}")
    if not known.issuperset(_CREATED.findall(_TABLES)):
        _run(connection, _TABLES + _DERIVED)
    elif not known.issuperset(_CREATED.findall(_DERIVED)):
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        try:
            _run(connection, _DERIVED)
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")
    _add_missing_columns(connection)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run a script of SQL, all or nothing."""
    connection.executescript(f"BEGIN IMMEDIATE; {script} COMMIT;")


def _add_missing_columns(connection: sqlite3.Connection) -> None:
    """Give the tables of an older store the columns that a rebuild of it will fill."""
    for table, name, column in _ADDED_COLUMNS:
        known = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
        if name not in known:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {column}")
