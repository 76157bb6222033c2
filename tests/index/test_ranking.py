import numpy as np
import pytest

from index.question import Question, asked_date, asked_speakers
from index.ranking import date_match


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did he say in November 2015?", (2015, 11)),
        ("Who won in 2016?", (2016, None)),
        ("What was decided in march?", (None, 3)),
        ("Why may Trump shy away from suing?", (None, None)),
        ("What happened in May 2016?", (2016, 5)),
        ("Who spoke?", (None, None)),
        ("How were 20155 votes counted?", (None, None)),
    ],
)
def test_the_date_asked_about_is_read(question, expected):
    assert asked_date(question) == expected


@pytest.mark.parametrize(
    ("asked", "date", "expected"),
    [
        ((2016, 5), "2016-05-31", 1.0),
        ((2016, 5), "2016-06-01", 0.5),
        ((2016, 1), "2015-12-31", 0.5),
        ((2016, 5), "2016-08-01", 0.0),
        ((2016, None), "2016-08-01", 1.0),
        ((None, 8), "2015-08-01", 1.0),
        ((None, None), "2016-08-01", 0.0),
        ((2016, 5), None, 0.0),
    ],
)
def test_a_documents_date_matches_the_one_asked_about(asked, date, expected):
    assert date_match(asked, date) == expected


def test_coverage_weighs_words_by_rarity():
    question = Question("", np.zeros(1, np.float32), {"extradit": 3.0, "state": 1.0})
    assert question.coverage("They refused to extradite him.") == 0.75
    assert question.coverage("The states agreed.") == 0.25
    assert question.coverage("") == 0.0
    assert Question("", np.zeros(1, np.float32), {}).coverage("anything") == 0.0


@pytest.mark.parametrize(
    ("rarity", "theirs", "covered"),
    [
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0}, ["The harbour is shut."], True),
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0}, ["He came."], False),
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0, "rent": 1.0}, ["The harbour is shut."], False),
        ({"lind": 2.0, "say": 1.0}, ["He came."], True),
        ({"lind": 2.0, "say": 1.0}, [], False),
    ],
)
def test_whether_one_says_all_that_is_asked_about(rarity, theirs, covered):
    question = Question("", np.zeros(1, np.float32), rarity, ("Otto Lind",))
    assert question.is_covered_by(theirs) is covered


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Ursula von der Leyen say about Ukraine?", "Ursula von der Leyen"),
        ("What did Mohammed bin Salman say?", "Mohammed bin Salman"),
        ("According to Luis de la Fuente, what went wrong?", "Luis de la Fuente"),
        ("What does José María Aznar think of it?", "José María Aznar"),
        ("What was Matthews' complaint about Sanders?", "Matthews"),
        ("What pitch did Rubio spokesman Alex Conant make to voters?", "Alex Conant"),
        ("According to Border Patrol tunnel specialist Kevin Hecht, when?", "Kevin Hecht"),
        ("Why did NBC's Dante Chinni doubt that debates matter?", "Dante Chinni"),
        ("Did Grassley take it back?", "Grassley"),
        ("What do parents want, in the view of Megan Hester of the Institute?", "Megan Hester"),
        ("Why did Future45 wait, according to Brian Baker?", "Brian Baker"),
        ("Melania Trump on Fox News: whom does she blame?", "Melania Trump"),
        ("How did Trump compare Putin with Obama?", "Trump"),
    ],
)
def test_whose_words_a_question_asks_for(question: str, name: str):
    assert next(asked_speakers(question)) == name
