"""The extractive reader: finds the words of a text that answer a question, with a score.

A transformer with a question-answering head gives each token a score for starting an answer and
one for ending it; the very first token stands for "no answer here". The packaged reader uses the
word embeddings of the packaged embedding model, which are not shipped twice;
`assistant/readers/packaged/README.md` says what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

from assistant.readers.answer_spans import AnswerSpan, best_answer
from assistant.readers.token_scores import TokenScoringModel
from index.records import Span

DEFAULT_READER = "packaged"
"""The readers that come with On Record, a small one and a large one."""
SMALL_READER = "small"
"""The small one of them alone, which is faster."""
PACKAGED_READER_FOLDER = Path(__file__).parent / "packaged"
REINSTALL = (
    "install On Record again (pip install --force-reinstall --no-deps onrecord; in a checkout: "
    "git checkout -- {folder})"
)
"""How to restore a packaged reader's files."""


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text for the reader, with the sentences in which it may find an answer."""

    text: str
    sentences: tuple[Span, ...]
    """Characters of `text`."""


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
                best = best_answer(text.text, sentence, scores)
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


def _load_model(name: str, threads: int | None, packaged_folder: Path) -> TokenScoringModel:
    folder = packaged_folder if name == DEFAULT_READER else Path(name)
    if folder == packaged_folder:
        from assistant.readers.onnx_model import load_small_model

        return load_small_model(
            folder, REINSTALL.format(folder="assistant/readers/packaged"), threads
        )
    if (folder / "model.onnx").is_file():
        from assistant.readers.onnx_model import OnnxModel

        return OnnxModel(folder, "train it again", threads)
    from assistant.readers.transformers_model import TransformersModel

    return TransformersModel.load(name)
