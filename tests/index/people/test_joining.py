"""Mentions of many documents, joined to people."""

from __future__ import annotations

import random

import pytest
from support.people_of_names import groups, mention, mentions_in

from index.people.joining import join_mentions


def joined(*mentions):
    people = join_mentions(mentions)
    shuffled = list(mentions)
    random.Random(19).shuffle(shuffled)
    assert sorted(join_mentions(shuffled), key=str) == sorted(people, key=str)
    return people


def several(name: str, count: int, **facts: object):
    return [mention(name, f"{name} {number}.txt", **facts) for number in range(count)]


def test_the_names_of_one_person_are_joined_over_documents():
    people = joined(
        *several("Bernie Sanders", 3),
        mention("Sen. Bernard Sanders", "b.txt"),
        mention("Bernie Sandres", "c.txt", roles=("senator from Vermont",)),
        mention("Bernard Sanders", "d.txt", roles=("Senator",)),
        mention("Otto Lind", "e.txt"),
    )
    assert groups(people) == {
        frozenset({"Bernie Sanders", "Sen. Bernard Sanders", "Bernie Sandres", "Bernard Sanders"}),
        frozenset({"Otto Lind"}),
    }
    assert {person.name for person in people} == {"Bernie Sanders", "Otto Lind"}
    assert {person.id for person in people} == {"bernie-sanders", "otto-lind"}


def test_every_mention_says_why_it_is_joined():
    (person,) = joined(*several("Donald Trump", 2), mention("Donald J. Trump", "b.txt"))
    because = dict(zip((one.speaker for one in person.mentions), person.reasons, strict=True))
    assert because["Donald Trump"] == "the same name"
    assert because["Donald J. Trump"] == (
        "the same name, with or without a middle name: “Donald J. Trump” and “Donald Trump”"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["mayor of Ashford"], ["mayor of Brindle"]),
        (["Mayor of Ashford"], ["nurse at the hospital of Brindle"]),
        (["professor of chemistry at Westfield University"], ["police officer in Leeds"]),
        (["bishop of Hardwick"], ["coach of the Rovers"]),
        (["Ohio Gov."], ["governor of Texas"]),
    ],
)
def test_roles_that_nobody_has_both_tell_namesakes_apart(one: list[str], other: list[str]):
    people = joined(
        mention("John Smith", "a.txt", roles=tuple(one)),
        mention("John Smith", "b.txt", roles=tuple(other)),
        mention("John Smith", "c.txt", roles=tuple(one)),
    )
    assert sorted(len(person.mentions) for person in people) == [1, 2]
    assert "other roles" in next(p for p in people if len(p.mentions) == 1).reasons[0]
    first, second = sorted(person.id for person in people)
    assert first == "john-smith"
    assert second.startswith("john-smith-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["former mayor of Ashford"], ["nurse in Ashford"]),
        (["candidate for president"], ["retired neurosurgeon"]),
        (["Senator"], ["senator from Ohio"]),
        (["campaign spokesman"], ["strategist"]),
        (["mayor of Ashford"], []),
        (["mayor of Ashford"], ["Ashford mayor"]),
    ],
)
def test_roles_that_one_person_may_have_tell_nobody_apart(one: list[str], other: list[str]):
    people = joined(
        mention("John Smith", "a.txt", roles=tuple(one)),
        mention("John Smith", "b.txt", roles=tuple(other)),
    )
    assert len(people) == 1


@pytest.mark.parametrize(
    ("later", "count"), [("1975-05-01", 1), ("1996-05-01", 2), ("2021-01-01", 2)]
)
def test_dates_tell_namesakes_apart(later: str, count: int):
    early = mention("John Smith", "a.txt", date="1950-03-01")
    assert len(joined(early, mention("John Smith", "b.txt", date=later))) == count


def test_a_junior_is_another_one():
    people = joined(
        *several("Donald Trump", 5, roles=("presidential candidate",)),
        mention("Donald Trump Jr.", "b.txt", roles=("his eldest son",)),
    )
    assert groups(people) == {frozenset({"Donald Trump"}), frozenset({"Donald Trump Jr."})}


def test_a_junior_with_the_same_office_is_the_same_one():
    people = joined(
        *several("Joe Biden", 2, roles=("Vice President",)),
        mention("Joseph R. Biden Jr.", "b.txt", roles=("vice president of the United States",)),
    )
    assert len(people) == 1


def test_a_suffix_that_a_document_has_at_a_name_is_the_names():
    people = joined(
        *mentions_in("Robert F. Kennedy said so.", {"Robert F. Kennedy": None}, "a.txt"),
        *mentions_in("Robert F. Kennedy Jr. said no.", {"Robert F. Kennedy": None}, "b.txt"),
    )
    assert {person.name for person in people} == {"Robert F. Kennedy", "Robert F. Kennedy Jr."}


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“Yes,” Ms. von der Leyen said.", "Leyen", "Ms. von der"),
        ("“Never,” said Von der Leyen, president of the Commission.", "Von der Leyen", None),
        ("“Soon,” said President Von der Leyen.", "von der Leyen", "President"),
    ],
)
def test_particles_are_part_of_a_last_name(text: str, speaker: str, role: str | None):
    people = joined(
        *several("Ursula von der Leyen", 2, roles=("president of the Commission",)),
        *mentions_in(text, {speaker: role}, "c.txt"),
    )
    assert len(people) == 1


