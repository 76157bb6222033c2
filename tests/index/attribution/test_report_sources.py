"""Whom reports name as the speaker, and where the report of another ends theirs."""

from __future__ import annotations

import pytest
from support.marked_reports import read_all_marks, read_marks, with_marks

from index.attribution.report_sources import mend_sources, without_what_others_say


def mended(marked: str) -> list[str]:
    text, report = read_marks(marked)
    return [with_marks(text, one) for one in mend_sources(text, [report])]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("There was Jane Brandt, [who] <said> {that it is safe}.",
         "There was [Jane Brandt], who <said> {that it is safe}."),
        ("They met Paul Kerr, and Ada Lind, [whose] <claim> {that it is safe} is old.",
         "They met Paul Kerr, and [Ada Lind], whose <claim> {that it is safe} is old."),
        ("They met Jane Brandt and [who] <said> {that it is safe}.",
         "They met [Jane Brandt] and who <said> {that it is safe}."),
        ("Jane Brandt met a man [who] <said> {that it is safe}.",
         "Jane Brandt met [a man] who <said> {that it is safe}."),
        ("The reporters — [who] <said> {that it is safe} — left.",
         "[The reporters] — who <said> {that it is safe} — left."),
        ("They are called [Who] and <say> {it is safe}.",
         "They are called [Who] and <say> {it is safe}."),
        ("The reporters [who] <said> {that it is safe} left.",
         "[The reporters] who <said> {that it is safe} left."),
    ],
)  # fmt: skip
def test_who_is_the_one_named_or_described_right_before_it(marked: str, expected: str):
    assert mended(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[Who] <said> {that it is safe}?",
        "It rains.\n[Who] <says> {it is safe}?",
        "“[Who] <says> {it is safe}?”",
        "“It rains.” [Who] <says> {it is safe}?",
        "She asked: “[Who] <says> {it is safe}?”",
        "It rains — [Who] <says> {it is safe}?",
        "[WHO] <SAID> {IT WAS SAFE}?",
    ],
)
def test_a_question_who_said_it_reports_nobody(marked: str):
    assert mended(marked) == []


@pytest.mark.parametrize(
    "marked", ["[WHO] <said> {that it is safe}.", "It rains. {It is safe}, [WHO] <says>."]
)
def test_a_body_that_is_called_who_speaks(marked: str):
    assert mended(marked) == [marked]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[an official who asked not to be named] <said> {it is safe}",
         "[an official] who asked not to be named <said> {it is safe}"),
        ("[Ada Lind, whom he met,] <said> {it is safe}",
         "[Ada Lind], whom he met, <said> {it is safe}"),
        ("{It is safe}, <said> [Ada Lind. “It] is", "{It is safe}, <said> [Ada Lind]. “It is"),
        ("[Ada Lind, the mayor,] <said> {it is safe}",
         "[Ada Lind, the mayor,] <said> {it is safe}"),
    ],
)  # fmt: skip
def test_what_is_said_about_a_speaker_is_no_part_of_them(marked: str, expected: str):
    assert mended(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[This] <means> {that it is safe}.",
        "[which] <says> {that it is safe}",
        "[Their] <claim> {that it is safe} is old.",
        "[Brandt] <was told> {that it is safe}.",
        "[They] <were also told> {that it is safe}.",
        "[Brandt] <has been asked> {whether it is safe}.",
        "[Brandt] <was never asked> {whether it is safe}.",
        "[Brandt], <asked> {whether it is safe}, smiled.",
        "[Brandt], <when asked> {whether it is safe}, smiled.",
        "<Asked> {whether it is safe}, [Brandt] smiled.",
        "<When asked> {if it is safe}, [Brandt] smiled.",
    ],
)
def test_who_only_listens_is_no_speaker(marked: str):
    assert mended(marked) == [marked.replace("[", "").replace("]", "")]


@pytest.mark.parametrize(
    "marked",
    [
        "[His] <claim> {that it is safe} is old.",
        "[her] <claim> {that it is safe}",
        "[Brandt] <told> the board {that it is safe}.",
        "[Brandt] <said> she was told {that it is safe}.",
        "[Brandt] <was quoted as saying> {that it is safe}.",
        "[Brandt] <asked> {whether it is safe}.",
        "{“Is it safe?”} <asked> [Brandt].",
        "{“It is safe,”} [the board] <was told>.",
        "{It is safe}, they <were told> by [Brandt].",
        "<Said> {it is safe}",
    ],
)
def test_who_speaks_stays(marked: str):
    assert mended(marked) == [marked]


def apart(*marked: str) -> list[str]:
    text, reports = read_all_marks(*marked)
    return [with_marks(text, one) for one in without_what_others_say(text, reports)]


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        ("[Brandt] <said> {the harbour is safe, adding that it is old}.",
         "[Brandt] said the harbour is safe, <adding> {that it is old}.",
         "[Brandt] <said> {the harbour is safe}, adding that it is old."),
        ("[Brandt] <said> {it is safe while also noting that it is old}.",
         "[Brandt] said it is safe while also <noting> {that it is old}.",
         "[Brandt] <said> {it is safe} while also noting that it is old."),
        ("[Brandt] <said> {rents fell and Kerr said they rose}.",
         "Brandt said rents fell and [Kerr] <said> {they rose}.",
         "[Brandt] <said> {rents fell} and Kerr said they rose."),
        ("[Brandt] <said> {rents fell, but Kerr said they rose}.",
         "Brandt said rents fell, but [Kerr] <said> {they rose}.",
         "[Brandt] <said> {rents fell}, but Kerr said they rose."),
    ],
)  # fmt: skip
def test_a_report_joined_to_the_end_of_another_is_no_part_of_it(
    first: str, other: str, expected: str
):
    assert apart(first, other) == [expected, other]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("[Brandt] <said> {Kerr said they rose}.", "Brandt said [Kerr] <said> {they rose}."),
        ("[Brandt] <said> {that he heard Kerr say rents rose}.",
         "Brandt said that he heard [Kerr] <say> {rents rose}."),
        ("[Brandt] <said> {rents fell, Kerr said they rose}.",
         "Brandt said rents fell, [Kerr] <said> {they rose}."),
        ("[Brandt] <said> {rents fell and Kerr said no and left}.",
         "Brandt said rents fell and [Kerr] <said> {no} and left."),
        ("[Brandt] <said> {rents fell and it was said they rose}.",
         "Brandt said rents fell and it was <said> {they rose}."),
        ("[Brandt] <said> {rents fell} and Kerr said they rose.",
         "Brandt said rents fell and [Kerr] <said> {they rose}."),
        ("[Brandt] <said> {and Kerr said they rose}.",
         "Brandt said and [Kerr] <said> {they rose}."),
    ],
)  # fmt: skip
def test_a_report_within_another_stays_a_part_of_it(first: str, other: str):
    assert apart(first, other) == [first, other]
