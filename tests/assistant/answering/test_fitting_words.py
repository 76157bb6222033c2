"""Words that are of the kind a question asks for, and words that only look like it."""

import pytest

from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.fitting_words import fits


@pytest.mark.parametrize(
    ("words", "is_person"),
    [
        ("Some", False),
        ("Many", False),
        ("Others", False),
        ("Someone", False),
        ("Critics", False),
        ("Several of them", False),
        ("Many a ship", False),
        ("The bell weighs 890 kilos", False),
        ("six miles", False),
        ("Some farmers", True),
        ("Many Ostby families", True),
        ("Critics of the Harbour Board", True),
        ("the critics from Ostby", True),
        ("fishermen", True),
        ("Many Lund, the pilot", True),
    ],
)
def test_unnamed_people_are_no_answer_to_who(words, is_person):
    question = "Who opposes the harbour toll?"
    assert fits(words, read_asked_answer(question), question) is is_person
