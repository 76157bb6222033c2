"""What a reporter says behind a speech turn is the reporter's, and the people are told apart."""

from __future__ import annotations

import pytest
from support.read_statements import found

TURNS = (
    "Alan Pryce: Regional pay would cost my constituents £900 a year.\n\n"
    "Nora Pryce: The Treasury has no plan for regional pay.\n\n"
    "Alan Pryce: Then why was it in the budget?\n\n"
    "Nora Pryce: It was in the annex, as a question for review.\n\n"
)


def speakers_behind_turns(text: str) -> list[str | None]:
    return [one.speaker for one in found(TURNS + text) if one.start >= len(TURNS)]


def test_mr_and_ms_are_two_people_behind_their_turns():
    assert speakers_behind_turns(
        "Mr. Pryce said afterwards that the annex was “a plan by another name.”\n\n"
        "Ms. Pryce said the review would report by July.\n"
    ) == ["Alan Pryce", "Nora Pryce"]


def test_what_a_third_person_says_of_a_speaker_is_theirs():
    assert speakers_behind_turns(
        "Leon Hask, who counts the votes, said that Ms. Pryce had lost by two.\n"
    ) == ["Leon Hask"]


def test_a_speaker_who_goes_on_about_another_speaker_goes_on():
    assert speakers_behind_turns(
        "Mr. Pryce said in May that pay would stay as it is.\n\nI ask what has changed since.\n"
    ) == ["Nora Pryce", "Nora Pryce"]


@pytest.mark.parametrize(
    "text",
    [
        "Members Hask and Orrin voted for. The motion was carried.\n",
        "Mr. Hask moved that the annex be struck out. The motion was lost by five votes to four.\n",
        "Leon Hask and Ida Orrin abstained, and the amendment fell.\n",
        "Ms. Orrin left the meeting at 8.20 pm.\n",
        "Councillor Orrin seconded the amendment.\n",
    ],
)
def test_what_members_do_is_nobodys_words(text):
    assert "Nora Pryce" not in speakers_behind_turns(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hask voted against it in May.\n\nI ask what has changed since.\n",
        "We moved that the annex be struck out, and Mr. Hask voted against us.\n",
        "The annex is short. It was read by all before Mr. Hask voted against it.\n",
    ],
)
def test_a_speaker_who_goes_on_about_a_vote_goes_on(text):
    assert set(speakers_behind_turns(text)) == {"Nora Pryce"}
