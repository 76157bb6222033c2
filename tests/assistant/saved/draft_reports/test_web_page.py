"""The report as a web page: all of the draft, each mark with a sign and a word, all escaped."""

from __future__ import annotations

from lxml import html

from assistant.saved.draft_reports.web_page import draft_report_as_html, mark_draft

DRAFT = (
    "“Fares will fall,” said Ilse Varga.\n\n"
    "“The ferry stays in port until June, and 42 boats wait with it,” said Ilse Varga, who said "
    "that 130 passengers had written to the harbour office.\n\n"
    "<script>alert(1)</script> “It is a very <b>long</b> winter,” Varga said. A “low” season."
)


def test_the_whole_draft_is_shown_with_each_item_marked(check):
    report = check(DRAFT)
    assert "".join(piece.text for piece in mark_draft(report)) == DRAFT
    page = html.fromstring(draft_report_as_html(report))
    marks = page.xpath("//div[@class='draft']//mark")
    assert len(marks) == len(report.items)
    for mark, item in zip(marks, report.items, strict=True):
        assert mark.text_content().startswith(item.place.text)
        # Not by colour alone.
        label = mark.xpath("./a")[0].text_content()
        level = getattr(item, "level", None) or item.status
        assert level.replace("_", " ") in label
        target = mark.xpath("./a/@href")[0].lstrip("#")
        assert item.reason in page.xpath(f"//*[@id='{target}']")[0].text_content()


def test_nothing_of_the_draft_becomes_markup(check):
    page = draft_report_as_html(check(DRAFT))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "long&lt;/b&gt;" in page


def test_what_differs_and_what_is_contradicted_is_shown_with_the_source(check):
    text = html.fromstring(draft_report_as_html(check(DRAFT))).text_content()
    assert "{+June+}" in text.replace(" ", "") or "{+June" in text
    assert "[-May" in text
    assert "has 120" in text
    assert "port.txt, characters" in text


def test_the_page_needs_no_other_file(check):
    page = html.fromstring(draft_report_as_html(check(DRAFT)))
    assert page.xpath("//script | //link | //img | //@src") == []


def test_a_draft_without_anything_to_check_says_so(check):
    assert "nothing in it to check" in draft_report_as_html(check("The town waits."))
