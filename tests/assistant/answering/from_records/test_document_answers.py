"""Questions about the documents themselves: when, where, by whom, in which paper."""

from __future__ import annotations

import pytest

from assistant.records import Turn


def test_the_date_of_a_document_is_cited_from_its_text(press):
    for question in (
        "When did the article on the fords by the Halvik Herald come out?",
        "When was the release about the mill published?",
        "What's the date of the essay on owls?",
    ):
        answer = press(question)
        assert answer.short_answer
        (citation,) = answer.citations
        assert answer.short_answer in citation.quote
        assert answer.notice is None


def test_a_date_of_the_metadata_is_said_to_be_from_there(press):
    answer = press("When was the article about the quarry published?")
    assert answer.short_answer == "1 July 2022"
    assert "metadata" in answer.notice
    assert [one.document for one in answer.citations] == ["plain.txt"]


def test_what_a_document_only_speaks_of_is_not_the_document(press):
    assert press("When was the study of owls published?").short_answer != "2 August 2022"
    assert press("Who wrote the letter about owls?").short_answer != "Corin Wass"


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("Which paper reported the closing of the fords?", "Halvik Herald and Coast Herald"),
        ("Which newspaper was the essay on owls in?", "The Owl Review"),
        ("Who published the release on the mill?", "TARN MILLS LTD"),
        ("What outlet is the article about the quarry from?", "Skerry Post"),
    ],
)
def test_who_published_a_document(press, question, outlet):
    assert press(question).short_answer == outlet


def test_a_company_is_no_paper(press):
    assert press("Which newspaper reported the mill?").short_answer != "TARN MILLS LTD"


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("Who wrote the piece on owls?", "Corin Wass"),
        ("Who is the author of the article on the fords in the Halvik Herald?", "Una Lind"),
        ("who wrote the article about the quarry", "Tor Bo"),
    ],
)
def test_who_wrote_a_document(press, question, author):
    assert press(question).short_answer == author


@pytest.mark.parametrize(
    "question",
    [
        "Where was Bo Kerr when he spoke about the mill?",
        "Where was the release on the mill issued?",
    ],
)
def test_where_somebody_spoke_is_the_place_of_the_dateline(press, question):
    answer = press(question)
    assert answer.short_answer == "Norhaven"
    assert [one.document for one in answer.citations] == ["mills.txt"]


def test_a_document_with_the_topic_at_its_head_is_meant_before_one_that_mentions_it(
    press,
):
    answer = press("Where was the statement of Tarn Mills issued?")
    assert answer.short_answer == "Norhaven"


def test_a_place_that_the_sentence_tells_is_not_overruled(press):
    answer = press("Where was Ida Moe when she spoke about the fords?")
    assert answer.short_answer in (None, "Lund", "in Lund")


def test_this_without_a_document_before_it_is_not_guessed(press):
    for question in ("When did this come out?", "Which paper is this from?", "Who wrote it?"):
        assert "from_records" not in press(question).reasons


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did this come out?", "9 May 2022"),
        ("Where was he when he said it?", "Norhaven"),
        ("Where did he say that?", "Norhaven"),
        ("Who issued it?", "TARN MILLS LTD"),
        ("Which agency is this from?", "TARN MILLS LTD"),
    ],
)
def test_it_is_the_document_cited_before(press_assistant, question, answer):
    said = press_assistant.ask("What did Bo Kerr say about the mill?")
    assert said.citations[0].document == "mills.txt"
    found = press_assistant.ask_after([Turn.of(said)], question)
    assert found.short_answer == answer
    assert {one.document for one in found.citations} == {"mills.txt"}
