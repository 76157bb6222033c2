"""Quotation marks stand only around what the evidence quotes."""

import pytest
from support.numbered_evidence import cited_sentence, evidence

from assistant.generation.comparison.reported_quotations import find_reported_words

REPORTED = "Ada Brandt said that the tariff on steel would not be raised before the spring."
QUOTED = "“The tariff on steel will not be raised,” Ada Brandt said."
TURNS = (
    "MODERATOR: Welcome to you all.\n\nBRANDT: The tariff on steel will not be raised.\n\n"
    "LIND: Who says so?\n\nBRANDT: I do.\n\nLIND: Thank you.\n"
)
AMID = "The tariff on steel will not be raised."


def test_reported_words_in_quotation_marks_fail():
    text = "Brandt said “the tariff on steel would not be raised before the spring”."
    reason = find_reported_words(cited_sentence(text, REPORTED))
    assert reason is not None and reason.startswith("the evidence reports “the tariff on steel")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Brandt said that the tariff on steel would not be raised.", REPORTED),
        ("Brandt said the “tariff” would not be raised.", REPORTED),
        ("Brandt said: “The tariff on steel will not be raised.”", QUOTED),
        ("Brandt said: “The tariff on steel will not be raised.”", TURNS),
    ],
)
def test_quoted_words_and_words_without_marks_pass(text: str, cited: str):
    assert find_reported_words(cited_sentence(text, cited)) is None


def test_a_sentence_amid_a_quotation_is_quoted():
    around = {"before": "“We thought about it. ", "after": " It is enough,” Brandt said."}
    amid = evidence(AMID, start=22, **around)
    text = "Brandt said: “The tariff on steel will not be raised.”"
    assert find_reported_words(cited_sentence(text, amid)) is None


def test_a_document_may_be_quoted_as_itself():
    text = "The Daily Ledger wrote: “The tariff on steel would not be raised before the spring.”"
    assert find_reported_words(cited_sentence(text, REPORTED)) is None
