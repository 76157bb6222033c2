"""Which words of a citation are its speaker's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import resolve
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync


@pytest.fixture
def spoken(tmp_path: Path, corpus: Callable[..., Path]):
    """The words of a cited sentence that may stand in quotation marks; and the citation."""

    def find(text: str, cited: str):
        with closing(Store.create(tmp_path / "store", HashEmbedder())) as store:
            sync(store, [corpus({"a.txt": text})])
            (document,) = store.catalogue.documents()
            start = store.catalogue.reading_text(document.number).text.index(cited)
            evidence = Evidence(document, start, start + len(cited), cited)
            (one,) = resolve(store.catalogue, [evidence])
            return [cited[first:last] for first, last in one.spoken], one

    return find


LEAD = "The council of Lesk met on Monday, and the mayor of the town, Ada Brandt, spoke last.\n\n"
QUOTED = "“We will not raise the harbour toll,” Brandt told reporters, “before the spring is over.”"


@pytest.mark.parametrize("marks", ["“”", '""', "«»", ("''", "''")])
def test_words_in_the_documents_marks_are_the_speakers(spoken, marks):
    sentence = QUOTED.replace("“", marks[0]).replace("”", marks[1])
    found, cited = spoken(f"{LEAD}{sentence}\n", sentence)
    assert found == ["We will not raise the harbour toll", "before the spring is over."]
    assert cited.quote == sentence


def test_a_sentence_amid_a_quotation_is_the_speakers(spoken):
    text = f"{LEAD}“It is old. Nobody in Lesk likes to pay it. It will go,” said Ada Brandt.\n"
    found, _ = spoken(text, "Nobody in Lesk likes to pay it.")
    assert found == ["Nobody in Lesk likes to pay it."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Brandt said that the harbour toll would not be raised before spring.",
        "Ada Brandt said the harbour toll was “an old and ugly thing that nobody likes”.",
        "“No,” said Ada Brandt when a reporter from the radio asked her about the toll.",
        "Ada Brandt did not say “We will raise the harbour toll in spring”.",
        "Ada Brandt Says “We Will Raise The Toll” In Spring",
    ],
)
def test_the_writers_sentences_are_nobodys_words(spoken, sentence: str):
    found, _ = spoken(f"{LEAD}{sentence}\n", sentence)
    assert found == []


def test_words_within_a_quotation_of_the_speaker_are_not_theirs(spoken):
    told = "“The warden told us, ‘Go home now. There is no toll to be paid here,’” said Ada Brandt."
    text = f"{LEAD}{told}\n"
    found, cited = spoken(text, "There is no toll to be paid here,’”")
    assert found == []
    assert cited.quotes_others or cited.speaker is None


TURNS = (
    "MODERATOR: Welcome to the harbour hearing.\n\n"
    "MS. BRANDT: The toll will stay. It pays for the piers.\n\n"
    "MR. LIND: Who told you “It pays for nothing at all”?\n\n"
    "MS. BRANDT: You did.\n"
)


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("It pays for the piers.", "It pays for the piers."),
        ("MS. BRANDT: The toll will stay.", "The toll will stay."),
    ],
)
def test_a_turn_is_its_speakers_without_the_label(spoken, cited: str, words: str):
    assert spoken(TURNS, cited)[0] == [words]


READ_OUT = (
    "MODERATOR: Welcome to the harbour hearing.\n\n"
    "MS. BRANDT: I will read what the warden wrote to us. He said:\n\n"
    "“I have served on these piers for forty long years. Nobody has thanked me.\n\n"
    "The toll has never been enough to pay for them.”\n\n"
    "That is his letter, and I agree with the last words of it.\n\n"
    "MR. LIND: Thank you for reading it.\n\nMS. BRANDT: You are welcome.\n"
)


@pytest.mark.parametrize(
    ("cited", "is_others"),
    [
        ("Nobody has thanked me.", True),
        ("The toll has never been enough to pay for them.”", True),
        ("That is his letter, and I agree with the last words of it.", False),
    ],
)
def test_what_is_read_out_in_a_turn_is_not_the_readers(spoken, cited: str, is_others: bool):
    found, one = spoken(READ_OUT, cited)
    assert one.quotes_others is is_others
    assert bool(found) is not is_others


def test_a_lone_label_in_an_article_makes_no_transcript(spoken):
    text = f"{LEAD}Ada Brandt: A miracle of endurance in office.\n"
    assert spoken(text, "Ada Brandt: A miracle of endurance in office.")[0] == []
