import pytest
from support.made_citations import citation

from assistant.citations.wording import (
    confidence_text,
    long_date,
    not_found_text,
    reported_act,
    source_name,
)
from assistant.records import Searched


def test_the_file_name_stands_in_where_nothing_else_is_known():
    assert source_name(citation(outlet=None, title=None, date=None)) == "a.txt"


def test_a_headline_brings_no_mark_of_its_own():
    assert source_name(citation(outlet=None, title="Deal on court;", date=None)) == "Deal on court"
    assert source_name(citation(outlet=None, title="They met.")) == "They met, 14 October 2022"


@pytest.mark.parametrize(
    ("iso", "words"), [("2016-02-01", "1 February 2016"), ("2016", "2016"), ("", "")]
)
def test_dates_are_written_out(iso, words):
    assert long_date(iso) == words


def test_not_found_says_over_what():
    assert not_found_text(Searched(documents=1008)) == (
        "The statements don't say: not found in 1,008 documents."
    )
    limited = not_found_text(Searched(documents=1, filters={"outlets": ["NYT", "AP"]}))
    assert limited == "The statements don't say: not found in 1 document (outlets: NYT, AP)."
    assert "no documents that match the filters" in not_found_text(
        Searched(documents=0, filters={"after": "2030-01-01"})
    )


@pytest.mark.parametrize(
    ("value", "words"), [(0.9, "high (0.90)"), (0.5, "medium (0.50)"), (0.2, "low (0.20)")]
)
def test_confidence_in_words_and_number(value, words):
    assert confidence_text(value) == words


@pytest.mark.parametrize(
    "title", ["Debate, 14 October 2022", "Talks in Lesk, October 14, 2022", "2022-10-14 briefing"]
)
def test_a_title_that_has_the_date_gets_no_second_one(title: str):
    assert source_name(citation(outlet=None, title=title)) == title


@pytest.mark.parametrize(
    ("cue", "stance", "shown"),
    [
        ("said", "says", "what Ada Brandt said"),
        ("pointed out", "says", "what Ada Brandt said"),
        ("has denied", "denies", "what Ada Brandt denied"),
        ("asked", "asks", "what Ada Brandt asked"),
        ("vowed", "promises", "what Ada Brandt promised"),
        ("will tell", "planned", "what Ada Brandt is to say"),
        ("endorsed", "says", "Ada Brandt"),
        ("bill with a spirited tribute to", "says", "Ada Brandt"),
    ],
)
def test_what_a_speaker_does_with_words_is_kept(cue: str, stance, shown: str):
    assert reported_act("Ada Brandt", cue, stance) == shown
