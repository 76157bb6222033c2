"""`onrecord chat` where there is no store yet, and where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.ui
from assistant.assistant import BaseAssistant
from assistant.ui.runtime.page_backend import PageBackend


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """What a served chat shows and answers, gathered while its store is open."""
    gathered: list[dict] = []

    def serve(assistant: BaseAssistant, *arguments: object, **options: object) -> None:
        assistant.warm_up()
        answer = assistant.ask("Who won the match?")
        gathered.append({"page": PageBackend(assistant, None).masthead(), "answer": answer})

    monkeypatch.setattr(assistant.ui, "serve", serve)
    return gathered


def test_without_a_store_an_empty_one_starts_and_says_how_to_add_documents(
    onrecord, served, tmp_path: Path
):
    result = onrecord("chat")
    assert (result.exit_code, result.stderr) == (0, "")
    (shown,) = served
    assert "the store is empty" in shown["page"] and "Documents" in shown["page"]
    assert "onrecord index" in shown["page"]
    assert shown["answer"].status == "not_found"
    assert shown["answer"].searched.documents == 0
    assert "there are no documents to search" in shown["answer"].text
    assert onrecord("stats").exit_code == 0


def test_with_documents_the_page_does_not_ask_for_some(onrecord, indexed, served):
    assert onrecord("chat").exit_code == 0
    assert "the store is empty" not in served[0]["page"]


def test_a_broken_store_is_refused(onrecord, indexed, served, tmp_path: Path):
    (tmp_path / ".onrecord" / "catalogue.sqlite").write_bytes(b"no database" * 1000)
    result = onrecord("chat")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("onrecord: ") and ".onrecord" in result.stderr
    assert served == []
