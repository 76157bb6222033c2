"""Line breaks inside paragraphs, in plain texts of many makers."""

from __future__ import annotations

import pytest
from support.annotated_texts import blocks, squeezed, without_signs
from support.wrapped_texts import TEXTS

from index.ingest.plain_text.reading_marks import mark_plain_text
from index.text.reading_text import make_reading_text


def read(text: str) -> list[str]:
    return squeezed(make_reading_text(text, mark_plain_text(text)).text)


@pytest.mark.parametrize("name", TEXTS)
def test_each_paragraph_is_one_block(name: str) -> None:
    assert read(without_signs(TEXTS[name])) == blocks(TEXTS[name])
