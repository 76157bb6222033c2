"""The lines at the head of a text, and which of them are neither title nor text.

Those are labels ("FOR IMMEDIATE RELEASE"), symbols of documents ("A/76/PV.12"), page numbers,
addresses and telephone numbers, numbers of sessions, rules, and buttons of web pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.lexicon.page_labels import is_navigation, is_page_label
from index.lexicon.release_labels import is_release_label
from index.lexicon.speaker_labels import (
    HEADING_LABELS,
    LABEL_HONORIFICS,
    QUESTION_LABELS,
    SPEAKER_OFFICES,
)
from index.text.person_names import is_given_name

HEAD_CHARACTERS = 8_000
"""Characters in which the head of a text ends: the cover of a hearing, with all its blanks."""
_BLANK = "\ufeff\u200b \t\r\n\f\v\u00a0"
_RULE = re.compile(r"[-=*_~#\s\\]+")
_BRACKETS = re.compile(r"\[[^\[\]]{1,120}\]|\([^()]{1,120}\)")
_SYMBOL = re.compile(
    r"(?:[A-Z]{1,3}[A-Za-z ]{0,20} )?[A-Z]{1,9}(?:/[\w.()-]{1,12}){1,6}"
    r"|[\d./-]{4,24}|.{0,40}\b[SH]\.? ?Hrg\.? ?[\d-]{3,12}"
    r"|(?:serial|press release|news release|release|document|publication|volume|vol\.|issue|pages?"
    r"|session|case)(?: ?(?:no\.?|number|:|nr\.?))? ?[\w./-]{0,12}\d[\w./–-]{0,12}(?: of \d+)?"
    r"|(?:case |docket )?no\.? ?[\w:.-]{0,8}\d[\w:.-]{0,16}"
    r"|(?:distr|original|agenda item|price)\b[.:].{0,60}",
    re.IGNORECASE,
)
_MEETING = (
    r"(?:\S+ ){0,5}(?:(?:plenary |general |formal |open |public )?meetings?|(?:special )?session"
    r"|year|series|sitting)(?: of the \S+ \S+)?(?: \([^()]{1,24}\))?"
)
_SESSION = re.compile(rf"{_MEETING}(?:, {_MEETING})?,?", re.IGNORECASE)
_COUNTED = re.compile(r"\d|(?:st|nd|rd|th|first|second|third)\b|regular|special", re.IGNORECASE)
_REACH = re.compile(
    r"\S+@\S+\.\w+|https?://\S+|www\.\S+|\+?\(?\d[\d ()./-]{6,}\d|\bP\.? ?O\.? Box\b"
    r"|\b[A-Z]{2} \d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
)
_STREET = re.compile(
    r"\d{1,5} (?:[A-Z][\w.]* ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane"
    r"|Square|Plaza|Place|Way|NW|SW|NE|SE)\b\.?(?:,.*)?$|\d{1,5} [A-Z][\w.]*(?: [A-Z][\w.]*)? "
    r"(?:N|S)\.?(?:E|W)\.?(?:,.*)?$"
)
_MAX_REACH_WORDS = 9
_PROSE_WORDS = 18
_PROSE_CHARACTERS = 250
"""From which lengths on a line is a paragraph: headlines of news with a full stop are shorter."""
_TURN = re.compile(r"(?P<label>[^:.?!]{1,80}(?:\. ?[^:.?!]{1,40}){0,2}):\s*\S")
_NOTICE = re.compile(
    r"[\W_]*(?:correction|clarification|corrigendum|erratum|update|(?:editor['’]s )?note)s?\b"
    r"[^\w.:)–—-]*(?:\([^()]{1,40}\)|[\w ,.]{0,40}?)[*_]*[:–—-][*_]* ?\S",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "”", '"')
_TIME_STAMP = re.compile(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \t–—-]*")
_MAX_LABEL_WORDS = 5
_LINES_BELOW = 8
"""Lines below a first line in which other labels show that it is one of several turns."""
_LABEL_AT_LINE = r"^[ \t]*{label}:"


class HeadLine(NamedTuple):
    """A line that is not empty, without the blanks around it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)


def head_lines(text: str, start: int = 0, limit: int = HEAD_CHARACTERS) -> list[HeadLine]:
    """The lines at the head of a text that are not empty."""
    found = []
    position = start
    for line in text[start : start + limit].splitlines(keepends=True):
        if words := line.strip(_BLANK):
            found.append(HeadLine(position + line.index(words), words))
        position += len(line)
    return found


