"""Lists who said something about a topic, or did something to it: criticised, supported, denied."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.from_records.question_forms import RecordQuestion, verb_group
from assistant.answering.from_records.record_answer import RecordAnswer, join_names
from assistant.answering.from_records.role_mentions import name_without_offices
from assistant.answering.from_records.statement_search import (
    SaidSentences,
    find_said,
    is_negative,
)
from index.retrieval.retriever import Retriever

__all__ = ["answer_who"]

_MAX_PEOPLE = 12
"""People who are listed; a longer list is for `onrecord people`."""
_TOPIC_WORDS = 0.75
"""Share of the topic's words that a statement with the verb asked for needs, weighted by rarity."""
_CONFIDENCE = 0.8


def answer_who(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Everybody who said something about a topic; None for who is one person, or nobody.

    Args:
        question: Of the form `who`.
        retriever: Searches the store.
        numbers: Numbers of the documents to search; None for all.
    """
    group = verb_group(question.verb)
    if not question.topic or group in (None, "say"):
        return None
    found = find_said(retriever, None, question.topic, numbers)
    people = retriever.people
    first_of: dict[str, SaidSentences] = {}
    for said in found:
        person = people.person_of(said.info.number, said.statement.speaker or "")
        if person is not None and person.kind == "person" and _does(str(group), said):
            first_of.setdefault(name_without_offices(person.name), said)
    names = list(first_of)
    if not names or len(names) > _MAX_PEOPLE or (len(names) == 1 and not question.asks_for_all):
        return None
    return RecordAnswer(
        join_names(names),
        tuple(place for said in first_of.values() for place in said.places()),
        _CONFIDENCE,
        f"Everybody of whom a document reports it with a word for “{question.verb}”."
        if group != "comment"
        else None,
    )


def _does(group: str, said: SaidSentences) -> bool:
    if group == "comment":
        return True
    # "Does not support" has the verb, and says the opposite.
    is_denied = said.statement.stance == "denies" and group != "deny"
    if said.words < _TOPIC_WORDS or is_denied or is_negative(said.statement.cue or ""):
        return False
    cue = (said.statement.cue or "").split()
    return group in {verb_group(word) for word in cue}
