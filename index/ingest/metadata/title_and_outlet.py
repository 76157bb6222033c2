"""Finds a text's title and its outlet, and tells headlines from first sentences.

Both are taken only where the text shows them clearly; no title is better than a wrong title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.ingest.metadata.metadata import read_front_matter
from index.ingest.metadata.publication_dates import HEADER_CHARACTERS, header_dates
from index.records import Span

_MAX_TITLE = 200
_MAX_SENTENCES = 110
"""Maximum characters of a headline of more than one sentence."""

_MAX_LINES_BEFORE_TITLE = 6
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
_CAPITALS = 0.75
"""Share of a line's words of four letters and more that have a capital in title case. Of the news
articles' headlines, 4 in 100 lie between 0.55 and 0.95."""
_BLANK = "\ufeff\u200b \t\r\n\f\v\u00a0"
_RULE = re.compile(r"[-=*_~#\s]+")
_MARKDOWN = re.compile(r"#{1,6}[ \t]++(.*)")
_LABEL_LINE = re.compile(
    r"(?:by|from|source|author|date|published|updated|contact|embargo\w*)\b\s*[:\w].{0,80}"
    r"|(?:for\s+immediate|press|news|media)\s+(?:release|statement)\W*|https?://\S+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by\s+[^\W\d_a-z]\S*(?:\s+\S+){0,6}", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"(\S{1,60}?)[.!?…][”\"’']?\s+[“\"‘']?[A-ZÀ-ÖØ-Þ]")
_ABBREVIATION = re.compile(r"(?:\w\.)*\w|[A-Z]\w{1,3}", re.ASCII)

_NAME = r"[A-Z][\w&.'’-]*(?: (?:of |the |de )?[A-Z][\w&.'’-]*){0,3}"
# A hyphen may stand in a word and between two. Each step takes all that it can and gives nothing
# back, so that a line of capitals and hyphens is read in one way and not in all that there are.
_APART = r"[ ,/]++(?:-++[ ,/]++)*"
_PLACE = (
    r"[A-Z](?>[A-Z.'’-]+?-[A-Za-z.'’-]++|[A-Z.'’-]++)"
    rf"(?:{_APART}+-*+[A-Za-z.'’][A-Za-z.'’-]*+){{0,5}}?(?:{_APART}-++)?"
)
_WIRE = re.compile(
    rf"^[ \t\ufeff]*{_PLACE}(?:,[^()\n/]{{3,20}})?[.,]?[ \t]*"
    rf"(?:\((?P<round>{_NAME})\)[ \t]*(?:—|–|--|-(?=\s))|/(?P<slash>{_NAME})/[ \t]*[.—–-])",
    re.MULTILINE,
)
_AFTER_DATE = re.compile(rf",[ \t]+(?P<name>{_NAME})[ \t]*$")
_AFTER_AUTHOR = re.compile(
    rf"^[ \t]*By\s[^\n,]{{3,60}},[ \t]+(?:The )?(?P<name>{_NAME})[ \t]*$", re.M
)
_OUTLET_WORD = re.compile(
    r"\b(?:International|News|Newspapers?|Times|Post|Agency|Press|Journal|Herald|Tribune|Guardian"
    r"|Radio|TV|Television|Today|Daily|Gazette|Observer|Review|Magazine|Network|Wire|Media"
    r"|Telegraph|Chronicle|Independent|Globe|Mail|Economist|AP|AFP|UPI|Reuters|TASS|Sputnik"
    r"|Interfax|Xinhua|RIA Novosti|Bloomberg|BBC|CNN|NPR|DPA|Kyodo|Politico)\b"
)


def find_title(text: str, start: int = 0) -> str | None:
    """The headline as written, without Markdown's `#`; None if there is none."""
    place = find_title_span(text, start)
    return text[place.start : place.end] if place else None


