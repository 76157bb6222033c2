"""Names of the elements and attributes of WordprocessingML, and their Strict Open XML spellings.

Sources: ECMA-376 part 1 (Strict) and part 4 (Transitional). A file saved as "Strict Open XML
Document" says the same with other namespaces; its elements are renamed once they are parsed.
"""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = W + "val"

_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "{http://schemas.openxmlformats.org/"
_FOLDERS = {
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/diagram": "drawingml/2006/diagram",
    "drawingml/chart": "drawingml/2006/chart",
}


def rename_strict(element: Any) -> None:
    """Give an element and all inside it the names that the same things have in other files."""
    for node in element.iter("*"):
        node.tag = _transitional(node.tag)
        for name, value in node.attrib.items():
            if name.startswith(_STRICT):
                del node.attrib[name]
                node.set(_transitional(name), value)


def _transitional(name: str) -> str:
    if not name.startswith(_STRICT):
        return name
    folder, _, local = name[len(_STRICT) :].partition("}")
    return f"{_TRANSITIONAL}{_FOLDERS.get(folder, folder)}}}{local}"


def value_of(parent: Any, name: str, attribute: str = VAL) -> str | None:
    """An attribute of the first child with a name; None if there is no such child."""
    child = parent.find(name)
    return None if child is None else child.get(attribute)


def is_on(element: Any) -> bool:
    """Whether a property that is on or off is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`."""
    return element.get(VAL, "true").lower() not in ("0", "false", "off")


def integer(value: str | None, otherwise: int = 0) -> int:
    """The number in an attribute; `otherwise` if there is none or it is no plausible number."""
    if value is None or len(value) > 9:
        return otherwise
    try:
        return int(value)
    except ValueError:
        return otherwise
