"""Which sentences are withdrawn: figures, dates, and what only looks like either."""

import numpy as np
import pytest
from support.transcript_candidates import transcript

from assistant.answering.settling import settle
from assistant.answering.withdrawals import figures_of
from index.retrieval.question import Question


def left(candidates, question):
    """The texts of the sentences that may answer, all having been equally likely."""
    asked = Question(question, np.zeros(1, np.float32), {}, ())
    found = settle(candidates, [1 / len(candidates)] * len(candidates), asked)
    pairs = zip(candidates, found.probabilities, strict=True)
    return {one.text: share for one, share in pairs if share}


def answers(candidates, question):
    """The text of the sentence to which most is left."""
    shares = left(candidates, question)
    return max(shares, key=shares.get)


RELEASE = "On Monday 63 houses in Fell Road were without water, the company said."


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "In our release of 3 May we gave the number of houses without water as 63.",
            "Two streets had been counted by both of our crews.",
            "The correct number is 36.",
        ),
        (
            "In our release of 3 May we gave the number of houses without water as 63.",
            "Two streets had been counted twice.",
            "That was wrong.",
            "The correct number is 36.",
        ),
        (
            "Our website put the houses without water at 63.",
            "We are sorry.",
            "It should have said 36.",
        ),
    ],
)
def test_a_correction_over_several_sentences_replaces_the_claim(sentences):
    release = transcript((None, RELEASE), number=1, date="2021-05-03")
    corrected = transcript((None, *sentences), number=2, date="2021-05-05")
    some = [*release, *corrected]
    question = "How many houses were without water?"
    assert answers(some, question) == sentences[-1]
    assert not {RELEASE, sentences[0]} & set(left(some, question))


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("we gave the weight of the bell as 1,340 kilos.", "The correct weight is 890 kilos."),
        ("we gave the length of the wall as 90 metres.", "The true length of it is 19 metres."),
        ("we wrote that the bell cost 4,000 crowns.", "The right price was about 5,100 crowns."),
    ],
)
def test_what_is_measured_is_corrected_too(claim, right):
    notice = f"In our release of 3 May {claim}"
    some = transcript((None, notice, "The frame had been weighed with it.", "We regret it.", right))
    question = f"What is the {right.split()[2]}?"
    assert answers(some, question) == right
    assert notice not in left(some, question)


@pytest.mark.parametrize(
    "sentences",
    [
        # The claim of another paragraph, of a person, and with the same figure.
        ("Our report of May gave 63 houses.", None, "Ada spoke.", "The correct number is 36."),
        ("Ada guessed that it was 63 houses.", "We all laughed.", "The right number is 36."),
        ("Our report gave 36 houses.", "It was long.", "The correct number is 36."),
        ("Our report gave 63 houses.", "It was long.", "Actually, 36 people came to read it."),
    ],
)
def test_what_a_correction_far_from_it_does_not_replace(sentences):
    paragraphs, current = [], []
    for one in (*sentences, None):
        if one is None:
            paragraphs.append((None, *current))
            current = []
        else:
            current.append(one)
    some = transcript(*paragraphs)
    assert some[0].text in left(some, "How many houses were without water?")


@pytest.mark.parametrize(
    "notice",
    [
        (
            "In our notice of 4 March we said that the lido would open on 1 June.",
            "That date should not be used.",
            "The lido will open on 15 June.",
        ),
        (
            "We wrote that the lido would open on 1 June 2021.",
            "This date no longer holds.",
            "Visitors are welcome from 15 June.",
        ),
        (
            "The lido was to open on 1 June.",
            "This date is withdrawn; it opens on 15 June.",
        ),
        (
            "The lido opens on 15 June.",
            "The date of 1 June given in our first notice should no longer be used.",
        ),
    ],
)
@pytest.mark.parametrize(
    "earlier",
    [
        "The lido will open on 1 June, the town of Ostby said.",
        "On 1 June 2021 the lido is to open again.",
        "The lido opens in June 2021.",
    ],
)
def test_a_withdrawn_date_gives_way_to_the_new_one(notice, earlier):
    first = transcript((None, earlier), number=1, date="2021-03-04")
    second = transcript((None, *notice), number=2, date="2021-04-04")
    some = [*first, *second]
    question = "When does the lido open?"
    assert "15 June" in answers(some, question) or "15 June" in notice[0]
    right = next(text for text in notice if "15 June" in text)
    assert answers(some, question) == right
    if "1 June" in earlier:
        assert earlier not in left(some, question)


@pytest.mark.parametrize(
    "other",
    [
        "The library of Ostby closes on 1 June.",  # another thing
        "The lido opens on 8 June.",  # another date
    ],
)
def test_another_date_is_not_withdrawn(other):
    first = transcript((None, other), number=1, date="2021-03-04")
    notice = transcript(
        (
            None,
            "In our notice of 8 June we said that the lido would open on 1 June.",
            "That date should not be used.",
            "The lido will open on 15 June.",
        ),
        number=2,
        date="2021-04-04",
    )
    assert other in left([*first, *notice], "When does the lido open?")


