"""The check "numbers" compares whole numbers, however they are written: never a part of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.numbered_evidence import cited_sentence, evidence

from assistant.generation.checks.numbers import find_unknown_number

RATE = "The berthing rate rose to 12.5 per cent in May, Ilse Varga said."
BOATS = "Varga said 1,240 boats had used the northern gate."
LEVY = "The levy brought in half a million crowns, Varga said."
FEE = "The ferry fee is 1 350 crowns, Varga said."
TOLL = "The toll grew by 3½ per cent, Varga said."
FROST = "It was −5 degrees in the harbour, Varga said."
SHARE = "Three quarters of the berths are let, Varga said."
COMMA = "Le taux est de 4,8 pour cent, a dit Mme Varga."
COMMA_GROUPS = "Die Gebühr stieg um 4,8 Prozent auf 1.240 Kronen, sagte Varga."
SCORE = "The board voted 35-12 at 10:30 on Monday, Varga said."
DECADE = "The quay was built in the 1990s, Varga said."
SEASON = "In 2019-20 some 10-15 per cent of the boats stayed away, Varga said."
SECTION = "Section 4.2 on page 17 says so; call 555-0142, Varga said."
COVID = "COVID-19 closed the G20 hall, Varga said."

ADMITTED = [
    (RATE, "The rate rose to 12.5 per cent in May."),
    (RATE, "The rate rose to twelve and a half per cent in May."),
    (RATE, "The rate rose to 12½ percent in May."),
    (RATE, "The rate rose to 12,5 per cent in May."),
    (BOATS, "The gate was used by 1240 boats."),
    (BOATS, "The gate was used by 1 240 boats."),
    (BOATS, "The gate was used by 1\u202f240 boats."),
    (BOATS, "The gate was used by 1.24 thousand boats."),
    (LEVY, "The levy brought in 500,000 crowns."),
    (LEVY, "The levy brought in half a million crowns."),
    (LEVY, "The levy brought in 0.5 million crowns."),
    (LEVY, "The levy brought in five hundred thousand crowns."),
    ("The levy brought in a quarter of a million.", "The levy brought in 250,000 crowns."),
    ("The levy brought in three-quarters of a million.", "The levy brought in 750,000 crowns."),
    ("The levy brought in a million and a half.", "The levy brought in 1.5 million crowns."),
    ("The levy brought in one and a half million.", "The levy brought in 1,500,000 crowns."),
    ("The levy brought in 1½ million.", "The levy brought in 1.5m crowns."),
    ("The levy brought in 1.2 million crowns.", "The levy brought in 1,200,000 crowns."),
    ("The levy brought in €1,200,000.", "The levy is €1.2m."),
    ("It cost between 1.2 and 1.5 million crowns.", "It cost at least 1.2 million crowns."),
    ("It cost 10-15 million crowns.", "It cost 10 million to 15 million crowns."),
    ("It cost two or three million crowns.", "It cost 2 million or 3 million crowns."),
    (FEE, "The fee is 1,350 crowns."),
    (FEE, "The fee is 1350 crowns."),
    (FEE.replace(" 350", "\u00a0350"), "The fee is 1,350 crowns."),
    (FEE.replace(" 350", "\u2009350"), "The fee is 1,350 crowns."),
    (FEE.replace(" 350", "\u202f350"), "The fee is 1,350 crowns."),
    (FEE.replace(" 350", "’350"), "The fee is 1,350 crowns."),
    (TOLL, "The toll grew by 3.5 per cent."),
    (TOLL, "The toll grew by three and a half per cent."),
    (TOLL, "The toll grew by 3 1/2 per cent."),
    ("The toll grew by 3 1/2 per cent.", "The toll grew by 3.5 per cent."),
    ("The toll grew by .5 per cent.", "The toll grew by half a per cent."),
    (FROST, "It was minus five degrees."),
    (FROST, "It was -5 degrees."),
    (FROST, "It was five degrees below zero."),
    ("It was minus five degrees.", "It was −5 degrees."),
    ("Trade grew by −5 per cent.", "Trade shrank by 5 per cent."),
    (SHARE, "Three quarters of the berths are let."),
    (SHARE, "Some 75 per cent of the berths are let."),
    (SHARE, "Of the berths, 3/4 are let."),
    ("Of the berths 25% are let.", "A quarter of the berths are let."),
    ("One in five berths is let.", "A fifth of the berths are let."),
    ("One in five berths is let.", "Some 20 per cent of the berths are let."),
    ("Two thirds of the berths are let.", "Of the berths, two-thirds are let."),
    ("Of the berths 66 per cent are let.", "Nearly two thirds of the berths are let."),
    (COMMA, "The rate is 4.8 per cent."),
    (COMMA, "The rate is 4,8 per cent."),
    (COMMA_GROUPS, "The fee rose by 4.8 per cent to 1,240 crowns."),
    (COMMA_GROUPS, "The fee rose by 4,8 per cent to 1.240 crowns."),
    ("They sold two dozen boats.", "They sold 24 boats."),
    ("They sold half a dozen boats.", "They sold six boats."),
    ("They sold dozens of boats, 36 of them new.", "They sold three dozen boats new."),
    ("They sold several hundred boats.", "They sold several hundred boats."),
    (SCORE, "The board voted 35 to 12 at half past ten."),
    (SCORE, "The board voted 35–12 at 10.30 a.m."),
    ("The vote was at half past ten.", "The vote was at 10:30."),
    ("The vote was at 10:00.", "The vote was at 10 a.m."),
    (DECADE, "The quay was built in the 1990s."),
    (DECADE, "The quay was built in the '90s."),
    ("The quay was built in the nineties.", "The quay was built in the 1990s."),
    ("The quay was built in 1993.", "The quay was built in the 1990s."),
    (SEASON, "From 2019 to 2020 between 10 and 15 per cent stayed away."),
    (SEASON, "In the 2019-20 season 10–15% stayed away."),
    ("In 2019/20 many stayed away.", "In 2019 and 2020 many stayed away."),
    (SECTION, "Section 4.2 on page 17 says so; the number is 555-0142."),
    (COVID, "COVID-19 closed the G20 hall."),
    ("In May 12.5 per cent were let.", "In May 12.5 per cent were let."),
    ("In May 12 million boats came.", "In May 12 million boats came."),
    ("In nineteen ninety-two the quay was built.", "The quay was built in 1992."),
    ("The act is of twenty twenty-one.", "The act is of 2021."),
    ("They need 10⁶ crowns.", "They need a million crowns."),
    ("The rate rose to 12³ per cent.", "The rate rose to 12 per cent."),
    ("It paid EUR500 and USD2m.", "It paid 500 euros and $2 million."),
    ("See p.12 and No.5.", "See page 12 and number 5."),
    ("Nobody, zero boats, came.", "There were 0 boats."),
    ("It took an hour and a half.", "It took 90 minutes."),
    ("It took three quarters of an hour.", "It took 45 minutes."),
    ("It took a quarter of a century.", "It took 25 years."),
    ("It took two decades.", "It took 20 years."),
    ("It fell for three quarters in a row.", "It fell for 3 quarters in a row."),
    ("The ask is 1,20,000 rupees.", "The ask is 120,000 rupees."),
    ("The fleet has 2,5 million tonnes.", "The fleet has 2.5 million tonnes."),
    ("He is 35 years old and 1.85m tall.", "He is 35 and 1.85 metres tall."),
    ("It costs £3.50.", "It costs £3.50."),
    ("It costs 3,50 €.", "It costs 3.50 euros."),
    ("Turnout was 61.4%.", "Turnout was 61.4 per cent."),
    ("Turnout was 61·4 per cent.", "Turnout was 61.4 per cent."),
    ("It fell by 5 per cent.", "It fell by five percent."),
    ("Growth was -0.3 per cent.", "Growth was minus 0.3 per cent."),
    ("Growth was -0.3 per cent.", "The economy shrank by 0.3 per cent."),
    ("It rose from 5 to 10 per cent.", "It doubled from five to 10 per cent."),
    ("In 2021 12 000 boats came.", "In 2021, 12,000 boats came."),
    ("On 3 May 2021 1 350 boats came.", "On 3 May 2021, 1,350 boats came."),
    ("Between two and three million crowns", "It cost between 2 million and 3 million crowns."),
    ("It cost three-quarters of a billion.", "It cost $750m."),
    ("A dozen boats and 20 men.", "12 boats and 20 men."),
    ("Nine out of ten members agreed.", "90 per cent of members agreed."),
    ("Nine out of ten members agreed.", "Nine of ten members agreed."),
    ("Some 7,000 of the 10,000 berths", "Seven thousand of the 10,000 berths."),
    ("They have 1.5 million crowns", "They have one and a half million crowns."),
    ("The vote was 1,204–987.", "The vote was 1,204 to 987."),
    ("The vote was 7-2.", "They voted seven to two."),
    ("It was founded in 1850.", "It was founded in 1850."),
    ("the 50th anniversary", "the fiftieth anniversary"),
    ("It lasted 2 hours and 30 minutes.", "It lasted two hours and 30 minutes."),
    ("It lasted two and a half hours.", "It lasted 2.5 hours."),
    ("It lasted two and a half hours.", "It lasted 150 minutes."),
    ("He won 3 of 5 votes.", "He won three out of five votes."),
    ("the top 1 percent pay", "the top one percent pay"),
    ("1,000 boats", "a thousand boats"),
    ("one thousand boats", "1000 boats"),
    ("Boeing 747s and F-16s", "747s and F-16s"),
    ("The 19th century", "the nineteenth century"),
    ("£1m-£2m", "between £1 million and £2 million"),
    ("£1-2m", "between £1 million and £2 million"),
    ("100,000-150,000 boats", "100,000 to 150,000 boats"),
    ("a 3-2 vote", "three to two"),
    ("aged 16-24", "aged 16 to 24"),
    ("some 40-odd boats", "some 40 boats"),
    ("$1.2tn", "1.2 trillion dollars"),
    ("Rs 5,000", "5,000 rupees"),
    ("The act of 1998 says 5 years.", "Under the 1998 act five years."),
    ("0,5 per cent", "half a per cent"),
    ("5.0 per cent", "5 per cent"),
    ("three in four", "75 per cent"),
    ("three in four", "three quarters"),
    ("25 per cent", "one in four"),
    ("30,000 of them", "thirty thousand of them"),
    ("1.000.000 Kronen", "one million crowns"),
    ("1'350 francs", "1,350 francs"),
    ("He has two children and three dogs.", "He has two children."),
    ("twenty-five thousand", "25,000"),
    ("a hundred and twenty boats", "120 boats"),
    ("two hundred thousand", "200,000"),
    ("1,5 million", "1.5 million"),
    ("at 9 a.m.", "at nine a.m."),
    ("at 9:00", "at 9"),
    ("at 14:30", "at 2:30 p.m."),
    ("Section 12(3) and article 4.", "Section 12(3)."),
    ("It is 5ft 10in.", "It is 5ft 10in."),
    ("2 million-plus boats", "over 2 million boats"),
    ("6.5m people", "6.5 million people"),
    ("up 5½%", "up 5.5%"),
    ("up 5 ½ per cent", "up 5.5 per cent"),
    ("1¼ miles", "1.25 miles"),
    ("up 0.25 percentage points", "up a quarter of a percentage point"),
    ("a quarter-point rise", "a rise of 0.25 points"),
    ("the class of '98 and 1998", "1998"),
    ("It is number 10.", "No. 10"),
    ("COP26 cost 5 dollars", "COP26"),
    ("Nearly 50 percent", "nearly half"),
    ("48 percent", "nearly half"),
    ("52 percent", "more than half"),
    ("It was 2016-17.", "in 2016 and 2017"),
    ("He was 63.", "in his 60s"),
    ("in her sixties", "in her 60s"),
    ("five hundred and twenty-five", "525"),
    ("1 350,50 crowns", "1,350.50 crowns"),
    ("ten thousand to twelve thousand", "10,000 to 12,000"),
    ("1.35 million", "1,350,000"),
    ("12 per cent of 1,240", "12 per cent of the 1,240"),
    ("the M25 and A1", "the M25"),
    ("The 2008-09 crisis", "the crisis of 2008 and 2009"),
    ("an increase of 300,000, or 4.1%", "300,000 (4.1 per cent)"),
    ("2,000-3,000", "two to three thousand"),
    ("He said 15,000 of 20,000 (75%)", "75 per cent"),
    ("$4.5 million over three years", "$4.5 million over 3 years"),
    ("eight months", "8 months"),
    ("one and a half years", "18 months"),
    ("18 months", "a year and a half"),
    ("one-and-a-half million", "1.5 million"),
    ("twice the 4 per cent", "twice"),
    ("one in every 200 boats", "one in 200 boats"),
    ("0.5 per cent of boats", "one in 200 boats"),
]

CAUGHT = [
    (RATE, "The rate rose to 5 per cent in May."),
    (RATE, "The rate rose to five per cent in May."),
    (RATE, "The rate rose to 12 per cent in May."),
    (RATE, "The rate rose to twelve per cent in May."),
    (RATE, "The rate rose to 125 per cent in May."),
    (RATE, "The rate rose to 2.5 per cent in May."),
    (RATE, "The rate rose to three per cent in May."),
    (BOATS, "The gate was used by 240 boats."),
    (BOATS, "The gate was used by 1 boat."),
    (BOATS, "The gate was used by 1.24 boats."),
    (BOATS, "The gate was used by 1,240,000 boats."),
    (LEVY, "The levy brought in a million crowns."),
    (LEVY, "The levy brought in 1,000,000 crowns."),
    (LEVY, "The levy brought in one million crowns."),
    (LEVY, "The levy brought in 0.5 crowns."),
    (LEVY, "Half of the levy came in."),
    ("The levy brought in a quarter of a million.", "The levy brought in a million."),
    ("The levy brought in a quarter of a million.", "The levy brought in half a million."),
    ("The levy brought in one and a half million.", "The levy brought in a million."),
    ("The levy brought in one and a half million.", "The levy brought in half a million."),
    ("The levy brought in a million and a half.", "The levy brought in a million."),
    ("The levy brought in 1½ million.", "The levy brought in 1 million."),
    ("The levy brought in 1.2 million crowns.", "The levy brought in 2 million crowns."),
    ("The levy brought in 1.2 million crowns.", "The levy brought in 1 million crowns."),
    ("The levy brought in 1.2 million crowns.", "The levy brought in a million crowns."),
    ("The levy brought in 1.2 million crowns.", "The levy brought in 1.2 crowns."),
    ("It cost between 1.2 and 1.5 million crowns.", "It cost 5 million crowns."),
    ("It cost more than half a million.", "It cost less than half a million."),
    (FEE, "The fee is 350 crowns."),
    (FEE, "The fee is 1 crown."),
    (FEE.replace(" 350", "\u202f350"), "The fee is 350 crowns."),
    (FEE.replace(" 350", "\u00a0350"), "The fee is 350 crowns."),
    (FEE.replace(" 350", "'350"), "The fee is 350 crowns."),
    ("They paid 12 500 000 crowns.", "They paid 500 crowns."),
    (TOLL, "The toll grew by 3 per cent."),
    (TOLL, "The toll grew by three per cent."),
    (TOLL, "The toll grew by half a per cent."),
    ("The toll grew by 3 1/2 per cent.", "The toll grew by 3 per cent."),
    ("The toll grew by 3 1/2 per cent.", "The toll grew by 2 per cent."),
    ("The toll grew by 3 1/2 per cent.", "The toll grew by half a per cent."),
    ("The toll grew by ¾ per cent.", "The toll grew by 3 per cent."),
    ("The toll grew by .5 per cent.", "The toll grew by 5 per cent."),
    (FROST, "It was 5 degrees."),
    (FROST, "It was five degrees."),
    ("It was minus five degrees.", "It was 5 degrees."),
    ("It was 5 degrees.", "It was −5 degrees."),
    ("It was five degrees.", "It was minus five degrees."),
    ("It was five degrees.", "It was 5 degrees below zero."),
    (SHARE, "Three of the berths are let."),
    (SHARE, "A quarter of the berths are let."),
    (SHARE, "Half of the berths are let."),
    (SHARE, "Three per cent of the berths are let."),
    (SHARE, "Some 70 per cent of the berths are let."),
    ("Two thirds of the berths are let.", "A third of the berths are let."),
    ("Two thirds of the berths are let.", "Two of the berths are let."),
    ("One in five berths is let.", "Five berths are let."),
    ("Of the berths 66 per cent are let.", "More than two thirds of the berths are let."),
    (COMMA, "The rate is 8 per cent."),
    (COMMA, "The rate is 4 per cent."),
    (COMMA, "The rate is 48 per cent."),
    (COMMA_GROUPS, "The fee rose to 240 crowns."),
    (COMMA_GROUPS, "The fee rose to 1.24 crowns."),
    ("They sold two dozen boats.", "They sold 12 boats."),
    ("They sold two dozen boats.", "They sold two boats."),
    ("They sold two dozen boats.", "They sold a dozen boats."),
    ("They sold half a dozen boats.", "They sold a dozen boats."),
    ("They sold several hundred boats.", "They sold a hundred boats."),
    ("They sold a few thousand boats.", "They sold 1,000 boats."),
    (SCORE, "The board voted 35 to 13."),
    (SCORE, "The board voted at 10:35."),
    (SCORE, "Varga said 30 per cent had voted."),
    (DECADE, "The quay was built in the 1980s."),
    (DECADE, "The quay was built in 1990."),
    (SEASON, "Some 20 per cent of the boats stayed away."),
    (SECTION, "Section 4.3 says so."),
    (SECTION, "Section 2 says so."),
    (COVID, "It closed 19 per cent of the halls."),
    (COVID, "It cost $20."),
    ("In May 12 million boats came.", "In May a million boats came."),
    ("In May 12.5 per cent were let.", "In May 5 per cent were let."),
    ("On 5 May 2017 the rate rose to 12.5 per cent.", "The rate rose to 5 per cent."),
    ("The rate rose to 12³ per cent.", "The rate rose to 3 per cent."),
    ("The rate rose to 12³ per cent.", "The rate rose to 123 per cent."),
    ("They need 10⁶ crowns.", "They need 10 crowns."),
    ("The rate rose to 12 per cent.", "The rate rose to one per cent."),
    ("Version 4.2.1 is in use.", "Version 4.2.3 is in use."),
    ("The fleet has 2,5 million tonnes.", "The fleet has 5 million tonnes."),
    ("He is 1.85m tall.", "He is 85 tall."),
    ("It costs £3.50.", "It costs £50."),
    ("It costs 3,50 €.", "It costs 50 euros."),
    ("Turnout was 61·4 per cent.", "Turnout was 61 per cent."),
    ("Turnout was 61·4 per cent.", "Turnout was 4 per cent."),
    ("Growth was -0.3 per cent.", "The economy grew by 0.3 per cent."),
    ("Growth was –0.3 per cent.", "The economy grew by 3 per cent."),
    ("On 3 May 2021 1 350 boats came.", "On 3 May 2021, 350 boats came."),
    ("In 2021 12 000 boats came.", "In 2021, 12 boats came."),
    ("It cost three-quarters of a billion.", "It cost a billion."),
    ("It cost three-quarters of a billion.", "It cost three billion."),
    ("Nine out of ten members agreed.", "Ten per cent agreed."),
    ("The vote was 1,204–987.", "The vote was 204 to 987."),
    ("It lasted two and a half hours.", "It lasted two hours."),
    ("It lasted two and a half hours.", "It lasted half an hour."),
    ("1.000.000 Kronen", "1,000 crowns"),
    ("1'350 francs", "350 francs"),
    ("twenty-five thousand", "five thousand"),
    ("twenty-five thousand", "25 boats"),
    ("a hundred and twenty boats", "20 boats"),
    ("a hundred and twenty boats", "a hundred boats"),
    ("up 5½%", "up 5%"),
    ("up 5 ½ per cent", "up 5 per cent"),
    ("1¼ miles", "1 mile"),
    ("48 percent", "more than half"),
    ("52 percent", "nearly half"),
    ("20 percent", "nearly half"),
    ("1 350,50 crowns", "350.50 crowns"),
    ("1 350,50 crowns", "50 crowns"),
    ("100,000-150,000 boats", "150 boats"),
    ("$1.2tn", "$2tn"),
    ("$1.2tn", "$1.2bn"),
    ("one and a half years", "one year and 5 months"),
    ("one-and-a-half million", "a million"),
    ("12.5 million", "12 million"),
    ("12.5 million", "5 million"),
    ("two hundred thousand", "a hundred thousand"),
    ("five hundred and twenty-five", "500"),
    ("five hundred and twenty-five", "25"),
    ("Of the 1,240 boats 12.5 per cent left", "40 boats left"),
    ("0.25 points", "25 points"),
    ("a third of boats", "three boats"),
    ("two-fifths of boats", "two boats"),
    ("two-fifths of boats", "half of boats"),
    ("10.75 per cent", "75 per cent"),
    ("10.75 per cent", "three quarters"),
    ("2½ million", "2 million"),
    ("2½ million", "half a million"),
    ("1/2 per cent", "1 per cent"),
    ("1/2 per cent", "2 per cent"),
    ("one in five", "one in four"),
    ("three-fold", "fourfold rise of 4"),
    ("£1.5m", "£5m"),
    ("£1.5m", "£1m"),
    ("sixty-five", "sixty"),
    ("sixty-five", "five per cent"),
    ("minus ten degrees", "ten degrees"),
    ("−10 °C", "10 °C"),
    ("-10C", "10C"),
    ("half a dozen", "a dozen boats"),
    ("20,5 Prozent", "20 per cent"),
    ("20,5 Prozent", "5 per cent"),
    ("half a billion", "half a million"),
    ("half a billion", "a billion"),
    ("(−5.4 per cent)", "5.4 per cent growth"),
    ("In a 5-4 ruling", "in a 5-3 ruling"),
    ("7.30pm", "30 boats"),
    ("7:30 pm", "7 per cent"),
    ("three hundred", "three boats"),
    ("three thousand", "3 boats"),
    ("quarter of a million", "a quarter of the boats"),
    ("two-thirds", "one third"),
    ("a million and a quarter", "a million"),
    ("1 million and 250 thousand", "250 million"),
    ("five and three-quarter per cent", "five per cent"),
    ("5¾", "5"),
    ("5 3/4 per cent", "3 per cent"),
    ("5-3/4 per cent", "5 per cent"),
    ("4.8 to 5.2 per cent", "8 to 5.2 per cent"),
]


@pytest.mark.parametrize(("quote", "text"), ADMITTED)
def test_the_same_number_in_another_writing_passes(quote, text):
    assert find_unknown_number(cited_sentence(text, quote)) is None


@pytest.mark.parametrize(("quote", "text"), CAUGHT)
def test_a_part_of_a_number_is_another_number(quote, text):
    assert find_unknown_number(cited_sentence(text, quote))


def test_the_reason_shows_the_number_as_it_is_read():
    sentence = cited_sentence("The levy brought in a million crowns.", LEVY)
    assert find_unknown_number(sentence) == "the evidence does not have the number 1,000,000"


def test_the_text_around_a_quote_tells_what_its_commas_mean():
    group = evidence("It costs 1.240 crowns.", before="The rate is 4,8 per cent.")
    assert find_unknown_number(cited_sentence("It costs 1,240 crowns.", group)) is None
    assert find_unknown_number(cited_sentence("It costs 240 crowns.", group))


def test_the_day_of_publication_is_no_amount():
    published = evidence("The rate rose to 12.5 per cent.", date="2016-05-03")
    assert find_unknown_number(cited_sentence("It rose to 3 per cent.", published))
    assert find_unknown_number(cited_sentence("The paper of the 3rd says so.", published)) is None


GROUPINGS = [",", " ", "\u00a0", "\u2009", "\u202f", "’", ""]


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(st.integers(13, 10**12), st.sampled_from(GROUPINGS), st.sampled_from(GROUPINGS))
def test_each_grouping_gives_the_same_number(number, one, other):
    quote = f"They paid {_grouped(number, one)} crowns."
    text = f"They paid {_grouped(number, other)} crowns."
    assert find_unknown_number(cited_sentence(text, quote)) is None


@given(st.integers(13, 10**12), st.sampled_from(GROUPINGS), st.data())
def test_no_part_of_a_number_is_in_it(number, separator, data):
    digits = str(number)
    start = data.draw(st.integers(0, len(digits) - 1))
    end = data.draw(st.integers(start + 1, len(digits)))
    part = int(digits[start:end])
    quote = f"They paid {_grouped(number, separator)} crowns."
    problem = find_unknown_number(cited_sentence(f"They paid {part:,} crowns.", quote))
    assert (problem is None) == (part == number)


@given(st.integers(1, 999), st.integers(1, 99), st.sampled_from(".,"))
def test_neither_side_of_a_decimal_sign_is_the_number(whole, decimals, sign):
    number = f"{whole}{sign}{decimals:02}"
    quote = f"The rate rose to {number} per cent."
    assert find_unknown_number(cited_sentence(f"It rose to {number} per cent.", quote)) is None
    for part in {str(whole), str(decimals)}:
        assert find_unknown_number(cited_sentence(f"It rose to {part} per cent.", quote))


@given(st.integers(2, 9), st.sampled_from(["million", "billion", "thousand"]))
def test_half_of_a_scale_word_is_never_the_whole(number, scale):
    half, whole = f"They paid half a {scale} crowns.", f"They paid {number} {scale} crowns."
    assert find_unknown_number(cited_sentence(whole, half))
    assert find_unknown_number(cited_sentence(half, whole))
    assert find_unknown_number(cited_sentence(half, half)) is None


_PIECES = (
    *("1", "23", "456", " ", ",", ".", "-", "−", "$", "%", "½", "/", "4", "s", "th", "³", ":"),
    *(" million ", " half a ", " and ", " three ", " quarters ", " of ", " per cent ", " dozen "),
    *(" May ", "2016", "10:30", " several ", " between ", " minus ", " to ", " in ", "1" * 5000),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_whatever_is_written_has_its_own_numbers(text):
    assert find_unknown_number(cited_sentence(text, text)) is None


def test_a_name_that_begins_within_a_number_adds_no_number():
    quote = "Moe said 1,820 people had found work."
    cut = evidence(quote, speaker="820 people")
    assert find_unknown_number(cited_sentence("Moe said that 820 people found work.", cut))
    known = evidence(quote, speaker="Ilse Varga", role="42nd president")
    assert find_unknown_number(cited_sentence("The 42nd president says so.", known)) is None
