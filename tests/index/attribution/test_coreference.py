"""Which person the mention of a speaker means: names, roles, pronouns."""

from __future__ import annotations

import pytest
from support.read_statements import found, said

OPEN = "“The harbour will stay open,”"


def test_a_role_means_its_person_later_and_is_kept():
    text = (
        "“We are winning in Ohio,” said Robby Mook, the campaign manager.\n\n"
        "“The harbour will stay open,” the campaign manager said.\n\n"
        "“It will be close,” Mook said."
    )
    assert [(one.speaker, one.role) for one in found(text)] == [
        ("Robby Mook", "campaign manager")
    ] * 3


@pytest.mark.parametrize(
    ("source", "speaker", "role"),
    [
        ("Secretary of State John Kerry", "John Kerry", "Secretary of State"),
        ("Foreign Minister Mevlüt Çavuşoğlu", "Mevlüt Çavuşoğlu", "Foreign Minister"),
        (
            "Commissioner for the Environment Virginijus Sinkevičius",
            "Virginijus Sinkevičius",
            "Commissioner for the Environment",
        ),
        (
            "European Commission President Ursula von der Leyen",
            "Ursula von der Leyen",
            "European Commission President",
        ),
        (
            "The Minister of Foreign Affairs of Ukraine, Dmytro Kuleba,",
            "Dmytro Kuleba",
            "Minister of Foreign Affairs of Ukraine",
        ),
        ("His predecessor, William Barr,", "William Barr", "His predecessor"),
        ("A Kremlin spokesman, Dmitry Peskov,", "Dmitry Peskov", "Kremlin spokesman"),
        (
            "Secretary-General of NATO Jens Stoltenberg",
            "Jens Stoltenberg",
            "Secretary-General of NATO",
        ),
        (
            "Mark Holden, chairman of the board of Freedom Partners, the network's funding arm,",
            "Mark Holden",
            "chairman of the board of Freedom Partners, the network's funding arm",
        ),
        ("The Post’s Chris Cillizza", "Chris Cillizza", None),
        ("Klaus Weber, CEO of Acme,", "Klaus Weber", "CEO of Acme"),
        (
            "Anna Kovács, Hungary's deputy finance minister,",
            "Anna Kovács",
            "Hungary's deputy finance minister",
        ),
        ("Anna Bell, acting director of it,", "Anna Bell", "acting director of it"),
        ("Anna Bell, reached by phone,", "Anna Bell", None),
        ("Anna Bell, smiling,", "Anna Bell", None),
        ("Anna Bell, whose wife left,", "Anna Bell", None),
        ("Dr. Martin Luther King Jr.", "Martin Luther King", None),
        (
            "The President of the United Arab Emirates",
            "The President of the United Arab Emirates",
            None,
        ),
        ("The Department of Justice", "The Department of Justice", None),
        ("The Bank of England", "The Bank of England", None),
        ("Trump's campaign", "Trump's campaign", None),
    ],
)
def test_a_mention_gives_name_and_role(source: str, speaker: str, role: str | None):
    (one,) = found(f"{source} said that the harbour would stay open.")
    assert (one.speaker, one.role) == (speaker, role)


def test_names_that_are_in_no_list_are_people_once_they_speak():
    text = (
        "Hany Farid said that he agreed. “It can be used,” Farid said. “And it will be,” he said."
    )
    assert [one.speaker for one in found(text)] == ["Hany Farid"] * 3


def test_a_place_or_a_party_that_speaks_is_nobody_whom_a_pronoun_means():
    text = "Rachel Berg came. New York said no to it. “I feel bad to say it all,” she said."
    assert found(text)[-1].speaker == "Rachel Berg"


def test_he_and_she_are_never_the_same_person():
    text = (
        "Mayor Karla Dietz opened it. Engineer Poul Winter told us that it was safe. “I would,” "
        "he said.\n\n“I would rather walk,” she said."
    )
    assert [one.speaker for one in found(text)] == ["Poul Winter", "Poul Winter", "Karla Dietz"]


def test_a_second_verb_has_the_subject_of_the_first():
    text = "Mayor Oskar Lindqvist also welcomed it, but warned that “nobody pays for it”."
    assert [one[0] for one in said(text)] == ["Oskar Lindqvist"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Sarah Bell was killed. Her mother said that police had failed. “She was,” she said.",
            ["Her mother", "Her mother"],
        ),
        (
            "Theresa May met Merkel in Berlin. Merkel said that it was done. “It is,” she added.",
            ["Merkel", "she"],
        ),
        (
            "Joe Biden met Benjamin Netanyahu. Netanyahu told Biden that it was. “It is,” he said.",
            ["Benjamin Netanyahu", "Benjamin Netanyahu"],
        ),
        (
            "Tom Reed said that Lee Cole told him to lie. “I refused,” he said.",
            ["Tom Reed", "Lee Cole", "Tom Reed"],
        ),
        (
            "“The plan is sound,” Tom Reed said. “A mess,” fumed Anna Bell. “No,” she thundered.",
            ["Tom Reed", "Anna Bell", "Anna Bell"],
        ),
        (
            "“We leave at dawn,” Warren told Bloomberg. “Not so far,” Bloomberg shot back.",
            ["Warren", "Bloomberg"],
        ),
        ("A spokeswoman for Jane Roe said that it was so.", ["A spokeswoman for Jane Roe"]),
        ("The attorney for Bill Barr, Tom Reed, said that it was so.", ["Tom Reed"]),
        ("When Senator Mark Warner came, he left. “It will do,” Warner said.", ["Mark Warner"]),
        ("“It is fine,” said Minister for Health Stephen Donnelly.", ["Stephen Donnelly"]),
    ],
)
def test_nobody_gets_the_words_of_another(text: str, speakers: list[str]):
    assert [one.speaker for one in found(text)] == speakers


def test_pronouns_mean_whom_they_fit():
    text = "Bernie Sanders met Jane Brandt. “We won in Ohio,” he said. “We lost,” she said."
    assert [one.speaker for one in found(text)] == ["Bernie Sanders", "Jane Brandt"]


def test_a_last_name_of_two_people_stays_what_it_is():
    text = f"Hillary Clinton met Bill Clinton. {OPEN} Clinton said."
    assert [one.speaker for one in found(text)] == ["Clinton"]


def test_not_wanting_to_be_named_is_no_statement():
    text = '"It is over," said a campaign official who asked not to be named.'
    assert [one[0] for one in said(text)] == ["a campaign official"]


def test_a_role_before_the_name():
    assert said("“We won,” the mayor, Ada Brandt, said.")[0][0] == "Ada Brandt"


def test_a_list_of_places_without_a_comma_is_no_person():
    text = (
        "The fund is open to East Sund Varga, South Lesk and Moor. Varga is far away.\n\n"
        "He said that the harbour was shut."
    )
    assert [one.speaker for one in found(text)] == ["He"]
