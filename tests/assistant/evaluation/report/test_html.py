"""The HTML report: what it shows, and that nothing from a document runs or loads in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.evaluation import evaluate
from assistant.evaluation.judging.records import GoldQuestion, TestSet
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)'"


class Tags(HTMLParser):
    """Every tag with its attributes, and all text outside of script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def page(assistant, questions, tmp_path: Path) -> str:
    evaluate(assistant, questions, tmp_path / "run")
    return (tmp_path / "run" / "report.html").read_text(encoding="utf-8")


def test_the_report_shows_every_question(page: str, questions):
    text = Tags(page).text
    for one in questions.questions:
        assert one.question in text
    assert "<mark>" in page
    assert page.count('<li data-stage="') == 4
    assert "Harbour" in text


def test_the_report_needs_no_other_file(page: str):
    addresses = set(re.findall(r"https?://[^\"'\s<)]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    tags = Tags(page).tags
    for tag, facts in tags:
        assert tag not in ("iframe", "object", "embed", "base", "form")
        assert not facts.keys() & {"src", "srcset", "data"}, (tag, facts)
        for name in ("href", "xlink:href"):
            assert (facts.get(name) or "#").startswith(("#", "data:,")), (tag, facts)
    policy = next(f["content"] for t, f in tags if t == "meta" and "http-equiv" in f)
    assert policy.startswith("default-src 'none'")
    assert "url(" not in page.replace("url(#", "")
    assert "@import" not in page


def test_no_number_is_shown_as_nan_or_none(page: str):
    text = Tags(page).text
    assert not re.search(r"\b(nan|NaN|inf|None)\b", text)


@pytest.fixture
def hostile(tmp_path: Path, corpus) -> str:
    name = "x<img src=x onerror=alert(4)>.txt"
    text = f"Ada Brandt said the harbour {HOSTILE} would open in May. {HOSTILE}\n"
    folder = corpus({name: text}, "hostile")
    store = Store.create(tmp_path / "hostile-store", HashEmbedder())
    sync(store, [folder])
    one = GoldQuestion(
        id=HOSTILE,
        type=f"who{HOSTILE}",
        question=f"When would the harbour open? {HOSTILE}",
        answers=(HOSTILE,),
        speaker=HOSTILE,
        document=name,
        evidence=(text.split(" {")[0][:30],),
    )
    questions = TestSet(f"{HOSTILE}.jsonl", (one, replace(one, id="2", document=f"gone{HOSTILE}")))
    assistant = Assistant(store, NoReader(), abstains=False)
    evaluate(assistant, questions, tmp_path / "before")
    evaluate(assistant, questions, tmp_path / "run", tmp_path / "before")
    store.close()
    return (tmp_path / "run" / "report.html").read_text(encoding="utf-8")


def test_html_in_documents_and_questions_is_escaped(hostile: str):
    found = Tags(hostile)
    assert found.text.count("<img src=x onerror=alert(2)>") > 5
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert not [facts for tag, facts in found.tags if tag == "img"]
    handlers = [name for _, facts in found.tags for name in facts if name.startswith("on")]
    assert handlers == []


def test_a_lone_surrogate_does_not_stop_the_reports(assistant, questions, tmp_path: Path):
    odd = replace(questions.questions[0], id="\ud800", question="When would the harbour \udfff?")
    evaluate(assistant, TestSet("set.jsonl", (odd,)), tmp_path / "run")
    for name in ("report.html", "report.md", "metrics.json"):
        (tmp_path / "run" / name).read_text(encoding="utf-8")
    json.loads((tmp_path / "run" / "metrics.json").read_text(encoding="utf-8"))
    report = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "undefined: the set has no quotes to check" in report
