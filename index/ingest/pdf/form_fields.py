"""Reads what was filled in a form, and what was typed on a page as a remark (FreeText)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from index.ingest.pdf.placement import Placement
from index.ingest.pdf.records import Box, Role, Segment
from index.text.surrogates import replace_unstorable_characters

__all__ = ["read_fields"]

_MAX_ANNOTATIONS = 5_000
_MAX_CHARACTERS = 100_000
_HIDDEN = (1 << 1) | (1 << 5)
"""Annotation flags Hidden and NoView (ISO 32000-1, table 165)."""
_PASSWORD = 1 << 13
_DEFAULT_SIZE = 12.0
_LINE = 1.2
"""Usual distance of lines, as a multiple of the point size."""
_CHECKED, _UNCHECKED = "☒", "☐"


def read_fields(page: Any, form: Any, placement: Placement) -> list[Segment]:
    """What was filled in and typed on a page, at its place.

    Args:
        page: A page of pypdfium2.
        form: The raw handle of its document's form environment; None if it has no form.
        placement: Of the page.
    """
    import pypdfium2.raw as pdfium

    segments: list[Segment] = []
    count = min(_MAX_ANNOTATIONS, pdfium.FPDFPage_GetAnnotCount(page.raw))
    for number in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            segments += _read_annotation(annotation, form, placement, pdfium)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return segments


def _read_annotation(
    annotation: Any, form: Any, placement: Placement, pdfium: Any
) -> Iterator[Segment]:
    if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return
    box = placement.box(0, rect)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _read_text(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"))
        yield from _make_paragraphs(text, box, _DEFAULT_SIZE)
    elif kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
        yield from _read_widget(annotation, form, box, pdfium)


def _read_widget(annotation: Any, form: Any, box: Box, pdfium: Any) -> Iterator[Segment]:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    flags = pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation)
    size = ctypes.c_float()
    if not pdfium.FPDFAnnot_GetFontSize(form, annotation, size) or not 4 <= size.value <= 40:
        size.value = min(_DEFAULT_SIZE, max(6.0, (box[3] - box[1]) / 1.4))
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        checked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        yield _make_segment(_CHECKED if checked else _UNCHECKED, box, box[3] - 2, size.value)
        return
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and not flags & _PASSWORD:
        text = _read_text(partial(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation))
    elif kind in (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        text = ", ".join(_read_choices(annotation, form, pdfium))
    else:
        return
    if "\n" in text or box[3] - box[1] > 2.5 * size.value:
        yield from _make_paragraphs(text, box, size.value)
    elif text:
        baseline = (box[1] + box[3]) / 2 + 0.35 * size.value
        yield _make_segment(text, box, baseline, size.value)


def _read_choices(annotation: Any, form: Any, pdfium: Any) -> list[str]:
    """The labels of the chosen options; what was typed, if it is none of them."""
    count = min(_MAX_ANNOTATIONS, pdfium.FPDFAnnot_GetOptionCount(form, annotation))
    chosen = [
        _read_text(partial(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, number))
        for number in range(count)
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, number)
    ]
    if not chosen:
        typed = _read_text(partial(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation))
        chosen.append(typed)
    return [label for label in chosen if label]


def _read_text(read: Callable[[Any, int], int]) -> str:
    """A text that PDFium writes to a buffer as UTF-16, with plain line breaks."""
    length = min(read(None, 0), 2 * _MAX_CHARACTERS)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    read(buffer, length)
    text = bytes(buffer)[:length].decode("utf-16-le", "replace").partition("\0")[0]
    text = replace_unstorable_characters(text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _make_paragraphs(text: str, box: Box, size: float) -> Iterator[Segment]:
    """A segment for each line that was typed; each is a paragraph by itself."""
    lines = [line for line in text.split("\n") if line]
    step = min(_LINE * size, max(1.0, (box[3] - box[1]) / max(1, len(lines))))
    for number, line in enumerate(lines):
        segment = _make_segment(line, box, box[1] + size + number * step, size)
        segment.role = Role.APART
        yield segment


def _make_segment(text: str, box: Box, baseline: float, size: float) -> Segment:
    left, top, right, bottom = box
    width = min(right - left, 0.6 * size * len(text))
    return Segment(
        text=text,
        left=left,
        right=left + width,
        top=max(top, baseline - size),
        bottom=min(bottom, baseline + 0.3 * size),
        baseline=baseline,
        size=size,
        first_width=min(width, 0.6 * size * len(text.split(maxsplit=1)[0])),
    )
