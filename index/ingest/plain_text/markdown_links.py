"""Links in Markdown: where a target ends, and the definitions that references lead to."""

from __future__ import annotations

import re

_TARGET = (
    r"(?:<(?:[^<>\\\n]|\\.){0,2000}+>"
    r"|(?![<])(?:[^\s()\\\x00-\x1f]|\\.|\((?:[^\s()\\]|\\.|\([^\s()\\]{0,500}+\)){0,500}+\)){0,2000}+)"
)
_TITLE = r"(?:\"(?:[^\"\\]|\\.){0,1000}+\"|'(?:[^'\\]|\\.){0,1000}+'|\((?:[^()\\]|\\.){0,1000}+\))"
_BLANK = r"[ \t]*+(?:\n[ \t]*+)?"
_INLINE = re.compile(rf"\({_BLANK}{_TARGET}(?:{_BLANK}(?<=\s){_TITLE})?{_BLANK}\)", re.DOTALL)
_REFERENCE = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{[.#:][^{}\n]{0,200}+\}")
_DEFINITION = re.compile(
    rf"^[ >]{{0,12}}\[(?!\^)(?P<label>(?:[^\[\]\\\n]|\\.){{1,999}}+)\]:[ \t]*+(?=\S)"
    rf"{_TARGET}(?:[ \t]++{_TITLE})?[ \t]*+$",
    re.MULTILINE,
)
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}+\]")
"""A reference to a footnote."""
FOOTNOTE_START = re.compile(rf"{FOOTNOTE.pattern}:")
"""The start of the note that it leads to."""


def find_definitions(text: str) -> frozenset[str]:
    """The labels of all `[label]: target` lines of a text, normalised."""
    if "]:" not in text:
        return frozenset()
    return frozenset(_normalised(match["label"]) for match in _DEFINITION.finditer(text))


def is_definition(line: str) -> bool:
    """Whether a line says where a reference leads: "[label]: https://…"."""
    return _DEFINITION.match(line) is not None


def find_link_end(words: str, opener: int, closer: int, definitions: frozenset[str]) -> int | None:
    """Where the link ends whose text is in brackets; None if the brackets make no link.

    Args:
        words: The block's words.
        opener: Offset of the `[`.
        closer: Offset of the `]`.
        definitions: The labels that references may lead to.
    """
    end = closer + 1
    if inline := _INLINE.match(words, end):
        return skip_attributes(words, inline.end())
    reference = _REFERENCE.match(words, end)
    if reference and reference[1].strip():
        if _normalised(reference[1]) in definitions:
            return skip_attributes(words, reference.end())
    elif closer - opener < 1001 and _normalised(words[opener + 1 : closer]) in definitions:
        return reference.end() if reference else end
    after = skip_attributes(words, end)
    return after if after > end else None


def skip_attributes(words: str, at: int) -> int:
    """The offset behind `{.class #id}` at an offset, or the offset itself."""
    attributes = _ATTRIBUTES.match(words, at)
    return attributes.end() if attributes else at


def _normalised(label: str) -> str:
    return " ".join(label.casefold().split())
