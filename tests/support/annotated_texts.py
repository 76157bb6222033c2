"""Texts for tests that say at the end of each line how its break is read.

`␣` behind a line: the break is read as a space. `¬` behind a hyphen: hyphen and break divide a
word. `∅` behind a hyphen: the break is not read. A line without a sign ends its block.
"""

from __future__ import annotations

import re
import textwrap

_SIGN = re.compile(r"[␣¬∅]$", re.MULTILINE)


def wrapped(width: int, words: str, first: str = "", rest: str = "") -> str:
    """A paragraph broken greedily at a width, with the signs of its breaks.

    Args:
        width: The largest number of columns, indents included.
        words: The paragraph.
        first: Stands before its first line.
        rest: Stands before its other lines.
    """
    lines = textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "␣\n".join(lines)


def without_signs(annotated: str) -> str:
    """The text as it stands in its file."""
    return _SIGN.sub("", annotated)


def blocks(annotated: str) -> list[str]:
    """The blocks as which the text must be read, white space aside."""
    read = re.sub(r"-¬\n[ \t>]*", "", annotated)
    read = re.sub(r"∅\n[ \t>]*", "", read)
    read = re.sub(r"␣\n[\s>]*", " ", read)
    return squeezed(re.sub(r"^[> ]+", "", read, flags=re.MULTILINE))


def squeezed(read: str) -> list[str]:
    """The non-empty lines of a reading text, each with single spaces."""
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n\f\u2028]", read))
    return [line for line in lines if line]
