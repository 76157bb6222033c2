"""What tests of single modules share."""

from __future__ import annotations

import pytest

from assistant.generation.checks.support import Support
from index.embedding.embedder import SentenceEmbedder


@pytest.fixture(scope="session")
def support() -> Support:
    """Measures support by the packaged model."""
    return Support(SentenceEmbedder())
