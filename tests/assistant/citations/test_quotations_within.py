"""Words that a speaker quotes of somebody else belong to whom the sentence names."""

import pytest

from assistant.citations.quotations_within import find_quotations_within, quotation_within_around


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Captain Lund used to say, ‘never trust a calm’.",
            "Captain Lund",
            "never trust a calm",
        ),
        (
            "“But Ada Lund would always say, ‘don’t trust a calm’,” she said.",
            "Ada Lund",
            "don’t trust a calm",
        ),
        ('My mother always said, "the sea keeps no books".', "My mother", "the sea keeps no books"),
        ("As the late Captain Lund once told me, “never sail”.", "Captain Lund", "never sail"),
        (
            "Captain Berg, who taught me the trade, always said, “count the ropes”.",
            "Captain Berg",
            "count the ropes",
        ),
        (
            "Ada Lund, my first pilot, used to say: ‘count the ropes’.",
            "Ada Lund",
            "count the ropes",
        ),
        ("The old mate once told us: “we sail.”", "The old mate", "we sail."),
        ("Their first pilot liked to say that “fog is free”.", "Their first pilot", "fog is free"),
    ],
)
def test_a_saying_of_somebody(text, speaker, words):
    (found,) = find_quotations_within(text)
    assert text[found.speaker.start : found.speaker.end] == speaker
    assert text[found.words.start : found.words.end] == words
    at = text.index(words) + 2
    around = quotation_within_around(f"Before. {text}", at + 8, at + 10)
    assert around is not None
    assert f"Before. {text}"[around.speaker.start : around.speaker.end] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Captain Lund used to say a lot. “Never trust a calm,” she said.",
        "“Never trust a calm,” said Captain Lund.",
        "He would say nothing about the ‘calm’.",
        "Those who learn the trade always said, “count the ropes”.",
        "The book would say, “count the ropes”.",
        "I always said, “never trust a calm”.",
    ],
)
def test_what_is_no_saying_of_another(text):
    assert not list(find_quotations_within(text))
