"""What is loaded before the first question."""

from __future__ import annotations

from pathlib import Path

import pytest

import index.attribution.tagger.model as tagger_model
from assistant.assistant import BaseAssistant
from assistant.config import Settings
from index.retrieval.who_said import read_who_said


def test_after_warming_up_a_question_for_a_speaker_loads_no_model(
    onrecord, indexed: Path, monkeypatch: pytest.MonkeyPatch
):
    tagger_model.packaged_tagger.cache_clear()
    read_who_said.cache_clear()
    opened = BaseAssistant.open(Settings())
    opened.warm_up()

    def load_late(*_: object) -> None:
        raise AssertionError("loaded by the first question")

    monkeypatch.setattr(tagger_model, "open_session", load_late)
    try:
        assert opened.ask("Who told the court that the harbour stays open?").question
    finally:
        opened.store.close()
