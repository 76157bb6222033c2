"""From candidate passages to a ranking, and what a question's words tell about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embedding.vectors import pack_vectors
from index.records import Span
from index.retrieval.question import Question, date_asked_about, speakers_asked_about
from index.retrieval.ranking import WEIGHTS, RankedPassage, date_match, rank
from index.store.rows import DocumentInfo, StoredPassage


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did he say in November 2015?", (2015, 11)),
        ("Who won in 2016?", (2016, None)),
        ("What was decided in march?", (None, 3)),
        ("Why may Trump shy away from suing?", (None, None)),
        ("What happened in May 2016?", (2016, 5)),
        ("Who spoke?", (None, None)),
        ("How were 20155 votes counted?", (None, None)),
    ],
)
def test_the_date_asked_about_is_read(question, expected):
    assert date_asked_about(question) == expected


@pytest.mark.parametrize(
    ("asked", "date", "expected"),
    [
        ((2016, 5), "2016-05-31", 1.0),
        ((2016, 5), "2016-06-01", 0.5),
        ((2016, 1), "2015-12-31", 0.5),
        ((2016, 5), "2016-08-01", 0.0),
        ((2016, None), "2016-08-01", 1.0),
        ((None, 8), "2015-08-01", 1.0),
        ((None, None), "2016-08-01", 0.0),
        ((2016, 5), None, 0.0),
    ],
)
def test_a_documents_date_matches_the_one_asked_about(asked, date, expected):
    assert date_match(asked, date) == expected


def test_coverage_weighs_words_by_rarity():
    question = Question("", np.zeros(1, np.float32), {"extradit": 3.0, "state": 1.0})
    assert question.coverage("They refused to extradite him.") == 0.75
    assert question.coverage("The states agreed.") == 0.25
    assert question.coverage("") == 0.0
    assert Question("", np.zeros(1, np.float32), {}).coverage("anything") == 0.0


@pytest.mark.parametrize(
    ("rarity", "theirs", "covered"),
    [
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0}, ["The harbour is shut."], True),
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0}, ["He came."], False),
        ({"lind": 2.0, "say": 1.0, "harbour": 1.0, "rent": 1.0}, ["The harbour is shut."], False),
        ({"lind": 2.0, "say": 1.0}, ["He came."], True),
        ({"lind": 2.0, "say": 1.0}, [], False),
    ],
)
def test_whether_one_says_all_that_is_asked_about(rarity, theirs, covered):
    question = Question("", np.zeros(1, np.float32), rarity, ("Otto Lind",))
    assert question.is_covered_by(theirs) is covered


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Ursula von der Leyen say about Ukraine?", "Ursula von der Leyen"),
        ("What did Mohammed bin Salman say?", "Mohammed bin Salman"),
        ("According to Luis de la Fuente, what went wrong?", "Luis de la Fuente"),
        ("What does José María Aznar think of it?", "José María Aznar"),
        ("What was Matthews' complaint about Sanders?", "Matthews"),
        ("What pitch did Rubio spokesman Alex Conant make to voters?", "Alex Conant"),
        ("According to Border Patrol tunnel specialist Kevin Hecht, when?", "Kevin Hecht"),
        ("Why did NBC's Dante Chinni doubt that debates matter?", "Dante Chinni"),
        ("Did Grassley take it back?", "Grassley"),
        ("What do parents want, in the view of Megan Hester of the Institute?", "Megan Hester"),
        ("Why did Future45 wait, according to Brian Baker?", "Brian Baker"),
        ("Melania Trump on Fox News: whom does she blame?", "Melania Trump"),
        ("How did Trump compare Putin with Obama?", "Trump"),
    ],
)
def test_whose_words_a_question_asks_for(question: str, name: str):
    assert next(speakers_asked_about(question)) == name


def sentence_vectors(*rows: Sequence[float]) -> bytes:
    """Stored vectors of a passage with one row for each sentence."""
    sentences = np.array(rows, np.float32)
    return pack_vectors(sentences.mean(0), sentences)


def stored(
    text: str, vectors: bytes, number: int = 1, start: int = 0, date: str | None = None
) -> StoredPassage:
    """A passage of a document with sentences that end in a full stop."""
    facts = dict.fromkeys(("title", "outlet", "author", "speaker", "url", "language"))
    document = DocumentInfo(
        number=number,
        id=f"id{number}",
        label=f"{number}.txt",
        name=f"{number}.txt",
        path=Path(f"{number}.txt"),
        sha256="",
        pages=(),
        extra={},
        metadata_fingerprint="",
        characters=len(text),
        passages=1,
        date=date,
        **facts,
    )
    spans = tuple(
        Span(start + match.start(), start + match.end())
        for match in re.finditer(r"\S[^.]*\.", text)
    )
    name = f"{number}:{start}"
    end = start + len(text)
    return StoredPassage(name, document, start, end, spans, text, Span(start, end), vectors)


EAST, NORTH = (1.0, 0.0), (0.0, 1.0)
HARBOUR = {"harbour": 1.0}
TO_THE_EAST = Question("Is the harbour open?", np.array(EAST, np.float32), HARBOUR)


def by_id(*passages: StoredPassage) -> dict[str, StoredPassage]:
    return {one.id: one for one in passages}


def names(ranked: Sequence[RankedPassage]) -> list[str]:
    return [one.passage.id for one in ranked]


def test_no_candidates_are_no_ranking():
    assert rank(TO_THE_EAST, {}, [], [], {}) == []


def test_the_signals_of_a_small_text():
    first = stored("The harbour is open. It rains.", sentence_vectors(NORTH, EAST))
    second = stored("The mayor left.", sentence_vectors(NORTH), 2, 30)
    ranked = rank(
        TO_THE_EAST,
        by_id(second, first),
        by_words=[(first.id, 4.0), (second.id, 1.0)],
        by_vectors=[(second.id, 0.2)],
        by_documents={1: 3.0, 2: 6.0},
    )
    assert names(ranked) == [first.id, second.id]
    assert ranked[0].signals == pytest.approx(
        {"words": 1, "document": 0.5, "sentence": 1, "meaning": 1, "date": 0, "speaker": 0},
        abs=0.01,
    )
    assert ranked[1].signals == pytest.approx(
        {"words": 0.25, "document": 1, "sentence": 0, "meaning": 0, "date": 0, "speaker": 0},
        abs=0.01,
    )
    # The word stands in the first sentence, the meaning in the second.
    assert ranked[0].closeness == pytest.approx((1.0, 1.0), abs=0.01)
    assert (ranked[0].words_rank, ranked[0].vectors_rank) == (1, None)
    assert (ranked[1].words_rank, ranked[1].vectors_rank) == (2, 1)


def test_the_best_sentence_has_words_and_meaning_at_once():
    both = stored("The harbour. It rains.", sentence_vectors(EAST, NORTH))
    apart = stored("The harbour. It rains.", sentence_vectors(NORTH, EAST), 2)
    ranked = rank(TO_THE_EAST, by_id(apart, both), [], [], {})
    assert names(ranked) == [both.id, apart.id]
    assert [one.signals["sentence"] for one in ranked] == pytest.approx([2.0, 1.0], abs=0.01)
    assert [one.signals["meaning"] for one in ranked] == pytest.approx([1.0, 1.0], abs=0.01)


@pytest.mark.parametrize("signal", list(WEIGHTS))
def test_more_of_a_signal_ranks_a_passage_higher(signal: str):
    plain = stored("It rains.", sentence_vectors(NORTH), 1)
    meant = signal in ("meaning", "sentence")
    vectors = sentence_vectors(EAST if meant else NORTH)
    better = stored("It rains.", vectors, 2, date="2016-05-01" if signal == "date" else None)
    question = Question("What happened in May 2016?", np.array(EAST, np.float32), {})
    ranked = rank(
        question,
        by_id(plain, better),
        by_words=[(better.id, 2.0)] if signal == "words" else [],
        by_vectors=[],
        by_documents={2: 2.0} if signal == "document" else {},
        spoken={2: [Span(3, 5)]} if signal == "speaker" else None,
    )
    assert names(ranked) == [better.id, plain.id]
    assert ranked[0].score > ranked[1].score
    assert ranked[0].signals[signal] == pytest.approx(1.0, abs=0.01)
    assert ranked[1].signals[signal] == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize(
    ("span", "speaks"),
    [((0, 10), 0.0), ((0, 11), 1.0), ((12, 14), 1.0), ((18, 40), 1.0), ((19, 40), 0.0)],
)
def test_a_speaker_is_heard_in_the_passage_itself(span: tuple[int, int], speaks: float):
    one = stored("It rains.", sentence_vectors(NORTH), start=10)
    spoken = {1: [Span(*span)], 2: [Span(0, 100)]}
    (ranked,) = rank(TO_THE_EAST, by_id(one), [], [], {}, spoken)
    assert ranked.signals["speaker"] == speaks


def test_equal_passages_stand_by_document_and_place():
    vectors = sentence_vectors(EAST)
    equal = [
        stored("It rains.", vectors, number, start)
        for number, start in ((2, 0), (1, 50), (3, 7), (1, 5))
    ]
    expected = ["1:5", "1:50", "2:0", "3:7"]
    assert names(rank(TO_THE_EAST, by_id(*equal), [], [], {})) == expected
    assert names(rank(TO_THE_EAST, by_id(*reversed(equal)), [], [], {})) == expected


def test_every_candidate_is_ranked_once_with_a_probability_that_falls():
    chance = np.random.default_rng(0)
    some = [stored("It rains.", sentence_vectors(chance.normal(size=2)), n) for n in range(1, 60)]
    ranked = rank(
        TO_THE_EAST,
        by_id(*some),
        by_words=[(one.id, float(chance.uniform(0, 90))) for one in some[::2]],
        by_vectors=[],
        by_documents={n: float(chance.uniform(0, 90)) for n in range(1, 60, 3)},
    )
    scores = [one.score for one in ranked]
    assert sorted(names(ranked)) == sorted(by_id(*some))
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_only_the_signals_given_count():
    near = stored("It rains.", sentence_vectors(EAST), 1)
    worded = stored("It rains.", sentence_vectors(NORTH), 2)
    for weights, best in (({"words": 1.0}, worded), ({"meaning": 1.0}, near)):
        ranked = rank(TO_THE_EAST, by_id(near, worded), [(worded.id, 3.0)], [], {}, weights=weights)
        assert names(ranked)[0] == best.id
