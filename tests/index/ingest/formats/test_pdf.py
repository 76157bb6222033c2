import io
import logging
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from index.errors import DocumentError
from index.ingest.loading import SourceFile, load_document
from index.ingest.metadata.metadata import Metadata
from index.records import Document


def load(data: bytes) -> Document:
    return load_document(SourceFile(Path("/nowhere/a.pdf"), "a.pdf", Metadata()), data)


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
    document = load(pdf("First page.\nHe said so.", "", "Third page."))
    assert document.text == "First page.\nHe said so.\nThird page."
    assert document.page_of(document.text.index("He said")) == 1
    assert document.page_of(document.text.index("Third")) == 3
    assert len(document.pages) == 3


def test_pdf_properties_come_last():
    data = pdf("Talks go on\nThe minister spoke.", Title="A title")
    assert load(data).title == "Talks go on"
    data = pdf("One line.", Title="Talks go on", Author="Jane Roe")
    assert (load(data).title, load(data).author) == ("Talks go on", "Jane Roe")


def test_the_day_on_which_a_pdf_was_made_is_no_date_of_its_text():
    data = pdf("Talks go on\nThe minister spoke.", CreationDate="D:20221014093000Z")
    assert load(data).date is None


@pytest.mark.parametrize(
    "title", ["Microsoft Word - x.doc", "final_v2.docx", "untitled", "IMG_001"]
)
def test_pdf_titles_that_are_none(title):
    assert load(pdf("One line.", Title=title)).title is None


def test_pdf_without_text():
    with pytest.raises(DocumentError, match=r"has no text .*ocrmypdf"):
        load(pdf("", ""))


def test_pdf_with_a_password():
    with pytest.raises(DocumentError, match=r"encrypted; .*qpdf --decrypt"):
        load(pdf("Secret.", password="secret"))


def test_pdf_that_only_restricts_printing_opens():
    assert load(pdf("Not secret.", password="")).text.startswith("Not secret.")


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
        load(data)


def test_libraries_are_silent_and_their_levels_restored(capfd):
    level = logging.getLogger("pypdfium2").level
    with pytest.raises(DocumentError):
        load(b"%PDF-1.7\n" + b"1 0 obj\n" * 20)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdfium2").level == level
