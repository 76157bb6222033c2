"""Questions that records answer, over invented documents."""

from __future__ import annotations

import pytest

from assistant.records import Answer


def quotes(answer: Answer) -> list[tuple[str | None, str]]:
    return [(one.date, " ".join(one.quote.split())) for one in answer.citations]


def form_of(answer: Answer) -> object:
    return answer.reasons.get("from_records")


@pytest.mark.parametrize(
    "question",
    [
        "Has Falk ever said that the library would move in 2024?",
        "did ines falk ever say the library would move in 2024",
    ],
)
def test_what_was_said_is_shown_with_its_denial(library, question):
    answer = library(question)
    assert answer.short_answer == "Yes"
    (first, said), (second, denied) = quotes(answer)
    assert (first, second) == ("2022-01-12", "2022-05-20")
    assert "will move in 2024" in said
    assert "I have never said" in denied


def test_what_nobody_said_is_not_told_as_said(library):
    for question in (
        "Has Falk ever said that the library would move in 2025?",
        "Has Falk ever said that the library would not move in 2024?",
        "Has Falk ever said that there would be a book bus in 2022?",
    ):
        assert library(question).short_answer != "Yes"


def test_a_month_in_the_question_is_the_date_of_the_statement(library):
    answer = library("Did Falk say in January that the library would move in 2024?")
    assert answer.short_answer == "Yes"
    assert [day for day, _ in quotes(answer)] == ["2022-01-12"]
    answer = library("What did Falk say about the book bus in March?")
    assert [day for day, _ in quotes(answer)] == ["2022-03-04"]


@pytest.mark.parametrize(
    "question",
    [
        "Did Falk change her position on the book bus?",
        "has falk changed her mind about the book bus?",
        "Has Ines Falk's view on the book bus changed?",
    ],
)
def test_a_change_shows_both_positions(library, question):
    answer = library(question)
    assert answer.short_answer == "Yes"
    (first, before), (second, now) = quotes(answer)
    assert (first, second) == ("2022-03-04", "2022-10-06")
    assert "no book bus" in before
    assert "will get a book bus" in now
    assert "I was mistaken" in now


def test_when_is_a_date_of_what_fits_the_verb(library):
    assert library("When did Falk first promise a book bus?").short_answer == "6 October 2022"
    assert library("When did Falk say that nobody lives far away?").short_answer == "4 March 2022"


def test_a_weekday_in_the_sentence_is_the_day(bridge):
    # 6 May 2021 was a Thursday.
    answer = bridge("When did Jon Dahl say that it is a mistake?")
    assert answer.short_answer == "4 May 2021"


def test_what_another_person_said_has_no_date(bridge):
    assert form_of(bridge("When did Karl Aas say that it is a mistake?")) is None


def test_first_and_last(library):
    first = library("What was the first thing Falk said about the book bus?")
    last = library("What did Falk say most recently about the book bus?")
    assert "no book bus" in quotes(first)[0][1]
    assert "will get a book bus" in quotes(last)[0][1]
    assert form_of(first) == form_of(last) == "first or last"


def test_all_that_somebody_said_comes_in_the_order_of_time(library):
    answer = library("What has Falk said about the library?")
    days = [day for day, _ in quotes(answer)]
    assert days == sorted(days)
    assert {"2022-01-12", "2022-05-20"} <= {*days}


@pytest.mark.parametrize(
    "question",
    [
        "Who has criticised the bridge fee?",
        "list everyone who condemned the bridge fee",
        "who all denounced the bridge fee",
    ],
)
def test_a_list_has_everybody(bridge, question):
    answer = bridge(question)
    assert answer.short_answer == "Eva Holm, Jon Dahl and Tor Vang"
    assert len(answer.citations) == 3


def test_who_spoke_about_a_topic(bridge):
    answer = bridge("Which people spoke about the bridge fee?")
    for name in ("Eva Holm", "Jon Dahl", "Tor Vang", "Ida Moe", "Karl Aas"):
        assert name in (answer.short_answer or "")


def test_documents_are_counted(bridge):
    assert (
        bridge("How many press releases did the Ministry of Bridges publish?").short_answer == "3"
    )
    assert bridge("How many articles did the Skerry Post publish?").short_answer == "2"
    assert bridge("How many documents mention Jon Dahl?").short_answer == "2"
    answer = bridge("How many statements by Karl Aas are there?")
    assert answer.short_answer == "2"
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is Eva Holm?", "Mayor of Lund"),
        ("who's eva holm", "Mayor of Lund"),
        ("What's Tor Vang's job?", "Bishop"),
        ("what does Ida Moe do?", "Rector"),
        ("Who is Aldis Wren?", "Mediator"),
        ("who is the mayor of Lund?", "Eva Holm"),
    ],
)
def test_roles(bridge, question, expected):
    assert bridge(question).short_answer == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Who is Per Vik?", "Former county judge"), ("Who is Una Bo?", "Deputy Sheriff")],
)
def test_the_verb_of_a_command_is_no_part_of_a_role(fair, question, expected):
    assert fair(question).short_answer == expected


def test_roles_that_change_are_told_with_their_dates(bridge):
    answer = bridge("Who is Jon Dahl?")
    assert answer.short_answer is not None
    assert "Bridges Minister" in answer.short_answer
    assert "6 May 2021: speaks for the lorry drivers" in (answer.notice or "")
    assert "2 August 2021: Bridges Minister" in (answer.notice or "")


def test_the_latest_holder_of_an_office(bridge):
    answer = bridge("Who is the Bridges Minister?")
    assert answer.short_answer == "Jon Dahl"
    assert "Karl Aas (3 May 2021), Jon Dahl (2 August 2021)" in (answer.notice or "")


def test_two_people_are_compared(bridge):
    answer = bridge("Compare what Eva Holm and Karl Aas say about the bridge fee")
    assert answer.citations[0].speaker == "Eva Holm"
    assert {one.speaker for one in answer.citations} == {"Eva Holm", "Karl Aas"}


@pytest.mark.parametrize(
    "question",
    [
        "Who is Merkel?",
        "What has Merkel said about the bridge fee?",
        "Compare what Eva Holm and Merkel say about the bridge fee",
        "How many documents mention Merkel?",
        "When did Eva Holm resign?",
        "Who crossed the bridge?",
        "What did Eva Holm say about the bridge fee? And where?",
    ],
)
def test_other_questions_are_left_to_the_reader(bridge, question):
    assert form_of(bridge(question)) is None


def test_a_filter_on_documents_holds(bridge_assistant):
    from index.records import Filters

    answer = bridge_assistant.ask(
        "Who has criticised the bridge fee?", Filters(before="2021-05-06")
    )
    assert answer.short_answer == "Eva Holm and Jon Dahl"
