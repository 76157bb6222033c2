from dataclasses import replace

import numpy as np
import pytest

from assistant.citations.speakers import asked_for, asks_who, names_speaker, voice
from index.records import Statement
from index.retrieval.question import Question


def statement(start: int, end: int, speaker: str) -> Statement:
    return Statement(start=start, end=end, kind="direct", speaker=speaker)


FIRST, SECOND = statement(0, 30, "Ada Brandt"), statement(30, 100, "Otto Lind")


@pytest.mark.parametrize(
    ("start", "end", "speaker"),
    [
        (0, 20, "Ada Brandt"),
        (10, 45, "Ada Brandt"),
        (20, 60, "Otto Lind"),
        (90, 200, "Otto Lind"),
    ],
)
def test_whose_words_fill_most_of_a_stretch(start: int, end: int, speaker: str):
    found = voice([FIRST, SECOND], start, end)
    assert found is not None
    assert found.speaker == speaker


def test_where_nobody_speaks_there_is_no_voice():
    assert voice([FIRST, SECOND], 100, 120) is None
    assert voice([], 0, 20) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who said the harbour is open?",
        "  “Who denied it?”",
        "Whose words were they?",
        "Which adviser claimed victory?",
        "What adviser said so?",
        "who?",
    ],
)
def test_who_is_asked_for(question: str):
    assert asks_who(question)


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
        "Who will be heard?",
        "What had Ryan signaled about the vote?",
        "What was the harbour called?",
        "Where did the man who said so live?",
        "Whole grain?",
        "",
    ],
)
def test_who_is_not_asked_for(question: str):
    assert not asks_who(question)


@pytest.mark.parametrize(
    ("question", "speaker", "named"),
    [
        ("Who said Trump lies?", "Donald Trump", False),
        ("Who said Trump lies?", "Ada Brandt", True),
        ("Who of TRUMP’s rivals said so?", "Trump", False),
        ("Who accused Paul Ryan?", "Paul Nehlen", True),
        ("Who said so?", None, False),
        ("Who said so?", "He", False),
        ("Who said (.*?", "(.*", True),
    ],
)
def test_a_speaker_who_answers_is_nobody_whom_the_question_names(question, speaker, named):
    assert names_speaker(question, speaker) is named


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
def test_what_a_question_wants_to_hear(question: str, wanted: str):
    found = Question(question, np.zeros(1, np.float32), {}, ("Ada Brandt",))
    assert asked_for(found) == wanted
    unnamed = replace(found, speakers=())
    assert asked_for(unnamed) == ("fact" if wanted == "words" else wanted)