def test_a_sentence_with_a_withdrawn_date_still_answers_what_is_no_date():
    earlier = "The lido has two pools and opens on 1 June."
    first = transcript((None, earlier), number=1, date="2021-03-04")
    notice = transcript(
        (
            None,
            "We said that the lido would open on 1 June.",
            "That date no longer holds.",
            "The lido will open on 15 June.",
        ),
        number=2,
        date="2021-04-04",
    )
    assert earlier in left([*first, *notice], "How many pools does the lido have?")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1. The release gave 63 houses.", {63}),
        ("2) Nobody was hurt.", set()),
        ("(3) Nobody was hurt.", set()),
        ("12. In all 40 crews came.", {40}),
        ("3 crews came.", {3}),
        ("3.5 million crowns", {3_500_000}),
        ("It was 3) as was said.", {3}),
    ],
)
def test_the_number_of_a_list_item_is_no_figure(text, figures):
    assert figures_of(text) == figures


def test_the_number_of_an_item_is_not_withdrawn():
    some = transcript(
        (None, "1. We wrote that 63 houses were without water.", "This figure was wrong."),
        (None, "2. The company has sent one crew to the houses."),
    )
    assert some[2].text in left(some, "How many crews were sent?")


@pytest.mark.parametrize(
    "claim",
    [
        "Of these, 63 lie in Fell Road.",
        "In Fell Road 63 families had to fetch it in cans.",
    ],
)
def test_a_word_in_common_is_enough_within_a_document(claim):
    some = transcript(
        (None, "A main broke on Monday.", claim),
        (
            None,
            "Correction: we wrote that 63 houses in Fell Road had no water.",
            "That was wrong.",
            "The correct number is 36.",
        ),
    )
    assert claim not in left(some, "How many houses had no water?")


def test_a_figure_without_a_word_in_common_stays():
    some = transcript(
        (None, "The bus takes 63 minutes."),
        (None, "We wrote that 63 houses had no water.", "That was wrong.", "It was 36."),
    )
    assert some[0].text in left(some, "How long does the bus take?")


@pytest.mark.parametrize(
    "question",
    ["Why 67 houses and not 66, as you said in May?", "Is it not 66 houses but 67?"],
)
def test_whoever_asks_withdraws_nothing(question):
    some = transcript(("Q", question), ("Roake", "Because 66 houses have no bath."))
    assert some[1].text in left(some, "How many houses have no bath?")


def test_a_denial_goes_before_another_date():
    some = transcript(
        (
            None,
            "It was claimed that I met the firm Tarn on 9 April.",
            "I reject this claim.",
            "I did not meet anyone from Tarn before the vote.",
            "I first met the firm on 22 April.",
        )
    )
    found = left(some, "Did she meet the firm Tarn before the vote?")
    assert max(found, key=found.get) == some[2].text


@pytest.mark.parametrize(
    ("question", "still_answers"),
    [
        ("Who cast the bell?", True),
        ("Where does the bell hang?", True),
        ("How heavy is the bell?", False),
        ("What is the weight of the bell?", False),
        ("Does the bell weigh 1,340 kilos?", False),
    ],
)
def test_what_else_a_sentence_with_a_withdrawn_figure_says_still_holds(question, still_answers):
    earlier = "The bell, cast by Ada Lund, hangs in Ostby and has a weight of 1,340 kilos."
    first = transcript((None, earlier), number=1, date="2021-03-04")
    notice = transcript(
        (
            None,
            "In our release we gave the weight of the bell as 1,340 kilos.",
            "That was wrong.",
            "The correct weight is 890 kilos.",
        ),
        number=2,
        date="2021-04-04",
    )
    found = left([*first, *notice], question)
    assert (earlier in found) is still_answers
    assert notice[0].text not in found


@pytest.mark.parametrize(
    ("told", "withdrawn", "right"),
    [
        ("In our notice of 4 March we said that 17 of the 52 boats leaked.", "17", "8"),
        ("We wrote on 4 March that 17 out of 52 boats were leaking.", "17", "8 of the 52"),
        ("Our report said that 17 of every 52 boats leak.", "17", "eight"),
    ],
)
@pytest.mark.parametrize("said", ["That figure was wrong and we withdraw it.", "This is false."])
def test_a_withdrawn_number_out_of_several_is_withdrawn_elsewhere(told, withdrawn, right, said):
    claim = f"A check in October found that {withdrawn} of the 52 boats leak."
    total = "All 52 boats lie in the basin."
    correct = f"The correct figure is {right}."
    release = transcript((None, claim), (None, total), number=1, date="2021-03-04")
    notice = transcript((None, told, said), (None, correct), number=2, date="2021-03-09")
    some = [*release, *notice]
    shares = left(some, "How many boats leak?")
    assert max(shares, key=shares.get) == correct
    assert claim not in shares
    assert total in shares
