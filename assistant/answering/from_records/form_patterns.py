"""Makes regular expressions of the forms of questions in `question_forms.txt`.

Every part of a form begins with a space, so that a part that may be missing takes its space along;
the words that are matched begin with one as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from assistant.answering.from_records.act_words import ACT_QUESTIONS
from index.lexicon.calendar_words import MONTH_PATTERNS

__all__ = ["DOCUMENT_WORDS", "FIRST_WORDS", "FORM_PATTERNS", "PLAIN_DOCUMENT_WORDS", "Form"]

Form = Literal[
    "age",
    "role",
    "leader",
    "when",
    "ever",
    "change",
    "first or last",
    "list",
    "compare",
    "who",
    "who did",
    "count statements",
    "count documents",
    "document date",
    "document outlet",
    "document author",
    "document place",
]
_MONTH = rf"(?:{'|'.join(MONTH_PATTERNS)})\b"


_FILE = Path(__file__).with_name("question_forms.txt")
_LINES = [
    line
    for line in _FILE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
_WORDS = dict(line.split(" = ", 1) for line in _LINES if " = " in line)
"""What the names of words in forms stand for, as regular expressions."""
_DOCUMENT = f"{_WORDS['plain-document']}|{_WORDS['document-noun']}"
_GROUPS = {
    "person": r"(?P<person>[^,;:?]{1,80}?)",
    "person's": r"(?P<person>[^,;:?]{1,80}?)(?:['’]s?|(?<=\w)s)",
    "document": (
        r"(?P<topic>this|that|it|the (?:above|same)"
        rf"|(?:.{{1,80}}? )?(?:{_DOCUMENT})(?: .+?)?)"
    ),
    "act": rf"(?P<verb>{ACT_QUESTIONS})",
    "other": r"(?P<other>[^,;:?]{1,80}?)",
    "topic": r"(?P<topic>.+?)",
    "verb": r"(?P<verb>[a-z-]{2,20})",
    "any": r"[^,;:?]{1,60}",
    "unit": (
        r"(?P<unit>(?:press |news )?(?:documents?|releases?|articles?|reports?|files?|sources?"
        r"|speech(?:es)?|interviews?|transcripts?|briefings?|letters?))"
    ),
    "period": (
        rf"(?:in|during|on) (?P<period>(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},?)?(?: \d{{4}})?"
        r"|\d{4})"
    ),
}
_PART = re.compile(r"\{(?P<words>[^}]+)\}|\((?P<maybe>[^)]+)\)|(?P<plain>\S+)")
_NAMED = re.compile(r"(?P<group>[a-z]+):(?P<words>.+)")


def _pattern_of(form: str) -> re.Pattern[str]:
    """The regular expression of a line of the file, to be matched behind a space."""
    return re.compile("".join(map(_part, _PART.finditer(form))), re.IGNORECASE)


def _part(match: re.Match[str]) -> str:
    if match["plain"]:
        return " " + re.escape(match["plain"])
    if match["maybe"]:
        return f"(?: (?:{_alternatives(match['maybe'])}))?"
    words = match["words"]
    if words in _GROUPS:
        return " " + _GROUPS[words]
    named = _NAMED.fullmatch(words)
    if named:
        return f" (?P<{named['group']}>{_alternatives(named['words'])})"
    return f" (?:{_alternatives(words)})"


def _alternatives(words: str) -> str:
    """Words that "|" divides; the names of lists of words stand for their words."""
    found = "|".join(_WORDS.get(one, re.escape(one)) for one in words.split("|"))
    return re.sub(r"\{([a-z]+)\}", lambda name: _WORDS[name[1]], found)


def _read_forms() -> Iterator[tuple[Form, re.Pattern[str]]]:
    names = {name: name for name in get_args(Form)}
    form: Form | None = None
    for line in _LINES:
        if line.startswith("["):
            form = names[line.strip("[]")]
        elif form is not None:
            yield form, _pattern_of(line)


FORM_PATTERNS = tuple(_read_forms())
"""Every form with its pattern, in the order in which they are tried."""
FIRST_WORDS = _WORDS["first-words"]
"""Regular expression (ungrouped) of the words that ask for the first."""
PLAIN_DOCUMENT_WORDS = _WORDS["plain-document"]
"""The same of words for any document: "article"."""
DOCUMENT_WORDS = _DOCUMENT
"""The same of words for a document, also those for one of a kind: "recall"."""
