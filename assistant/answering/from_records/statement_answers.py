"""Answers what somebody said: all of it over time, first and last, when, ever, and whether changed.

Statements are found by topic and judged by their own words. What a question claims somebody to have
said counts as said only if a statement has nearly all words of the claim, and is negated if the
claim is.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.from_records.asked_people import AskedPerson, find_asked_person
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_dates import (
    date_of_document,
)
from assistant.answering.from_records.statement_search import (
    SaidSentences,
    all_said,
    find_said,
    fold_copies,
    most_on_topic,
    nearest_to_topic,
    places_of,
    said_in_period,
)
from assistant.citations.wording import long_date
from index.lexicon.function_words import PRONOUNS
from index.retrieval.retriever import Retriever

__all__ = ["answer_comparison", "answer_first_or_last", "answer_list"]

MAX_LISTED = 10
"""Statements that a list shows: more than a screen of them is for `onrecord statements`."""
_MOST_SHOWN = 3
_MAX_GAP_TO_NEXT = 3
"""Characters between two statements of which the second goes on: a space, or a new paragraph."""
_CONFIDENCE = 0.8
_LESS_SURE = 0.6
"""Where the words found are near what was asked for, and the reader is to judge."""


def answer_list(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """All that somebody said about a topic, oldest first."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker or not question.topic:
        return None
    found = said_in_period(
        retriever, find_said(retriever, asked.people, question.topic, numbers), question.period
    )
    found = fold_copies(retriever, found)
    if not found:
        return None
    shown = nearest_to_topic(found, MAX_LISTED)
    return RecordAnswer(None, places_of(shown), _CONFIDENCE, _list_notice(asked, found, shown))


def answer_first_or_last(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """The first or the last that somebody said, of all or about a topic."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker:
        return None
    everything = all_said(retriever, asked.people, numbers)
    found = everything
    if question.topic:
        found = most_on_topic(find_said(retriever, asked.people, question.topic, numbers))
    days = [date_of_document(retriever.store.catalogue, one.info) for one in found]
    if not found or not all(days):
        return None  # what has no date may be the first or the last
    day = (min if question.order == "first" else max)(one or "" for one in days)
    of_day = [one for one, its_day in zip(found, days, strict=True) if its_day == day]
    shown = nearest_to_topic(fold_copies(retriever, of_day), _MOST_SHOWN)
    which = "first" if question.order == "first" else "latest"
    of_all = f"The {which} of {_counted(found)}" if len(found) > 1 else "The only statement found"
    return RecordAnswer(
        None,
        (*places_of(shown), *_next_words(retriever, shown, everything)),
        _CONFIDENCE,
        f"{of_all}: {long_date(day)}.",
    )


def answer_comparison(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """What two people say about one topic; None if one of them says nothing about it."""
    shown: list[SaidSentences] = []
    for words in (question.person, question.other):
        asked = find_asked_person(retriever, words)
        if asked is None or not asked.is_speaker:
            return None
        found = find_said(retriever, asked.people, question.topic, numbers)
        if not found:
            return None
        shown += nearest_to_topic(fold_copies(retriever, found), _MOST_SHOWN)
    return RecordAnswer(None, places_of(shown), _CONFIDENCE)


def _next_words(
    retriever: Retriever, shown: Sequence[SaidSentences], everything: Sequence[SaidSentences]
) -> list[RecordPlace]:
    """What follows a lone statement in its paragraph or the next: the same person goes on.

    That is another statement of theirs, or one by "he" or "she" right behind it.
    """
    if len(shown) != 1:
        return []
    (only,) = shown
    following = [
        one
        for one in everything
        if one.info.number == only.info.number
        and 0 < one.span.start - only.span.end <= _MAX_GAP_TO_NEXT
    ]
    if following:
        return [RecordPlace(only.info, following[0].span, following[0].statement.speaker)]
    catalogue = retriever.store.catalogue
    text = catalogue.reading_text(only.info.number).text
    after = only.span.end + 1
    if after >= len(text) or text[only.span.end] == "\n":
        return []
    sentence = sentence_around(text, after)
    said = catalogue.statements_overlapping(only.info.number, *sentence)
    if said and all((one.speaker or "").lower() in PRONOUNS for one in said):
        return [RecordPlace(only.info, sentence)]
    return []


def _counted(found: Sequence[SaidSentences]) -> str:
    return f"{len(found)} statement{'' if len(found) == 1 else 's'}"


def _list_notice(
    asked: AskedPerson, found: Sequence[SaidSentences], shown: Sequence[SaidSentences]
) -> str:
    listed = f"{_counted(found)} by {asked.name} on this, oldest first"
    if len(shown) < len(found):
        listed += f"; the {len(shown)} nearest are shown"
    return f"{listed}."
