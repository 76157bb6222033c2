"""What the tagger finds, fitted to the quotations of a text; made-up reports stand for the tagger.

Each expected row is (speaker, cue, content, how): "said" in the reporter's words, "partly" or
"all" quoted.
"""

from __future__ import annotations

import pytest
from support.marked_reports import read_all_marks, read_marks

from index.attribution.quoted_reports import MIN_SPEECH_CHARACTERS, fit_to_quotations
from index.attribution.tagger.reports import Report
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

Row = tuple[str | None, str, str, str]


def fitted(*marked: str) -> list[Row]:
    """Rows of the attributions of reports that are marked in copies of one text."""
    return rows_of(*read_all_marks(*marked))


def rows_of(text: str, reports: list[Report]) -> list[Row]:
    rows = []
    for one in fit_to_quotations(text, reports, split_sentences(text), find_quotations(text)):
        assert one.has_quotation or not one.is_all_quotation
        how = "all" if one.is_all_quotation else "partly" if one.has_quotation else "said"
        speaker = one.speaker_span and text[slice(*one.speaker_span)]
        rows.append((speaker, text[slice(*one.cue_span)], text[slice(*one.content)], how))
    return rows


LONG = "“The harbour is safe for the winter,”"


@pytest.mark.parametrize(
    ("marked", "content", "how"),
    [
        ("“The harbour is {safe for the winter},” [Brandt] <said>.", LONG, "all"),
        ("“The {harbour} is safe for the winter,” [Brandt] <said>.", LONG, "all"),
        ("“{The harbour is safe for the winter,” [Brandt] <said>}.", LONG, "all"),
        ("[Brandt] <said> {it is “the last of the old} ports”.",
         "it is “the last of the old ports”", "partly"),
        ("[Brandt] <said> {that it is old, “the} last of the old ports”.",
         "that it is old", "said"),
        ("[Brandt] <said> “the last of the old ports” {are safe}.", "are safe", "said"),
        ("[Brandt] <said> “the {last of the old ports” are safe}.",
         "“the last of the old ports” are safe", "partly"),
        ("“I {heard [Kerr] <say> it is old}, and I left,” Brandt said.",
         "“I heard Kerr say it is old", "all"),
        ("“I was there when the board met and {[Kerr] <said> it is old},” Brandt said.",
         "it is old,”", "all"),
    ],
)  # fmt: skip
def test_a_content_cuts_no_quotation(marked: str, content: str, how: str):
    rows = [row[2:] for row in fitted(marked) if row[1]]
    assert rows == [(content, how)]


