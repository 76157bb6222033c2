"""Answers whether somebody changed their position: what they said before, and what they say now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.from_records.asked_people import find_asked_person
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer
from assistant.answering.from_records.statement_dates import date_of_document
from assistant.answering.from_records.statement_search import (
    SaidSentences,
    find_said,
    fold_copies,
    most_on_topic,
    nearest_to_topic,
    places_of,
)
from assistant.citations.wording import long_date
from index.retrieval.retriever import Retriever
from index.retrieval.topics import LEAST_CLOSENESS

__all__ = ["answer_change"]

_CONFIDENCE = 0.8
_LESS_SURE = 0.6
"""Where nobody says that they changed, and the reader is to compare two statements."""
_LEAST_OF_CHANGE = 0.3
"""Closeness at which a statement may be an earlier position: beside words such as "I was wrong" it
needs fewer words of the topic."""
_LEAST_OF_TURN = 0.4
"""The same for a statement with such words, which must be about this topic and no other."""
_CHANGED = re.compile(
    r"\b(?:chang(?:e|ed|ing) (?:my|our) (?:mind|view|views|position|opinion)"
    r"|(?:I|we) (?:was|were) (?:wrong|mistaken)|(?:no|not any) longer|not any ?more"
    r"|used to \w+|I did say|turn(?:ed)? (?:a)?round"
    r"|now (?:ask|support|oppose)|reconsider(?:ed)?|withdraw|withdrew"
    r"|on reflection|i have come to)\b",
    re.IGNORECASE,
)
"""Words with which somebody says that they think otherwise than before."""


def answer_change(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Whether somebody changed their position: the earliest and the latest statement on it."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker or not question.topic:
        return None
    near = find_said(retriever, asked.people, question.topic, numbers, least=_LEAST_OF_CHANGE)
    dated = [
        (day, one) for one in near if (day := date_of_document(retriever.store.catalogue, one.info))
    ]
    if not dated or len(dated) < len(near):
        return None
    about = most_on_topic([one for _, one in dated])
    first_day = min(day for day, _ in dated)
    turns = [
        (day, one)
        for day, one in dated
        if day > first_day and one.closeness >= _LEAST_OF_TURN and _CHANGED.search(one.text)
    ]
    before = [one for day, one in dated if turns and day < turns[0][0]]
    if before:
        first = nearest_to_topic(before, 1)
        last = [one for _, one in turns[:2]]
        return RecordAnswer("Yes", places_of([*first, *last]), _CONFIDENCE)
    dated = [(day, one) for day, one in dated if one in about and one.closeness >= LEAST_CLOSENESS]
    return _first_and_last(retriever, dated)


def _first_and_last(
    retriever: Retriever, dated: Sequence[tuple[str, SaidSentences]]
) -> RecordAnswer | None:
    """The earliest and the latest statement, to be compared; None if all are of one day."""
    kept = fold_copies(retriever, [one for _, one in dated])
    days = sorted({day for day, one in dated if one in kept})
    if len(days) < 2:
        return None
    shown = [
        one
        for wanted in (days[0], days[-1])
        for one in nearest_to_topic([one for day, one in dated if day == wanted and one in kept], 2)
    ]
    notice = (
        f"The earliest and the latest statement on this: {long_date(days[0])} and"
        f" {long_date(days[-1])}."
    )
    return RecordAnswer(None, places_of(shown), _LESS_SURE, notice)
