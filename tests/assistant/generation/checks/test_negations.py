"""The checks of yes and no: "negations", "opposites" and "preferences"."""

import pytest
from support.numbered_evidence import cited_sentence, find_reversal, slips

CACHED_VERDICTS = "Ada Brandt said she will not raise the tariff on steel."
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
        (CACHED_VERDICTS, "Brandt said she will not raise the tariff on steel."),
        (CACHED_VERDICTS, "Brandt said she won’t raise the tariff."),
        (CACHED_VERDICTS, "Brandt refuses to raise the tariff on steel."),
        (CACHED_VERDICTS, "Brandt ruled out raising the tariff."),
        (CACHED_VERDICTS, "Brandt said the tariff on steel will never rise."),
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
def test_the_same_meaning_passes(quote, text):
    assert find_reversal(cited_sentence(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (CACHED_VERDICTS, "Brandt said she will raise the tariff on steel."),
        (AVOIDED, "Brandt has directly criticized Lind."),
        (BLOCKED, "Lind said the council backed a funding package of $2 million."),
        (CACHED_VERDICTS, "Brandt plans to raise the tariff on steel."),
        (CACHED_VERDICTS, "Brandt said she “will … raise the tariff on steel”."),
        (NONE, "Brandt said a mill has closed."),
        (NONE, "Brandt said workers left."),
        (NONE, "Brandt said people were hurt."),
        (FAILED, "Brandt won the vote."),
        (FAILED, "Lind agreed to comment."),
    ],
)
def test_a_lost_not_fails(quote, text):
    assert find_reversal(cited_sentence(text, quote))


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
    assert find_reversal(cited_sentence(text, quote))


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
    assert find_reversal(cited_sentence(text, quote))


@pytest.mark.parametrize(
    ("quote", "text", "passes"),
    [
        # A denial of a denial.
        ("Lind said the debt should disqualify her.", "Lind said it should not bar her.", False),
        ("Asked if he was ever bullied, Lind said no.", "Lind said he was bullied.", False),
        ("Asked if he was ever bullied, Lind said no.", "Lind said he was never bullied.", True),
        ("There is no doubt about that, Lind said.", "Lind doubts that the mills stay.", False),
        # A word that is denied once and said once.
        (
            "I would not want to run now, but I was proud when I ran, Lind said.",
            "Lind was proud when he ran.",
            True,
        ),
        (
            "I would not want to run against her, Lind said.",
            "Lind wants to run against her.",
            False,
        ),
        # Names that begin as denials do, and idioms that deny nothing.
        (
            "Lind is not seeking the post.",
            "Lind told Univision that he is seeking the post.",
            False,
        ),
        ("The march set off, but not before Lind spoke.", "Lind spoke before the march.", True),
        ("The law helps them regardless of age.", "It does not matter how old they are.", True),
        ("Lind failed to note that the plan helped towns.", "The plan helped towns.", True),
        ("The latest in a number of storms hit Ghent.", "It was not the first storm.", True),
        # Verbs of several words.
        ("The court overturned the ban.", "The court struck the ban down.", True),
        ("The court overturned the ban.", "The court left the ban in place.", False),
        ("The efforts are not enough, Lind said.", "Lind said the efforts will suffice.", False),
        ("Khan was elected last week, the first to win.", "Khan is the first to win.", True),
        ("Lind will close the mills in spite of the vote.", "Despite the vote Lind closes.", True),
        ("The school needs money to go on.", "The school cannot go on without money.", True),
        (
            "The bill would prohibit the council from waiving the fees.",
            "The bill would leave the council free to waive the fees.",
            False,
        ),
        ("Lind was uncomfortable with the attacks.", "Lind was at ease with the attacks.", False),
        ("Brandt makes no apologies for her candor.", "Brandt apologized for her candor.", False),
        ("Brandt did not violate any rules.", "What Brandt did was against the rules.", False),
        (
            "He has not done this because of his faith but because of an illness.",
            "He did this because of his faith rather than because of an illness.",
            False,
        ),
        (
            "He saw no convincing evidence in the file that the port was behind the leak.",
            "The file persuaded him that the port was behind the leak.",
            False,
        ),
        ("“You don't know what you don't know,” Lind said.", "“You don't know,” Lind said.", True),
        # Both opposites in one sentence, put the other way round.
        (
            "Unions condemned the vote on the bill but praised the senators of the north.",
            "Unions praised the vote on the bill and condemned the senators of the north.",
            False,
        ),
    ],
)
def test_denials_in_other_words(quote, text, passes):
    assert (find_reversal(cited_sentence(text, quote)) is None) == passes
