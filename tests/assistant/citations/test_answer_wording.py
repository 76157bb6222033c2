"""Answers in words: quotation marks only around what the source has as somebody's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_citations import citation
from support.rendered_records import answered

from assistant.citations.answer_wording import (
    answer_blocks,
    answer_text,
    reported_speaker,
    terminal_text,
)
from assistant.records import StatementPlace

SOURCE = "Sputnik International, 14 October 2022"
WROTE = "Sputnik International wrote, 14 October 2022"


def quoted(words: str = "We agree.", **facts):
    """A citation whose words are all the speaker's own."""
    own = {"speaker": "Ada Brandt", "kind": "direct", "cue": "said", "spoken": ((0, len(words)),)}
    return citation(words, **(own | facts))


def test_an_answer_names_outlet_and_date_and_carries_the_marker():
    text = answer_text([citation(), citation("No.", marker=2, date=None, outlet=None)])
    assert text == f"{WROTE}:\n> We agree. [1]\nA title:\n> No. [2]"


def test_only_the_speakers_own_words_stand_in_quotation_marks():
    facts = {"speaker": "Ada Brandt", "cue": "said"}
    reported = answer_text([citation("She agrees.", kind="indirect", **facts)])
    assert answer_text([quoted()]) == f"Ada Brandt said ({SOURCE}): “We agree.” [1]"
    assert reported == f"{WROTE}, of what Ada Brandt said:\n> She agrees. [1]"


def test_the_writers_attribution_is_not_said_twice():
    sentence = "“We will not raise it,” Brandt told reporters, “before spring.”"
    shown = answer_text([quoted(sentence, spoken=((1, 21), (48, 62)))])
    assert shown == (f"Ada Brandt said ({SOURCE}): “We will not raise it” … “before spring.” [1]")


def test_an_answer_in_the_writers_words_is_shown_with_them():
    sentence = "“We agree,” said Brandt, who lives in Lesk."
    facts = {"spoken": ((1, 9),), "answer_start": 38, "answer_end": 42}
    shown = answer_text([quoted(sentence, **facts)])
    assert shown == f"{WROTE}, of what Ada Brandt said:\n> {sentence} [1]"


def test_an_answer_that_is_the_speaker_needs_no_more_than_their_words():
    sentence = "“We agree,” said Ada Brandt of Lesk."
    facts = {"spoken": ((1, 9),), "answer_start": 17, "answer_end": 27}
    assert answer_text([quoted(sentence, **facts)]).endswith("): “We agree” [1]")


@pytest.mark.parametrize(
    ("stance", "act"), [("denies", "denied"), ("asks", "asked"), ("promises", "promised")]
)
def test_a_stance_stands_before_the_words(stance, act: str):
    facts = {"speaker": "Ada Brandt", "kind": "indirect", "cue": "said", "stance": stance}
    text = answer_text([citation("She won't pay.", **facts)])
    assert text.startswith(f"{WROTE}, of what Ada Brandt {act}:\n> ")


def test_words_that_a_speaker_quotes_are_not_their_own():
    facts = {"speaker": "Ada Brandt", "kind": "direct", "cue": "said", "quotes_others": True}
    text = answer_text([citation("We won't pay.’", **facts)])
    assert text == f"{WROTE}, of words that Ada Brandt quoted:\n> We won't pay.’ [1]"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("They said “no” to us.", "“They said ‘no’ to us.”"),
        ("They said ''no'' to us.", "“They said 'no' to us.”"),
        ("We\nagree.", "“We agree.”"),
    ],
)
def test_marks_inside_a_quotation_are_single_ones(words: str, shown: str):
    assert answer_text([quoted(words)]).endswith(f": {shown} [1]")


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        ("A poll", "a poll"),
        ("The White House", "the White House"),
        ("An official", "an official"),
        ("Anna A. Bell", "Anna A. Bell"),
        ("A. Bell", "A. Bell"),
    ],
)
def test_a_description_that_began_a_sentence_begins_none_here(speaker: str, shown: str):
    text = answer_text([citation("Most agree.", speaker=speaker, kind="indirect", cue="said")])
    assert text.startswith(f"{WROTE}, of what {shown} said:")


