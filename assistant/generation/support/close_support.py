"""CloseSupport: the packaged large reader judges whether evidence says what a sentence says.

It has learnt to tell of a claim whether a text supports it, contradicts it, or neither. What it is
sure that the evidence contradicts is unsupported; what it is sure of may overrule the checks that
compare meaning by rules ("will not rise" and "stays the same"); all else is left to
`word_similarity`. Its limits are chosen on the suite of written replies by
`tests/bench/fit/fit_support.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.support.entailment import premise_text
from assistant.generation.support.word_similarity import WordSimilarity
from assistant.readers.extractive_reader import TextToRead
from assistant.readers.large_reader import LargeReader, YesNoVerdict

MIN_CONTRADICTED = 0.8
"""Probability that the evidence contradicts a sentence from which it is unsupported."""
MIN_CONFIRMED = 0.9
"""Probability that the evidence supports a sentence from which a check may be overruled."""
CACHED_VERDICTS = 256
"""How many verdicts are kept."""


class CloseSupport:
    """A `SupportCheck` by the large reader and by word embeddings."""

    def __init__(self, words: WordSimilarity, reader: LargeReader) -> None:
        """Join both.

        Args:
            words: Decides where the reader isn't sure.
            reader: The large reader.
        """
        self._words = words
        self._reader = reader
        # A verdict from while the chat model writes is used again once it has written.
        self._verdict = lru_cache(maxsize=CACHED_VERDICTS)(self._read)

    def prepare(self, texts: Iterable[str]) -> None:
        """See `SupportCheck.prepare`."""
        self._words.prepare(texts)

    def reason_unsupported(self, sentence: CitedSentence) -> str | None:
        """See `SupportCheck.reason_unsupported`; raises ReaderError if it can't be loaded."""
        if self.verdict(sentence).no >= MIN_CONTRADICTED:
            return "the evidence that it names says otherwise"
        return self._words.reason_unsupported(sentence)

    def confirms(self, sentence: CitedSentence) -> bool:
        """See `SupportCheck.confirms`; raises ReaderError if it can't be loaded."""
        return self.verdict(sentence).yes >= MIN_CONFIRMED

    def verdict(self, sentence: CitedSentence) -> YesNoVerdict:
        """What the reader says: yes if the evidence supports it, no if it contradicts it."""
        return self._verdict(" ".join(map(premise_text, sentence.evidence)), sentence.text)

    def _read(self, evidence: str, sentence: str) -> YesNoVerdict:
        (reading,) = self._reader.read_closely(sentence, [TextToRead(evidence, ())])
        return reading.verdict
