"""EntailmentModel: supports a sentence if a natural-language-inference model says it follows.

The user names the model (`--nli`): any sequence classifier of transformers with a label for
entailment (Bowman et al. 2015, arXiv:1508.05326; Williams et al. 2018, arXiv:1704.05426), such as
cross-encoder/nli-deberta-v3-base. The evidence is the premise, the sentence the hypothesis, and the
likeliest label decides, so that no threshold is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.citations.wording import long_date
from assistant.errors import EntailmentError
from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.reporting_words import is_proper_name
from index.text.person_names import split_name

MAX_TOKENS = 512
"""Most tokens of premise and hypothesis together, if the model has no lower limit."""
CACHED_VERDICTS = 256
"""How many verdicts are kept."""


class EntailmentModel:
    """A `SupportCheck` by a named model, loaded on first use and downloaded if it is missing."""

    def __init__(self, name: str) -> None:
        """Name a model, without loading it.

        Args:
            name: The model's name, or its folder.
        """
        self.name = name
        self._loaded: tuple[Any, Any] | None = None
        self._lock = Lock()
        # A verdict from while the chat model writes is used again once it has written.
        self._verdict = lru_cache(maxsize=CACHED_VERDICTS)(self._read)

    def prepare(self, texts: Iterable[str]) -> None:
        """Do nothing: a sentence is read together with its evidence."""

    def reason_unsupported(self, sentence: CitedSentence) -> str | None:
        """Why the evidence does not support the sentence; None if it does.

        Raises:
            EntailmentError: The model can't be loaded.
        """
        verdict = self.verdict(" ".join(map(premise_text, sentence.evidence)), sentence.text)
        if verdict.startswith("entail"):
            return None
        if verdict.startswith("contra"):
            return f"the evidence that it names contradicts it, says {self.name}"
        return f"the evidence that it names does not say that, says {self.name}"

    def confirms(self, sentence: CitedSentence) -> bool:
        """Never: how sure a named model's labels are has not been measured."""
        return False

    def verdict(self, evidence: str, sentence: str) -> str:
        """The model's likeliest label, lower case, such as "entailment".

        Raises:
            EntailmentError: The model can't be loaded.
        """
        return self._verdict(evidence, sentence)

    def _read(self, evidence: str, sentence: str) -> str:
        import torch

        tokenizer, model = self.load()
        room = min(MAX_TOKENS, int(getattr(model.config, "max_position_embeddings", MAX_TOKENS)))
        with self._lock:  # a tokenizer can't be used by two threads at once
            encoded = tokenizer(
                evidence, sentence, truncation="only_first", max_length=room, return_tensors="pt"
            )
        with torch.inference_mode():
            best = int(model(**encoded).logits[0].argmax())
        return str(model.config.id2label[best]).lower()

    def load(self) -> tuple[Any, Any]:
        """The tokenizer and the model, loaded now rather than for the first sentence.

        Raises:
            EntailmentError: It can't be loaded, or is no natural-language-inference model.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.name)
            return self._loaded


def premise_text(evidence: NumberedEvidence) -> str:
    """The quote as a premise: with its outlet, date and, if the quote lacks it, its speaker."""
    text = evidence.quote
    speaker = evidence.citation.speaker
    if speaker and is_proper_name(speaker) and split_name(speaker)[-1] not in split_name(text):
        text = f"{speaker} said: {text}"
    date, outlet = evidence.citation.date, evidence.citation.outlet
    source = ", ".join(filter(None, (outlet, long_date(date) if date else None)))
    return f"{source}: {text}" if source else text


def _load(name: str) -> tuple[Any, Any]:
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    way_out = (
        "Give the name of a natural-language-inference model of transformers, or its folder; "
        "without --nli, On Record's own measure is used"
    )
    try:
        # A folder has all files, so that no hub needs to be asked for them.
        local = Path(name).is_dir()
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=local)
        model = AutoModelForSequenceClassification.from_pretrained(name, local_files_only=local)
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
