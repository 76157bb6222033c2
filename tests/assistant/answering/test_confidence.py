"""How likely an answer is right, and whether it is given at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from support.ranked_passages import passage

from assistant.answering.candidates import find_candidates
from assistant.answering.confidence import (
    COVERED,
    LEAST,
    LEAST_TOLD,
    RIGHT,
    TOLD,
    facts,
    judge,
    right_probability,
    told_probability,
)
from assistant.answering.scoring import UNREAD, features, shares_of, totals
from assistant.readers.extractive_reader import Reading
from index.retrieval.question import Question
from index.retrieval.retriever import Retrieval
from index.text.stemming import stems

HOW_MANY = "How many lives did the storm cost?"
TYPICAL = {
    "meaning": 0.5,
    "closeness": 1.0,
    "kind_asked": 0.0,
    "kind_missing": 0.0,
    "who": 0.0,
    "words": 0.0,
    "found": 0.0,
    "found_who": 0.0,
    "found_words": 0.0,
    "share": 0.5,
    "read": 0.0,
    "total": 10.0,
    "named": 0.0,
}


def found_for(ranked, question=HOW_MANY, rarity=(), speakers=()):
    """What was retrieved for a question; `rarity` holds the words that are rare."""
    by_stem = {stems(word)[0]: 1.0 for word in rarity}
    asked = Question(question, np.zeros(1, np.float32), by_stem, speakers)
    return Retrieval(asked, tuple(ranked), len(ranked))


def read(candidates, scores):
    """The candidates, each with the reader's score of its text."""
    return [
        replace(one, reading=Reading(*one.span, scores[one.text])) if one.text in scores else one
        for one in candidates
    ]


@pytest.mark.parametrize("name", ["meaning", "closeness", "found", "found_who", "found_words"])
def test_the_nearer_and_the_surer_the_likelier_it_is_told(name: str):
    some = [told_probability({**TYPICAL, name: value}) for value in (-1.0, 0.0, 0.4, 0.9)]
    assert all(lower < higher for lower, higher in pairwise(some))


@pytest.mark.parametrize("name", ["share", "read", "named"])
def test_the_more_tells_for_what_is_cited_the_likelier_it_is_right(name: str):
    some = [right_probability({**TYPICAL, name: value}) for value in (0.0, 0.3, 0.6, 1.0)]
    assert all(lower < higher for lower, higher in pairwise(some))


def test_a_number_or_time_that_no_cited_sentence_has_is_likely_not_told():
    asked = {**TYPICAL, "kind_asked": 1.0}
    missing = {**asked, "kind_missing": 1.0}
    assert told_probability(missing) < told_probability(asked) < told_probability(TYPICAL)
    assert told_probability(missing) < LEAST_TOLD


def test_probabilities_are_between_0_and_1_whatever_the_facts():
    for size, name in product((-30.0, 0.0, 30.0), TYPICAL):
        found = {**TYPICAL, name: size}
        assert 0.0 <= told_probability(found) <= 1.0
        assert 0.0 <= right_probability(found) <= 1.0


def test_the_facts_of_an_answer():
    near = passage(["The storm cost 12 lives.", "It rained."], closeness=[1.2, 0.4], number=1)
    far = passage(["The mayor came."], closeness=[0.3], number=2)
    retrieval = found_for([near, far], rarity=["storm", "lives"])
    some = read(find_candidates(retrieval.passages), {"The storm cost 12 lives.": 4.0})
    signals = features(some, retrieval.question)
    shares = shares_of(signals)
    found = facts(retrieval, some, signals, shares, some[:1])
    assert some[0].text == "The storm cost 12 lives."
    assert found == {
        "meaning": pytest.approx(0.4),  # of the sentence that shares no word
        "closeness": 1.2,
        "kind_asked": 1.0,
        "kind_missing": 0.0,
        "who": 0.0,
        "words": 0.0,
        "found": 4.0,
        "found_who": 0.0,
        "found_words": 0.0,
        "share": shares[0],
        "read": 4.0,
        "total": pytest.approx(totals(signals)[0]),
        "named": 0.0,
    }
    other = facts(retrieval, some, signals, shares, some[1:2])
    assert (other["kind_missing"], other["read"], other["found"]) == (1.0, UNREAD, 4.0)
    assert (other["share"], other["total"]) == (shares[1], pytest.approx(totals(signals)[1]))


@pytest.mark.parametrize(
    ("question", "speakers", "set_to_one", "column"),
    [
        ("Who said the harbour is open?", (), {"who", "named"}, "found_who"),
        ("What did Lind say of the harbour?", ("Otto Lind",), {"words"}, "found_words"),
        ("Which harbour is open?", (), set(), "found"),
        ("When did the harbour open?", (), {"kind_asked", "kind_missing"}, "found"),
    ],
)
def test_the_facts_tell_what_is_asked_for(question, speakers, set_to_one, column):
    one = passage(["The harbour is open."], speakers=["Ada Brandt"])
    retrieval = found_for([one], question, speakers=speakers)
    some = read(find_candidates([one]), {"The harbour is open.": 2.5})
    signals = features(some, retrieval.question)
    found = facts(retrieval, some, signals, [1.0], some)
    kinds = {"kind_asked", "kind_missing", "who", "words", "named"}
    assert {name for name in kinds if found[name] == 1.0} == set_to_one
    readings = {name: found[name] for name in ("found", "found_who", "found_words")}
    assert readings == {**dict.fromkeys(readings, 0.0), column: 2.5}


