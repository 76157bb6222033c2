"""What tests of single modules share."""

from __future__ import annotations

import pytest

from assistant.generation.support.word_similarity import WordSimilarity
from index.embedding.embedder import SentenceEmbedder


@pytest.fixture(scope="session")
def support() -> WordSimilarity:
    """Measures support by the packaged model."""
    return WordSimilarity(SentenceEmbedder())
