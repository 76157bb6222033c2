"""Reads the documents inside a Word file that Word merges when it opens it (`w:altChunk`)."""

from __future__ import annotations

from collections.abc import Callable

from index.errors import DocumentError
from index.ingest.word.text_writer import TextWriter
from index.text.decoding import decode_text

_WEB_PAGES = frozenset({".html", ".htm", ".xhtml"})
_ARCHIVES = frozenset({".mht", ".mhtml", ".eml"})


def read_embedded_part(
    suffix: str, data: bytes, read_page: Callable[[bytes], TextWriter]
) -> TextWriter:
    """The text of an embedded web page, web archive or plain text.

    Args:
        suffix: The ending of the part's name, in lower case with the dot.
        data: Its bytes.
        read_page: Reads a web page.

    Raises:
        DocumentError: It is of another kind, or damaged.
    """
    if suffix in _ARCHIVES or data[:200].lstrip().lower().startswith(b"mime-version:"):
        suffix, data = _unpack_archive(data)
    if suffix in _WEB_PAGES:
        return read_page(data)
    if suffix in (".txt", ""):
        return _as_lines(decode_text(data))
    raise DocumentError(
        f"has a part of its text in an embedded {suffix} file; open and save it in Word first"
    )


def _unpack_archive(data: bytes) -> tuple[str, bytes]:
    """The web page, else the plain text, in a web archive, and the suffix of such a file."""
    from email import message_from_bytes

    message = message_from_bytes(data)
    for kind, suffix in (("text/html", ".html"), ("text/plain", ".txt")):
        for part in message.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == kind and isinstance(content, bytes):
                return suffix, content
    return ".txt", b""


def _as_lines(text: str) -> TextWriter:
    writer = TextWriter()
    writer.write("\n".join(line.strip() for line in text.splitlines() if line.strip()))
    return writer
