"""Texts and files that the browser saves, and texts that it copies to the clipboard.

They travel in the page's event, so the server writes no file and serves none.
"""

from __future__ import annotations

import base64
import json
import re
import secrets

__all__ = ["START_DOWNLOAD", "download_message", "file_download_message"]

START_DOWNLOAD = "(message) => window.onrecord.startDownload(message)"
"""The script of an event whose input is a download message."""


def download_message(
    text: str, name: str, suffix: str, media_type: str, to_clipboard: bool = False
) -> str:
    """A message in JSON that makes page.js save a text or copy it.

    Args:
        text: The text.
        name: A title; the file is named after its first words.
        suffix: The suffix of the file's name, without a dot.
        media_type: The text's media type.
        to_clipboard: Copy the text instead of saving it.
    """
    facts = {"copy": to_clipboard, "text": text}
    return _message(name, suffix, media_type, facts)


def file_download_message(data: bytes, name: str, suffix: str, media_type: str) -> str:
    """A message in JSON that makes page.js save bytes; the arguments are those of a text's."""
    return _message(name, suffix, media_type, {"base64": base64.b64encode(data).decode()})


def _message(name: str, suffix: str, media_type: str, facts: dict[str, object]) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())[:6]
    return json.dumps(
        {
            # A second request for the same text is another download.
            "id": secrets.token_hex(8),
            "name": f"{'-'.join(words) or 'answer'}.{suffix}",
            "type": media_type,
            **facts,
        }
    )
