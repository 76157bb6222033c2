"""The files of the round trip: every text in each form, by each maker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from document_makers.chromium_files import make_chromium_files
from document_makers.libreoffice_files import convert_with_libreoffice, make_flat_odt
from document_makers.plain_files import make_markdown, make_wrapped_text
from document_makers.reportlab_files import make_reportlab_file
from document_makers.texts import Text
from document_makers.web_pages import make_web_page
from document_makers.word_files import make_word_file

FORMS = ("txt", "txt-wrapped", "md", "html", "pdf-reportlab", "pdf-libreoffice", "pdf-chromium")
FORMS += ("docx-python-docx", "docx-libreoffice")


def file_of(folder: Path, form: str, text: Text) -> Path:
    """Where a text's file of a form is."""
    return folder / form / f"{text.id}.{form}.{form.split('-')[0]}"


def write_files(texts: Sequence[Text], folder: Path, chromium: str) -> None:
    """Write the files of all forms that aren't there yet."""
    for form in FORMS:
        (folder / form).mkdir(parents=True, exist_ok=True)
    for text in texts:
        _write(folder, "txt", text, lambda text: text.plain_text().encode())
        _write(folder, "txt-wrapped", text, lambda text: make_wrapped_text(text).encode())
        _write(folder, "md", text, lambda text: make_markdown(text).encode())
        _write(folder, "html", text, lambda text: make_web_page(text).encode())
        _write(folder, "docx-python-docx", text, make_word_file)
        if "reportlab" not in text.not_by:
            _write(folder, "pdf-reportlab", text, make_reportlab_file)
    _write_with_libreoffice(texts, folder)
    missing = _missing(texts, folder, "pdf-chromium")
    for text, data in make_chromium_files(missing, chromium) if missing else ():
        file_of(folder, "pdf-chromium", text).write_bytes(data)


def _write(folder: Path, form: str, text: Text, make) -> None:
    file = file_of(folder, form, text)
    if not file.exists():
        file.write_bytes(make(text))


def _missing(texts: Sequence[Text], folder: Path, form: str) -> list[Text]:
    maker = form.partition("-")[2]
    return [
        text
        for text in texts
        if not file_of(folder, form, text).exists()
        and not (form.startswith("pdf") and maker in text.not_by)
    ]


def _write_with_libreoffice(texts: Sequence[Text], folder: Path) -> None:
    for form in ("pdf-libreoffice", "docx-libreoffice"):
        sources = []
        for text in _missing(texts, folder, form):
            source = folder / "fodt" / f"{text.id}.{form}.fodt"
            source.parent.mkdir(exist_ok=True)
            source.write_text(make_flat_odt(text), encoding="utf-8")
            sources.append(source)
        if sources:
            convert_with_libreoffice(sources, form.split("-")[0], folder / form)
