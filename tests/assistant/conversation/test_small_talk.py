"""Greetings, thanks and farewells get a reply without a search."""

from __future__ import annotations

import pytest

from assistant.citations.answer_wording import terminal_text
from assistant.conversation.small_talk import answer_small_talk, is_small_talk
from assistant.decoding import decode_answer


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("thanks", "You're welcome."),
        ("Thank you so much!", "You're welcome."),
        ("ok, thanks for the help 👍", "You're welcome."),
        ("ok", "All right. Ask on whenever you like."),
        ("Okay…", "All right. Ask on whenever you like."),
        ("that was very helpful", "All right. Ask on whenever you like."),
        ("Hi there!", "Hello. Ask a question about the documents,"),
        ("Good morning", "Hello. Ask a question about the documents,"),
        ("How are you?", "Hello. Ask a question about the documents,"),
        ("Thanks! Bye", "Goodbye."),
        ("great, that’s all", "Goodbye."),
    ],
)
def test_small_talk_gets_a_reply(text: str, reply: str):
    answer = answer_small_talk(text)
    assert answer is not None
    assert answer.text.startswith(reply)
    assert (answer.question, answer.citations, answer.retrieved) == (text, (), ())
    assert terminal_text(answer) == answer.text
    assert decode_answer(answer.as_dict()).small_talk


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and when did he say so?",
        "Hello, what did Plokhov say?",
        "ok so what did he say",
        "Nice?",
        "ok?",
        "Why?",
        "Plokhov",
        "no one",
        "good governance",
        "right of way",
        "see you in court",
        "",
        "?!",
    ],
)
def test_a_question_is_no_small_talk(text: str):
    assert not is_small_talk(text)
    assert answer_small_talk(text) is None
