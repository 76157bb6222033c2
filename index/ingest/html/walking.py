"""Walks a page's elements and writes the text that a reader sees, once and in order."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from index.ingest.html.lines import BREAK, CELL_BORDER, EMPHASIS, LineWriter
from index.ingest.html.list_numbers import ListNumbers
from index.ingest.html.raised_figures import (
    RaisedKind,
    mark_formula,
    read_fraction,
    read_raised,
)
from index.text.reading_text import MarkKind

__all__ = ["write_lines"]

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol p section summary table tbody tfoot thead tr ul pre td th""".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"})
_EMPHASIS = frozenset({"b", "strong", "em", "i", "u"})
_FORMULAS = frozenset({"msup", "msub", "msubsup", "mfrac"})
_PREFORMATTED = frozenset({"pre", "xmp", "listing", "plaintext"})
_BLOCK_STYLE = re.compile(
    r"(?<![\w-])display\s{0,9}:\s{0,9}(?:block|flex|grid|table|list-item)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"(?<![a-z])(?:page-?num(?:ber)?s?|page-?break|pagenum|pageno|pb|folio)(?![a-z])", re.IGNORECASE
)
_NOTES = frozenset("footnotes footnote endnotes endnote references reflist".split())
"""Classes of footnotes and endnotes."""
_QUOTES = (("“", "”"), ("‘", "’"))
_QUOTED = re.compile(r"\s*[“”\"„«‹‘']")
_ENDS_SENTENCE = re.compile(r"[.!?…”\"’»][”\"’»)\]–—-]{0,3}\Z")
_DASHED = re.compile(r"\s*[—–―-]")
_MAX_ATTRIBUTION = 150
"""Characters of the line that says whose words a quotation are: a name, a role, an occasion."""
_MAX_ROW = 200
"""Elements of a table's row that are looked at to tell whether it is a row of data."""
_IN_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "ul", "ol", "article", "section", "form"})


def write_lines(root: Any, writer: LineWriter) -> None:
    """Write the lines of an element's text.

    Args:
        root: The element, without what nobody sees. It is changed.
        writer: Collects the lines.
    """
    _Walk(writer).walk(root)


