"""Who apologised, thanked or resigned is whoever did so in words of their own."""

from __future__ import annotations

import pytest

from assistant.answering.from_records.act_words import ACTS
from assistant.records import Turn


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who apologised for the ferry that sank?", "Jon Rask"),
        ("Who said sorry to the families?", "Jon Rask"),
        ("who has apologized over the ferry", "Jon Rask"),
        ("Who thanked the divers?", "Ada Holt"),
        ("Who is resigning as chair of the port committee?", "Eva Moe"),
        ("Who took the blame for the wrong tide table?", "Liv Sand"),
        ("Who admitted that the tide table was wrong?", "Liv Sand"),
        ("Who stepped down over the Ferry Safety Bill?", "Eva Moe"),
    ],
)
def test_whoever_does_it_in_the_first_person(sitting, question, name):
    answer = sitting(question)
    assert answer.short_answer == name
    assert [one.speaker for one in answer.citations] == [name]


def test_what_is_reported_of_somebody_is_left_to_the_search(sitting):
    answer = sitting("Who thanked the lighthouse keeper?")
    assert answer.short_answer != "Ada Holt"
    assert "Tor Bakke" in " ".join(one.quote for one in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Who apologised for the price of bread?",
        "Who resigned from the bank?",
        "Who thanked the weather?",
    ],
)
def test_an_act_about_something_else_is_no_answer(sitting, question):
    assert sitting(question).short_answer not in ("Jon Rask", "Eva Moe", "Ada Holt")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who admits having been wrong about the second boiler?", "Ole Tang"),
        ("Who admitted that the second boiler was needed?", "Ole Tang"),
        ("Who apologised for the late answer?", "Ida Lind"),
        ("Who took the blame for the broken diving board?", "Una Sand"),
    ],
)
def test_whoever_does_it_beside_the_topic(boiler, question, name):
    assert boiler(question).short_answer == name


@pytest.mark.parametrize(
    "question",
    [
        "Who apologised for the second boiler?",
        "Who apologised for the tiles that fell?",
        "Who apologised for the cold hall?",
        "Who thanked the swimmers in the hall?",
    ],
)
def test_an_act_about_something_small_beside_the_topic(boiler, question):
    answer = boiler(question)
    assert "from_records" not in answer.reasons
    assert answer.short_answer not in ("Ida Lind", "Ole Tang")


def test_an_act_without_a_topic_of_its_own(sitting, sitting_assistant):
    assert sitting("Who apologised?").short_answer == "Jon Rask"
    door = sitting_assistant.ask("Which door of the ferry was left open?")
    answer = sitting_assistant.ask_after([Turn.of(door)], "And who apologised?")
    assert answer.short_answer == "Jon Rask"


@pytest.mark.parametrize(
    "words",
    [
        "I will not apologise.",
        "I would resign if she asked me.",
        "If I resign, nothing changes.",
        "I am sorry to hear that.",
        "I am sorry for your loss.",
        "We do not agree.",
        "I never thank anybody.",
        "He apologised.",
    ],
)
def test_what_is_not_done(words):
    assert not any(act.says.search(words) for act in ACTS)


@pytest.mark.parametrize(
    "words",
    [
        "I am truly sorry.",
        "We want to apologise to everybody.",
        "I hereby resign.",
        "I'm sorry, and so is the board.",
        "It was our own mistake.",
        "We were wrong.",
        "We thank the crew.",
        "I fully accept responsibility.",
    ],
)
def test_what_is_done(words):
    assert any(act.says.search(words) for act in ACTS)
