"""Conversations to take away."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from assistant.records import Turn
from assistant.saved.exports import (
    as_html,
    as_json,
    as_markdown,
    report_without_paths,
    without_paths,
)

CITED = {
    "marker": 1, "document": "a.txt", "document_id": "d", "start": 3, "end": 19,
    "quote": "refused\r\n 42 times", "speaker": "Ada Byron", "outlet": "The Outlet",
    "date": "2022-10-14", "title": "T", "sha256": "0" * 64, "url": "https://example.org/a",
}  # fmt: skip
SCRIPT = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def turn(question: str = "How often?", citation=CITED, **answer) -> Turn:
    facts = {"status": "answered", "answer": "42 [1]", "citations": [citation]} | answer
    return Turn(question, question, "2022-10-14T10:00:00+00:00", facts)


def test_html_holds_every_citation_whole():
    page = Page(as_html("Extradition", [turn(), turn("Who?", short_answer="Ada")]))
    for part in ("Extradition", "How often?", "Who?", "Ada", "42 [1]", "Ada Byron, The Outlet"):
        assert part in page.text
    assert "refused\r\n 42 times" in page.text
    assert "a.txt, characters 3-19, sha256 " + "0" * 64 in page.text
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == [
        "https://example.org/a"
    ] * 2
    assert "script" not in {tag for tag, _ in page.tags}


def test_what_is_uncertain_is_exported_as_possible_matches():
    sure, unsure = turn(short_answer="Ada"), turn("Who?", short_answer="Ada", uncertain=True)
    for export in (as_markdown, as_html):
        assert "Possible matches, not an answer" not in export("x", [sure])
        assert "Possible matches, not an answer" in export("x", [unsure])
    assert "**Ada**" in as_markdown("x", [sure])
    assert "**Ada**" not in as_markdown("x", [unsure])
    assert "<strong>Ada</strong>" not in as_html("x", [unsure])


def test_html_is_all_that_is_needed():
    loaded = [attrs for tag, attrs in Page(as_html("x", [turn()])).tags if "src" in attrs]
    assert loaded == []


def test_hostile_text_stays_text_in_html():
    told = {
        **CITED,
        **dict.fromkeys(("quote", "speaker", "outlet", "title", "url", "sha256"), SCRIPT),
    }
    page = Page(as_html(SCRIPT, [turn(SCRIPT, told, answer=SCRIPT, notice=SCRIPT)]))
    assert not {"script", "img", "a"} & {tag for tag, _ in page.tags}
    assert SCRIPT in page.text


def test_json_lines_are_the_answers_with_their_conversation():
    lines = as_json("Extradition", [turn(), turn("Who?")]).splitlines()
    first = json.loads(lines[0])
    assert (first["asked"], first["conversation"], first["citations"]) == (
        "How often?", "Extradition", [CITED],
    )  # fmt: skip
    assert len(lines) == 2


def test_paths_are_left_out_of_every_list_of_places():
    place = {"document": "a.txt", "path": "/home/ada/a.txt"}
    answer = {"citations": [place], "question": "What is the path?"}
    verdict = {"matches": [place, place], "nearest": [place], "path": "kept"}
    assert without_paths(answer) == {
        "citations": [{"document": "a.txt"}], "question": "What is the path?",
    }  # fmt: skip
    assert without_paths(verdict) == {
        "matches": [{"document": "a.txt"}] * 2, "nearest": [{"document": "a.txt"}], "path": "kept",
    }  # fmt: skip
    assert place["path"] == "/home/ada/a.txt"


def test_no_path_is_left_in_the_report_on_a_draft():
    place = {"document": "a.txt", "path": "/docs/a.txt"}
    report = {
        "draft": "d",
        "quotations": [
            {"level": "ok", "check": {"verdict": "verbatim", "matches": [place], "nearest": []}},
            {"level": "not_found", "check": {"verdict": "x", "matches": [], "nearest": [place]}},
            {"level": "not_checked", "check": None},
        ],
        "figures": [{"status": "backed", "citation": place}, {"citation": None}],
    }
    told = json.dumps(report_without_paths(report))
    assert "/docs" not in told and "path" not in told
    assert json.loads(told) == json.loads(json.dumps(report).replace(', "path": "/docs/a.txt"', ""))
