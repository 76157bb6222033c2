from types import SimpleNamespace

import pytest
from support.people_of_names import people_of_names
from support.quote_library import Library, make_store

from assistant.quotes.speaker_check import (
    gap_changes_speaker,
    identify_speaker,
    is_named_in,
    require_known_speaker,
)
from index.errors import FilterError
from index.records import Statement

TARIFF = "We will not raise the grain tariff"


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("library")))


def stand_in(*statements):
    """A catalogue whose documents all have these statements: (start, end, speaker[, kind])."""
    found = [
        Statement(start=start, end=end, kind=kind, speaker=speaker, role="minister", cue="said")
        for start, end, speaker, kind in ((*one, "direct")[:4] for one in statements)
    ]
    return SimpleNamespace(
        statements_overlapping=lambda _, start, end: [
            s for s in found if s.start < end and s.end > start
        ]
    )


def document(**facts):
    given = dict.fromkeys(("title", "author", "outlet", "speaker"))
    return SimpleNamespace(number=1, **{**given, **facts})


@pytest.mark.parametrize("speaker", ["Ada Brandt", "Brandt", "brandt", "Minister Ada Brandt"])
def test_the_right_speaker_leaves_the_verdict(library: Library, speaker: str):
    verdict = library.check(TARIFF, speaker)
    assert verdict.verdict == "verbatim"
    assert verdict.speaker == speaker
    assert "contradicted" not in {match.attribution for match in verdict.matches}


@pytest.mark.parametrize("speaker", ["Bernie Sanders", "Sessions", "WORLD"])
def test_who_is_not_the_named_speaker_is_the_wrong_one(library: Library, speaker: str):
    verdict = library.check(TARIFF, speaker)
    assert verdict.verdict == "misattributed"
    assert {match.attribution for match in verdict.matches} == {"contradicted"}
    assert library.check("We … raise the grain tariff", speaker).verdict == "misattributed"


def test_words_come_before_the_speaker(library: Library):
    assert library.check("We will raise the grain tariff", "Sanders").verdict == "altered"
    assert library.check("Zebras graze on Mars", "Sanders").verdict == "not_found"
    assert library.check(TARIFF).matches[0].attribution is None


def test_statements_say_who_speaks():
    text = "Ann Lee met Bo Kerr. “It rains,” she said."
    catalogue = stand_in((22, 30, "Ann Lee"))
    said = identify_speaker(catalogue, document(), text, 22, 30, "Ann Lee")
    assert (said.speaker, said.role, said.cue) == ("Ann Lee", "minister", "said")
    assert said.attribution == "confirmed"
    assert identify_speaker(catalogue, document(), text, 22, 30, None).attribution is None
    with_role = identify_speaker(catalogue, document(), text, 22, 30, "Party leader Ann Lee")
    assert with_role.attribution == "confirmed"
    assert identify_speaker(catalogue, document(), text, 0, 42, "Ann Lee").speaker is None


def test_another_known_speaker_contradicts():
    text = "Ann Lee met Bo Kerr. “It rains,” she said. Jo Lee heard it."
    catalogue = stand_in((22, 30, "Ann Lee"))
    assert (
        identify_speaker(catalogue, document(), text, 22, 30, "Bo Kerr").attribution
        == "contradicted"
    )
    assert (
        identify_speaker(catalogue, document(), text, 22, 30, "Jo Lee").attribution
        == "contradicted"
    )
    assert identify_speaker(catalogue, document(), text, 22, 30, "Lee").attribution == "unknown"


def test_who_is_reported_says_it_not_who_reports_it():
    text = "People recall what Ann Lee said: “It rains.”"
    catalogue = stand_in((13, 44, "people", "mixed"), (34, 42, "Ann Lee"))
    said = identify_speaker(catalogue, document(), text, 34, 42, "Ann Lee")
    assert (said.speaker, said.attribution) == ("Ann Lee", "confirmed")


@pytest.mark.parametrize("kind", ["indirect", "direct"])
@pytest.mark.parametrize("given", ["Ann Lee", "Bo Kerr"])
def test_a_description_contradicts_nobody(kind: str, given: str):
    text = "Ann Lee was there. It rains, an official said."
    catalogue = stand_in((19, 27, "an official", kind))
    assert identify_speaker(catalogue, document(), text, 19, 27, given).attribution == "unknown"


def test_a_pronoun_is_nobody():
    assert (
        identify_speaker(stand_in((0, 8, "she")), document(), "It rains", 0, 8, None).speaker
        is None
    )


