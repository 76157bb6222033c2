"""The checks "numbers" and "dates": sentences that pass them, and sentences that fail them."""

import pytest
from support.numbered_evidence import cited_sentence, evidence

from assistant.generation.checks.dates import find_unknown_date
from assistant.generation.checks.numbers import find_unknown_number

MILLS = (
    "Ada Brandt said on Tuesday, March 1, that forty-two mills had spent 3 million dollars, more "
    "than 20 percent of it since last summer, and would cut 1,200 jobs by 3 May 2017."
)
STORM = "The storm cost 12 lives in the autumn of 2015, and half the harvest."
VOTES = "Fewer than 50 members voted at 10:30; it passed 35-12, as 7 in 10 had wished on July 4th."


def find_wrong_figure(sentence):
    return find_unknown_date(sentence) or find_unknown_number(sentence)


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
    assert find_wrong_figure(cited_sentence(text, quote)) is None


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
        (MILLS, "A quarter of it was spent."),
    ],
)
def test_another_number_fails(quote, text):
    assert find_unknown_number(cited_sentence(text, quote))


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
    assert find_wrong_figure(cited_sentence(text, quote))


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
    assert (
        find_unknown_number(cited_sentence(text, quote))
        == "it puts a number on the other side of a bound"
    )


def test_the_numbers_of_all_cited_evidence_count():
    assert (
        find_wrong_figure(cited_sentence("The storm cost 12 lives and $3 million.", STORM, MILLS))
        is None
    )
    assert find_unknown_number(cited_sentence("The storm cost 12 lives and $3 million.", STORM))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("The half-minute clip shows a mill.", True),
        ("The half-hour clip shows a mill.", True),
        ("The quarter shows a mill for 40 seconds.", False),
    ],
)
def test_half_of_a_unit_is_counted_in_the_next_smaller_one(text, passes):
    assert (
        find_wrong_figure(cited_sentence(text, "The 30-second clip shows a mill.")) is None
    ) == passes


@pytest.mark.parametrize(
    ("quote", "date", "year", "passes"),
    [
        ("It rose in the last quarter.", "2016-01-04", 2015, True),
        ("It rose last year.", "2016-11-04", 2015, True),
        ("It rose in the last quarter.", "2016-11-04", 2015, False),
        ("It rose in the last quarter.", "2016-01-04", 2014, False),
        ("It rose.", "2016-01-04", 2015, False),
    ],
)
def test_last_year_is_the_one_before_the_document(quote, date, year, passes):
    sentence = cited_sentence(f"It rose at the end of {year}.", evidence(quote, date=date))
    assert (find_wrong_figure(sentence) is None) == passes


@pytest.mark.parametrize(("months", "passes"), [("ten", True), ("nine", False)])
def test_the_time_between_two_documents_may_be_counted(months, passes):
    one = evidence("“It is late,” Otto Lind said.", 1, date="2015-11-24")
    other = evidence("“It is too late,” Otto Lind said.", 2, date="2016-09-16")
    sentence = cited_sentence(
        f"Lind said it is late, and {months} months later that it is too late.", one, other
    )
    assert (find_wrong_figure(sentence) is None) == passes
