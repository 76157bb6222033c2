"""Filters the titles and authors in the properties of PDF and Word files.

Most properties are filled in by a program ("Microsoft Word - x.doc", "admin"); such values are
dropped.
"""

from __future__ import annotations

import re

from index.text.surrogates import replace_unstorable_characters

_GENERATED_TITLE = re.compile(
    r"microsoft (?:word|powerpoint) ?-.*|untitled.*|document ?\d*|layout \d+|slide \d+"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|txt|html?|tex)|\S*[\d_]\S*",
    re.IGNORECASE,
)
_GENERATED_AUTHORS = frozenset(
    {"", "python-docx", "admin", "administrator", "user", "unknown", "root"}
)


def usable_title(value: str | None) -> str | None:
    """The title; None if it is empty or looks as if a program filled it in."""
    title = replace_unstorable_characters(value or "").strip()
    return None if not title or _GENERATED_TITLE.fullmatch(title) else title


def usable_author(value: str | None) -> str | None:
    """The author; None if it is empty, or the name of a program or a user account."""
    author = replace_unstorable_characters(value or "").strip()
    return None if author.casefold() in _GENERATED_AUTHORS else author
