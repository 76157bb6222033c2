"""A chat model as judge: the real openevals and langchain-openai against a scripted server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.chat_endpoint import Reply, serve

from assistant.chat_model import open_chat_model
from assistant.evaluation.judging.chat_model_judge import judge_with_chat_model
from assistant.evaluation.judging.records import GoldQuestion, JudgedPrediction, QuestionResult


def result(key: str, given: str, answered: bool = True) -> QuestionResult:
    return QuestionResult(
        question=GoldQuestion(id=key, type="fact", question="How many?", answers=("42",)),
        judged=JudgedPrediction(
            id=key,
            type="fact",
            answerable=True,
            asked=True,
            answered=answered,
            stage="right",
            timings_ms={},
        ),
        given=given,
        short_answer=None,
    )


def nothing(done: int, total: int, name: str) -> None:
    pass


def opinion(request: dict[str, Any]) -> Reply:
    asked = str(request["messages"][-1]["content"])
    right = "<output>\n42 times [1]\n</output>" in asked
    return Reply(json.dumps({"reasoning": "counted", "score": right}))


def test_each_answer_is_judged_once(tmp_path: Path):
    results = [result("a", "42 times [1]"), result("b", "43 times [1]"), result("c", "", False)]
    with serve(opinion) as server:
        model = open_chat_model("openai:judge", server.url)
        found, failed = judge_with_chat_model(results, model, tmp_path, nothing)
        asked = len(server.requests)
        again, _ = judge_with_chat_model(results, model, tmp_path, nothing)
        assert (len(server.requests), asked) == (2, 2)
    assert found == again == {"a": True, "b": False}
    assert not failed
    assert "How many?" in server.prompts[0] and "42" in server.prompts[0]


def test_a_changed_answer_is_judged_again(tmp_path: Path):
    with serve(opinion) as server:
        model = open_chat_model("openai:judge", server.url)
        judge_with_chat_model([result("a", "43 times [1]")], model, tmp_path, nothing)
        found, _ = judge_with_chat_model([result("a", "42 times [1]")], model, tmp_path, nothing)
    assert found == {"a": True}


@pytest.mark.parametrize(
    "reply", [Reply("no JSON at all"), Reply(status=401), Reply('{"reasoning": "none"}')]
)
def test_a_failing_judge_is_reported(tmp_path: Path, reply: Reply):
    with serve([reply]) as server:
        model = open_chat_model("openai:judge", server.url)
        found, failed = judge_with_chat_model(
            [result("a", "42 times [1]")], model, tmp_path, nothing
        )
    assert found == {}
    assert len(failed) == 1 and failed[0].startswith("a: not judged: the model openai:judge")
    assert "sk-secret" not in failed[0]
