import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from index.errors import DocumentError
from index.ingest.loading import SourceFile, load_document
from index.ingest.metadata.metadata import Metadata
from index.limits import LIMITS, Limits
from index.records import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def load(data: bytes, limits: Limits = LIMITS) -> Document:
    return load_document(SourceFile(Path("/nowhere/a.docx"), "a.docx", Metadata()), data, limits)


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
    text = load(saved(document)).text
    assert text == (
        "In the header\nTalks go on\ncell 0\tcell 1\ncell 2\ncell 3\nHe said\t“so”\nand left."
    )


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
    assert load(saved(document)).text == "He said so"


def test_docx_properties():
    document = docx.Document()
    document.add_paragraph("One line.")
    loaded = load(saved(document))
    assert (loaded.title, loaded.author, loaded.date) == (None, None, None)
    document.core_properties.title = "Talks go on"
    document.core_properties.author = "Jane Roe"
    loaded = load(saved(document))
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
        load(data)


def test_docx_that_unpacks_to_too_much():
    limits = Limits(unpacked_bytes=2 * 1024**2)
    with pytest.raises(DocumentError, match="unpacks to 3 MB, more than the 2 allowed"):
        load(archive(bomb=bytes(3 * 1024**2)), limits)
