"""Several questions in one text: divided, and their answers joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_citations import citation

from assistant.conversation.several_questions import divide_questions, join_answers
from assistant.records import Answer, Searched


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Who is Plokhov? When did he speak? What did he say about extradition?",
            ["Who is Plokhov?", "When did he speak?", "What did he say about extradition?"],
        ),
        (
            "When did the harbour reopen, and how much did the repairs cost?",
            ["When did the harbour reopen?", "How much did the repairs cost?"],
        ),
        (
            "How many requests were there and which countries cooperate most?",
            ["How many requests were there?", "Which countries cooperate most?"],
        ),
        (
            "who won and why did he win",
            ["who won?", "Why did he win"],
        ),
        (
            "Brandt left the council. Why did she go? And in which month was that?",
            ["Brandt left the council. Why did she go?", "And in which month was that?"],
        ),
        (
            "Did Klein deny it? In what words?",
            ["Did Klein deny it?", "In what words?"],
        ),
    ],
)
def test_several_questions_are_divided(text: str, questions: list[str]):
    assert divide_questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "What did Plokhov say?",
        "When and where did he speak?",
        "What did he say? Why?",
        "Did she say what happened and who is to blame?",
        "Who asked what it costs and why is unclear",
        "Did he ask “Why? What for? Who pays?” in the hall?",
        "Which channels does the Who Talks? tally cover?",
        "Is it a lesser evil? Or a rival?",
        "What did Ada Brandt and Otto Klein say?",
        "Brandt left. Why?",
        "How many men and how many women died?",
        "Which states and which cities voted for it?",
        "How much did he pay and to whom?",
        "",
        "Why? " * 50,
        "What is it? " * 50,
        "What is it? " * 500,
    ],
)
def test_one_question_stays_whole(text: str):
    assert divide_questions(text) == [text]


def answered(question: str, quotes: list[str], **facts: object) -> Answer:
    cited = tuple(
        replace(citation(quote=quote, end=len(quote)), marker=number, start=0)
        for number, quote in enumerate(quotes, 1)
    )
    text = " ".join(f"“{one.quote}” [{one.marker}]" for one in cited) or "The statements don't say."
    given = {
        "question": question,
        "status": "answered" if cited else "not_found",
        "text": text,
        "short_answer": None,
        "confidence": 0.5,
        "citations": cited,
        "retrieved": (),
        "searched": Searched(documents=2),
        "timings_ms": {"total": 2.0},
        **facts,
    }
    return Answer(**given)  # type: ignore[arg-type]


def test_markers_run_through_the_answers():
    first = answered("Who?", ["one [1] two", "three"], confidence=0.9, short_answer="Ada")
    second = answered(
        "When?", ["four"], confidence=0.7, short_answer="May", standalone="When, Ada?"
    )
    joined = join_answers("Who? When?", [first, second])
    assert joined.text == (
        "Who?\nAda\n“one [1] two” [1] “three” [2]\n\nWhen, Ada?\nMay\n“four” [3]"
    )
    assert [one.marker for one in joined.citations] == [1, 2, 3]
    assert [one.quote for one in joined.citations] == ["one [1] two", "three", "four"]
    assert (joined.question, joined.status, joined.short_answer) == (
        "Who? When?",
        "answered",
        "Ada; May",
    )
    assert joined.confidence == 0.7
    assert joined.timings_ms == {"total": 4.0}


def test_what_is_not_found_is_told_beside_what_is():
    found, missing = (
        answered("Who?", ["one"], confidence=0.8),
        answered("When?", [], confidence=0.1),
    )
    joined = join_answers("Who? When?", [missing, found])
    assert (joined.status, joined.confidence, joined.short_answer) == ("answered", 0.8, None)
    assert joined.text == "When?\nThe statements don't say.\n\nWho?\n“one” [1]"
    assert join_answers("When? When?", [missing, missing]).status == "not_found"
