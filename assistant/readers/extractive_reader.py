"""The extractive reader: finds the words of a text that answer a question, with a score.

A transformer with a question-answering head gives each token a score for starting an answer and
one for ending it; the very first token stands for "no answer here". The packaged reader uses the
word embeddings of the packaged embedding model, which are not shipped twice;
`assistant/readers/packaged/README.md` says what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.readers.token_scores import TokenScores, TokenScoringModel
from index.records import Span

DEFAULT_READER = "packaged"
"""The reader that comes with On Record."""
PACKAGED_READER_FOLDER = Path(__file__).parent / "packaged"
MAX_ANSWER_TOKENS = 40
"""Maximum length of an answer."""
MAX_ALTERNATIVES = 5
"""Number of further answers that a sentence's best answer comes with."""


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text for the reader, with the sentences in which it may find an answer."""

    text: str
    sentences: tuple[Span, ...]
    """Characters of `text`."""


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """The reader's best answer within one sentence: `text[start:end]`."""

    start: int
    end: int
    score: float
    """Log odds against "no answer here": above 0 if the reader prefers this answer."""
    alternatives: tuple[AnswerSpan, ...] = ()
    """The next best answers in the sentence, best first; none shares a word with another."""

    def moved(self, shift: int) -> AnswerSpan:
        """The same answers, all offsets moved by so many characters."""
        others = tuple(other.moved(shift) for other in self.alternatives)
        return AnswerSpan(self.start + shift, self.end + shift, self.score, others)


class Reader(Protocol):
    """Finds answers in texts."""

    name: str
    """The model's name, its folder, or "none"."""

    def read(self, question: str, texts: Sequence[TextToRead]) -> list[list[AnswerSpan | None]]:
        """The best answer in each sentence of each text; None if a sentence has no words.

        With it come the next best, if the reader finds any.
        """


class NoReader:
    """Finds no answers: candidates are then ranked by words and embeddings alone."""

    name = "none"

    def read(self, question: str, texts: Sequence[TextToRead]) -> list[list[AnswerSpan | None]]:
        """See `Reader.read`."""
        return [[None] * len(text.sentences) for text in texts]


class ExtractiveReader:
    """The packaged reader, or any extractive question-answering model of transformers.

    The model is loaded on first use. It is downloaded only if it is not the packaged one and the
    machine doesn't have it. May be used by several threads.
    """

    def __init__(
        self,
        name: str = DEFAULT_READER,
        model: TokenScoringModel | None = None,
        threads: int | None = None,
        packaged_folder: Path = PACKAGED_READER_FOLDER,
    ) -> None:
        """A reader whose model is loaded later.

        Args:
            name: The model's name or folder.
            model: The loaded model, to skip loading.
            threads: Threads that the packaged reader may use; None for one on each available core.
            packaged_folder: The folder of the packaged reader's files.
        """
        self._threads = threads
        self._packaged_folder = packaged_folder
        self.name = name
        self._model = model
        self._loading = Lock()

    def read(self, question: str, texts: Sequence[TextToRead]) -> list[list[AnswerSpan | None]]:
        """See `Reader.read`.

        Raises:
            ReaderError: The model can't be loaded.
        """
        answers: list[list[AnswerSpan | None]] = [[None] * len(text.sentences) for text in texts]
        if not texts:
            return answers
        for scores in self.load().score_tokens(question, [text.text for text in texts]):
            text = texts[scores.text_number]
            for number, sentence in enumerate(text.sentences):
                best = _best_answer(text.text, sentence, scores)
                known = answers[scores.text_number][number]
                if best and (known is None or best.score > known.score):
                    answers[scores.text_number][number] = best
        return answers

    def load(self) -> TokenScoringModel:
        """The model, loaded if it wasn't yet; raises as `read` does."""
        with self._loading:
            if self._model is None:
                self._model = _load_model(self.name, self._threads, self._packaged_folder)
            return self._model


def _best_answer(text: str, sentence: Span, scores: TokenScores) -> AnswerSpan | None:
    """The whole words of a sentence with the highest sum of start and end score, and the next."""
    offsets = scores.offsets
    inside = np.flatnonzero(
        (offsets[:, 1] > offsets[:, 0])
        & (offsets[:, 0] < sentence.end)
        & (offsets[:, 1] > sentence.start)
    )
    if not len(inside):
        return None
    first, stop = int(inside[0]), int(inside[-1]) + 1
    sums = scores.starts[first:stop, None] + scores.ends[None, first:stop]
    sums = np.where(_allowed_pairs(len(sums)), sums, -np.inf)
    spans: list[AnswerSpan] = []
    while len(spans) <= MAX_ALTERNATIVES:
        start_token, end_token = np.unravel_index(int(sums.argmax()), sums.shape)
        score = float(sums[start_token, end_token])
        if score == -np.inf:
            break
        start = max(int(offsets[first + start_token, 0]), sentence.start)
        end = min(int(offsets[first + end_token, 1]), sentence.end)
        whole = _whole_words(text, sentence, start, end)
        if not any(whole.start < other.end and other.start < whole.end for other in spans):
            spans.append(AnswerSpan(*whole, score))
        sums[: end_token + 1, start_token:] = -np.inf  # all answers that share a token with it
    return replace(spans[0], alternatives=tuple(spans[1:]))


def _whole_words(text: str, sentence: Span, start: int, end: int) -> Span:
    """The span with the rest of the words that it begins and ends in."""
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < sentence.end and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


@lru_cache(maxsize=64)
def _allowed_pairs(size: int) -> npt.NDArray[np.bool_]:
    """Which pairs of start and end token make an answer, shape (size, size)."""
    distance = np.arange(size) - np.arange(size)[:, None]
    allowed: npt.NDArray[np.bool_] = (distance >= 0) & (distance < MAX_ANSWER_TOKENS)
    return allowed


def _load_model(name: str, threads: int | None, packaged_folder: Path) -> TokenScoringModel:
    folder = packaged_folder if name == DEFAULT_READER else Path(name)
    if folder == packaged_folder or (folder / "model.onnx").is_file():
        from assistant.readers.onnx_model import OnnxModel

        restore = "train it again"
        if folder == packaged_folder:
            restore = (
                "install On Record again (pip install --force-reinstall --no-deps onrecord; in a "
                "checkout: git checkout -- assistant/readers/packaged)"
            )
        return OnnxModel(folder, restore, threads)
    from assistant.readers.transformers_model import TransformersModel

    return TransformersModel.load(name)
