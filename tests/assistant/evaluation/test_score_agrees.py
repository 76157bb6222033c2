"""Every metric that `bench/score.py` has as well is equal to the last digit."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from support.predictions_for_tests import info

from assistant.evaluation.analysis.metric_registry import measure_run, values_by_name
from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.judging import judge_prediction
from assistant.evaluation.judging.records import GoldQuestion, JudgedPrediction
from index.records import Span

pytestmark = pytest.mark.shared

TEXTS = {
    "a.txt": "The harbour opened in May. Ada Brandt, the mayor, said so — “at last”. It rained.",
    "b.txt": "No one knows who sank the ferry. Lind said: we do not. The the. Naïve é x\u2028y.",
    "c.txt": "Short.",
}
EVIDENCE = {
    "a.txt": ("The harbour opened in May.", "It rained.", "Ada Brandt, the mayor, said so"),
    "b.txt": ("No one knows who sank the ferry.", "Lind said: we do not.", "It never stood here."),
    "c.txt": ("Short.",),
}
ANSWERS = ("May", "in May", "the", "", "Ada Brandt", "the ferry — it sank!", "No one", "a an the")
SPEAKERS = (None, "Ada Brandt", "Otto Lind", "Lind", "—")


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "bench" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def corpus_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@st.composite
def places(draw) -> dict[str, Any]:
    document = draw(st.sampled_from([*TEXTS, "elsewhere.txt"]))
    text = TEXTS.get(document, "elsewhere")
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    quote = text[start:end] if draw(st.booleans()) else text[start : end + 1]
    return {
        "document": document,
        "document_id": document,
        "start": start,
        "end": end,
        "quote": quote,
        "speaker": draw(st.sampled_from(SPEAKERS)),
        "marker": 1,
    }


@st.composite
def questions(draw, key: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(["fact", "said", "when", "unanswerable"]))
    document = draw(st.sampled_from([*TEXTS]))
    found = draw(st.lists(st.sampled_from(EVIDENCE[document]), min_size=1, max_size=2))
    answers = draw(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3))
    open_ = kind == "unanswerable"
    return {
        "id": key,
        "type": kind,
        "question": "Who?",
        "answers": [] if open_ else answers,
        "speaker": draw(st.sampled_from(SPEAKERS)),
        "document": document,
        "evidence": [] if open_ else found,
    }


@st.composite
def predictions(draw, key: str) -> dict[str, Any]:
    words = st.sampled_from(ANSWERS)
    return {
        "id": key,
        "status": draw(st.sampled_from(["answered", "answered", "not_found", "failed"])),
        "answer": " ".join(draw(st.lists(words, max_size=4))),
        "short_answer": draw(st.none() | words),
        "confidence": draw(st.floats(0, 1)),
        "citations": draw(st.lists(places(), max_size=3)),
        "retrieved": draw(st.lists(places(), max_size=25)),
        "timings_ms": draw(
            st.none() | st.builds(dict, total=st.floats(0, 1e4), read=st.floats(0, 10))
        ),
    }


@st.composite
def runs(draw) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    keys = [str(number) for number in range(draw(st.integers(1, 12)))]
    asked = [draw(questions(key)) for key in keys]
    # Where none is answerable, score.py ends with an error.
    assume(any(one["type"] != "unanswerable" for one in asked))
    given_ = [draw(predictions(key)) for key in keys if draw(st.integers(0, 9))]
    return asked, given_


def judged_all(asked, given_) -> list[JudgedPrediction]:
    by_id = {one["id"]: one for one in given_}
    found = []
    for facts in asked:
        lists = {name: tuple(facts[name]) for name in ("answers", "evidence")}
        question = GoldQuestion(**{**facts, **lists})
        gold = GoldEvidence(None, ())
        if question.document:
            text = TEXTS[question.document]
            spans = [(text.find(e), e) for e in question.evidence]
            gold = GoldEvidence(
                info(question.document, question.document),
                tuple(Span(start, start + len(e)) for start, e in spans if start >= 0),
            )
        found.append(judge_prediction(question, by_id.get(question.id), gold, TEXTS.get))
    return found


FACT = {
    "id": "0",
    "type": "fact",
    "question": "Who?",
    "answers": ["May"],
    "speaker": None,
    "document": "a.txt",
    "evidence": ["The harbour opened in May."],
}
REFUSED = {"id": "0", "status": "not_found", "answer": "", "citations": [], "retrieved": []}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(([FACT], []))
@example(([FACT], [REFUSED]))
@given(runs())
def test_metrics_that_both_define_are_equal(score, corpus_folder, run):
    asked, given_ = run
    ours = values_by_name(measure_run(judged_all(asked, given_)))
    theirs = score.score(asked, given_, corpus_folder)
    json.dumps(ours, allow_nan=False)
    for name, value in theirs.items():
        if name in ("questions", "predictions", "missing"):
            continue
        assert ours[name] == value, (name, ours[name], value)


def test_metrics_are_equal_where_the_order_of_summing_matters(score, corpus_folder):
    """Thirds that add up to a half digit: a sum in another order is rounded otherwise."""
    asked, given_ = [], []
    for number in range(32):
        key, kind = str(number), ("when", "said", "fact")[number % 3]
        asked.append({**FACT, "id": key, "type": kind, "answers": ["May"]})
        short = ("in May", "on some sunny day in May", "May")[number % 3 if number < 21 else 0]
        given_.append({**REFUSED, "id": key, "status": "answered", "answer": short})
    ours = values_by_name(measure_run(judged_all(asked, given_)))
    theirs = score.score(asked, given_, corpus_folder)
    assert ours["answer_f1"] == theirs["answer_f1"]
    assert {n: ours[n] for n in theirs if n.startswith("answer_")} == {
        n: v for n, v in theirs.items() if n.startswith("answer_")
    }
