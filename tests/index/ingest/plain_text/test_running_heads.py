"""Heads, feet, page and line numbers of plain texts aren't read; nothing else is lost."""

from __future__ import annotations

import pytest
from support.annotated_texts import squeezed
from support.paged_texts import PAGED

from index.ingest.plain_text.reading_marks import mark_plain_text
from index.text.reading_text import make_reading_text


def read(text: str) -> list[str]:
    return squeezed(make_reading_text(text, mark_plain_text(text)).text)


@pytest.mark.parametrize("name", PAGED)
def test_pages_read_as_one_text(name: str) -> None:
    text, blocks = PAGED[name]

    assert read(text) == blocks
