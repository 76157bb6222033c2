"""Records to be rendered, and what a browser would make of the HTML."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path

from assistant.records import Answer, Citation, Retrieved, Searched
from assistant.ui import render
from assistant.ui.render.records import SourcePlace
from index.store.rows import DocumentInfo

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    SCRIPT,
    "\"'><img src=x onerror=alert(1)>",
    "<time onmouseover=alert(1)>",
    "</mark></blockquote><svg onload=alert(1)>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "${alert(1)} {{alert(1)}} [2](javascript:alert(1))",
]


class Reader(HTMLParser):
    """What a browser makes of a page: its tags with attributes, and the text by element."""

    VOID = frozenset({"img", "br", "input", "meta"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.by_tag: dict[str, list[str]] = {}
        self.feed(str(page))  # not `Markup`, which escapes what is added to it
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.by_tag.setdefault(tag, []).append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.by_tag[tag][-1] += data


def cited(marker: int = 1, quote: str = "the exact words", **other) -> Citation:
    facts = {
        "document": "file.txt", "document_id": "d", "path": "/docs/file.txt", "start": 1083,
        "end": 1083 + len(quote), "date": "2022-10-14", "outlet": "The Outlet",
        "title": "The title", "page": None, "sha256": "0" * 64,
    }  # fmt: skip
    return Citation(marker=marker, quote=quote, **(facts | other))


def passage(text: str = "a passage", **other) -> Retrieved:
    facts = {
        "document": "near.txt", "document_id": "n", "start": 0, "end": len(text), "score": 0.4,
        "title": "Near", "outlet": "Gazette", "date": "2021-02-03",
    }  # fmt: skip
    return Retrieved(text=text, **(facts | other))


def answered(*citations: Citation, text: str = "“the exact words” [1]", **other) -> Answer:
    facts = {
        "question": "Who?", "status": "answered", "short_answer": None, "confidence": 0.93,
        "citations": citations, "retrieved": (), "searched": Searched(documents=1008),
        "timings_ms": {},
    }  # fmt: skip
    return Answer(text=text, **(facts | other))


def shown(answer: Answer) -> Reader:
    return Reader(render.answer_view(answer))


def links(page: Reader) -> list[dict]:
    """What the links into the source view carry."""
    return [json.loads(attrs["data-source"]) for _, attrs in page.tags if "data-source" in attrs]


def place(text: str, start: int, end: int, **other) -> SourcePlace:
    info = DocumentInfo(
        number=1, id="d", label="file.txt", name="file.txt", path=Path("/docs/file.txt"),
        sha256="0" * 64, title="The title", outlet="The Outlet", date="2022-10-14", author=None,
        speaker=None, url=None, language=None, pages=(), extra={}, metadata_fingerprint="",
        characters=len(text), passages=1,
    )  # fmt: skip
    told = ("title", "outlet", "date", "url", "pages", "label", "author")
    facts = {name: other.pop(name) for name in told if name in other}
    return SourcePlace(dataclasses.replace(info, **facts), text, start, end, **other)


def source(text: str, start: int, end: int, **other) -> Reader:
    return Reader(render.source_view(place(text, start, end, **other)))
