"""How Markdown reads: its signs aren't read, its words are, and offsets lead to the file."""

from __future__ import annotations

import pytest
from support.annotated_texts import squeezed
from support.markdown_texts import MARKDOWN

from index.ingest.plain_text.markdown_marks import mark_markdown
from index.text.reading_text import make_reading_text


def read(text: str) -> list[str]:
    return squeezed(make_reading_text(text, mark_markdown(text)).text)


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_reads_as_what_it_means(name: str) -> None:
    text, blocks = MARKDOWN[name]

    assert read(text) == blocks
