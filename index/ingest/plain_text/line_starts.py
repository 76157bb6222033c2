"""What a line begins or is: an item of a list, a speaker's turn, a heading, a row of a table."""

from __future__ import annotations

import re

from index.lexicon.speaker_labels import CHAIR_TITLES
from index.lexicon.titles import SHORT_WORD
from index.text.capital_letters import CAPITAL, CAPITALS

_ITEM = re.compile(
    r"(?P<sign>[-*+•‣◦▪■●·–—])[ \t\u00a0]+(?=\S)"
    r"|(?P<open>[(\[]?)(?:(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})|(?P<letter>[A-Za-z])"
    r"|(?P<roman>[ivxlc]{2,6}|[IVXLC]{2,6}))(?P<close>[.)\]])[ \t\u00a0]+(?=\S)"
)
_TIME = (
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \t]*(?:[-–—][ \t]*)?)?(?:>>[ \t]*)?"
)
_NAME_WORD = rf"(?:{CAPITAL}[\w.'’&-]*|\d+|of|for|the|de|la|van|von|der|pro|tempore|and|&)"
_LABEL = re.compile(
    rf"{_TIME}(?P<name>{CAPITAL}[\w.'’&-]*(?:,?[ \t]{{1,3}}{_NAME_WORD}){{0,7}}"
    r"(?:[ \t]*\([^()\n]{1,60}\))?)[ \t]*:(?=\s|$)"
)
_QUESTION = re.compile(
    rf"(?P<name>[QA])(?:[.:][ \t]+|[ \t]{{2,}}|\t|(?<=Q)[ \t](?=[{CAPITALS}“\"(]))(?=\S)"
)
_RECORD_TURN = re.compile(
    rf"(?:(?:{SHORT_WORD}|Miss|Senator|The|{'|'.join(CHAIR_TITLES)})\.?[ ]"
    rf"[{CAPITALS}][{CAPITALS}a-z'’-]*(?:[ ](?:pro tempore|of(?:[ ]{CAPITAL}\w+){{1,3}}"
    rf"|{CAPITAL}[\w'’-]*)){{0,4}}(?:[ ]\([^()\n]{{1,60}}\))?)\.[ ]{{1,2}}(?=\S)"
)
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_RULE = re.compile(r"(?:[-=*_~#.•·—–][ \t]?){3,}+$")
_GAP = re.compile(r"\S(?: {4,}|[ \t]*\t[ \t]*)(?=\S)")
_LEADERS = re.compile(r"(?:\.[ ]?){4,}+[ \t]*[\divxlc-]{0,8}$")
_ALNUM = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")


def find_start(words: str) -> str | None:
    """The kind of block that a line's words begin, such as "-", "1." or "VARGA:"; None if none.

    Two items of one list, and two turns of one speaker, have the same kind.
    """
    item = _ITEM.match(words)
    if item:
        if item["sign"]:
            return item["sign"]
        kind = "1" if item["number"] else ("a" if item["letter"] else "i")
        if item["close"] == "." and item["letter"] in ("Q", "A"):
            return f"{item['letter']}:"
        return item["open"] + kind + item["close"]
    if question := _QUESTION.match(words):
        return f"{question['name']}:"
    if label := _LABEL.match(words):
        return f"{label['name']}:"
    return None


def find_ordinal(words: str) -> int | None:
    """The place of a numbered or lettered item in its list: 2 for "2." and "(b)"."""
    item = _ITEM.match(words)
    if item is None or item["sign"]:
        return None
    if item["number"]:
        return int(item["number"].rsplit(".", 1)[-1])
    if item["letter"]:
        return ord(item["letter"].lower()) - ord("a") + 1
    return _ROMAN.index(item["roman"].lower()) + 1 if item["roman"].lower() in _ROMAN else None


def begins_record_turn(words: str) -> bool:
    """Whether a line begins like a turn of a parliamentary record: "Mr. HALVERSON. I move …"."""
    return _RECORD_TURN.match(words) is not None


def width_of_start(words: str) -> int:
    """The number of columns of a list's sign or a speaker's label, and of the blanks behind it."""
    match = _ITEM.match(words) or _QUESTION.match(words) or _LABEL.match(words)
    if match is None:
        return 0
    rest = words[match.end() :]
    return match.end() + len(rest) - len(rest.lstrip())


def is_label_alone(words: str) -> bool:
    """Whether a line is a speaker's label and nothing else."""
    label = _LABEL.match(words)
    return label is not None and label.end() == len(words)


def is_rule(words: str) -> bool:
    """Whether a line is drawn: dashes, stars, equals signs, dots."""
    return _RULE.match(words) is not None or (len(words) < 3 and not _ALNUM.search(words))


def is_row(words: str) -> bool:
    """Whether a line has columns, or dots that lead to a page number."""
    return _LEADERS.search(words) is not None or has_columns(words)


def has_columns(words: str) -> bool:
    """Whether wide gaps or tabs divide a line into columns, as in a table."""
    if "    " not in words and "\t" not in words:
        return False
    # The gap behind a label or a list's sign is none between columns.
    rest = words[width_of_start(words) :]
    return _GAP.search(rest) is not None and _LEADERS.search(rest) is None


def find_last_cell(words: str) -> tuple[int, str]:
    """The second of a line's two columns, with its offset; 0 and the line if there are not two."""
    gaps = list(_GAP.finditer(words))
    return (gaps[0].end(), words[gaps[0].end() :]) if len(gaps) == 1 else (0, words)


def is_in_capitals(words: str) -> bool:
    """Whether a line has several letters, all of them capitals."""
    return words.isupper() and len(_LETTER.findall(words)) > 3