def test_nobody_says_a_headline():
    facts = {"headline": True, "speaker": "Ada Brandt", "cue": "Says", "kind": "indirect"}
    known = answer_text([citation("Tolls To Rise, Ada Brandt Says", **facts)])
    assert known == f"Headline of {SOURCE}:\n> Tolls To Rise, Ada Brandt Says [1]"
    bare = answer_text([citation("Tolls To Rise", outlet=None, date=None, **facts)])
    assert bare == "Headline of a.txt:\n> Tolls To Rise [1]"


@pytest.mark.parametrize(
    ("cue", "verb"),
    [("explained", "explained"), ("told", "said"), ("says", "said"), (None, "said")],
)
def test_a_cue_that_can_stand_alone_is_kept(cue, verb):
    assert answer_text([quoted(cue=cue)]).startswith(f"Ada Brandt {verb} (")


def test_the_short_answer_is_emphasised_where_it_stands():
    words = "They refused\n42 times, and 42 more."
    cited = quoted(words, answer_start=13, answer_end=21)
    assert answer_text([cited], ("<", ">")).endswith("“They refused <42 times>, and 42 more.” [1]")
    apart = citation(words, answer_start=13, answer_end=21)
    assert answer_text([apart], ("<", ">")).endswith("> They refused <42 times>, and 42 more. [1]")


def test_what_is_uncertain_is_printed_as_possible_matches():
    unsure = answered(quoted(), text="“We agree.” [1]", short_answer="Agreed", confidence=0.41)
    assert terminal_text(unsure).startswith("Possible matches, not an answer:\n“We agree.” [1]")
    assert "Agreed" not in terminal_text(unsure)
    sure = replace(unsure, confidence=0.5)
    assert terminal_text(sure).startswith("Agreed\n“We agree.” [1]")
    assert (unsure.as_dict()["uncertain"], sure.as_dict()["uncertain"]) == (True, False)
    refused = replace(unsure, status="not_found", citations=())
    assert not refused.is_uncertain


def test_a_document_cannot_forge_the_emphasis():
    cited = citation("We \ue000agree\ue001.", answer_start=0, answer_end=2)
    assert "<" not in answer_text([cited], ("<", ">"))


def test_what_a_body_writes_in_its_release_stands_without_quotation_marks():
    facts = {"kind": "indirect", "speaker": "Ministry of Roads"}
    own = answer_text([citation("The toll ends.", outlet="Ministry of Roads", **facts)])
    assert own == "Ministry of Roads wrote, 14 October 2022:\n> The toll ends. [1]"
    by_title = answer_text([citation("The toll ends.", outlet=None, **facts)])
    assert by_title == "Ministry of Roads (A title, 14 October 2022):\n> The toll ends. [1]"


def test_a_speech_without_labels_is_set_apart_under_its_speaker():
    facts = {"kind": "direct", "speaker": "Ada Brandt", "cue": None}
    assert answer_text([citation(**facts)]) == f"Ada Brandt ({SOURCE}):\n> We agree. [1]"


def test_whoever_asks_is_not_told_to_say_it():
    asked = answer_text([quoted("Will it rain?", speaker="Lind", cue=":")])
    assert asked.startswith("Lind asked (Sputnik International")
    journalist = answer_text([quoted("Will it rain?", speaker="Q", cue=None)])
    assert journalist == f"A question ({SOURCE}): “Will it rain?” [1]"


def test_copies_are_counted_behind_the_marker():
    places = tuple(StatementPlace(f"{n}.txt", str(n), 0, 9) for n in (2, 3))
    shown = answer_text([citation("We agree.", copies=places)])
    assert shown.endswith("[1] (also in 2 other documents)")
    assert citation("We agree.", copies=places).as_dict()["copies"][0] == {
        "document": "2.txt",
        "document_id": "2",
        "start": 0,
        "end": 9,
    }


def test_a_text_is_divided_where_a_document_is_shown():
    text = answer_text([citation(), quoted(marker=2)])
    assert answer_blocks(text) == [
        (False, f"{WROTE}:"),
        (True, "We agree. [1]"),
        (False, f"Ada Brandt said ({SOURCE}): “We agree.” [2]"),
    ]


def test_a_source_tells_whose_words_it_has():
    facts = {"speaker": "Ada Brandt", "role": "mayor"}
    assert reported_speaker(quoted(**facts)) == "Ada Brandt, mayor"
    denied = {"kind": "indirect", "cue": "denied", "stance": "denies"}
    assert reported_speaker(citation(**facts, **denied)) == "on what Ada Brandt, mayor denied"
    assert reported_speaker(citation(headline=True, kind="indirect", **facts)) == ""
