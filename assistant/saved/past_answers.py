"""Turns a stored conversation's JSON back into an Answer that the page can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.decoding import DecodingError, decode_answer
from assistant.errors import ConversationError
from assistant.records import Answer, Retrieved, Turn
from index.store.catalogue import Catalogue

__all__ = ["restore_answer"]

MAX_RESTORED_PASSAGES = 8
"""Maximum number of retrieved passages whose texts are read from the store again."""


def restore_answer(turn: Turn, catalogue: Catalogue) -> Answer:
    """Restore the answer of a stored turn; fields that are not stored (signals, reasons) are empty.

    Args:
        turn: The turn as read from the conversation's file.
        catalogue: The catalogue from which the texts of retrieved passages are read.

    Raises:
        ConversationError: The file was changed, and a field of the answer is missing or wrong.
    """
    try:
        answer = decode_answer(turn.answer)
    except DecodingError as error:
        raise ConversationError(
            f"the answer to {turn.question[:60]!r} is damaged in the conversation's file"
            f" (it {error})"
        ) from error
    passages = answer.retrieved[:MAX_RESTORED_PASSAGES]
    retrieved = (found for one in passages for found in _with_text(one, catalogue))
    return replace(answer, question=turn.question, retrieved=tuple(retrieved))


def _with_text(passage: Retrieved, catalogue: Catalogue) -> Iterator[Retrieved]:
    """The passage with its text and its document's facts; nothing if the document is gone."""
    start, end = passage.start, passage.end
    for info in catalogue.find_documents(passage.document)[:1]:
        if 0 <= start <= end <= info.characters:
            text = catalogue.quote(info.number, start, end)
            facts = info.ref_at(start).document_facts()
            yield replace(passage, **facts, text=text)
