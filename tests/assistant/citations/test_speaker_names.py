"""Names and descriptions of speakers, and pieces of sentences that are neither."""

from __future__ import annotations

import pytest

from assistant.citations.speaker_names import shown_speaker


@pytest.mark.parametrize(
    "speaker",
    [
        "Ada Brandt",
        "Sen. Bo van der Meer",
        "Theresa May",
        "a former defense official",
        "the Russian leader",
        "A poll in December",
        "A group of mayors who have signed the letter",
        "the White House",
        "Radio Lesk",
    ],
)
def test_names_and_descriptions_are_shown(speaker: str):
    assert shown_speaker(speaker) == speaker


@pytest.mark.parametrize(
    "speaker",
    [
        None,
        "",
        "He",
        "who sent a letter to the mayor",
        "On Radio Lesk",
        "Wednesday, Brandt",
        "Friday",
        "Still, Brandt",
        "Brandt will be one of a string of speakers",
        "Ada Brandt met with the wardens",
        "the first of the many people in the long hall that day and its wide courtyard by the sea",
        "—",
    ],
)
def test_pieces_of_sentences_and_days_are_not(speaker: str | None):
    assert shown_speaker(speaker) is None


def test_what_follows_a_dash_or_a_bracket_is_left_out():
    assert shown_speaker("The wardens -- about a dozen now") == "The wardens"
    assert shown_speaker("Sen. Bo Kerr (R-Lesk)") == "Sen. Bo Kerr"
