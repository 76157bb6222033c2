"""The large reader: reads the few texts that may be cited, more closely than the small one.

It is four times as slow a word, so it reads what the small reader and the ranking leave.
`assistant/readers/packaged_large/README.md` says what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from assistant.readers.answer_spans import AnswerSpan, best_answer, whole_words
from assistant.readers.extractive_reader import REINSTALL, TextToRead
from assistant.readers.large_model import LargeModel, LargeScores, load_large_model
from index.records import Span

LARGE_READER_FOLDER = Path(__file__).parent / "packaged_large"
_GIT_FOLDER = "assistant/readers/packaged_large"


@dataclass(frozen=True, slots=True)
class YesNoVerdict:
    """Whether a text answers a question for yes or no, as probabilities that add up to 1."""

    yes: float
    no: float
    neither: float


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What the large reader says of a text."""

    answers: tuple[AnswerSpan | None, ...]
    """The best answer in each sentence; None if a sentence has no words."""
    parts: tuple[Span, ...]
    """Runs of words in the text that it takes for an answer or for one of several, in order."""
    verdict: YesNoVerdict


class LargeReader:
    """The packaged large reader; loaded on first use. May be used by several threads."""

    def __init__(self, threads: int | None = None, folder: Path = LARGE_READER_FOLDER) -> None:
        """A reader whose model is loaded later.

        Args:
            threads: Threads that it may use; None for one on each available core.
            folder: The folder of its files.
        """
        self._threads = threads
        self._folder = folder
        self._model: LargeModel | None = None
        self._loading = Lock()

    def read_closely(self, question: str, texts: Sequence[TextToRead]) -> list[CloseReading]:
        """What it says of each text.

        Raises:
            ReaderError: The model can't be loaded.
        """
        if not texts:
            return []
        windows: list[list[LargeScores]] = [[] for _ in texts]
        for scores in self._load().score(question, [text.text for text in texts]):
            windows[scores.ends.text_number].append(scores)
        return [_reading(text, own) for text, own in zip(texts, windows, strict=True)]

    def _load(self) -> LargeModel:
        with self._loading:
            if self._model is None:
                restore = REINSTALL.format(folder=_GIT_FOLDER)
                self._model = load_large_model(self._folder, restore, self._threads)
            return self._model


def _reading(text: TextToRead, windows: Sequence[LargeScores]) -> CloseReading:
    answers = []
    for sentence in text.sentences:
        found = (best_answer(text.text, sentence, one.ends) for one in windows)
        answers.append(max(filter(None, found), key=lambda one: one.score, default=None))
    parts = sorted({part for one in windows for part in _parts(text.text, one)})
    # Of a long text's windows, the one that tells most: the others don't hold the answer.
    logits = min((one.verdict for one in windows), key=lambda one: one[2] - max(one[0], one[1]))
    odds = np.exp(logits - logits.max())
    return CloseReading(tuple(answers), tuple(parts), YesNoVerdict(*map(float, odds / odds.sum())))


def _parts(text: str, scores: LargeScores) -> list[Span]:
    """The runs of tokens that are likelier than not within an answer, in whole words."""
    offsets: npt.NDArray[np.int64] = scores.ends.offsets
    is_part = (scores.inside > 0) & (offsets[:, 1] > offsets[:, 0])
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_part.astype(int), [0]))))
    whole = Span(0, len(text))
    return [
        whole_words(text, whole, int(offsets[first, 0]), int(offsets[stop - 1, 1]))
        for first, stop in edges.reshape(-1, 2)
    ]
