"""Extractive reading: which words of a text answer a question, and whether any do.

A transformer with a question-answering head gives each token a score for being an answer's
first word and one for being its last; the first token of all stands for "no answer here". The
packaged reader has the packaged embedding model's own word embeddings, which are not shipped
twice; `assistant/readers/packaged/README.md` says what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.readers.span_model import Part, SpanModel
from index.records import Span

DEFAULT_READER = "packaged"
"""The reader that comes with On Record."""
PACKAGED = Path(__file__).parent / "packaged"
LONGEST = 40
"""Tokens of an answer, at most."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is read: some text, and the sentences in it that an answer may be in."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The best answer within one sentence."""

    start: int
    """Characters of the text that was read, `text[start:end]`."""
    end: int
    score: float
    """Log odds against "no answer here": above 0 where the reader prefers this answer."""


class Reader(Protocol):
    """Finds answers in texts."""

    name: str

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """The best answer in each sentence of each text; None where a sentence has no words."""


class NoReader:
    """Reads nothing: sentences are then told apart by their words and their meaning alone."""

    name = "none"

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """See `Reader.read`."""
        return [[None] * len(text.sentences) for text in texts]


class ExtractiveReader:
    """Any extractive question-answering model of transformers, by name or folder.

    Loaded on first use. It is never downloaded unless it is not the packaged one and the
    machine doesn't have it. May be used by several threads.
    """

    def __init__(self, name: str = DEFAULT_READER, model: SpanModel | None = None) -> None:
        """Name a reader.

        Args:
            name: Of the model, or its folder.
            model: The model itself, where it is at hand.
        """
        self.name = name
        self._model = model
        self._loading = Lock()

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """See `Reader.read`.

        Raises:
            ReaderError: The model can't be loaded.
        """
        found: list[list[Reading | None]] = [[None] * len(text.sentences) for text in texts]
        if not texts:
            return found
        for part in self.load().parts(question, [text.text for text in texts]):
            text = texts[part.text]
            for number, sentence in enumerate(text.sentences):
                best = _best_span(text.text, sentence, part)
                known = found[part.text][number]
                if best and (known is None or best.score > known.score):
                    found[part.text][number] = best
        return found

    def load(self) -> SpanModel:
        """The model, loaded now if it wasn't; raises as `read` does."""
        with self._loading:
            if self._model is None:
                self._model = _load(self.name)
            return self._model


def _best_span(text: str, sentence: Span, part: Part) -> Reading | None:
    """The span of whole words in a sentence with the highest sum of its two logits."""
    places = part.places
    inside = np.flatnonzero(
        (places[:, 1] > places[:, 0])
        & (places[:, 0] < sentence.end)
        & (places[:, 1] > sentence.start)
    )
    if not len(inside):
        return None
    first, stop = int(inside[0]), int(inside[-1]) + 1
    total = part.starts[first:stop, None] + part.ends[None, first:stop]
    total = np.where(_allowed(len(total)), total, -np.inf)
    a, b = np.unravel_index(int(total.argmax()), total.shape)
    start = max(int(places[first + a, 0]), sentence.start)
    end = min(int(places[first + b, 1]), sentence.end)
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < sentence.end and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Reading(start, end, float(total[a, b]))


@lru_cache(maxsize=64)
def _allowed(size: int) -> npt.NDArray[np.bool_]:
    """Which first and last tokens, of so many, go together: at most `LONGEST` apart."""
    ahead = np.arange(size) - np.arange(size)[:, None]
    allowed: npt.NDArray[np.bool_] = (ahead >= 0) & (ahead < LONGEST)
    return allowed


def _load(name: str) -> SpanModel:
    folder = PACKAGED if name == DEFAULT_READER else Path(name)
    if folder == PACKAGED or (folder / "model.onnx").is_file():
        from assistant.readers.onnx_model import OnnxModel

        restore = "train it again"
        if folder == PACKAGED:
            restore = (
                "install On Record again (pip install --force-reinstall --no-deps onrecord; in a "
                "checkout: git checkout -- assistant/readers/packaged)"
            )
        return OnnxModel(folder, restore)
    from assistant.readers.transformers_model import TransformersModel

    return TransformersModel.load(name)
