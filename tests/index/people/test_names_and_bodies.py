"""The parts of names, their spellings and keys; names of bodies."""

from __future__ import annotations

import pytest

from index.people.blocking import keys_of_name
from index.people.bodies import body_key, find_longer_body_name, name_of_body
from index.people.person_name import parse_person_name, strip_office
from index.people.roles import profile_of_roles
from index.people.word_places import find_word
from index.text.name_folding import fold_accents, fold_name, sound_of


@pytest.mark.parametrize(
    ("name", "given", "last", "suffix"),
    [
        ("Donald J. Trump", ("donald", "j"), "trump", None),
        ("Trump, Donald J.", ("donald", "j"), "trump", None),
        ("Mr. Carver", (), "carver", None),
        ("Bill de Blasio", ("bill",), "blasio", None),
        ("De Blasio", (), "blasio", None),
        ("Ursula von der Leyen", ("ursula",), "leyen", None),
        ("Robert F. Kennedy, Jr.", ("robert", "f"), "kennedy", "jr"),
        ("John McCain III", ("john",), "mccain", "iii"),
        ("Lt. Gen. Michael Flynn (Ret.)", ("michael",), "flynn", None),
        ("Owen Carver MP", ("owen",), "carver", None),
        ("FBI Director James Comey", ("james",), "comey", None),
        ("Co-moderator Andrea Mitchell", ("andrea",), "mitchell", None),
        ("Representatives James E. Clyburn", ("james", "e"), "clyburn", None),
        ("Al Sharpton", ("al",), "sharpton", None),
        ("German Ortega", ("german",), "ortega", None),
        ("Stephen King", ("stephen",), "king", None),
        ("Martin O’Malley", ("martin",), "omalley", None),
        ("Владимир Путин", ("vladimir",), "putin", None),
    ],
)
def test_the_parts_of_a_name(name: str, given: tuple[str, ...], last: str, suffix: str | None):
    parsed = parse_person_name(name)
    assert parsed is not None
    assert (parsed.given, parsed.last, parsed.suffix) == (given, (last,), suffix)


def test_a_double_last_name_alone_has_all_its_words():
    assert parse_person_name("Ms. Abarca-Lund").last == ("abarca", "lund")
    assert parse_person_name("Ms. von der Leyen").last == ("leyen",)


@pytest.mark.parametrize("name", ["", "...", "123", "x" * 300])
def test_what_is_no_name_has_no_parts(name: str):
    parsed = parse_person_name(name)
    assert parsed is None or not parsed.given


def test_titles_tell_the_sex():
    assert [parse_person_name(name).titled for name in ("Mr. Lee", "Ms. Lee", "Lee")] == [
        "male", "female", None,
    ]  # fmt: skip
    assert parse_person_name("William “Bill” Clinton").nickname == "bill"


def test_offices_are_stripped_and_names_stay():
    assert strip_office("RNC Chairman Reince Priebus") == "Reince Priebus"
    assert strip_office("President Obama") == "Obama"
    assert strip_office("German Ortega") == "German Ortega"
    assert strip_office("Ada Brandt") == "Ada Brandt"


@pytest.mark.parametrize(
    "spellings",
    [
        ("zelensky", "zelenskyy", "zelenskiy"),
        ("sergei", "sergey", "sergej"),
        ("mohammed", "mohamed"),
        ("mueller", "muller"),
        ("khrushchev", "khruschev"),
        ("tchaikovsky", "chaikovskii"),
        ("nicolas", "nikolas"),
        ("catherine", "katherine"),
    ],
)
def test_transliterations_sound_alike(spellings: tuple[str, ...]):
    assert len({sound_of(word) for word in spellings}) == 1


def test_different_names_sound_different():
    words = ("lind", "brandt", "carver", "berg", "burg", "chan", "khan", "shan", "smith")
    assert len({sound_of(word) for word in words}) == len(words)


def test_folding_drops_accents_hyphens_and_apostrophes():
    assert fold_name("Rosalía Sánchez-Núñez") == "rosalia sanchez nunez"
    assert fold_name("  O’Malley,  MARTIN ") == "omalley martin"
    assert fold_accents("Łukasz Żółkowski") == "Lukasz Zolkowski"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Brandt", "Brandt"),
        ("Ada Brandt", "Brandt, Ada"),
        ("Xi Jinping", "Jinping Xi"),
        ("Sergei Plokhov", "Sergey Plokov"),
        ("Jennifer Palmieri", "Jennifer Palmeiri"),
        ("Hillary Rodham", "Hillary Rodham Clinton"),
        ("Robert Lind", "Bob Lind"),
        ("Felipe Calderón", "Felipe Calderon Hinojosa"),
    ],
)
def test_names_that_may_be_one_share_a_key(one: str, other: str):
    assert keys_of_name(one) & keys_of_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Brandt", "Otto Lind"), ("Anna Lee", "Anna Lie"), ("John Smith", "John Snow")],
)
def test_names_that_have_nothing_in_common_share_none(one: str, other: str):
    assert not keys_of_name(one) & keys_of_name(other)


def test_the_initials_of_a_body_are_a_key():
    acronym, name = keys_of_name("DNC", True), keys_of_name("Democratic National Committee", True)
    assert acronym & name
    assert body_key("Lind & Co.") == body_key("LIND & Co")
    assert body_key("U.N.") == body_key("UN")
    assert name_of_body("Mrs. Clinton’s campaign") == "Clinton campaign"


@pytest.mark.parametrize(
    ("text", "name", "longer"),
    [
        ("The Associated Press reported it. The AP said so.", "AP", "Associated Press"),
        ("The New York Times wrote it. In Modern Day Times The Times", "Times", None),
        ("The New York Times wrote it. The Times said so.", "Times", "New York Times"),
        ("Both the State Department and the Department left.", "State Department", None),
        ("The Bank of Norland and the Bank of Lesk. The Bank said so.", "Bank", None),
        ("It rains.", "DNC", None),
    ],
)
def test_a_short_name_of_a_body_is_spelled_out_if_its_document_does(
    text: str, name: str, longer: str | None
):
    assert find_longer_body_name(text, name) == longer


def test_roles_say_fields_places_and_former_offices():
    mayor = profile_of_roles(["mayor of Ashford"])
    assert mayor.offices == {("mayor", "ashford")}
    assert mayor.conflicts(profile_of_roles(["Brindle Mayor"]))
    assert not mayor.conflicts(profile_of_roles(["former mayor of Brindle"]))
    assert not mayor.conflicts(profile_of_roles(["writer"]))
    assert profile_of_roles(["Sen."]).shares(profile_of_roles(["senator from Ohio"]))


def test_words_are_found_whole():
    text = "Lind, Linden, O'Lind, Lind-Berg, the Lind. Lind"
    assert list(find_word(text, "Lind")) == [0, 37, 43]
    assert list(find_word(text, "")) == []
