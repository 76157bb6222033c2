"""Evidence must be about the people whom a question names, and by the speaker asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.candidates import find_candidates
from assistant.answering.evidence_premises import find_problem_of_evidence
from assistant.answering.premises.names import find_names_asked
from index.embedding.hash_embedder import HashEmbedder
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

CLUB = """“The contracts begin in July,” said Helen Strand of the club. “We pay them well.”

Jamie Strand, the captain, said: “I want a longer season.” The season ends in May. Ada Brandt \
said that Jamie Strand had asked for more pay.
"""
COUNCIL = """“The season costs too much,” said Otto Klein. Ada Brandt said that the council waits. \
“The finance secretary met nobody,” said Otto Klein.
"""
BUDGET = """Bo O’Hara, the finance secretary, said that he agreed.
"""


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [corpus({"club.txt": CLUB, "council.txt": COUNCIL, "budget.txt": BUDGET})])
    yield Retriever(store)
    store.close()


def problem(retriever: Retriever, question: str, sentence: str) -> str | None:
    """What is wrong with a sentence as the evidence for a question."""
    retrieval = retriever.retrieve(question)
    chosen = [one for one in find_candidates(retrieval.passages) if sentence in one.text]
    assert chosen
    return find_problem_of_evidence(
        retrieval.question, find_names_asked(question), chosen, retriever
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What did Helen Strand say about contracts?", "The contracts begin"),
        ("When did Jamie Strand say he wants a season?", "a longer season"),
        ("What did Jamie Strand say about pay?", "had asked for more pay"),
        ("What did Strand say about contracts?", "The contracts begin"),
        ("What did Jamie Strand say about May?", "The season ends"),
        ("Who did Klein blame for the season?", "The season costs"),
        ("What costs too much?", "The season costs"),
        ("Which season did Klein mention?", "The season costs"),
        ("What did the club say?", "The contracts begin"),
        ("Whom did O'Hara agree with?", "said that he agreed"),
        ("Which Otto Klein ally agreed?", "said that he agreed"),
        ("Did the Helen Strand side agree?", "said that he agreed"),
        ("Whom has Bo O’Hara met?", "The finance secretary met"),
    ],
)
def test_evidence_by_or_about_whoever_is_asked_about_is_right(retriever, question, sentence):
    assert problem(retriever, question, sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "What did Jamie Strand say about contracts?",
            "The contracts begin",
            "what comes nearest is not by Jamie Strand, but by Helen Strand.",
        ),
        (
            "When did Ada Brandt say that the season costs too much?",
            "The season costs",
            "what comes nearest is not by Ada Brandt, but by Otto Klein.",
        ),
        (
            "Which season did Otto Klein see with Helen Strand?",
            "The season costs",
            "what comes nearest does not name Helen Strand.",
        ),
        (
            "Was Klein's season like Strand's?",
            "The season costs",
            "what comes nearest does not name Strand.",
        ),
    ],
)
def test_evidence_on_somebody_else_is_told(retriever, question, sentence, expected):
    assert problem(retriever, question, sentence) == expected


ARRESTS = """Two men, aged 26 and 33, were arrested in Tolvik on Friday. Police said both live in \
Marrow Street.

Oda Lindqvist and Per Saxe were fined in Tolvik. The ferry Silver Gull was held for a day.

Mayor Hegge said: “I sat beside a woman of ninety who lost her house.”
"""


@pytest.fixture
def court(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "court", HashEmbedder())
    sync(store, [corpus({"court.txt": ARRESTS})])
    yield Retriever(store)
    store.close()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What are the names of the two men arrested?", "Two men"),
        ("names of the men arrested in Tolvik?", "Two men"),
        ("what's the name of the woman who lost her house?", "Two men"),
        ("what is the woman who lost her house called?", "Two men"),
        ("Who are the two men arrested?", "Two men"),
    ],
)
def test_a_sentence_without_a_name_is_no_answer_to_who_is_called_what(court, question, sentence):
    assert problem(court, question, sentence) == "what comes nearest gives no name."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What are the names of the two people fined?", "Oda Lindqvist"),
        ("who are the people fined in Tolvik?", "Oda Lindqvist"),
        ("What was the ferry that was held called?", "Silver Gull"),
        ("what's the name of the ferry?", "Silver Gull"),
        ("How many men were arrested?", "Two men"),
    ],
)
def test_a_sentence_with_a_name_may_be_that_answer(court, question, sentence):
    assert problem(court, question, sentence) is None


def test_words_on_another_topic_are_no_position(retriever):
    question = "What is Helen Strand's position on parking?"
    assert problem(retriever, question, "The contracts begin") == (
        "what comes nearest is not what Helen Strand says about parking."
    )
    assert problem(retriever, "What is Otto Klein's view of the season?", "season costs") is None


def test_what_is_not_of_the_source_named_is_no_answer(retriever):
    question = "When does the season end according to the harbour pilots?"
    assert problem(retriever, question, "season costs") == (
        "what comes nearest is not according to the harbour pilots."
    )
    assert problem(retriever, "According to Otto Klein, what costs too much?", "costs") is None
