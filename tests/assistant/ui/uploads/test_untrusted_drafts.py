"""Drafts in files that somebody sent."""

from __future__ import annotations

import pytest
from support import harmful_files

from assistant.errors import DraftError
from assistant.ui.uploads import untrusted_drafts
from assistant.ui.uploads.untrusted_drafts import (
    MAX_QUOTATION_MARKS,
    read_untrusted_draft,
    untrusted_draft_from_text,
)

SAID = "“We lost two gates,” said Maren Tolk."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SAID.encode()),
        ("a.MD", f"# Story\n\n{SAID}\n".encode()),
        ("a.html", f"<html><body><p>{SAID}</p></body></html>".encode()),
        ("a.htm", f"<p>{SAID}".encode()),
        ("a.docx", harmful_files.docx(harmful_files.paragraph(SAID))),
    ],
)
def test_a_draft_of_each_kind_is_read(name, data):
    draft = read_untrusted_draft(data, name)
    assert SAID in draft.text
    assert draft.name == name


def test_of_the_name_only_the_last_part_is_used():
    assert read_untrusted_draft(SAID.encode(), "../../etc/\u202ea.txt").name == "a.txt"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", harmful_files.pdf(), r"a\.pdf can't be checked as a draft: it must end in \.txt"),
        ("a.docm", b"x", "must end in"),
        ("draft", b"x", "must end in"),
        ("a.txt", b"", "empty; there is nothing to check"),
        ("a.docx", b" \n ", "empty; there is nothing to check"),
        ("a.docx", b"x" * 100, r"a\.docx: "),
        ("a.txt", b"\xff\xfe\x00\x01\x02", r"a\.txt"),
        ("a.docx", harmful_files.docx_of_a_billion_laughs(), r"a\.docx: "),
        ("a.docx", harmful_files.docx_that_unpacks_to(600), r"a\.docx: "),
    ],
    ids=range(9),
)
def test_what_is_no_draft_is_told_by_its_name(name, data, told):
    with pytest.raises(DraftError, match=told) as caught:
        read_untrusted_draft(data, name)
    assert "/tmp" not in str(caught.value)


def test_a_longer_text_than_an_upload_may_have_is_refused(monkeypatch):
    monkeypatch.setattr(untrusted_drafts, "MAX_DOCUMENT_CHARACTERS", 10)
    with pytest.raises(DraftError, match=r"a\.txt has 37 characters, more than the 10 allowed"):
        read_untrusted_draft(SAID.encode(), "a.txt")


def test_marks_without_end_are_refused_by_their_number():
    text = "“" * (MAX_QUOTATION_MARKS + 1)
    told = "has 30,001 quotation marks, more than the 30,000 allowed; split it into parts"
    for read in (
        untrusted_draft_from_text,
        lambda text: read_untrusted_draft(text.encode(), "a.md"),
    ):
        with pytest.raises(DraftError, match=told):
            read(text)
    assert untrusted_draft_from_text("“It isn’t so,” she said. " * 1000).name == "draft"