class _Walk:
    """The walk through one element."""

    def __init__(self, writer: LineWriter) -> None:
        self.writer = writer
        self.numbers = ListNumbers()
        self.styled_blocks: set[Any] = set()
        self.row: Any = None
        """The row of data that is open, whose cells stand on one line."""
        self.inner_cell = False
        """Whether the walk is in a cell of that row with another one behind it."""
        self.quotes = 0
        self._marked_quotes: list[bool] = []
        """Whether the text of each open `<q>` has quotation marks of its own."""
        self.headings = 0
        self.tables = 0
        self._open_tables: list[Any] = []
        self._attributions: list[Any] = []
        self._notes: Any = None
        """The element with footnotes that is open."""
        self._quotation: Any = None
        """The outermost quotation set apart that is open."""
        self.quotations = 0

    def walk(self, root: Any) -> None:
        from lxml import etree

        styled = root.xpath(".//*[@*][contains(@style,'display')]")
        self.styled_blocks = {one for one in styled if _BLOCK_STYLE.search(one.get("style"))}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    if element.text:
                        self.writer.write(element.text)
                else:
                    walk.skip_subtree()
                continue
            self._end(element)
            if element is not root and element.tail:
                self.writer.write(element.tail)
        self.writer.end_line()

    def _start(self, element: Any) -> bool:
        """Write what stands before an element's content; whether the content is to be walked."""
        tag, writer = element.tag, self.writer
        if tag in _PREFORMATTED:
            for line_break in element.iter("br"):
                line_break.tail = "\n" + (line_break.tail or "")
            writer.add_preformatted("".join(element.itertext()))
            return False
        if tag in _BLOCKS:
            self._start_block(element)
        elif tag == "br":
            if self.headings or self.inner_cell:
                writer.write(" ")
            else:
                writer.write_sign(BREAK)
        elif tag in ("sup", "sub"):
            self._write_raised(element)
            return False
        elif tag == "q":
            self._write_quote(element, 0)
        elif tag == "time":
            self._set_apart(True)
        elif tag in _FORMULAS:
            between = mark_formula(element)
            writer.write(between if writer.written[-1:].isdigit() else "")
        elif tag in _EMPHASIS:
            if writer.starts_line:
                writer.write_sign(EMPHASIS)
        elif tag == "cite" and _is_attribution(element):
            self._start_attribution(element)
        elif tag in ("span", "a") and _is_page_number(element):
            writer.write_marked(" ".join("".join(element.itertext()).split()), MarkKind.ASIDE)
            return False
        if element in self.styled_blocks:
            self._break_line()
        return True

    def _start_block(self, element: Any) -> None:
        tag = element.tag
        if tag in ("td", "th") and self.row is not None:
            self._start_cell(element)
            return
        self._break_line()
        if self._notes is None and _holds_notes(element):
            self._notes, self.writer.in_notes = element, True
        if self._quotation is None and tag == "blockquote":
            self.quotations += 1
            self._quotation, self.writer.quotation = element, self.quotations
        if tag == "ol":
            self.numbers.open_list(element)
        elif tag == "li":
            self.writer.put_before(self.numbers.number_item(element))
        elif tag == "table":
            self._open_tables.append(element)
            if len(self._open_tables) == 1:
                self.tables += 1
                self.writer.table = self.tables
        elif tag == "tr" and self.row is None and _is_data(element):
            self.row = element
        elif (tag == "footer" and _around(element, "blockquote") is not None) or (
            tag == "figcaption" and _captions_quotation(element)
        ):
            self._start_attribution(element)
        if tag in _HEADINGS:
            self.headings += 1

    def _start_cell(self, cell: Any) -> None:
        following = (one.tag for one in cell.itersiblings())
        self.inner_cell = any(tag in ("td", "th") for tag in following)
        if any(one.tag in ("td", "th") for one in cell.itersiblings(preceding=True)):
            self.writer.write_sign(CELL_BORDER)

    def _end(self, element: Any) -> None:
        tag, writer = element.tag, self.writer
        if tag in _BLOCKS:
            self._end_block(element)
        elif tag == "q":
            self._write_quote(element, 1)
        elif tag == "time":
            self._set_apart((element.tail or "a")[:1].isalnum())
        elif self._attributions and self._attributions[-1] is element:
            self._attributions.pop()
            self._break_line()
        if element in self.styled_blocks:
            self._break_line()
        elif tag in ("mtr", "option"):
            writer.write(" ")

    def _end_block(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.headings -= 1
        if self._attributions and self._attributions[-1] is element:
            self._attributions.pop()
        if tag in ("td", "th") and self.row is not None:
            return
        if tag == "dt" and self._is_label_of_next(element):
            self.writer.write_sign(CELL_BORDER)
            return
        self._break_line(is_last=tag in ("tr", "dl", "table"))
        if element is self._notes:
            self._notes, self.writer.in_notes = None, False
        if element is self._quotation:
            self._quotation, self.writer.quotation = None, 0
        if tag == "tr" and element is self.row:
            self.row, self.inner_cell = None, False
        elif tag == "ol":
            self.numbers.close_list()
        elif tag == "li":
            self.writer.put_before("")
        elif tag == "table" and self._open_tables:
            self._open_tables.pop()
            if not self._open_tables:
                self.writer.table = 0

    def _is_label_of_next(self, term: Any) -> bool:
        """Whether a `<dt>` is a label such as "VARGA:" whose words are in the `<dd>` behind it."""
        following = term.getnext()
        is_term = following is not None and following.tag == "dd"
        return is_term and self.writer.written.rstrip().endswith(":")

    def _break_line(self, is_last: bool = False) -> None:
        if self.inner_cell and not is_last:
            self.writer.write(" ")
        elif is_last or not self.writer.awaits_words:
            self.writer.end_line()

    def _start_attribution(self, element: Any) -> None:
        """Begin the line that says whose words the quotation before it are."""
        self._break_line()
        self._attributions.append(element)
        text = "".join(islice(element.itertext(), 20)).strip()
        if 0 < len(text) <= _MAX_ATTRIBUTION and not _DASHED.match(text):
            self.writer.put_before("— ")

    def _write_quote(self, element: Any, side: int) -> None:
        """Write the quotation mark of a `<q>`, unless its text has marks of its own."""
        if side:
            is_marked = self._marked_quotes.pop()
            self.quotes -= 1
        else:
            is_marked = _QUOTED.match(_first_text(element)) is not None
            self._marked_quotes.append(is_marked)
        if not is_marked:
            self.writer.write(_QUOTES[self.quotes % 2][side])
        if not side:
            self.quotes += 1

    def _set_apart(self, is_followed: bool) -> None:
        """Write a space between a `<time>` and a word that touches it; style sheets part them."""
        if is_followed and self.writer.written[-1:].isalnum():
            self.writer.write(" ")

    def _write_raised(self, element: Any) -> None:
        before = self.writer.written
        fraction = read_fraction(element) if element.tag == "sup" else None
        if fraction is not None:
            self.writer.write(fraction if before[-1:].isdigit() else fraction.strip())
            element.tail = None
            lowered = element.getnext()
            lowered.text, lowered[:] = None, []
            return
        raised = read_raised(element, before)
        if raised.kind is RaisedKind.REFERENCE:
            self.writer.write_marked(raised.text, MarkKind.NOTHING)
        else:
            self.writer.write(raised.text)


def _first_text(element: Any) -> str:
    """The text that an element begins with, of the first few elements in it."""
    for one in islice(element.iter(), 5):
        if (one.text or "").strip():
            return str(one.text)
        if one is not element and not len(one) and (one.tail or "").strip():
            return str(one.tail)
    return ""


def _around(element: Any, tag: str) -> Any:
    """The nearest element with this tag around another one, at most four levels up; or None."""
    return next((one for one in islice(element.iterancestors(), 4) if one.tag == tag), None)


def _captions_quotation(caption: Any) -> bool:
    figure = _around(caption, "figure")
    return figure is not None and figure.find(".//blockquote") is not None


def _is_attribution(cite: Any) -> bool:
    """Whether a `<cite>` names the speaker of a quotation, on a line of its own."""
    if _around(cite, "footer") is not None or _around(cite, "figcaption") is not None:
        return False
    if _around(cite, "blockquote") is None and not _captions_quotation(cite):
        return False
    if (cite.tail or "").strip() or any(
        "".join(one.itertext()).strip() for one in cite.itersiblings()
    ):
        return False
    previous = cite.getprevious()
    before = cite.getparent().text if previous is None else previous.tail
    if (before or "").strip():
        return _ENDS_SENTENCE.search(before.rstrip()) is not None
    return previous is None or previous.tag == "br" or previous.tag in _BLOCKS


def _holds_notes(element: Any) -> bool:
    role, names = element.get("role"), element.get("class")
    if role in ("doc-endnotes", "doc-footnote", "doc-endnote"):
        return True
    return names is not None and not _NOTES.isdisjoint(names.lower().split())


def _is_page_number(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if not _PAGE_NUMBER.search(names):
        return False
    return len("".join(islice(element.itertext(), 5))) <= 20


def _is_data(row: Any) -> bool:
    """Whether a table's row holds data, and is no part of a page's layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    inside = list(islice(row.iterdescendants(), _MAX_ROW + 1))
    if len(inside) > _MAX_ROW or any(element.tag in _IN_LAYOUT for element in inside):
        return False
    return all(sum(one.tag in ("p", "div", "li") for one in cell.iter()) < 2 for cell in cells[:-1])