def test_who_is_named_right_beside_a_quote_said_it():
    text = "“It rains,” said Sen. Ann Lee. Bo Kerr: “It pours.” “So it does,” Kerr said."
    nobody = stand_in()
    assert identify_speaker(nobody, document(), text, 1, 9, "Ann Lee").attribution == "confirmed"
    assert identify_speaker(nobody, document(), text, 1, 9, "Lee").attribution == "confirmed"
    assert identify_speaker(nobody, document(), text, 1, 9, "Bo Kerr").attribution == "unknown"
    assert identify_speaker(nobody, document(), text, 1, 9, "Tom Lee").attribution == "unknown"
    place = text.index("So it does")
    assert (
        identify_speaker(nobody, document(), text, place, place + 10, "Kerr").attribution
        == "confirmed"
    )


def test_whose_report_it_is_from_is_not_contradicted():
    text = "As Harbour News reported:\n\n“It rains,” Ann Lee said. “It pours,” she said."
    catalogue = stand_in((28, 36, "Ann Lee"))
    assert (
        identify_speaker(catalogue, document(), text, 28, 36, "Harbour News").attribution
        == "unknown"
    )


def test_words_that_nobody_says_are_the_outlets():
    text = "The harbour is open."
    outlet = document(outlet="Harbour News", author="Ann Lee")
    for given in ("Harbour News", "ann lee"):
        assert identify_speaker(stand_in(), outlet, text, 0, 19, given).attribution == "confirmed"
    assert identify_speaker(stand_in(), outlet, text, 0, 19, "Bo Kerr").attribution == "unknown"
    speech = identify_speaker(stand_in(), document(speaker="Ann Lee"), text, 0, 19, "Ann Lee")
    assert (speech.speaker, speech.attribution) == ("Ann Lee", "confirmed")


def test_a_gap_between_two_quotations_joins_two_speakers():
    text = "“It rains,” said Ann Lee. “It pours,” said Bo Kerr. It rains, it pours."
    parts = [(1, 9), (27, 35)]
    assert text[slice(*parts[0])] == "It rains"
    assert text[slice(*parts[1])] == "It pours"
    both = stand_in((0, 11, "Ann Lee"), (26, 37, "Bo Kerr"))
    assert gap_changes_speaker(both, document(), text, parts)
    one = stand_in((0, 11, "Ann Lee"), (26, 37, "Lee"))
    assert not gap_changes_speaker(one, document(), text, parts)
    reported = stand_in((0, 11, "Ann Lee", "indirect"), (26, 37, "Bo Kerr"))
    assert not gap_changes_speaker(reported, document(), text, parts)
    assert not gap_changes_speaker(
        both, document(), text.replace("”", ",").replace("“", ","), parts
    )


def test_an_elision_from_one_speaker_to_another_is_altered(library: Library):
    verdict = library.check("I told US officials that he [Lind] is wrong … Is that fair")
    assert verdict.verdict == "altered"


def test_names_are_found_by_their_last_word_as_it_is_printed():
    text = "Ms. Brandt spoke of turkey. O’Malley did not."
    for given in ("Brandt", "brandt", "Ada Brandt", "Ada Brandt Jr.", "Martin O'Malley"):
        assert is_named_in(document(), text, given.replace("'", "’"))
    for given in ("Bran", "Turkey", "BRANDT", "Malley Smith"):
        assert not is_named_in(document(), text, given)


def test_an_unknown_speaker_is_an_error_that_offers_names(library: Library):
    require_known_speaker(library.store, "Ada Brandt")
    require_known_speaker(library.store, "Harbour News")
    with pytest.raises(FilterError, match=r"no document names 'Harbor Nuws'.*'Harbour News'"):
        require_known_speaker(library.store, "Harbor Nuws")
    with pytest.raises(FilterError, match=r"no document names '\.\*\(Xyzzy'$"):
        require_known_speaker(library.store, ".*(Xyzzy")
    with pytest.raises(FilterError, match="no document names ' '"):
        require_known_speaker(library.store, " ")


def meaning(given, text, speaker, *others, **facts):
    """What becomes of a last name where `speaker` says a whole text, and others speak elsewhere."""
    catalogue = stand_in((0, len(text), speaker))
    people = people_of_names((speaker, *others))
    return identify_speaker(
        catalogue, document(**facts), text, 0, len(text), given, people
    ).attribution


