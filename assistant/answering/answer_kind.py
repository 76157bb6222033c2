"""The kind of answer a question asks for (number, time, person), and whether a text has one.

By cues, not a parser: "how many" asks for a number, "when" for a time, "who" for a name that the
question doesn't have itself.
"""

from __future__ import annotations

import re
from typing import Literal

from index.lexicon.calendar_words import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.text.capital_letters import CAPITAL, CAPITALS
from index.text.dates import MONTH_AND_DAY
from index.text.person_names import PARTICLE

AnswerKind = Literal["number", "time", "person"]

_QUESTION_CUES: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|long|often|old|far|large|big|tall|high)\b"
            r"|\b(?:what|which) (?:\w+ )?"
            r"(?:percent|percentage|share|number|amount|rate|age|score)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            r"\bwhen(?:['’]s| (?:did|was|were|is|are|does|do|will|would|has|have|had|can|should))\b"
            r"|\b(?:since|until|till|by|from) when\b"
            r"|\b(?:what|which) (?:year|day|date|month|time|week|century|decade)\b",
            re.IGNORECASE,
        ),
    ),
    ("person", re.compile(r"^\W*(?:who|whose|whom)\b", re.IGNORECASE)),
)
_ASKS_MONEY = re.compile(
    r"\bhow much (?:money|does .{1,80} (?:cost|earn|owe|pay)\b|did .{1,80} (?:cost|earn|pay)\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"[$€£¥] ?\d|\d[\d.,]{{0,20}} ?(?:{'|'.join(SCALE_WORDS)}|per ?cent|%|[mb]n?\b)"
    rf"|(?:\d|\b(?:{'|'.join(NUMBER_WORDS)}))\W(?:dollar|euro|pound|crown|kron|mark|franc|yen|yuan"
    r"|rupee|rouble|ruble|peso|cent)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|(?:{'|'.join(SCALE_WORDS)}|dozen)s?"
    r"|half|third|quarter|once|twice)\b",
    re.IGNORECASE,
)
_NAMES = "|".join(word.title() for word in (*MONTHS, *WEEKDAYS))
_DAY_OF_MONTH = re.compile(rf"(?:{MONTH_AND_DAY})(?!\d)(?:,? \d{{4}}\b)?", re.IGNORECASE)
_SHORT_MONTHS = "|".join(word.title() for word in MONTH_ABBREVIATIONS)
_TIME = re.compile(
    rf"\b(?:1\d\d\d|20\d\d)s?\b|\b(?:{_NAMES})\b|\d(?:st|nd|rd|th)\b|\bcentury\b"
    rf"|\b(?:{_SHORT_MONTHS})\.|\b(?:last|next|this) (?:week|month|year)\b"
    r"|\b(?:yesterday|today|tomorrow|tonight|midnight|noon|spring|summer|autumn|winter)\b"
    r"|\bo['’]clock\b|\d ?[ap]\.?m\b|\b(?:end|middle|beginning) of the (?:week|month|year)\b"
)
_WORD = rf"{CAPITAL}[\w'’.-]{{1,60}}"
_NAME = re.compile(rf"\b{_WORD}(?: (?:{_WORD}|{PARTICLE}))+|\b{CAPITAL}[^\W\d_{CAPITALS}]{{2,}}\b")


def expected_answer_kind(question: str) -> AnswerKind | None:
    """The kind of answer that a question asks for; None if its words don't say."""
    return next((kind for kind, pattern in _QUESTION_CUES if pattern.search(question)), None)


def contains_answer_kind(text: str, kind: AnswerKind | None, question: str) -> bool:
    """Whether a text has an answer of this kind; always true for None.

    Args:
        text: A sentence or several.
        kind: What `expected_answer_kind` returns.
        question: The question; a name that it has itself is no answer to it.
    """
    if kind == "number" and _ASKS_MONEY.search(question):
        return _MONEY.search(text) is not None
    if kind == "number":
        return _NUMBER.search(_DAY_OF_MONTH.sub(" ", text)) is not None
    if kind == "time":
        return _TIME.search(text) is not None
    if kind == "person":
        question_words = set(re.findall(r"\w+", question.lower()))
        # A sentence's first word has its capital anyway, unless a second one follows.
        return any(
            not set(re.findall(r"\w+", name.lower())) & question_words
            for match in _NAME.finditer(text)
            if (name := match.group()) and (" " in name or match.start() > 0)
        )
    return True
