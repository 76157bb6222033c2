"""The packaged reader's model: 8-bit weights, run by ONNX Runtime without torch or transformers.

Matrix products are of integers, with activations scaled token by token, so that its answers are
those of the float model; `tests/bench/train/reader/quantize.py` makes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ReaderError
from assistant.readers.token_scores import (
    OVERLAP_TOKENS,
    WINDOW_TOKENS,
    TokenScores,
    scores_from_logits,
)
from index.embedding.embedder import load_packaged_model
from index.embedding.packaged_model import open_session

WEIGHTS_FILE = "model.onnx"
MAX_QUESTION_TOKENS = WINDOW_TOKENS // 3
"""The end of a longer question is cut, so that there is room for the text."""


class OnnxModel:
    """The model in a folder with `model.onnx` and `config.json`."""

    def __init__(self, folder: Path, restore: str, threads: int | None = None) -> None:
        """Load it.

        Args:
            folder: The folder of its files.
            restore: For the error message: how to restore missing or damaged files.
            threads: Threads that it may use; None for one on each available core.

        Raises:
            ReaderError: A file is missing or damaged.
        """
        self._session = open_session(checked_weights(folder, restore), threads)
        self._encoder = WindowEncoder(threads)

    def score_tokens(self, question: str, texts: Sequence[str]) -> Iterator[TokenScores]:
        """See `TokenScoringModel.score_tokens`."""
        # One window at a time: several together take longer, with padding and a mask.
        for text_number, window, inputs in self._encoder.encode(question, texts):
            logits = self._session.run(None, inputs)[0][0]
            is_text = [sequence == 1 for sequence in window.sequence_ids]
            yield scores_from_logits(text_number, logits, is_text, window.offsets)


@lru_cache(maxsize=2)
def load_small_model(folder: Path, restore: str, threads: int | None) -> OnnxModel:
    """The model, loaded once for all readers of a process: it takes a tenth of a second and 30 MB.

    The arguments are those of `OnnxModel`.
    """
    return OnnxModel(folder, restore, threads)


class WindowEncoder:
    """Encodes question and text as the model's inputs, at most `WINDOW_TOKENS` at once."""

    def __init__(self, threads: int | None = None) -> None:
        """Use the packaged model's word embeddings and tokenizer.

        Args:
            threads: As the embedder has, so that the model is shared with it.
        """
        words = load_packaged_model(threads)
        self._words = words.word_embeddings
        self._questions, self._pairs = words.tokenizer(), words.tokenizer()
        self._pairs.enable_truncation(WINDOW_TOKENS, stride=OVERLAP_TOKENS, strategy="only_second")

    def windows(self, question: str, texts: Sequence[str]) -> Iterator[tuple[int, Any]]:
        """For each window: the number of its text, and its tokens."""
        question = self._shortened(question)
        pairs = self._pairs.encode_batch([(question, text) for text in texts])
        for text_number, first_window in enumerate(pairs):
            for window in (first_window, *first_window.overflowing):
                yield text_number, window

    def encode(
        self, question: str, texts: Sequence[str]
    ) -> Iterator[tuple[int, Any, dict[str, Any]]]:
        """For each window: the number of its text, its tokens, and the small model's inputs.

        The inputs are `words`, the tokens' word embeddings, shape (1, tokens, dimension); `types`,
        1 for tokens of the text and 0 for those of the question; and `positions`, shape
        (1, tokens).
        """
        for text_number, window in self.windows(question, texts):
            inputs = {
                "words": self._words[np.asarray(window.ids)][None],
                "types": np.asarray(window.type_ids, np.int64)[None],
                "positions": np.arange(len(window.ids), dtype=np.int64)[None],
            }
            yield text_number, window, inputs

    def _shortened(self, question: str) -> str:
        """The first `MAX_QUESTION_TOKENS` tokens of a question."""
        if len(question) <= MAX_QUESTION_TOKENS:
            return question
        question = question[: MAX_QUESTION_TOKENS * 20]
        offsets = self._questions.encode(question, add_special_tokens=False).offsets
        if len(offsets) <= MAX_QUESTION_TOKENS:
            return question
        return question[: offsets[MAX_QUESTION_TOKENS - 1][1]]


def checked_weights(folder: Path, restore: str) -> bytes:
    """The weights, if they are those that `config.json` names by their hash."""
    try:
        facts = json.loads((folder / "config.json").read_bytes())
        weights = (folder / WEIGHTS_FILE).read_bytes()
        if hashlib.sha256(weights).hexdigest() != facts["weights_sha256"]:
            raise ValueError(f"{WEIGHTS_FILE} is not the file that config.json names")
    except (OSError, ValueError, KeyError) as error:
        raise ReaderError(
            f"the reader's files in {folder} are missing or damaged ({error}); {restore}, or "
            "name another model with --reader"
        ) from error
    return weights
