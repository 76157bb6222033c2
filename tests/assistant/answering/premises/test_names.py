"""The names in a question."""

from __future__ import annotations

import pytest

from assistant.answering.premises.names import find_names_asked, find_subject_in_small_letters


def names(question: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in find_names_asked(question)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Angela Merkel say about the deal?", [("Angela Merkel", "person")]),
        ("What did Mr. Trump's lawyers say?", [("Trump", "person")]),
        ("Did President Aldous Pryce resign?", [("Aldous Pryce", "person")]),
        ("Why is Governor Scott's budget late?", [("Scott", "person")]),
        ("What did Ursula von der Leyen promise?", [("Ursula von der Leyen", "person")]),
        ("What did Gareth Ollivant say?", [("Gareth Ollivant", "person")]),
        ("What is the capital of France?", [("France", "place")]),
        ("How often did the US refuse?", [("US", "place")]),
        ("What does Putin think of Kerry?", [("Putin", "other"), ("Kerry", "other")]),
        ("What did HuffPost write?", [("HuffPost", "short")]),
        ("The mayor met Ada Brandt. What did she say?", [("Ada Brandt", "person")]),
        ("What happened in May 2016, on a Monday?", []),
        ("What did Bill O'Reilly say?", [("Bill O'Reilly", "person")]),
        ("Who won?", []),
        ("What was an Orlando-type attack in the Nineties?", []),
        ("Which Trump-backed law failed?", []),
        ("WHAT DID MERKEL SAY?", []),
    ],
)
def test_names_are_found_without_titles_and_dates(question: str, expected):
    assert names(question) == expected


def test_a_name_is_there_once_and_knows_who_is_asked_about():
    found = find_names_asked("What did Brandt say about Klein, and when did Brandt say it?")
    assert [(name.text, name.is_subject) for name in found] == [("Brandt", True), ("Klein", False)]


def test_an_apostrophe_divides_words_as_in_the_word_index():
    (name,) = find_names_asked("What did Martin O’Malley's aides deny?")
    assert (name.text, name.words) == ("Martin O’Malley", ("martin", "o", "malley"))


def test_words_of_names_have_no_accents_and_particles():
    (name,) = find_names_asked("What did Zoë von der Łukasz Jr. deny?")
    assert name.words == ("zoe", "lukasz")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what did merkel say about trade", "merkel"),
        ("when does thomas ferrel claim he left", "thomas ferrel"),
        ("has interpol ever said so?", "interpol"),
        ("what did the minister say", None),
        ("what did he say", None),
        ("what did officials say", None),
        ("why does heavy rivalry demand diplomacy", None),
        ("what did the transport minister say", None),
        ("why did merkel leave", None),
        ("how do tech firms chiefly find offensive posts", None),
        ("what did Merkel say", None),
    ],
)
def test_a_single_noun_before_a_verb_of_saying_is_a_name(question: str, name: str | None):
    found = find_subject_in_small_letters(question)
    assert (found.text if found else None) == name
