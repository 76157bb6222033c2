"""The packaged model all-MiniLM-L6-v2, run by ONNX Runtime to embed questions without torch.

Importing torch and sentence-transformers takes five seconds and embedding a question ten
milliseconds; ONNX Runtime needs a tenth of both. `index.embedding.packaged_windows` embeds
documents with the same weights in eight bits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.embedding.cpu_cores import available_cores

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LAYERS_FILE = Path(__file__).parent / "minilm.onnx"
"""The model's layers without their weights, made by `tests/bench/train/reader/layers.py`."""
CLS, SEP = 101, 102
"""The tokens at the ends of what the model reads; the second also stands between paragraphs."""
_WEIGHTS_FILE = "model.safetensors"


class MiniLM:
    """A MiniLM model in a folder of sentence-transformers; loaded on first use."""

    def __init__(self, folder: Path, window_tokens: int, threads: int | None = None) -> None:
        """A model that is loaded later.

        Args:
            folder: The folder of its files.
            window_tokens: Tokens of a text that are embedded; the rest is ignored.
            threads: Threads that it may use; None for one on each available core.
        """
        self.folder = folder
        self.window_tokens = window_tokens
        self._threads = threads

    def embed(self, text: str) -> npt.NDArray[np.float32]:
        """The mean state of a text's tokens, shape (dimension,); not normalised."""
        ids = self._tokenizer.encode(text).ids
        given = {
            "words": self.word_embeddings[np.asarray(ids)][None],
            "types": np.zeros((1, len(ids)), np.int64),
            "positions": np.arange(len(ids), dtype=np.int64)[None],
        }
        states = self._session.run(None, given)[0][0]
        mean: npt.NDArray[np.float32] = states.mean(axis=0)
        return mean

    def word_vector(self, word: str) -> npt.NDArray[np.float32]:
        """The mean of the embeddings of a word's pieces, of length 1, shape (dimension,)."""
        ids = self._tokenizer.encode(word.lower(), add_special_tokens=False).ids
        vectors = self.word_embeddings
        mean: npt.NDArray[np.float32] = (
            vectors[np.asarray(ids)].mean(axis=0) if ids else np.zeros_like(vectors[0])
        )
        return mean / (np.linalg.norm(mean) + 1e-6)

    @cached_property
    def word_embeddings(self) -> npt.NDArray[np.float32]:
        """The model's word embeddings, shape (words, dimension).

        Memory-mapped, because a text needs a few hundred of the thirty thousand rows.
        """
        name = "embeddings.word_embeddings.weight"
        with (self.folder / _WEIGHTS_FILE).open("rb") as file:
            # Format: https://huggingface.co/docs/safetensors
            size = int.from_bytes(file.read(8), "little")
            facts = json.loads(file.read(size))[name]
        if facts["dtype"] != "F32":
            raise ValueError(f"{name} is {facts['dtype']}, not F32")
        start = 8 + size + facts["data_offsets"][0]
        mapped = np.memmap(self.folder / _WEIGHTS_FILE, "<f4", "r", start, tuple(facts["shape"]))
        return mapped.view(np.ndarray)  # each lookup in a `memmap` would return a slow `memmap`

    def tokenizer(self) -> Tokenizer:
        """A new tokenizer without truncation and padding; several threads may use it."""
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        made.no_padding()
        made.no_truncation()
        return made

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        made = self.tokenizer()
        made.enable_truncation(self.window_tokens)
        return made

    def constants(self, names: Iterable[str]) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
        """The constants of a graph of the model's layers, each with its name.

        Args:
            names: Their names, as `layer_constant` reads them.
        """
        from safetensors import safe_open

        with safe_open(self.folder / _WEIGHTS_FILE, "np") as file:
            for name in names:
                yield name, layer_constant(name, file.get_tensor)

    @cached_property
    def _session(self) -> InferenceSession:
        names = json.loads(LAYERS_FILE.with_suffix(".json").read_bytes())
        return open_session(LAYERS_FILE.read_bytes(), self._threads, dict(self.constants(names)))


def open_session(
    model: bytes,
    threads: int | None = None,
    weights: Mapping[str, npt.NDArray[Any]] | None = None,
) -> InferenceSession:
    """Load an ONNX model. Several threads may run it, each for a question of its own.

    Args:
        model: Content of the model's file.
        threads: Threads that one run may use; None for one on each available core.
        weights: By name, the weights that are not in the file.
    """
    from onnxruntime import InferenceSession, OrtValue, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads or available_cores()
    # Otherwise ONNX Runtime plans and keeps memory for each length of text.
    options.enable_mem_pattern = False
    if weights:
        values = [OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
        options.add_external_initializers(list(weights), values)
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def layer_constant(
    name: str, tensor: Callable[[str], npt.NDArray[np.float32]]
) -> npt.NDArray[np.float32]:
    """A constant of the layers' graph: `a+b.T` is the tensors a and b, stacked and transposed.

    Args:
        name: Name of the constant.
        tensor: Returns one of the model's tensors by its name.
    """
    value = np.concatenate([tensor(part) for part in name.removesuffix(".T").split("+")])
    return np.ascontiguousarray(value.T if name.endswith(".T") else value)