def without_notices(lines: Sequence[HeadLine], text: str) -> list[HeadLine]:
    """The lines without notices above a text that say what was corrected in it.

    A notice is a paragraph ("Correction, 4 June: Two numbers in this release are withdrawn."), and
    no headline: "Correction: number of houses without water".
    """
    paragraphs: list[list[HeadLine]] = []
    for line in lines:
        if paragraphs and text.count("\n", paragraphs[-1][-1].end, line.start) < 2:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [line for lines in paragraphs if not _is_notice(lines) for line in lines]


def _is_notice(paragraph: Sequence[HeadLine]) -> bool:
    ends_sentence = paragraph[-1].text.rstrip("*_ )").endswith(_SENTENCE_ENDS)
    return ends_sentence and _NOTICE.match(paragraph[0].text) is not None


def lines_above_prose(lines: Sequence[HeadLine]) -> Sequence[HeadLine]:
    """The lines above the first paragraph of running text."""
    first = next((at for at, line in enumerate(lines) if _is_prose(line.text)), len(lines))
    return lines[:first]


def _is_prose(line: str) -> bool:
    is_sentence = line[-1] in '.!?”"' and len(line.split()) >= _PROSE_WORDS
    return is_sentence or len(line) > _PROSE_CHARACTERS


def is_drawn_line(line: str) -> bool:
    """Whether a line is drawn, not written."""
    return _RULE.fullmatch(line) is not None


def is_symbol(line: str) -> bool:
    """Whether a line is the symbol or the number of a document or a page: "A/76/PV.12"."""
    return _SYMBOL.fullmatch(line) is not None


def is_session(line: str) -> bool:
    """Whether a line counts a session or a meeting: "Sixty-third session"."""
    return _SESSION.fullmatch(line) is not None and _COUNTED.search(line) is not None


def is_reach(line: str) -> bool:
    """Whether a line tells where somebody is reached: an address or a telephone number."""
    if _STREET.match(line):
        return True
    return len(line.split()) <= _MAX_REACH_WORDS and _REACH.search(line) is not None


def is_apart(line: str) -> bool:
    """Whether a line at the head of a text is neither its title nor its text."""
    return (
        is_drawn_line(line)
        or _BRACKETS.fullmatch(line) is not None
        or is_release_label(line)
        or is_navigation(line)
        or is_page_label(line, "related")
        or is_symbol(line)
        or is_reach(line)
    )


def is_turn(line: str, following: Sequence[HeadLine], text: str) -> bool:
    """Whether a line is what somebody says, behind their name: "Ms. Roe (Norland): Thank you"."""
    label = _label_of(line)
    words = [word.strip(".,").lower() for word in label.split()]
    if not words:
        return _is_name_alone(line, following)
    if words[0] in LABEL_HONORIFICS or label.endswith(")") or " ".join(words) in QUESTION_LABELS:
        return True
    if words[0] == "the" and words[-1] in SPEAKER_OFFICES:
        return True
    if _is_among_turns(label, following):
        return True
    again = re.compile(_LABEL_AT_LINE.format(label=re.escape(label)), re.MULTILINE)
    end = following[-1].end if following else 0
    return bool(following) and again.search(text, following[0].start, end) is not None


def is_timed_turn(line: str) -> bool:
    """Whether a line is what somebody says at a time: "[00:12:04] Anna Holm: Welcome"."""
    return _TIME_STAMP.match(line) is not None and _label_of(line) != ""


def _label_of(line: str) -> str:
    """What stands before the colon of a line, without the time before it; empty without a colon."""
    match = _TURN.match(_TIME_STAMP.sub("", line, count=1))
    return match["label"].strip() if match else ""


def _is_name_alone(line: str, following: Sequence[HeadLine]) -> bool:
    """Whether a line is a name, and one of those below it the same: a transcript's labels."""
    words = line.split()
    return (
        1 < len(words) <= _MAX_LABEL_WORDS
        and is_given_name(words[0])
        and all(word[0].isupper() for word in words)
        and any(below.text == line for below in following)
    )


def _is_among_turns(label: str, following: Sequence[HeadLine]) -> bool:
    """Whether the lines below have labels as well, of which none need recur."""
    others = sum(_is_label_of_speaker(_label_of(line.text)) for line in following[:_LINES_BELOW])
    first = label.split()[0].strip(".,")
    is_person = is_given_name(first) or label.isupper() or first.lower() in SPEAKER_OFFICES
    return _is_label_of_speaker(label) and others >= (1 if is_person else 2)


def _is_label_of_speaker(label: str) -> bool:
    words = label.split()
    return (
        0 < len(words) <= _MAX_LABEL_WORDS
        and all(word[0].isupper() or word.isdigit() for word in words)
        and words[0].strip(".,").lower() not in HEADING_LABELS
        and words[-1].lower() not in HEADING_LABELS
        and not is_release_label(f"{label}:")
    )
