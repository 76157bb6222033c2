"""Opens a Word file: a ZIP archive of parts that refer to each other by relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from index.errors import DocumentError, first_line_of
from index.ingest.word.names import rename_strict
from index.limits import Limits

HOW_TO_REPAIR = "open and save it again"
_OLE = b"\xd0\xcf\x11\xe0"
_PARSER: dict[str, Any] = {
    # Nothing outside the file is read, and no entity is replaced: neither a file on this machine
    # nor a billion laughs.
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
_SHARE_OF_A_PART = 10
"""A part that is read as a whole may take this share of the limit on all parts; only the main text
is read piece by piece. A parsed part takes about ten times its size in memory."""
_WHOLE_BYTES = 24 * 1024**2
"""A longer main text is read piece by piece, which takes longer but little memory."""
_BLOCKS = tuple(f"{{*}}{name}" for name in ("p", "tbl", "sdt", "altChunk", "sectPr", "customXml"))
_TAKEN = "taken"
_STRICT = "purl.oclc.org/ooxml"
_OTHER_KINDS = (
    ("spreadsheetml", "a spreadsheet"),
    ("presentationml", "a presentation"),
    ("package/2006/xmlPackage", "a single XML file"),
)


class Relationship(NamedTuple):
    """What a part refers to by an id."""

    kind: str
    """The last part of its type: "footnotes", "header", "aFChunk"."""
    target: str
    """Name of the other part."""


class WordPackage:
    """The parts of a Word file, by name in lower case, without the leading slash."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open the archive and find the part with the text.

        Raises:
            DocumentError: It is no .docx file, corrupt, encrypted, or unpacks to more than
                `limits.unpacked_bytes`.
        """
        self._limits = limits
        self._archive, self._members = _open_archive(data, limits)
        self._last_read = "", b""
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self.main = self._find_main_part()
        """Name of the part with the text, `word/document.xml` as a rule."""

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            DocumentError: The part is missing, damaged or too large.
        """
        if self._last_read[0] == name:
            return self._last_read[1]
        member = self._member(name)
        if member.file_size > self._limits.unpacked_bytes // _SHARE_OF_A_PART:
            size = member.file_size // 1024**2
            raise DocumentError(f"its part {name} unpacks to {size} MB; split it into parts")
        try:
            data = self._archive.read(member)
        except Exception as error:  # zlib, zipfile and the decryption have errors of their own
            raise _damaged(error) from None
        self._last_read = name, data
        return data

    def parse(self, name: str) -> Any:
        """The root element of a part that is read as a whole.

        Raises:
            DocumentError: The part is missing, damaged or too large.
        """
        return _parse(self.read(name), name)

    def mentions(self, name: str, *words: bytes) -> bool:
        """Whether a part contains one of some words; True if it is too long to be looked at."""
        if self._member(name).file_size > _WHOLE_BYTES:
            return True
        data = self.read(name)
        return any(word in data for word in words)

    def iterate_blocks(self) -> Iterator[Any]:
        """The children of the main text's body, each valid until the next one is asked for.

        Raises:
            DocumentError: The part is damaged, or isn't a Word document's.
        """
        from lxml import etree

        member = self._member(self.main)
        try:
            if member.file_size <= _WHOLE_BYTES:
                yield from self._iterate_parsed_blocks()
                return
            with self._archive.open(member) as stream:
                events = etree.iterparse(stream, events=("end",), tag=_BLOCKS, **_PARSER)
                yield from _iterate_children_of_body(events)
        except DocumentError:
            raise
        except Exception as error:  # lxml, zlib and zipfile have errors of their own
            raise _damaged(error) from None

    def _iterate_parsed_blocks(self) -> Iterator[Any]:
        root = self.parse(self.main)
        _refuse_other_kinds(root.tag)
        for body in root:
            if _is_body(body):
                yield from body
                return

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to inside the file, by the id of the reference."""
        if part not in self._relationships:
            self._relationships[part] = dict(self._read_relationships(part))
        return self._relationships[part]

    def _read_relationships(self, part: str) -> Iterator[tuple[str, Relationship]]:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return
        for node in self.parse(listed).iter("*"):
            target, kind = node.get("Target"), node.get("Type")
            if target and kind and node.get("TargetMode") != "External":
                path = posixpath.join("/", folder, unquote(target.replace("\\", "/")))
                yield (
                    node.get("Id", ""),
                    Relationship(kind.rpartition("/")[2], posixpath.normpath(path).lstrip("/")),
                )

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(_normal(name))
        if member is None:
            raise DocumentError(f"corrupt .docx (its part {name} is missing); {HOW_TO_REPAIR}")
        return member

    def _find_main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return relationship.target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise DocumentError(
            f"corrupt .docx (it has no text part), or not a .docx file; {HOW_TO_REPAIR}"
        )


def _open_archive(
    data: bytes, limits: Limits
) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    if data.startswith(_OLE):
        raise DocumentError("encrypted, or an old .doc file; save it as .docx without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
        unpacked = sum(member.file_size for member in infos)
        members = {_normal(member.filename): member for member in infos}
    except Exception:  # besides BadZipFile: struct, encoding and arithmetic errors of its fields
        raise DocumentError(f"corrupt .docx, or not a .docx file; {HOW_TO_REPAIR}") from None
    if unpacked > limits.unpacked_bytes:
        allowed = limits.unpacked_bytes // 1024**2
        raise DocumentError(f"unpacks to {unpacked // 1024**2} MB, more than the {allowed} allowed")
    if any(member.flag_bits & 1 for member in infos):
        raise DocumentError("encrypted; save it as .docx without a password")
    if "content.xml" in members and "mimetype" in members:
        raise DocumentError("an OpenDocument file, not a .docx file; save it as .docx")
    return archive, members


def _parse(data: bytes, name: str) -> Any:
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(error) from None
    if root is None:
        raise DocumentError(f"corrupt .docx ({name} is empty); {HOW_TO_REPAIR}")
    if any(_STRICT in namespace for namespace in root.nsmap.values()):
        rename_strict(root)
    return root


def _normal(name: str) -> str:
    """Part names are compared without letter case; some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _iterate_children_of_body(events: Any) -> Iterator[Any]:
    body, is_strict = None, False
    for _, element in events:
        parent = element.getparent()
        if body is None and parent is not None and _is_body(parent):
            body, is_strict = parent, _STRICT in parent.tag
        if body is not None and parent is body:
            yield from _take_children(body, is_strict, last=element)
    _refuse_other_kinds(events.root.tag)
    if body is None:
        body = next((child for child in events.root if _is_body(child)), None)
    if body is not None:
        yield from _take_children(body, _STRICT in body.tag)


