import pytest

from index.attribution.people import People

NAMES = {
    "Bill Clinton": (3, 1),
    "Hillary Clinton": (9, 2),
    "Clinton": (4, 2),
    "Bernie Sanders": (5, 2),
    "Sanders": (2, 1),
    "Bernard Sanders": (1, 1),
    "Sergey Plokhov": (5, 1),
    "a campaign official": (2, 2),
    "The New York Post": (1, 1),
}


@pytest.fixture
def people() -> People:
    return People(NAMES)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("Bernie Sanders", {"Bernie Sanders", "Bernard Sanders", "Sanders"}),
        ("Sen. Sanders", {"Bernie Sanders", "Bernard Sanders", "Sanders"}),
        ("sanders", {"Bernie Sanders", "Bernard Sanders", "Sanders"}),
        ("Hillary Clinton", {"Hillary Clinton"}),
        ("Bill Clinton", {"Bill Clinton"}),
        ("Clinton", {"Bill Clinton", "Hillary Clinton", "Clinton"}),
        ("Chelsea Clinton", set()),
        ("Sergey", {"Sergey Plokhov"}),
        ("the campaign official", {"a campaign official"}),
        ("New York Post", {"The New York Post"}),
        ("Nobody", set()),
        ("", set()),
        (".*", set()),
        ("San[ders", set()),
    ],
)
def test_names_of_gives_all_names_that_mean_the_person(
    people: People, wanted: str, names: set[str]
):
    assert set(people.names_of(wanted)) == names


def test_a_last_name_means_the_only_person_who_has_it(people: People):
    assert people.main_name_of("Sanders") == "Bernie Sanders"
    assert people.main_name_of("Bernard Sanders") == "Bernie Sanders"
    assert people.main_name_of("Clinton") == "Clinton"
    assert people.main_name_of("a campaign official") == "a campaign official"


def test_a_last_name_is_unambiguous_without_a_second_bearer():
    people = People({name: count for name, count in NAMES.items() if name != "Bill Clinton"})
    assert people.main_name_of("Clinton") == "Hillary Clinton"
    assert set(people.names_of("Hillary Clinton")) == {"Hillary Clinton", "Clinton"}


def test_statements_are_counted_by_person(people: People):
    joined = people.counts_by_person()
    assert next(iter(joined)) == "Hillary Clinton"
    assert joined["Bernie Sanders"][0] == 8
    assert (joined["Clinton"][0], joined["Bill Clinton"][0]) == (4, 3)
    assert sum(said for said, _ in joined.values()) == sum(said for said, _ in NAMES.values())


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Plohkov", "Sergey Plokhov"),
        ("Sergei Plokhov", "Sergey Plokhov"),
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


def test_characters_of_regular_expressions_in_a_name():
    people = People({"Ada (.*) Brandt+": (1, 1), "Otto [Lind": (2, 1)})
    assert people.names_of("Ada (.*) Brandt+") == ["Ada (.*) Brandt+"]
    assert people.names_of("Lind") == ["Otto [Lind"]
