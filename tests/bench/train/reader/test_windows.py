"""Windows of the written questions: whole sentences, the answer in its own place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from questions.read_questions import Question
from windows import LONGEST, Windows, prepared

from index.records import Span

DECIDING = "The harbour will close in March, said Ada Brandt."
OTHERS = [f"In year {n} nobody came to the old mill beside the river." for n in range(40)]
TEXT = "Town news\n\n" + " ".join([*OTHERS[:20], DECIDING, *OTHERS[20:]])
DOCUMENTS = prepared({"town.txt": TEXT})


def question(*answers: str, text: str = "When will the harbour close?") -> Question:
    places = tuple(Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in answers)
    return Question("q", "town.txt", "when", text, places, (), None, None)


@pytest.mark.parametrize("seed", range(12))
def test_the_answer_stands_in_its_window(seed: int):
    found = Windows(DOCUMENTS, seed).asked(question("March", "Ada Brandt"))
    assert found is not None
    assert found.answers == ["March", "Ada Brandt"]
    body = found.context.removeprefix("Town news\n")
    assert DECIDING in body
    assert body.strip() in TEXT
    assert len(body.split()) <= LONGEST


@pytest.mark.parametrize("seed", range(12))
def test_elsewhere_nothing_answers(seed: int):
    asked = question("March", text="When does the old mill beside the river close?")
    found = Windows(DOCUMENTS, seed).elsewhere(asked)
    assert found is not None
    assert "March" not in found.context
    assert found.answers == []


def test_a_question_without_an_answer_is_asked_where_it_shares_most_words():
    asked = question(text="When will the harbour of Ada Brandt open?")
    assert all(
        DECIDING in found.context
        for seed in range(8)
        if (found := Windows(DOCUMENTS, seed).asked(asked))
    )


def test_answers_too_far_apart_are_asked_at_the_first():
    found = Windows(DOCUMENTS, 0).asked(question("year 0 nobody", "year 39 nobody"))
    assert found is not None
    assert found.answers == ["year 0 nobody"]


def test_a_sample_of_questions_is_repeated_exactly():
    asked = [question("March"), question("Ada Brandt", text="Who said so?")] * 5
    first, second = (list(Windows(DOCUMENTS, 7).examples(asked)) for _ in range(2))
    assert first == second
    assert len(first) > len(asked)


@pytest.mark.parametrize("seed", range(12))
def test_a_passage_found_that_does_not_answer_is_a_window_without_an_answer(seed: int):
    asked = question("March", text="When does the old mill beside the river close?")
    start, end = TEXT.index("In year 3 "), TEXT.index("In year 9 ")
    found = Windows(DOCUMENTS, seed).rival(asked, "town.txt", Span(start, end))
    assert found is not None
    assert found.answers == []
    body = found.context.removeprefix("Town news\n").strip()
    assert body in TEXT[start:end]


def test_a_question_for_yes_or_no_is_not_decided_by_a_passage_that_does_not_answer():
    asked = replace(question("March", text="Does the mill close?"), kind="yes-no", verdict="yes")
    place = Span(TEXT.index("In year 3 "), TEXT.index("In year 4 "))
    found = Windows(DOCUMENTS, 0).rival(asked, "town.txt", place)
    assert found is not None
    assert found.verdict == "neither"


@pytest.mark.parametrize("seed", range(12))
def test_a_sentence_that_looks_like_an_answer_is_read_without_those_that_answer(seed: int):
    asked = question("March", text="When does the old mill beside the river close?")
    start = TEXT.index("In year 19 ")
    place = Span(start, TEXT.index(DECIDING) - 1)
    told = Span(TEXT.index(DECIDING), TEXT.index(DECIDING) + len(DECIDING))
    found = Windows(DOCUMENTS, seed).near(asked, "town.txt", place, [told], None)
    assert found.answers == []
    assert TEXT[slice(*place)] in found.context and DECIDING not in found.context


LONG_TURN = " ".join(f"In year {n} nobody came to the old mill beside it." for n in range(60))
BRIEFING = f"MS. BRANDT: {LONG_TURN} It will close in March.\n\nMR. KERR: Is that sure?\n"


def test_a_window_within_a_turn_begins_with_its_speakers_name():
    texts = prepared({"briefing.txt": BRIEFING}, with_turns=True)
    place = Span(BRIEFING.index("March"), BRIEFING.index("March") + 5)
    asked = Question("q", "briefing.txt", "when", "When?", (place,), (), None, None)
    found = [Windows(texts, seed).asked(asked) for seed in range(20)]
    assert all(one is not None and one.answers == ["March"] for one in found)
    begun = [one.context.removeprefix(BRIEFING.split("\n")[0][:200] + "\n") for one in found if one]
    named = [context.startswith("Ms. Brandt: In year") for context in begun]
    assert any(named) and not all(named)
