"""Yes stays yes, and no stays no: what is faithful passes, what is not does not."""

import pytest
from backed import claim, slips

from assistant.checks.polarity import turned

KEPT = "Ada Brandt said she will not raise the tariff on steel."
CLOSES = "Otto Lind said the mills of Riverside will close before winter."
WON = "Ada Brandt won the northern counties by more votes than ever."
LARGER = "The larger mills support the tariff, are likely to expand and pay high wages, Lind said."
ILLEGAL = "The deal is illegal and the workers were unhappy, Otto Lind said."
NONE = "No mill has closed, none of the workers left, and nobody was hurt, Ada Brandt said."
FAILED = "Ada Brandt failed to win the vote, and Otto Lind declined to comment."
AVOIDED = "Ada Brandt has avoided directly criticizing Otto Lind."
BLOCKED = "The council blocked a funding package of $2 million, Lind said."
VAGUE = "The plan is vague about who would be paid, Ada Brandt said."
REJECTED = "Ada Brandt rejected criticism that closing the mill made the town poorer."
MIXED = "Ada Brandt did not agree. Otto Lind said the mills will close before winter."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (KEPT, "Brandt said she will not raise the tariff on steel."),
        (KEPT, "Brandt said she won’t raise the tariff."),
        (KEPT, "Brandt refuses to raise the tariff on steel."),
        (KEPT, "Brandt ruled out raising the tariff."),
        (KEPT, "Brandt said the tariff on steel will never rise."),
        (CLOSES, "Lind said the mills will close before winter."),
        (CLOSES, "Lind said not only the mills of Riverside will close."),
        (WON, "Brandt won the northern counties."),
        (LARGER, "The larger mills are likely to expand, Lind said."),
        (ILLEGAL, "Lind said the deal is not legal."),
        (ILLEGAL, "The workers were not happy, Lind said."),
        (NONE, "Brandt said the mills have not closed."),
        (NONE, "Brandt said no one was hurt."),
        (FAILED, "Brandt did not win the vote."),
        (FAILED, "Lind refused to comment."),
        (MIXED, "Lind said the mills will close before winter."),
        (AVOIDED, "Brandt has steered clear of criticizing Lind directly."),
        (AVOIDED, "Brandt refrained from directly criticizing Lind."),
        (VAGUE, "Brandt said the plan does not make clear who would be paid."),
        (REJECTED, "Brandt pushed back on the claim that closing the mill made the town poorer."),
    ],
)
def test_yes_stays_yes_and_no_stays_no(quote, text):
    assert turned(claim(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (KEPT, "Brandt said she will raise the tariff on steel."),
        (AVOIDED, "Brandt has directly criticized Lind."),
        (BLOCKED, "Lind said the council backed a funding package of $2 million."),
        (KEPT, "Brandt plans to raise the tariff on steel."),
        (KEPT, "Brandt said she “will … raise the tariff on steel”."),
        (NONE, "Brandt said a mill has closed."),
        (NONE, "Brandt said workers left."),
        (NONE, "Brandt said people were hurt."),
        (FAILED, "Brandt won the vote."),
        (FAILED, "Lind agreed to comment."),
    ],
)
def test_a_lost_not_fails(quote, text):
    assert turned(claim(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (CLOSES, "Lind said the mills will not close before winter."),
        (CLOSES, "Lind said the mills won’t close."),
        (CLOSES, "Lind said the mills will never close."),
        (CLOSES, "Lind denied that the mills will close."),
        (WON, "Brandt did not win the northern counties."),
        (LARGER, "Lind said none of the larger mills support the tariff."),
        (LARGER, "Lind said the mills are unlikely to expand."),
        (MIXED, "Lind said the mills will not close before winter."),
        (MIXED, "Lind said the mills won’t close."),
        ("The deal is illegal, Otto Lind said.", "Lind said the deal is not illegal."),
        slips(
            ILLEGAL,
            "Lind said the deal is not illegal.",
            reason="a denial of something else nearby (“unhappy”) is enough",
        ),
        slips(FAILED, "Brandt did not fail to win the vote.", reason="“failed” denies already"),
    ],
)
def test_an_added_not_fails(quote, text):
    assert turned(claim(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (CLOSES, "Lind said the mills will open before winter."),
        (WON, "Brandt lost the northern counties."),
        (WON, "Brandt won the southern counties."),
        (WON, "Brandt won by fewer votes than ever."),
        (LARGER, "The larger mills oppose the tariff, Lind said."),
        (LARGER, "The larger mills pay low wages, Lind said."),
        (ILLEGAL, "Lind said the deal is legal."),
        (ILLEGAL, "The workers were happy, Lind said."),
        (CLOSES, "Lind said the mills will close after winter."),
        (LARGER, "The smaller mills support the tariff, Lind said."),
        (LARGER, "The larger mills are against the tariff, Lind said."),
    ],
)
def test_an_opposite_fails(quote, text):
    assert turned(claim(text, quote))
