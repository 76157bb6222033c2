"""The About tab: what the program is made of, and what leaves the machine."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from assistant.templates import render
from assistant.ui.render.text import listed

__all__ = ["about_view"]


def about_view(leaves: str, sections: Mapping[str, Mapping[str, object]]) -> Markup:
    """Everything the tab shows.

    Args:
        leaves: A sentence on what leaves the machine.
        sections: For each heading, facts by name. Numbers get thousands separators.
    """
    shown = {
        heading: {name: _shown(value) for name, value in facts.items()}
        for heading, facts in sections.items()
    }
    return render("ui/render/templates/about.html.j2", leaves=leaves, sections=shown)


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else listed(value)
