"""Tells quotations that can't be statements: titles of works, terms, single words in marks.

They are listed as not checked. Whether such words stand somewhere in the documents says nothing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.ingest.metadata.title_and_outlet import is_title_case
from index.lexicon.function_words import FUNCTION_WORDS
from index.records import Statement
from index.text.normalised_words import word_keys

__all__ = ["SHORT_WORDS", "count_words", "why_no_statement"]

SHORT_WORDS = 2
"""So few words are found in many documents: only a place where the speaker says them tells."""
_MAX_TERM_WORDS = 6
_BEFORE = 40
"""Characters before a quotation in which a word such as "so-called" is looked for."""
_MAX_HEADLINE = 300
_MIN_TITLE_WORDS = 2
"""Minimum number of words with capitals; a single one may be a name in a statement."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def why_no_statement(
    text: str,
    start: int,
    quote: str,
    statement: Statement | None,
    *,
    is_given: bool = False,
) -> str | None:
    """Why a quotation can't be looked up as a statement; None if it can.

    Args:
        text: The draft's reading text.
        start: Where the quotation begins in it, with its mark.
        quote: Its words.
        statement: The statement of the draft that it belongs to; None if nobody is reported.
        is_given: Whether the sentences around give it to somebody all the same.
    """
    words = count_words(quote)
    if not words:
        return "there are no words in it"
    if words == 1:
        return "one word: too little to tell whose it is"
    if statement is not None and statement.kind == "direct":
        return None
    if _is_like_a_title(quote) and not (statement and _is_headline(text, start, quote)):
        return "it is written like a title or a name, and nobody is reported to say it"
    has_speaker = is_given or (statement is not None and statement.speaker is not None)
    if not has_speaker and words <= SHORT_WORDS:
        return "two words, and nobody is reported to say them"
    if (
        not has_speaker
        and words <= _MAX_TERM_WORDS
        and _naming_words().search(text[max(0, start - _BEFORE) : start])
    ):
        return "the words before it make it a title or a term, and nobody is reported to say it"
    return None


def _is_like_a_title(quote: str) -> bool:
    """Whether All Words Have Capitals, but for those that seldom have them in titles."""
    words = [word for word in _WORD.findall(quote) if word.lower() not in FUNCTION_WORDS]
    return len(words) >= _MIN_TITLE_WORDS and all(not word[0].islower() for word in words)


def _is_headline(text: str, start: int, quote: str) -> bool:
    """Whether the rest of the line has capitals throughout too, so that they tell nothing."""
    before = text[max(0, start - _MAX_HEADLINE) : start].rpartition("\n")[2]
    after = text[start : start + len(quote) + _MAX_HEADLINE].partition("\n")[0]
    is_short = len(before) + len(after) < _MAX_HEADLINE
    return is_short and is_title_case(f"{before}{after.replace(quote, ' ')}")


def count_words(quote: str) -> int:
    """The number of words, marks and brackets not counted."""
    return sum(any(character.isalnum() for character in key) for key in word_keys(quote))


@cache
def _naming_words() -> re.Pattern[str]:
    path = Path(__file__).with_name("naming_words.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))}),?\s*$", re.IGNORECASE)
