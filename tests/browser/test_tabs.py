"""The tabs over a store: upload, describe, remove; filters; who said what."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from support.assistant_without_models import running
from support.chat_page import ask, assert_fits, open_source

from assistant import Assistant
from index.embedding.embedder import SentenceEmbedder
from index.store.store import Store
from index.sync.sync import sync

pytestmark = pytest.mark.browser

SAID = {
    "grain.txt": "Ada Brandt, the trade minister, said the grain tariff will rise to 12 percent.",
    "court.md": "Carl Dorn, the court's spokesman, said three of the four papers were missing.",
    "harbour.html": "Eva Friis, the harbour master, said that 40 ships arrive in Lund every day.",
    "bridge.pdf": "Gustav Holm, an engineer, said the bridge will be closed for nine weeks.",
    "school.docx": "Ida Jensen, a teacher, said the school has 615 pupils this year.",
}


def pdf(text: str) -> bytes:
    """A PDF of one page with a line of text."""
    content = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def word(text: str) -> bytes:
    """A Word document with a paragraph."""
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {
        name: (
            pdf(text) if name.endswith("pdf")
            else word(text) if name.endswith("docx")
            else f"<html><body><article><p>{text}</p></article></body></html>".encode()
            if name.endswith("html")
            else f"{text}\n".encode()
        )
        for name, text in SAID.items()
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, seeds):
    store = Store.create(tmp_path_factory.mktemp("chat") / "store", SentenceEmbedder())
    sync(store, [seeds])
    yield Assistant(store)
    store.close()


@pytest.fixture(scope="module")
def served(assistant, files):
    """The address of a chat to which the five files were uploaded, as a user would."""
    with running(assistant) as address:
        yield address


@pytest.fixture
def page(visit, served, files, assistant):
    page = visit(served)
    if assistant.count_documents_and_passages()[0] == 1:
        upload(page, files)
    return page


def upload(page, files):
    page.get_by_role("tab", name="Documents").click()
    page.locator("#or-upload input[type=file]").set_input_files([str(file) for file in files])
    page.get_by_text("added", exact=False).and_(page.get_by_role("status")).wait_for(timeout=60_000)


def test_five_files_of_different_kinds_are_uploaded_and_asked(page):
    page.get_by_role("tab", name="Documents").click()
    page.get_by_text("6 documents", exact=True).wait_for()
    for name in SAID:
        assert page.get_by_role("table").get_by_text(name).count() >= 1
    assert "Ask 6 documents" in page.locator(".or-masthead").inner_text()
    page.get_by_role("tab", name="Ask").click()
    exchange = ask(page, "How many ships arrive in Lund every day?")
    assert "40" in exchange.locator(".or-answer").inner_text()
    mark = open_source(exchange.get_by_role("link", name="Source [1]", exact=True))
    assert "40 ships arrive in Lund" in mark.text_content()


def test_what_is_left_out_says_why_and_what_is_there_is_not_added_again(page, files, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a pdf")
    upload(page, [broken, files[0]])
    left, same = page.locator(".or-files li").all()
    assert left.inner_text().startswith("Left out")
    assert len(left.locator(".or-note").inner_text()) > 5
    assert same.inner_text().startswith("Already there")


def test_details_are_changed_and_the_filter_finds_them(page, assistant):
    page.get_by_role("tab", name="Documents").click()
    page.get_by_label("Find a document").fill("court.md")
    page.get_by_text("1 document", exact=True).wait_for()
    page.get_by_role("button", name="Edit the details of").click()
    form = page.locator("#or-describe")
    form.get_by_label("Outlet").fill("The Gazette")
    form.get_by_label("Date").fill("32 May")
    page.get_by_role("button", name="Save details").click()
    form.get_by_text("is not a date").wait_for()
    form.get_by_label("Date").fill("2021-06-07")
    page.get_by_role("button", name="Save details").click()
    form.wait_for(state="hidden")
    page.get_by_role("table").get_by_text("7 June 2021").wait_for()
    page.get_by_role("tab", name="Who said what").click()
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    outlet = page.get_by_label("Outlet").locator("visible=true")
    outlet.fill("the gazette")
    outlet.press("Enter")
    page.get_by_text("Clear filters").wait_for()
    rows = page.locator("#or-statements tbody tr")
    page.wait_for_function("document.querySelectorAll('#or-statements tbody tr').length === 1")
    assert "Carl Dorn" in rows.inner_text()
    assert "7 June 2021" in rows.inner_text()
    mark = open_source(rows.get_by_role("link"))
    assert mark.text_content() in SAID["court.md"]


def test_a_document_is_removed_only_when_it_is_said_twice(page, assistant):
    page.get_by_role("tab", name="Documents").click()
    page.get_by_label("Find a document").fill("school.docx")
    page.get_by_text("1 document", exact=True).wait_for()
    page.get_by_role("button", name="Remove", exact=False).last.click()
    page.get_by_role("button", name="Remove from the store").click()
    page.get_by_text("No document matches").wait_for()
    assert assistant.store.catalogue.find_documents("school.docx") == []
    assert not list((assistant.store.folder / "uploads").glob("*.docx"))


@pytest.mark.parametrize("width", [1280, 400])
def test_a_filter_by_speaker_is_completed_shown_and_cleared(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    speaker = page.get_by_label("Speaker").locator("visible=true")
    speaker.fill("Fri")
    page.wait_for_function(
        "document.querySelector('#or-offered-speaker option')?.value === 'Eva Friis'"
    )
    speaker.press("Enter")
    page.get_by_text("no statement by").locator("visible=true").wait_for()
    speaker.fill("Eva Friis")
    speaker.press("Enter")
    chips = page.get_by_role("list", name="Filters that are set")
    chips.get_by_text("Eva Friis").wait_for()
    exchange = ask(page, "How many percent will the tariff rise to?")
    assert "speakers: Eva Friis" in exchange.locator(".or-searched").inner_text()
    assert "12 percent" not in exchange.locator(".or-answer").inner_text()
    assert_fits(page)
    page.get_by_role("button", name="Clear filters").click()
    chips.wait_for(state="detached")
    second = ask(page, "How many percent will the grain tariff rise to?", number=2)
    assert "12 percent" in second.locator(".or-answer").inner_text()


def test_a_quote_of_somebody_whom_no_document_names_is_still_looked_up(page):
    page.get_by_role("tab", name="Check a quote").click()
    quote = "refused 42 times on political grounds to extradite people to us"
    page.get_by_label("Quote", exact=True).fill(quote)
    page.get_by_label("Attributed to").fill("Putin")
    page.get_by_role("button", name="Check the quote").click()
    result = page.get_by_role("region", name="Verdict")
    result.get_by_role("heading", name="Verbatim").wait_for()
    assert "No document names 'Putin'" in result.inner_text()
    assert "is not confirmed" in result.inner_text()
    assert "Sergey Plokhov" in result.locator(".or-card").inner_text()
    page.get_by_label("Attributed to").fill("Plokhov")
    page.get_by_role("button", name="Check the quote").click()
    result.get_by_text("These words are in 1 document.", exact=True).wait_for()
    result.get_by_text("is not confirmed").wait_for(state="detached")


def test_who_said_what_is_a_table_and_a_timeline(page):
    page.get_by_role("tab", name="Who said what").click()
    page.locator("#or-statements table").wait_for()
    assert page.get_by_role("img", name="Statements by speaker").count() == 1
    page.get_by_text("The timeline as a table").click()
    assert page.get_by_role("rowheader", name="Sergey Plokhov").first.is_visible()
    page.get_by_label("About").locator("visible=true").fill("grain tariff")
    page.get_by_role("button", name="Show statements").click()
    page.locator("#or-statements").get_by_text("grain tariff will rise").first.wait_for()


def test_about_says_what_leaves_the_machine(page):
    page.get_by_role("tab", name="About").click()
    page.get_by_text("Nothing. Documents, questions and answers stay here").wait_for()
    assert page.get_by_text("all-MiniLM-L6-v2").is_visible()
