"""Titles and authors in the properties of PDF and Word files, without those that a program made up.

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
    """The title, or None where it is empty or looks as if a program made it up."""
    title = replace_unstorable_characters(value or "").strip()
    return None if not title or _GENERATED_TITLE.fullmatch(title) else title


def usable_author(value: str | None) -> str | None:
    """The author, or None where it is empty or the name of a program or an account."""
    author = replace_unstorable_characters(value or "").strip()
    return None if author.casefold() in _GENERATED_AUTHORS else author