def find_title_span(text: str, start: int = 0) -> Span | None:
    """The span of the headline: the first line that is no date line, byline, label or paragraph.

    Args:
        text: The document's text.
        start: Where its content starts, after front matter.

    Returns:
        The span of the line without Markdown; None if the text starts with running prose.
    """
    dated = {header.mention.start: header.place for header in header_dates(text, start)}
    lines = list(_lines(text, start))
    for index, (offset, line) in enumerate(lines[:_MAX_LINES_BEFORE_TITLE]):
        marked = _MARKDOWN.fullmatch(line)
        if marked and (title := marked[1].rstrip("#").rstrip(" \t")):
            return _place(text, offset, title)
        places = [place for at, place in dated.items() if offset <= at < offset + len(line) + 1]
        if "dateline" in places:
            return None
        if places or _RULE.fullmatch(line) or _LABEL_LINE.fullmatch(line) or _is_byline(line):
            continue
        # A text of a single line is a paragraph, whatever its length.
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        found = following and _is_headline(line, following)
        return _place(text, offset, line) if found else None
    return None


def find_headline_span(text: str) -> Span | None:
    """The span of a document's headline, after any front matter.

    None if the headline might as well be the first sentence of the text.
    """
    place = find_title_span(text, read_front_matter(text)[1])
    return place if place and is_headline(text[place.start : place.end]) else None


def is_headline(title: str) -> bool:
    """Whether a title is surely a headline, and not the first sentence of a text without one."""
    return title[-1:].isalnum() or is_title_case(title)


def is_title_case(line: str) -> bool:
    """Whether a line is written Like This, so that capitals don't show which words are names."""
    # The first word always has a capital, and a single other word is too little evidence.
    long = [word for word in _WORD.findall(line)[1:] if len(word) >= _LONG]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def _place(text: str, offset: int, words: str) -> Span:
    start = text.index(words, offset)
    return Span(start, start + len(words))


def find_outlet(text: str, start: int = 0) -> str | None:
    """Find the publisher's name beside the date, in the byline, or in the dateline.

    If one of two names contains the other, the longer one is returned (`Sputnik International`
    rather than `Sputnik`).
    """
    head = text[start : start + HEADER_CHARACTERS]
    wire = _WIRE.search(head)
    agency = (wire["round"] or wire["slash"]) if wire else None
    for header in header_dates(text, start):
        after = text[header.mention.end : header.mention.end + 80].split("\n", 1)[0]
        match = _AFTER_DATE.match(after.rstrip("\r"))
        if match and _is_outlet(match["name"], agency):
            return match["name"]
    match = _AFTER_AUTHOR.search(head)
    if match and _is_outlet(match["name"], agency):
        return match["name"]
    return agency


def _is_outlet(name: str, agency: str | None) -> bool:
    """Whether a name beside a date is an outlet's by a second sign, and not a place or author."""
    return bool(agency and agency in name) or _OUTLET_WORD.search(name) is not None


def _is_byline(line: str) -> bool:
    return len(line) <= 80 and _BYLINE.fullmatch(line) is not None


def _is_headline(line: str, following: str) -> bool:
    """Whether a line is short, no dateline, and a single sentence (or two short ones)."""
    # A line that continues in the next line begins a paragraph.
    if following[:1].islower() and line[-1] not in ".!?:":
        return False
    if len(line) > _MAX_TITLE or _WIRE.match(line) or not re.search(r"[^\W\d_]{2}", line):
        return False
    breaks = [
        match for match in _NEW_SENTENCE.finditer(line) if not _ABBREVIATION.fullmatch(match[1])
    ]
    return not breaks or (len(line) <= _MAX_SENTENCES and len(line) < len(following))


def _lines(text: str, start: int, limit: int = 4_000) -> Iterator[tuple[int, str]]:
    """The non-empty lines at the head of a text, stripped, each with the offset of its line."""
    position = start
    for line in text[start : start + limit].splitlines(keepends=True):
        if line.strip(_BLANK):
            yield position, line.strip(_BLANK)
        position += len(line)
