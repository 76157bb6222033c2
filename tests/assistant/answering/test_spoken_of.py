"""Of whom a question asks who said what, and which sentences speak of them."""

import numpy as np
import pytest
from support.transcript_candidates import transcript

from assistant.answering.settling import settle
from assistant.answering.spoken_of import read_described_person
from index.retrieval.question import Question


def left(candidates, question):
    asked = Question(question, np.zeros(1, np.float32), {}, ())
    found = settle(candidates, [1 / len(candidates)] * len(candidates), asked)
    pairs = zip(candidates, found.probabilities, strict=True)
    return {one.text for one, share in pairs if share}


@pytest.mark.parametrize(
    ("question", "last_name", "noun"),
    [
        ("Who called Brandt a con man?", "brandt", "man"),
        ("Who has called Mayor Ada Brandt a liar on taxes?", "brandt", "liar"),
        ("Who said that Brandt is a thief?", "brandt", "thief"),
        ("who described Brandt as a danger?", "brandt", "danger"),
    ],
)
def test_whom_a_question_describes(question, last_name, noun):
    found = read_described_person(question)
    assert found is not None
    assert (found.last_name, found.noun) == (last_name, noun)


@pytest.mark.parametrize(
    "question",
    [
        "Who called the mayor?",
        "Who called Brandt?",
        "Who said that prices rise?",
        "Who said Monday was a holiday?",
        "Whom did Brandt call a liar?",
        "Was Brandt called a liar?",
    ],
)
def test_a_question_that_describes_nobody(question):
    assert read_described_person(question) is None


@pytest.mark.parametrize("question", ["Who called Brandt a liar?", "Who said Brandt is a liar?"])
@pytest.mark.parametrize(
    "wrong",
    [
        "“Kerr is such a liar that Brandt need say nothing,” said Tor Moe.",
        "“All of these liars will pay,” said Tor Moe.",
        "Tor Moe described Bo Kerr as a liar, and Brandt was silent.",
        "“Who is the liar here?” said Tor Moe, who has sued Brandt twice.",
        "Ada Brandt, the mayor, called Kerr a sentimental man.",
    ],
)
def test_what_is_said_of_somebody_else_is_no_answer(question, wrong):
    right = "“Brandt is a liar,” said Ida Lund."
    some = transcript((None, wrong), (None, right))
    assert left(some, question) == {right}


@pytest.mark.parametrize(
    "right",
    [
        "“She is a liar,” said Ida Lund.",
        "Ida Lund said the mayor was a liar.",
        "“You are a liar,” said Ida Lund.",
        "The liar is Brandt, said Ida Lund.",
        "“Kerr and Brandt are liars,” said Ida Lund.",
    ],
)
def test_what_may_be_said_of_them_stays(right):
    some = transcript((None, "Mayor Ada Brandt spoke next.", right))
    assert right in left(some, "Who called Brandt a liar?")


def test_where_nobody_of_that_name_is_near_nothing_is_left():
    some = transcript((None, "The mayor opened the fair.", "“He is a liar,” said Ida Lund."))
    assert left(some, "Who called Brandt a liar?") == set()


def test_what_an_interviewer_asks_is_no_answer():
    some = transcript(
        ("Ems", "Do you think that Brandt is a liar?"),
        ("Lindqvist", "I have known Brandt for years, and she is a liar."),
    )
    assert left(some, "Who called Brandt a liar?") == {some[1].text}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("“Who pays for this?” said Lund, who had come late.", True),
        ('"Will you go?" asked the pilot of the boat from Ostby.', True),
        ("“Who pays for this?” said Lund. “The town does.”", False),
        ("“The town pays,” said Lund, who had asked: who else?", True),
        ("“The town pays,” said Lund, who had come late.", False),
    ],
)
def test_a_quoted_question_with_a_tail_is_a_question(text, asks):
    some = transcript((None, text, "The town of Ostby pays for all of it."))
    assert (text not in left(some, "Which town is it?")) is asks


def test_the_office_of_another_stands_for_nobody_else():
    question = "Who called Brandt a liar?"
    some = transcript((None, "Ada Brandt left.", "The historian Arne Moe did not answer."))
    assert some[1].text not in left(some, question)


def test_a_word_of_what_somebody_was_called_is_near():
    some = transcript(
        (None, "“Do you think that Brandt is a vandal?” a listener asked."),
        (None, "The mayor said that she backed Brandt."),
        (None, "Ada Brandt smiled.", "“Vandal or not, she has to go,” said Ida Lund."),
        (None, "It rained.", "Then the hall was shut.", "Kerr said that she was late."),
    )
    found = left(some, "Who called Brandt a vandal?")
    assert some[3].text in found
    assert not {some[0].text, some[5].text, some[6].text} & found
