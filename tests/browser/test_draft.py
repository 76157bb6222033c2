"""The tab "Check a draft" in a real Chromium: a pasted draft, a Word draft, what can't be checked.

The fixture `visit` checks after each test that no request went to another host, that the
console had no error and that no dialog opened.
"""

from __future__ import annotations

import io
import time
from pathlib import Path

import docx
import pytest
from support.assistant_without_models import running
from support.chat_page import assert_fits, open_source
from support.river_news import DRAFT, LEVELS, TEXTS, make_river_assistant

from assistant.citations.draft_wording import level_icon, level_name
from assistant.ui.uploads.upload_folder import upload_folder

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
COUNTS = (
    "10 quotations (3 ok, 2 unclear, 1 warning, 1 altered, 1 misattributed, 1 not found,"
    " 1 not checked), 1 figure"
)


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    made = make_river_assistant(tmp_path_factory.mktemp("river"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def served(river):
    with running(river) as address:
        yield address


@pytest.fixture
def opened(visit, served):
    def open_tab(**options):
        page = visit(served, **options)
        page.get_by_role("tab", name="Check a draft").click()
        page.get_by_label("Draft", exact=True).wait_for()
        return page

    return open_tab


def check(page, text: str = ""):
    """Check what is pasted, or the chosen file; the report."""
    if text:
        page.get_by_label("Draft", exact=True).fill(text)
    page.get_by_role("button", name="Check the draft").click()
    report = page.get_by_role("region", name="Report on the draft")
    report.wait_for(timeout=60_000)
    return report


def choose(page, path: Path) -> None:
    page.locator("#or-draft-file input[type=file]").set_input_files(path)
    page.locator("#or-draft-file").get_by_text(path.stem).first.wait_for()


def message(page) -> str:
    """What the page says instead of a report."""
    told = page.locator("#or-checking").get_by_role("alert")
    told.wait_for()
    return told.inner_text()


def uploads() -> list[str]:
    """The names of uploaded files; Gradio makes empty ones beside them."""
    files = [path for path in upload_folder().rglob("*") if path.is_file()]
    return [path.name for path in files if path.stat().st_size]


def word_file(path: Path, text: str) -> Path:
    document = docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(path)
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pasted_draft_has_a_mark_at_each_quotation_and_its_source_opens(opened, river, width):
    page = opened(viewport={"width": width, "height": 900})
    report = check(page, DRAFT)
    head = report.get_by_role("status").inner_text()
    assert COUNTS in head
    assert "1 figure (1 contradicted); against 3 documents" in head
    expected = river.check_draft(DRAFT)
    assert [one.level for one in expected.quotations] == LEVELS
    text = page.get_by_role("region", name="The draft with its marks")
    marks, badges = text.locator("mark"), text.locator("a.or-level")
    assert marks.all_text_contents() == [item.place.text for item in expected.items]
    for number, item in enumerate(expected.items, 1):
        level = getattr(item, "level", None) or item.status
        told = " ".join(badges.nth(number - 1).inner_text().split())
        assert told == f"{number} {level_icon(level)} {level_name(level)}"
    without_badges = text.evaluate(
        "part => { const copy = part.cloneNode(true);"
        " copy.querySelectorAll('.or-level').forEach(one => one.remove());"
        " return copy.textContent; }"
    )
    assert without_badges == DRAFT
    opened_sources = 0
    for number, item in enumerate(expected.items, 1):
        links = report.get_by_role("link", name=f"Open the source of {number}:")
        verdict = getattr(item, "verdict", None)
        for at, match in enumerate(verdict.matches[:3] if verdict else ()):
            mark = open_source(links.nth(at))
            assert mark.text_content() == match.text
            assert match.text in TEXTS[match.document]
            assert "Verbatim" in page.locator(".or-source-card").inner_text()
            page.keyboard.press("Escape")
            opened_sources += 1
    assert opened_sources >= 8
    assert_fits(page)


def test_each_item_says_what_holds_of_it(opened):
    report = check(opened(), DRAFT)
    altered = report.get_by_role("region", name="Quotation 3", exact=True)
    assert altered.locator("del").inner_text() == "[-340,000-]"
    assert altered.locator("ins").inner_text() == "{+430,000+}"
    assert "The draft gives it to Piet Aasen. Speaker check: confirmed." in altered.inner_text()
    wrong = report.get_by_role("region", name="Quotation 4", exact=True).inner_text()
    assert "the source gives them to Runa Eik" in wrong
    assert "Speaker check: contradicted." in wrong
    unchecked = report.get_by_role("region", name="Quotation 7", exact=True)
    assert "– not checked" in " ".join(unchecked.inner_text().split())
    assert unchecked.get_by_role("link", name="Open the source").count() == 0
    cut = report.get_by_role("region", name="Quotation 10", exact=True)
    hidden = cut.get_by_role("list", name="Warnings").inner_text()
    assert "Warning, cut at the start" in hidden
    assert "If the frost stays away, " in cut.locator(".or-around").first.inner_text()
    figure = report.get_by_role("region", name="Figure 9", exact=True)
    assert "has 75" in figure.inner_text()
    report.get_by_label("Hide what is confirmed (3)").check()
    assert not report.get_by_role("region", name="Quotation 1", exact=True).is_visible()
    assert altered.is_visible()


def test_from_a_mark_to_what_is_said_of_it_and_back_by_keyboard(opened):
    page = opened(viewport={"width": 1280, "height": 700})
    page.get_by_label("Draft", exact=True).focus()
    page.keyboard.insert_text(DRAFT)
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Check the draft":
            break
    page.keyboard.press("Enter")
    report = page.get_by_role("region", name="Report on the draft")
    report.wait_for(timeout=60_000)
    report.get_by_role("button", name="Save as Markdown").focus()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.place ?? ''"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert [f"or-item-{number}" for number in range(1, 12)] == reached[1:]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "or-item-11"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "or-in-draft-11"
    assert page.url.endswith("/")
    hide = report.get_by_label("Hide what is confirmed")
    hide.focus()
    page.keyboard.press("Space")
    assert hide.is_checked()
    report.locator("a.or-level").first.focus()
    page.keyboard.press("Enter")  # what is hidden is shown again
    assert page.evaluate("document.activeElement.id") == "or-item-1"
    assert not hide.is_checked()


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("Save as web page", "draft-checked.html", "<!doctype html>"),
        ("Save as Markdown", "draft-checked.md", "# draft"),
    ],
)
def test_the_report_is_saved(opened, river, button, name, begins):
    page = opened()
    report = check(page, DRAFT)
    for _ in range(2):  # the same report can be saved again
        with page.expect_download() as saved:
            report.get_by_role("button", name=button).click()
        assert saved.value.suggested_filename == name
        text = saved.value.path().read_text(encoding="utf-8")
        assert text.startswith(begins)
        assert "misattributed" in text and "340,000" in text
        assert str(river.store.folder.parent) not in text
    assert report.get_by_role("button", name="Save the draft with comments").count() == 0


