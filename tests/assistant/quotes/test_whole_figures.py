"""A quote that begins or ends within a figure is no exact quote; footnote marks are none of it."""

import pytest

from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.exact_match import find_exact_matches


def verdicts(quote, source):
    return [match.verdict for match in find_exact_matches(QuoteWords(quote), SourceText(source))]


@pytest.mark.parametrize(
    "source",
    [
        "The rate rose to 12³ per cent in May, he said.",
        "The rate¹ rose to 12³ per cent in May,² he said.",
        "The rate rose to 12[3] per cent in May.",
        "The rate rose to 12* per cent† in May‡.",
    ],
)
def test_footnote_marks_are_no_words_of_a_quote(source):
    assert verdicts("The rate rose to 12 per cent in May", source) == ["verbatim"]
    assert verdicts("rose to 12", source) == ["verbatim"]
    assert verdicts("The rate rose to 123 per cent in May", source) == []
    assert verdicts("The rate rose to 13 per cent in May", source) == []


@pytest.mark.parametrize(
    ("source", "whole", "part"),
    [
        ("It lasted 2½ years.", "It lasted 2½", "It lasted 2"),
        ("It lasted 2 1/2 years.", "It lasted 2 1/2", "It lasted 2"),
        ("It lasted 2 1/2 years.", "2½ years", "1/2 years"),
        ("They need 10⁶ boats.", "They need 10⁶", "They need 10"),
        ("It has 12 m² of deck.", "It has 12 m²", "It has 12 m"),
        ("It is 10₂ in base two.", "It is 10₂", "It is 10"),
    ],
)
def test_a_quote_that_cuts_a_figure_is_altered(source, whole, part):
    assert verdicts(whole, source) == ["verbatim"]
    assert verdicts(part, source) == ["altered"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_groups_with_spaces_are_one_figure(space):
    source = f"The ferry fee is 1{space}350 crowns."
    assert verdicts("The ferry fee is 1,350 crowns", source) == ["verbatim"]
    assert verdicts("350 crowns", source) == []
    assert verdicts("The ferry fee is 1", source) == []
