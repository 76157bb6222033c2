"""Prompts for chat models: one Markdown file each, loaded by name, with placeholders filled in.

A placeholder is written `{{name}}`. Placeholders in a filled-in value are left as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

__all__ = ["names", "placeholders", "render"]

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def names() -> list[str]:
    """The names of all prompts."""
    file_names = (path.name for path in files("prompts").iterdir())
    return sorted(name[:-3] for name in file_names if name.endswith(".md") and name != "README.md")


def placeholders(name: str) -> frozenset[str]:
    """The names of a prompt's placeholders."""
    return frozenset(_PLACEHOLDER.findall(_text(name)))


def render(name: str, **values: str) -> str:
    """A prompt with its placeholders filled in.

    Args:
        name: The prompt's file name without `.md`.
        values: A value for each placeholder.

    Raises:
        KeyError: There is no such prompt.
        ValueError: A placeholder has no value, or a value has no placeholder.
    """
    expected = placeholders(name)
    if expected != values.keys():
        missing = ", ".join(sorted(expected - values.keys())) or "none"
        unknown = ", ".join(sorted(values.keys() - expected)) or "none"
        raise ValueError(
            f"the prompt {name!r} lacks values for: {missing}; has no placeholders for: {unknown}"
        )
    return _PLACEHOLDER.sub(lambda match: values[match[1]], _text(name))


@lru_cache
def _text(name: str) -> str:
    path = files("prompts") / f"{name}.md"
    if name not in names():
        raise KeyError(f"no prompt {name!r}; there are: {', '.join(names())}")
    return path.read_text(encoding="utf-8").strip()
