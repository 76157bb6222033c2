"""The people whom a document names in full, and who may be meant by a last name."""

from __future__ import annotations

import pytest

from index.attribution.coreference.named_people import NamedPeople, PersonKey
from index.lexicon.name_words import Sex
from index.records import Span

PAUL, ANNA, CARL = ("paul", "brandt"), ("anna", "brandt"), ("carl", "brandt")
TEXT = "Paul Brandt met Anna Brandt, Carl Brandt and Mary Lind. Anna Brandt left."


def named_in(text: str) -> NamedPeople:
    return NamedPeople(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("name", "sex", "expected"),
    [
        ("Brandt", None, [PAUL, ANNA, CARL]),
        ("brandt.", "male", [PAUL, CARL]),
        ("Brandt", "female", [ANNA]),
        ("Lind", "male", []),
        ("Kerr", None, []),
    ],
)
def test_namesakes_are_in_the_order_in_which_they_are_named(
    name: str, sex: Sex | None, expected: list[PersonKey]
):
    assert named_in(TEXT).namesakes(name, sex) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Brandt", None),
        ("Ms. Brandt", ANNA),
        ("Mr. Brandt", None),
        ("Anna Brandt", ANNA),
        ("Anna B. Brandt", ANNA),
        ("Anna", ANNA),
        ("Lind", ("mary", "lind")),
        ("Anna Lind", None),
        ("", None),
    ],
)
def test_a_name_means_the_only_one_who_has_it(name: str, expected: PersonKey | None):
    assert named_in(TEXT).find(name) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Cornell William Brooks", "Cornell William Brooks"),
        ("Ada Paul Brandt", "Ada Paul Brandt"),
        ("Harbour Editor William Brooks", "William Brooks"),
        ("Colorado Congressman William Brooks", "William Brooks"),
    ],
)
def test_a_name_begins_with_a_given_name_rare_ones_too(words: str, expected: str):
    last = words.split()[-1]
    people = named_in(f"They met {words} on Monday, and {last} left.")
    person = people.find(last)
    assert person is not None
    assert people.full_name(person) == expected


def test_whose_sex_is_known_is_meant_rather_than_whose_is_not():
    people = named_in("Mayor Ystra Lind met Mary Lind.")
    assert len(people.namesakes("Lind", "female")) == 2
    assert people.find("Ms. Lind") == ("mary", "lind")
    assert people.find("Mr. Lind") == ("ystra", "lind")


def test_a_speaker_of_an_uncommon_name_is_added_behind_the_others():
    people = named_in(TEXT)
    added = people.add_speaker("Ystra Holm")
    assert added == ("ystra", "holm")
    assert people.find("Holm") == added
    assert people.full_name(added) == "Ystra Holm"
    assert people.add_speaker("Ystra Brandt") is None  # the last name is taken
