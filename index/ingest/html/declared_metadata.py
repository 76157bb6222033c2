"""Reads what a page declares about itself: its `<meta>` elements and its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

__all__ = ["MAX_VALUE", "is_of_type", "read_linked_data", "read_meta_values", "values_of"]

MAX_VALUE = 80
"""Characters of a value that can be a date."""
_MAX_JSON = 1_000_000
"""Characters of a JSON-LD script that is parsed."""
_MAX_NODES = 2_000
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")


def read_meta_values(tree: Any) -> dict[str, list[str]]:
    """The contents of `<meta>` elements by their names in lower case."""
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and 0 < len(content) <= MAX_VALUE:
                values.setdefault(name, []).append(content)
    return values


def read_linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects that a page's JSON-LD describes, without those that only are mentioned."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or not 0 < len(text) <= _MAX_JSON:
            continue
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from islice(_nodes(loaded), _MAX_NODES)


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    pending = [loaded]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending = [*node[:_MAX_NODES], *pending]
        elif isinstance(node, dict):
            yield node
            pending += [node[name] for name in _INNER if name in node]


def is_of_type(node: dict[str, Any], types: re.Pattern[str]) -> bool:
    """Whether an object of JSON-LD has a type whose name matches."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return any(isinstance(name, str) and types.search(name) for name in names)


def values_of(nodes: list[dict[str, Any]], name: str) -> Iterator[str]:
    """The texts that objects of JSON-LD have under a name."""
    for node in nodes:
        value = node.get(name)
        if isinstance(value, str) and 0 < len(value.strip()) <= MAX_VALUE:
            yield value.strip()
