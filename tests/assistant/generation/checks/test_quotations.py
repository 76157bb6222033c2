"""The check "quotations": sentences that pass it, and sentences that fail it."""

import pytest
from support.numbered_evidence import cited_sentence

from assistant.generation.checks.quotations import find_misquote

STEEL = (
    "“We will not raise the tariff on steel, but we shall, if we have to, tax aluminium. It is a "
    "matter of fairness,” Ada Brandt said."
)


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said: “We will not raise the tariff on steel.”",
        'Brandt said she "will not raise the tariff on steel".',
        "“[W]e will not raise the tariff on steel,” Brandt said.",
        "Brandt said: “We will not raise the tariff … but we shall … tax aluminium.”",
        "Brandt said “we will not raise the tariff [...] but we shall”.",
        "Brandt said: «It is a matter of fairness».",
        "Brandt said: „It is a matter of fairness“.",
        "Brandt called it “a matter of fairness” and said “we shall”.",
        "“Tax aluminium. It is a matter of fairness,” Brandt said.",
        "Brandt said she won’t, ‘if we have to’.",
        "It is Brandt’s view that it’s fair to tax the mills’ aluminium.",
    ],
)
def test_quotations_of_the_source_pass(text):
    assert find_misquote(cited_sentence(text, STEEL)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said: “We will not raise the tariff on iron.”",
        "Brandt said: “We would not raise the tariff on steel.”",
        "Brandt said: “We will not raise a tariff on steel.”",
        "Brandt said: “We will raise the tariff on steel.”",
        "Brandt said: “We will never raise the tariff on steel.”",
        "Brandt said: “We will not, ever, raise the tariff on steel.”",
        "Brandt said “we shall tax aluminium”.",
        "Brandt said “we shall … raise the tariff”.",
        "Brandt said “tax aluminium … we shall”.",
        "Brandt said “we will not raise the tariff on steel [and iron]”.",
        "Brandt said “a matter of unfairness”.",
        "Brandt said “fair”.",
        "Brandt said “it is a matter of fairness” and “of honour”.",
        "“It is a matter of fairness. We will not raise the tariff,” Brandt said.",
        "Brandt said ‘we will raise the tariff’.",
        "Brandt said «we will raise the tariff».",
    ],
)
def test_other_words_in_quotation_marks_fail(text):
    reason = find_misquote(cited_sentence(text, STEEL))
    assert reason is not None
    assert reason.startswith("the evidence does not have the words “")


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said We will not raise the tariff on steel.”",
        'Brandt said "We will not raise the tariff on steel.',
        'Brandt said We will not raise the tariff on steel".',
        "Brandt said we will not raise «the tariff» on steel».",
        "Brandt said “We will not raise the tariff on steel.",
        "Brandt said «it is a matter of fairness.",
    ],
)
def test_a_quotation_mark_without_its_partner_fails(text):
    assert find_misquote(cited_sentence(text, STEEL)) == "a quotation mark without its partner"


def test_a_quotation_must_be_in_a_single_quote():
    two = STEEL, "Otto Lind said the tariff would rise."
    assert (
        find_misquote(cited_sentence("“Tariff on steel,” said Brandt; “would rise,” Lind.", *two))
        is None
    )
    assert find_misquote(cited_sentence("Brandt said “tariff on steel … would rise”.", *two))
