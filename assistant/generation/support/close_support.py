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
from assistant.generation.support.entailment import CACHED_VERDICTS, premise_text
from assistant.generation.support.word_similarity import WordSimilarity
from assistant.readers.extractive_reader import TextToRead
from assistant.readers.large_reader import LargeReader, YesNoVerdict

MAX_ODDS = 0.02
"""Odds of "supports" against "contradicts" below which a sentence is unsupported. On the suite of
written replies four in ten turned negations lie below, and four of 1,602 faithful sentences."""
MIN_CONFIRMED_ODDS = 1.65
"""The same odds from which a check may be overruled: two in a hundred turned negations of the
suite have them, and four in ten faithful sentences."""


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
        if self.odds(sentence) < MAX_ODDS:
            return "the evidence that it names says otherwise"
        return self._words.reason_unsupported(sentence)

    def confirms(self, sentence: CitedSentence) -> bool:
        """See `SupportCheck.confirms`; raises ReaderError if it can't be loaded."""
        return self.odds(sentence) >= MIN_CONFIRMED_ODDS

    def odds(self, sentence: CitedSentence) -> float:
        """Odds of the evidence supporting the sentence against contradicting it."""
        told = self.verdict(sentence)
        return told.yes / max(told.no, 1e-6)

    def verdict(self, sentence: CitedSentence) -> YesNoVerdict:
        """What the reader says: yes if the evidence supports it, no if it contradicts it."""
        return self._verdict(" ".join(map(premise_text, sentence.evidence)), sentence.text)

    def _read(self, evidence: str, sentence: str) -> YesNoVerdict:
        (reading,) = self._reader.read_closely(sentence, [TextToRead(evidence, ())])
        return reading.verdict