def _is_body(element: Any) -> bool:
    if not isinstance(element.tag, str) or not element.tag.endswith("}body"):
        return False
    around = element.getparent()
    return around is not None and around.getparent() is None


def _take_children(body: Any, is_strict: bool, last: Any = None) -> Iterator[Any]:
    """The body's children up to `last` that haven't been taken yet; then they are emptied.

    Later ones are still being read.
    """
    for child in list(body):
        if child.get(_TAKEN) is None:
            if is_strict:
                rename_strict(child)
            yield child
        if child is last:
            # The parser may still add what follows the element, but nothing in it.
            child.clear(keep_tail=True)
            child.set(_TAKEN, "")
            return
        body.remove(child)


def _refuse_other_kinds(tag: str) -> None:
    for namespace, kind in _OTHER_KINDS:
        if namespace in tag:
            raise DocumentError(f"{kind}, not a .docx file; save its text as .docx")
    if not tag.endswith("}document"):
        raise DocumentError(f"corrupt .docx (its text part is no document); {HOW_TO_REPAIR}")


def _damaged(error: Exception) -> DocumentError:
    if "Excessive depth" in str(error):
        return DocumentError(
            f"corrupt .docx (its parts lie too deep inside each other); {HOW_TO_REPAIR}"
        )
    return DocumentError(f"corrupt .docx ({first_line_of(error)}); {HOW_TO_REPAIR}")
