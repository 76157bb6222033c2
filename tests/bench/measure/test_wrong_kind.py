"""The count of short answers of the wrong kind."""

import json
from pathlib import Path

import pytest
from wrong_kind import count, is_wrong, kind_of

RIGHT = [
    ("How many bridges are shut?", "34"),
    ("How much does it cost?", "4.6 million crowns"),
    ("When did they meet?", "on Thursday"),
    ("Which countries cooperate?", "Poland, Turkey and France"),
    ("Who broke it?", "the night guard"),
    ("Who is Ada Brandt?", "a retired postmistress"),
]
WRONG = [
    ("How many bridges are shut?", "many"),
    ("How much does he earn?", "month"),
    ("When did they meet?", "42 times"),
    ("Which two senators said so?", "Bernie Sanders"),
    ("Which countries cooperate?", "these"),
    ("Who broke it?", "they"),
    ("Who is Ada Brandt?", "General's Office"),
]


@pytest.mark.parametrize(("question", "short"), RIGHT)
def test_right_kinds(question, short):
    assert not is_wrong(kind_of(question), question, short)


@pytest.mark.parametrize(("question", "short"), WRONG)
def test_wrong_kinds(question, short):
    assert is_wrong(kind_of(question), question, short)


def test_only_short_answers_to_these_questions_are_counted(tmp_path: Path):
    rows = [
        {"question": question, "short_answer": short, "status": "answered"}
        for question, short in (*RIGHT, *WRONG, ("Why is it shut?", "it"), ("Who came?", None))
    ]
    rows.append({"question": "Who came?", "short_answer": "it", "status": "not_found"})
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    given, wrong, shown = count([file])
    assert sum(given.values()) == len(RIGHT) + len(WRONG)
    assert sum(wrong.values()) == len(WRONG) == len(shown)
