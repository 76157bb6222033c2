"""The check "stances": nobody is said to have said what the evidence tells as not said."""

import pytest
from support.numbered_evidence import cited_sentence, first_problem

NOT_SAID = "Mayor Ada Brandt did not say that the mill had been sold."
IF = "If union leader Otto Lind says the strike is over, the mills will open."
MIGHT = "Union leader Otto Lind might say that the strike is over."
SAID = "Ada Brandt said that the mill had been sold."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (NOT_SAID, "Ada Brandt said that the mill had been sold."),
        (NOT_SAID, "The mill had been sold."),
        (IF, "Otto Lind says the strike is over."),
        (MIGHT, "Otto Lind said that the strike is over."),
    ],
)
def test_words_that_were_not_said_are_no_claim(quote, text):
    assert "does not say" in (first_problem(cited_sentence(text, quote), "stances") or "")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (NOT_SAID, "Ada Brandt did not say that the mill had been sold."),
        (NOT_SAID, "Ada Brandt did not say whether the mill had been sold."),
        (MIGHT, "Otto Lind might say that the strike is over."),
        (SAID, "Ada Brandt said that the mill had been sold."),
        (SAID, "The mill had been sold, Ada Brandt said."),
    ],
)
def test_what_the_evidence_says_is_kept(quote, text):
    assert first_problem(cited_sentence(text, quote), "stances") is None


def test_other_evidence_may_say_so():
    text = "Ada Brandt said that the mill had been sold."
    assert first_problem(cited_sentence(text, NOT_SAID, SAID), "stances") is None
