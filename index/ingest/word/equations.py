"""Writes an equation of a Word file as a line of text: "E = mc²", "(a + b)/2", "√(x)"."""

from __future__ import annotations

from typing import Any

from index.ingest.word.names import M, W, value_of
from index.ingest.word.raised_runs import read_raised_run

_VAL = M + "val"
_TEXTS = frozenset({M + "t", W + "t"})
_OMITTED = frozenset({W + "del", W + "moveFrom", W + "rPr", M + "rPr"})


def write_equation(element: Any) -> str:
    """The text of an element `m:oMath`, or of any part of one."""
    return "".join(_write(child) for child in element)


def _write(element: Any) -> str:
    tag = element.tag
    if tag in _TEXTS:
        return element.text or ""
    if tag in _OMITTED or not isinstance(tag, str) or tag.endswith("Pr"):
        return ""
    writer = _WRITERS.get(tag)
    return writer(element) if writer is not None else write_equation(element)


def _part(element: Any, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else write_equation(part)


def _property(element: Any, name: str) -> str | None:
    properties = element.find(element.tag + "Pr")
    return None if properties is None else value_of(properties, M + name, _VAL)


def _grouped(text: str) -> str:
    """The text in brackets, unless it is a single number, name or bracket."""
    plain = text.replace(".", "").replace(",", "")
    return text if plain.isalnum() or len(text) <= 1 else f"({text})"


def _fraction(element: Any) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _superscript(element: Any) -> str:
    base, exponent = _part(element, "e"), _part(element, "sup")
    return base + _exponent(exponent)


def _exponent(text: str) -> str:
    raised = read_raised_run(text, "x").text if text else ""
    return raised if raised != text else f"^{_grouped(text)}" if text else ""


def _subscript(element: Any) -> str:
    return f"{_part(element, 'e')}_{_grouped(_part(element, 'sub'))}"


def _both(element: Any) -> str:
    return f"{_subscript(element)}{_exponent(_part(element, 'sup'))}"


def _radical(element: Any) -> str:
    degree = _part(element, "deg")
    return f"{_exponent(degree)}√{_grouped(_part(element, 'e'))}"


def _delimiters(element: Any) -> str:
    opening, closing, separator = (
        _property(element, name) for name in ("begChr", "endChr", "sepChr")
    )
    inner = (separator or "|").join(write_equation(part) for part in element.findall(M + "e"))
    return f"{'(' if opening is None else opening}{inner}{')' if closing is None else closing}"


def _operator(element: Any) -> str:
    sign = _property(element, "chr") or "∫"
    low, high = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
    return f"{sign}{limits} {_part(element, 'e')}"


def _function(element: Any) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _lower_limit(element: Any) -> str:
    return f"{_part(element, 'e')}_{_grouped(_part(element, 'lim'))}"


def _upper_limit(element: Any) -> str:
    return f"{_part(element, 'e')}^{_grouped(_part(element, 'lim'))}"


def _matrix(element: Any) -> str:
    rows = (
        ", ".join(write_equation(cell) for cell in row.findall(M + "e"))
        for row in element.findall(M + "mr")
    )
    return "; ".join(rows)


def _lines(element: Any) -> str:
    return "; ".join(write_equation(line) for line in element.findall(M + "e"))


_WRITERS = {
    M + "f": _fraction,
    M + "sSup": _superscript,
    M + "sSub": _subscript,
    M + "sSubSup": _both,
    M + "rad": _radical,
    M + "d": _delimiters,
    M + "nary": _operator,
    M + "func": _function,
    M + "limLow": _lower_limit,
    M + "limUpp": _upper_limit,
    M + "m": _matrix,
    M + "eqArr": _lines,
}
