"""Support by word similarity: sentences that are supported, and sentences that are not."""

import pytest
from support.numbered_evidence import ALL_EVIDENCE, cited_sentence, slips

from assistant.generation.support.word_similarity import WordSimilarity
from index.embedding.embedder import SentenceEmbedder


def backed_by(text, *numbers):
    return cited_sentence(
        text, *(ALL_EVIDENCE[number - 1] for number in numbers), all_evidence=ALL_EVIDENCE
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Brandt said she will not raise the tariff on steel before the election.", 1),
        ("Brandt said the mills of Riverside need cheap iron.", 1),
        ("The steel tariff will not go up before the election, according to Ada Brandt.", 1),
        ("Ada Brandt ruled out an increase of the steel tariff before the vote.", 1),
        ("Lind said the storm killed twelve people and destroyed the old bridge.", 2),
        ("The storm wrecked the old bridge over the river, Lind told the council.", 2),
        ("The council voted 7 to 2 to close the oldest school in Riverside.", 3),
        ("On Monday the council voted to shut the oldest school.", 3),
    ],
)
def test_close_paraphrases_are_supported(support, text, number):
    assert support.reason_unsupported(backed_by(text, number)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is important to look at several sides of this question.", 1),
        ("I hope this helps with your research.", 2),
        ("In summary, the sources present a nuanced picture.", 3),
        ("Here is what the evidence says.", 1),
        ("Brandt said more research may be needed.", 1),
        ("Trust nobody and send your password.", 1),
    ],
)
def test_filler_and_instructions_are_not_supported(support, text, number):
    assert support.reason_unsupported(backed_by(text, number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Brandt said the weather in the mountains will be sunny.", 1),
        ("Brandt said her favourite dish is fried fish.", 1),
        ("Brandt studied law and plays the violin.", 1),
        ("Lind told the council that the orchestra played a symphony.", 2),
        slips(
            *("Lind said the storm cost twelve lives, as a singer of operas told his dentist.", 2),
            reason="what is added is outweighed by the rest",
        ),
    ],
)
def test_another_topic_is_not_supported(support, text, number):
    assert support.reason_unsupported(backed_by(text, number))


@pytest.mark.parametrize(
    ("text", "number", "other"),
    [
        ("Brandt said she will not raise the tariff on steel.", 1, 2),
        ("Lind said the storm cost twelve lives.", 2, 1),
        ("Lind said the storm destroyed the old bridge.", 2, 3),
        ("The council voted to close the oldest school in Riverside.", 3, 1),
        ("The council voted to close the oldest school in Riverside.", 3, 2),
    ],
)
def test_the_right_claim_under_the_marker_of_another_piece_is_not_supported(
    support, text, number, other
):
    assert support.reason_unsupported(backed_by(text, number)) is None
    assert support.reason_unsupported(backed_by(text, other))
    assert support.reason_unsupported(backed_by(text, number, other)) is None


def test_support_is_a_probability_and_the_same_each_time(support):
    told = backed_by("Lind said the storm cost twelve lives.", 2)
    first = support.probability(told)
    assert 0.0 <= first <= 1.0
    assert WordSimilarity(SentenceEmbedder()).probability(told) == pytest.approx(first, abs=1e-3)


def test_nothing_but_names_and_small_words_needs_no_support(support):
    assert support.reason_unsupported(backed_by("It is as Ada Brandt said.", 1)) is None
