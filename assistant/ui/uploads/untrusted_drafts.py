"""Reads a draft that a visitor or a program sent. It never enters the store.

Name, kind, size and contents are untrusted: a file with markup or an archive inside is read only if
a process of its own could read it, within its limits on time and memory.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import DraftError
from assistant.ui.uploads.stored_uploads import MAX_DOCUMENT_CHARACTERS, document_name
from index.errors import DocumentError

if TYPE_CHECKING:
    from assistant.quotes.drafts.draft_text import Draft

__all__ = [
    "COMMENTED_SUFFIX",
    "DRAFT_SUFFIXES",
    "MAX_QUOTATION_MARKS",
    "read_untrusted_draft",
    "untrusted_draft_from_text",
]

COMMENTED_SUFFIX = ".docx"
"""Of the drafts into a copy of which comments can be written."""
DRAFT_SUFFIXES = (".txt", ".md", ".html", ".htm", COMMENTED_SUFFIX)
MAX_QUOTATION_MARKS = 30_000
"""In a draft: a novel has fewer. Each that has no partner is reported with the words beside it."""
_QUOTATION_MARKS = re.compile('["“”„‟«»]')
_PLAIN_SUFFIXES = (".txt", ".md")
"""Of files that are read in time in proportion to their size, whatever is in them."""


def read_untrusted_draft(data: bytes, name: str) -> Draft:
    """Read a draft from the bytes of a file.

    Args:
        data: The bytes.
        name: The file's name, whose ending tells the format.

    Raises:
        DraftError: It is of another kind, can't be read, or holds no text.
    """
    from assistant.quotes.drafts.draft_text import read_draft

    name = document_name(name)
    suffix = Path(name).suffix.lower()
    if suffix not in DRAFT_SUFFIXES:
        raise DraftError(
            f"{name} can't be checked as a draft: it must end in {', '.join(DRAFT_SUFFIXES)}"
        )
    if suffix not in _PLAIN_SUFFIXES and data.strip():
        _try_apart(data, name, suffix)
    return _within_limits(read_draft(data, name))


def untrusted_draft_from_text(text: str) -> Draft:
    """A draft that was pasted or sent as plain text.

    Raises:
        DraftError: There is nothing in it, or too much.
    """
    from assistant.quotes.drafts.draft_text import draft_from_text

    return _within_limits(draft_from_text(text))


def _within_limits(draft: Draft) -> Draft:
    marks = sum(1 for _ in _QUOTATION_MARKS.finditer(draft.text))
    for noun, number, most in (
        ("characters", len(draft.text), MAX_DOCUMENT_CHARACTERS),
        ("quotation marks", marks, MAX_QUOTATION_MARKS),
    ):
        if number > most:
            raise DraftError(
                f"{draft.name} has {number:,} {noun}, more than the {most:,} allowed;"
                " split it into parts"
            )
    return draft


def _try_apart(data: bytes, name: str, suffix: str) -> None:
    """Read the file in a process of its own, which can be ended."""
    from index.ingest.isolated_reader import open_isolated_reader

    with tempfile.TemporaryDirectory(prefix="onrecord-draft-") as folder:
        path = Path(folder) / f"draft{suffix}"
        path.write_bytes(data)
        try:
            with open_isolated_reader() as reader:
                reader.read(path, name)
        except DocumentError as error:
            raise DraftError(f"{name}: {error}") from None
