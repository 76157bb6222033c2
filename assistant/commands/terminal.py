"""Writes to the terminal: what documents, questions and files hold can't steer it.

A text may hold sequences that colour or hide words, move the cursor, set the window's title or type
for the user. Every command writes by this module alone (`tests/test_terminal.py`), which shows
control characters as signs. JSON keeps its exact value: they are written as escapes there.
"""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

import click

from assistant.line_files import escape_controls

__all__ = ["BOLD", "echo", "echo_json", "echo_json_text", "style", "visible_text"]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e]")
"""Also the two marks that make a terminal show letters in another order than the text has them."""
_OURS = f"\x1b<{secrets.token_hex(16)}>"
"""Marks the sequences that `style` makes; no text can know it."""
BOLD = (f"{_OURS}[1m", f"{_OURS}[22m")
"""Begins and ends what is bold in a text for `echo`."""


def echo(text: str | bytes = "", err: bool = False, nl: bool = True) -> None:
    """Write a text, with control characters as signs; what `style` added takes effect.

    Args:
        text: What to write; bytes are taken for UTF-8.
        err: Write to stderr.
        nl: End the line.
    """
    whole = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    shown = "\x1b".join(map(visible_text, whole.split(_OURS)))
    click.echo(shown.encode("utf-8", "replace").decode(), err=err, nl=nl)


def echo_json(value: Any) -> None:
    """Write a value as one line of JSON."""
    echo_json_text(json.dumps(value, ensure_ascii=False) + "\n")


def echo_json_text(text: str) -> None:
    """Write a text of JSON; characters that could steer a terminal are escaped."""
    click.echo(escape_controls(text), nl=False)


def style(text: str, **look: Any) -> str:
    """The text in a colour or weight, for `echo`; as `click.style`."""
    return click.style(visible_text(text), **look).replace("\x1b", _OURS)


def visible_text(text: str) -> str:
    """A text without characters that steer a terminal: they become signs, or ends of lines."""
    return _CONTROLS.sub(_sign, _LINE_ENDS.sub("\n", text))


def _sign(found: re.Match[str]) -> str:
    """U+241B (␛) for an escape character, and so on; U+FFFD where there is no sign."""
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
