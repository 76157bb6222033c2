"""Which candidates may answer: no questions, headlines and withdrawn claims; copies agree."""

import numpy as np
import pytest
from support.ranked_passages import passage
from support.transcript_candidates import reading, transcript

from assistant.answering.candidates import find_candidates
from assistant.answering.settling import settle
from index.retrieval.question import Question


def asked(text, *speakers):
    return Question(text, np.zeros(1, np.float32), {}, speakers)


def settled(candidates, probabilities, question):
    """What is left to each sentence, by its text; sentences without anything are left out."""
    found = settle(candidates, probabilities, asked(question))
    pairs = zip(candidates, found.probabilities, strict=True)
    return {one.text: round(share, 3) for one, share in pairs if share}


INTERVIEW = (
    ("Ems", "How many pumps were stolen?"),
    ("Lindqvist", "Eleven of the fourteen.", "We have the numbers of all of them."),
)


def test_a_question_leaves_its_probability_to_the_reply():
    some = transcript(*INTERVIEW)
    found = settled(some, [0.9, 0.04, 0.06], "How many pumps have been stolen?")
    assert found == {"LINDQVIST: Eleven of the fourteen.": 0.94, some[2].text: 0.06}


def test_a_reply_that_evades_a_question_for_a_number_gets_nothing():
    some = transcript(
        ("Q", "How much debt does the mill have?"),
        ("Stone", "The accounts come out next week."),
        (None, "The mill owes 28 million crowns, said the bank."),
    )
    found = settled(some, [0.8, 0.1, 0.1], "How much debt does the mill have?")
    assert found == {some[1].text: 0.5, some[2].text: 0.5}


@pytest.mark.parametrize("label", ["Q", "Question"])
def test_what_a_journalist_says_before_the_question_is_no_answer_either(label):
    some = transcript(
        (label, "Minister, in May you promised that no school would close.", "What changed?"),
        ("Brun", "I did say that, and I was wrong."),
    )
    found = settled(some, [0.7, 0.2, 0.1], "What did the minister say about closing schools?")
    assert found == {some[2].text: 1.0}


def test_a_question_in_prose_is_answered_by_the_sentence_behind_it():
    some = transcript((None, "Could she find 86 million?", "That is between her and her bank."))
    found = settled(some, [0.9, 0.1], "Can she pay for it?")
    assert found == {some[1].text: 1.0}


@pytest.mark.parametrize(
    "question",
    [
        "Councillor Thane asked whether anybody would be dismissed.",
        "Thane wondered if anybody would be dismissed.",
        "Peake wanted to know from the Librarian whether anybody would be dismissed.",
    ],
)
def test_a_question_that_is_reported_leaves_it_to_the_reply(question):
    some = transcript((None, question, "Ms Ruddle replied that no member of staff would go."))
    assert settled(some, [0.9, 0.1], "Will anybody be dismissed?") == {some[1].text: 1.0}
    assert len(settled(some, [0.9, 0.1], "Who asked about dismissals?")) == 2


def test_a_question_reported_with_its_reply_is_an_answer():
    text = "Asked if anybody would be dismissed, Ruddle said no; she told staff so in May."
    some = transcript((None, text, "The library moves in June."))
    assert len(settled(some, [0.9, 0.1], "Will anybody be dismissed?")) == 2


INTERRUPTION = (
    ("Lanyon", "Is it not the case that crossings will be shut?", "Thirty of them are on a list."),
    ("Dorrity", "The Member is wrong on both counts.", "There is no such list."),
)


def test_what_a_member_asserts_while_asking_is_no_answer_if_it_is_rejected():
    some = transcript(*INTERRUPTION)
    found = settled(some, [0.5, 0.4, 0.05, 0.05], "How many crossings are on the list?")
    assert some[1].text not in found and some[0].text not in found
    found = settled(some, [0.5, 0.4, 0.05, 0.05], "Is there a list of crossings?")
    assert set(found) == {some[2].text, some[3].text}


def test_what_a_member_asserts_while_asking_may_be_confirmed():
    some = transcript(
        ("Lanyon", "Does the Minister know the list?", "Thirty crossings are on it."),
        ("Dorrity", "Yes, and each of them will stay open."),
    )
    assert some[1].text in settled(some, [0.3, 0.4, 0.3], "How many crossings are on the list?")


@pytest.mark.parametrize(
    "rumour",
    [
        "Councillor Peake said that she had heard the roof was unsafe.",
        "Peake spoke of a rumour that the roof was unsafe.",
        "A neighbour told me that the roof is unsafe.",
    ],
)
def test_hearsay_leaves_it_to_the_reply(rumour):
    some = transcript((None, rumour, "The engineer, Hob Larch, said that it was sound."))
    found = settle(some, [0.9, 0.1], asked("Is the roof unsafe?"))
    assert [one.text for one in found.with_context([some[1]])] == [some[1].text, some[0].text]
    assert found.probabilities == (0.0, 1.0)


