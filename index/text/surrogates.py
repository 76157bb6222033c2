"""Replaces the characters that a database can't store: NUL and lone halves of surrogate pairs."""

from __future__ import annotations


def replace_unstorable_characters(text: str) -> str:
    """The text with U+FFFD in the place of each character that can't be encoded or stored.

    The two halves of a surrogate pair are joined to the character that they stand for.
    """
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.replace("\x00", "\ufffd")
