"""The signals of each candidate sentence, their weighted sum, and the probabilities."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from support.ranked_passages import passage

from assistant.answering.candidates import Candidate, find_candidates
from assistant.answering.sentence_scoring import (
    SIGNAL_WEIGHTS,
    UNREAD_SCORE,
    answer_probabilities,
    log_odds,
    sentence_signals,
    weighted_sums,
)
from assistant.readers.answer_spans import AnswerSpan
from index.retrieval.question import Question
from index.text.stemming import stems

FACT = "Which harbour is open?"
WORDS = "What did Brandt say about the harbour?"
WHO = "Who said the harbour is open?"


def asked(text: str, rarity: dict[str, float] | None = None, speakers: tuple[str, ...] = ()):
    """A question; `rarity` holds words, each with its inverse document frequency."""
    by_stem = {stems(word)[0]: weight for word, weight in (rarity or {}).items()}
    return Question(text, np.zeros(1, np.float32), by_stem, speakers)


def candidates(*passages) -> list[Candidate]:
    """The candidates in the order in which they stand in their documents."""
    return sorted(find_candidates(passages), key=lambda one: one.place)


def read(candidate: Candidate, score: float) -> Candidate:
    start, end = candidate.span
    return replace(candidate, reading=AnswerSpan(start, end, score))


def column(signals: np.ndarray, name: str) -> list[float]:
    return [round(float(value), 6) for value in signals[:, list(SIGNAL_WEIGHTS).index(name)]]


def test_one_row_a_candidate_and_one_column_a_weight():
    some = candidates(passage(["The harbour is open.", "It rains."]), passage(["Yes."], number=2))
    assert sentence_signals(some, asked(FACT)).shape == (3, len(SIGNAL_WEIGHTS))


def test_shared_words_count_by_rarity_in_the_sentence_and_its_neighbours():
    some = candidates(
        passage(
            ["Rents fell.", "The harbour is open.", "Nothing else.", "The mayor was there."],
            closeness=[0.2, 0.9, 0.1, 0.3],
        )
    )
    signals = sentence_signals(some, asked(FACT, {"harbour": 3.0, "mayor": 1.0}))
    assert column(signals, "shared_words_nearby") == [0.75, 0.75, 1.0, 0.25]
    assert column(signals, "cosine") == [0.2, 0.15, 0.1, 0.05]


def test_a_question_without_rare_words_has_no_shared_words():
    signals = sentence_signals(candidates(passage(["The harbour is open."])), asked(FACT))
    assert column(signals, "shared_words_nearby") == [0.0]


def test_the_questions_figures_count_in_a_sentence_and_its_neighbours():
    some = candidates(
        passage(["It cost 4.6 million.", "The mayor paid in 2019.", "It rained.", "In 1.000 days."])
    )
    signals = sentence_signals(some, asked("Who paid 4.6 million in 2019?"))
    assert column(signals, "shared_figures") == [1.0, 1.0, 0.5, 0.0]
    assert column(sentence_signals(some, asked("Who paid?")), "shared_figures") == [0.0] * 4


def test_passage_and_document_signals_come_from_the_ranking():
    some = candidates(
        passage(["One.", "Two."], score=0.5, document=1.0),
        passage(["Three."], score=0.9, number=2, document=0.25),
    )
    signals = sentence_signals(some, asked(FACT))
    assert column(signals, "document") == [1.0, 1.0, 0.25]
    assert column(signals, "passage") == [0.0, 0.0, round(float(np.log(9)), 6)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many lives did the storm cost?", [1.0, -1.0, -1.0]),
        ("When did the storm come?", [-1.0, 1.0, -1.0]),
        ("Which storm was it?", [0.0, 0.0, 0.0]),
        ("Who named the storm?", [0.0, 0.0, 0.0]),
    ],
)
def test_a_sentence_has_the_kind_of_answer_asked_for_or_lacks_it(question, expected):
    some = candidates(passage(["Twelve lives were lost.", "Came on Monday.", "It rained."]))
    assert column(sentence_signals(some, asked(question)), "has_kind") == expected


def test_the_asked_speakers_words_have_a_signal():
    some = candidates(
        passage(
            ["“We stay open,” Brandt said.", "She left.", "“I doubt it,” Lind said.", "It rains."],
            speakers=["Ada Brandt", "Ada Brandt", "Otto Lind", None],
        )
    )
    signals = sentence_signals(some, asked(WORDS, speakers=("Ada Brandt",)))
    assert column(signals, "asked_speaker") == [1.0, 1.0, 0.0, 0.0]
    unnamed = sentence_signals(some, asked("What was said?"))
    assert column(unnamed, "asked_speaker") == [0.0] * 4


def test_new_speaker_is_one_whom_the_question_does_not_name():
    some = candidates(
        passage(["One.", "Two.", "Three."], speakers=["Ada Brandt", "Otto Lind", None])
    )
    who = sentence_signals(some, asked("Who said Lind is wrong?"))
    assert column(who, "new_speaker") == [1.0, 0.0, 0.0]
    assert column(sentence_signals(some, asked(FACT)), "new_speaker") == [0.0, 0.0, 0.0]


def test_the_role_signal_is_1_if_the_role_has_a_word_of_the_question():
    (one,) = candidates(passage(["The harbour is open."], speakers=["Ada Brandt"]))
    assert one.statement is not None
    mayor = replace(one, statement=replace(one.statement, role="mayor of Riverside"))
    for question, expected in (
        ("Which mayor said so?", 1.0),
        ("Which pilot said so?", 0.0),
        ("How old is the mayor?", 0.0),
    ):
        assert column(sentence_signals([mayor], asked(question)), "role") == [expected]
    assert column(sentence_signals([one], asked("Which mayor said so?")), "role") == [0.0]


@pytest.mark.parametrize(
    ("question", "margin", "scores"),
    [
        (FACT, "reader_margin", [2.0, 5.0, UNREAD_SCORE]),
        (WORDS, "reader_margin_words", [2.0, 5.0, UNREAD_SCORE]),
        (WHO, "reader_margin_speaker", [0.0, 0.0, 0.0]),
    ],
)
def test_the_readers_scores_count_in_the_column_of_what_is_asked_for(question, margin, scores):
    first, second, third = candidates(passage(["One.", "Two.", "Three."]))
    question = asked(question, speakers=("Ada Brandt",) if question == WORDS else ())
    signals = sentence_signals([read(first, 2.0), read(second, 5.0), third], question)
    assert column(signals, "reader_score") == scores
    for name in ("reader_margin", "reader_margin_words", "reader_margin_speaker"):
        expected = [-3.0, 0.0, UNREAD_SCORE - 5.0] if name == margin else [0.0] * 3
        assert column(signals, name) == expected


def test_a_score_below_that_of_what_was_not_read_counts_as_that():
    (one,) = candidates(passage(["One."]))
    assert column(
        sentence_signals([read(one, UNREAD_SCORE - 50)], asked(FACT)), "reader_score"
    ) == [UNREAD_SCORE]


@pytest.mark.parametrize("question", [FACT, WORDS, WHO])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_higher_score_of_the_reader_never_makes_a_sentence_less_likely(question, place):
    some = [read(one, 1.0) for one in candidates(passage(["One.", "Two.", "Three."]))]
    question = asked(question, speakers=("Ada Brandt",) if question == WORDS else ())
    shares = []
    for score in (-6.0, -1.0, 0.5, 3.0, 9.0):
        some[place] = read(some[place], score)
        shares.append(answer_probabilities(sentence_signals(some, question))[place])
    assert all(lower < higher for lower, higher in pairwise(shares))


@pytest.mark.parametrize(
    "name",
    [
        *[
            "cosine",
            "shared_words_nearby",
            "shared_figures",
            "passage",
            "document",
            "has_kind",
            "asked_speaker",
        ],
        *["new_speaker", "role", "reader_score", "reader_margin", "reader_margin_words"],
        "reader_margin_speaker",
    ],
)
def test_more_of_a_signal_makes_a_sentence_likelier(name: str):
    signals = np.zeros((2, len(SIGNAL_WEIGHTS)))
    signals[1, list(SIGNAL_WEIGHTS).index(name)] = 1.0
    lower, higher = weighted_sums(signals)
    assert higher > lower
    assert answer_probabilities(signals)[1] > 0.5


def test_the_sentence_with_the_words_of_the_question_is_the_likeliest():
    texts = ["The mill burned down.", "Otto Lind was there.", "The harbour will stay open."]
    question = asked("Will the harbour stay open?", {"harbour": 3.0, "open": 2.0, "stay": 2.0})
    closeness = [question.coverage(text) + 0.1 for text in texts]
    some = candidates(passage(texts, closeness=closeness))
    shares = answer_probabilities(sentence_signals(some, question))
    assert max(range(3), key=shares.__getitem__) == 2


def test_shares_are_parts_of_one_in_the_order_of_the_sums():
    signals = np.random.default_rng(0).normal(size=(7, len(SIGNAL_WEIGHTS)))
    shares = answer_probabilities(signals)
    assert sum(shares) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in shares)
    assert list(np.argsort(shares)) == list(np.argsort(weighted_sums(signals)))


def test_equal_signals_have_equal_shares_and_one_candidate_has_all():
    assert answer_probabilities(np.ones((4, len(SIGNAL_WEIGHTS)))) == [0.25] * 4
    assert answer_probabilities(np.ones((1, len(SIGNAL_WEIGHTS)))) == [1.0]


@pytest.mark.parametrize("size", [1e3, -1e3])
def test_sums_of_any_size_have_shares(size: float):
    signals = np.zeros((2, len(SIGNAL_WEIGHTS)))
    signals[1] = size
    assert answer_probabilities(signals) == pytest.approx([0.0, 1.0] if size > 0 else [1.0, 0.0])


@pytest.mark.parametrize(("probability", "odds"), [(0.5, 1.0), (0.75, 3.0), (0.2, 0.25)])
def test_log_odds(probability: float, odds: float):
    assert log_odds(probability) == pytest.approx(np.log(odds))


def test_log_odds_of_what_is_certain_are_finite_and_keep_the_order():
    assert np.isfinite([log_odds(0.0), log_odds(1.0)]).all()
    assert log_odds(0.0) < log_odds(0.01) < log_odds(0.99) < log_odds(1.0)
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))


def test_the_words_of_the_sentence_itself_count_where_it_is_asked_who_said_something():
    some = candidates(passage(["The harbour is open.", "The mayor said so."], closeness=[0.9, 0.4]))
    rarity = {"harbour": 3.0, "mayor": 1.0}
    assert column(sentence_signals(some, asked(WHO, rarity)), "said_words") == [0.75, 0.25]
    assert column(sentence_signals(some, asked(FACT, rarity)), "said_words") == [0.0, 0.0]


def test_the_readers_score_of_the_speaker_counts_where_it_is_asked_who_said_something():
    some = candidates(passage(["It is open.", "It is shut."], speakers=["Ada Brandt", "Bo Kerr"]))
    told = [
        replace(read(one, 9.0), speaker_score=score)
        for one, score in zip(some, (5.0, 2.0), strict=True)
    ]
    assert column(sentence_signals(told, asked(WHO)), "reader_margin_speaker") == [0.0, -3.0]
    assert column(sentence_signals(told, asked(FACT)), "reader_margin") == [0.0, 0.0]