def test_hearsay_without_a_reply_stays():
    some = transcript((None, "She had heard the roof was unsafe.", "The fair is in May."))
    assert settled(some, [0.9, 0.1], "Is the roof unsafe?")[some[0].text] == 0.9


RUMOUR = "Ada Peake said that she had heard the roof was unsafe."


@pytest.mark.parametrize(
    "turns",
    [
        [(None, RUMOUR, "Who said that it was?")],
        [(None, RUMOUR), (None, "Larch said that it was sound.")],
        [(None, RUMOUR, "Larch said Monday would be dry.")],
        [(None, RUMOUR, "The fair is in May, and it will rain.")],
        [("Peake", "I have heard the roof is unsafe.", "I said that it was odd.")],
    ],
)
def test_what_is_no_reply_to_hearsay_takes_nothing_from_it(turns):
    some = transcript(*turns)
    found = settled(some, [0.9, 0.1], "Is the roof unsafe?")
    assert found[some[0].text] >= 0.9


@pytest.mark.parametrize(("asked_for", "stays"), [("Ada Peake", True), ("Hob Larch", False)])
def test_hearsay_stays_where_its_speaker_is_asked_about(asked_for, stays):
    sentences = [RUMOUR, "The engineer, Hob Larch, said that it was sound."]
    some = find_candidates([passage(sentences, speakers=["Ada Peake", "Hob Larch"])])
    question = asked(f"What does {asked_for} say about the roof?", asked_for)
    found = settle(some, [0.5 + 0.4 * (one.text == RUMOUR) for one in some], question)
    (number,) = (n for n, one in enumerate(some) if one.text == RUMOUR)
    assert found.may_answer(number) == stays


def test_whoever_asks_for_the_rumour_gets_it():
    some = transcript((None, "She had heard the roof was unsafe.", "Larch said it was sound."))
    assert settled(some, [0.9, 0.1], "What had she heard about the roof?")[some[0].text] == 0.9


def test_whoever_wants_to_know_what_was_asked_gets_the_question():
    some = transcript(*INTERVIEW)
    found = settled(some, [0.9, 0.05, 0.05], "What did Ems ask Lindqvist?")
    assert found[some[0].text] == 0.9


def test_a_question_by_the_speaker_whose_words_are_asked_for_may_be_cited():
    some = transcript(("Ada Brandt", "Who pays for this?"), ("Bo Kerr", "The town."))
    found = settle(some, [0.9, 0.1], asked("What did Ada Brandt say?", "Ada Brandt"))
    assert found.may_answer(0)


def test_the_question_is_shown_with_its_reply():
    some = transcript(*INTERVIEW)
    found = settle(some, [0.9, 0.04, 0.06], asked("How many pumps have been stolen?"))
    shown = found.with_context([some[1]])
    assert [one.text for one in shown] == [some[1].text, some[2].text, some[0].text]


def test_thanks_are_no_reply():
    some = transcript(
        ("Ems", "Will there be a vote?"), ("Lindqvist", "Great, thanks."), ("Brun", "In May.")
    )
    assert settled(some, [0.8, 0.1, 0.1], "Will they vote?")[some[2].text] == 0.9


def test_a_line_that_announces_a_list_leaves_it_to_the_items():
    some = transcript((None, "The sailings affected are:"), (None, "the 18:40"))
    two = transcript(
        (None, "The union has two demands:"), (None, "1. Pay rises."), (None, "2. Hours fall.")
    )
    assert settle(some, [0.8, 0.2], asked("Which sailings?")).probabilities == (0.8, 0.2)
    left = settle(two, [0.8, 0.1, 0.1], asked("What does the union want?")).probabilities
    assert left == (0.0, 0.5, 0.5)


def test_it_is_a_mistake_withdraws_nothing():
    some = transcript((None, "Hanne Dahl criticised the toll.", "“It is a mistake,” she said."))
    assert settle(some, [0.6, 0.4], asked("Who criticised it?")).probabilities == (0.6, 0.4)


def test_the_date_of_a_release_is_no_number():
    some = transcript((None, "17 May 2021"), (None, "Two releases were written."))
    assert settled(some, [0.9, 0.1], "How many releases were written?") == {some[1].text: 1.0}
    assert len(settled(some, [0.9, 0.1], "When were the releases written?")) == 2


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Suspect caught after theft from mill", "Suspect caught after theft from mill"),
        (None, "SUSPECT CAUGHT AFTER THEFT FROM MILL"),
    ],
)
def test_a_headline_is_no_answer(title, line):
    some = transcript((None, line), (None, "Police caught a man in Ostby."), title=title)
    assert settled(some, [0.9, 0.1], "Where was the suspect caught?") == {some[1].text: 1.0}


