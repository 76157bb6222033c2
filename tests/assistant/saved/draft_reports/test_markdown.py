"""The report as Markdown, read again by a Markdown parser."""

from __future__ import annotations

from markdown_it import MarkdownIt

from assistant.saved.draft_reports.markdown import draft_report_as_markdown

DRAFT = (
    "“The ferry stays in port until June, and 42 boats wait with it,” said Ilse Varga, who said "
    "that 130 passengers had written to the harbour office. A *“low”* season <b>here</b>."
)


def test_every_item_has_a_heading_with_its_level(check):
    report = check(DRAFT)
    text = draft_report_as_markdown(report)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == len(report.items)
    assert any("≠ altered: line 1, Ilse Varga" in heading for heading in headings)
    assert any("– not checked: line 1" in heading for heading in headings)


def test_what_differs_is_struck_out_or_bold(check):
    text = draft_report_as_markdown(check(DRAFT))
    assert "~~May" in text
    assert "**June**" in text
    assert "port.txt, characters" in text


def test_the_draft_s_own_marks_are_no_markup(check):
    rendered = MarkdownIt().render(
        draft_report_as_markdown(check("A “low *sea* <b>son</b>” tide."))
    )
    assert "<b>" not in rendered
    assert "<em>" not in rendered
