"""Whose a quotation is: of whose cue stands right beside it."""

from __future__ import annotations

import pytest
from support.marked_reports import read_all_marks, with_marks

from index.attribution.quotation_owners import divide_by_owner
from index.records import Span
from index.text.quotations import find_quotations


def divided(*marked: str) -> list[str]:
    text, reports = read_all_marks(*marked)
    marks = [Span(one.start, one.end) for one in find_quotations(text)]
    return [with_marks(text, one) for one in divide_by_owner(text, reports, marks)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (("{“It is old,” [Kerr] <said>. “It is safe,”} Brandt said.",
          "“It is old,” Kerr said. {“It is safe,”} [Brandt] <said>."),
         ("{“It is old,”} [Kerr] <said>. “It is safe,” Brandt said.",
          "“It is old,” Kerr said. {“It is safe,”} [Brandt] <said>.")),
        (("{“It is old,”} <said> [Kerr]. “It is safe,” Brandt said.",
          "{“It is old,” said Kerr. “It is safe,”} [Brandt] <said>."),
         ("{“It is old,”} <said> [Kerr]. “It is safe,” Brandt said.",
          "“It is old,” said Kerr. {“It is safe,”} [Brandt] <said>.")),
        (("[Kerr] <said>: {“It is old.” Brandt added: “It is safe.”}",
          "Kerr said: “It is old.” [Brandt] <added>: {“It is safe.”}"),
         ("[Kerr] <said>: {“It is old.”} Brandt added: “It is safe.”",
          "Kerr said: “It is old.” [Brandt] <added>: {“It is safe.”}")),
        (("[Kerr] <said> {he was “sad,” and Brandt said she was “glad.”}",
          "Kerr said he was “sad,” and [Brandt] <said> {she was “glad.”}"),
         ("[Kerr] <said> {he was “sad,”} and Brandt said she was “glad.”",
          "Kerr said he was “sad,” and [Brandt] <said> {she was “glad.”}")),
        (("[Kerr] <said> {rents fell, while Brandt said: “They rose.”}",
          "Kerr said rents fell, while [Brandt] <said>: {“They rose.”}"),
         ("[Kerr] <said> {rents fell}, while Brandt said: “They rose.”",
          "Kerr said rents fell, while [Brandt] <said>: {“They rose.”}")),
    ],
)  # fmt: skip
def test_a_content_ends_before_the_quotation_of_another(
    marked: tuple[str, str], expected: tuple[str, str]
):
    assert divided(*marked) == list(expected)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("{“It is old,” [Kerr] <said>. “It is safe.”} It rains, Brandt said.",
         "“It is old,” Kerr said. “It is safe.” {It rains}, [Brandt] <said>."),
        ("{“It is old” and “safe,” and the sea is grey,} [Kerr] <said>.\nBrandt said no.",
         "“It is old” and “safe,” and the sea is grey, Kerr said.\n[Brandt] <said> {no}."),
        ("[Kerr] <wrote> {that it is “old”}\n\nBrandt said no.",
         "Kerr wrote that it is “old”\n\n[Brandt] <said> {no}."),
        ("[Kerr] <said> {he “was old and out of luck.”} Brandt said no.",
         "Kerr said he “was old and out of luck.” [Brandt] <said> {no}."),
        ("[Kerr] <credited> {the board’s work to “a very long winter!”} She said it rained.",
         "Kerr credited the board’s work to “a very long winter!” [She] <said> {it rained}."),
        ("[Ada Kerr (D)] <claimed> {that “trust is gone.”} Mayor Ilse Brandt said she wept.",
         "Ada Kerr (D) claimed that “trust is gone.” [Mayor Ilse Brandt] <said> {she wept}."),
        ("{“It is old,”} [Kerr] <said>. It rains.\n\nBrandt said no.",
         "“It is old,” Kerr said. It rains.\n\n[Brandt] <said> {no}."),
    ],
)  # fmt: skip
def test_a_quotation_beside_no_other_cue_stays(first: str, other: str):
    assert divided(first, other) == [first, other]


@pytest.mark.parametrize(
    ("between", "is_kept"),
    [
        (" said in a letter to the board, ", False),
        (" said it is old. Then he read: ", True),
        (" said it is old. ", True),
        (" said" + " in a very long letter" * 6 + ", ", True),
        (" said\nto the board, ", True),
    ],
)
def test_a_cue_introduces_what_follows_in_its_sentence_and_nearby(between: str, is_kept: bool):
    cue, rest = between[1:5], between[5:]
    first = f"Brandt {{<added> it rains, and Kerr {cue}{rest}“it is safe.”}}"
    other = f"Brandt added it rains, and [Kerr] <{cue}>{rest}{{“it is safe.”}}"
    assert (divided(first, other)[0] == first) is is_kept
    assert divided(first, other)[1] == other


def test_a_colon_is_surer_than_a_cue_behind():
    first = "[Kerr] <said>: {“It is old.”} Brandt said “no.”"
    other = "Kerr said: {“It is old.”} [Brandt] <said> “no.”"
    assert divided(first, other)[0] == first
    third = "Kerr said: {“It is old.” [Brandt] <said> “no.”}"
    assert divided(first, third)[1] == "Kerr said: “It is old.” [Brandt] <said> {“no.”}"


@pytest.mark.parametrize("start", ["{", "{It rained. "])
def test_a_quotation_within_a_quotation_is_said_by_both(start: str):
    inner = f"{start}“I heard [Kerr] <say> it is old,”}} Brandt said."
    outer = f"{start}“I heard Kerr say it is old,”}} [Brandt] <said>."
    assert divided(inner, outer) == [inner, outer]


def test_a_source_far_from_its_cue_owns_nothing_beside_itself():
    for storm, is_kept in (
        (" The storm went on and on." * 5, True),
        (" The storm went on.", False),
    ):
        own = f"{{“It is old,” Kerr heard.{storm} He said no, and}} [Brandt] <said> so."
        other = f"“It is old,” [Kerr] heard.{storm} He <said> {{no}}, and Brandt said so."
        assert (divided(own, other)[0] == own) is is_kept
