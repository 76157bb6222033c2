import pytest

from assistant.voice import asks_who, voice, who_said
from index.records import Statement


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
        "Where did the man who said so live?",
        "Whole grain?",
        "",
    ],
)
def test_who_is_not_asked_for(question: str):
    assert not asks_who(question)


@pytest.mark.parametrize(
    ("question", "speakers", "name"),
    [
        ("Who said Trump lies?", ["Donald Trump", None, "Ada Brandt", "Otto Lind"], "Ada Brandt"),
        ("Who said so?", ["Ada Brandt", "Otto Lind"], "Ada Brandt"),
        ("Who of TRUMP’s rivals said so?", ["Trump"], None),
        ("Who said so?", [None], None),
        ("Who said so?", [], None),
        ("Who said (.*?", ["(.*", "Ada Brandt"], "(.*"),
    ],
)
def test_who_said_it_is_nobody_whom_the_question_names(question: str, speakers, name):
    assert who_said(question, speakers) == name
