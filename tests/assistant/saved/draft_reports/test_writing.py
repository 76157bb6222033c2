"""Writing a report in the format that the file's name tells."""

from __future__ import annotations

import pytest

from assistant.errors import DraftError
from assistant.saved.draft_reports.writing import write_draft_report

DRAFT = "“Fares will fall,” said Otto Holm."


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!doctype html>"), ("a.MD", "# draft")])
def test_the_ending_tells_the_format(check, tmp_path, name: str, begins: str):
    out = tmp_path / name
    out.write_text("old")
    write_draft_report(check(DRAFT), out)
    assert out.read_text(encoding="utf-8").startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "draft", "words"),
    [
        ("a.docx", None, "a .docx draft alone"),
        ("a.docx", "b.txt", "a .docx draft alone"),
        ("a.pdf", None, r"\.html, \.md, \.docx"),
        ("a", None, "without ending"),
        ("gone/a.html", None, "gone/a.html can't be written"),
    ],
)
def test_what_cannot_be_written_is_told(check, tmp_path, name, draft, words):
    with pytest.raises(DraftError, match=words):
        write_draft_report(check(DRAFT), tmp_path / name, draft and tmp_path / draft)
