"""Headlines among the candidates: they announce what the text says, and are no answer alone."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from assistant.answering.candidates import TURN_CUE, Candidate
from assistant.answering.document_order import DocumentOrder, is_same_paragraph
from index.ingest.metadata.title_and_outlet import is_headline
from index.lexicon.calendar_words import WEEKDAY_PATTERN
from index.lexicon.page_labels import is_page_label
from index.text.dates import MONTH_AND_DAY

MIN_HEADING_WORDS = 3
"""Fewer words in capitals may be a name, a label or an item."""
MAX_SIGNATURE_WORDS = 4
SIGNATURE_CHARACTERS = 200
"""How far from the end of a document a letter's signature stands: a post and a place follow it."""
MAX_TEASERS = 10
"""Lines of a list of other pages above one of them."""
MAX_TEASER_WORDS = 20
_ASKS_FOR_HEADLINE = re.compile(
    r"\b(?:headlines?|titles?|headings?|outlet|newspaper|agency|publish\w{0,5}|article)\b",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(
    rf"\W*(?:(?:{WEEKDAY_PATTERN}),? )?(?:the )?(?:{MONTH_AND_DAY})(?:,? \d{{4}})?\W*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")


def is_date_alone(candidate: Candidate) -> bool:
    """Whether a line is a date and no more, as at the head of a release."""
    return _DATE_ALONE.fullmatch(candidate.text) is not None


def asks_for_headline(question: str) -> bool:
    """Whether the head of a document may be what the user wants to know."""
    return _ASKS_FOR_HEADLINE.search(question) is not None


def is_headline_alone(candidate: Candidate) -> bool:
    """Whether a sentence is a headline, an outlet, a heading in capitals, or a signature."""
    statement = candidate.statement
    if statement is not None and statement.kind == "direct" and statement.cue == TURN_CUE:
        return False  # the first turn of a transcript
    document = candidate.ranked.passage.document
    title = document.title if document.title and is_headline(document.title) else None
    if any(name and _bare(candidate.text) == _bare(name) for name in (title, document.outlet)):
        return True
    return _is_in_capitals(candidate.text) or _is_signature(candidate)


def is_teaser(candidate: Candidate, order: DocumentOrder) -> bool:
    """Whether a line stands in a list of other pages, below a label such as "Most read"."""
    lines = [candidate, *islice(order.before(candidate), MAX_TEASERS)]
    for below, above in pairwise(lines):
        if not _is_line_alone(below, above):
            return False
        if is_page_label(above.text, "related"):
            return True
    return False


def _is_line_alone(below: Candidate, above: Candidate) -> bool:
    """Whether a line is no sentence of a paragraph, and begins a line below another."""
    is_short = len(below.text.split()) <= MAX_TEASER_WORDS and below.text.rstrip()[-1:] != "."
    return is_short and not is_same_paragraph(above, below)


def _is_in_capitals(text: str) -> bool:
    words = _WORDS.findall(text)
    ends_like_sentence = text.rstrip().endswith((".", "!", "?", "”", '"'))
    return len(words) >= MIN_HEADING_WORDS and text.isupper() and not ends_like_sentence


def _is_signature(candidate: Candidate) -> bool:
    """Whether a line at the end of a document is a name: of whoever signs a letter."""
    words, document = candidate.text.split(), candidate.ranked.passage.document
    at_end = candidate.span.end >= document.characters - SIGNATURE_CHARACTERS
    return (
        at_end
        and 1 < len(words) <= MAX_SIGNATURE_WORDS
        and all(word[0].isupper() for word in words)
        and candidate.text[-1].isalpha()
        and document.characters > 0
    )


def _bare(text: str) -> list[str]:
    return text.strip(" .,;:\n").split()
