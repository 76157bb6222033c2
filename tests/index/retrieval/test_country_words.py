"""Countries and the words for their people."""

from __future__ import annotations

import pytest

from index.retrieval.country_words import related_country_words

PAIRS = (
    "russia russian,china chinese,kosovo kosovar,serbia serbian,iran iranian,iraq iraqi"
    ",turkey turkish,cuba cuban,mexico mexican,ukraine ukrainian,japan japanese"
    ",palestine palestinian,egypt egyptian"
)


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_each_gives_the_other(pair):
    country, people = pair.split()
    assert people in related_country_words(country)
    assert country in related_country_words(people)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("indiana", "indian"),
        ("austria", "australian"),
        ("iraq", "iranian"),
        ("russia", "russia"),
    ],
)
def test_other_countries_are_not_related(word, other):
    assert other not in related_country_words(word)


@pytest.mark.parametrize("word", ["", "a", "an", "oman", "zz"])
def test_short_words_give_no_fragments(word):
    assert all(len(made) >= 3 for made in related_country_words(word))