def test_every_fact_that_is_weighed_is_there_and_no_other():
    one = passage(["The harbour is open."])
    retrieval = found_for([one])
    some = find_candidates([one])
    found = facts(retrieval, some, features(some, retrieval.question), [1.0], some)
    assert set(found) == {*TOLD, *RIGHT}


def test_where_nothing_was_found_there_is_no_answer():
    judgement = judge(found_for([]), [])
    assert (judgement.chosen, judgement.shares) == ((), ())
    assert (judgement.confidence, judgement.enough) == (0.0, False)


def test_what_tells_it_is_chosen_and_is_enough():
    near = passage(["It rained.", "The storm cost 12 lives."], closeness=[0.2, 1.6], score=0.9)
    retrieval = found_for([near], rarity=["storm", "lives", "cost"])
    some = read(find_candidates([near]), {"The storm cost 12 lives.": 7.0})
    judgement = judge(retrieval, some)
    assert judgement.chosen[0].text == "The storm cost 12 lives."
    assert judgement.enough
    assert judgement.confidence > LEAST
    assert sum(judgement.shares) == pytest.approx(1)
    assert judgement.confidence == pytest.approx(
        judgement.facts["told"] * judgement.facts["right if told"]
    )


def test_what_is_far_from_the_question_is_not_enough():
    far = passage(["The mayor came.", "It rained."], closeness=[0.1, 0.05], score=0.01)
    judgement = judge(found_for([far], rarity=["storm", "lives"]), find_candidates([far]))
    assert not judgement.enough
    assert judgement.confidence < LEAST
    assert judgement.facts["told"] < LEAST_TOLD


def test_where_any_of_many_may_be_meant_there_is_no_answer_though_it_is_likely_told():
    same = [passage(["The storm cost 12 lives."], closeness=[1.2], number=n) for n in range(1, 11)]
    judgement = judge(found_for(same), find_candidates(same))
    assert judgement.facts["told"] >= LEAST_TOLD
    assert judgement.confidence < LEAST
    assert not judgement.enough


@pytest.mark.parametrize("score", [UNREAD, -2.0, 0.0, 3.0, 12.0])
@pytest.mark.parametrize("closeness", [-0.5, 0.3, 0.9, 2.0])
def test_an_answer_is_given_where_both_thresholds_are_reached(score: float, closeness: float):
    one = passage(["The storm cost 12 lives."], closeness=[closeness])
    some = read(find_candidates([one]), {"The storm cost 12 lives.": score})
    judgement = judge(found_for([one]), some)
    assert 0 <= judgement.confidence <= 1
    told = judgement.facts["told"]
    assert judgement.enough is bool(told >= LEAST_TOLD and judgement.confidence >= LEAST)


def test_the_nearer_the_evidence_the_higher_the_confidence():
    confidences = []
    for closeness in (0.1, 0.3, 0.5, 0.7, 0.9):
        one = passage(["The storm cost 12 lives."], closeness=[closeness])
        confidences.append(judge(found_for([one]), find_candidates([one])).confidence)
    assert all(lower < higher for lower, higher in pairwise(confidences))


BRANDT = passage(
    ["The harbour stays open.", "The harbour is old.", "Rents will fall."],
    closeness=[0.0, 0.0, 0.0],
    score=0.01,
    speakers=["Ada Brandt", "Otto Lind", "Ada Brandt"],
)
OF_THE_HARBOUR = "What did Brandt say about the harbour?"


def test_somebody_who_says_all_that_was_asked_about_is_believed_to():
    retrieval = found_for([BRANDT], OF_THE_HARBOUR, ["harbour"], ("Ada Brandt",))
    judgement = judge(retrieval, find_candidates([BRANDT]))
    assert [one.text for one in judgement.chosen] == ["The harbour stays open."]
    assert judgement.enough
    assert judgement.confidence >= COVERED
    assert judgement.facts["covered"] == 1.0


def test_asked_about_nothing_all_that_they_say_is_chosen():
    retrieval = found_for([BRANDT], "What did Brandt say?", ["brandt"], ("Ada Brandt",))
    some = read(find_candidates([BRANDT]), {"Rents will fall.": 60.0})  # far above the others
    judgement = judge(retrieval, some)
    assert {one.text for one in judgement.chosen} == {"The harbour stays open.", "Rents will fall."}


@pytest.mark.parametrize(
    ("question", "rare", "speakers"),
    [
        (OF_THE_HARBOUR, ["harbour", "tariff"], ("Ada Brandt",)),  # a word that they don't say
        (OF_THE_HARBOUR, ["harbour"], ("Jane Cole",)),  # somebody else is asked about
        (OF_THE_HARBOUR, ["harbour"], ()),
        ("How often did Brandt open the harbour?", ["harbour"], ("Ada Brandt",)),
        ("When did Brandt open the harbour?", ["harbour"], ("Ada Brandt",)),
    ],
)
def test_nobody_is_believed_to_say_what_else_was_asked_about(question, rare, speakers):
    judgement = judge(
        found_for([BRANDT], question, rare, speakers),
        find_candidates([BRANDT]),
    )
    assert judgement.facts["covered"] == 0.0
    assert not judgement.enough
