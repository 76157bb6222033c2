"""Extractive reading: which words of a text answer a question, and whether any do.

A transformer with a question-answering head gives each token a score for being an answer's
first word and one for being its last; the first token of all stands for "no answer here". The
packaged reader has the packaged embedding model's own word embeddings, which are not shipped
twice; `assistant/reader_model/README.md` says what it was trained on.

Beside `index.embedding`, and `checks.entailment` where a model is named for it, the only module
that imports torch and transformers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import ReaderError
from index.embedding import DEFAULT_MODEL, gains_from_bfloat16, model_folder
from index.records import Span

if TYPE_CHECKING:
    import torch

DEFAULT_READER = "packaged"
"""The reader that comes with On Record."""
PACKAGED = Path(__file__).parent / "reader_model"
WINDOW = 320
"""Tokens that are read together, question and text; longer texts are read in parts."""
OVERLAP = 96
"""Tokens that two such parts have in common."""
LONGEST = 40
"""Tokens of an answer, at most."""
_BATCH_TOKENS = 512
"""Tokens in one batch: few, as windows differ in length and padding costs as much as words."""
_EMBEDDINGS = "bert.embeddings.word_embeddings.weight"


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

    def __init__(self, name: str = DEFAULT_READER, loaded: tuple[Any, Any] | None = None) -> None:
        """Name a reader.

        Args:
            name: Of the model, or its folder.
            loaded: Its tokenizer and its model, where they are at hand.
        """
        self.name = name
        self._loaded = loaded
        self._lock = Lock()

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """See `Reader.read`.

        Raises:
            ReaderError: The model can't be loaded.
        """
        found: list[list[Reading | None]] = [[None] * len(text.sentences) for text in texts]
        if not texts:
            return found
        for owner, starts, ends, places in self._logits(question, [text.text for text in texts]):
            text = texts[owner]
            for number, sentence in enumerate(text.sentences):
                best = _best_span(text.text, sentence, starts, ends, places)
                known = found[owner][number]
                if best and (known is None or best.score > known.score):
                    found[owner][number] = best
        return found

    def load(self) -> None:
        """Load the model now rather than with the first question; raises as `read` does."""
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.name)

    def _logits(self, question: str, texts: Sequence[str]) -> Iterator[tuple[int, Any, Any, Any]]:
        """For each part of each text: its number, its tokens' logits, and their places.

        Logits are relative to those of "no answer here"; places are characters (start, end) of
        the text, and (0, 0) for tokens that are no part of it.
        """
        import torch

        self.load()
        assert self._loaded is not None
        tokenizer, model = self._loaded
        room = min(WINDOW, int(model.config.max_position_embeddings) - 2)
        with self._lock:  # a tokenizer can't be used by two threads at once
            encoded = tokenizer(
                [_shortened(question, tokenizer, room // 3)] * len(texts),
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
            rows = tokenizer.pad(
                {name: [values[part] for part in batch] for name, values in encoded.items()},
                return_tensors="pt",
            )
            with torch.inference_mode():
                out = model(**rows)
            starts, ends = out.start_logits.float().numpy(), out.end_logits.float().numpy()
            for row, part in enumerate(batch):
                inside = np.array([owner == 1 for owner in encoded.sequence_ids(part)])
                spots = np.where(inside[:, None], np.array(places[part]), 0)
                size = len(spots)
                yield (
                    owners[part],
                    starts[row, :size] - starts[row, 0],
                    ends[row, :size] - ends[row, 0],
                    spots,
                )


def _best_span(
    text: str, sentence: Span, starts: Any, ends: Any, places: npt.NDArray[np.int64]
) -> Reading | None:
    """The span of whole words in a sentence with the highest sum of its two logits."""
    inside = np.flatnonzero(
        (places[:, 1] > places[:, 0])
        & (places[:, 0] < sentence.end)
        & (places[:, 1] > sentence.start)
    )
    if not len(inside):
        return None
    first, stop = int(inside[0]), int(inside[-1]) + 1
    total = starts[first:stop, None] + ends[None, first:stop]
    size = len(total)
    allowed = np.triu(np.ones((size, size), bool)) & ~np.triu(np.ones((size, size), bool), LONGEST)
    total = np.where(allowed, total, -np.inf)
    a, b = np.unravel_index(int(total.argmax()), total.shape)
    start = max(int(places[first + a, 0]), sentence.start)
    end = min(int(places[first + b, 1]), sentence.end)
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < sentence.end and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Reading(start, end, float(total[a, b]))


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Parts of similar lengths, together at most `_BATCH_TOKENS` tokens."""
    batch: list[int] = []
    for part in order:
        if batch and (len(batch) + 1) * lengths[part] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(part)
    yield batch


def _shortened(question: str, tokenizer: Any, room: int) -> str:
    """A very long question's beginning, so that room is left for what is read."""
    question = question[: room * 20]
    encoded = tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
    places = encoded["offset_mapping"]
    return question if len(places) <= room else question[: places[room - 1][1]]


def _load(name: str) -> tuple[Any, Any]:
    """Tokenizer and model."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    if name == DEFAULT_READER or Path(name).is_dir():
        # A folder needs no hub; without this, loading asks one for newer files.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    dtype = torch.bfloat16 if gains_from_bfloat16() else torch.float32
    folder = PACKAGED if name == DEFAULT_READER else Path(name)
    try:
        if _lacks_embeddings(folder):
            return _load_packaged(folder, dtype)
        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForQuestionAnswering.from_pretrained(name, dtype=dtype)
    except ReaderError:
        raise
    except Exception as error:
        raise ReaderError(
            f"the reader {name!r} can't be loaded: {error}. Give the name of an extractive "
            "question-answering model of transformers, or its folder; without --reader, the "
            "packaged one is used"
        ) from error
    return tokenizer, model.eval()


def _lacks_embeddings(folder: Path) -> bool:
    """Whether a folder is of the recipe's kind: all weights but the word embeddings."""
    if folder == PACKAGED:
        return True
    try:
        return "word_embeddings" in json.loads((folder / "config.json").read_bytes())
    except OSError:
        return False


def _load_packaged(folder: Path, dtype: torch.dtype) -> tuple[Any, Any]:
    from safetensors import safe_open
    from safetensors.torch import load
    from transformers import AutoConfig, AutoModelForQuestionAnswering, AutoTokenizer

    try:
        facts = json.loads((folder / "config.json").read_bytes())
        weights = (folder / "model.safetensors").read_bytes()
        if hashlib.sha256(weights).hexdigest() != facts["weights_sha256"]:
            raise ValueError("model.safetensors is not the file that config.json names")
    except (OSError, ValueError, KeyError) as error:
        restore = (
            "install On Record again (pip install --force-reinstall --no-deps onrecord; in a "
            "checkout: git checkout -- assistant/reader_model)"
            if folder == PACKAGED
            else "train it again"
        )
        raise ReaderError(
            f"the reader's files in {folder} are missing or damaged ({error}); {restore}, or "
            "name another model with --reader"
        ) from error
    embedder = model_folder(DEFAULT_MODEL)
    assert embedder is not None
    state: Mapping[str, torch.Tensor] = load(weights)
    with safe_open(embedder / "model.safetensors", "pt") as file:
        words = file.get_tensor("embeddings.word_embeddings.weight")
    config = AutoConfig.from_pretrained(folder)
    model = AutoModelForQuestionAnswering.from_config(config, dtype=dtype)  # type: ignore[no-untyped-call]
    model.load_state_dict({**state, _EMBEDDINGS: words})
    tokenizer = AutoTokenizer.from_pretrained(embedder)
    return tokenizer, model.eval()
