"""Titles, terms and single words in quotation marks are told from what somebody said."""

from __future__ import annotations

import pytest

from assistant.quotes.drafts.no_statements import count_words, why_no_statement
from index.records import Statement


def reason(before: str, quote: str, after: str = "", kind=None, speaker="Ilse Varga"):
    text = f"{before}“{quote}”{after}"
    start = len(before)
    statement = None
    if kind is not None:
        statement = Statement(start=start, end=len(text), kind=kind, speaker=speaker)
    return why_no_statement(text, start, quote, statement)


@pytest.mark.parametrize(
    ("before", "quote"),
    [
        ("The library lent ", "The Keeper of the Tides"),
        ("The library lent ", "Tides and Timber,"),
        ("The so-called ", "winter timetable rule"),
        ("The novel ", "a house by the water"),
        ("It is known as ", "the long way home"),
        ("A ", "free"),
        ("Its ", "low season"),
        ("He wrote ", "…!"),
    ],
)
def test_what_nobody_says_is_no_statement(before: str, quote: str):
    assert reason(before, quote)


@pytest.mark.parametrize(
    ("before", "quote", "kind"),
    [
        ("", "Make The Harbour Great Again,", "direct"),
        ("Varga said the ferry ", "stays in port", "mixed"),
        ("", "Never again,", "direct"),
        ("what Varga called ", "the worst winter yet", "mixed"),
    ],
)
def test_what_somebody_says_is_a_statement(before: str, quote: str, kind):
    assert reason(before, quote, " said Varga", kind) is None


def test_words_that_nobody_is_said_to_have_said_are_still_looked_up():
    assert reason("The banner read ", "the ferry stays in port") is None


def test_capitals_of_a_headline_make_no_title():
    headline = "Harbour Master Varga Says Ferries "
    assert reason(headline, "Stay In Port", " Until Spring", "mixed") is None
    assert reason("Varga praised the volume ", "Stay In Port", " in spring", "mixed")


def test_marks_are_no_words():
    assert count_words("“… it isn’t 6.5% …”") == 3
    assert count_words("[…] !") == 0
