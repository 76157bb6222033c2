"""How Markdown reads: its signs aren't read, its words are, and offsets lead to the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.annotated_texts import squeezed
from support.markdown_texts import MARKDOWN

from index.ingest.plain_text.markdown_marks import read_markup
from index.text.reading_text import make_reading_text


def read(text: str) -> list[str]:
    return squeezed(make_reading_text(text, read_markup(text).marks).text)


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_reads_as_what_it_means(name: str) -> None:
    text, blocks = MARKDOWN[name]

    assert read(text) == blocks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# **Board** keeps [fees](x)\n\nText.", "Board keeps fees"),
        (
            "[![badge](b.svg)](c)\n\n<!-- x -->\n\nBoard *keeps* fees\n===\n\nText.",
            "Board keeps fees",
        ),
        ("## The fee will be raised in May.\nText.", "The fee will be raised in May."),
        ("Text first.\n\n# A heading\n", None),
        ("---\nVarga: We will not.\nLind: No.\n---\nVarga: Yes.\n", None),
        ("# \n\nText.", None),
        ("", None),
    ],
)
def test_the_heading_that_a_text_begins_with_is_its_title(text: str, title: str | None) -> None:
    assert read_markup(text).title == title


def test_what_stands_for_a_picture_is_read_where_there_is_nothing_else() -> None:
    assert read("![The fee stays](fee.png)\n") == ["The fee stays"]


@given(st.text(alphabet="ab *_`[]()<>!~|#-=>\\\n\t1.:&;\"'^{}", max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_words_are_lost_or_made_up(text: str) -> None:
    marks = read_markup(text).marks
    reading = make_reading_text(text, marks)

    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    for start in range(len(reading.text)):
        place = reading.to_document(start, start + 1)
        if not reading.text[start].isspace():
            assert text[place.start : place.end] == reading.text[start]
