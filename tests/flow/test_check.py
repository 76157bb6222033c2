"""`onrecord check` as it is used: what is printed, what is written, how it ends."""

from __future__ import annotations

import json
import os

import docx
import pytest

TRUE = "“Not without the consent of the island,” said Petra Lund, the mayor."
TEXTS = {
    "mayor.txt": f"{TRUE} She said that 42 boats had been turned away from the island in May.\n",
    "other.txt": "“The winter was long and hard,” said Otto Holm.\n",
}
DRAFT = (
    "Petra Lund, the mayor, was asked. “Not without the consent of the island,” she said.\n\n"
    "“The winter was short and hard,” said Otto Holm.\n\n"
    "Lund said that 52 boats had been turned away from the island in May.\n"
)


@pytest.fixture
def draft(onrecord, corpus, tmp_path):
    """A draft with a true and an altered quotation, and a store to check it against."""
    assert onrecord("index", corpus(TEXTS)).exit_code == 0
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    return path


def test_a_draft_is_checked_quotation_by_quotation(onrecord, draft):
    result = onrecord("check", draft)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("draft.md: 2 quotations (1 ok, 1 altered), 2 figures (")
    assert "✓ ok · line 1 · Petra Lund" in lines
    assert "≠ altered · line 3 · Otto Holm" in lines
    assert "[-long-] {+short+}" in result.stdout
    assert "≠ contradicted: 52: " in result.stdout
    assert "mayor.txt, characters" in result.stdout


def test_json_places_count_in_the_file(onrecord, draft):
    facts = json.loads(onrecord("check", draft, "--json").stdout)
    for item in (*facts["quotations"], *facts["figures"]):
        assert DRAFT[item["start"] : item["end"]] == item["text"]
    assert [one["level"] for one in facts["quotations"]] == ["ok", "altered"]
    assert facts["quotations"][0]["speaker"] == "Petra Lund"
    contradicted = [one for one in facts["figures"] if one["status"] == "contradicted"]
    assert [(one["text"], one["stated"]) for one in contradicted] == [("52", "42")]


def test_standard_input_is_a_draft(onrecord, draft):
    result = onrecord("check", "-", stdin=DRAFT)
    assert result.stdout.splitlines()[0].startswith("standard input: 2 quotations")


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ("altered", 1),
        ("misattributed,not_found", 0),
        ("misattributed, not-found , altered", 1),
        ("warning", 0),
        ("contradicted", 1),
    ],
)
def test_a_hook_fails_on_the_levels_that_it_names(onrecord, draft, levels: str, code: int):
    assert onrecord("check", draft, "--fail-on", levels).exit_code == code


def test_the_draft_is_not_stored(onrecord, draft):
    before = onrecord("list").stdout
    onrecord("check", draft)
    assert onrecord("list").stdout == before
    assert "draft.md" not in before


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_report_is_written(onrecord, draft, tmp_path, suffix: str):
    out = tmp_path / f"report{suffix}"
    result = onrecord("check", draft, "--out", out, "--fail-on", "altered")
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(out) in result.stderr
    assert "contradicted" in out.read_text()


def test_a_word_draft_gets_comments(onrecord, draft, tmp_path):
    document = docx.Document()
    for paragraph in DRAFT.split("\n\n"):
        document.add_paragraph(paragraph.strip())
    document.save(tmp_path / "draft.docx")
    before = (tmp_path / "draft.docx").read_bytes()
    assert onrecord("check", "draft.docx", "--out", "checked.docx").exit_code == 0
    texts = [one.text for one in docx.Document(str(tmp_path / "checked.docx")).comments]
    assert any(text.startswith("≠ altered") for text in texts)
    assert (tmp_path / "draft.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.txt"], "gone.txt can't be read"),
        (["empty.txt"], "empty.txt: empty"),
        (["draft.md", "--out", "a.pdf"], ".html, .md, .docx"),
        (["draft.md", "--out", "a.docx"], "a .docx draft alone"),
        (["draft.md", "--out", "draft.md"], "it is the draft itself"),
        (["draft.md", "--fail-on", "wrong"], "'wrong' is none of ok"),
        (["draft.md", "--document", "nobody.txt"], "no document 'nobody.txt'"),
        (["sound.mp3"], "unsupported type .mp3"),
        (["binary.txt"], "binary.txt: looks binary"),
    ],
)
def test_bad_input_is_told_with_its_file(onrecord, draft, tmp_path, arguments, words: str):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "sound.mp3").write_bytes(b"sound")
    (tmp_path / "binary.txt").write_bytes(os.urandom(16) + bytes(range(32)) * 20)
    result = onrecord("check", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_without_quotations_the_result_says_so(onrecord, draft, tmp_path):
    (tmp_path / "plain.txt").write_text("The island waits for spring.")
    result = onrecord("check", "plain.txt", "--fail-on", "altered,not_found")
    assert (result.exit_code, result.stdout) == (
        0,
        "plain.txt: no quotations; against 2 documents\n",
    )


def test_a_hook_fails_where_no_document_was_searched(onrecord, draft):
    result = onrecord("check", draft, "--outlet", "No Such Gazette", "--fail-on", "altered")
    assert result.exit_code == 1
    assert "Nothing was checked: there are no documents that match the filters" in result.stdout
    assert "∅ not found" not in result.stdout
    assert onrecord("check", draft, "--outlet", "No Such Gazette").exit_code == 0
