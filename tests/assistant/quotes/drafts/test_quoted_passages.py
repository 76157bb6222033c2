"""Finding the quotations of a draft: none is passed over, and the parts of one are put together."""

from __future__ import annotations

import pytest

from assistant.quotes.drafts.quoted_passages import find_quoted_passages, join_quoted_parts
from index.attribution.extraction import extract_statements
from index.text.sentences import split_sentences


def read(text: str):
    return find_quoted_passages(text, list(extract_statements(text, split_sentences(text))))


def words(text: str) -> list[str]:
    return [join_quoted_parts(text, one.parts) for one in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry stays in port,” said Ilse Varga.",
        '"The ferry stays in port," said Ilse Varga.',
        "‘The ferry stays in port,’ said Ilse Varga.",
        "'The ferry stays in port,' said Ilse Varga.",
        "«The ferry stays in port,» said Ilse Varga.",
        "« The ferry stays in port, » said Ilse Varga.",
        "„The ferry stays in port,“ said Ilse Varga.",
        "“ The ferry stays in port, ” said Ilse Varga.",
        '" The ferry stays in port, " said Ilse Varga.',
        '“The ferry stays in port," said Ilse Varga.',
    ],
)
def test_every_kind_of_mark(text: str):
    (passage,) = read(text)
    assert join_quoted_parts(text, passage.parts) == "The ferry stays in port,"
    assert text[passage.start] in "“\"‘'«„"
    assert passage.problem is None


def test_apostrophes_inside_single_marks_end_nothing():
    text = "‘It isn’t the skippers’ fault that we can’t sail,’ said Ilse Varga."
    assert words(text) == ["It isn’t the skippers’ fault that we can’t sail,"]


@pytest.mark.parametrize(
    "text",
    [
        "“We have,” said Ilse Varga, “turned down eleven offers.”",
        '"We have," the harbour master said on Monday, "turned down eleven offers."',
        "“We have” — Varga paused and said — “turned down eleven offers.”",
        "“We have,” said Ilse J. Varga, “turned down eleven offers.”",
        "“We have,” Dr. Varga said, “turned down eleven offers.”",
    ],
)
def test_an_interrupted_quotation_is_one(text: str):
    (passage,) = read(text)
    assert passage.is_interrupted
    assert join_quoted_parts(text, passage.parts).split()[-4:] == [
        "turned",
        "down",
        "eleven",
        "offers.",
    ]
    assert text[passage.start : passage.end].startswith(text[0])


def test_sentences_on_both_sides_of_the_speaker_are_two_quotations():
    text = "“We have turned down eleven offers,” said Ilse Varga. “None was any good.”"
    assert words(text) == ["We have turned down eleven offers,", "None was any good."]


def test_listed_fragments_are_not_one_quotation():
    text = "Varga called the plan “hasty and dear,” “the wrong way round,” and “a great pity.”"
    assert len(read(text)) == 3


def test_the_paragraphs_of_one_quotation_are_put_together():
    text = "“The ferry stays in port.\n\n“It sails in May,” said Ilse Varga.\n\nThe town waits."
    (passage,) = read(text)
    assert join_quoted_parts(text, passage.parts) == "The ferry stays in port. It sails in May,"
    assert passage.problem is None


def test_a_quotation_within_a_quotation_is_a_part_of_it():
    text = "“He told me, ‘Stay in port,’ and we stayed,” said Ilse Varga."
    assert words(text) == ["He told me, ‘Stay in port,’ and we stayed,"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Varga said: “The ferry stays in port. The town waits.", "closing"),
        ('The mayor said "the ferry stays. The town waits.', "closing"),
        ("The ferry stays in port,” said Ilse Varga.", "opening"),
        ("“The ferry stays in port.\n\nThe town waits.", "closing"),
    ],
)
def test_a_mark_without_a_partner_is_told(text: str, side: str):
    (passage,) = read(text)
    assert passage.problem is not None
    assert f"{side} quotation mark is missing" in passage.problem
    assert "ferry stays" in join_quoted_parts(text, passage.parts)


def test_no_double_mark_of_a_muddle_is_passed_over():
    text = 'A” b “c d” e "f” g “h. “I j. k" l «m n. o» p„ q'
    passages = read(text)
    for at, character in enumerate(text):
        if character in '“”"«»„':
            assert any(one.start <= at < one.end for one in passages), text[at:]


def test_inches_are_no_quotation():
    assert read('The board is 6\'2" long and 3" wide.') == []
