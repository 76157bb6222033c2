"""People are looked up by any of their names."""

from __future__ import annotations

import pytest
from support.people_of_names import people_of_names

from index.people.directory import People, PersonRow, SpeakerSelection, WrittenName

NAMES = [
    *["Bill Clinton"] * 3,
    *["Hillary Clinton"] * 9,
    *["Bernie Sanders"] * 5,
    "Bernard Sanders",
    *["Sergey Plokhov"] * 5,
    "Łukasz Żółkowski",
    "Rosalía Sánchez-Núñez",
    "Donald Trump",
    "Donald J. Trump",
]
HILLARY, BILL = (
    PersonRow("hillary-clinton", "person", "Hillary Clinton", 5, 3),
    PersonRow("bill-clinton", "person", "Bill Clinton", 2, 2),
)


@pytest.fixture(scope="module")
def people() -> People:
    return people_of_names(NAMES)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("Bernie Sanders", {"Bernie Sanders", "Bernard Sanders"}),
        ("Sen. Sanders", {"Bernie Sanders", "Bernard Sanders"}),
        ("sanders", {"Bernie Sanders", "Bernard Sanders"}),
        ("BERNARD SANDERS", {"Bernie Sanders", "Bernard Sanders"}),
        ("bernie-sanders", {"Bernie Sanders", "Bernard Sanders"}),
        ("Hillary Clinton", {"Hillary Clinton"}),
        ("Hillary Rodham Clinton", {"Hillary Clinton"}),
        ("Mrs. Clinton", {"Hillary Clinton"}),
        ("Clinton", {"Bill Clinton", "Hillary Clinton"}),
        ("Chelsea Clinton", set()),
        ("Sergey", {"Sergey Plokhov"}),
        ("Sergei Plokhov", {"Sergey Plokhov"}),
        ("Сергей Плохов", {"Sergey Plokhov"}),
        ("Lukasz Zolkowski", {"Łukasz Żółkowski"}),
        ("Zolkowski", {"Łukasz Żółkowski"}),
        ("Sanchez", {"Rosalía Sánchez-Núñez"}),
        ("Rosalia Sanchez Nunez", {"Rosalía Sánchez-Núñez"}),
        ("Trump, Donald", {"Donald Trump", "Donald J. Trump"}),
        ("Donald Trump Jr.", set()),
        ("Nobody", set()),
        ("", set()),
        (".*", set()),
        ("San[ders", set()),
        ("x" * 5_000, set()),
    ],
)
def test_a_name_gives_all_names_of_whom_it_means(people: People, wanted: str, names: set[str]):
    assert set(people.names_of(wanted)) == names
    assert bool(people.find(wanted)) == bool(names)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Plohkov", "Sergey Plokhov"),
        ("Sergi Plokov", "Sergey Plokhov"),
        ("Hilary Clinton", "Hillary Clinton"),
        ("Berny Sandres", "Bernie Sanders"),
        ("San[ders", "Bernie Sanders"),
    ],
)
def test_similar_names_suggests_the_best_spelling_first(people: People, wanted: str, name: str):
    assert people.similar_names(wanted)[0] == name
    assert len(people.similar_names(wanted, 1)) == 1


@pytest.mark.parametrize("wanted", ["Xyzzy", "", "(*+?[", "部长"])
def test_similar_names_is_empty_if_nothing_is_similar(people: People, wanted: str):
    assert people.similar_names(wanted) == []


def shared() -> People:
    """A directory in which "Clinton" is Hillary in document 1, Bill in 2, and nobody in 3."""
    return People(
        [HILLARY, BILL],
        [
            WrittenName("Hillary Clinton", "hillary-clinton", 4, 2),
            WrittenName("Bill Clinton", "bill-clinton", 1, 1),
            WrittenName("Clinton", "hillary-clinton", 1, 1),
            WrittenName("Clinton", "bill-clinton", 1, 1),
            WrittenName("Clinton", None, 1, 1),
            WrittenName("a spokesman", None, 2, 1),
            WrittenName("he", None, 2, 1),
        ],
        {(1, "Clinton"): "hillary-clinton", (2, "Clinton"): "bill-clinton", (3, "Clinton"): None},
    )


def test_one_name_may_mean_two_people_in_two_documents():
    people = shared()
    assert [people.main_name_of(number, "Clinton") for number in (1, 2, 3)] == [
        "Hillary Clinton", "Bill Clinton", "Clinton",
    ]  # fmt: skip
    assert people.person_of(9, "Hillary Clinton") == HILLARY
    selection = people.find("Hillary Clinton")
    assert selection == SpeakerSelection(("hillary-clinton",), ("Hillary Clinton", "Clinton"))
    assert people.namesakes(selection) == {(2, "Clinton"), (3, "Clinton")}
    assert people.describe(selection) == "Hillary Clinton"
    assert people.describe(people.find("Clinton")) == "Hillary Clinton or Bill Clinton"
    assert people.shares_name("Clinton")
    assert not people.shares_name("Bill Clinton")


def test_of_many_of_one_name_the_first_are_named():
    names = [f"{first} Moss" for first in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")]
    several = people_of_names(names)
    assert several.describe(several.find("Moss")) == "Ada Moss, Bo Moss, Cy Moss or 3 others"
    assert several.describe(SpeakerSelection(several.find("Moss").people[:3])) == (
        "Ada Moss or Bo Moss or Cy Moss"
    )


def test_descriptions_are_found_by_their_words_and_pronouns_are_not():
    people = shared()
    assert people.find("a Spokesman") == SpeakerSelection((), ("a spokesman",))
    assert people.find("spokesman").names == ("a spokesman",)
    assert people.describe(people.find("a spokesman")) == "a spokesman"
    assert not people.find("he")


def test_characters_of_regular_expressions_in_a_name():
    people = people_of_names(["Ada (.*) Brandt+", "Otto [Lind"])
    assert people.names_of("Ada (.*) Brandt+") == ["Ada (.*) Brandt+"]
    assert people.names_of("Lind") == ["Otto [Lind"]
