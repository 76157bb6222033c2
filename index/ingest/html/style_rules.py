"""Reads from a page's own style sheets which classes and ids are hidden or struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["read_style_rules"]

_MAX_STYLE = 200_000
"""Characters of a page's style sheets that are read."""
_MAX_DECLARATIONS = 500
"""Characters of all declarations for one class; the last ones, which prevail, come first."""
_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")
_BORDER = re.compile(r"[{};]")
_NAME = re.compile(r"[.#][\w-]{1,80}")
_SELECTOR = re.compile(r"[a-z0-9]{0,12}(?P<name>[.#][\w-]{1,80})", re.IGNORECASE)
_DECIDES = re.compile(r"none|hidden|line-through|clip|indent|-\d", re.IGNORECASE)


def read_style_rules(tree: Any) -> dict[str, str]:
    """The declarations for each class (`.name`) and id (`#name`), as a `style` attribute has them.

    Only selectors of one class or id count; of those that name more, such as `.menu .name`, it
    can't be told without a browser whether they hold for an element. Nor do those count that some
    media treat otherwise, as `@media (min-width: 600px)` may show what is hidden on a telephone.
    """
    sheets = "\n".join(style.text or "" for style in tree.iter("style"))[:_MAX_STYLE]
    if not _DECIDES.search(sheets):
        return {}
    rules: dict[str, str] = {}
    for_some_media: set[str] = set()
    for selectors, declarations in _rules(_COMMENT.sub("", sheets)):
        if selectors.startswith("@"):
            for_some_media.update(_NAME.findall(declarations))
        elif _DECIDES.search(declarations):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector.strip()):
                    name = match["name"]
                    rules[name] = f"{declarations};{rules.get(name, '')}"[:_MAX_DECLARATIONS]
    return {name: style for name, style in rules.items() if name not in for_some_media}


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The rules, each as its selectors and its declarations; `@media` with all that is in it."""
    depth = start = body = 0
    for border in _BORDER.finditer(sheets):
        if border[0] == "{":
            depth += 1
            if depth == 1:
                body = border.end()
        elif border[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield sheets[start : body - 1].strip(), sheets[body : border.start()]
        if depth == 0:
            start = border.end()
