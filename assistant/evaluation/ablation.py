"""The same questions with one part taken away at a time: what is each part worth?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.engine import Engine
from assistant.evaluation.evaluate import Evaluation, evaluate
from assistant.evaluation.run import Progress
from assistant.evaluation.testset import TestSet
from assistant.reader import NoReader

FOLDER = "ablation"
WITHOUT: Mapping[str, Mapping[str, Any]] = {
    "words only": {"means": "words"},
    "vectors only": {"means": "vectors"},
    "no reader": {"reader": NoReader()},
    "no abstention": {"abstains": False},
}
"""What is taken away, and how an assistant is made so."""


@dataclass(frozen=True, slots=True)
class Ablation:
    """A run with a part taken away, compared with the whole."""

    name: str
    evaluation: Evaluation


def ablate(
    assistant: Engine,
    test_set: TestSet,
    folder: Path,
    progress: Callable[[str], AbstractContextManager[Progress]],
    fresh: bool = False,
) -> Iterator[Ablation]:
    """Run the set once for each part, each kept in a folder of its own under `folder`.

    Args:
        assistant: The whole, whose models are used again.
        test_set: What is asked.
        folder: Of the run with nothing taken away, which must be there.
        progress: Gives for each run's name what is told how far it is.
        fresh: Whether to ask again what was asked before.
    """
    for name, changed in WITHOUT.items():
        whole: dict[str, Any] = {
            "reader": assistant.reader,
            "model": assistant.model,
            "nli": assistant.nli,
        }
        without = Engine(assistant.store, **{**whole, **changed})
        place = folder / FOLDER / name.replace(" ", "-")
        with progress(name) as told:
            yield Ablation(name, evaluate(without, test_set, place, folder, told, fresh))
