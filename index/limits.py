"""How much of a document is read, and how much of it at once."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BATCH_SIZES", "LIMITS", "BatchSizes", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may take up at most."""

    file_bytes: int = 200 * 1024**2
    """Of a file; a larger one is skipped with a message."""
    unpacked_bytes: int = 500 * 1024**2
    """Of a Word file's parts once they are unpacked; one with more is skipped with a message."""
    analysed_characters: int = 5 * 1024**2
    """Of a web page's markup; of a larger page all visible text is taken for its main text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSizes:
    """How much is embedded and written at once."""

    characters: int = 60_000
    """Seconds of work, a few MB of memory."""
    passages: int = 50
    """Of one document that are queued at once."""


LIMITS = Limits()
BATCH_SIZES = BatchSizes()
