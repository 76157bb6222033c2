"""Which questions ask who said something, and what they say was said."""

import pytest

from index.retrieval.who_said import read_who_said


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Who said the harbour is open?", "the harbour is open"),
        ("who thinks the toll is too high", "the toll is too high"),
        ("  “Who denied it?”", "it"),
        ("Who told the council that the dam had cracked?", "that the dam had cracked"),
        ("Who ruled out that the vote would come in May?", "that the vote would come in May"),
        ("Who found it odd that the file was lost?", "it odd that the file was lost"),
        ("Who called the ferry plan a win?", "the ferry plan a win"),
        ("Who said that prices do not matter?", "that prices do not matter"),
        ("Which adviser claimed victory?", "victory"),
    ],
)
def test_what_somebody_is_asked_to_have_said(question: str, claim: str):
    found = read_who_said(question)
    assert found is not None
    assert found.claim == claim


@pytest.mark.parametrize(
    "question",
    [
        "Who won?",
        "Who shot the mayor?",
        "Who was appointed minister?",
        "Who was accused of fraud?",
        "Who won the debate that critics called dull?",
        "Which harbour is open?",
        "Which economist did Clinton cite?",
        "Who does Sanders blame?",
        "What was the harbour called?",
        "What did Ada Brandt say about the dam?",
        "who?",
        "",
    ],
)
def test_other_questions(question: str):
    assert read_who_said(question) is None


@pytest.mark.parametrize(
    ("question", "description", "noun"),
    [
        ("Who warned that the dam would crack?", "", ""),
        ("Which witness warned that the dam would crack?", "witness", "witness"),
        ("Which of the witnesses warned that the dam would crack?", "the witnesses", "witness"),
        ("Which White House aide warned that the dam would crack?", "White House aide", "aide"),
        ("What company warned that the dam would crack?", "company", "company"),
    ],
)
def test_what_the_question_tells_of_who_said_it(question: str, description: str, noun: str):
    found = read_who_said(question)
    assert found is not None
    assert (found.description, found.noun) == (description, noun)


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("Who warned that the dam would crack?", False),
        ("Which witness warned that the dam would crack?", True),
        ("Which congresswoman thinks what they earn is too much?", True),
        ("Which boss thinks that the dam would crack?", True),
        ("Which witnesses warned that the dam would crack?", False),
        ("Which congressmen warned that the dam would crack?", False),
    ],
)
def test_whether_one_speaker_is_asked_for(question: str, one: bool):
    found = read_who_said(question)
    assert found is not None
    assert found.asks_for_one is one