@pytest.mark.parametrize("label", ["Most read", "Related stories", "Read more:"])
def test_a_teaser_of_another_page_is_no_answer(label):
    some = transcript(
        (None, label),
        (None, "Board to lose 2 million crowns, says insider"),
        (None, "Chair resigns over losses?"),
        (None, "The Board expects to lose 310,000 crowns.", "Its chair stays."),
    )
    found = settled(some, [0.1, 0.4, 0.2, 0.2, 0.1], "How much will the Board lose?")
    assert not {some[1].text, some[2].text} & set(found)
    assert {some[3].text, some[4].text} <= set(found)


def test_a_sentence_below_a_paragraph_is_no_teaser():
    some = transcript((None, "Most read"), (None, "The Board loses money."), (None, "It is late"))
    assert len(settled(some, [0.2, 0.4, 0.4], "What does the Board lose?")) == 3


def test_a_headline_can_be_asked_for():
    some = transcript((None, "SUSPECT CAUGHT AFTER THEFT"), (None, "Police caught a man."))
    assert len(settled(some, [0.9, 0.1], "What is the headline?")) == 2


RELEASE = (None, "Three bridges will be closed for repairs this summer, the ministry said.")


@pytest.mark.parametrize(
    ("correction", "right"),
    [
        (
            [
                "In our release of 3 June we wrote that three bridges would be closed.",
                "That was wrong.",
                "Five bridges will be closed.",
            ],
            "Five bridges will be closed.",
        ),
        (
            [
                "An earlier version of this article said that three bridges would be closed.",
                "The right number is five.",
            ],
            "The right number is five.",
        ),
        (
            [
                "We reported on Monday that three bridges would be closed.",
                "We withdraw that figure.",
                "The bridges to be closed are now put at five.",
            ],
            "The bridges to be closed are now put at five.",
        ),
        (
            [
                "Our release of 3 June said that three bridges would be closed.",
                "The correct number is five.",
            ],
            "The correct number is five.",
        ),
    ],
)
def test_a_withdrawn_figure_gives_way_to_its_correction_in_other_documents_too(correction, right):
    release = transcript(RELEASE, number=1, date="2021-06-03")
    corrected = transcript((None, *correction), number=2, date="2021-06-05")
    some = [*release, *corrected]
    shares = [0.6, 0.3, *[0.1 / (len(corrected) - 1)] * (len(corrected) - 1)]
    found = settled(some, shares, "How many bridges will be closed this summer?")
    assert release[0].text not in found and corrected[0].text not in found
    assert max(found, key=found.get) == right
    shown = settle(some, shares, asked("How many bridges will be closed?"))
    right_one = next(one for one in some if one.text == right)
    assert corrected[0] in shown.with_context([right_one])


def test_a_number_that_is_right_withdraws_nothing_that_was_not_published():
    some = transcript(
        (None, "The mayor guessed that three bridges would be closed.", "In fact five may be.")
    )
    found = settled(some, [0.6, 0.4], "How many bridges will be closed?")
    assert found == {some[0].text: 0.6, some[1].text: 0.4}


def test_another_figure_of_the_same_value_is_not_withdrawn():
    other = transcript((None, "Three ferries lie in the harbour of Ostby."), number=1)
    corrected = transcript(
        (None, "We wrote that three bridges would be closed.", "That was wrong.", "It is five."),
        number=2,
    )
    found = settled([*other, *corrected], [0.4, 0.2, 0.2, 0.2], "How many ferries are there?")
    assert other[0].text in found


@pytest.mark.parametrize(
    "correction",
    [
        "In paragraph one, the price of the bridge should read 38.6 million, not 36.8 million.",
        "The bridge should have been put at 38.6 million and not 36.8 million.",
    ],
)
def test_a_correction_that_names_what_it_replaces_withdraws_that(correction):
    some = transcript(
        (None, "The bridge will cost 36.8 million, the council said."),
        (None, "CORRECTION: The release above contained two errors.", correction),
    )
    found = settled(some, [0.8, 0.1, 0.1], "What will the bridge cost?")
    assert some[0].text not in found
    assert max(found, key=found.get) == correction


ENTRY = "The tram line cost 41 million crowns and made 62 jobs, the city said."


@pytest.mark.parametrize(
    ("question", "found_in_it", "holds"),
    [
        ("How much did the tram line cost?", "41 million crowns", True),
        ("How many jobs did the tram line make?", "62 jobs", False),
    ],
)
def test_of_several_figures_in_a_sentence_the_others_hold(question, found_in_it, holds):
    release = transcript((None, ENTRY), number=1, date="2021-06-03")
    corrected = transcript(
        (
            None,
            "In our release of 3 June we said that the tram line had made 62 jobs.",
            "That was wrong.",
            "The line made 43 jobs.",
        ),
        number=2,
        date="2021-06-05",
    )
    some = [reading(release[0], found_in_it), *corrected]
    found = settled(some, [0.7, 0.1, 0.1, 0.1], question)
    assert (some[0].text in found) == holds


