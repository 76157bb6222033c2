"""Decodes the bytes of text files and web pages; refuses files that it can't decode exactly."""

from __future__ import annotations

import codecs
import re

from index.errors import DocumentError

_SAMPLE = 64 * 1024
_MAX_CONTROL_SHARE = 0.02
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_FILLER = re.compile(rb"(?<=[^\x00-\x08\x0e-\x1f])\x00{2,}(?=[\t\n\r\x20-\x7e])")
_MAGIC = {
    b"%PDF-": "a PDF file; rename it to .pdf",
    b"PK\x03\x04": "a ZIP archive or an Office file; rename it to .docx if it is one",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"{\\rtf": "an RTF file; save it as .docx",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
    b"RIFF": "audio, video or an image",
    b"OggS": "audio or video",
    b"ID3": "audio",
}
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*+(?:["']\s*+)?([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096


def decode_text(data: bytes) -> str:
    """Decode the bytes of a text file as UTF-8 and change nothing, newlines and marks included.

    Raises:
        DocumentError: The bytes are binary or not valid UTF-8. No character is ever replaced.
    """
    _refuse_binary(data)
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise DocumentError(f"not UTF-8 but {name}; convert it, e.g. iconv -f {name} -t UTF-8")
    if _control_share(data[:_SAMPLE]) > _MAX_CONTROL_SHARE:
        wide = data[1:_SAMPLE:2].count(0) > len(data[:_SAMPLE]) // 5
        advice = "; if it is UTF-16 text: iconv -f UTF-16LE -t UTF-8" if wide else ""
        raise DocumentError(f"looks binary: full of control characters{advice}")
    return _decode(data, "utf-8", "convert it, e.g. iconv -f WINDOWS-1252 -t UTF-8")


def decode_html(data: bytes) -> str:
    """Decode the bytes of a web page by its byte order mark, else its declared charset, else UTF-8.

    Raises:
        DocumentError: The bytes are binary or not valid in that encoding.
    """
    _refuse_binary(data)
    if data.startswith(codecs.BOM_UTF8):
        return _decode(data[len(codecs.BOM_UTF8) :], "utf-8", "save the page again")
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data, name.lower(), "save the page again")
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    encoding = _codec((declared[1] or declared[2]).decode("ascii", "ignore")) if declared else None
    if encoding:
        return _decode(data, encoding, "though the page declares it; correct its charset")
    return _decode(data, "utf-8", "and the page declares no charset; add <meta charset=...>")


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC.items():
        # A text could start with ID3 or RIFF: only a control character proves it binary.
        if data.startswith(magic) and (len(magic) > 4 or _control_share(data[:64]) > 0):
            raise DocumentError(f"looks binary: {what}")


def _decode(data: bytes, encoding: str, advice: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        name = "UTF-8" if encoding == "utf-8" else encoding
        raise DocumentError(f"not valid {name}: {byte}; {advice}") from None


def _codec(label: str) -> str | None:
    """The codec that browsers use for a charset label (WHATWG Encoding Standard, section 4.2)."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    # The declaration was read as ASCII, so the page can't be UTF-16, whatever it declares.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-8")) else name


def _control_share(sample: bytes) -> float:
    # Records of the US Government Publishing Office are filled up with runs of NULs.
    sample = _FILLER.sub(b" ", sample)
    kept = sample.translate(None, _CONTROLS)
    return (len(sample) - len(kept)) / max(1, len(sample))
