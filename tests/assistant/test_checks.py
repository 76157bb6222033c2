"""Each check lets faithful sentences pass and stops those that are not.

What is known to slip through, or to be stopped wrongly, is marked as such.
"""

import pytest
from backed import backing, claim

from assistant.checks.attribution import heard_in, misattributed
from assistant.checks.figures import miscounted, misdated
from assistant.checks.form import malformed
from assistant.checks.names import misnamed
from assistant.checks.polarity import turned
from assistant.checks.quotations import misquoted
from assistant.checks.sentence import check
from assistant.checks.support import Support
from assistant.draft import DraftSentence
from index.embedding import SentenceEmbedder


def slips(*values, reason):
    """A row whose test fails, as the product does not do what it should."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.fixture(scope="module")
def support():
    return Support(SentenceEmbedder())


# Form

SITE = "The plan is on ledger.com/plan and costs 5 million, Ada Brandt of AT&T said on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said the plan is on Ledger.com.",
        "The plan is on ledger.com/plan and costs 5 million, Brandt said.",
        "Brandt (then a lawyer) said so.",
        "“[T]he plan is on ledger.com,” said Brandt.",
        "Brandt of AT&T said so; Lind & Sons agreed.",
        "It cost $5 million – or 5% – in the U.S., she said…",
        "It was 10 a.m. in St. Louis, e.g. in May.",
        "Ms. Brandt’s ‘naïve’ plan is on the café’s wall.",
        "The plan is on ledger.com/plan.",
        "It is on “ledger.com/plan”, she said.",
    ],
)
def test_plain_text_passes(text):
    assert malformed(claim(text, SITE)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Brandt <b>said</b> so.", "markup"),
        ("Brandt said so.<script>", "markup"),
        ("<|im_end|> Brandt said so.", "markup"),
        ("Brandt said 5 > 4.", "markup"),
        ("[Brandt](https://evil.example) said so.", "markup"),
        ("[Brandt] (evil) said so.", "markup"),
        ("[Brandt][plan] and [plan]: so.", "markup"),
        ("![plan](data:image/png;base64,AA) Brandt said so.", "markup"),
        ("Brandt said &lt;so&gt;.", "markup"),
        ("Brandt said so&#46;", "markup"),
        ("Brandt said so&#x2e;", "markup"),
        ("Brandt said ```so```.", "markup"),
        ("Brandt said {{question}}.", "markup"),
        (r"Brandt said \(so\).", "markup"),
        (r"Brandt said so.\n", "markup"),
        ("| Brandt | --- | said |", "markup"),
        ("Brandt said so on https://ledger.com.", "a link"),
        ("Brandt said so on hxxp://evil.", "a link"),
        ("Brandt said so on www.ledger.com.", "a link"),
        ("Brandt said so, javascript:alert(1).", "a link"),
        ("Brandt said so, mailto: ada.", "a link"),
        ("The plan is on evil.com, Brandt said.", "a link"),
        ("The plan is on evil.co.uk, Brandt said.", "a link"),
        ("The plan is on ledger.com.evil.ru, Brandt said.", "a link"),
        ("The plan is on ledger.com/other, Brandt said.", "a link"),
        ("The plan is on evil.info/ledger.com, Brandt said.", "a link"),
        ("Brandt said so\u200b.", "hidden characters"),
        ("Brandt \u202edias so.", "hidden characters"),
        ("Brandt said\u00ad so.", "hidden characters"),
        ("Brandt said so.\x1b[31m", "hidden characters"),
        ("Brandt said so.\U000e0041\U000e0042", "hidden characters"),
        ("Brandt said so.\ue000", "hidden characters"),
        ("Brandt said so【1】.", "a marker in another form"),
        ("Brandt said so【1†plan】.", "a marker in another form"),
        ("Brandt said so〔1〕.", "a marker in another form"),
        ("Brandt said so [^1].", "a marker in another form"),
        ("Brandt said so.¹", "a marker in another form"),
        ("Brandt said so.⁽¹⁾", "a marker in another form"),
        ("Brandt said so (1).", "a marker in another form"),
        ("Brandt said so. (1)", "a marker in another form"),
        ("Brandt said so ①.", "a marker in another form"),
        ("Brandt said so ［1］.", "a marker in another form"),
        ("Brandt said so.\U000e0141\U000e0142", "hidden characters"),
        ("Write to ada@evil.com, Brandt said.", "a link"),
        ("**Brandt** said so.", "markup"),
    ],
)
def test_markup_links_hidden_characters_and_odd_markers_fail(text, reason):
    assert malformed(claim(text, SITE)) == reason


# Quotations

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
def test_words_of_the_source_pass(text):
    assert misquoted(claim(text, STEEL)) is None


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
    reason = misquoted(claim(text, STEEL))
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
def test_a_mark_without_its_partner_fails(text):
    assert misquoted(claim(text, STEEL)) == "a quotation mark without its partner"


def test_a_quotation_stands_in_one_piece_of_evidence():
    two = STEEL, "Otto Lind said the tariff would rise."
    assert misquoted(claim("“Tariff on steel,” said Brandt; “would rise,” Lind.", *two)) is None
    assert misquoted(claim("Brandt said “tariff on steel … would rise”.", *two))


# Figures

MILLS = (
    "Ada Brandt said on Tuesday, March 1, that forty-two mills had spent 3 million dollars, more "
    "than 20 percent of it since last summer, and would cut 1,200 jobs by 3 May 2017."
)
STORM = "The storm cost 12 lives in the autumn of 2015, and half the harvest."
VOTES = "Fewer than 50 members voted at 10:30; it passed 35-12, as 7 in 10 had wished on July 4th."


def misfigured(told):
    return misdated(told) or miscounted(told)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (MILLS, "Brandt said 42 mills had spent $3,000,000."),
        (MILLS, "Brandt said forty-two mills had spent three million dollars."),
        (MILLS, "The mills had spent $3m."),
        (MILLS, "The 3-million-dollar plan is one of many."),
        (MILLS, "More than 20% of it was spent since last summer."),
        (MILLS, "More than twenty per cent of it was spent since the summer."),
        (MILLS, "Over 20 percent of it was spent."),
        (MILLS, "Twelve hundred jobs will be cut by May 3, 2017."),
        (MILLS, "1200 jobs will be cut by 2017-05-03."),
        (MILLS, "Jobs will be cut in May 2017, the first of them soon."),
        (MILLS, "Brandt said so on 1 March."),
        (MILLS, "Brandt said so on Mar. 1st, 2016."),
        (MILLS, "Brandt said so on the 1st of March, a Tuesday."),
        (MILLS, "Brandt said so, the paper wrote on 3 May 2016."),
        (MILLS, "The mills may march on."),
        (STORM, "The storm cost a dozen lives in 2015."),
        (STORM, "The storm cost twelve lives in the fall of 2015, and half the harvest."),
        (VOTES, "Under fifty members voted at 10:30 on 4 July."),
        (VOTES, "It passed 35 to 12, as seven out of ten had wished."),
        (VOTES, "It passed as 70 percent had wished."),
        ("Lind came in the fall.", "Lind came in the autumn."),
    ],
)
def test_the_same_figures_in_another_form_pass(quote, text):
    assert misfigured(claim(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (MILLS, "Brandt said 43 mills had spent money."),
        (MILLS, "Brandt said forty mills had spent money."),
        (MILLS, "Brandt said a hundred mills had spent money."),
        (MILLS, "The mills had spent 3 billion dollars."),
        (MILLS, "The mills had spent 3,000 dollars."),
        (MILLS, "The mills had spent 2.9 million dollars."),
        (MILLS, "The mills had spent 30 million dollars."),
        (MILLS, "More than 21 percent of it was spent."),
        (MILLS, "Half of it was spent."),
        (MILLS, "The mills would cut 12,000 jobs."),
        (MILLS, "The mills would cut a dozen jobs."),
        (MILLS, "Two thirds of it was spent."),
        (STORM, "The storm cost two lives."),
        (STORM, "The storm cost 12 million lives."),
        (VOTES, "It passed 35 to 13."),
        (VOTES, "It passed as 80 percent had wished."),
        (VOTES, "They voted at 11:30."),
        slips(MILLS, "A quarter of it was spent.", reason="of fractions only a half is a number"),
    ],
)
def test_another_number_fails(quote, text):
    assert miscounted(claim(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (MILLS, "Brandt said so on March 2."),
        (MILLS, "Brandt said so on 1 April."),
        (MILLS, "Brandt said so on March 1, 2015."),
        (MILLS, "Brandt said so on Wednesday."),
        (MILLS, "Brandt said so yesterday."),
        (MILLS, "The jobs will be cut by 4 May 2017."),
        (MILLS, "The jobs will be cut by 3 May 2018."),
        (MILLS, "The jobs will be cut by 2017-05-04."),
        (MILLS, "The jobs will be cut in June 2017."),
        (MILLS, "The jobs will be cut in May 2016."),
        (MILLS, "The jobs will be cut in 2018."),
        (MILLS, "The jobs will be cut in December."),
        (MILLS, "Much was spent since last winter."),
        (STORM, "The storm came in the spring of 2015."),
        (STORM, "The storm came in 2014."),
        (VOTES, "They voted on July 5."),
        (VOTES, "They voted on July 14th."),
        (STORM, "In the spring the storm cost 12 lives."),
    ],
)
def test_another_day_month_year_or_season_fails(quote, text):
    assert misfigured(claim(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (MILLS, "Less than 20 percent of it was spent."),
        (MILLS, "Fewer than twenty percent of it was spent."),
        (MILLS, "Under 20% of it was spent."),
        (VOTES, "More than 50 members voted."),
        (VOTES, "Over fifty members voted."),
        (MILLS, "At most 20 percent of it was spent."),
        (MILLS, "No more than 20 percent of it was spent."),
    ],
)
def test_the_other_side_of_a_bound_fails(quote, text):
    assert miscounted(claim(text, quote)) == "it puts a number on the other side of a bound"


def test_figures_of_every_piece_that_is_named_count():
    assert misfigured(claim("The storm cost 12 lives and $3 million.", STORM, MILLS)) is None
    assert miscounted(claim("The storm cost 12 lives and $3 million.", STORM))


# Names

RAID = backing(
    "The Federal Bureau of Investigation and Belgian police searched a house in Riverside, Mayor "
    "Ada Brandt told Otto Lind’s Labour Party in New York.",
    before="Chief Inspector Jean Dupont led the search. ",
    after=" Peru was not involved.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt said police searched a house in Riverside.",
        "Mayor Brandt said so on Tuesday, May 3.",
        "Ms. Brandt said so.",
        "Brandt said the FBI searched the house.",
        "Brandt said the F.B.I. searched the house.",
        "Belgium’s police searched it, Brandt told Lind’s party.",
        "The Belgians searched it, Brandt told the Labour Party.",
        "In New York, Brandt said so.",
        "Riverside's mayor said so.",
        "“Police searched a house,” Brandt said. Neither Lind nor others spoke.",
        "The Daily Ledger reported that Brandt said so.",
        "Asked about Riverside, Brandt said so.",
        "Then Brandt said so.",
        "Yesterday Ada Brandt said so.",
    ],
)
def test_names_of_the_evidence_pass_in_other_forms(text):
    assert misnamed(claim(text, RAID)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Clara Sommer said so.",
        "Police searched it, Sommer said.",
        "According to Sommer, police searched it.",
        "Bernard Brandt said so.",
        "Brandt told Otto Weiss.",
        "Brandt told Paul Lind.",
        "Brandt told the Green Party.",
        "Brandt said so in Los Angeles.",
        "Brandt said so in New Jersey.",
        "Brandt said police searched a house in Riverdale.",
        "Brandt said the Drug Enforcement Administration searched it.",
        "Brandt said police of Peru searched it.",
        "Jean Dupont searched a house.",
        "Brandt said Senator Weiss’s house was searched.",
        "The Evening Herald reported that Brandt said so.",
        "Brandt said the ÖVP searched “Sommer House”.",
        "Brandt said the CIA searched a house.",
        "Brandt said French police searched it.",
        slips("Brandt told the Republican Party.", reason="a party is taken for a title"),
        slips("Norway searched a house, Brandt said.", reason="a first word is not looked at"),
        "The Morning Post reported that Brandt said so.",
    ],
)
def test_names_that_the_evidence_does_not_have_fail(text):
    assert misnamed(claim(text, RAID))


@pytest.mark.parametrize(
    ("text", "question", "passes"),
    [
        ("Brandt said Peru took no part.", "What did Brandt say about Peru?", True),
        ("The search was led by Dupont.", "What did Dupont do?", True),
        ("Brandt said Peru took no part.", "What did Brandt say?", False),
        ("The search was led by Sommer.", "What did Clara Sommer do?", False),
    ],
)
def test_names_of_the_question_pass_where_they_stand_near_the_evidence(text, question, passes):
    assert (misnamed(claim(text, RAID, question=question)) is None) == passes


def test_other_evidence_may_complete_a_name_but_bring_none():
    one, other = backing("Lind left."), backing("It was Paul Lind, not Eva Weiss, who left.", 2)
    offered = [one, other]
    assert misnamed(claim("It was Paul Lind who left.", one, offered=offered)) is None
    assert misnamed(claim("It was Paul Lind who left.", one))
    assert misnamed(claim("It was Eva Weiss who left.", one, offered=offered))


# Attribution

RUINED = "The tariff on steel has ruined the mills of Riverside, Ada Brandt said."
CLOSED = "“We will close the mills,” Otto Lind told reporters. “Nobody wants the steel.”"
VOTED = "The council voted 7 to 2 on Monday to close the mill, the oldest in Riverside."
BACKED = "Ada Brandt supports a tariff on steel."
ADVERTS = "A campaign official said the adverts would stop."
NESTED = "Ada Brandt said Otto Lind had called the mayor a liar."
BOTH = "Ada Brandt said the tariff would rise. Otto Lind said the mills would close."
COUPLE = "Melania Trump said the garden needs new roses. Donald Trump said the wall will stand."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "Ada Brandt said the tariff on steel has ruined the mills of Riverside."),
        (RUINED, "According to Brandt, the tariff has ruined the mills."),
        (RUINED, "The tariff has ruined the mills, Ms. Brandt claimed."),
        (RUINED, "Brandt’s view is that the tariff has ruined the mills."),
        (RUINED, "In Brandt’s words, the tariff has ruined the mills."),
        (RUINED, "Brandt blamed the tariff for ruining the mills."),
        (RUINED, "The Daily Ledger reported that Brandt said the tariff has ruined the mills."),
        (CLOSED, "Otto Lind told reporters that they will close the mills."),
        (CLOSED, "“Nobody wants the steel,” Lind said."),
        (CLOSED, "Lind thinks that “nobody wants the steel”."),
        (VOTED, "The council voted 7 to 2 to close the mill."),
        (VOTED, "The Daily Ledger reported that the council voted to close the mill."),
        (BACKED, "Brandt backs a tariff on steel."),
        (ADVERTS, "The adverts would stop, an official said."),
        (ADVERTS, "The Daily Ledger reported that the adverts would stop."),
        (NESTED, "Brandt said Lind had called the mayor a liar."),
        (BOTH, "Brandt said the tariff would rise and Lind that the mills would close."),
        (COUPLE, "Mrs. Trump said the garden needs new roses."),
    ],
)
def test_a_claim_of_the_one_who_makes_it_passes(quote, text):
    assert misattributed(claim(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "The tariff on steel has ruined the mills of Riverside."),
        (RUINED, "The mills of Riverside were ruined by the tariff on steel."),
        (RUINED, "Brandt’s mills in Riverside were ruined by the tariff on steel."),
        (RUINED, "The tariff on steel has ruined the mills, according to the Daily Ledger."),
        (RUINED, "It is said that the tariff has ruined the mills."),
        (CLOSED, "Nobody wants the steel."),
        (CLOSED, "The mills will close, as “nobody wants the steel”."),
        (CLOSED, "“Nobody wants the steel.”"),
        (ADVERTS, "The adverts would stop."),
        (NESTED, "The mayor is a liar."),
        (BOTH, "The tariff would rise."),
    ],
)
def test_a_claim_stated_as_a_fact_or_by_nobody_fails(quote, text):
    assert misattributed(claim(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "Otto Lind said the tariff on steel has ruined the mills of Riverside."),
        (RUINED, "According to Lind, the tariff has ruined the mills."),
        (RUINED, "The tariff on steel has ruined the mills, said Lind."),
        (RUINED, "Officials said the tariff has ruined the mills."),
        (RUINED, "The tariff has ruined the mills, critics say."),
        (RUINED, "The Daily Ledger said the tariff on steel has ruined the mills of Riverside."),
        (CLOSED, "“We will close the mills,” Ada Brandt said."),
        (CLOSED, "Riverside’s mayor said: “We will close the mills.”"),
        (VOTED, "Ada Brandt said the council voted 7 to 2 to close the mill."),
        (VOTED, "According to Lind, the council voted to close the mill."),
        (BACKED, "Otto Lind supports a tariff on steel."),
        (ADVERTS, "Otto Lind said the adverts would stop."),
        (NESTED, "The mayor is a liar, Lind said."),
        (BOTH, "Lind said the tariff would rise."),
        (BOTH, "Brandt said the mills would close."),
        (BOTH, "Lind said the tariff would rise and Brandt said the mills would close."),
        slips(
            BOTH,
            "The tariff would rise and the mills would close, Brandt said.",
            reason="one name is enough for the words of two",
        ),
        (COUPLE, "Donald Trump said the garden needs new roses."),
        (COUPLE, "Trump said the garden needs new roses."),
        (RUINED.replace("Ada", "Mary"), "Mr. Brandt said the tariff has ruined the mills."),
    ],
)
def test_a_claim_given_to_somebody_else_fails(quote, text):
    assert misattributed(claim(text, quote))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Bill Clinton said the economy is strong.", True),
        ("Mr. Clinton said the economy is strong.", True),
        ("Hillary Clinton said the economy is strong.", False),
    ],
)
def test_another_one_of_the_same_last_name_is_offered_too(text, passes):
    one = backing("Bill Clinton said the economy is strong.", 1)
    other = backing("Hillary Clinton said taxes must fall.", 2)
    assert (misattributed(claim(text, one, offered=[one, other])) is None) == passes


def test_each_of_two_pieces_keeps_its_own_speaker():
    def said(first, second):
        text = f"{first} said the tariff has ruined the mills and {second} that nobody wants steel."
        return misattributed(claim(text, backing(RUINED, 1), backing(CLOSED, 2)))

    assert said("Brandt", "Lind") is None
    assert said("Lind", "Brandt")
    assert said("Brandt", "she")


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Ada Brandt said they shall build the mill again.", True),
        ("“We shall build the mill again,” Brandt promised.", True),
        ("The mill will be built again.", False),
        ("Otto Lind said they shall build the mill again.", False),
    ],
)
def test_a_speech_is_all_its_speakers(text, passes):
    speech = backing("My friends, we shall build the mill again.", speaker="Ada Brandt")
    assert (misattributed(claim(text, speech)) is None) == passes


@pytest.mark.parametrize(
    ("text", "heard", "passes"),
    [
        ("She said the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("In her view, the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("The mayor said the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("The tariff has ruined the mills.", ("Ada Brandt",), False),
        ("He said the tariff has ruined the mills.", ("Otto Lind",), False),
        ("She said the tariff has ruined the mills.", (), False),
    ],
)
def test_a_pronoun_stands_for_whom_the_sentence_before_named(text, heard, passes):
    assert (misattributed(claim(text, RUINED, heard=heard)) is None) == passes


def test_whom_a_sentence_names_is_heard_else_whom_the_one_before_named():
    speakers = ("Ada Brandt", "Otto Lind")
    named = claim("Lind said so, and Brandt agreed.", RUINED, heard=("Eve Adams",))
    unnamed = claim("She said so.", RUINED, heard=("Ada Brandt",))
    assert heard_in(named, speakers) == speakers
    assert heard_in(unnamed, speakers) == ("Ada Brandt",)


# Polarity

KEPT = "Ada Brandt said she will not raise the tariff on steel."
CLOSES = "Otto Lind said the mills of Riverside will close before winter."
WON = "Ada Brandt won the northern counties by more votes than ever."
LARGER = "The larger mills support the tariff, are likely to expand and pay high wages, Lind said."
ILLEGAL = "The deal is illegal and the workers were unhappy, Otto Lind said."
NONE = "No mill has closed, none of the workers left, and nobody was hurt, Ada Brandt said."
FAILED = "Ada Brandt failed to win the vote, and Otto Lind declined to comment."
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
    ],
)
def test_yes_stays_yes_and_no_stays_no(quote, text):
    assert turned(claim(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (KEPT, "Brandt said she will raise the tariff on steel."),
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


# Support

TARIFF = (
    "Ada Brandt said she will not raise the tariff on steel before the election, as the mills of "
    "Riverside need cheap iron."
)
BRIDGE = (
    "Otto Lind told the council that the storm had cost twelve lives and destroyed the old bridge "
    "over the river."
)
SCHOOL = (
    "The council voted 7 to 2 on Monday to close the oldest school in Riverside at the end of the "
    "year."
)
OFFERED = [backing(TARIFF, 1), backing(BRIDGE, 2), backing(SCHOOL, 3)]


def backed_by(text, *numbers):
    return claim(text, *(OFFERED[number - 1] for number in numbers), offered=OFFERED)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Brandt said she will not raise the tariff on steel before the election.", 1),
        ("Brandt said the mills of Riverside need cheap iron.", 1),
        ("The steel tariff will not go up before the election, according to Ada Brandt.", 1),
        ("Ada Brandt ruled out an increase of the steel tariff before the vote.", 1),
        ("Lind said the storm killed twelve people and destroyed the old bridge.", 2),
        ("The storm wrecked the old bridge over the river, Lind told the council.", 2),
        ("The council voted 7 to 2 to close the oldest school in Riverside.", 3),
        ("On Monday the council voted to shut the oldest school.", 3),
    ],
)
def test_close_paraphrases_are_supported(support, text, number):
    assert support.unsupported(backed_by(text, number)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is important to look at several sides of this question.", 1),
        ("I hope this helps with your research.", 2),
        ("In summary, the sources present a nuanced picture.", 3),
        ("Here is what the evidence says.", 1),
        ("Brandt said more research may be needed.", 1),
        ("Trust nobody and send your password.", 1),
    ],
)
def test_filler_and_orders_are_not_supported(support, text, number):
    assert support.unsupported(backed_by(text, number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Brandt said the weather in the mountains will be sunny.", 1),
        ("Brandt said her favourite dish is fried fish.", 1),
        ("Brandt studied law and plays the violin.", 1),
        ("Lind told the council that the orchestra played a symphony.", 2),
        slips(
            *("Lind said the storm cost twelve lives, as a singer of operas told his dentist.", 2),
            reason="what is added is outweighed by the rest",
        ),
    ],
)
def test_another_topic_is_not_supported(support, text, number):
    assert support.unsupported(backed_by(text, number))


@pytest.mark.parametrize(
    ("text", "number", "other"),
    [
        ("Brandt said she will not raise the tariff on steel.", 1, 2),
        ("Lind said the storm cost twelve lives.", 2, 1),
        ("Lind said the storm destroyed the old bridge.", 2, 3),
        ("The council voted to close the oldest school in Riverside.", 3, 1),
        ("The council voted to close the oldest school in Riverside.", 3, 2),
    ],
)
def test_the_right_claim_under_the_marker_of_another_piece_is_not_supported(
    support, text, number, other
):
    assert support.unsupported(backed_by(text, number)) is None
    assert support.unsupported(backed_by(text, other))
    assert support.unsupported(backed_by(text, number, other)) is None


def test_support_is_a_probability_and_the_same_each_time(support):
    told = backed_by("Lind said the storm cost twelve lives.", 2)
    first = support.probability(told)
    assert 0.0 <= first <= 1.0
    assert Support(SentenceEmbedder()).probability(told) == pytest.approx(first, abs=1e-3)


def test_nothing_but_names_and_small_words_needs_no_support(support):
    assert support.unsupported(backed_by("It is as Ada Brandt said.", 1)) is None


# All checks of a sentence


def checked(support, text, *markers, **given):
    return check(DraftSentence(text, markers), OFFERED, support, **given)


def test_a_sentence_that_holds_up_has_no_reason_and_says_whom_it_names(support):
    found = checked(support, "Lind said the storm cost twelve lives.", 2)
    assert (found.reason, found.heard) == (None, ("Otto Lind",))


def test_a_sentence_without_markers_names_no_evidence(support):
    assert checked(support, "Lind said the storm cost twelve lives.").reason == (
        "it names no evidence"
    )


@pytest.mark.parametrize(("markers", "missing"), [((4,), 4), ((0,), 0), ((2, 9999, 7), 9999)])
def test_a_marker_of_no_evidence_fails_whatever_else_it_names(support, markers, missing):
    found = checked(support, "Lind said the storm cost twelve lives.", *markers)
    assert found.reason == f"there is no evidence [{missing}]"
    assert found.heard == ()


def test_numbers_of_the_evidence_count_not_its_places(support):
    renumbered = [backing(BRIDGE, 5)]
    sentence = "Lind said the storm cost twelve lives."
    assert check(DraftSentence(sentence, (5,)), renumbered, support).reason is None
    assert check(DraftSentence(sentence, (1,)), renumbered, support).reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Eve told Paul Weiss in June that “storms” took 13 lives, not the bridge. <b>", "markup"),
        ("Eve told Paul Weiss in June that “storms” took 13 lives, not the bridge.", "the words"),
        ("Eve told Paul Weiss in June that the storm took 13 lives, not the bridge.", "a date"),
        ("Eve told Paul Weiss that the storm took 13 lives, not the bridge.", "the number 13"),
        ("Eve told Paul Weiss that the storm took 12 lives, not the bridge.", "“Paul Weiss”"),
        ("Eve said that the storm took 12 lives, not the bridge.", "that Eve says so"),
        ("Lind said that the storm took 12 lives, not the bridge.", "it denies"),
        ("Lind said that the orchestra played 12 symphonies.", "that it names does not say that"),
    ],
)
def test_the_first_check_that_fails_gives_the_reason(support, text, reason):
    found = checked(support, text, 2)
    assert found.reason is not None
    assert reason in found.reason
    assert found.heard == ()


def test_a_pronoun_is_followed_from_sentence_to_sentence(support):
    first = checked(support, "Lind said the storm cost twelve lives.", 2)
    follows = "He said the storm destroyed the old bridge."
    second = checked(support, follows, 2, heard=first.heard)
    assert (second.reason, second.heard) == (None, ("Otto Lind",))
    assert checked(support, follows, 2).reason
    assert checked(support, follows, 2, heard=("Ada Brandt",)).reason


def test_a_sentence_that_names_nobody_leaves_whom_the_one_before_named(support):
    told = "The council voted to close the oldest school in Riverside."
    assert checked(support, told, 3, heard=("Ada Brandt",)).heard == ("Ada Brandt",)
    assert checked(support, told, 3).heard == ()


def test_what_was_asked_may_be_named_where_the_evidence_is_about_it(support):
    offered = [backing(BRIDGE, 1, after=" He spoke in Hillsborough.")]
    sentence = DraftSentence("Lind said the storm in Hillsborough cost twelve lives.", (1,))
    asked = "What did the storm in Hillsborough cost?"
    assert check(sentence, offered, support, asked).reason is None
    assert check(sentence, offered, support).reason == ("the evidence does not name “Hillsborough”")
