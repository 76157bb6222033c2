"""What this is, what it is made of, and what leaves the machine."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.markup import escape
from assistant.ui.render.text import listed

__all__ = ["about_view"]


def about_view(leaves: str, parts: Mapping[str, Mapping[str, object]]) -> str:
    """The tab's whole content.

    Args:
        leaves: What leaves the machine, in plain words.
        parts: By heading, facts by name.
    """
    sections = "".join(
        f'<h2>{escape(heading)}</h2><dl class="or-facts-list">'
        f"{''.join(map(_fact, facts.items()))}</dl>"
        for heading, facts in parts.items()
    )
    return (
        f'<div class="or-about"><h2>What leaves this machine</h2><p>{escape(leaves)}</p>'
        f"{sections}</div>"
    )


def _fact(item: tuple[str, object]) -> str:
    name, value = item
    shown = f"{value:,}" if isinstance(value, int) else listed(value)
    return f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(shown)}</dd></div>'
