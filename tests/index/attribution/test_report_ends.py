"""Where source, cue and content begin and end, after what the tagger took by mistake is mended."""

from __future__ import annotations

import pytest
from support.marked_reports import read_marks, with_marks

from index.attribution.report_ends import (
    gap_of,
    has_words,
    holds_sentence_end,
    is_content,
    mend_ends,
)
from index.records import Span
from index.text.sentences import split_sentences


def mended(marked: str) -> str:
    text, report = read_marks(marked)
    return with_marks(text, mend_ends(text, report, split_sentences(text)))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Brandt, ]<said:>{ it is safe —}", "[Brandt], <said>: {it is safe} —"),
        ("[Brandt] <said>{: “It is safe.”}", "[Brandt] <said>: {“It is safe.”}"),
        ("[Brandt] <said>{ — «It is safe»}.", "[Brandt] <said> — {«It is safe»}."),
        ("{“It is safe,”} [Brandt] <said>.", "{“It is safe,”} [Brandt] <said>."),
        ("[Jane Bran]dt s<ai>d the har{bour is sa}fe.",
         "[Jane Brandt] <said> the {harbour is safe}."),
    ],
)  # fmt: skip
def test_parts_are_whole_words_without_marks_between_them(marked: str, expected: str):
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{[Brandt] <said> that it is safe}.", "[Brandt] <said> {that it is safe}."),
        ("{<Said> [Brandt]: “It is safe.”}", "<Said> [Brandt]: {“It is safe.”}"),
        ("{It is safe, [Brandt] <said>}.", "{It is safe}, [Brandt] <said>."),
        ("{It is safe, <said> [Brandt].}", "{It is safe}, <said> [Brandt]."),
        ("{“It is safe,” [Brandt] <said>.}", "{“It is safe,”} [Brandt] <said>."),
        ("{In the end, <said> [Brandt], “it is safe.”}",
         "In the end, <said> [Brandt], {“it is safe.”}"),
        ("{The harbour is safe, [Brandt] <said>, but it is old}.",
         "{The harbour is safe, [Brandt] <said>, but it is old}."),
        ("{“It,” <said> [Brandt], “is safe.”}", "{“It,” <said> [Brandt], “is safe.”}"),
        ("{The harbour is safe, <said> [Brandt], “and old.”}",
         "{The harbour is safe, <said> [Brandt], “and old.”}"),
        ("{[Lind] <was quoted> by the agency as saying that it is dead}.",
         "[Lind] <was quoted> by the agency as saying {that it is dead}."),
        ("{[Lind] <was quoted> as having said it is dead}.",
         "[Lind] <was quoted> as having said {it is dead}."),
        ("[Brandt] denied it; {it is safe, she <said>}.",
         "[Brandt] denied it; {it is safe, she} <said>."),
    ],
)  # fmt: skip
def test_source_and_cue_at_an_end_are_no_part_of_the_content(marked: str, expected: str):
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("It rains. Trade goes on, {the head of the office}, [Ada Brandt], <has said>.",
         "It rains. {Trade goes on}, [the head of the office, Ada Brandt], <has said>."),
        ("Trade goes on, {her deputy}, [Ada Brandt], <said>.",
         "{Trade goes on}, [her deputy, Ada Brandt], <said>."),
        ("Trade goes on, {and rents fall}, [Ada Brandt] <said>.",
         "Trade goes on, {and rents fall}, [Ada Brandt] <said>."),
        ("Trade goes on, {the head of the office} [Ada Brandt] <said>.",
         "Trade goes on, {the head of the office} [Ada Brandt] <said>."),
        ("Trade goes on, {the office is open}, [she] <said>.",
         "Trade goes on, {the office is open}, [she] <said>."),
        ("{The office is open}, [Ada Brandt] <said>.",
         "{The office is open}, [Ada Brandt] <said>."),
        ("Trade goes on, {The Office of Trade}, [Ada Brandt] <said>.",
         "Trade goes on, {The Office of Trade}, [Ada Brandt] <said>."),
        ("Trade, and {the office}, [Ada Brandt] <said>.",
         "Trade, and {the office}, [Ada Brandt] <said>."),
        ("[Ada Brandt] <said> Trade goes on, {the office is open}.",
         "[Ada Brandt] <said> Trade goes on, {the office is open}."),
    ],
)  # fmt: skip
def test_what_only_describes_the_source_is_part_of_it(marked: str, expected: str):
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{SOCHI (Sputnik) — It is safe}, [Brandt] <said>.",
         "SOCHI (Sputnik) — {It is safe}, [Brandt] <said>."),
        ("It rains.\n{RIVERSIDE, Ohio -- It is safe}, [Brandt] <said>.",
         "It rains.\nRIVERSIDE, Ohio -- {It is safe}, [Brandt] <said>."),
        ("Later {SOCHI — It is safe}, [Brandt] <said>.",
         "Later {SOCHI — It is safe}, [Brandt] <said>."),
        ("{Sochi — It is safe}, [Brandt] <said>.", "{Sochi — It is safe}, [Brandt] <said>."),
    ],
)  # fmt: skip
def test_a_dateline_is_no_part_of_the_content(marked: str, expected: str):
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "gap"),
    [
        ("{It, [Brandt] <said>, is safe}.", "Brandt said"),
        ("{It, <said> [Brandt], is safe}.", "said Brandt"),
        ("[Brandt] was there: {it, she <said>, is safe}.", "said"),
        ("{It, he <said>}, is safe. [Brandt] left.", "said"),
        ("{It, one <said>, is safe}.", "said"),
        ("{It is safe}, [Brandt] <said>.", None),
        ("[Brandt] <said> {it is safe}.", None),
    ],
)
def test_where_a_cue_stands_within_its_content(marked: str, gap: str | None):
    text, report = read_marks(marked)
    found = gap_of(report)
    assert (found and text[slice(*found)]) == gap


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it is safe", True),
        ("no", True),
        ("on Monday", True),
        ("Monday", False),
        ("Tuesday.", False),
        ("not to be named", False),
        ("Not to be identified,", False),
        ("to remain anonymous", False),
        ("…", False),
        ("“”", False),
    ],
)
def test_days_and_namelessness_are_nothing_that_is_said(words: str, expected: bool):
    text, report = read_marks(f"[Brandt] <said> {{{words}}}")
    assert is_content(text, report) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" said, and ", False),
        ("Kerr left. ", True),
        (", he said.” Kerr ", True),
        ("Is it? No ", True),
        (" said Mr. Kerr of ", False),
        (" told Sen. Kerr and Dr. Lind ", False),
        (" spoke in 1.5 hours ", False),
        (" said", False),
        ("Dr. Lind left. He", True),
    ],
)
def test_where_a_sentence_ends_within_a_short_text(text: str, expected: bool):
    assert holds_sentence_end(text) is expected