def test_a_word_draft_comes_back_with_comments_and_is_gone_with_the_page(opened, tmp_path, river):
    before = uploads()
    page = opened()
    choose(page, word_file(tmp_path / "My river story.docx", DRAFT))
    report = check(page)
    assert "My river story.docx: 10 quotations" in report.get_by_role("status").inner_text()
    with page.expect_download() as saved:
        report.get_by_role("button", name="Save the draft with comments").click()
    assert saved.value.suggested_filename == "my-river-story-checked.docx"
    copy = docx.Document(io.BytesIO(saved.value.path().read_bytes()))
    comments = [one.text for one in copy.comments]
    for level in set(LEVELS):
        begins = f"{level_icon(level)} {level_name(level)}:"
        there = sum(one.startswith(begins) for one in comments)
        assert there == LEVELS.count(level), level
    assert [one.text for one in copy.paragraphs] == DRAFT.split("\n\n")
    assert "My river story.docx" in uploads()
    page.close()
    deadline = time.monotonic() + 60
    while "My river story.docx" in uploads() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert set(uploads()) <= set(before)
    assert river.count_documents_and_passages()[0] == 3


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html"])
def test_a_file_is_checked_like_a_pasted_text(opened, tmp_path, name):
    path = tmp_path / name
    paragraphs = DRAFT.split("\n\n")
    if name.endswith("html"):
        path.write_text("<html><body>" + "".join(f"<p>{p}</p>" for p in paragraphs))
    else:
        path.write_text(DRAFT)
    page = opened()
    choose(page, path)
    head = check(page).get_by_role("status").inner_text()
    assert f"{name}: {COUNTS}" in head


def test_what_can_not_be_checked_gets_a_clear_message(opened, tmp_path):
    page = opened()
    button = page.get_by_role("button", name="Check the draft")
    button.click()
    assert "Paste a draft or choose its file first." in message(page)
    text = page.get_by_label("Draft", exact=True)
    text.fill(" \n\n ")
    button.click()
    assert "Paste a draft or choose its file first." in message(page)
    assert "nothing in it to check" in check(page, "The river was quiet all day.").inner_text()
    text.fill("a" * 2_000_000)
    button.click()
    page.get_by_text("The draft has 2,000,000 characters").wait_for()
    assert "more than the 300,000 that can be pasted; save it as a file" in message(page)
    text.fill("words")
    (tmp_path / "full.txt").write_text(DRAFT)
    choose(page, tmp_path / "full.txt")
    button.click()
    page.get_by_text("There is a text and a file").wait_for()


def test_a_file_that_is_no_draft_is_told(opened, tmp_path):
    page = opened()
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a Word file")
    choose(page, broken)
    page.get_by_role("button", name="Check the draft").click()
    told = message(page)
    assert "broken.docx" in told
    assert str(tmp_path) not in told and str(upload_folder()) not in told
    page.locator("#or-draft-file").get_by_role("button", name="Clear").click()
    assert check(page, DRAFT).get_by_role("status").is_visible()


def test_a_file_of_another_kind_or_too_large_is_told_at_once(
    visit, start, river, tmp_path, monkeypatch
):
    monkeypatch.setattr("assistant.ui.server.app.MAX_FILE_BYTES", 100_000)
    before = uploads()
    page = visit(start(river))
    page.get_by_role("tab", name="Check a draft").click()
    for name, size, told in (
        ("a.pdf", 10, "Only .txt, .md, .html, .htm, .docx allowed"),
        ("big.txt", 200_000, 'exceed the maximum allowed size of 97.7 Kb: "big.txt"'),
    ):
        (tmp_path / name).write_bytes(b"x" * size)
        page.locator("#or-draft-file input[type=file]").set_input_files(tmp_path / name)
        page.get_by_text(told).first.wait_for()
    assert not {"a.pdf", "big.txt"} & set(uploads()) - set(before)


def test_a_report_is_one_visitors_own(opened):
    first, second = opened(), opened()
    check(first, DRAFT)
    assert second.get_by_role("region", name="Report on the draft").count() == 0
    assert second.get_by_label("Draft", exact=True).input_value() == ""
