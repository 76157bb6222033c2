"""The large reader's model: wider and deeper than the small one, for the few texts that decide.

For each token it says how well it begins an answer, ends one, and lies within one; for the whole
text whether it answers a yes-no question with yes, with no, or not at all. Run by ONNX Runtime;
`tests/bench/train/reader/large.py` says how it is made and trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.readers.onnx_model import WindowEncoder, checked_weights
from assistant.readers.token_scores import TokenScores, scores_from_logits
from index.embedding.packaged_model import open_session

OUTPUTS = ("tokens", "verdict")
"""What the model gives: logits of shape (1, tokens, 3) and (1, 3)."""
FIRST_PLACE = 2
"""The first token's row among the embeddings of places."""
_SHIFT = 4
"""Between a word's number in the packaged model's vocabulary and in this model's."""
_SPECIAL = {0: 1, 101: 0, 102: 2, 103: 30526}
"""The numbers of padding, the text's begin, a part's end and the hidden word in both."""
_DISTANCES = 32
_FAR = 128
"""Learnt distances between tokens, half of them for each direction; from `_FAR` on all are one."""


@dataclass(frozen=True, slots=True)
class LargeScores:
    """What the model says of one window of a text."""

    ends: TokenScores
    """As the small reader has them."""
    inside: npt.NDArray[np.float32]
    """Log odds of each token lying within an answer, or one of several; shape (tokens,)."""
    verdict: npt.NDArray[np.float32]
    """Logits of yes, no and neither; shape (3,)."""


class LargeModel:
    """The model in a folder with `model.onnx` and `config.json`; used by several threads."""

    def __init__(self, folder: Path, restore: str, threads: int | None = None) -> None:
        """Load it; as `OnnxModel`."""
        self._session = open_session(checked_weights(folder, restore), threads)
        self._encoder = WindowEncoder(threads)

    def score(self, question: str, texts: Sequence[str]) -> Iterator[LargeScores]:
        """What it says of each text, one item a window; the end of a very long question is cut."""
        for text_number, window in self._encoder.windows(question, texts):
            tokens, verdict = self._session.run(OUTPUTS, large_inputs(window))
            is_text = [sequence == 1 for sequence in window.sequence_ids]
            ends = scores_from_logits(text_number, tokens[0, :, :2], is_text, window.offsets)
            yield LargeScores(ends, tokens[0, :, 2], verdict[0])


@lru_cache(maxsize=2)
def load_large_model(folder: Path, restore: str, threads: int | None) -> LargeModel:
    """The model, loaded once for all readers of a process: it takes half a second and 150 MB."""
    return LargeModel(folder, restore, threads)


def large_inputs(window: Any) -> dict[str, npt.NDArray[np.int64]]:
    """The model's inputs for a window of the packaged model's tokenizer."""
    ids = np.asarray(window.ids, np.int64)
    return {"ids": own_words(ids)[None], "buckets": distance_buckets(len(ids))}


def own_words(ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The model's numbers of words, for those of the packaged model's tokenizer.

    Both have the words of BERT's uncased vocabulary, in the same order.
    """
    made = ids + _SHIFT
    for theirs, own in _SPECIAL.items():
        made[ids == theirs] = own
    return made


def distance_buckets(count: int) -> npt.NDArray[np.int64]:
    """For each pair of tokens, which of the learnt distances they have; shape (count, count).

    As MPNet has it (Song et al. 2020, arXiv:2004.09297): near ones each their own, those farther
    off together, in steps that grow.
    """
    places = np.arange(count)
    ahead = places[:, None] - places[None, :]
    half, far = _DISTANCES // 2, np.abs(ahead)
    exact = half // 2
    steps = np.log(np.maximum(far, 1) / exact) / np.log(_FAR / exact) * (half - exact)
    grown = np.minimum(exact + steps.astype(np.int64), half - 1)
    found: npt.NDArray[np.int64] = np.where(ahead < 0, half, 0) + np.where(far < exact, far, grown)
    return found
