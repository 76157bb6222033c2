"""What the page takes away: text that page.js copies, or offers as a file to be saved.

It goes from the server to the page as text, so that no file is made here and none is given out.
"""

from __future__ import annotations

import json
import re
import secrets

__all__ = ["DELIVER", "parcel_of"]

DELIVER = "(parcel) => window.onrecord.deliver(parcel)"
"""The script of an event whose input is a parcel."""


def parcel_of(text: str, name: str, ending: str, kind: str, copied: bool = False) -> str:
    """A parcel for page.js.

    Args:
        text: What is in it.
        name: Whatever it is about, of which the file's name is made.
        ending: Of the file's name, without a dot.
        kind: Its media type.
        copied: Whether it goes to the clipboard and not into a file.
    """
    words = re.findall(r"[a-z0-9]+", name.casefold())[:6]
    return json.dumps(
        {
            "id": secrets.token_hex(8),  # the same twice is wanted twice
            "copy": copied,
            "name": f"{'-'.join(words) or 'answer'}.{ending}",
            "type": kind,
            "text": text,
        }
    )
