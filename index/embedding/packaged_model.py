"""The packaged all-MiniLM-L6-v2 without torch: for questions, which come one at a time.

Importing torch and sentence-transformers takes five seconds, embedding a question ten
milliseconds; ONNX Runtime does both in a tenth of that. Documents, which come by the thousand, go
through `index.embedding.embedder`: the vectors are the same but for rounding.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.embedding.cpu_cores import per_question

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LAYERS = Path(__file__).parent / "minilm.onnx"
"""The model's layers without their weights, made by `tests/bench/train/reader/layers.py`."""
_FILE = "model.safetensors"


class MiniLM:
    """A folder of sentence-transformers with a MiniLM in it."""

    def __init__(self, folder: Path, window: int) -> None:
        """Name it; it is loaded on first use.

        Args:
            folder: Where its files are.
            window: Tokens of a text that are looked at.
        """
        self.folder = folder
        self.window = window

    def embed(self, text: str) -> npt.NDArray[np.float32]:
        """The mean over the states of a text's tokens, shape (dimension,)."""
        ids = self._tokenizer.encode(text).ids
        given = {
            "words": self.word_embeddings[np.asarray(ids)][None],
            "types": np.zeros((1, len(ids)), np.int64),
            "positions": np.arange(len(ids), dtype=np.int64)[None],
        }
        states = self._session.run(None, given)[0][0]
        mean: npt.NDArray[np.float32] = states.mean(axis=0)
        return mean

    @cached_property
    def word_embeddings(self) -> npt.NDArray[np.float32]:
        """Its word embeddings, shape (words, dimension).

        Mapped, as a text needs a few hundred rows of the thirty thousand.
        """
        name = "embeddings.word_embeddings.weight"
        with (self.folder / _FILE).open("rb") as file:
            # The form: https://huggingface.co/docs/safetensors
            size = int.from_bytes(file.read(8), "little")
            facts = json.loads(file.read(size))[name]
        if facts["dtype"] != "F32":
            raise ValueError(f"{name} is {facts['dtype']}, not F32")
        start = 8 + size + facts["data_offsets"][0]
        mapped = np.memmap(self.folder / _FILE, "<f4", "r", start, tuple(facts["shape"]))
        return mapped.view(np.ndarray)  # each lookup in a `memmap` would make another one

    def tokenizer(self) -> Tokenizer:
        """A new tokenizer that neither cuts nor pads; may be used by several threads."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        made.no_padding()
        made.no_truncation()
        return made

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        made = self.tokenizer()
        made.enable_truncation(self.window)
        return made

    @cached_property
    def _session(self) -> InferenceSession:
        from safetensors import safe_open

        names = json.loads((LAYERS.with_suffix(".json")).read_bytes())
        with safe_open(self.folder / _FILE, "np") as file:
            weights = {name: constant(name, file.get_tensor) for name in names}
        return opened(LAYERS.read_bytes(), weights)


def opened(
    model: bytes, weights: Mapping[str, npt.NDArray[np.float32]] | None = None
) -> InferenceSession:
    """A model of ONNX, ready to run for one question at a time in each thread.

    Args:
        model: Its file's content.
        weights: Constants that it leaves to whoever opens it, by their names.
    """
    from onnxruntime import InferenceSession, OrtValue, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = per_question()
    # Else memory is planned, and kept, for each length of text that ever came.
    options.enable_mem_pattern = False
    if weights:
        values = [OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
        options.add_external_initializers(list(weights), values)
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def constant(
    name: str, tensor: Callable[[str], npt.NDArray[np.float32]]
) -> npt.NDArray[np.float32]:
    """A constant of the layers: `a+b.T` is the tensors a and b, stacked and turned.

    Args:
        name: Of the constant.
        tensor: Gives the model's tensors by their names.
    """
    value = np.concatenate([tensor(part) for part in name.removesuffix(".T").split("+")])
    return np.ascontiguousarray(value.T if name.endswith(".T") else value)
