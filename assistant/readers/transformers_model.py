"""Any extractive question-answering model of transformers, by name or folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from assistant.errors import ReaderError
from assistant.readers.span_model import OVERLAP, WINDOW, Part, part_of
from index.embedding.embedder import gains_from_bfloat16

_BATCH_TOKENS = 512
"""Tokens in one batch: few, as windows differ in length and padding costs as much as words."""


class TransformersModel:
    """A model with its tokenizer."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self._tokenizer = tokenizer
        self._model = model
        self._lock = Lock()

    @classmethod
    def load(cls, name: str) -> TransformersModel:
        """Load one; it is downloaded where the machine doesn't have it.

        Raises:
            ReaderError: It can't be loaded.
        """
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        if Path(name).is_dir():
            # A folder needs no hub; without this, loading asks one for newer files.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        dtype = torch.bfloat16 if gains_from_bfloat16() else torch.float32
        try:
            tokenizer = AutoTokenizer.from_pretrained(name)
            model = AutoModelForQuestionAnswering.from_pretrained(name, dtype=dtype)
        except Exception as error:
            raise ReaderError(
                f"the reader {name!r} can't be loaded: {error}. Give the name of an extractive "
                "question-answering model of transformers, or its folder; without --reader, the "
                "packaged one is used"
            ) from error
        return cls(tokenizer, model.eval())

    def parts(self, question: str, texts: Sequence[str]) -> Iterator[Part]:
        """See `SpanModel.parts`."""
        import torch

        room = min(WINDOW, int(self._model.config.max_position_embeddings) - 2)
        with self._lock:  # a tokenizer can't be used by two threads at once
            encoded = self._tokenizer(
                [self._shortened(question, room // 3)] * len(texts),
                list(texts),
                truncation="only_second",
                max_length=room,
                stride=min(OVERLAP, room // 3),
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
            )
        owners = encoded.pop("overflow_to_sample_mapping")
        places = encoded.pop("offset_mapping")
        order = sorted(range(len(owners)), key=lambda part: len(places[part]))
        for batch in _batches(order, [len(one) for one in places]):
            rows = self._tokenizer.pad(
                {name: [values[part] for part in batch] for name, values in encoded.items()},
                return_tensors="pt",
            )
            with torch.inference_mode():
                out = self._model(**rows)
            logits = torch.stack((out.start_logits, out.end_logits), -1).float().numpy()
            for row, part in enumerate(batch):
                inside = [owner == 1 for owner in encoded.sequence_ids(part)]
                known = logits[row, : len(inside)].astype(np.float32)
                yield part_of(owners[part], known, inside, places[part])

    def _shortened(self, question: str, room: int) -> str:
        """A very long question's beginning, so that room is left for what is read."""
        question = question[: room * 20]
        encoded = self._tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
        places = encoded["offset_mapping"]
        return question if len(places) <= room else question[: places[room - 1][1]]


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Parts of similar lengths, together at most `_BATCH_TOKENS` tokens."""
    batch: list[int] = []
    for part in order:
        if batch and (len(batch) + 1) * lengths[part] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(part)
    yield batch
