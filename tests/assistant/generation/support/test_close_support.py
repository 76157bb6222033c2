"""Support by the large reader: what it is sure of decides, all else is left to the words."""

from __future__ import annotations

import pytest
from support.numbered_evidence import ALL_EVIDENCE, cited_sentence

from assistant.generation.reply_sentences import parse_draft
from assistant.generation.sentence_checking import check_sentence
from assistant.generation.support.close_support import CloseSupport
from assistant.generation.support.word_similarity import WordSimilarity
from assistant.readers.large_reader import CloseReading, LargeReader, YesNoVerdict
from index.embedding.embedder import SentenceEmbedder


class Says:
    """A large reader that says the same of every text, and counts what it has read."""

    def __init__(self, yes, no):
        self.verdict = YesNoVerdict(yes, no, 1 - yes - no)
        self.read = []

    def read_closely(self, question, texts):
        self.read += [(question, text.text) for text in texts]
        return [CloseReading((), (), self.verdict) for _ in texts]


@pytest.fixture(scope="module")
def words():
    return WordSimilarity(SentenceEmbedder())


FAITHFUL = "Brandt said she will not raise the tariff on steel before the election."


def sentence(text=FAITHFUL):
    return cited_sentence(text, ALL_EVIDENCE[0], all_evidence=ALL_EVIDENCE)


def test_what_the_evidence_contradicts_is_unsupported(words):
    assert words.reason_unsupported(sentence()) is None
    reason = CloseSupport(words, Says(0.01, 0.98)).reason_unsupported(sentence())
    assert reason == "the evidence that it names says otherwise"


@pytest.mark.parametrize(("yes", "no"), [(0.98, 0.01), (0.3, 0.6), (0.1, 0.1)])
def test_all_else_is_left_to_the_words(words, yes, no):
    support = CloseSupport(words, Says(yes, no))
    assert support.reason_unsupported(sentence()) is None
    filler = sentence("I hope this helps with your research.")
    assert support.reason_unsupported(filler) == words.reason_unsupported(filler)
    assert support.confirms(sentence()) == (yes > 0.9)


def test_a_sentence_is_read_once_with_the_speaker_of_its_evidence(words):
    reader = Says(0.3, 0.6)
    support = CloseSupport(words, reader)
    for _ in range(2):
        support.reason_unsupported(sentence())
        support.confirms(sentence())
    ((claim, evidence),) = reader.read
    assert claim == FAITHFUL
    assert "Brandt" in evidence and ALL_EVIDENCE[0].quote in evidence


def test_all_evidence_of_a_sentence_is_read_together(words):
    reader = Says(0.3, 0.6)
    cited = ALL_EVIDENCE[:2]
    CloseSupport(words, reader).odds(cited_sentence(FAITHFUL, *cited, all_evidence=ALL_EVIDENCE))
    ((_, evidence),) = reader.read
    assert all(one.quote in evidence for one in cited)


def test_what_tells_is_yes_against_no_however_likely_neither_is(words):
    assert CloseSupport(words, Says(0.06, 0.02)).confirms(sentence())
    assert not CloseSupport(words, Says(0.02, 0.06)).confirms(sentence())
    assert CloseSupport(words, Says(0.001, 0.1)).reason_unsupported(sentence()) is not None


def checked(text, support):
    (draft,) = parse_draft(f"{text} [1]")
    return check_sentence(draft, ALL_EVIDENCE, support).reason


def test_rules_on_meaning_are_overruled_by_what_is_sure_and_no_others(words):
    sure, unsure = CloseSupport(words, Says(0.98, 0.01)), CloseSupport(words, Says(0.3, 0.4))
    turned = "Brandt said she will raise the tariff on steel before the election."
    assert checked(turned, unsure) is not None
    assert checked(turned, sure) is None  # as the reader says, however wrongly
    number = "Brandt said she will not raise the tariff on steel by 77 percent."
    assert checked(number, sure) is not None


def test_the_packaged_reader_finds_a_turned_negation(words):
    support = CloseSupport(words, LargeReader(threads=1))
    turned = sentence("Brandt said she will raise the tariff on steel before the election.")
    assert support.odds(turned) < support.odds(sentence())
