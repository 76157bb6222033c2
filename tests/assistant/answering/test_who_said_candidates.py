"""Sentences that may be what a question asks who said, from all passages that were found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.ranked_passages import passage, retrieval_of

from assistant.answering.candidates import MAX_BEST_PASSAGES
from assistant.answering.who_said_candidates import (
    LOSS_OF_REPLY,
    MAX_REPLIES,
    MAX_STATEMENTS_READ,
    MIN_SHARE_OF_TURNS,
    are_mostly_turns,
    find_who_said_candidates,
)
from index.embedding.vectors import pack_vectors

WHO_SAID = "Who warned Bo Kerr that the dam would crack?"
AHEAD = np.array([1.0, 0.0], np.float32)


def spoken(sentences, cosines, speakers, **facts):
    """A passage whose sentences have these cosines with the question, and no words in common."""
    made = passage(sentences, closeness=list(cosines), speakers=speakers, **facts)
    rows = np.array([[cosine, np.sqrt(1 - cosine**2)] for cosine in cosines], np.float32)
    stored = replace(made.passage, vectors=pack_vectors(AHEAD, rows))
    said = tuple(replace(one, kind="direct") for one in made.statements)
    return replace(made, passage=stored, statements=said)


def retrieval(ranked):
    found = retrieval_of(ranked, WHO_SAID)
    return replace(found, question=replace(found.question, vector=AHEAD))


def no_statements(number, start, end):
    return []


def test_the_nearest_come_first_wherever_their_passages_rank():
    far = [
        spoken(["It rained.", "We went home."], [0.1, 0.2], ["Ada Brandt"] * 2, number=n)
        for n in range(1, MAX_BEST_PASSAGES + 2)
    ]
    near = spoken(["It will burst.", "Thank you."], [0.8, 0.0], ["Ola Lund"] * 2, number=99)
    nearest, around = find_who_said_candidates(retrieval([*far, near]), no_statements)
    assert (nearest[0].text, nearest[0].speaker) == ("It will burst.", "Ola Lund")
    assert len(nearest) == MAX_STATEMENTS_READ
    assert "Thank you." in {one.text for one in around}
    assert not {one.place for one in nearest} & {one.place for one in around}


@pytest.mark.parametrize("speaker", [None, "Q", "she", "Bo Kerr"])
def test_only_who_can_be_the_answer_is_among_the_nearest(speaker):
    ranked = spoken(["It will burst.", "It may leak."], [0.8, 0.5], [speaker, "Ola Lund"])
    nearest, around = find_who_said_candidates(retrieval([ranked]), no_statements)
    assert [one.text for one in nearest] == ["It may leak."]
    assert [one.text for one in around] == ["It will burst."]


def test_statements_of_lower_passages_are_looked_up():
    ranked = spoken(["It will burst."], [0.8], ["Ola Lund"])
    bare = replace(ranked, statements=())
    nearest, _ = find_who_said_candidates(retrieval([bare]), lambda *_: ranked.statements)
    assert [one.speaker for one in nearest] == ["Ola Lund"]


def test_a_reply_is_about_as_near_as_the_question_that_it_answers():
    sentences = ["Will it burst?", "No.", "I doubt it.", "It rains.", "It is late."]
    cosines = [0.8, 0.0, 0.1, 0.3, 0.2]
    ranked = spoken(sentences, cosines, ["Q", *["Ola Lund"] * 4])
    nearest, _ = find_who_said_candidates(retrieval([ranked]), no_statements)
    assert [one.text for one in nearest[MAX_REPLIES:]] == ["It rains.", "It is late."]
    assert {one.text for one in nearest[:MAX_REPLIES]} == {"No.", "I doubt it."}
    assert nearest[0].closeness == pytest.approx(0.8 - LOSS_OF_REPLY, abs=0.01)


def test_what_stands_behind_a_question_on_something_else_is_no_nearer():
    sentences = ["Is it late?", "No.", "It rains."]
    ranked = spoken(sentences, [0.2, 0.0, 0.1], ["Q", "Ola Lund", "Ola Lund"])
    nearest, _ = find_who_said_candidates(retrieval([ranked]), no_statements)
    assert [one.text for one in nearest] == ["It rains.", "No."]


def test_a_sentence_of_two_passages_is_one():
    ranked = spoken(["It will burst."], [0.8], ["Ola Lund"])
    again = replace(ranked, passage=replace(ranked.passage, id="again"))
    nearest, around = find_who_said_candidates(retrieval([ranked, again]), no_statements)
    assert (len(nearest), around) == (1, [])


def test_no_passages_no_candidates():
    assert find_who_said_candidates(retrieval([]), no_statements) == ([], [])


@pytest.mark.parametrize(("turns", "mostly"), [(0, False), (3, False), (4, True), (12, True)])
def test_transcripts_are_told_by_their_turns(turns, mostly):
    sentences = [f"It leaks, {n}." for n in range(12)]
    ranked = spoken(sentences, [0.5] * 12, ["Ola Lund"] * 12)
    mixed = tuple(
        replace(one, kind="direct" if n < turns else "indirect")
        for n, one in enumerate(ranked.statements)
    )
    nearest, _ = find_who_said_candidates(
        retrieval([replace(ranked, statements=mixed)]), no_statements
    )
    assert are_mostly_turns(nearest) is mostly
    assert (turns / 12 >= MIN_SHARE_OF_TURNS) is mostly


def test_no_sentence_is_no_transcript():
    assert not are_mostly_turns([])
