"""What users say of answers, and the draft test set that comes of it."""

from __future__ import annotations

import json

import pytest

from assistant.errors import FeedbackError
from assistant.records import Turn
from assistant.saved.feedback import Feedback, Opinion, draft_test_set

CITED = {"document": "a.txt", "quote": "refused 42 times", "speaker": "Ada Byron"}
ANSWER = {"status": "answered", "short_answer": "42", "citations": [CITED]}


def turn(question: str = "How often?", **answer) -> Turn:
    return Turn(question, f"{question} (whole)", "2022-10-14T10:00:00+00:00", ANSWER | answer)


def test_what_is_said_is_kept_and_the_last_word_counts(tmp_path):
    feedback = Feedback(tmp_path)
    assert feedback.opinions() == []
    feedback.add(Opinion.of("talk", turn(), helpful=False, comment="no ‘42’\n"))
    feedback.add(Opinion.of("talk", turn("Who?"), helpful=True))
    feedback.add(Opinion.of("talk", turn(), helpful=True))
    found = Feedback(tmp_path).opinions()
    assert [(one.question, one.helpful, one.comment) for one in found] == [
        ("Who? (whole)", True, ""), ("How often? (whole)", True, ""),
    ]  # fmt: skip


def test_the_same_question_in_another_conversation_is_another_answer(tmp_path):
    feedback = Feedback(tmp_path)
    for name in ("one", "two"):
        feedback.add(Opinion.of(name, turn(), helpful=True))
    assert len(feedback.opinions()) == 2


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"id": 1}', "null"])
def test_a_damaged_line_is_named(tmp_path, line):
    Feedback(tmp_path).path.write_text(line + "\n")
    with pytest.raises(FeedbackError, match=r"feedback\.jsonl, line 1, is damaged"):
        Feedback(tmp_path).opinions()


def test_a_helpful_answer_gives_the_expected_words_and_their_evidence():
    (line,) = draft_test_set([Opinion.of("t", turn(), helpful=True, comment="good")])
    assert line | {"id": ""} == {
        "id": "", "type": "fact", "question": "How often? (whole)", "answers": ["42"],
        "speaker": "Ada Byron", "document": "a.txt", "evidence": ["refused 42 times"],
        "draft": True, "helpful": True, "comment": "good",
    }  # fmt: skip


def test_a_bad_answer_gives_the_question_alone_and_a_good_refusal_no_answer():
    bad = Opinion.of("t", turn(), helpful=False)
    refused = Opinion.of("t", turn("Who?", status="not_found", citations=[]), helpful=True)
    wrongly = Opinion.of("t", turn("When is it?", status="not_found", citations=[]), helpful=False)
    lines = list(draft_test_set([bad, refused, wrongly]))
    assert [(line["type"], line["answers"], line["evidence"]) for line in lines] == [
        ("fact", [], []), ("unanswerable", [], []), ("when", [], []),
    ]  # fmt: skip


def test_evidence_is_of_one_document_as_test_sets_have_it():
    other = {**CITED, "document": "b.txt", "quote": "43"}
    (line,) = draft_test_set([Opinion.of("t", turn(citations=[CITED, other]), helpful=True)])
    assert line["evidence"] == ["refused 42 times"]
    json.dumps(line)
