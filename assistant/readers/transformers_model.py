"""Another reader's model: any extractive question-answering model of transformers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from assistant.errors import ReaderError
from assistant.readers.token_scores import (
    OVERLAP_TOKENS,
    WINDOW_TOKENS,
    TokenScores,
    scores_from_logits,
)
from index.embedding.embedder import bfloat16_is_faster

_BATCH_TOKENS = 512
"""Tokens in one batch: few, as windows differ in length and padding costs as much as text."""


class TransformersModel:
    """A model with its tokenizer."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self._tokenizer = tokenizer
        self._model = model
        self._lock = Lock()

    @classmethod
    def load(cls, name: str, bfloat16: bool | None = None) -> TransformersModel:
        """Load the model of this name or folder; downloaded if the machine doesn't have it.

        Args:
            name: The model's name or folder.
            bfloat16: Compute in bfloat16 rather than float32; None if that is faster here.

        Raises:
            ReaderError: The model can't be loaded.
        """
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if bfloat16 is None:
            bfloat16 = bfloat16_is_faster()
        dtype = torch.bfloat16 if bfloat16 else torch.float32
        try:
            # A folder has all files, so that no hub needs to be asked for them.
            local = Path(name).is_dir()
            tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=local)
            model = AutoModelForQuestionAnswering.from_pretrained(
                name, dtype=dtype, local_files_only=local
            )
        except Exception as error:
            raise ReaderError(
                f"the reader {name!r} can't be loaded: {error}. Give the name of an extractive "
                "question-answering model of transformers, or its folder; without --reader, the "
                "packaged one is used"
            ) from error
        return cls(tokenizer, model.eval())

    def score_tokens(self, question: str, texts: Sequence[str]) -> Iterator[TokenScores]:
        """See `TokenScoringModel.score_tokens`."""
        import torch

        window_tokens = min(WINDOW_TOKENS, int(self._model.config.max_position_embeddings) - 2)
        with self._lock:  # a tokenizer can't be used by two threads at once
            encoded = self._tokenizer(
                [self._shortened(question, window_tokens // 3)] * len(texts),
                list(texts),
                truncation="only_second",
                max_length=window_tokens,
                stride=min(OVERLAP_TOKENS, window_tokens // 3),
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
            )
        text_numbers = encoded.pop("overflow_to_sample_mapping")
        offsets = encoded.pop("offset_mapping")
        shortest_first = sorted(range(len(offsets)), key=lambda window: len(offsets[window]))
        for batch in _batches(shortest_first, [len(tokens) for tokens in offsets]):
            rows = self._tokenizer.pad(
                {name: [values[window] for window in batch] for name, values in encoded.items()},
                return_tensors="pt",
            )
            with torch.inference_mode():
                out = self._model(**rows)
            logits = torch.stack((out.start_logits, out.end_logits), -1).float().numpy()
            for row, window in enumerate(batch):
                is_text = [sequence == 1 for sequence in encoded.sequence_ids(window)]
                unpadded = logits[row, : len(is_text)].astype(np.float32)
                yield scores_from_logits(text_numbers[window], unpadded, is_text, offsets[window])

    def _shortened(self, question: str, max_tokens: int) -> str:
        """The beginning of a long question, so that there is room for the text."""
        question = question[: max_tokens * 20]
        encoded = self._tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
        offsets = encoded["offset_mapping"]
        return question if len(offsets) <= max_tokens else question[: offsets[max_tokens - 1][1]]


def _batches(shortest_first: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Windows of similar lengths, together at most `_BATCH_TOKENS` tokens."""
    batch: list[int] = []
    for window in shortest_first:
        if batch and (len(batch) + 1) * lengths[window] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    yield batch
