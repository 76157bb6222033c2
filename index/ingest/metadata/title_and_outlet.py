"""Finds a text's title and its outlet, and tells headlines from first sentences.

Both are taken only where the text shows them clearly; no title is better than a wrong title.
"""

from __future__ import annotations

import re

from index.ingest.metadata.congress_heads import read_official_head
from index.ingest.metadata.dated_head import DatedHead, read_dated_head
from index.ingest.metadata.head_lines import (
    HeadLine,
    is_session,
    is_timed_turn,
    is_turn,
)
from index.ingest.metadata.issuing_bodies import (
    body_beside_date,
    body_of_series,
    body_that_signs,
    paper_before_date,
    without_symbol,
)
from index.ingest.metadata.metadata import read_front_matter
from index.ingest.metadata.publication_dates import (
    HEADER_CHARACTERS,
    header_dates,
)
from index.lexicon.page_labels import is_navigation, is_page_label
from index.records import Span
from index.text.dates import MONTH_AND_DAY
from index.text.posts import POST_HANDLE, POST_HEAD

_MAX_TITLE = 200
_MAX_SENTENCES = 110
"""Maximum characters of a headline of more than one sentence."""

_MAX_LINES_BEFORE_TITLE = 6
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
_CAPITALS = 0.75
"""Share of a line's words of four letters and more that have a capital in title case. Of the news
articles' headlines, 4 in 100 lie between 0.55 and 0.95."""
_MARKDOWN = re.compile(r"#{1,6}[ \t]++(.*)")
_OPENING = re.compile(
    r"(?:The|This) (?:\S+ ){1,4}?(?:met|sat|resumed|opened|assembled|was called to order"
    r"|was opened|will come to order)\b"
)
"""The first words of a record: "The House met at half-past two"."""
_UNFINISHED = re.compile(r"[’']s$|\b(?:and|of|for|on|in|at|by|with|to|the|a|an|from)$")
_NAMES_EVENT = re.compile(
    r"\b(?:earnings|conference|results|investors?|analysts?)\b.{0,40}\b(?:call|webcast|conference"
    r"|transcript|day)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:subject|re)\s*:\s*(\S.{2,198})", re.IGNORECASE)
"""The line of a letter, a memo or an e-mail that says what it is about."""
_MAX_NAME_WORDS = 8
_MAX_PLACE_WORDS = 3
_BYLINE = re.compile(r"(?:By|BY|by)\s+(?!the\b)[^\W\d_a-zß-ÿ]\S*(?:\s+\S+){0,8}")
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
_DATELINE = re.compile(rf".{{3,60}}?,? {MONTH_AND_DAY}(?:, \d{{4}})?:? ?(?:—|–|--) ", re.IGNORECASE)
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
    """The title in one line, without Markdown's `#`; None if there is none.

    That of the Congressional Record is the Record's name with the heading of the page.
    """
    official = read_official_head(text, start)
    if official and official.is_cover:
        return official.title
    place = _find_headline(text, start)
    return " ".join(text[place.start : place.end].split()) if place else None


def find_title_span(text: str, start: int = 0) -> Span | None:
    """The span of the title: the first lines that are no date, byline, label or paragraph.

    Args:
        text: The document's text.
        start: Where its content starts, after front matter.

    Returns:
        The span of the title's words without Markdown; None if the text starts with running prose.
    """
    official = read_official_head(text, start)
    return official.place if official and official.is_cover else _find_headline(text, start)


def _find_headline(text: str, start: int) -> Span | None:
    head = read_dated_head(text, start)
    tried = 0
    session: HeadLine | None = None
    listed = _lines_of_page_lists(head)
    for at, line in enumerate(head.lines):
        if at in listed:
            continue
        below = head.lines[at + 1].text if at + 1 < len(head.lines) else ""
        if POST_HEAD.fullmatch(line.text) or POST_HANDLE.fullmatch(below):
            # The words of a post are no title, nor is its author's name.
            return None
        marked = _MARKDOWN.fullmatch(line.text)
        if marked and is_navigation(marked[1].rstrip("# \t")):
            continue
        if marked and (title := marked[1].rstrip("#").rstrip(" \t")):
            return _place(text, line.start, title)
        if subject := _SUBJECT.fullmatch(line.text):
            return _place(text, line.start, subject[1])
        if head.places[at] == "dateline":
            return None
        if head.places[at] in ("line", "tail") or _is_byline(line.text):
            tried += 1
        elif is_session(line.text) and not tried:
            session = line
        elif not (head.is_apart(at) or _is_place_below_date(head, at) or _is_paper_at(head, at)):
            # A record of a meeting is called by its number, not by place and chair below the date.
            by_number = session and tried and not _is_long_title(line.text)
            found = None if by_number else _span_of_title(head, at)
            return found or (Span(session.start, session.end) if session else None)
        if tried >= _MAX_LINES_BEFORE_TITLE:
            break
    return None


def _lines_of_page_lists(head: DatedHead) -> set[int]:
    """The labels of lists of other pages ("Most read"), and the lines right below each."""
    found: set[int] = set()
    for at, line in enumerate(head.lines):
        is_below = at - 1 in found and head.text.count("\n", head.lines[at - 1].end, line.start) < 2
        if is_below or is_page_label(line.text.strip("#* "), "related"):
            found.add(at)
    return found


def _is_long_title(line: str) -> bool:
    return len(line.split()) > _MAX_PLACE_WORDS and ":" not in line and is_title_case(line)


