"""Comments in a copy of a Word draft, read again with python-docx."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from support import word_files

from assistant.errors import DraftError
from assistant.quotes.drafts.draft_text import read_draft
from assistant.saved.draft_reports.word_comments import add_comments

PORT = "The ferry stays in port until May, and 42 boats wait with it"


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def word_draft(*paragraphs: str, run_length: int = 11) -> bytes:
    """A Word file whose paragraphs are divided into runs of a few characters."""
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for at in range(0, len(text), run_length):
            paragraph.add_run(text[at : at + run_length]).bold = at % 2 == 0
    return saved(document)


def commented(data: bytes) -> dict[str, str]:
    """The words of each comment's range, with the comment's text."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(one.comment_id): one.text for one in document.comments}
    found: dict[str, str] = {}
    is_open: list[str] = []
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            is_open.append(element.get(qn("w:id")))
            found[is_open[-1]] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            is_open.remove(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for number in is_open:
                found[number] += element.text or ""
    assert set(found) == set(texts)
    return {words: texts[number] for number, words in found.items()}


def whole_text(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("run_length", [3, 11, 500])
def test_each_comment_stands_at_the_very_words(check, run_length: int):
    data = word_draft(
        f"At noon: “{PORT},” said Ilse Varga. “Fares will fall,” she said.",
        "Varga said that 130 passengers had written to the harbour office in 1130.",
        f"Again: “{PORT},” said Otto Holm.",
        run_length=run_length,
    )
    report = check(read_draft(data, "a.docx"))
    copy = add_comments(report, data)
    comments = commented(copy)
    # The same words stand twice.
    assert comments[f"“{PORT},”"].startswith("✗ misattributed")
    assert "130" in comments
    assert "has 120" in comments["130"]
    assert sum("Checked by On Record" in text for text in comments.values()) == 1
    assert whole_text(copy) == whole_text(data)
    levels = sorted(text.split(":")[0] for text in comments.values())
    assert [level for level in levels if "unclear" in level or "misattributed" in level]


def test_formatting_stays_as_it_was(check):
    data = word_draft(f"“{PORT},” said Ilse Varga.")
    before, after = (
        [
            (character, run.bold)
            for paragraph in docx.Document(io.BytesIO(one)).paragraphs
            for run in paragraph.runs
            for character in run.text
        ]
        for one in (data, add_comments(check(read_draft(data, "a.docx")), data))
    )
    assert before == after


def test_quotations_in_tables_and_over_paragraphs(check):
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = f"“{PORT},” said Ilse Varga."
    document.add_paragraph("“Nobody was left behind on the island.")
    document.add_paragraph("“It is a very long winter,” said Ilse Varga.")
    data = saved(document)
    comments = commented(add_comments(check(read_draft(data, "a.docx")), data))
    assert f"“{PORT},”" in comments
    assert "“Nobody was left behind on the island.“It is a very long winter,”" in comments


def test_tracked_changes_stay_tracked(check):
    document = docx.Document()
    paragraph = document.add_paragraph("“The ferry stays in port until ")
    inserted = docx.oxml.parse_xml(
        f'<w:ins {word_files.NAMESPACES} w:id="7" w:author="A">{word_files.run("May")}</w:ins>'
    )
    deleted = docx.oxml.parse_xml(
        f'<w:del {word_files.NAMESPACES} w:id="8" w:author="A">'
        "<w:r><w:delText>June</w:delText></w:r></w:del>"
    )
    paragraph._p.append(inserted)
    paragraph._p.append(deleted)
    paragraph.add_run(", and 42 boats wait with it,” said Ilse Varga.")
    data = saved(document)
    copy = add_comments(check(read_draft(data, "a.docx")), data)
    comments = commented(copy)
    assert comments[f"“{PORT},”"].startswith("✓ ok")
    assert any("all of them accepted" in text for text in comments.values())
    body = docx.Document(io.BytesIO(copy)).element.body
    assert [node.text for node in body.iter(qn("w:delText"))] == ["June"]


def test_what_can_have_no_comment_is_named_at_the_beginning(check):
    document = docx.Document()
    document.add_paragraph("The town waits.")
    document.sections[0].header.paragraphs[0].text = f"Draft: “{PORT},” said Varga."
    data = saved(document)
    (summary,) = commented(add_comments(check(read_draft(data, "a.docx")), data)).values()
    assert "no comments" in summary
    assert PORT in summary


def test_a_file_that_python_docx_cannot_open_is_told(check):
    data = word_files.word_file(word_files.paragraph(f"“{PORT},” said Ilse Varga."))
    report = check(read_draft(data, "a.docx"))
    with pytest.raises(DraftError, match=r"a\.docx: comments can't be written .* \.html or \.md"):
        add_comments(report, data)
