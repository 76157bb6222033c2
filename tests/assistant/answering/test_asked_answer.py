"""What a question wants for a short answer."""

import pytest

from assistant.answering.asked_answer import means_person, read_asked_answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many bridges are closed?", "number"),
        ("so how much extra do they pay now?", "amount"),
        ("How old is the mayor?", "measure"),
        ("How long did the strike last?", "measure"),
        ("How often was the request refused?", "frequency"),
        ("how many times did they vote?", "frequency"),
        ("What was the final price of the mill?", "number"),
        ("When did Brandt speak?", "time"),
        ("Until when is the mill shut?", "time"),
        ("In which year was it built?", "time"),
        ("Who broke the dam?", "person"),
        ("who's the judge in the mill case?", "person"),
        ("Whose idea was it?", "person"),
        ("Who is Ada Brandt?", "role"),
        ("who's rosa pemble?", "role"),
        ("Which two senators voted against it?", "names"),
        ("Which countries cooperate?", "names"),
        ("What three reasons did she give?", "names"),
        ("list all the firms that made a bid", "names"),
        ("who was there? list everyone", "names"),
        ("Which country refused?", "thing"),
        ("Which witness warned the council?", "thing"),
        ("Which witnesses warned the council?", "names"),
        ("Which congressman thinks what they earn is too much?", "thing"),
        ("What was found in the van?", "thing"),
        ("What is the name of the ship?", "name"),
        ("Where was the suspect caught?", "place"),
        ("Why did it fail?", "reason"),
        ("Did the mayor change her mind? What did she say?", "yes-no"),
        ("so is the strike over?", "yes-no"),
        ("Has Brandt ever said that the dam is safe?", "yes-no"),
        ("did it cost more or less than planned?", "choice"),
        ("How did the council vote?", "manner"),
        ("the dam", "thing"),
    ],
)
def test_kind(question, kind):
    assert read_asked_answer(question).kind == kind


def test_noun_and_count():
    two = read_asked_answer("Which two senators voted against it?")
    assert (two.noun, two.count, two.wants_person) == ("senators voted", 2, True)
    country = read_asked_answer("Which country refused?")
    assert country.noun and not country.wants_person
    assert read_asked_answer("What does she think?").noun is None
    assert read_asked_answer("How many beds will go?").noun == "beds"


def test_money():
    assert read_asked_answer("How much does it cost?").is_money
    assert not read_asked_answer("How much water was lost?").is_money


@pytest.mark.parametrize("noun", ["senator", "economists", "newspaper", "chairwoman", "adviser"])
def test_people_and_bodies(noun):
    assert means_person(noun)


@pytest.mark.parametrize("noun", ["country", "hospitals", "number", "year", "crossings"])
def test_things(noun):
    assert not means_person(noun)
