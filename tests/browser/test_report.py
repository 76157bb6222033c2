"""An evaluation's report in a real Chromium: its filter, its requests, its width."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import evaluated_documents

from assistant.evaluation import evaluate, read_test_set
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

pytestmark = pytest.mark.browser

LONG = "x" * 300


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    """The folder of a run over small documents, compared with one by words alone."""
    folder = tmp_path_factory.mktemp("report")
    evaluated_documents.make_documents(folder / "documents")
    evaluated_documents.make_questions(folder / "qa.jsonl")
    odd = {"id": LONG, "type": LONG[:80], "question": f"Who said {LONG}?", "answers": [LONG]}
    with (folder / "qa.jsonl").open("a") as questions:
        questions.write(json.dumps(odd) + "\n")
    store = Store.create(folder / "store", HashEmbedder())
    sync(store, [folder / "documents"])
    questions = read_test_set(folder / "qa.jsonl")
    evaluate(Assistant(store, NoReader(), mode="words"), questions, folder / "words")
    evaluate(Assistant(store, NoReader()), questions, folder / "run", folder / "words")
    store.close()
    return folder / "run"


@pytest.fixture
def stages(run: Path) -> list[str]:
    judged = json.loads((run / "metrics.json").read_text(encoding="utf-8"))["judged"]
    return [one["stage"] for one in judged]


@pytest.fixture
def report(browser, run: Path):
    """Opens the report at a width; at the end nothing was asked for but the file itself."""
    opened, requests, errors = [], [], []

    def at(width: int):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        opened.append(context)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        page.goto((run / "report.html").as_uri())
        return page

    yield at
    for context in opened:
        context.close()
    assert errors == []
    others = [url for url in requests if url != (run / "report.html").as_uri()]
    assert [url for url in others if not url.startswith("data:")] == []


def visible(page):
    return page.locator("#questions > li:visible")


def test_the_failures_alone(report, stages):
    page = report(1280)
    failed = [stage for stage in stages if stage != "right"]
    assert 0 < len(failed) < len(stages)
    assert visible(page).count() == len(stages)
    page.get_by_label("Failures only").click()
    assert visible(page).count() == len(failed)
    assert page.locator("#questions > li[data-stage=right]:visible").count() == 0
    told = f"{len(failed)} of {len(stages)} shown"
    assert page.get_by_role("status").inner_text() == told
    page.get_by_label("Failures only").click()
    assert visible(page).count() == len(stages)


def test_a_stage_and_words(report, stages):
    page = report(1280)
    page.get_by_role("combobox", name="Stage").select_option("wrongly refused")
    assert visible(page).count() == stages.count("wrongly refused") > 0
    page.get_by_role("combobox", name="Stage").select_option("")
    page.get_by_role("searchbox", name="Words").fill("THE HARBOUR")
    assert 0 < visible(page).count() < len(stages)
    for text in visible(page).all_text_contents():
        assert "the harbour" in text.lower()
    page.get_by_role("searchbox", name="Words").fill("no such words at all")
    assert visible(page).count() == 0
    assert page.get_by_role("status").inner_text() == f"0 of {len(stages)} shown"


def test_a_question_opens_with_its_citation_in_context(report, run: Path):
    page = report(1280)
    first = page.locator("#questions > li[data-stage=right]").first
    assert not first.locator("mark").first.is_visible()
    first.locator("summary").click()
    assert first.locator("mark").first.is_visible()
    assert "Ada Brandt said that workers would close the harbour" in first.inner_text()


def test_the_plots_are_drawn_in_the_pages_colours(report):
    page = report(1280)
    assert page.locator("figure svg").count() == 4
    box = page.locator("figure svg").first.bounding_box()
    assert box["width"] > 200
    assert box["height"] > 100


@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_is_no_wider_than_the_window(report, width: int):
    page = report(width)
    for summary in page.locator("summary").all()[::40]:
        summary.click()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
