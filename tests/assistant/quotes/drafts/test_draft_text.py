"""Reading drafts: the places are those of the file, and what can't be read is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import word_files

from assistant.errors import DraftError
from assistant.quotes.drafts.draft_text import (
    MAX_CHARACTERS,
    draft_from_text,
    read_draft,
    read_draft_file,
)


def test_places_count_lines_and_paragraphs_of_the_file():
    draft = draft_from_text("A heading\n\nThe ferry\nstays in port, they say,\nuntil May.\r\nEnd")
    at = draft.reading.text.index("until May")
    place = draft.place(at, at + 5)
    assert draft.text[place.start : place.end] == place.text == "until"
    assert (place.line, place.paragraph) == (5, 4)


def test_markup_is_kept_in_the_place_and_not_read():
    draft = read_draft("He said “the **ferry** stays”.\n".encode(), "a.md")
    at = draft.reading.text.index("the ferry stays")
    assert draft.place(at, at + len("the ferry stays")).text == "the **ferry** stays"


def test_all_visible_text_of_a_web_page_is_read():
    page = (
        "<nav><p>“In the menu,” said X.</p></nav><article><p>“In the text,” said Y.</p></article>"
    )
    draft = read_draft(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert "In the menu" in draft.reading.text
    assert "In the text" in draft.reading.text


def test_tracked_changes_are_read_as_accepted_and_told():
    change = (
        f"<w:ins>{word_files.run('May')}</w:ins>"
        "<w:del><w:r><w:delText>June</w:delText></w:r></w:del>"
    )
    body = word_files.paragraph(word_files.run("The ferry sails in "), change)
    draft = read_draft(word_files.word_file(body), "a.docx")
    assert "sails in May" in draft.reading.text
    assert "June" not in draft.text
    assert "all of them accepted" in draft.notices[0]
    untouched = read_draft(word_files.word_file(word_files.paragraph("The ferry")), "a.docx")
    assert untouched.notices == ()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.odt", b"text", "unsupported type .odt"),
        ("draft", b"text", "unsupported type (no ending)"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.md", "é".encode("latin-1"), "UTF-8"),
        ("a.docx", b"no archive", "not a .docx file"),
        ("a.txt", b"a " * (MAX_CHARACTERS // 2 + 1), "split it into parts"),
    ],
)
def test_what_cannot_be_checked_is_told_with_the_file(name: str, data: bytes, words: str):
    with pytest.raises(DraftError) as caught:
        read_draft(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert words in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path):
    with pytest.raises(DraftError, match=r"gone\.txt can't be read"):
        read_draft_file(tmp_path / "gone.txt")
    with pytest.raises(DraftError, match="is a folder"):
        read_draft_file(tmp_path)
