"""Conversations to take away, each answer with its citations whole.

Markdown to go on writing in, JSON that `onrecord verify` checks again, HTML to read anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.markup import escape, web_address
from assistant.records import Turn

__all__ = ["as_html", "as_json", "as_markdown"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 Charter, Georgia, serif; max-width: 42rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-top: 2.5rem; }
blockquote { margin: 0.5rem 0; padding-left: 1rem; border-left: 3px solid #1d5c87; }
blockquote, .answer { white-space: pre-wrap; }
.facts, footer { font: 0.875rem/1.5 system-ui, sans-serif; color: #5c6770; }
"""


def as_markdown(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as Markdown, each answer with its citations whole."""
    lines = [f"# {_plain(name)}", ""]
    for turn in turns:
        answer = turn.answer
        lines += [f"## {_plain(turn.question)}", ""]
        if turn.standalone != turn.question:
            lines += [f"Asked as: {_plain(turn.standalone)}", ""]
        if answer.get("short_answer"):
            lines += [f"**{_plain(str(answer['short_answer']))}**", ""]
        text = str(answer.get("answer", "")).split("\n")
        lines += ["  \n".join(map(_plain, text)), ""]
        if answer.get("notice"):
            lines += [f"Note: {_plain(str(answer['notice']))}", ""]
        lines += _sources(answer.get("citations") or [])
    return "\n".join(lines).rstrip() + "\n"


def _sources(citations: list[dict[str, Any]]) -> Iterator[str]:
    for one in citations:
        facts = (one.get("speaker"), one.get("outlet"), one.get("date"), one.get("title"))
        head = ", ".join(_plain(str(fact)) for fact in facts if fact)
        yield f"\\[{one['marker']}\\] {head}"
        yield ""
        yield f"> {_plain(str(one['quote']))}"
        yield ""
        place = f"{one['document']}, characters {one['start']}-{one['end']}"
        yield f"{_plain(place)}, sha256 {one.get('sha256')}"
        yield ""


_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])|^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))")


def _plain(text: str) -> str:
    """Text on one line that Markdown shows as it is: nothing in it becomes markup or a link."""

    def escape(match: re.Match[str]) -> str:
        if match[1]:
            return f"\\{match[1]}"
        # A number that would begin a list keeps its digits, its full stop is escaped.
        return f"{match[2]}{match[3]}\\" if match[3].isdigit() else f"{match[2]}\\{match[3]}"

    return _SPECIAL.sub(escape, " ".join(text.split()))


def as_json(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as JSON lines, a turn each: the form of `onrecord ask --json`."""
    lines = []
    for turn in turns:
        facts = {**turn.answer, "asked": turn.question, "at": turn.at, "conversation": name}
        lines.append(json.dumps(facts, ensure_ascii=False) + "\n")
    return "".join(lines)


def as_html(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as one HTML file that needs nothing else; without scripts."""
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(name)}</title><style>{_STYLE}</style></head><body>"
        f'<h1 dir="auto">{escape(name)}</h1>'
    ]
    for turn in turns:
        answer = turn.answer
        parts.append(f'<section><h2 dir="auto">{escape(turn.question)}</h2>')
        if turn.standalone != turn.question:
            parts.append(f'<p class="facts">Asked as: {escape(turn.standalone)}</p>')
        if answer.get("short_answer"):
            parts.append(f"<p><strong>{escape(str(answer['short_answer']))}</strong></p>")
        parts.append(f'<p class="answer" dir="auto">{escape(turn.text)}</p>')
        if answer.get("notice"):
            parts.append(f'<p class="facts">{escape(str(answer["notice"]))}</p>')
        parts += [_source_html(one) for one in answer.get("citations") or []]
        parts.append(f'<p class="facts">Asked {escape(turn.at)}</p></section>')
    parts.append(
        "<footer>Exported from On Record. Every citation names the exact characters of a file"
        " and that file&#x27;s SHA-256.</footer></body></html>\n"
    )
    return "".join(parts)


def _source_html(one: dict[str, Any]) -> str:
    facts = (one.get("speaker"), one.get("outlet"), one.get("date"), one.get("title"))
    head = ", ".join(escape(str(fact)) for fact in facts if fact)
    place = f"{one['document']}, characters {one['start']}-{one['end']}"
    url = one.get("url")
    address = web_address(url if isinstance(url, str) else None)
    link = f' · <a href="{escape(address)}" rel="noopener noreferrer">source</a>' if address else ""
    return (
        f'<div><p class="facts">[{escape(str(one["marker"]))}] {head}{link}</p>'
        f'<blockquote dir="auto">{escape(str(one["quote"]))}</blockquote>'
        f'<p class="facts">{escape(place)}, sha256 {escape(str(one.get("sha256")))}</p></div>'
    )
