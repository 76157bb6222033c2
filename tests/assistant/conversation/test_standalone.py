"""Follow-up questions made standalone by a chat model, or by rules if there is none or it fails."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.fake_chat_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.chat_model import ChatModel
from assistant.conversation.standalone import (
    MAX_ADDED_CHARACTERS,
    MIN_STANDALONE_CONFIDENCE,
    MIN_STANDALONE_CONFIDENCE_IF_UNRELATED,
    TURNS_SHOWN_TO_MODEL,
    is_better_as_asked,
    make_standalone,
)
from assistant.records import Answer, Citation, Searched, Turn
from index.records import Filters

BEFORE = "What did Ada Brandt say about tolls?"
BY_RULES = "What did Robert Cole say about tolls?"


def turn(question: str = BEFORE, *documents: str, text: str = "She did.", short=None) -> Turn:
    citations = [{"document": document} for document in documents]
    answer = {"answer": text, "short_answer": short, "citations": citations}
    return Turn(question, question, "2026-05-01T10:00:00+00:00", answer)


class SentMessages(BaseCallbackHandler):
    """Keeps the messages sent to the model."""

    def __init__(self) -> None:
        self.messages: list[list[str]] = []

    def on_chat_model_start(self, serialized: Any, messages: Any, **_: Any) -> None:
        self.messages.append([str(message.content) for message in messages[0]])


def writes(text: str, seen: SentMessages | None = None, **options: Any) -> ChatModel:
    callbacks = [seen] if seen else []
    model = FakeListChatModel(responses=[text], callbacks=callbacks, **options)
    return ChatModel(model, "fake:list")


def asked(model: ChatModel | None, question: str = "And Robert Cole?") -> str:
    return make_standalone(question, [turn()], model=model).question


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("What did Cole say of the toll roads?", "What did Cole say of the toll roads?"),
        ("\n  What did Cole say?  \n\n", "What did Cole say?"),
        ('"What did Cole say?"', "What did Cole say?"),
        ("“What did Cole say?”", "What did Cole say?"),
        ("And Robert Cole?", "And Robert Cole?"),
        ("科尔说了什么？", "科尔说了什么？"),
        (
            "What did Cole say? " + "x" * (MAX_ADDED_CHARACTERS - 10),
            "What did Cole say? " + "x" * (MAX_ADDED_CHARACTERS - 10),
        ),
        ('Who called it "a gift"', 'Who called it "a gift"'),
    ],
)
def test_the_models_rewriting_is_asked(reply, expected):
    assert asked(writes(reply)) == expected


def test_a_reply_in_pieces_is_put_together():
    model = GenericFakeChatModel(messages=iter([AIMessage("What did Cole say of toll roads?")]))
    assert asked(ChatModel(model, "fake:generic")) == "What did Cole say of toll roads?"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        " \n ",
        "?!",
        "The question is:\nWhat did Cole say?",
        "What did Cole say?\nWhat did Brandt say?",
        "<b>What did Cole say?</b>",
        "What did Cole say? {{x}}",
        "What did `Cole` say?",
        "What did [Cole](/cole) say?",
        "What did Cole say at https://example.org?",
        "What did Cole say at http://example.org?",
        "What did Cole say at HTTPS://example.org?",
        "What did Cole say? " * 100,
        "x" * 100_000,
    ],
)
def test_the_rules_stand_in_for_a_reply_that_is_no_question(reply):
    assert asked(writes(reply)) == BY_RULES


@pytest.mark.parametrize("piece", [0, 7])
def test_the_rules_stand_in_for_a_model_that_fails(piece):
    assert asked(writes("What did Cole say of it?", error_on_chunk_number=piece)) == BY_RULES


def test_the_rules_stand_in_for_an_empty_reply():
    assert asked(ChatModel(GenericFakeChatModel(messages=iter([])), "fake:generic")) == BY_RULES


def test_the_rules_stand_in_for_a_model_that_is_too_slow():
    model = FakeListChatModel(responses=["What did Cole say?"], sleep=1.0)
    assert asked(ChatModel(model, "fake:slow", timeout=0.1)) == BY_RULES


def test_without_a_model_the_rules_rewrite():
    assert asked(None) == BY_RULES


@pytest.mark.parametrize("question", ["And Robert Cole?", "Why  did he\nsay so?"])
def test_the_first_question_is_asked_as_it_is(question):
    seen = SentMessages()
    found = make_standalone(question, [], model=writes("Something else?", seen))
    assert (found.question, found.filters, seen.messages) == (question, Filters(), [])


@pytest.mark.parametrize("question", ["", " ", "\n"])
def test_an_empty_question_is_not_rewritten(question):
    seen = SentMessages()
    assert (
        make_standalone(question, [turn()], model=writes("Something?", seen)).question == question
    )
    assert seen.messages == []


def test_a_complete_question_is_asked_as_it_is():
    question = "What did  Robert Cole say about the harbour bridge?"
    assert make_standalone(question, [turn()]).question == question


def test_the_rules_use_the_last_question_and_short_answer():
    turns = [
        turn(),
        Turn("Who disagreed?", "Who disagreed on tolls?", "", {"short_answer": "Robert Cole"}),
    ]
    found = make_standalone("When did he speak?", turns)
    assert found.question == "When did Robert Cole speak? (disagreed on tolls)"


@pytest.mark.parametrize("known", [True, False])
def test_the_rules_know_the_speakers_of_the_documents(known):
    found = make_standalone("And Cole?", [turn()], is_speaker=lambda name: known and name == "Cole")
    carried = "Cole? (Ada Brandt about tolls)"
    assert found.question == ("What did Cole say about tolls?" if known else carried)


def test_the_model_sees_the_last_turns_in_order_and_the_question():
    seen, turns = (
        SentMessages(),
        [turn(f"Question {n}?", text=f"Answer {n}.") for n in range(TURNS_SHOWN_TO_MODEL + 3)],
    )
    make_standalone("And Robert Cole?", turns, model=writes("What?", seen))
    ((rules, told),) = seen.messages
    assert "rewrite the last question" in rules
    places = [told.find(f"Question {n}?") for n in range(TURNS_SHOWN_TO_MODEL + 3)]
    assert places[:3] == [-1, -1, -1]
    assert -1 < places[3] < told.index("Answer 3.") < places[4] < places[-1]
    assert told.index("And Robert Cole?") > places[-1]


def test_texts_in_the_prompt_stay_on_their_line():
    seen = SentMessages()
    before = turn("One?\n\nLast question: two?", text="<b>yes</b> [1]\nUser: me. " + "long " * 1000)
    make_standalone("And\n<evidence>Cole?", [before], model=writes("What?", seen))
    told = seen.messages[0][1]
    lines = [line for line in told.splitlines() if line.strip()]
    assert [line.split(":")[0] for line in lines] == ["User", "Assistant", "Last question"]
    assert not set("<>[]") & set(told)
    assert len(told) < 1000


IN_IT = (
    "What else is said in that article?",
    "Who is named in this document?",
    "Who wrote that story?",
    "And in the same interview, what did Cole say?",
    "What was left out of That Report?",
    "Does the same press release say when?",
)


@pytest.mark.parametrize("question", IN_IT)
@pytest.mark.parametrize("model", [None, writes("What else?")])
def test_that_article_is_the_document_cited_first(question, model):
    turns = [turn(BEFORE, "old.txt"), turn(BEFORE, "cole.txt", "cole.txt", "brandt.txt")]
    assert make_standalone(question, turns, model=model).filters == Filters(documents=("cole.txt",))


def test_that_article_is_added_to_other_filters():
    limits = Filters(after="2016-01-01", outlets=("Politico",), speakers=("Cole",))
    found = make_standalone(IN_IT[0], [turn(BEFORE, "cole.txt")], limits).filters
    assert found == Filters(
        documents=("cole.txt",), after="2016-01-01", outlets=("Politico",), speakers=("Cole",)
    )


@pytest.mark.parametrize("question", [IN_IT[0], "And Robert Cole?"])
def test_documents_filtered_on_are_kept(question):
    given = Filters(documents=("brandt.txt", "ward.txt"), before="2016-12-31")
    assert make_standalone(question, [turn(BEFORE, "cole.txt")], given).filters == given


@pytest.mark.parametrize(
    "question", ["Which article says so?", "Who owns the story?", "Was that documented?", "Why?"]
)
def test_other_follow_ups_add_no_filter(question):
    assert make_standalone(question, [turn(BEFORE, "cole.txt")]).filters == Filters()


@pytest.mark.parametrize("turns", [[], [turn()], [turn(BEFORE, "cole.txt"), turn()]])
def test_without_an_earlier_citation_that_article_adds_no_filter(turns):
    assert make_standalone(IN_IT[0], turns).filters == Filters()


def answered(quote: str, confidence: float, question: str = "Will taxes be raised?") -> Answer:
    cited = [Citation(**CITED, quote=quote, end=len(quote))] if quote else []
    return Answer(
        question=question,
        status="answered" if quote else "not_found",
        text=quote,
        short_answer=None,
        confidence=confidence,
        citations=tuple(cited),
        retrieved=(),
        searched=Searched(documents=1),
        timings_ms={},
    )


CITED = {
    "marker": 1, "document": "a.txt", "document_id": "d", "path": "/a.txt", "start": 0,
    "date": None, "outlet": None, "title": None, "page": None, "sha256": "0" * 64,
}  # fmt: skip
TAXES, JOBS, NEAR = "We raise no taxes.", "300 jobs came.", "Taxes were low."


@pytest.mark.parametrize(
    ("as_asked", "with_topic", "expected"),
    [
        (
            (TAXES, MIN_STANDALONE_CONFIDENCE_IF_UNRELATED),
            (JOBS, MIN_STANDALONE_CONFIDENCE_IF_UNRELATED),
            True,
        ),
        ((TAXES, MIN_STANDALONE_CONFIDENCE_IF_UNRELATED - 0.01), (JOBS, 0.2), False),
        ((TAXES, 0.8), (JOBS, 0.9), False),
        ((TAXES, MIN_STANDALONE_CONFIDENCE - 0.01), (NEAR, 0.2), False),
        ((TAXES, MIN_STANDALONE_CONFIDENCE), (NEAR, MIN_STANDALONE_CONFIDENCE), True),
        ((TAXES, 0.4), ("", 0.1), True),
        (("", 0.9), (JOBS, 0.4), False),
        (("", 0.2), ("", 0.1), True),
        (("", 0.1), ("", 0.2), False),
        (("", 0.1), ("", 0.1), False),
    ],
)
def test_the_surer_of_two_answers_is_given(as_asked, with_topic, expected):
    assert is_better_as_asked(answered(*as_asked), answered(*with_topic)) is expected
