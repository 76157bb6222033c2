"""The command line over stores without a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.made_up_statements import COURT, GRAIN

import assistant.stores
from assistant.cli import main
from index.embedding.hash_embedder import HashEmbedder

Onrecord = Callable[..., Result]


@pytest.fixture(scope="module", autouse=True)
def _remembered_models(remembered_models: None) -> None:
    """Most tests here ask the same questions of the same documents."""


@pytest.fixture
def onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Onrecord:
    """Runs a command in an empty folder; any exception that isn't an exit fails the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        assistant.stores,
        "SentenceEmbedder",
        lambda name="hash", threads=None: HashEmbedder(
            name="hash" if name == "all-MiniLM-L6-v2" else name
        ),
    )

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def indexed(onrecord: Onrecord, corpus: Callable[..., Path]) -> Path:
    """A folder of two documents that are in the store."""
    folder = corpus({"grain.txt": GRAIN, "court.txt": COURT})
    assert onrecord("index", folder).exit_code == 0
    return folder
