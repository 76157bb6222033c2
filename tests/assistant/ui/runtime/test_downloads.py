"""Messages that make the browser save a text or a file."""

from __future__ import annotations

import base64
import json

from assistant.ui.runtime.downloads import download_message, file_download_message


def test_bytes_travel_unchanged_and_are_named_after_the_title():
    data = bytes(range(256))
    message = json.loads(file_download_message(data, "My Story (2) checked", "docx", "a/b"))
    assert base64.b64decode(message["base64"]) == data
    assert (message["name"], message["type"]) == ("my-story-2-checked.docx", "a/b")
    assert "text" not in message


def test_a_text_is_saved_or_copied():
    saved = json.loads(download_message("“a”\n", "x", "md", "text/markdown"))
    assert (saved["text"], saved["name"], saved["copy"]) == ("“a”\n", "x.md", False)
    assert "base64" not in saved
    copied = json.loads(download_message("a", "", "md", "text/markdown", to_clipboard=True))
    assert (copied["copy"], copied["name"]) == (True, "answer.md")
    assert saved["id"] != copied["id"]
