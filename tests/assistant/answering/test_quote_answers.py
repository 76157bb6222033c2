"""Questions about a quote: the verdict comes first, and never a refusal where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.pipeline import answer_question
from assistant.readers.extractive_reader import NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

HARBOUR = "“We will not close the old harbour before spring,” said Ada Brandt.\n"
BRIDGE = "“Nobody has asked me about the new bridge,” said Otto Klein. He left at noon.\n"
PILOT = """HEARING ON THE FERRIES

3 May 2022

CHAIR: We welcome the pilot, Ms Moira Senn.

MS SENN: I came to the harbour young. Captain Lund used to say, ‘never trust a calm on the river’.

CHAIR: Did anybody else know?

MS SENN: My mother always said, "the sea keeps no books of its own". I warned them myself.
"""
TOLL = "Runa Holt said that the toll on the river would be paid by all the mills.\n"
REAL = "We will not close the old harbour before spring"
CUT = "We will close the old harbour before spring"
MADE_UP = "the moon is made of very old cheese"


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(
        store,
        [
            corpus(
                {"harbour.txt": HARBOUR, "bridge.txt": BRIDGE, "toll.txt": TOLL, "pilot.txt": PILOT}
            )
        ],
    )
    yield Retriever(store)
    store.close()


def answer(question: str, retriever: Retriever, filters: Filters = Filters()):  # noqa: B008
    return answer_question(question, retriever, NoReader(), filters)


@pytest.mark.parametrize(
    "question",
    [
        f"Is the quote “{REAL}” real?",
        f"Is this quote real: {REAL}?",
        f"Did Ada Brandt say “{REAL}”?",
        f"Did Brandt really say '{REAL}'?",
        f"Did Brandt say to the council: {REAL}?",
        f"Is it true that Ada Brandt said, quote, «{REAL}»?",
        f"Please verify this quote: „{REAL}“",
        f"Ada Brandt said “{REAL}”, right?",
        f"Is “{REAL}” a real quote by Ada Brandt?",
        f"Was “{REAL}” said by Ada Brandt?",
        f"Did Ada Brandt say “{REAL[:26]}”?",
    ],
)
def test_a_true_quote_is_confirmed_first(retriever: Retriever, question: str):
    found = answer(question, retriever)
    assert (found.status, found.short_answer) == ("answered", "Yes")
    verdict, shown = found.text.split("\n")
    assert verdict.startswith("Yes: ")
    assert "Ada Brandt" in verdict
    assert shown.startswith("Ada Brandt said (")
    assert [(one.document, one.speaker) for one in found.citations] == [
        ("harbour.txt", "Ada Brandt")
    ]


@pytest.mark.parametrize(
    "question",
    [
        f"Who said “{REAL}”?",
        f"Who said: {REAL}?",
        f"Whose words are '{REAL}'?",
        f"“{REAL}” – who said that?",
        f'Who is quoted as saying "{REAL}"?',
    ],
)
def test_the_speaker_of_a_quote_is_named(retriever: Retriever, question: str):
    found = answer(question, retriever)
    assert found.short_answer == "Ada Brandt"
    assert found.text.startswith("Ada Brandt is quoted with these words in ")


@pytest.mark.parametrize(
    "question", [f"Where does “{REAL}” come from?", f"What is the source of '{REAL}'?"]
)
def test_the_place_of_a_quote_is_given(retriever: Retriever, question: str):
    found = answer(question, retriever)
    assert [one.document for one in found.citations] == ["harbour.txt"]


@pytest.mark.parametrize(
    "question",
    [
        f"Is the quote “{CUT}” real?",
        f"Did Ada Brandt say “{CUT}”?",
        f"Who said “{CUT}”?",
    ],
)
def test_an_altered_quote_is_shown_with_the_difference(retriever: Retriever, question: str):
    found = answer(question, retriever)
    assert found.text.startswith("Not as quoted: ")
    assert "the quote leaves out ‘not’" in found.text
    assert f"“{REAL}”" in found.text


def test_a_last_word_that_differs_is_given_with_the_sources(retriever: Retriever):
    found = answer("Did Brandt say “We will not close the old harbour before autumn”?", retriever)
    assert "the source has ‘spring’, the quote ‘autumn’" in found.text


def test_words_of_another_are_not_given_to_whom_the_question_names(retriever: Retriever):
    found = answer(f"Did Otto Klein say “{REAL}”?", retriever)
    assert found.short_answer == "No"
    assert found.text.startswith("No: ")
    assert "gives these words to Ada Brandt, not to Otto Klein" in found.text


def test_reported_words_are_no_quotation(retriever: Retriever):
    words = "the toll on the river would be paid by all the mills"
    found = answer(f"Did Runa Holt say “{words}”?", retriever)
    assert found.text.startswith("Not as a quotation: ")
    assert f"“{words}”" not in found.text


@pytest.mark.parametrize(
    "question",
    [
        f"Where does “{MADE_UP}” come from?",
        f"Who said “{MADE_UP}”?",
        f"Did Ada Brandt say “{MADE_UP}”?",
    ],
)
def test_a_made_up_quote_is_nobodys(retriever: Retriever, question: str):
    found = answer(question, retriever)
    assert (found.status, found.confidence, found.citations) == ("not_found", 0.0, ())
    assert found.text.startswith("Nobody is quoted with these words: not found in 4 documents")


def test_each_of_several_quotes_has_its_verdict(retriever: Retriever):
    found = answer(f"Did Ada Brandt say “{REAL}” and “{MADE_UP}”?", retriever)
    lines = found.text.split("\n")
    assert lines[0].startswith("Quote 1: Yes: ")
    assert lines[2].startswith("Quote 2: Nobody is quoted with these words")


def test_filters_hold_for_the_words_too(retriever: Retriever):
    filters = Filters(excluded_documents=("harbour.txt",))
    assert answer(f"Who said “{REAL}”?", retriever, filters).status == "not_found"


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("never trust a calm on the river", "Captain Lund"),
        ("the sea keeps no books of its own", "My mother"),
    ],
)
def test_whom_a_speaker_quotes_is_named_and_not_the_speaker(retriever, quote, name):
    who = answer(f"Who said “{quote}”?", retriever)
    assert who.short_answer == name
    assert who.text.startswith(f"{name} is quoted with these words by Moira Senn in ")
    unclear = answer(f"Did Moira Senn say “{quote}”?", retriever)
    assert unclear.text.startswith("Unclear whether Moira Senn said this")
    assert f"gives these words to {name}" in unclear.text


def test_the_one_who_used_to_say_it_is_confirmed(retriever):
    found = answer("Did Captain Lund say “never trust a calm on the river”?", retriever)
    assert (found.status, found.short_answer) == ("answered", "Yes")
