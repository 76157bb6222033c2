"""Which person the mention of a speaker means: names, roles, pronouns."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from support.read_statements import found, said

from index.attribution.coreference import SpeakerResolver
from index.attribution.coreference.antecedent_model import (
    AntecedentModel,
    FittedModel,
    packaged_model,
)
from index.attribution.coreference.candidates import Candidate, Choice
from index.attribution.coreference.entity_records import Entity
from index.attribution.coreference.mention_context import Context
from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

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
        ("81-year-old Anna Bell", "Anna Bell", None),
        ("The 76-year-old editor Anna Bell", "Anna Bell", "editor"),
        (
            "Nineteen-year-old Anna Bell, a retired miner from Leeds,",
            "Anna Bell",
            "retired miner from Leeds",
        ),
        ("Mayor Ilse Gruber and Anna Bell", "Anna Bell", None),
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
    assert {one[0] for one in said(text)} == {"Oskar Lindqvist"}


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
            ["Tom Reed", "Tom Reed"],
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


WHO_SPEAKS = [
    (  # another sex than who spoke last
        "“The bank will survive,” said Karl Holt, the chairman. The treasurer, Lise Holt, was less "
        "sure. “We shall see,” she said.",
        ["Karl Holt", "Lise Holt"],
    ),
    (  # the subject of another verb, past somebody who spoke
        "Airports will have to report outages, Transport Minister Ivar Lund told reporters.\n\n"
        "Silje Brun, the leader of the opposition, welcomed the rule. “It comes late,” she said.",
        ["Ivar Lund", "Silje Brun"],
    ),
    (  # a role with “of” between title and name; the title alone
        "Minister of Transport Odd Kvam visited the port of Havn on Wednesday.\n\n"
        "“We do not blame the staff,” the Minister said. He said that two of three cranes worked.",
        ["Odd Kvam", "Odd Kvam"],
    ),
    (  # the one who is asked answers
        "“We will build it,” Peter Lowe said.\n\nAsked about the plan of Mark Reyes, he said that "
        "it was too dear.",
        ["Peter Lowe", None, "Peter Lowe"],
    ),
    (  # whoever is told something doesn't tell it
        "Anna Bell met Ruth Grey in the hall. “We lost,” Bell said. “We won,” she told Bell.",
        ["Anna Bell", "Ruth Grey"],
    ),
    (  # a relative clause on a name
        "Karl Holt met Ivan Brook, who said that the bank was safe.",
        ["Ivan Brook"],
    ),
    (  # names of one person by a short given name
        "Mike Farrow opened the fair. Michael Farrow waved. “Come in,” he said.",
        ["Michael Farrow"],
    ),
]


@pytest.mark.parametrize("group", ["Many Republicans", "Some Latinos", "One in five"])
def test_a_group_is_nobody_by_name(group: str):
    (one,) = found(f"{group} said that the harbour would stay open.")
    assert one.role is None
    assert one.speaker is None or group.startswith(one.speaker)


@pytest.mark.parametrize(("text", "speakers"), WHO_SPEAKS)
def test_whom_the_document_settles_a_pronoun_to_mean(text: str, speakers: list[str]):
    found_speakers = [one.speaker for one in found(text) if one.cue != "met"]
    assert found_speakers == speakers


@pytest.mark.parametrize(
    ("text", "own_words"),
    [
        # an outlet, a place, a body
        ("The New York Times praised the plan. “It is good,” she said.", "she"),
        ("France lost. Germany won. “It was a fair game,” he said.", "he"),
        # another sex
        ("Anna Bell came home. “It is late,” he said.", "he"),
        # two fit
        ("John Reed and Paul Cole came home. “It is late,” he said.", "he"),
        # the office is another's, or nobody's
        ("Vice President Joe Cole came. “It is late,” the president said.", "the president"),
        ("Anna Bell came home. “It is late,” the governor said.", "the governor"),
        # another nation's, another party's
        ("President Paul Cole came. “No,” the French president said.", "the French president"),
        ("Republican Paul Cole came. “No,” the Democratic nominee said.", "the Democratic nominee"),
    ],
)  # fmt: skip
def test_own_words_stand_where_the_document_settles_nothing(text: str, own_words: str):
    assert found(text)[-1].speaker == own_words


def test_descriptions_mean_whoever_has_been_called_so():
    text = (
        "Actress Susan Wells praised Jane Moss. “She is able,” the actress said.\n\n"
        "“I am glad,” said Gov. Tom Price. The governor said that he would come."
    )
    assert [one.speaker for one in found(text) if one.cue == "said"] == [
        "Susan Wells",
        "Tom Price",
        "Tom Price",
    ]


def resolver_of(text: str, model: AntecedentModel | None = None) -> SpeakerResolver:
    sentences = split_sentences(text)
    return SpeakerResolver(text, sentences, find_quotations(text), model=model)


def test_a_resolved_pronoun_has_a_confidence_and_a_name_has_none():
    text = "Jane Brandt came home. She said that it was late."
    resolver = resolver_of(text)
    name, pronoun = Span(0, 11), Span(23, 26)
    assert resolver.resolve(name) == ("Jane Brandt", None, True, None)
    resolved = resolver.resolve(pronoun)
    assert resolved is not None
    assert resolved.name == "Jane Brandt"
    assert resolved.confidence is not None
    assert 0.9 < resolved.confidence <= 1


class Unsure:
    threshold = 0.5

    def probabilities(self, choice: Choice) -> list[float]:
        return [0.4 for _ in choice.candidates]


def test_below_the_threshold_the_pronoun_stands():
    text = "Jane Brandt came home. She said that it was late."
    assert resolver_of(text, Unsure()).resolve(Span(23, 26)) == ("She", None, False, None)


def test_the_model_gives_shares_of_the_candidates_and_of_nobody():
    span = Span(0, 2)
    candidates = [
        Candidate(Entity("Ada Brandt", "person"), ["near", "subject"]),
        Candidate(Entity("Bea Cole", "person"), ["near"]),
    ]
    model = FittedModel({"opening": {"near": 1.0, "subject": 2.0, "open": 1.0}}, 0.5)
    first, second = model.probabilities(Choice(span, "opening", candidates, ["open"]))
    assert first == pytest.approx(math.exp(2) / (math.exp(2) + 2))
    assert second == pytest.approx(1 / (math.exp(2) + 2))
    assert model.probabilities(Choice(span, "who", candidates, [])) == [pytest.approx(1 / 3)] * 2


def test_the_packaged_weights_are_for_every_context():
    model = packaged_model()
    assert set(model.weights) == set(get_args(Context))
    assert all(model.weights.values())
    assert 0.5 < model.threshold < 1


@pytest.mark.parametrize("title", ["Councillor", "Councilor", "Councilwoman"])
def test_a_member_of_a_council_is_who_speaks_on(title: str):
    text = f"{title} Ina Brightwell asked for an inquiry. “Nobody told us,” she said."
    assert [(one.speaker, one.role) for one in found(text)] == [("Ina Brightwell", title)] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whose something is, and what, are no one's name.
        ("Ada Cole's Gallup figures fell. “Most are happy,” according to Gallup.", "Gallup"),
        ("Otto Lind’s Nordnet report was long. Nordnet said that it is true.", "Nordnet"),
        # A group is no part of a name.
        (
            "Peter Lind came. Democrats Lind of Cole and Berg of Oster said that the plan is good.",
            "Peter Lind",
        ),
        # A headline's last word is not named by all of it.
        (
            "Bank Abruptly Drops Northern Network NRT.\n\nNRT began in 2005."
            " NRT said that the bank is wrong.",
            "NRT",
        ),
    ],
)
def test_names_that_only_stand_together_are_not_one(text: str, speaker: str):
    assert [one.speaker for one in found(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor's potential VP said that the plan is good.", "The mayor's potential VP"),
        ("A former CFO of the bank said that the plan is good.", "A former CFO of the bank"),
    ],
)
def test_an_abbreviated_office_is_no_name(text: str, speaker: str):
    assert [one.speaker for one in found(text)] == [speaker]


@pytest.mark.parametrize("title", ["“Man of the World,” a book by Ada Brandt", '"Gates," a song'])
def test_the_title_of_a_work_is_nobodys_name(title: str):
    text = f"The bank paid him in May, according to {title}."
    assert all(one.speaker not in ("Man", "Gates") for one in found(text))


def test_a_name_ends_before_a_preposition_that_is_capitalised():
    text = "Peter Brandt In Cole.\n\nBrandt came home. Mr. Brandt said that the plan is good."
    assert [one.speaker for one in found(text)] == ["Peter Brandt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Science and Harbour Directorate of the Department of Ports said that it rains.",
         "The Science and Harbour Directorate of the Department of Ports"),
        ("The Parks and Rivers Bureau of Lisk said that it rains.",
         "The Parks and Rivers Bureau of Lisk"),
        ("Tarnholm-based Ostrel said that it rains.", "Ostrel"),
        ("Prize-winner Marla Veldt said that it rains.", "Marla Veldt"),
        ("Hyun-woo Kim said that it rains.", "Hyun-woo Kim"),
        ("The Harbour PAC lost. Harbour PAC's Crane said that it rains.", "Crane"),
        ("The Lisk County Coroner's Office said that it rains.",
         "The Lisk County Coroner's Office"),
        ("The Post's Chris Lind said that it rains.", "Chris Lind"),
        ("Unlike Varga, she came. Varga said that it rains.", "Varga"),
        ("Given Varga, they left. Varga said that it rains.", "Varga"),
        ("Poor Mexico lost. Mexico said that it rains.", "Mexico"),
        ("It came in March. March Lindqvist sank. Lindqvist said that it rains.", "Lindqvist"),
    ],
)  # fmt: skip
def test_words_beside_a_name_are_no_part_of_it(text: str, speaker: str):
    assert [one for one, *_ in said(text)] == [speaker]


def test_a_description_before_a_name_is_a_role():
    [statement] = found("Lisk-based Veldt and Tarnholm-based Ostrel said that it rains.")
    assert (statement.speaker, statement.role) == ("Ostrel", "Tarnholm-based")


def test_a_title_tells_two_people_of_one_last_name_apart():
    text = (
        "Wendell Pryce and Nora Pryce sit for Lisk. Mr. Pryce said that it rains. "
        "Ms. Pryce said that it snows. “It may hail,” said Ms. Pryce. Wendell Pryce left."
    )
    assert [one for one, *_ in said(text)] == ["Wendell Pryce", "Nora Pryce", "Nora Pryce"]
