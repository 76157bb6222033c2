import pytest
from support.made_citations import citation

from assistant.citations.wording import (
    answer_text,
    confidence_text,
    long_date,
    not_found_text,
    source_name,
)
from assistant.records import Searched, StatementPlace


def test_an_answer_names_outlet_and_date_and_carries_the_marker():
    text = answer_text([citation(), citation("No.", marker=2, date=None, outlet=None)])
    assert text == "Sputnik International, 14 October 2022: “We agree.” [1]\nA title: “No.” [2]"


def test_the_file_name_stands_in_where_nothing_else_is_known():
    assert source_name(citation(outlet=None, title=None, date=None)) == "a.txt"


def test_a_headline_brings_no_mark_of_its_own():
    assert source_name(citation(outlet=None, title="Deal on court;", date=None)) == "Deal on court"
    assert source_name(citation(outlet=None, title="They met.")) == "They met, 14 October 2022"


def test_words_with_quotation_marks_get_no_second_pair():
    assert "“" not in answer_text([citation('He said "no".')])


def test_the_writers_words_are_not_given_as_the_speakers():
    facts = {"speaker": "Ada Brandt", "cue": "said"}
    own = answer_text([citation(kind="direct", **facts)])
    reported = answer_text([citation("She agrees.", kind="indirect", **facts)])
    source = "Sputnik International, 14 October 2022"
    assert own == f"Ada Brandt said ({source}): “We agree.” [1]"
    assert reported == f"{source}, reporting Ada Brandt: “She agrees.” [1]"


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        ("A poll", "a poll"),
        ("The White House", "the White House"),
        ("An official", "an official"),
        ("Anna A. Bell", "Anna A. Bell"),
        ("A. Bell", "A. Bell"),
        ("Theo Lind", "Theo Lind"),
    ],
)
def test_a_description_that_began_a_sentence_begins_none_here(speaker: str, shown: str):
    text = answer_text([citation("Most agree.", speaker=speaker, kind="indirect", cue="found")])
    assert text.startswith(f"Sputnik International, 14 October 2022, reporting {shown}: ")


def test_nobody_says_a_headline():
    facts = {"headline": True, "speaker": "Ada Brandt", "cue": "Says", "kind": "indirect"}
    known = answer_text([citation("Tolls To Rise, Ada Brandt Says", **facts)])
    assert known == (
        "Headline of Sputnik International, 14 October 2022: “Tolls To Rise, Ada Brandt Says” [1]"
    )
    bare = answer_text([citation("Tolls To Rise", outlet=None, date=None, **facts)])
    assert bare == "Headline of a.txt: “Tolls To Rise” [1]"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("“We agree.", "“We agree.”"),
        ("We agree,” he said.", "“We agree,” he said."),
        ('We agree," he said.', '"We agree," he said.'),
        ('"We agree,” he said.', '"We agree,” he said.'),
        ('“We agree," he said.', '“We agree," he said.'),
        ("He said: “We agree.", "He said: “We agree.”"),
        ("He is 6'2\" tall.", "He is 6'2\" tall."),
        ("We agree.”", "“We agree.”"),
        ('"We agree.', '"We agree."'),
        ('We agree."', '"We agree."'),
        ('"We agree," he said.', '"We agree," he said.'),
        ("“We agree,” he said. “No.”", "“We agree,” he said. “No.”"),
        ("«We agree.", "«We agree.»"),
        ("„We agree.", "„We agree.“"),
        ("''We agree.", "''We agree.''"),
    ],
)
def test_a_quotation_that_is_cut_gets_its_other_mark(quote, shown):
    assert f": {shown} [1]" in answer_text([citation(quote)])


def test_a_quote_over_two_lines_is_shown_on_one():
    assert "“We agree.”" in answer_text([citation("We\nagree.")])


@pytest.mark.parametrize(
    ("iso", "words"), [("2016-02-01", "1 February 2016"), ("2016", "2016"), ("", "")]
)
def test_dates_are_written_out(iso, words):
    assert long_date(iso) == words


@pytest.mark.parametrize(
    ("cue", "verb"),
    [("explained", "explained"), ("told", "said"), ("says", "said"), (None, "said")],
)
def test_a_cue_that_can_stand_alone_is_kept(cue, verb):
    text = answer_text([citation(cue=cue, speaker="Ada Brandt", kind="direct")])
    assert text.startswith(f"Ada Brandt {verb} (")


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


def test_the_short_answer_is_emphasised_where_it_stands():
    quote = "They refused\n42 times, and 42 more."
    cited = citation(quote, answer_start=13, answer_end=21)
    assert answer_text([cited], ("<", ">")).endswith("“They refused <42 times>, and 42 more.” [1]")
    assert answer_text([cited]).endswith("“They refused 42 times, and 42 more.” [1]")


def test_a_document_cannot_forge_the_emphasis():
    cited = citation("We \ue000agree\ue001.", answer_start=0, answer_end=2)
    assert "<" not in answer_text([cited], ("<", ">"))


def test_a_quotation_that_lacks_a_mark_gets_it_outside_the_emphasis():
    cited = citation("“We agree to all.", answer_start=1, answer_end=9)
    assert answer_text([cited], ("<", ">")).endswith("“<We agree> to all.” [1]")


def test_what_a_body_writes_in_its_release_stands_without_quotation_marks():
    facts = {"kind": "indirect", "speaker": "Ministry of Roads"}
    own = answer_text([citation("The toll ends.", outlet="Ministry of Roads", **facts)])
    assert own == "Ministry of Roads, 14 October 2022: The toll ends. [1]"
    by_title = answer_text([citation("The toll ends.", outlet=None, **facts)], ("**", "**"))
    assert by_title == "Ministry of Roads (A title, 14 October 2022): The toll ends. [1]"


@pytest.mark.parametrize(
    "title", ["Debate, 14 October 2022", "Talks in Lesk, October 14, 2022", "2022-10-14 briefing"]
)
def test_a_title_that_has_the_date_gets_no_second_one(title: str):
    assert source_name(citation(outlet=None, title=title)) == title


def test_whoever_asks_is_not_told_to_say_it():
    asked = answer_text([citation("LIND: Will it rain?", kind="direct", speaker="Lind", cue=":")])
    assert asked.startswith("Lind asked (Sputnik International")
    said = answer_text([citation("LIND: It will rain.", kind="direct", speaker="Lind", cue=":")])
    assert said.startswith("Lind said (")


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


def test_what_a_journalist_asks_is_told_as_a_question():
    asked = answer_text([citation("Will it rain?", kind="direct", speaker="Q", cue=None)])
    assert asked == "A question (Sputnik International, 14 October 2022): “Will it rain?” [1]"
