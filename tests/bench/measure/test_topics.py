"""The statements that a reader judged by topic, and the figures made of them."""

from __future__ import annotations

from collections import Counter

import pytest
from topics import SUITES, JudgedStatement, read_topic_suite, score_topics

SUITE = SUITES / "topic_statements.jsonl"


def test_precision_and_recall_of_a_small_example():
    read = [JudgedStatement("t", "a.txt", 0, 1, about, "x") for about in (True, True, True, False)]
    scores = score_topics(read, [True, False, True, True])
    assert scores == {"precision": 0.667, "recall": 0.667, "f1": 0.667}
    assert score_topics(read, [False] * 4) == {"precision": 0, "recall": 0, "f1": 0}


def test_the_suite_has_statements_of_both_kinds_in_every_part():
    read = read_topic_suite(SUITE)
    kinds = Counter((one.part, one.about) for one in read)
    assert len(read) >= 60 and min(kinds.values()) >= 10
    assert len({one[:4] for one in read}) == len(read)


@pytest.mark.shared
def test_the_statements_stand_in_their_documents(shared):
    folder = shared / "data" / "news" / "text"
    for one in read_topic_suite(SUITE):
        text = (folder / one.document).read_bytes().decode("utf-8")
        assert text[one.start : one.end].strip()
