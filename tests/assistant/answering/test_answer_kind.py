"""What kind of answer a question asks for, and whether a text contains one."""

from __future__ import annotations

import pytest

from assistant.answering.answer_kind import contains_answer_kind, expected_answer_kind


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("number", "How many ships came?"),
        ("number", "How much did the bridge cost?"),
        ("number", "How long is the pier?"),
        ("number", "How often was it refused?"),
        ("number", "How old is the mayor?"),
        ("number", "According to Lind, how far is it to the mill?"),
        ("number", "What percentage of voters stayed at home?"),
        ("number", "What share of the rent is paid by the town?"),
        ("number", "Which number did he name?"),
        ("number", "What unemployment rate did Brandt expect?"),
        ("number", "HOW MANY SHIPS CAME?"),
        ("time", "When did the storm come?"),
        ("time", "When will the harbour open?"),
        ("time", "Since when has it been shut? When was it shut?"),
        ("time", "In what year did it burn?"),
        ("time", "On which day did they meet?"),
        ("time", "What century is the mill from?"),
        ("person", "Who opened the harbour?"),
        ("person", "Whose words were they?"),
        ("person", "Whom did the mayor thank?"),
        ("person", "  “Who denied it?”"),
        (None, "What did Brandt say about the harbour?"),
        (None, "Why did the bridge fall?"),
        (None, "How did the bridge fall?"),
        (None, "Did Brandt open the harbour?"),
        (None, "What does he do when he is angry?"),
        (None, "What did the man who fled say?"),
        (None, "Which country refused?"),
        (None, ""),
        (None, "?!"),
    ],
)
def test_the_kind_of_answer_that_a_question_asks_for(kind: str | None, question: str):
    assert expected_answer_kind(question) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Europe refused 42 times.",
        "It costs $1,250.",
        "Unemployment is at 5%.",
        "Twelve lives were lost.",
        "Dozens came.",
        "Half of them left.",
        "He asked twice.",
        "Millions fled.",
    ],
)
def test_texts_with_a_number(text: str):
    assert contains_answer_kind(text, "number", "How many were there?")


@pytest.mark.parametrize("text", ["Many ships came.", "Nobody knows.", "It is often late.", ""])
def test_texts_without_a_number(text: str):
    assert not contains_answer_kind(text, "number", "How many were there?")


@pytest.mark.parametrize(
    "text",
    [
        "It burned in 1987.",
        "In the 1990s it was shut.",
        "They met on Monday.",
        "It opens in March.",
        "It opens on the 3rd.",
        "It is from the last century.",
        "It opens in Sept. or later.",
        "It was shut last year.",
        "It was shut yesterday.",
    ],
)
def test_texts_with_a_time(text: str):
    assert contains_answer_kind(text, "time", "When was it shut?")


@pytest.mark.parametrize(
    "text", ["It was shut.", "There were 42 ships.", "We march on.", "Soon enough.", ""]
)
def test_texts_without_a_time(text: str):
    assert not contains_answer_kind(text, "time", "When was it shut?")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Brandt opened the harbour.", True),
        ("It was opened by Brandt.", True),
        ("It was opened by Ursula von der Leyen.", True),
        ("Everybody was there.", False),  # a capital that opens a sentence is no name
        ("It was opened by Otto Lind.", False),  # whom the question names
        ("It was opened by Lind.", False),
        ("Otto Lind and Ada Brandt opened it.", True),
        ("the harbour is open", False),
        ("", False),
    ],
)
def test_a_name_that_the_question_has_does_not_count(text: str, found: bool):
    assert contains_answer_kind(text, "person", "Who opened it with Otto Lind?") is found


@pytest.mark.parametrize("text", ["Anything at all.", ""])
def test_any_text_will_do_if_no_kind_is_asked_for(text: str):
    assert contains_answer_kind(text, None, "Why did it fall?")
