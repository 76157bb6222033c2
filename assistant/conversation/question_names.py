"""Find the names in a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.conversation.question_patterns import AUXILIARY, CAPITALISED_NAME, MONTH_ALONE
from index.lexicon.calendar_words import WEEKDAYS

_FIRST_WORDS = re.compile(
    rf"\W*(?:(?:in|on|at|by|for|over|with|to|from|of|about) )?(?:{AUXILIARY}|who|whom|whose|what"
    r"|which|when|where|why|how|any|anyone|anybody|and|but)\b\s*",
    re.IGNORECASE,
)
"""The words that begin a question, whose capital makes no name."""


def find_capitalised_names(question: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The names in a question from character `start` on, without months."""
    first_words = _FIRST_WORDS.match(question)
    start = max(start, first_words.end() if first_words else 0)
    for match in CAPITALISED_NAME.finditer(question, start):
        if not MONTH_ALONE.match(match.group()):
            yield match


def names_in_question(question: str) -> list[str]:
    """The names in a question, without months and weekdays.

    "Trump" and "Clinton" for "Trump's Clinton joke": an owner is a name of its own.
    """
    return [
        name
        for match in find_capitalised_names(question)
        for name in re.split(r"['’]s? (?=[A-Z])|['’]s?$", match.group())
        if name and name.lower() not in WEEKDAYS
    ]