@pytest.mark.parametrize("initial", ["I. Solvang", "I. M. Solvang", "Ingrid M. Solvang"])
def test_initials_mean_the_one_whom_they_fit(initial: str):
    people = joined(
        *several("Ingrid Solvang", 2, roles=("head of the Port Authority",)),
        *mentions_in(f"{initial} said so.", {initial: "the Port Authority's head"}, "c.txt"),
        mention("Otto Solvang", "d.txt"),
    )
    assert {len(person.mentions) for person in people} == {1, 3}


@pytest.mark.parametrize(
    ("full", "text", "speaker", "count"),
    [
        ("Xi Jinping", "“Two,” said President Xi.", "Xi", 1),
        ("Xi Jinping", "“Two,” said Mr. Xi. Xi Jinping was in Beijing.", "Mr. Xi", 1),
        ("Jean-Claude Juncker", "“Three,” said Mr. Juncker.", "Juncker", 1),
        ("Ruth Delaney", "“Three,” said Mr. Delaney.", "Delaney", 2),
        ("Ruth Delaney", "“Three,” said Mrs. Delaney.", "Delaney", 1),
        ("Recep Tayyip Erdogan", "“Four,” said President Erdoğan.", "Erdoğan", 1),
        ("Ruth Delaney", "“Four,” said Delaney.", "Delaney", 2),
    ],
)
def test_a_titled_last_name_means_the_only_one_whom_it_fits(
    full: str, text: str, speaker: str, count: int
):
    people = joined(
        mention(full, "a.txt", roles=("president of China",)),
        *mentions_in(text, {speaker: None}, "b.txt"),
    )
    assert len(people) == count


def test_a_double_last_name_is_no_part_of_it():
    people = joined(
        mention("Adam Smith", "a.txt"),
        *mentions_in("“Two,” said Dr. Nunez-Smith.", {"Dr. Nunez-Smith": None}, "b.txt"),
    )
    assert groups(people) == {frozenset({"Adam Smith"}), frozenset({"Dr. Nunez-Smith"})}


@pytest.mark.parametrize(
    ("outlet", "date", "title", "count"),
    [
        ("House of Lesk", "2021-03-01", "Dr.", 1),
        ("House of Lesk", "2029-03-01", "Dr.", 2),
        ("House of Lesk", "2021-03-01", "Ms.", 2),
        ("Daily News", "2021-03-01", "Dr.", 2),
        (None, "2021-03-01", "Dr.", 2),
    ],
)
def test_a_titled_last_name_is_one_person_within_a_publication(outlet, date, title, count):
    first = mention("Dr. Fauci", "a.txt", titles=("Dr",), outlet="House of Lesk", date="2021-01-01")
    other = mention(f"{title} Fauci", "b.txt", titles=(title.strip("."),), outlet=outlet, date=date)
    assert len(joined(first, other)) == count


@pytest.mark.parametrize(("statements", "count"), [(1, 2), (7, 1)])
def test_a_titled_last_name_is_one_person_in_transcripts_that_have_it_throughout(statements, count):
    facts = {"titles": ("Dr",), "statements": statements}
    first = mention("Dr. Fauci", "a.txt", date="2021-01-01", **facts)
    assert len(joined(first, mention("Dr. Fauci", "b.txt", date="2021-06-01", **facts))) == count


def test_acronyms_with_and_without_full_stops_are_one_body():
    people = joined(
        *mentions_in(
            "The Federal Bureau of Investigation. The FBI said so.",
            {"the FBI": None, "the Federal Bureau of Investigation": None},
            "a.txt",
        ),
        *mentions_in("The F.B.I. said no.", {"the F.B.I.": None}, "b.txt"),
    )
    assert len(people) == 1
    assert people[0].name == "Federal Bureau of Investigation"


def test_a_ministry_is_one_in_either_order_of_words():
    speakers = {"the Ministry of Roads": None, "The Roads Ministry": None}
    text = "The Roads Ministry said no; the Ministry of Roads repeated it."
    assert len(joined(*mentions_in(text, speakers, "a.txt"))) == 1


def test_a_rare_spelling_of_a_frequent_name_is_a_misspelling():
    people = joined(*several("Jennifer Palmieri", 9), mention("Jennifer Palmeiri", "b.txt"))
    assert len(people) == 1


def test_two_spellings_that_are_equally_frequent_are_two_names():
    assert len(joined(mention("John Browne", "a.txt"), mention("John Browns", "b.txt"))) == 2


