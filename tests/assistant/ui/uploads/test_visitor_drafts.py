"""What is kept of the drafts of visitors, and when it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.draft_records import DraftReport
from assistant.records import Searched
from assistant.ui.uploads.upload_folder import upload_folder
from assistant.ui.uploads.visitor_drafts import VisitorDraft, VisitorDrafts


@pytest.fixture
def put(tmp_path):
    """Puts a file where Gradio would."""

    def upload(name: str) -> Path:
        folder = upload_folder() / tmp_path.name
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(name)
        return folder / name

    return upload


def report(name: str) -> DraftReport:
    return DraftReport(
        name=name, text="", quotations=(), figures=(), searched=Searched(documents=1)
    )


def test_nothing_is_left_of_a_visitor_who_has_left(put):
    drafts = VisitorDrafts()
    first, second = put("a.docx"), put("b.docx")
    drafts.choose_file("ada", first)
    drafts.keep_report("ada", report("a"), first)
    drafts.choose_file("ada", second)
    assert first.exists()  # the report that is shown is on it
    assert drafts.of("ada") == VisitorDraft(second, report("a"), first)
    drafts.forget("ada")
    assert not first.exists() and not second.exists()
    assert drafts.of("ada") == VisitorDraft()
    drafts.forget("ada")


def test_a_file_goes_when_another_is_chosen_or_none(put):
    drafts = VisitorDrafts()
    first, second = put("a.txt"), put("b.txt")
    drafts.choose_file("ada", first)
    drafts.choose_file("ada", second)
    assert [first.exists(), second.exists()] == [False, True]
    drafts.choose_file("ada", None)
    assert not second.exists()


def test_what_two_visitors_uploaded_stays_until_both_have_left(put):
    drafts = VisitorDrafts()
    file = put("same.txt")
    drafts.choose_file("ada", file)
    drafts.choose_file("bo", file)
    drafts.forget("ada")
    assert file.exists()
    assert drafts.of("bo").file == file
    drafts.forget("bo")
    assert not file.exists()


def test_no_file_elsewhere_is_deleted(tmp_path, put):
    outside = tmp_path / "mine.txt"
    outside.write_text("mine")
    link = put("link.txt").with_name("link2.txt")
    link.symlink_to(outside)
    drafts = VisitorDrafts()
    for path in (outside, link, upload_folder() / ".." / outside.name):
        drafts.choose_file("ada", path)
        drafts.forget("ada")
    assert outside.exists()


def test_one_visitor_sees_nothing_of_another(put):
    drafts = VisitorDrafts()
    drafts.keep_report("ada", report("a"), None)
    assert drafts.of("bo") == VisitorDraft()


def test_the_oldest_go_when_there_are_too_many(put):
    drafts = VisitorDrafts(max_visitors=2)
    files = [put(f"{name}.txt") for name in "abc"]
    for name, file in zip("abc", files, strict=True):
        drafts.choose_file(name, file)
    assert [file.exists() for file in files] == [False, True, True]
    drafts.keep_report("b", report("b"), files[1])
    drafts.keep_report("d", report("d"), None)
    assert drafts.of("c") == VisitorDraft()
    assert drafts.of("b").report == report("b")
