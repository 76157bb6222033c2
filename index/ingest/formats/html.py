"""Reads web pages (.html): the text that a reader of the page sees, and the page's metadata."""

from __future__ import annotations

from itertools import islice

from index.errors import DocumentError
from index.ingest.formats import ExtractedDocument, FileFormat
from index.ingest.html.page_metadata import read_page_metadata
from index.ingest.html.page_text import PageText, read_all_text, read_main_text
from index.ingest.html.parsing import copy_head, is_analysable, parse_page
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.text.decoding import decode_html


def read_html(data: bytes, limits: Limits) -> ExtractedDocument:
    """Extract a page's main text and metadata.

    Each paragraph, heading, list item and row of a table is a line; cells of a row are set apart by
    a tab. Menus, scripts, form controls, and hidden and struck-out words are left out. The text is
    all visible text where no main text can be told apart, or where the page is larger than the
    limits on what is analysed; of such a page, only the metadata in its `<head>` are read.

    Raises:
        DocumentError: The bytes can't be decoded, or aren't HTML.
    """
    from lxml import etree

    markup = decode_html(data)
    if not markup.strip():
        raise DocumentError("empty: it holds nothing but white space")
    try:
        text, metadata = _read(markup, limits)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(f"can't be read as HTML: {error}") from None
    return ExtractedDocument(
        text.text,
        metadata,
        marks=text.marks,
        block_quotations=text.block_quotations,
        notes=text.notes,
        dated_rows=text.dated_rows,
    )


def _read(markup: str, limits: Limits) -> tuple[PageText, Metadata]:
    tree = parse_page(markup)
    # lxml makes the object of an element anew for each walk, unless something holds it.
    held = list(islice(tree.iter(), limits.analysed_elements))
    if len(markup) > limits.analysed_characters or not is_analysable(tree, limits):
        metadata = read_page_metadata(copy_head(tree))
        return read_all_text(tree), metadata
    metadata = read_page_metadata(tree)
    text = read_main_text(tree, title=metadata.title or "")
    # A page of navigation alone has lost all of its text, and is parsed anew.
    del held
    return text if text.text else read_all_text(parse_page(markup)), metadata


FORMAT = FileFormat(
    name="HTML",
    suffixes=(".html", ".htm"),
    read=read_html,
    loggers=("trafilatura", "htmldate", "courlan", "justext"),
)