def _is_place_below_date(head: DatedHead, at: int) -> bool:
    """Whether a line is the place that stands below a date: "New York", above what is the title."""
    line = head.lines[at]
    if not at or head.places[at - 1] != "line" or len(line.text.split()) > _MAX_PLACE_WORDS:
        return False
    close = head.text.count("\n", head.lines[at - 1].end, line.start) == 1
    return close and any(
        not head.is_apart(below) and head.places[below] is None
        for below in range(at + 1, len(head.above_prose))
    )


def _span_of_title(head: DatedHead, at: int) -> Span | None:
    """The span of the title that begins in a line; None if running text does."""
    line, below = head.lines[at], head.lines[at + 1 :]
    # "Dear Madam Chair," opens a letter.
    if line.text.endswith(","):
        return None
    # "Dr. Roe: Ferries Are Safe" is a headline, but not below the date.
    begins = not any(head.places[above] for above in range(at))
    says = is_turn(line.text, below, head.text) and not (begins and is_title_case(line.text))
    if says or is_timed_turn(line.text) or _OPENING.match(line.text):
        return None
    # A text of a single line is a paragraph, whatever its length.
    if not below:
        return None
    begins_below = head.text.count("\n", line.end, below[0].start) > 1
    if not (head.places[at] == "title" or _is_headline(line.text, below[0].text, begins_below)):
        return None
    end = line.end
    for number, more in enumerate(below, at + 1):
        if not _goes_on(head, number):
            break
        end = more.end
    return Span(line.start, end)


def _goes_on(head: DatedHead, at: int) -> bool:
    """Whether the title of the line above goes on in a line."""
    above, line = head.lines[at - 1], head.lines[at]
    if head.is_apart(at) or head.places[at] not in (None, "title") or _is_byline(line.text):
        return False
    if len(line.text) > _MAX_TITLE // 2 or is_turn(line.text, head.lines[at + 1 :], head.text):
        return False
    if _NAMES_EVENT.search(line.text) and _is_name(above.text):
        return True
    is_cover = above.text.isupper() and line.text.isupper()
    is_unfinished = is_cover and _UNFINISHED.search(above.text.lower()) is not None
    is_apart = head.text.count("\n", above.end, line.start) > 1 and not is_unfinished
    if is_apart or at + 1 == len(head.lines):
        return False
    if is_cover:
        return True
    is_last = head.text.count("\n", line.end, head.lines[at + 1].start) > 1
    return is_last and line.text[-1] not in ".!?" and _UNFINISHED.search(above.text) is not None


def _is_name(line: str) -> bool:
    words = line.split()
    capitals = sum(not word[0].islower() for word in words)
    return len(words) <= _MAX_NAME_WORDS and capitals >= len(words) - 1


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
    """Find the publisher's name beside the date, in the byline, in the dateline, or the body's.

    A public body issues a text that has its name beside or near the date or under a label of
    releases, on the cover of a hearing, or beside the date at the end. If one of two names contains
    the other, the longer one is returned (`Sputnik International` rather than `Sputnik`).
    """
    official = read_official_head(text, start)
    if official and official.outlet:
        return official.outlet
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
    return agency or _find_issuer(text, start)


def _find_issuer(text: str, start: int) -> str | None:
    """The body or the paper whose name stands beside or near the date."""
    head = read_dated_head(text, start)
    for at, line in enumerate(head.above_prose):
        if at in head.issuers:
            return without_symbol(line.text)
        if head.places[at] == "line" and (name := body_beside_date(line.text)):
            return name
        if _is_paper_at(head, at):
            return line.text
        if at and (paper := (paper_before_date(line.text) or "").strip("*_ ")):
            if _is_paper(paper):
                return paper  # "The Owl Review, 3 June 2021. The author is a teacher."
            if head.places[at] == "line":
                return None
        if name := body_of_series(line.text):
            return name
    return body_that_signs(text)


def _is_paper_at(head: DatedHead, at: int) -> bool:
    """Whether a line above the date names a paper; the first line may be a headline with one."""
    return at > 0 and head.places.get(at + 1) == "line" and _is_paper(head.lines[at].text)


def _is_paper(name: str) -> bool:
    return re.fullmatch(_NAME, name) is not None and _OUTLET_WORD.search(name) is not None


def _is_outlet(name: str, agency: str | None) -> bool:
    """Whether a name beside a date is an outlet's by a second sign, and not a place or author."""
    return bool(agency and agency in name) or _OUTLET_WORD.search(name) is not None


def names_news_outlet(name: str) -> bool:
    """Whether a name has a word that names of newspapers, agencies and broadcasters have."""
    return _OUTLET_WORD.search(name) is not None


def _is_byline(line: str) -> bool:
    return len(line) <= 80 and _BYLINE.fullmatch(line) is not None


def _is_headline(line: str, following: str, begins_below: bool) -> bool:
    """Whether a line is short, no dateline, and a single sentence (or two short ones)."""
    # A line that continues in the next line begins a paragraph.
    if following[:1].islower() and line[-1] not in ".!?:" and not begins_below:
        return False
    if len(line) > _MAX_TITLE or not re.search(r"[^\W\d_]{2}", line):
        return False
    if _WIRE.match(line) or _DATELINE.match(line):
        return False
    breaks = [
        match for match in _NEW_SENTENCE.finditer(line) if not _ABBREVIATION.fullmatch(match[1])
    ]
    return not breaks or (len(line) <= _MAX_SENTENCES and len(line) < len(following))
