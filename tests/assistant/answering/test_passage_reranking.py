"""Reranking of passages by the probabilities of their sentences."""

from __future__ import annotations

import pytest
from support.ranked_passages import passage

from assistant.answering.candidates import find_candidates
from assistant.answering.passage_reranking import MIN_PASSAGE_PROBABILITY, rerank


def reranked(ranked, probability_of, k=20):
    """The documents' names, reranked; `probability_of` has the likely sentences by text."""
    candidates = find_candidates(ranked)
    probabilities = [probability_of.get(one.text, 0.0) for one in candidates]
    return [one.passage.document.name for one in rerank(ranked, candidates, probabilities, k)]


FIRST = passage(["One.", "Two."], score=0.6, number=1)
SECOND = passage(["Three."], score=0.5, number=2)
THIRD = passage(["Four."], score=0.4, number=3)


def test_the_passage_with_the_likeliest_sentence_comes_first():
    assert reranked([FIRST, SECOND, THIRD], {"One.": 0.05, "Three.": 0.05, "Four.": 0.9}) == [
        "3.txt",
        "1.txt",
        "2.txt",
    ]


def test_the_probabilities_of_a_passages_sentences_add_up():
    one = passage(["One.", "Two."], score=0.5, number=1)
    assert reranked([SECOND, one], {"One.": 0.3, "Two.": 0.3, "Three.": 0.4})[0] == "1.txt"


def test_equal_probabilities_keep_the_ranking():
    assert reranked([FIRST, SECOND, THIRD], {}) == ["1.txt", "2.txt", "3.txt"]
    same = {"One.": 0.3, "Three.": 0.3, "Four.": 0.3}
    assert reranked([FIRST, SECOND, THIRD], same) == ["1.txt", "2.txt", "3.txt"]


def test_probabilities_below_the_minimum_count_alike():
    probabilities = {
        "One.": MIN_PASSAGE_PROBABILITY / 1e6,
        "Three.": MIN_PASSAGE_PROBABILITY / 2,
        "Four.": MIN_PASSAGE_PROBABILITY / 3,
    }
    assert reranked([FIRST, SECOND, THIRD], probabilities) == ["1.txt", "2.txt", "3.txt"]


def test_equal_passages_keep_their_order():
    equal = [passage(["Same."], score=0.5, number=number) for number in (3, 1, 2)]
    assert reranked(equal, {"Same.": 1 / 3}) == ["3.txt", "1.txt", "2.txt"]


@pytest.mark.parametrize("share", [0.0, MIN_PASSAGE_PROBABILITY / 2, 0.2, 1.0])
def test_no_passage_is_lost_and_only_its_score_changes(share: float):
    ranked = [passage([f"Number {n}."], score=n / 40, number=n) for n in range(40, 0, -1)]
    candidates = find_candidates(ranked)
    assert len(candidates) < len(ranked)
    found = rerank(ranked, candidates, [share] * len(candidates), len(ranked))
    assert sorted(one.passage.id for one in found) == sorted(one.passage.id for one in ranked)
    assert {one.closeness for one in found} == {one.closeness for one in ranked}


def test_scores_are_between_0_and_1_and_fall():
    ranked = [passage([f"N {n}."], score=1 - n / 9, number=n) for n in range(10)]
    candidates = find_candidates(ranked)
    found = rerank(ranked, candidates, [1.0, *[0.0] * (len(candidates) - 1)], 10)
    scores = [one.score for one in found]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_a_higher_probability_never_lowers_a_passage():
    ranked = [FIRST, SECOND, THIRD]
    candidates = find_candidates(ranked)
    places = []
    for share in (0.0, 0.01, 0.1, 0.5, 0.9):
        probabilities = [share if one.text == "Four." else 0.1 for one in candidates]
        found = rerank(ranked, candidates, probabilities, 3)
        places.append([one.passage.document.name for one in found].index("3.txt"))
    assert places == sorted(places, reverse=True)
    assert places[0] == 2
    assert places[-1] == 0


def test_a_sentence_counts_in_every_passage_that_contains_it():
    low = passage(["Same."], score=0.4, number=1)
    high = passage(["Same."], score=0.5, number=1)
    other = passage(["Else."], score=0.9, number=2)
    assert reranked([other, high, low], {"Same.": 0.95, "Else.": 0.05}) == [
        "1.txt",
        "1.txt",
        "2.txt",
    ]


@pytest.mark.parametrize(("k", "length"), [(0, 0), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_at_most_k_passages_are_returned(k: int, length: int):
    assert len(reranked([FIRST, SECOND, THIRD], {"Four.": 1.0}, k)) == length


def test_no_passages_rerank_to_none():
    assert rerank([], [], [], 20) == []
