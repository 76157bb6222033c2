"""Short answers of several parts, and the sentences that are chosen for them."""

from dataclasses import replace

import numpy as np
import pytest
from support.ranked_passages import retrieval_of
from support.transcript_candidates import reading, transcript

from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.document_order import DocumentOrder
from assistant.answering.evidence_assessment import assess_evidence
from assistant.answering.evidence_choice import join_adjacent_sentences
from assistant.answering.listed_lines import find_items, without_mark
from assistant.answering.several_answers import join_parts
from assistant.answering.short_answer import find_short_answer
from index.records import Span
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


def with_parts(candidate, *words):
    places = (candidate.text.index(one) + candidate.span.start for one in words)
    parts = tuple(Span(at, at + len(one)) for at, one in zip(places, words, strict=True))
    return replace(candidate, parts=parts)


TOWNS = with_parts(
    transcript((None, "Ostby, Lind and Varg pay for the repairs, he said."))[0],
    "Ostby",
    "Lind",
    "Varg",
)


def test_the_parts_of_a_list_answer_together():
    found = find_short_answer(asked("Which towns pay for the repairs?", "pay", "repairs"), [TOWNS])
    assert found is not None
    assert found.text == "Ostby, Lind and Varg"
    assert [part.text for part in found.parts] == ["Ostby", "Lind", "Varg"]


def test_a_run_of_several_names_is_the_whole_list():
    question = "Which towns pay for the repairs?"
    run = with_parts(TOWNS, "Ostby, Lind and Varg")
    found = join_parts([run], read_asked_answer(question), question)
    assert found is not None and found.text == "Ostby, Lind and Varg"
    assert (
        join_parts([run], read_asked_answer("Which four towns pay?"), "Which four towns pay?")
        is None
    )


def test_a_part_begins_where_its_item_does():
    sentence = "Armenia, the Republic of Korea and northern Poland pay for the repairs."
    one = with_parts(transcript((None, sentence))[0], "Armenia", "of Korea", "Poland")
    question = "Which countries pay for the repairs?"
    found = join_parts([one], read_asked_answer(question), question)
    assert found is not None
    assert found.text == "Armenia, the Republic of Korea and northern Poland"


def test_what_lies_far_between_is_in_no_part():
    sentence = (
        "Lind, which has said so since the spring of last year, and Varg pay for the repairs."
    )
    one = with_parts(transcript((None, sentence))[0], "Lind", "Varg")
    question = "Which towns pay for the repairs?"
    found = join_parts([one], read_asked_answer(question), question)
    assert found is not None and found.text == "Lind and Varg"


def test_one_part_is_no_list_and_pronouns_are_none():
    question = "Which towns pay for the repairs?"
    alone = with_parts(TOWNS, "Lind")
    assert join_parts([alone], read_asked_answer(question), question) is None
    unclear = with_parts(TOWNS, "Lind", "he")
    assert join_parts([unclear], read_asked_answer(question), question) is None


def test_a_part_that_two_sentences_name_counts_once():
    question = "Which towns pay for the repairs?"
    asked_for = read_asked_answer(question)
    first, second = transcript((None, "Lind and Varg pay.", "LIND and Holm pay too."))
    one, other = with_parts(first, "Lind", "Varg"), with_parts(second, "LIND", "Holm")
    found = join_parts([one, other], asked_for, question)
    assert found is not None and found.text == "Lind, Varg and Holm"
    alone = with_parts(first, "Lind"), with_parts(second, "LIND")
    assert join_parts(alone, asked_for, question) is None


def test_a_person_who_is_named_in_two_ways_is_one():
    some = people(
        ("Petra Olsen has criticised the toll.", "Petra Olsen"),
        ("Ms Olsen has criticised the toll.", "Ms Olsen"),
        ("Bishop Tor Lunde criticised the toll.", "Tor Lunde"),
    )
    question = asked("Who has criticised the toll?", "criticised", "toll")
    found = find_short_answer(question, some)
    assert found is not None and found.text == "Petra Olsen and Bishop Tor Lunde"


def test_parts_of_another_document_are_no_part_of_the_list():
    question = "Which towns pay for the repairs?"
    other = with_parts(transcript((None, "Marsh and Holm pay."), number=2)[0], "Marsh", "Holm")
    found = join_parts([TOWNS, other], read_asked_answer(question), question)
    assert found is not None and found.text == "Ostby, Lind and Varg"


WHICH_STATES = "Which states do they work with?"
STATES = "We work with Estland, Armora, the Republic of Kor, Polmark, Turania, and Frank, he said."


@pytest.mark.parametrize(
    "parts",
    [
        ("Estland, Armora, the Republic of", ", Polmark, Turania", "and Frank"),
        ("Estland, Armora, the Republic of Kor, Polmark, Turania", "and Frank"),
        ("Estland, Armora", "the Republic of", "Kor", "Polmark, Turania, and Frank"),
    ],
)
def test_a_list_found_in_pieces_is_given_as_it_stands(parts):
    candidate = with_parts(transcript((None, STATES))[0], *parts)
    found = join_parts([candidate], read_asked_answer(WHICH_STATES), WHICH_STATES)
    whole = "Estland, Armora, the Republic of Kor, Polmark, Turania, and Frank"
    assert found is not None and found.text == whole


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        (
            STATES,
            ("Estland", "Armora"),
            "Estland, Armora, the Republic of Kor, Polmark, Turania, and Frank",
        ),
        ("Estland, Armora and Turania pay.", ("Estland", "Armora"), "Estland, Armora and Turania"),
        # The list ends where it was found to end.
        (
            "Estland and Armora pay, and Turania looks on.",
            ("Estland", "Armora"),
            "Estland and Armora",
        ),
        ("Estland, Armora and Turania's bank pay.", ("Estland", "Armora"), "Estland and Armora"),
        ("Estland, Armora, Kor said, pay for it.", ("Estland", "Armora"), "Estland and Armora"),
    ],
)
def test_half_of_a_list_is_not_given_for_the_list(text, parts, whole):
    candidate = with_parts(transcript((None, text))[0], *parts)
    found = join_parts([candidate], read_asked_answer(WHICH_STATES), WHICH_STATES)
    assert found is not None and found.text == whole


@pytest.mark.parametrize(
    "parts",
    [
        ("Estland", "Armora", "the Republic of", "Kor", "Polmark", "Turania", "and Frank"),
        ("Estland", "Armora", "of Kor", "Polmark", "Turania", ", and Frank"),
        ("Estland", "Armora", "the Republic of Kor", "Polmark", "Turania", ", and ", "Frank"),
    ],
)
def test_items_have_neither_pieces_nor_conjunctions(parts):
    candidate = with_parts(transcript((None, STATES))[0], *parts)
    found = join_parts([candidate], read_asked_answer(WHICH_STATES), WHICH_STATES)
    items = "Estland, Armora, the Republic of Kor, Polmark, Turania and Frank"
    assert found is not None and found.text == items
