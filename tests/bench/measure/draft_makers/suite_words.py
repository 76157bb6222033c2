"""The words of `suites/draft_words.toml`, and patterns of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

WORDS = tomllib.loads(
    (Path(__file__).parents[1] / "suites" / "draft_words.toml").read_text(encoding="utf-8")
)


def any_of(patterns: Iterable[str]) -> str:
    """A pattern that matches what one of the patterns does."""
    return f"(?:{'|'.join(patterns)})"


def not_after(words: Iterable[str], follows: str = "") -> str:
    """A pattern that matches nothing, where none of the words stands before.

    Args:
        words: The words.
        follows: A pattern between each word and the place.
    """
    return "".join(rf"(?<!\b{word}{follows})" for word in words)
