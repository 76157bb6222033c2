"""Which of the tagger's sources are somebody: people, bodies and what they have written."""

from __future__ import annotations

import pytest
from support.read_statements import found

from index.attribution.report_sources import mend_sources
from index.attribution.source_model.features import SourceWords, features_of, head_of
from index.attribution.source_model.model import packaged_source_model
from index.attribution.tagger.reports import Report
from index.records import Span

SURE, UNSURE = -0.05, -1.5
"""Log-probabilities of a source of which the tagger is sure, and of one of which it is not."""


def bracketed(marked: str) -> tuple[str, Span]:
    """A text without the brackets around its source, and where the source stands."""
    start, end = marked.index("["), marked.index("]")
    return marked.replace("[", "").replace("]", ""), Span(start, end - 1)


def can_speak(marked: str, confidence: float) -> bool:
    text, source = bracketed(marked)
    return packaged_source_model().can_speak(text, source, confidence)


@pytest.mark.parametrize(
    "marked",
    [
        "[Ada Brandt] said the harbour is safe.",
        "[The mayor] said the harbour is safe.",
        "According to [the Ministry of Roads], the harbour is safe.",
        "[Three pilots from the north] said the harbour is safe.",
        "[About 40 percent of residents] said the harbour is safe.",
        "[A poll of residents] showed that the harbour is safe.",
        "[The report] says the harbour is safe.",
        "“The harbour is safe,” said [Ada Brandt, a pilot in Cole].",
        "[a range of experts] say the harbour is safe.",
        "[Critics] say the harbour is safe.",
        "[The Harbour Board] voted against it.",
        "[My sister and I] knew that the harbour is safe.",
    ],
)
def test_people_bodies_and_documents_speak(marked: str):
    assert can_speak(marked, SURE)


@pytest.mark.parametrize(
    "marked",
    [
        "She is losing [staff as top fellow members] call on her to quit.",
        "The rules give [the chair of the board authority] to call a “special meeting” on it.",
        "[Kerr said he did not own the boat, but a spokesman] said the harbour is safe.",
        "[Ada Brandt roused the crowd] to chants of “The harbour is safe!”",
        "known [inside the board as the Harbour Guard], the pilots say so.",
        "[Harbour News: “The board has been grappling with claims of waste.”] said so.",
    ],
)
def test_fragments_of_sentences_dont(marked: str):
    assert not can_speak(marked, UNSURE)


@pytest.mark.parametrize(
    "marked",
    [
        "[Her endorsement of Kerr] was to discuss where the harbour goes.",
        "[The applause in the hall] reaffirmed that the harbour is safe.",
        "[The flap with the mayor] is about the harbour.",
        "[how many of our quarrels] continue to focus on the harbour.",
        "[What has been published] suggests that the harbour is safe.",
    ],
)
def test_things_that_say_nothing_dont(marked: str):
    assert not can_speak(marked, UNSURE)


def test_a_source_is_the_less_likely_somebody_the_less_sure_the_tagger_is():
    text, source = bracketed("[The answer of the board] shows that the harbour is safe.")
    model = packaged_source_model()
    chances = [model.probability_of_nobody(text, source, at) for at in (SURE, -1.0, UNSURE, -9.0)]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


@pytest.mark.parametrize(
    "text", ["", " ", "]", "-", "\n", "“", "1", "ü" * 500, "said " * 500, "İstanbul 🙂"]
)
def test_any_words_have_a_probability(text: str):
    for source in (Span(0, len(text)), Span(0, min(1, len(text)))):
        assert 0 <= packaged_source_model().probability_of_nobody(text, source, -0.5) <= 1


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the mayor", "mayor"),
        ("the mayor of Cole", "mayor"),
        ("experts in the north", "experts"),
        ("a range of experts in the north", "experts"),
        ("some of the pilots", "pilots"),
        ("Ada Brandt, a pilot", "Brandt"),
        ("Brandt", "Brandt"),
        ("officials who asked not to be named", "officials"),
        ("a number of", "number"),
    ],
)
def test_the_head_of_a_phrase(phrase: str, head: str):
    assert head_of(SourceWords(phrase, Span(0, len(phrase))).words) == head


def test_features_name_the_form_of_a_source():
    text = "In Cole, the mayor's aides, who said no, said so."
    names = set(features_of(SourceWords(text, Span(9, text.index(", said so")))))
    assert {"relative inside", ", inside", "verb inside", "head is small", "next is mark"} <= names
    assert not {"begins a line", "all capitalised", "possessive", "one word"} & names


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Three pilots who fear that the harbour is unsafe left.", "Three pilots"),
        ("Brandt knows a retired pilot who claimed that it is safe.", "a retired pilot"),
        ("An official at the ministry, who warned that it is old, left.", "An official"),
        ("It was Jane Brandt who said that the harbour is safe.", "Jane Brandt"),
        ("“It is safe,” said Jane Brandt, who added that it is old.", "Jane Brandt"),
        (
            "Jan Kerr, a professor of law at the University of Cole in Norland, who said that the"
            " harbour is safe, left.",
            "Jan Kerr, a professor of law at the University of Cole in Norland",
        ),
        ("It fell into the hands of the demonstrators here, who said it was late.", "the dem"),
        ("The rise alarmed an auditor of the bank, who said that it is old.", "an auditor"),
        ("Kerr squeaked out a win over the head, Otto Lind ― who said it was old.", "Otto Lind"),
        ("The storm hit Cole. Jane Brandt, who said that it is safe, left.", "Jane Brandt"),
    ],
)
def test_who_is_the_phrase_before_it(text: str, speaker: str):
    who = text.index("who")
    report = Report(Span(who, who + 3), Span(who + 4, who + 8), Span(who + 9, len(text) - 1), 0.9)
    (mended,) = mend_sources(text, [report])
    assert mended.source is not None
    assert text[slice(*mended.source)].startswith(speaker)


@pytest.mark.parametrize("word", ["though", "however", "now"])
def test_who_is_no_adverb_before_it(word: str):
    text = f"He knows the auditors, {word}, who said that it is old."
    who = Span(text.index("who"), text.index("who") + 3)
    report = Report(who, Span(who.end + 1, who.end + 5), Span(who.end + 6, len(text) - 1), 0.9)
    (mended,) = mend_sources(text, [report])
    assert mended.source is not None
    assert text[slice(*mended.source)] != word


@pytest.mark.parametrize(
    "text",
    [
        "For years accusations have mounted that the opening of the port cost jobs.",
        "Brandt is losing money and staff as top fellow members call on her to quit the race.",
        "If she could not go on, the rules give the chair of the board authority to call a"
        " “special meeting” to vote on another head.",
        "Casting herself as the judge, Ms. Brandt roused the crowd to spontaneous chants of"
        " “Lock the gate!”",
    ],
)
def test_no_statement_stands_under_a_fragment(text: str):
    for one in found(text):
        assert one.speaker is None or one.speaker in ("Brandt", "top fellow members")


@pytest.mark.parametrize("name", ["Mr. Kerr", "Mr. Brandt"])
def test_quoted_words_are_kept_without_the_name_of_a_fragment(name: str):
    text = f"{name} roused the crowd to spontaneous chants of “Lock the gate!”"
    assert [(one.speaker, one.kind) for one in found(text)] == [(None, "direct")]
