"""Text as HTML that shows exactly it."""

from __future__ import annotations

import html
import re

__all__ = ["escape"]

# What HTML can't carry: NUL and the other C0 controls except tab, form feed and line breaks.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def escape(text: str) -> str:
    """`text` as HTML that shows exactly it, in an element or an attribute.

    Lone surrogates (from file names that aren't UTF-8) and control characters become U+FFFD:
    neither JSON nor HTML can carry them.
    """
    carried = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    escaped = html.escape(_CONTROLS.sub("\ufffd", carried), quote=True)
    # Browsers make "\r\n" and "\r" one "\n"; a quote must keep the document's own characters.
    return escaped.replace("\r", "&#13;")
