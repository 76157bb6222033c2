"""Compares the manifest of a store (the settings it was made with) with the current settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.errors import StoreBusy, StoreDamaged, StoreMismatch
from index.store.write_failures import REBUILD_ADVICE

__all__ = [
    "EXTRACTION_VERSION",
    "PEOPLE_VERSION",
    "READING_VERSION",
    "SCHEMA_VERSION",
    "check_format",
    "check_settings",
]

SCHEMA_VERSION = "1"
"""Version of the catalogue's tables; a store with another version can't be read."""
EXTRACTION_VERSION = "13"
"""Raise it with every change of code after which the same text gives other statements. The lists of
words need no version: the manifest has the lexicon's fingerprint."""
READING_VERSION = "2"
"""Raise it with every change of code after which the same file gives another text, other marks or
other sentences."""
PEOPLE_VERSION = "6"
"""Raise it with every change of code after which the same statements give other mentions or other
people. A store with another version is not refused: its people are joined again when it is opened,
which takes seconds."""
_OLD_ROW = "statements"
"""The row for the version of the rules in older manifests, which have no row for the lexicon."""
_REBUILD_COMMAND = "run `onrecord index --rebuild`"


def check_format(stored: Mapping[str, str], current: Mapping[str, str], folder: Path) -> None:
    """Check that this version of On Record can read the store's tables.

    Args:
        stored: The store's manifest.
        current: The manifest that the store would have with the current settings.
        folder: The store's folder, for messages.

    Raises:
        StoreDamaged: The manifest does not say which version the tables have.
        StoreMismatch: They have another version.
    """
    if "schema" not in stored:
        raise StoreDamaged(
            f"the manifest of the store {folder} lacks {_missing_rows(stored, current)}, so that "
            "its format is unknown; restore the store from a backup, or index the documents again "
            "into a new store (--store)"
        )
    if stored["schema"] != SCHEMA_VERSION:
        raise StoreMismatch(
            f"the store {folder} has format {stored['schema']}, this version of On Record reads "
            f"format {SCHEMA_VERSION}; index the documents again into a new store (--store)"
        )


def check_settings(
    stored: Mapping[str, str], current: Mapping[str, str], folder: Path, writer: str | None
) -> None:
    """Check that the store is complete and was made with the current settings.

    Args:
        stored: The store's manifest.
        current: The manifest that the store would have with the current settings.
        folder: The store's folder, for messages.
        writer: Description of the process that is writing to the store, if there is one.

    Raises:
        StoreDamaged: The manifest lacks rows.
        StoreBusy: The store is being rebuilt.
        StoreMismatch: It was made with another model or other settings, or a rebuild of it was
            interrupted.
    """
    if _OLD_ROW in stored:
        kept = {key: value for key, value in stored.items() if key != _OLD_ROW}
        stored = {**kept, "extraction": stored[_OLD_ROW], "lexicon": "none"}
    # Stores made before documents had marks lack the row. That of people is no reason to refuse.
    stored = {"reading": "0", **stored, "people": current["people"]}
    missing = _missing_rows(stored, current)
    if missing:
        raise StoreDamaged(f"the manifest of the store {folder} lacks {missing}; {REBUILD_ADVICE}")
    if stored["state"] != "ready":
        if writer:
            raise StoreBusy(
                f"the indexes of the store {folder} are being rebuilt ({writer}); ask again when "
                f"that has ended, or {_REBUILD_COMMAND} if it was interrupted"
            )
        raise StoreMismatch(f"rebuilding the store {folder} was interrupted; {_REBUILD_COMMAND}")
    if stored["model"] != current["model"]:
        raise StoreMismatch(
            f"the store {folder} was made with the embedding model {stored['model']!r}, not "
            f"{current['model']!r}; give --embedding-model {stored['model']}, or run "
            f"`onrecord index --rebuild --embedding-model {current['model']}`"
        )
    if stored["reading"] != current["reading"]:
        raise StoreMismatch(
            f"the documents of the store {folder} were read by another version of On Record; "
            f"{_REBUILD_COMMAND} to read their files again"
        )
    if any(stored[key] != current[key] for key in ("extraction", "lexicon")):
        raise StoreMismatch(
            f"the statements of the store {folder} were found by another version of On Record, or "
            f"with other lists of words; {_REBUILD_COMMAND} to find them again"
        )
    if stored != current:
        raise StoreMismatch(
            f"the store {folder} was made with other settings or another release of "
            f"{current['model']!r}; {_REBUILD_COMMAND}"
        )


def _missing_rows(stored: Mapping[str, str], current: Mapping[str, str]) -> str:
    return ", ".join(key for key in current if key not in stored)
