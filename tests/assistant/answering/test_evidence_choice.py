from dataclasses import replace

import pytest
from support.ranked_passages import passage

from assistant.answering.candidates import find_candidates
from assistant.answering.evidence_choice import (
    ENOUGH_PROBABILITY,
    MAX_ANSWER_SENTENCES,
    MAX_CITED_WORDS,
    MIN_SHARE_OF_BEST,
    choose_evidence,
    join_adjacent_sentences,
)
from assistant.readers.answer_spans import AnswerSpan


def candidates(*passages):
    """In the order in which they stand."""
    return sorted(find_candidates(passages), key=lambda one: one.place)


def texts(chosen):
    return [one.text for one in chosen]


def test_the_likeliest_comes_first_and_unlikely_sentences_are_left_out():
    some = candidates(passage(["One is here.", "Two came late.", "Nobody saw three."]))
    assert texts(choose_evidence(some, [0.3, 0.4, 0.3 * MIN_SHARE_OF_BEST])) == [
        "Two came late.",
        "One is here.",
    ]


def test_one_sentence_is_enough_if_it_is_far_likelier_than_the_others():
    some = candidates(passage(["One is here.", "Two came late."]))
    assert texts(choose_evidence(some, [0.4, 0.4 * MIN_SHARE_OF_BEST * 0.99])) == ["One is here."]
    assert texts(choose_evidence(some, [ENOUGH_PROBABILITY, 0.4])) == ["One is here."]
    assert len(choose_evidence(some, [ENOUGH_PROBABILITY - 0.01, 0.4])) == 2


def test_no_more_sentences_or_words_than_allowed():
    numbers = "one two three four five six".split()
    short = candidates(passage([f"The {number} boats of {number * 3}." for number in numbers]))
    assert len(choose_evidence(short, [0.1] * 6)) == MAX_ANSWER_SENTENCES
    long = " ".join(["word"] * (MAX_CITED_WORDS - 5)) + "."
    other = " ".join(["thing"] * (MAX_CITED_WORDS - 5)) + "."
    mixed = candidates(passage([long, other, "Short one."]))
    assert texts(choose_evidence(mixed, [0.2, 0.15, 0.1])) == [long, "Short one."]


def test_a_first_sentence_is_taken_whatever_its_length():
    long = " ".join(["word"] * (3 * MAX_CITED_WORDS)) + "."
    assert texts(choose_evidence(candidates(passage([long])), [1.0])) == [long]


def test_a_sentence_in_the_same_words_as_another_is_left_out():
    told = "The minister said the tariff would rise in May."
    same = "The tariff would rise in May, the minister said."
    some = candidates(passage([told], number=1), passage([same, "It fell."], number=2))
    assert texts(choose_evidence(some, [0.4, 0.35, 0.25])) == [told, "It fell."]


def test_two_documents_that_differ_are_both_cited():
    some = candidates(
        passage(["The storm cost 12 lives."], number=1),
        passage(["The storm cost 19 lives, police said."], number=2),
    )
    assert len(choose_evidence(some, [0.49, 0.45])) == 2


def test_a_different_answer_of_another_document_is_cited_however_likely_the_first_is():
    def read(one, words, score=3.0):
        start = one.span.start + one.text.index(words)
        return replace(one, reading=AnswerSpan(start, start + len(words), score))

    some = candidates(
        passage(["The storm cost 12 lives."], number=1), passage(["It cost 19."], number=2)
    )
    first, second = read(some[0], "12"), read(some[1], "19")
    likely = [0.8, 0.15]
    assert len(choose_evidence([first, second], likely)) == 2
    for other in (some[1], read(some[1], "19", -1.0), read(some[1], "It cost 19")):
        shown = choose_evidence([read(some[0], "cost 12 lives"), other], likely)
        assert texts(shown) == ["The storm cost 12 lives."]


def test_all_of_them_takes_as_many_sentences_as_the_limits_allow():
    texts_of_all = ["One is here.", "Two came late.", "Nobody saw three.", "Four left.", "Five."]
    some = candidates(passage(texts_of_all))
    shares = [0.9, 0.06, 0.03, 0.008, 0.002]
    assert texts(choose_evidence(some, shares)) == ["One is here."]
    assert (
        texts(choose_evidence(some, shares, all_of_them=True))
        == texts_of_all[:MAX_ANSWER_SENTENCES]
    )


def test_equally_likely_sentences_are_ordered_by_document_and_place():
    some = candidates(passage(["Mill."], number=2), passage(["Harbour.", "Bridge."], number=1))
    for order in (some, some[::-1]):
        assert texts(choose_evidence(order, [0.2, 0.2, 0.2])) == ["Harbour.", "Bridge.", "Mill."]


def test_no_candidates_give_no_evidence():
    assert choose_evidence([], []) == []
    assert join_adjacent_sentences([]) == []


def test_neighbours_of_one_paragraph_are_joined():
    some = candidates(passage(["One.", "Two.", "Three."]))
    found = join_adjacent_sentences([some[1], some[0], some[2]])
    assert [(e.start, e.end, e.text) for e in found] == [(10, 26, "One. Two. Three.")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_sentences_of_two_paragraphs_stay_apart_best_first(gap: str):
    some = candidates(passage(["One.", "Two."], gap=gap))
    found = join_adjacent_sentences([some[1], some[0]])
    assert [e.text for e in found] == ["Two.", "One."]
    assert found[1].start == 10


def test_sentences_of_two_speakers_stay_apart():
    some = candidates(passage(["One.", "Two."], speakers=["Ada Brandt", "Otto Lind"]))
    assert [e.speaker for e in join_adjacent_sentences(some)] == ["Ada Brandt", "Otto Lind"]
