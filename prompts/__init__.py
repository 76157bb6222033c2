"""Prompts for chat models: one Markdown file each, loaded by name, placeholders checked.

A placeholder is written `{{name}}`. What is filled in is never read for placeholders again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

__all__ = ["names", "placeholders", "render"]

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def names() -> list[str]:
    """The names of all prompts."""
    found = (path.name for path in files("prompts").iterdir())
    return sorted(name[:-3] for name in found if name.endswith(".md") and name != "README.md")


def placeholders(name: str) -> frozenset[str]:
    """What has to be filled in to a prompt."""
    return frozenset(_PLACEHOLDER.findall(_text(name)))


def render(name: str, **values: str) -> str:
    """A prompt with its placeholders filled in.

    Args:
        name: Of the prompt, without `.md`.
        values: A value for each of its placeholders.

    Raises:
        KeyError: There is no such prompt.
        ValueError: A placeholder has no value, or a value has no placeholder.
    """
    wanted = placeholders(name)
    if wanted != values.keys():
        odd = ", ".join(sorted(wanted ^ values.keys()))
        raise ValueError(f"the prompt {name!r} and what fills it in differ in: {odd}")
    return _PLACEHOLDER.sub(lambda match: values[match[1]], _text(name))


@lru_cache
def _text(name: str) -> str:
    path = files("prompts") / f"{name}.md"
    if name not in names():
        raise KeyError(f"no prompt {name!r}; there are: {', '.join(names())}")
    return path.read_text(encoding="utf-8").strip()
