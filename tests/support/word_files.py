"""Word files written by hand: the XML of their parts, as it stands in the archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from index.ingest.formats import ExtractedDocument
from index.ingest.formats.word import read_word
from index.limits import LIMITS
from index.text.reading_text import make_reading_text

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
_STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/",
        "http://purl.oclc.org/ooxml/wordprocessingml/",
    ),
    (f"{OFFICE}/", "http://purl.oclc.org/ooxml/officeDocument/"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)


def run(text: str, properties: str = "") -> str:
    """A run of text with properties such as `<w:vanish/>`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a string without markup is one."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(part if '<' in part else run(part) for part in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells with one paragraph each."""
    written = (
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def word_file(
    body: str,
    *,
    strict: bool = False,
    parts: Mapping[str, str] | None = None,
    chunks: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file.

    Args:
        body: The content of `w:body`.
        strict: Whether to write it as Strict Open XML.
        parts: More parts by kind, such as "footnotes", "styles" or "header1"; the content of
            their root elements. The id of the relationship is the name.
        chunks: Documents to embed, by file name; the id is the name without its suffix.
    """
    relations = [
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{name.rstrip("123")}"'
        f' Target="{name}.xml"/>'
        for name in parts or {}
    ]
    relations += [
        f'<Relationship Id="{Path(name).stem}" Type="{OFFICE}/relationships/aFChunk"'
        f' Target="/word/{name}"/>'
        for name in chunks or {}
    ]
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{OFFICE}/relationships/officeDocument"'
            ' Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relations("".join(relations)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in (parts or {}).items():
        root = _ROOTS.get(name.rstrip("123"), name.rstrip("123"))
        prefix = "dgm" if root == "dataModel" else "w"
        members[f"word/{name}.xml"] = f"<{prefix}:{root} {NAMESPACES}>{content}</{prefix}:{root}>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            for transitional, other in _STRICT if strict else ():
                content = content.replace(transitional, other)
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        for name, data in (chunks or {}).items():
            archive.writestr(f"word/{name}", data)
    return made.getvalue()


def extract(body: str, **more: object) -> ExtractedDocument:
    """What the reader extracts from a file with this body."""
    return read_word(word_file(body, **more), LIMITS)  # type: ignore[arg-type]


def read(body: str, **more: object) -> str:
    """The text of a file with this body, as it is read."""
    document = extract(body, **more)
    return make_reading_text(document.text, document.marks).text


def _relations(content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{content}</Relationships>'
