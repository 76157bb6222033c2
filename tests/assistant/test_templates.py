"""How HTML is made: every value is escaped, and nothing else makes HTML."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest

from assistant import templates
from assistant.templates import render, trusted, web_address

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> &amp; {{ 7 * 7 }}"


class Page(HTMLParser):
    """The tags, attributes and text that a browser finds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def paragraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a template that shows `text` in an attribute and in an element."""
    (tmp_path / "paragraph.html.j2").write_text('<p title="{{ text }}">{{ text }}</p>')
    environment = templates._environment().overlay(loader=jinja2.FileSystemLoader(tmp_path))
    monkeypatch.setattr(templates, "_environment", lambda: environment)
    return "paragraph.html.j2"


@pytest.mark.parametrize("text", [HOSTILE, "a\r\nb\rc\n & <d> \"e\" 'f' 𝔘", "", "\t \f é"])
def test_a_browser_reads_exactly_the_text_that_was_given(paragraph: str, text: str):
    page = Page(render(paragraph, text=text))
    assert page.tags == [("p", {"title": text})]
    assert page.text == text
    assert "\r" not in render(paragraph, text=text)


def test_characters_that_html_cannot_carry_are_replaced(paragraph: str):
    page = Page(render(paragraph, text="bad\udcff\x00\x1b\x7f"))
    assert page.text == "bad\ufffd\ufffd\ufffd\ufffd"
    assert Page(render(paragraph, text="\ud83d\ude00")).text == "😀"


def test_rendered_html_is_not_escaped_again(paragraph: str):
    inner = render(paragraph, text="a & b")
    assert "&amp;amp;" not in render(paragraph, text=inner)
    assert f">{inner}</p>" in render(paragraph, text=inner)


def test_a_value_that_was_not_passed_is_an_error(paragraph: str):
    with pytest.raises(jinja2.UndefinedError, match="'text' is undefined"):
        render(paragraph)


def test_trusted_html_is_put_in_as_it_is(paragraph: str):
    assert "<b>bold</b></p>" in render(paragraph, text=trusted("<b>bold</b>"))


def test_jinja_is_loaded_with_the_first_page():
    code = (
        "import sys, assistant.saved.exports; print(*{'jinja2', 'markupsafe'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a?b=c#d", True), ("HTTP://EXAMPLE.ORG", True), (None, False),
        ("", False), ("javascript:alert(1)", False), ("https://a b", False), ("//a", False),
        ("https://a\"onclick", False), ("https://a\n", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_may_be_followed(url, is_one):
    assert (web_address(url) == url) is (is_one or url is None)
    assert (web_address(url) is not None) is is_one
