"""Answers made whole again from a conversation's file."""

from __future__ import annotations

import json

import pytest

from assistant.decoding import decode_turn
from assistant.errors import ConversationError
from assistant.records import Answer, Retrieved, Searched, Turn, WrittenSentence
from assistant.saved.past_answers import restore_answer


@pytest.fixture
def info(hash_store):
    (info,) = hash_store.catalogue.documents()
    return info


def test_what_was_kept_comes_back(hash_store, info):
    near = Retrieved(
        **info.ref_at(0).document_facts(), start=0, end=20, score=0.5,
        text=hash_store.catalogue.quote(info.number, 0, 20),
    )  # fmt: skip
    answer = Answer(
        question="And then?", status="answered", text="42 [1]", short_answer="42",
        confidence=0.5, citations=(), retrieved=(near,), searched=Searched(documents=1),
        timings_ms={"total": 1.0}, standalone="How often?", model="m:n", notice="Note.",
        sentences=(WrittenSentence(text="42", status="kept", markers=(1,)),),
    )  # fmt: skip
    kept = decode_turn(json.loads(json.dumps(Turn.of(answer).as_dict())))
    assert restore_answer(kept, hash_store.catalogue) == answer


def test_a_passage_whose_document_is_gone_is_left_out(hash_store):
    passage = {"document": "gone", "start": 0, "end": 1, "score": 1}
    facts = {"status": "not_found", "retrieved": [passage]}
    assert restore_answer(Turn("q", "q", "x", facts), hash_store.catalogue).retrieved == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"confidence": "high"}, {"citations": [{}]}, {"citations": ["x"]},
        {"citations": [{"quote": "q", "document": "d", "marker": 1, "start": 5, "end": 2}]},
        {"retrieved": [{"document": "d"}]}, {"searched": 7}, {"sentences": [{}]},
        {"timings_ms": {"total": "x"}},
    ],
)  # fmt: skip
def test_a_file_changed_by_hand_is_damaged_and_no_crash(hash_store, info, facts):
    if "retrieved" in facts:
        facts = {"retrieved": [{"document": info.label}]}
    with pytest.raises(ConversationError, match="is damaged"):
        restore_answer(Turn("q", "q", "x", facts), hash_store.catalogue)
