"""Short answers of several parts, and the sentences that are chosen for them."""

import numpy as np
from support.ranked_passages import retrieval_of
from support.transcript_candidates import reading, transcript

from assistant.answering.document_order import DocumentOrder
from assistant.answering.evidence_assessment import assess_evidence
from assistant.answering.evidence_choice import join_adjacent_sentences
from assistant.answering.listed_lines import find_items, without_mark
from assistant.answering.short_answer import find_short_answer
from index.retrieval.question import Question
from index.text.stemming import stems

LIST = (
    (None, "The sailings affected are:"),
    (None, "- the 18:40 from Ostby"),
    (None, "- the 21:15 from Ostby, with its return"),
    (None, "All other boats sail."),
)


def asked(text, *rare):
    return Question(text, np.zeros(1, np.float32), {stems(word)[0]: 1.0 for word in rare}, ())


def test_the_items_of_a_list_are_found_from_any_of_them():
    some = transcript(*LIST)
    order = DocumentOrder(some)
    for one in some[:3]:
        assert [item.text for item in find_items(one, order)] == [one.text for one in some[1:3]]
    assert find_items(some[3], order) == ()


def test_an_item_is_shown_without_its_mark():
    assert without_mark("2. Hours fall;") == "Hours fall"
    assert without_mark("• Skerry Freight") == "Skerry Freight"
    assert without_mark("2.4 metres") == "2.4 metres"


def test_a_list_in_lines_answers_as_a_whole():
    some = transcript(*LIST)
    retrieval = retrieval_of([some[0].ranked], "Which sailings are affected?", ("sailings",))
    found = assess_evidence(retrieval, some)
    assert [one.text for one in found.answering] == [some[1].text, some[2].text]
    short = find_short_answer(retrieval.question, found.answering, found.items)
    assert short is not None
    assert short.text == "the 18:40 from Ostby; the 21:15 from Ostby, with its return"
    evidence = join_adjacent_sentences(found.chosen, items=found.items)
    assert [(one.start, one.end) for one in evidence] == [(some[1].span.start, some[2].span.end)]


def people(*sentences):
    return [
        reading(transcript((None, text), number=number)[0], name)
        for number, (text, name) in enumerate(sentences, 1)
    ]


TOLL = people(
    ("Petra Olsen has criticised the toll.", "Petra Olsen"),
    ("Bishop Tor Lunde criticised the toll.", "Tor Lunde"),
    ("Karl Aas announced the toll.", "Karl Aas"),
)


def test_everybody_who_did_it_is_named():
    question = asked("Who has criticised the toll?", "criticised", "toll")
    found = find_short_answer(question, TOLL)
    assert found is not None
    assert found.text == "Petra Olsen and Bishop Tor Lunde"
    assert [part.candidate for part in found.parts] == TOLL[:2]


def test_who_did_it_is_one_person():
    found = find_short_answer(asked("Who criticised the toll?", "criticised", "toll"), TOLL)
    assert found is not None and found.text == "Petra Olsen"


def test_fewer_people_than_are_asked_for_are_none():
    question = asked("Which three senators criticised the toll?", "criticised", "toll")
    assert find_short_answer(question, TOLL) is None
