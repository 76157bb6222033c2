"""The suites' figures, held where they are: nothing altered, forged or smuggled may pass."""

from __future__ import annotations

import pytest
from written_replies import MUST, UNSUPPORTED, measured, read_replies

from assistant.generation.support.close_support import CloseSupport
from assistant.generation.support.word_similarity import WordSimilarity
from assistant.readers.large_reader import LargeReader
from index.embedding.embedder import SentenceEmbedder

pytestmark = [pytest.mark.shared, pytest.mark.usefixtures("remembered_models")]


@pytest.fixture(scope="module")
def figures(shared):
    return measured(read_replies(shared / "data" / "news"), WordSimilarity(SentenceEmbedder()))


def test_the_suite_is_large_enough(figures):
    assert sum(figures.bad.values()) >= 120
    assert figures.faithful >= 80


@pytest.mark.parametrize("kind", sorted(MUST))
def test_nothing_altered_forged_or_smuggled_passes(figures, kind):
    assert figures.bad[kind] >= 20
    missed = [line for line in figures.shown if f" {kind}:" in line and line.endswith("| None")]
    assert missed == []


def test_unsupported_sentences_are_mostly_caught(figures):
    assert figures.share(UNSUPPORTED) >= 0.94
    assert figures.share(UNSUPPORTED - {"negation"}) >= 0.95
    assert figures.share(frozenset({"negation"})) >= 0.87


def test_faithful_sentences_are_mostly_kept(figures):
    assert figures.dropped / figures.faithful <= 0.06


def test_with_the_large_reader_more_is_caught_and_as_much_kept(shared):
    """Of one set, as it takes a tenth of a second a sentence."""
    replies = read_replies(shared / "data" / "news", "G")
    words = WordSimilarity(SentenceEmbedder())
    without, with_it = (
        measured(replies, support) for support in (words, CloseSupport(words, LargeReader()))
    )
    assert with_it.share(MUST) == without.share(MUST)
    assert with_it.share(UNSUPPORTED) >= without.share(UNSUPPORTED)
    assert with_it.dropped <= without.dropped + 1
