"""The questions to train on are about the documents that they name, and about no others."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from read_questions import read_documents, read_questions

KINDS = frozenset(
    """who whom which role when where how-many how-much why how said denied promised called yes-no
    list few-words before headline first-last other""".split()
)


def test_questions_are_whole_and_asked_once():
    questions = list(read_questions())
    asked = Counter((one.document, " ".join(one.text.lower().split())) for one in questions)
    assert [key for key, count in asked.items() if count > 1] == []
    assert {one.kind for one in questions} == KINDS
    assert len({one.id for one in questions}) == len(questions)
    for one in questions:
        assert bool(one.answers) == (one.missing is None), one.id
        if one.verdict is not None:
            assert one.kind == "yes-no"
            assert one.verdict in ("yes", "no")
    assert sum(bool(one.answers) for one in questions) >= 8_000
    assert sum(not one.answers for one in questions) >= 3_000


@pytest.mark.shared
def test_answers_stand_in_their_documents(shared):
    data = shared / "data"
    texts = read_documents([data / "news" / "text", data / "statements" / "text"])
    for one in read_questions():
        text = texts[one.document]
        for span in (*one.answers, *one.evidence):
            assert text[slice(*span)].strip() == text[slice(*span)] != "", one.id


@pytest.mark.shared
def test_nothing_is_asked_about_what_measures(shared):
    allowed = set((shared / "data/news/reader_documents.txt").read_text("utf-8").split("\n"))
    asked = {one.document for one in read_questions(["news.jsonl"])}
    assert asked <= allowed
