"""What a question asks for: a speaker, somebody's words, or a fact."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.question_target import (
    asks_for_speaker,
    can_answer_who,
    classify_question,
)
from index.retrieval.question import Question


@pytest.mark.parametrize(
    "question",
    [
        "Who said the harbour is open?",
        "  “Who denied it?”",
        "Whose words were they?",
        "Which adviser claimed victory?",
        "What adviser said so?",
        "Who ruled out that the vote would come in May?",
        "Who said that prices do not matter?",
        "Which witness predicted a flood?",
        "who?",
    ],
)
def test_a_question_that_asks_for_a_speaker(question: str):
    assert asks_for_speaker(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which economist did Clinton cite?",
        "Who does Sanders blame?",
        "What did Sanders say about donors?",
        "Which harbour is open?",
        "Who was the mayor?",
        "Who shot the mayor?",
        "Who won?",
        "Who won the debate that critics called dull?",
        "Who will be heard?",
        "What had Ryan signaled about the vote?",
        "What was the harbour called?",
        "Where did the man who said so live?",
        "Whole grain?",
        "",
    ],
)
def test_a_question_that_asks_for_no_speaker(question: str):
    assert not asks_for_speaker(question)


@pytest.mark.parametrize(
    ("question", "speaker", "named"),
    [
        ("Who said Trump lies?", "Donald Trump", False),
        ("Who said Trump lies?", "Ada Brandt", True),
        ("Who of TRUMP’s rivals said so?", "Trump", False),
        ("Who accused Paul Ryan?", "Paul Nehlen", True),
        ("Who said so?", None, False),
        ("Who said so?", "He", False),
        ("Who said so?", "Q", False),
        ("Who said so?", "Question", False),
        ("Who said (.*?", "(.*", True),
        ("Who opposes the toll?", "Some", False),
        ("Who opposes the toll?", "Many", False),
        ("Who opposes the toll?", "Critics", False),
        ("Who opposes the toll?", "some critics", False),
        ("Who opposes the toll?", "Many of the others", False),
        ("Who opposes the toll?", "Someone", False),
        ("Who opposes the toll?", "Some farmers", True),
        ("Who opposes the toll?", "Critics of the Harbour Board", True),
        ("Who opposes the toll?", "One Ostby delegate", True),
    ],
)
def test_a_speaker_whom_the_question_names_is_no_answer(question, speaker, named):
    assert can_answer_who(question, speaker) is named


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did Brandt say about the harbour?", "words"),
        ("How did Brandt react?", "words"),
        ("In what words did Brandt praise him?", "words"),
        ("According to Brandt, why did it fail?", "words"),
        ("Which harbour did Brandt open?", "fact"),
        ("How many boats did Brandt count?", "fact"),
        ("Where did Brandt say what she thinks?", "fact"),
        ("On what day did Brandt speak?", "fact"),
        ("According to Brandt, how many boats sank?", "fact"),
        ("Was Brandt bothered by the storm?", "words"),
        ("Who said what Brandt thinks?", "speaker"),
    ],
)
def test_what_a_question_asks_for(question: str, wanted: str):
    found = Question(question, np.zeros(1, np.float32), {}, ("Ada Brandt",))
    assert classify_question(found) == wanted
    unnamed = replace(found, speakers=())
    assert classify_question(unnamed) == ("fact" if wanted == "words" else wanted)
