"""Which questions are for the records, in everyday wording."""

from __future__ import annotations

import time

import pytest

from assistant.answering.from_records.question_forms import read_record_question, verb_group


@pytest.mark.parametrize(
    ("question", "form", "person"),
    [
        ("How old is Ada Brandt?", "age", "Ada Brandt"),
        ("what is brandt's age", "age", "brandt"),
        ("who's Ada Brandt?", "role", "Ada Brandt"),
        ("hey, can you tell me who is ada brandt please", "role", "ada brandt"),
        ("WHAT IS ADA BRANDT'S JOB?", "role", "ADA BRANDT"),
        ("whats brandt's role at the ministry", "role", "brandt"),
        ("what does Ms. Brandt do?", "role", "Ms. Brandt"),
        ("what position does Brandt hold", "role", "Brandt"),
        ("What is Brandt's position?", "role", "Brandt"),
        ("What is Brandt's position at the ministry?", "role", "Brandt"),
        ("What is Brandt's position on the toll?", "list", "Brandt"),
        ("what's brandt's stance regarding tolls", "list", "brandt"),
        ("What is Ada Brandt's view of the toll?", "list", "Ada Brandt"),
        ("What is the position of the ferry union on tolls?", "list", "the ferry union"),
        ("What are Brandt's views towards tolls?", "list", "Brandt"),
        ("who is the mayor of Lund?", "role", "the mayor of Lund"),
        ("When did Brandt say that the toll is dead?", "when", "Brandt"),
        ("on what date did Brandt first promise a bridge?", "when", "Brandt"),
        ("has brandt ever said she would resign", "ever", "brandt"),
        ("Did Brandt change her mind on the toll?", "change", "Brandt"),
        ("how has Brandt's position on the toll changed?", "change", "Brandt"),
        ("What was the last thing Brandt said about the toll?", "first or last", "Brandt"),
        ("what did Brandt say first about the toll", "first or last", "Brandt"),
        ("so what has Brandt said about the toll so far?", "list", "Brandt"),
        ("list all statements by Brandt on the toll", "list", "Brandt"),
        ("What did Brandt say about the toll in March 2021?", "list", "Brandt"),
        ("Compare what Brandt and Dahl say about the toll", "compare", "Brandt"),
        ("how do Brandt and Dahl differ on the toll?", "compare", "Brandt"),
        ("how many statements by Brandt are there?", "count statements", "Brandt"),
        ("how many press releases did the ministry publish", "count documents", "the ministry"),
        ("who has criticised the toll?", "who", ""),
        ("list everyone who supported the toll", "who", ""),
        ("who chairs the harbour board?", "leader", ""),
    ],
)
def test_forms(question, form, person):
    found = read_record_question(question)
    assert found is not None
    assert (found.form, found.person) == (form, person)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "???",
        "What did Brandt say about the toll?",
        "How much is the toll?",
        "Who is it?",
        "who was he",
        "When did the admiral die?",
        "When does the bridge open?",
        "Who spoke for the farmers?",
        "Has the toll gone up?",
        "What did Brandt do?",
        "What was the first toll?",
        "Has Brandt ever said she would resign? And when?",
        "how many people marched?",
        "who " * 400,
    ],
)
def test_other_questions_are_none(question):
    assert read_record_question(question) is None


def test_the_parts_of_a_question():
    found = read_record_question("Did Brandt say in March 2021 that the toll would fall?")
    assert found is not None
    assert (found.topic, found.period, found.is_claim) == (
        "the toll would fall",
        "March 2021",
        True,
    )
    found = read_record_question("Has Brandt ever criticised the harbour people too?")
    assert found is not None
    assert (found.topic, found.is_claim) == ("the harbour people", False)
    found = read_record_question("What is the latest thing Brandt said about all this?")
    assert found is not None
    assert (found.topic, found.order) == ("", "last")


def test_verbs_of_one_group():
    assert {verb_group(word) for word in ("criticised", "condemns", "slammed")} == {"criticise"}
    assert verb_group("against") == "oppose"
    assert verb_group("admiral") is None


@pytest.mark.parametrize(
    "piece", ["who is ", "did a say that ", "what has and ", "in March ", "a's "]
)
def test_a_long_question_takes_no_long_time(piece):
    started = time.process_time()
    for length in (240, 2000, 100_000):
        read_record_question((piece * length)[:length])
    assert time.process_time() - started < 2
