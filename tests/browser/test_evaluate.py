"""The tab "Evaluate": a test set run, stopped, and drafted, over the seeds with the real models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.assistant_without_models import running

from assistant import Assistant
from index.embedding.embedder import SentenceEmbedder
from index.store.store import Store
from index.sync.sync import sync

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chat(tmp_path_factory, seeds: Path):
    folder = tmp_path_factory.mktemp("evaluate") / "store"
    store = Store.create(folder, SentenceEmbedder())
    sync(store, [seeds])
    with running(Assistant(store)) as address:
        yield address
    store.close()


def opened(visit, address: str):
    page = visit(address)
    page.get_by_role("tab", name="Evaluate").click()
    return page


def chosen(page, *files: Path) -> None:
    page.locator("#or-test-set input[type=file]").set_input_files(list(files))
    page.locator("#or-test-set").get_by_text(files[0].stem).first.wait_for()


def run(page) -> None:
    page.get_by_role("button", name="Run the test set").click()


def test_a_test_set_is_run_and_its_report_saved(visit, chat: str, seeds: Path):
    page = opened(visit, chat)
    chosen(page, seeds / "questions.jsonl")
    run(page)
    page.get_by_text("of 12 questions right").wait_for(timeout=120_000)
    assert page.get_by_role("img", name="Found among the first k passages").is_visible()
    integrity = page.get_by_role("row", name="citations that resolve to their exact characters")
    assert "1.000" in integrity.inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the report").click()
    report = saved.value.path().read_text(encoding="utf-8")
    assert "questions.jsonl" in report and "European states refuse" in report
    assert str(seeds) not in report
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the answers").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert not any(str(seeds) in line for line in lines)
    assert len({json.loads(line)["id"] for line in lines}) == 12


def test_what_is_no_test_set_is_told(visit, chat: str, tmp_path: Path):
    path = tmp_path / "<b>bad.jsonl"
    path.write_text('{"id": "1", "question": "Who?", "answers": "<img src=x onerror=alert(1)>"}\n')
    page = opened(visit, chat)
    run(page)
    page.get_by_text("Choose a test set first.").wait_for()
    page.locator("#or-test-set input[type=file]").set_input_files(path)
    page.locator("#or-test-set").get_by_text("bad").first.wait_for()
    run(page)
    problem = page.get_by_role("alert").filter(has_text="can't be used as a test set")
    problem.wait_for()
    assert 'its "answers" is not a list of texts' in problem.inner_text()
    assert str(tmp_path) not in problem.inner_text()


def test_a_run_is_stopped_and_goes_on(visit, chat: str, tmp_path: Path):
    questions = [
        {"id": str(number), "question": f"How many requests were there in {number}?", "answers": []}
        for number in range(1900, 1930)
    ]
    path = tmp_path / "long.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in questions))
    page = opened(visit, chat)
    chosen(page, path)
    run(page)
    page.get_by_text("of 30 questions asked").wait_for(timeout=60_000)
    page.get_by_role("button", name="Stop", exact=True).locator("visible=true").click()
    page.get_by_text("Stopped. Run it again").wait_for(timeout=60_000)
    run(page)
    page.get_by_text("of 30 questions right").wait_for(timeout=200_000)


def test_questions_are_drafted(visit, chat: str):
    page = opened(visit, chat)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Draft 20 questions").click()
    drafts = [json.loads(line) for line in saved.value.path().read_text().splitlines()]
    assert drafts and all(one["draft"] for one in drafts)
