import io
import logging
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from index.errors import DocumentError
from index.ingest.loading import Source, load_document
from index.ingest.metadata.metadata import Metadata
from index.limits import LIMITS, Limits
from index.records import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def load(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    return load_document(Source(Path("/nowhere") / name, name, Metadata()), data, limits)


# PDF


def pdf(*pages: str, password: str | None = None, **properties: str) -> bytes:
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(width=600, height=800)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        lines = " T* ".join(f"({line}) Tj" for line in text.splitlines())
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode() if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_pages_start_where_they_say():
    document = load(pdf("First page.\nHe said so.", "", "Third page."), "a.pdf")
    assert document.text == "First page.\nHe said so.\n\n\n\nThird page."
    assert document.page_of(document.text.index("He said")) == 1
    assert document.page_of(document.text.index("Third")) == 3
    assert len(document.pages) == 3


def test_pdf_properties_come_last():
    data = pdf(
        "Talks go on\nThe minister spoke.", Title="A title", CreationDate="D:20221014093000Z"
    )
    assert load(data, "a.pdf").title == "Talks go on"
    assert load(data, "a.pdf").date == "2022-10-14"
    data = pdf("One line.", Title="Talks go on", Author="Jane Roe")
    assert (load(data, "a.pdf").title, load(data, "a.pdf").author) == ("Talks go on", "Jane Roe")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - x.doc", "final_v2.docx", "untitled", "IMG_001"]
)
def test_pdf_titles_that_are_none(title):
    assert load(pdf("One line.", Title=title), "a.pdf").title is None


def test_pdf_without_text():
    with pytest.raises(DocumentError, match=r"has no text .*ocrmypdf"):
        load(pdf("", ""), "a.pdf")


def test_pdf_with_a_password():
    with pytest.raises(DocumentError, match=r"encrypted; .*qpdf --decrypt"):
        load(pdf("Secret.", password="secret"), "a.pdf")


def test_pdf_that_only_restricts_printing_opens():
    assert load(pdf("Not secret.", password=""), "a.pdf").text.startswith("Not secret.")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nand nothing more",
        pdf("A page.")[:200],
        b"%PDF-1.4\n" + bytes(range(256)) * 50,
        b"He said so.",
    ],
)
def test_corrupt_pdf(data):
    with pytest.raises(DocumentError, match=r"corrupt PDF|not a PDF"):
        load(data, "a.pdf")


def test_pdf_text_can_be_stored(monkeypatch):
    text = "half \ud83d, whole \ud83d\ude00, none \x00."
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda _: text)
    document = load(pdf("x"), "a.pdf")
    assert document.text == "half \ufffd, whole \U0001f600, none \ufffd."


def test_libraries_are_silent_and_their_levels_restored(capfd):
    level = logging.getLogger("pypdf").level
    with pytest.raises(DocumentError):
        load(b"%PDF-1.7\n" + b"1 0 obj\n" * 20, "a.pdf")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdf").level == level


# Word


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_paragraphs_and_cells_in_order():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "In the header"
    document.add_paragraph("Talks go on")
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    table.cell(1, 0).merge(table.cell(1, 1))
    last = document.add_paragraph("He said\t“so”")
    last.add_run().add_break()
    last.add_run("and left.")
    text = load(saved(document), "a.docx").text
    assert text == "Talks go on\ncell 0\ncell 1\ncell 2\ncell 3\nHe said\t“so”\nand left."


def test_docx_tracked_changes_controls_and_links():
    document = docx.Document()
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    inner = (
        run.format("He ")
        + "<w:del><w:r><w:delText>wrote</w:delText></w:r></w:del>"
        + f"<w:ins>{run.format('said ')}</w:ins>"
        + f"<w:moveFrom>{run.format('gone')}</w:moveFrom>"
        + f"<w:hyperlink>{run.format('so')}</w:hyperlink>"
    )
    tabs = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
    control = f"<w:sdt {W}><w:sdtContent><w:p>{tabs}{inner}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert load(saved(document), "a.docx").text == "He said so"


def test_docx_properties():
    document = docx.Document()
    document.add_paragraph("One line.")
    loaded = load(saved(document), "a.docx")
    assert (loaded.title, loaded.author, loaded.date) == (None, None, None)
    document.core_properties.title = "Talks go on"
    document.core_properties.author = "Jane Roe"
    loaded = load(saved(document), "a.docx")
    assert (loaded.title, loaded.author, loaded.date) == ("Talks go on", "Jane Roe", None)


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"He said so.", "corrupt .docx, or not"),
        (saved(docx.Document())[:5000], "corrupt .docx, or not"),
        (archive(hello=b"x"), "corrupt .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or an old .doc"),
        (saved(docx.Document()), "empty"),
    ],
)
def test_corrupt_docx(data, reason):
    with pytest.raises(DocumentError, match=reason):
        load(data, "a.docx")


def test_docx_that_unpacks_to_too_much():
    limits = Limits(unpacked_bytes=2 * 1024**2)
    with pytest.raises(DocumentError, match="unpacks to 3 MB, more than the 2 allowed"):
        load(archive(bomb=bytes(3 * 1024**2)), "a.docx", limits)
