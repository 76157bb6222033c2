"""The packaged reader's model: eight-bit weights, run by ONNX Runtime.

Neither torch nor transformers is needed for it. Products are made of integers, the activations
scaled token by token, so that it reads as the model does that it was made from; how it is made is
in `tests/bench/train/reader/quantize.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ReaderError
from assistant.readers.span_model import OVERLAP, WINDOW, Part, part_of
from index.embedding.embedder import packaged_model
from index.embedding.packaged_model import opened

WEIGHTS = "model.onnx"
QUESTION = WINDOW // 3
"""Tokens of a question that are read at most."""


class OnnxModel:
    """A folder with `model.onnx` and `config.json`: what `tests/bench/train/reader` makes."""

    def __init__(self, folder: Path, restore: str) -> None:
        """Load it.

        Args:
            folder: Where its files are.
            restore: What to do where they are missing or damaged.

        Raises:
            ReaderError: They are.
        """
        self._session = opened(_checked(folder, restore))
        self._windows = Windows()

    def parts(self, question: str, texts: Sequence[str]) -> Iterator[Part]:
        """See `SpanModel.parts`."""
        # Each by itself: with padding and a mask, several together take longer.
        for text, window, given in self._windows.of(question, texts):
            logits = self._session.run(None, given)[0][0]
            inside = [owner == 1 for owner in window.sequence_ids]
            yield part_of(text, logits, inside, window.offsets)


class Windows:
    """Question and text as the model takes them: at most `WINDOW` tokens at once."""

    def __init__(self) -> None:
        words = packaged_model()
        self._words = words.word_embeddings
        self._questions, self._pairs = words.tokenizer(), words.tokenizer()
        self._pairs.enable_truncation(WINDOW, stride=OVERLAP, strategy="only_second")

    def of(self, question: str, texts: Sequence[str]) -> Iterator[tuple[int, Any, dict[str, Any]]]:
        """For each text, or each part of a long one: its number, its tokens, the model's inputs.

        These are the tokens' word embeddings, shape (1, tokens, dimension), and for each token
        whether it is the text's and its place, shape (1, tokens).
        """
        question = self._shortened(question)
        for text, whole in enumerate(self._pairs.encode_batch([(question, one) for one in texts])):
            for window in (whole, *whole.overflowing):
                given = {
                    "words": self._words[np.asarray(window.ids)][None],
                    "types": np.asarray(window.type_ids, np.int64)[None],
                    "positions": np.arange(len(window.ids), dtype=np.int64)[None],
                }
                yield text, window, given

    def _shortened(self, question: str) -> str:
        """A very long question's beginning, so that room is left for what is read."""
        if len(question) <= QUESTION:
            return question
        question = question[: QUESTION * 20]
        places = self._questions.encode(question, add_special_tokens=False).offsets
        return question if len(places) <= QUESTION else question[: places[QUESTION - 1][1]]


def _checked(folder: Path, restore: str) -> bytes:
    try:
        facts = json.loads((folder / "config.json").read_bytes())
        weights = (folder / WEIGHTS).read_bytes()
        if hashlib.sha256(weights).hexdigest() != facts["weights_sha256"]:
            raise ValueError(f"{WEIGHTS} is not the file that config.json names")
    except (OSError, ValueError, KeyError) as error:
        raise ReaderError(
            f"the reader's files in {folder} are missing or damaged ({error}); {restore}, or "
            "name another model with --reader"
        ) from error
    return weights