@pytest.mark.parametrize(
    ("marked", "content", "how"),
    [
        ("{“It is safe,” [Brandt] <said>, adding that it is old}.", "“It is safe,”", "all"),
        ("{“It,” [Brandt] <said>, “is safe.”}", "“It,” Brandt said, “is safe.”", "all"),
        ("{“It is safe,” [Brandt] <said> of it, “and so is the port.”}",
         "“It is safe,” Brandt said of it, “and so is the port.”", "all"),
        ("{“It is safe” for now, [Brandt] <said>, and old}.",
         "“It is safe” for now, Brandt said, and old", "partly"),
        ("{It is safe, [Brandt] <said>, but old}.", "It is safe, Brandt said, but old", "said"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_speaker_of_quoted_words_is_the_reporters(
    marked: str, content: str, how: str
):
    assert [row[2:] for row in fitted(marked)] == [(content, how)]


@pytest.mark.parametrize(
    ("marked", "how"),
    [
        ("{The port, [she] <said>, is “old and safe.”}", "partly"),
        ("{Perhaps, <said> [Brandt], the port is “old.”}", "partly"),
        ("{“The port,” [Brandt] <said>, “is old and open” and safe}.", "partly"),
        ("{“The port” of [Ystad], she <said>, “is old.”}", "all"),
        ("{“The port,” the mayor [Brandt] <said>, “is old and safe.”}", "all"),
        ("{“The port,” it is “old,” [Brandt] <said>, “and safe.”}", "partly"),
        ("[Brandt] <said>: {“The port” … “is old.”}", "all"),
        ("{“The port is old,” [Brandt] <told> Dr. Lind, “and quite safe.”}", "all"),
        ("{“The port is old,” [Brandt] <said>. “It is quite safe and open.”}", "all"),
        ("{“The port is old,” [Brandt] <said>. She added it is “quite safe and open.”}", "partly"),
        ("{“The port is old,” <said> [Brandt]. Yet “it is still quite safe.”}", "partly"),
    ],
)
def test_words_are_all_quoted_if_the_speaker_alone_stands_between_them(marked: str, how: str):
    (row,) = fitted(marked)
    assert row[3] == how


@pytest.mark.parametrize(
    ("marked", "rows"),
    [
        ("{“It is safe,”} [Brandt] <said>. “It must stay so.”",
         [("Brandt", "said", "“It is safe,” Brandt said. “It must stay so.”", "all")]),
        ("[Brandt] <said>: {“It is safe.”} “It must stay so.”",
         [("Brandt", "said", "“It is safe.” “It must stay so.”", "all")]),
        ("{“It is,”} [Brandt] <said> on the way to the old harbour. “It is.” “It is.”",
         [("Brandt", "said", "“It is,”", "all"), ("Brandt", "said", "“It is.” “It is.”", "all")]),
        ("{“It is safe,”} [Brandt] <said>. The sea was grey. “It must stay so.”",
         [("Brandt", "said", "“It is safe,”", "all")]),
        ("{“It is safe,”} [Brandt] <said>.\n“It must.”",
         [("Brandt", "said", "“It is safe,”", "all")]),
        ("{“It is safe,”} [Brandt] <said> and left “it”.",
         [("Brandt", "said", "“It is safe,”", "all")]),
        ("{“It is safe,”} [Brandt] <said>" + ", and so on and on" * 10 + ". “It must.”",
         [("Brandt", "said", "“It is safe,”", "all")]),
        ("[Brandt] <said> {it is “safe”}. “It must stay so.”",
         [("Brandt", "said", "it is “safe”", "partly")]),
    ],
)  # fmt: skip
def test_a_quotation_that_goes_on_has_the_same_speaker(marked: str, rows: list[Row]):
    assert fitted(marked) == rows


def test_a_quotation_that_another_says_is_not_gone_on_with():
    assert fitted(
        "{“It is safe,”} [Brandt] <said>. “It is old,” Kerr said.",
        "“It is safe,” Brandt said. {“It is old,”} [Kerr] <said>.",
    ) == [
        ("Brandt", "said", "“It is safe,”", "all"),
        ("Kerr", "said", "“It is old,”", "all"),
    ]


def test_of_two_reports_of_the_same_words_the_surer_one_counts():
    words = "It is safe and open for the whole of the winter"
    text, first = read_marks(f"{{{words}}}, [Brandt] <said>, Kerr added.", 0.9)
    _, other = read_marks(f"{{{words}, Brandt said}}, [Kerr] <added>.", 0.5)
    rows = [("Brandt", "said", words, "said")]
    assert rows_of(text, [first, other]) == rows
    assert rows_of(text, [other, first]) == rows
    first = first._replace(confidence=0.4)
    assert [row[0] for row in rows_of(text, [first, other])] == ["Kerr"]


def test_two_reports_of_different_words_both_count():
    assert fitted(
        "[Kerr] <said> {Brandt told him that the harbour is safe}.",
        "Kerr said [Brandt] <told> him {that the harbour is safe}.",
    ) == [
        ("Kerr", "said", "Brandt told him that the harbour is safe", "said"),
        ("Brandt", "told", "that the harbour is safe", "said"),
    ]


def test_rows_are_in_the_order_of_their_contents():
    later, earlier = "Kerr said no. [Lind] <said> {yes}.", "[Kerr] <said> {no}. Lind said yes."
    assert [row[0] for row in fitted(later, earlier)] == ["Kerr", "Lind"]


@pytest.mark.parametrize(
    "marked",
    [
        "[Brandt] <said> {Monday}.",
        "[An official] <asked> {not to be named}.",
        "[Brandt] <said> {—}.",
    ],
)
def test_nothing_is_said_without_a_content(marked: str):
    assert fitted(marked) == []


SPEECH = "“The harbour stays open all winter.”"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (SPEECH, [SPEECH]),
        (f"It rains.\n{SPEECH}", [SPEECH]),
        (f"Her words: {SPEECH}", [SPEECH]),
        (f"It rains. {SPEECH}", []),
        (f"They sang {SPEECH}", []),
        ("“The Old Man and the Sea”", []),
        (f"“{'o' * (MIN_SPEECH_CHARACTERS - 2)}”", []),
        (f"“{'o' * (MIN_SPEECH_CHARACTERS - 1)}”", [f"“{'o' * (MIN_SPEECH_CHARACTERS - 1)}”"]),
    ],
)
def test_a_paragraph_that_begins_with_a_quotation_is_speech_of_somebody(
    text: str, contents: list[str]
):
    assert rows_of(text, []) == [(None, "", content, "all") for content in contents]


def test_a_quotation_on_a_line_of_its_own_may_be_anybodys():
    text, report = read_marks(f"{{“It is safe,”}} [Brandt] <said>.\n{SPEECH}")
    assert rows_of(text, [report]) == [
        ("Brandt", "said", "“It is safe,”", "all"),
        (None, "", SPEECH, "all"),
    ]


def test_a_quotation_over_paragraphs_has_the_speaker_of_its_first():
    first = "“We opened the harbour in May of this year.\n"
    middle = "“We will keep it open until the end of May.\n"
    last = "“We will never close it before the winter.”\n"
    text, report = read_marks(
        f"[Brandt] <said>: {{{first.strip()}}}\n{middle}{last}It rains.\n{SPEECH}"
    )
    assert rows_of(text, [report]) == [
        ("Brandt", "said", first.strip(), "all"),
        ("Brandt", "", middle.strip(), "all"),
        ("Brandt", "", last.strip(), "all"),
        (None, "", SPEECH, "all"),
    ]
