"""Ablation: runs a test set with one part of the assistant left out at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from assistant.assistant import BaseAssistant
from assistant.evaluation.analysis.outcome import Ablation
from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.judging.records import ProgressCallback, TestSet
from assistant.readers.extractive_reader import NoReader

__all__ = ["ABLATION_FOLDER", "ablate"]

ABLATION_FOLDER = "ablation"
CHANGED_ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "words only": {"mode": "words"},
    "vectors only": {"mode": "vectors"},
    "no reader": {"reader": NoReader()},
    "no abstention": {"abstains": False},
}
"""For each ablation, the arguments of `BaseAssistant` that leave a part out."""


def ablate(
    assistant: BaseAssistant,
    test_set: TestSet,
    folder: Path,
    progress: Callable[[str], AbstractContextManager[ProgressCallback]],
    fresh: bool = False,
) -> Iterator[Ablation]:
    """Run the test set once for each part left out, each in its own folder under `folder`.

    Args:
        assistant: The whole assistant, whose models are used again.
        test_set: The questions, with what is expected.
        folder: Folder of the whole assistant's run, which each run is compared with.
        progress: Makes the progress callback of a run from its name.
        fresh: Whether to ask again what was asked before.
    """
    for name, changed in CHANGED_ARGUMENTS.items():
        arguments: dict[str, Any] = {
            "reader": assistant.reader,
            "model": assistant.model,
            "nli": assistant.nli,
        }
        reduced = BaseAssistant(assistant.store, **{**arguments, **changed})
        own_folder = folder / ABLATION_FOLDER / name.replace(" ", "-")
        with progress(name) as callback:
            outcome = evaluate(reduced, test_set, own_folder, folder, callback, fresh)
        yield Ablation(name, outcome)
