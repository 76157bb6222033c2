"""Exports a conversation as Markdown, JSON or HTML, with the citations of each answer.

Markdown is for further editing, JSON for `onrecord verify`, and HTML for reading in any browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.citations.answer_wording import SET_APART, answer_blocks, reported_speaker
from assistant.citations.wording import POSSIBLE_MATCHES
from assistant.decoding import decode
from assistant.records import Citation, Turn
from assistant.templates import render

__all__ = [
    "as_html",
    "as_json",
    "as_markdown",
    "escape_markdown",
    "report_without_paths",
    "without_paths",
]


def as_markdown(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as Markdown, each answer with its full citations."""
    lines = [f"# {escape_markdown(name)}", ""]
    for turn in turns:
        answer = turn.answer
        lines += [f"## {escape_markdown(turn.question)}", ""]
        if turn.standalone != turn.question:
            lines += [f"Asked as: {escape_markdown(turn.standalone)}", ""]
        if answer.get("uncertain"):
            lines += [f"{POSSIBLE_MATCHES}:", ""]
        elif answer.get("short_answer"):
            lines += [f"**{escape_markdown(str(answer['short_answer']))}**", ""]
        for is_set_apart, block in answer_blocks(str(answer.get("answer", ""))):
            mark = SET_APART if is_set_apart else ""
            shown = (mark + escape_markdown(line) for line in block.split("\n"))
            lines += ["  \n".join(shown), ""]
        if answer.get("notice"):
            lines += [f"Note: {escape_markdown(str(answer['notice']))}", ""]
        lines += _sources(answer.get("citations") or [])
    return "\n".join(lines).rstrip() + "\n"


def _sources(citations: list[dict[str, Any]]) -> Iterator[str]:
    for one in citations:
        yield f"\\[{one['marker']}\\] {escape_markdown(_source_facts(one))}"
        yield ""
        yield f"> {escape_markdown(str(one['quote']))}"
        yield ""
        place = f"{one['document']}, characters {one['start']}-{one['end']}"
        yield f"{escape_markdown(place)}, sha256 {one.get('sha256')}"
        yield ""


def _source_facts(facts: Mapping[str, Any]) -> str:
    """Whose words a citation has, or of whom it tells, with outlet, date and title."""
    citation = decode(Citation, facts)
    known = (reported_speaker(citation), citation.outlet, citation.date, citation.title)
    return ", ".join(fact for fact in known if fact)


_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])|^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))")


def escape_markdown(text: str) -> str:
    """Text on one line, escaped so that Markdown shows it unchanged, without markup or links."""

    def escaped(match: re.Match[str]) -> str:
        if match[1]:
            return f"\\{match[1]}"
        # A number that would begin a list has its full stop escaped.
        return f"{match[2]}{match[3]}\\" if match[3].isdigit() else f"{match[2]}\\{match[3]}"

    return _SPECIAL.sub(escaped, " ".join(text.split()))


def as_json(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as JSON Lines, one turn a line, in the form of `onrecord ask --json`."""
    lines = []
    for turn in turns:
        facts = {**turn.answer, "asked": turn.question, "at": turn.at, "conversation": name}
        lines.append(json.dumps(facts, ensure_ascii=False) + "\n")
    return "".join(lines)


def without_paths(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of an answer or a verdict without the paths of the documents' files.

    Paths on the server are of no use to clients elsewhere, and `onrecord verify` does not need
    them.
    """
    places = {name: facts[name] for name in ("citations", "matches", "nearest") if facts.get(name)}
    return {
        **facts,
        **{
            name: [{key: fact for key, fact in place.items() if key != "path"} for place in found]
            for name, found in places.items()
        },
    }


def report_without_paths(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of the report on a draft without the paths of the documents' files."""

    def cited(figure: dict[str, Any]) -> dict[str, Any]:
        citation = figure["citation"]
        return {
            **figure,
            "citation": citation and {key: citation[key] for key in citation if key != "path"},
        }

    return {
        **facts,
        "quotations": [
            {**one, "check": one["check"] and without_paths(one["check"])}
            for one in facts["quotations"]
        ],
        "figures": [cited(figure) for figure in facts["figures"]],
    }


def as_html(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as one self-contained HTML file without scripts."""
    page = render(
        "saved/templates/conversation.html.j2",
        name=name,
        turns=turns,
        answer_blocks=answer_blocks,
        possible_matches=POSSIBLE_MATCHES,
        source_facts=_source_facts,
    )
    return f"{page}\n"
