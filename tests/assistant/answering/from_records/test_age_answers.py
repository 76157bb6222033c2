"""How old somebody is: by an age beside the name, or not at all."""

from __future__ import annotations

import pytest

from assistant.answering.from_records.age_answers import find_ages
from assistant.records import Answer


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("17-year-old Ada Brandt echoed:", [17]),
        ("The 82-year-old party secretary, Ada Brandt, said so.", [82]),
        ("A speech by 82-year-old former senator Ada Brandt", [82]),
        ("Ada Brandt, 47, said so.", [47]),
        ("Ada Brandt, aged 47, said so.", [47]),
        ("Ada Brandt, a 47-year-old nurse, said so.", [47]),
        ("Ada Brandt is 47 years old.", [47]),
        ("Ada Brandt, who turned 50, said so.", [50]),
        # Another person's age, an age of long ago, and numbers that are no age.
        ("17-year-old Jon Dahl told Ada Brandt.", []),
        ("An 81-year-old met Ada Brandt.", []),
        ("An 81-year-old met mayor Ada Brandt.", []),
        ("In 1962 Ada Brandt, then 29-years-old, was chosen.", []),
        ("In 1962 then 29-year-old Ada Brandt was chosen.", []),
        ("Ada Brandt, 47, Jon Dahl, 53", []),
        ("Ada Brandt is 12.5 points ahead.", []),
        ("Ada Brandt, 12 January", []),
        ("Ada Brandtsen, 47, said so.", []),
    ],
)
def test_an_age_stands_beside_the_name(text: str, ages: list[int]):
    assert [age for _, age in find_ages(text, ["Ada Brandt"])] == ages


@pytest.mark.parametrize("question", ["How old is Pia Lund?", "what is Pia Lund's age?"])
def test_the_age_is_told_with_its_sentence(fair, question):
    answer = fair(question)
    assert answer.short_answer == "17 years old"
    assert [one.quote for one in answer.citations] == ["17-year-old Pia Lund agreed:"]


def test_words_without_an_age_are_no_answer(fair):
    answer: Answer = fair("How old is Gus Mork?")
    assert answer.status == "not_found"
    assert not answer.citations