def test_letters_and_digits_are_words_and_marks_are_none():
    text = "ab — “7” …"
    assert has_words(text, 0, 2)
    assert has_words(text, 2, 8)
    assert not has_words(text, 2, 6)
    assert not has_words(text, 7, len(text))
    assert not has_words(text, 0, 0)


def test_a_content_of_marks_alone_stays_as_it_is():
    text, report = read_marks("[Brandt] <said> {:}")
    assert mend_ends(text, report, [Span(0, len(text))]).content == report.content


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{“It is safe,”} <said> [Mr. Brandt. Owen Brandt built it].",
         "{“It is safe,”} <said> [Mr. Brandt]. Owen Brandt built it."),
        ("{“It is safe,”} <said> [Sen. Kerr. Town Hall paid].",
         "{“It is safe,”} <said> [Sen. Kerr]. Town Hall paid."),
        ("{“It is safe,”} <said> [Dr. Koo. Harbour] staff had warned of it.",
         "{“It is safe,”} <said> [Dr. Koo]. Harbour staff had warned of it."),
        ("The ferry belongs to [Owen Kerr. Ms. Lind] <said> {that it is safe}.",
         "The ferry belongs to Owen Kerr. [Ms. Lind] <said> {that it is safe}."),
        ("{“It is safe,”} <said> [Sen. Ada Kerr and Rep. Jo Lind].",
         "{“It is safe,”} <said> [Sen. Ada Kerr and Rep. Jo Lind]."),
        ("{“It is safe,”} <said> [Owen Kerr Jr. of Lisk].",
         "{“It is safe,”} <said> [Owen Kerr Jr. of Lisk]."),
    ],
)  # fmt: skip
def test_a_source_ends_with_its_sentence(marked: str, expected: str):
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Name: [Ada Lind Age]: 27 Why she’<s protesting>: {“It pays badly.”}",
         "Name: [Ada Lind] Age: 27 Why she’<s protesting>: {“It pays badly.”}"),
        ("[Mayor Ada Lind Town]: Lisk <Says>: {“It pays badly.”}",
         "[Mayor Ada Lind] Town: Lisk <Says>: {“It pays badly.”}"),
        ("[Ada Lind]: Why do you <say> {that it pays badly}?",
         "[Ada Lind]: Why do you <say> {that it pays badly}?"),
        ("{“It pays badly.”} <―> [Ada Lind.]", "{“It pays badly.”} <―> [Ada Lind]."),
        ("{“It pays badly.”} <―> [Owen Kerr Jr.]", "{“It pays badly.”} <―> [Owen Kerr Jr.]"),
    ],
)  # fmt: skip
def test_a_source_is_without_the_label_and_the_full_stop_behind_it(marked: str, expected: str):
    assert mended(marked) == expected