def test_the_shorter_name_of_two_people_joins_neither_with_the_other():
    people = joined(
        *several("George W. Bush", 3, roles=("president",)),
        *several("George H. W. Bush", 2),
        mention("George Bush", "b.txt"),
    )
    found = groups(people)
    assert not any({"George W. Bush", "George H. W. Bush"} <= names for names in found)


@pytest.mark.parametrize(
    ("text", "speaker", "person"),
    [
        ("Hillary Clinton met Bill Clinton. Clinton said so.", "Ms. Clinton", "Hillary Clinton"),
        ("Hillary Clinton met Bill Clinton. Mr. Clinton said so.", "Clinton", "Bill Clinton"),
        ("Bill and Hillary Clinton came. Mrs. Clinton said so.", "Clinton", "Hillary Clinton"),
        ("“No,” said Hillary Clinton. Clinton left.", "Clinton", "Hillary Clinton"),
        (
            "It was Bill Clinton. Bill Clinton said so. Hillary Clinton left.",
            "Clinton",
            "Bill Clinton",
        ),
        ("CLINTON: It rains. Hillary Clinton left.", "CLINTON", "Hillary Clinton"),
    ],
)
def test_a_last_name_means_whom_its_document_means(text: str, speaker: str, person: str):
    people = joined(
        *several("Hillary Clinton", 3),
        *several("Bill Clinton", 3),
        *mentions_in(text, {speaker: None}, "c.txt"),
    )
    (found,) = [one for one in people if any(m.document == "c.txt" for m in one.mentions)]
    assert found.name == person


def test_a_last_name_means_who_is_quoted_far_more_than_others():
    text = "Trump said so."
    people = joined(
        *several("Donald Trump", 20),
        *several("Eric Trump", 2),
        *mentions_in(text, {"Trump": None}, "c.txt"),
    )
    assert frozenset({"Donald Trump", "Trump"}) in groups(people)


@pytest.mark.parametrize("others", [3, 0])
def test_a_last_name_that_may_mean_two_is_a_person_of_its_own(others: int):
    people = joined(
        *several("Chris Murphy", 4),
        *several("Patrick Murphy", others),
        *mentions_in("Mr. Murphy said so. Al Murphy left.", {"Murphy": None}, "c.txt"),
    )
    assert frozenset({"Murphy"}) in groups(people)


def test_the_last_name_of_the_only_person_who_has_it_means_them():
    people = joined(
        mention("Ingrid Solvang", "a.txt"),
        *mentions_in("Ms. Solvang said so.", {"Ms. Solvang": None}, "b.txt"),
    )
    assert len(people) == 1


def test_a_misspelling_in_a_document_means_who_is_spelled_right_in_it():
    text = "Anthony Kiedis sang. Kiedis was ill. “It hurts,” Keidis said."
    people = joined(*mentions_in(text, {"Keidis": None, "Anthony Kiedis": None}, "a.txt"))
    assert groups(people) == {frozenset({"Anthony Kiedis", "Keidis"})}


@pytest.mark.parametrize(
    "speaker",
    [
        "he", "It", "they", "Some", "officials", "a spokesman", "the president", "The candidate",
        "Republicans", "Iowa Democrats", "70 percent of voters", "Q", "one of his rivals",
        "Senior Administration Official", "Operator", "Moderator",
        "Clinton and Sanders", "Donald Trump lit into the women", "Monday", "A", "maybe",
    ],
)  # fmt: skip
def test_who_is_no_person_and_no_body(speaker: str):
    text = f"{speaker} said so. Republicans and officials were there, said the president."
    assert joined(*mentions_in(text, {speaker: None}, "a.txt")) == []


def test_a_body_is_one_by_all_its_names_and_its_spokespeople_are_others():
    text = (
        "The Democratic National Committee (DNC) met. The DNC said so. Mark Paustenbach, a DNC"
        " spokesman, agreed. Mrs. Clinton's campaign said no, and the Clinton campaign repeated it."
    )
    people = joined(
        *mentions_in(
            text,
            {
                "the DNC": None,
                "The Democratic National Committee": None,
                "Mark Paustenbach": "DNC spokesman",
                "Mrs. Clinton's campaign": None,
                "the Clinton campaign": None,
            },
            "a.txt",
        )
    )
    assert groups(people) == {
        frozenset({"the DNC", "The Democratic National Committee"}),
        frozenset({"Mark Paustenbach"}),
        frozenset({"Mrs. Clinton's campaign", "the Clinton campaign"}),
    }
    assert {one.name for one in people if one.is_person} == {"Mark Paustenbach"}


def test_capitals_names_and_nothing_else_are_read_quickly():
    names = [f"Ada{n} Brandt" for n in range(300)] + ["BRANDT"] * 3
    text = " ".join(names) * 3 + "a" * 10_000 + "A" * 10_000
    assert len(joined(*mentions_in(text, dict.fromkeys(names), "a.txt"))) >= 300
