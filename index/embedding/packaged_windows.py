"""Embeds documents' windows with the packaged model: eight-bit products, by ONNX Runtime.

Loading torch and sentence-transformers takes seven seconds of processor time, as much as embedding
fifty articles, and half a gigabyte. The eight-bit weights are made of the model's own when it is
loaded; the graph of the layers says what is multiplied with what.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.embedding.cpu_cores import available_cores
from index.embedding.packaged_model import CLS, SEP, MiniLM, open_session
from index.embedding.vectors import Vectors
from index.embedding.windows import SPECIAL_TOKENS, WINDOW_TOKENS, PieceState, mean_state

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WINDOW_LAYERS_FILE = Path(__file__).parent / "minilm_windows.onnx"
"""The layers, without their weights, which the JSON file beside it names. Both are made by
`tests/bench/train/reader/window_layers.py`."""
LARGEST = 64
"""The largest eight-bit weight: of seven bits, so that no processor's sums overflow."""


class PackagedWindows:
    """The packaged model as a `WindowedModel`; loaded on first use."""

    room = WINDOW_TOKENS - SPECIAL_TOKENS

    def __init__(self, base: MiniLM, threads: int | None = None) -> None:
        """An encoder that is loaded later.

        Args:
            base: The model's weights and tokenizer.
            threads: Windows that it may read at once; None for one on each available core.
        """
        self._base = base
        self._threads = threads

    @property
    def dimension(self) -> int:
        """See `WindowedModel.dimension`."""
        return int(self._base.word_embeddings.shape[1])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See `WindowedModel.count_tokens`."""
        return [len(ids) for ids in self._token_ids(texts)]

    def read_windows(self, windows: Sequence[Sequence[str]]) -> Iterable[list[PieceState]]:
        """See `WindowedModel.read_windows`. Each window is read by itself, by one thread."""
        # Loaded here, because each of the threads would load it.
        _ = self._session
        return self._pool.map(self._read, windows)

    def _read(self, texts: Sequence[str]) -> list[PieceState]:
        ids = self._token_ids(texts)
        ends = np.minimum(np.cumsum([len(one) for one in ids]), self.room)
        states = self._states([one for some in ids for one in some][: self.room])
        starts = [0, *ends[:-1]]
        return [mean_state(states[start:end]) for start, end in zip(starts, ends, strict=True)]

    def _states(self, ids: Sequence[int]) -> Vectors:
        """The states of a window's tokens, shape (tokens, dimension)."""
        window = np.asarray([CLS, *ids, SEP])
        given = {
            "words": self._base.word_embeddings[window][None],
            "types": np.zeros((1, len(window)), np.int64),
            "positions": np.arange(len(window), dtype=np.int64)[None],
        }
        states: Vectors = self._session.run(None, given)[0][0, 1:-1]
        return states

    def _token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [one.ids for one in encoded]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return self._base.tokenizer()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads or available_cores(), "windows")

    @cached_property
    def _session(self) -> InferenceSession:
        facts = json.loads(WINDOW_LAYERS_FILE.with_suffix(".json").read_bytes())
        levels = {name: np.asarray(one, np.float32) for name, one in facts["levels"].items()}
        weights: dict[str, npt.NDArray[Any]] = dict(self._base.constants(facts["float"]))
        for name, weight in self._base.constants(facts["eight_bit"]):
            weights.update(eight_bit_constants(name, weight, levels))
        return open_session(WINDOW_LAYERS_FILE.read_bytes(), 1, weights)


def eight_bit_constants(
    name: str, weight: npt.NDArray[np.float32], levels: Mapping[str, npt.NDArray[np.float32]]
) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """The constants that stand for a product's weights in the graph, each with its name.

    Args:
        name: The weights' name.
        weight: The weights, shape (inputs, outputs).
        levels: By the weights' name, what each of their inputs is divided by, so that a few large
            inputs don't make all others coarse (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).
    """
    level = levels.get(name)
    if level is not None:
        yield f"{name}.level", 1 / level
        weight = weight * level[:, None]
    scales = np.maximum(np.abs(weight).max(axis=0) / LARGEST, np.float32(1e-12))
    yield f"{name}.scales", scales
    yield f"{name}.eight_bit", np.rint(weight / scales).astype(np.int8)
