"""Whose conversations a request may see."""

from __future__ import annotations

import pytest

from assistant.conversation.history import History
from assistant.errors import ConversationError
from assistant.records import Turn
from assistant.ui.runtime.visitors import VisitorKeys, new_conversation_id, owner_of

KEY = "k" * 43


def turn(question: str) -> Turn:
    return Turn(question, question, "2022-10-14T10:00:00+00:00", {"status": "not_found"})


def test_a_browsers_own_key_counts():
    assert VisitorKeys().key_of("session", KEY) == KEY


@pytest.mark.parametrize(
    "sent", [None, "", "short", "k" * 44, "../" * 15, 7, {"a": 1}, "k" * 42 + "/"]
)
def test_what_is_no_key_is_replaced_by_one_that_stays_with_the_session(sent):
    keys = VisitorKeys()
    made = keys.key_of("one", sent)
    assert len(made) == 43
    assert made != sent
    assert keys.key_of("one", None) == made
    assert keys.key_of("two", sent) != made


def test_who_is_signed_in_can_not_be_another_by_a_key():
    assert owner_of(KEY, "ada") == owner_of("x" * 43, "ada")
    assert owner_of(KEY, "ada") != owner_of(KEY, "bo")
    assert owner_of("ada", None) != owner_of(KEY, "ada")


def test_an_id_out_of_anothers_conversations_leads_nowhere(tmp_path):
    history, name = History(tmp_path / "conversations"), new_conversation_id()
    mine, theirs = history.for_user(owner_of(KEY, None)), history.for_user(owner_of("x" * 43, None))
    mine.add_turn(name, turn("Mine?"))
    assert theirs.turns(name) == []
    assert theirs.summaries() == ([], [])
    for forged in (name, f"../{name}", str(mine.folder), "*"):
        with pytest.raises(ConversationError):
            theirs.delete(forged)
        with pytest.raises(ConversationError):
            theirs.existing_turns(forged)
    assert [one.question for one in mine.turns(name)] == ["Mine?"]


def test_the_command_lines_conversations_are_apart(tmp_path):
    history = History(tmp_path / "conversations")
    history.for_user("user ada").add_turn("x", turn("Web?"))
    history.add_turn("x", turn("Terminal?"))
    assert [one.first for one in history.summaries()[0]] == ["Terminal?"]
