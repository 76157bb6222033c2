"""Support by a model of natural language inference that the user names, in the place of ours.

Any sequence classifier of transformers that tells entailment from the rest (Bowman et al. 2015,
arXiv:1508.05326; Williams et al. 2018, arXiv:1704.05426), such as
cross-encoder/nli-deberta-v3-base: the evidence is the premise, the sentence the hypothesis. What
the model calls likeliest counts, so that there is no threshold.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.citations.wording import long_date
from assistant.errors import EntailmentError
from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.speech import is_name
from index.text.person_names import words

LONGEST = 512
"""Tokens of premise and hypothesis that are read at most, where the model has no other limit."""
KEPT = 256
"""Verdicts that are kept."""


class Entailment:
    """A named model; loaded on first use, never downloaded unless the machine lacks it."""

    def __init__(self, name: str) -> None:
        """Name a model.

        Args:
            name: Of the model, or its folder.
        """
        self.name = name
        self._loaded: tuple[Any, Any] | None = None
        self._lock = Lock()
        # What is measured while a chat model writes is asked again once it has written.
        self._verdict = lru_cache(maxsize=KEPT)(self._read)

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing: a sentence is read together with its evidence."""

    def unsupported(self, claim: Claim) -> str | None:
        """Why the evidence does not say what a sentence says, or None where it does.

        Raises:
            EntailmentError: The model can't be loaded.
        """
        verdict = self.verdict(" ".join(map(premise, claim.backing)), claim.text)
        if verdict.startswith("entail"):
            return None
        if verdict.startswith("contra"):
            return f"the evidence that it names contradicts it, says {self.name}"
        return f"the evidence that it names does not say that, says {self.name}"

    def verdict(self, evidence: str, sentence: str) -> str:
        """The model's likeliest label, lower case: "entailment", or another one of its own.

        Raises:
            EntailmentError: The model can't be loaded.
        """
        return self._verdict(evidence, sentence)

    def _read(self, evidence: str, sentence: str) -> str:
        import torch

        tokenizer, model = self.load()
        room = min(LONGEST, int(getattr(model.config, "max_position_embeddings", LONGEST)))
        with self._lock:  # a tokenizer can't be used by two threads at once
            encoded = tokenizer(
                evidence, sentence, truncation="only_first", max_length=room, return_tensors="pt"
            )
        with torch.inference_mode():
            best = int(model(**encoded).logits[0].argmax())
        return str(model.config.id2label[best]).lower()

    def load(self) -> tuple[Any, Any]:
        """Tokenizer and model, loaded now rather than with the first sentence.

        Raises:
            EntailmentError: It can't be loaded, or it is no model of inference.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.name)
            return self._loaded


def premise(backing: Backing) -> str:
    """A piece of evidence as a text of its own: with its speaker and date, where it lacks them."""
    told = backing.quote
    speaker = backing.citation.speaker
    if speaker and is_name(speaker) and words(speaker)[-1] not in words(told):
        told = f"{speaker} said: {told}"
    date, outlet = backing.citation.date, backing.citation.outlet
    source = ", ".join(filter(None, (outlet, long_date(date) if date else None)))
    return f"{source}: {told}" if source else told


def _load(name: str) -> tuple[Any, Any]:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    if Path(name).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    way_out = (
        "Give the name of a natural-language-inference model of transformers, or its folder; "
        "without --nli, On Record's own measure is used"
    )
    try:
        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForSequenceClassification.from_pretrained(name)
    except Exception as error:
        raise EntailmentError(
            f"the inference model {name!r} can't be loaded: {error}. {way_out}"
        ) from error
    labels: Mapping[int, str] = model.config.id2label
    if not any(str(label).lower().startswith("entail") for label in labels.values()):
        raise EntailmentError(
            f"the model {name!r} has no label “entailment”, only "
            f"{', '.join(map(str, labels.values()))}. {way_out}"
        )
    return tokenizer, model.eval()
