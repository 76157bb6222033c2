"""The packaged tagger: 8-bit weights, run by ONNX Runtime without torch or transformers.

It shares word embeddings and tokenizer with the packaged embedding model, so that only its layers
are shipped. `tests/bench/train/tagger/` makes it.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.attribution.tagger.reports import CueTokens, Report, Scores, find_cues, read_reports
from index.attribution.tagger.windows import Window, make_windows
from index.embedding.cpu_cores import available_cores
from index.embedding.embedder import load_packaged_model
from index.embedding.packaged_model import CLS, SEP, MiniLM, open_session
from index.errors import TaggerError
from index.records import Span
from index.text.quotations import Quotation
from index.text.sentences import in_groups

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKAGED = Path(__file__).parent / "packaged"
"""The folder of the model that is installed with On Record."""
STATES_FILE, ROLES_FILE, FACTS_FILE = "states.onnx", "roles.onnx", "config.json"
GROUP_CHARACTERS = 40_000
"""Characters whose windows are made at once, so that memory doesn't grow with the document."""
FARTHEST = 64
"""Tokens between a cue and another token, beyond which the model knows no difference."""


class _Loaded(NamedTuple):
    """The model's parts."""

    states: InferenceSession
    """A window's tokens to labels, what is known of each token for any cue, and states."""
    roles: InferenceSession
    """Each cue with each token to the ends of its source and its content."""
    shapes: Scores
    least_confidence: float
    """Of a report in the reporter's words."""
    least_quoted: float
    """Of a report of quoted words, which are somebody's for certain."""


class Tagger:
    """Reads texts with the model in a folder, which is loaded on first use."""

    def __init__(self, folder: Path = PACKAGED, threads: int | None = None) -> None:
        """A tagger whose model is loaded later.

        Args:
            folder: The folder of its files.
            threads: Windows that it may read at once; None for one on each available core.
        """
        self._folder = folder
        self._threads = threads

    def find_reports(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        least_confidence: float | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[Report]:
        """What is reported in some sentences of a text, in the order of the cues.

        Args:
            text: The document's text.
            sentences: The sentences to read, in order.
            quotations: The text's quotations, in order.
            least_confidence: Of a report; None for what is best for documents.
            progress: Told where in the text the sentences that are read end.

        Raises:
            TaggerError: A file of the model is missing or damaged.
        """
        least = self._model.least_confidence if least_confidence is None else least_confidence
        reports = []
        for some in in_groups(text, sentences, GROUP_CHARACTERS):
            reports += self._read_group(text, some, quotations, least)
            if progress:
                progress(some[-1].end)
        return reports

    def _read_group(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        least: float,
    ) -> list[Report]:
        windows = list(make_windows(text, sentences, quotations, self._tokenizer))
        # A thread for each window: one window alone has too little work to share between cores.
        read = partial(self._read, least=min(least, self._model.least_quoted))
        found = self._pool.map(read, windows) if len(windows) > 1 else map(read, windows)
        return [
            report
            for reports in found
            for report in reports
            if report.confidence >= least or _is_quoted(report.content, quotations)
        ]

    def set_thresholds(self, least_confidence: float, least_quoted: float) -> None:
        """Use other thresholds than the model's own, to measure them."""
        self._model = self._model._replace(
            least_confidence=least_confidence, least_quoted=least_quoted
        )

    def _read(self, window: Window, least: float) -> list[Report]:
        model = self._model
        given = window_inputs(self._base, model.shapes, window)
        labels, marked, states = (one[0, 1:-1] for one in model.states.run(None, given))
        cues = find_cues(labels, window, least)
        if not cues:
            return []
        ends, absent = model.roles.run(None, _about_cues(cues, marked, states))
        return list(read_reports(window, cues, ends, absent, least))

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads or available_cores(), "tagger")

    @cached_property
    def _base(self) -> MiniLM:
        return load_packaged_model(self._threads)

    @cached_property
    def _tokenizer(self) -> Any:
        return self._base.tokenizer()

    @cached_property
    def _model(self) -> _Loaded:
        folder = self._folder
        try:
            facts = json.loads((folder / FACTS_FILE).read_bytes())
            states, roles = ((folder / name).read_bytes() for name in (STATES_FILE, ROLES_FILE))
            if hashlib.sha256(states + roles).hexdigest() != facts["weights_sha256"]:
                raise ValueError(f"{FACTS_FILE} names other weights")
        except (OSError, ValueError, KeyError) as error:
            raise TaggerError(
                f"the files that find statements, in {folder}, are missing or damaged ({error}); "
                "install On Record again"
            ) from error
        return _Loaded(
            open_session(states, 1),
            open_session(roles, 1),
            np.asarray(facts["shapes"], np.float32),
            facts["least_confidence"],
            facts["least_quoted"],
        )


def _is_quoted(content: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether a content begins with a quotation that is most of it."""
    at = bisect_right(quotations, content.start + 1, key=lambda one: one.start) - 1
    if at < 0 or quotations[at].end <= content.start:
        return False
    return 2 * (quotations[at].end - content.start) > content.end - content.start


def window_inputs(base: MiniLM, shapes: Scores, window: Window) -> dict[str, npt.NDArray[Any]]:
    """What the model is given for a window.

    Args:
        base: The model whose word embeddings are used.
        shapes: What is added to them for each of a token's shapes.
        window: The window.
    """
    ids = [CLS, *window.ids, SEP]
    words = base.word_embeddings[np.asarray(ids)] + shapes[[0, *window.shapes, 0]]
    return {
        "words": words[None],
        "types": np.zeros((1, len(ids)), np.int64),
        "positions": np.arange(len(ids), dtype=np.int64)[None],
    }


@cache
def packaged_tagger(threads: int | None = None) -> Tagger:
    """The tagger that is installed with On Record, shared within the process.

    Args:
        threads: Threads that it may use; None for one on each available core.
    """
    return Tagger(threads=threads)


def _about_cues(
    cues: Sequence[CueTokens], marked: Scores, states: Scores
) -> dict[str, npt.NDArray[Any]]:
    first = np.asarray([cue.first for cue in cues])
    last = np.asarray([cue.last for cue in cues])
    distances = np.arange(len(marked))[None] - first[:, None]
    return {
        "marked": marked,
        "cues": np.concatenate([states[first], states[last]], axis=1),
        "distances": distances.clip(-FARTHEST, FARTHEST) + FARTHEST,
    }