def test_a_later_document_is_not_withdrawn_by_an_earlier_one():
    later = transcript(RELEASE, number=1, date="2021-07-01")
    corrected = transcript(
        (None, "We wrote that three bridges would be closed.", "That was wrong.", "It is five."),
        number=2,
        date="2021-06-05",
    )
    found = settled([*later, *corrected], [0.4, 0.2, 0.2, 0.2], "How many bridges?")
    assert later[0].text in found


def test_a_denied_claim_is_shown_with_the_denial():
    some = transcript(
        (
            None,
            "The newsletter claimed that the mill has sold its old wheel to a museum.",
            "The claim is untrue.",
        ),
        (None, "“The wheel is not for sale,” said Ada Brandt."),
    )
    found = settle(some, [0.8, 0.1, 0.1], asked("Is the mill selling its wheel?"))
    assert [found.may_answer(number) for number in range(3)] == [False, False, True]
    assert found.with_context([some[2]]) == (some[2], some[1], some[0])


@pytest.mark.parametrize(
    "denial", ["There is no such plan, and there never was.", "I reject this claim."]
)
def test_a_claim_that_is_told_in_two_sentences_is_denied_as_one(denial):
    some = transcript(
        (
            None,
            "Several websites have claimed that the mill will be renamed.",
            "The claim is said to be based on a leaked paper.",
            denial,
        )
    )
    found = settled(some, [0.8, 0.1, 0.1], "Will the mill be renamed?")
    assert found == {denial: 1.0}


def test_a_claim_that_somebody_rejects_is_shown_beside_the_figure_given_for_it():
    claim = transcript((None, "According to the union, 64 beds will be lost at Ostby."), number=1)
    record = transcript(
        ("Marrick", "Will beds be cut at Ostby?"),
        ("Roake", "Thirty-eight, over three years.", "Not sixty-four, as has been claimed."),
        number=2,
    )
    some = [*claim, *record]
    found = settle(some, [0.6, 0.2, 0.1, 0.1], asked("How many beds will Ostby lose?"))
    assert [one.text for one, share in zip(some, found.probabilities, strict=True) if share] == [
        "ROAKE: Thirty-eight, over three years."
    ]
    assert claim[0] in found.with_context([some[2]])


COPY = "The council will plant 260 trees by 2025, Mayor Ada Brandt said on Thursday."


def test_copies_add_up():
    some = [
        one
        for number in (1, 2, 3)
        for one in find_candidates([passage([COPY, "It rained."], number=number)])
    ]
    shares = [0.25, 0.05] * 3
    shares = [0.3 if one.text == COPY else 0.0333 for one in some]
    found = settle(some, shares, asked("How many trees will be planted?"))
    best = max(found.probabilities)
    assert best == pytest.approx(0.9, abs=0.01)
    at = found.probabilities.index(best)
    assert {one.place[0] for one in found.copies[some[at].place]} == {1, 2, 3} - {some[at].place[0]}


def test_near_copies_with_another_figure_do_not_agree():
    other = COPY.replace("260", "620")
    some = [
        *find_candidates([passage([COPY], number=1)]),
        *find_candidates([passage([other], number=2)]),
    ]
    found = settle(some, [0.5, 0.5], asked("How many trees will be planted?"))
    assert found.probabilities == (0.5, 0.5)


def test_sentences_with_the_same_answer_agree_whatever_their_words():
    first = transcript((None, "It bears 1,921 valid names."), number=1)
    second = transcript((None, "A petition gathered 1,921 signatures in Ostby."), number=2)
    some = [reading(first[0], "1,921"), reading(second[0], "1,921")]
    found = settle(some, [0.4, 0.6], asked("How many people signed?"))
    assert found.probabilities == (0.0, 1.0)
    doubtful = [some[0], reading(second[0], "1,921", -1.0)]
    assert settle(doubtful, [0.4, 0.6], asked("How many?")).probabilities == (0.4, 0.6)


def test_nothing_is_left_if_no_candidate_may_answer():
    some = transcript(("Ems", "How many pumps were stolen?"))
    assert settle(some, [1.0], asked("How many pumps?")).probabilities == (0.0,)


@pytest.mark.parametrize("found", ["Tolvik", "The letter did not leak from Tolvik"])
def test_where_something_did_not_happen_is_no_answer_to_where(found):
    some = transcript(
        (None, "The letter did not leak from Tolvik.", "It was copied at the depot in Rauma.")
    )
    read = [reading(some[0], found), some[1]]
    assert settled(read, [0.9, 0.1], "Where did the letter leak?") == {some[1].text: 1.0}