@pytest.mark.parametrize("given", ["Kerr", "kerr", "Mr. Kerr", " Kerr "])
def test_a_last_name_that_one_person_has_means_them(given):
    text = "It rains, Bo Kerr said. But Kerr, or Mr. Kerr, or Sen. Bo M. Kerr, goes out."
    assert meaning(given, text, "Bo Kerr") == "confirmed"
    assert meaning(given, text, "Bo Kerr", "Kerr", "Sen. Bo Kerr", "Ann Lee") == "confirmed"
    assert identify_speaker(
        stand_in((0, 8, "Bo Kerr")), document(), text, 0, 8, given
    ).attribution == "unknown"  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        "Ann Lee",
        "Mrs. Lee",
        "Mark T. Lee",
        "Mark Lee Jr.",
        "Marcus Lee",
        "Mary Lee",
        "Supporters of Lee",
    ],
)
def test_a_last_name_that_two_people_of_the_store_have_decides_nothing(other):
    text = "It rains, Mark Lee said."
    assert meaning("Lee", text, "Mark Lee") == "confirmed"
    assert (
        meaning("Lee", text, "Mark S. Lee" if other == "Mark T. Lee" else "Mark Lee", other)
        == "unknown"
    )


@pytest.mark.parametrize(
    "named",
    ["Jo Lee", "Mrs. Lee", "Ann and Bo Lee", "Bo Lee Jr.", "Bo Lee, Jr.", "Zebulon van Lee"],
)
def test_a_last_name_that_two_people_of_the_document_have_decides_nothing(named):
    text = "It rains, Bo Lee said. "
    assert meaning("Lee", f"{text}So did {named}.", "Bo Lee") == "unknown"
    assert meaning("Lee", text, "Bo Lee", author=named.removeprefix("Ann and ")) == (
        "confirmed" if named.startswith("Ann") else "unknown"
    )


@pytest.mark.parametrize(
    "speaker",
    [
        "Supporters of Bo Lee",
        "a friend of Bo Lee",
        "Ann, Bo Lee",
        "The Bo Lee",
        "Lee Post",
    ],
)
def test_a_last_name_is_not_who_only_has_it_in_a_description(speaker):
    assert meaning("Lee", "It rains in Lee.", speaker) in ("unknown", "contradicted")


@pytest.mark.parametrize("given", ["President Lee", "Lee Jr.", "Bo", "Mrs. Lee", "Jo Lee", "Lees"])
def test_what_is_more_or_other_than_the_last_name_is_not_taken_for_it(given):
    text = "It rains in Lees, Bo Lee said."
    assert meaning(given, text, "Bo Lee") in ("unknown", "contradicted")


def test_a_last_name_is_looked_up_in_the_store(tmp_path):
    ships = "“The harbour stays open for all ships,” said Vera Olsen in the evening."
    texts = {"a.txt": f"{ships}\n\nOlsen said that “nobody has to pay the new fee this year”.\n"}
    quote = "nobody has to pay the new fee this year"
    one = Library(make_store(tmp_path / "one", texts))
    assert one.check(quote, "Olsen").matches[0].attribution == "confirmed"
    texts["b.txt"] = "“The bridge is closed until Monday,” said Hans Olsen, an engineer.\n"
    two = Library(make_store(tmp_path / "two", texts))
    assert two.check(quote, "Olsen").matches[0].attribution == "unknown"


@pytest.mark.parametrize(
    ("given", "text", "speaker"),
    [
        ("Abarca", "Ms. ABARCA. It rains.", "Ms. Abarca"),
        ("Okonjo", "Prime Minister OKONJO. It rains.", "Prime Minister Okonjo"),
        ("Del Monte", "Ms. DEL MONTE of Utah. It rains.", "Ms. Del Monte"),
        ("Ahn", "Ms. Ahn (Varna): It rains.", "Ms. Ahn"),
        ("Brown", "Senator BROWN: It rains.", "Senator Brown"),
    ],
)
def test_the_last_name_of_a_label_means_its_speaker(given: str, text: str, speaker: str):
    assert meaning(given, text, speaker) == "confirmed"
    other = f"Mr. {given}" if speaker.startswith("Ms.") else f"Mrs. {given}"
    if " " not in given:
        assert meaning(given, text, speaker, other) == "unknown"
    in_capitals = f"{text} {other.split()[0]} {given.upper()}. It pours."
    assert meaning(given, in_capitals, speaker) != "contradicted"


@pytest.mark.parametrize("speaker", ["Madam Speaker", "The Chairman", "Mr. President"])
def test_an_office_is_nobodys_last_name(speaker: str):
    assert meaning(speaker.split()[-1], f"{speaker}: It rains.", speaker) != "contradicted"
    assert meaning("Abarca", f"{speaker}: It rains.", speaker) == "unknown"


def test_names_in_capitals_are_in_the_document():
    assert is_named_in(document(), "Ms. ABARCA. It rains.", "Abarca")
    assert is_named_in(document(), "Mr. O’HARA. It rains.", "Ada O’Hara")
    assert not is_named_in(document(), "Ms. ABARCADE. It rains.", "Abarca")
