"""Which words can name or describe a speaker."""

from __future__ import annotations

import pytest

from index.attribution.speaker_words import is_possible_speaker


@pytest.mark.parametrize(
    "name",
    [
        "Ada Brandt",
        "the Ministry of Roads",
        "Homeland Security",
        "Ninety One",
        "residents of the upper town",
        "residents who asked not to be named",
        "people accused of fraud",
        "the accused",
        "a range of experts",
        "dozens of firms on both banks",
        "the report on the sale",
        "the House",
        "a senior official",
        "Americans",
        "Brandt, who chairs the board,",
    ],
)
def test_people_bodies_and_documents_can_speak(name: str):
    assert is_possible_speaker(name, strictly=True)


@pytest.mark.parametrize(
    "name",
    [
        "initial funding for its new line",
        "This investment",
        "the aim",
        "a range of new projects",
        "a river crossing project",
        "Quorum",
        "Pursuant",
        "H. Res. 326",
        "S. Con. Res. 4",
        "Roll No. 400",
        "Committee held a hearing",
        "The panel ordered",
        "deliver on",
        "mayors of",
        "Thursday",
        "Tuesday March",
        "2.7 billion",
        "three million",
        "European",
        "it",
        "used cars",
        "No one",
        "Anyone",
        "nobody in the room",
        "what is known today",
    ],
)
def test_things_procedure_and_fragments_cant(name: str):
    assert not is_possible_speaker(name, strictly=True)


@pytest.mark.parametrize("name", ["", "the", "417", "- -", "including the mayor"])
def test_what_names_nobody_in_any_document(name: str):
    assert not is_possible_speaker(name)
