"""Answers when somebody said something, and whether they ever did.

What a question claims somebody to have said counts as said only if a statement has nearly all words
of the claim and all its figures, asserts it, and is negated if the claim is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.from_records.asked_people import find_asked_person
from assistant.answering.from_records.question_forms import RecordQuestion, verb_group
from assistant.answering.from_records.record_answer import RecordAnswer
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_dates import date_of_document, date_of_statement
from assistant.answering.from_records.statement_search import (
    SaidSentences,
    all_said,
    find_said,
    fold_copies,
    is_negative,
    most_on_topic,
    nearest_to_topic,
    places_of,
    said_in_period,
)
from assistant.citations.wording import long_date
from index.lexicon.reporting_verbs import forms_of
from index.lexicon.verb_groups import ANY_GROUPS
from index.retrieval.retriever import Retriever

__all__ = ["answer_ever", "answer_when"]

_MOST_SHOWN = 3
"""Days, or statements, that an answer shows; more of them are no answer to "when" or "ever"."""
_CLAIM_WORDS = 0.75
"""Share of a claim's words, weighted by rarity, that a statement needs to say it: with names and
endings apart, all but one of four."""
_LEAST_OF_NEAREST = 0.55
"""Closeness from which on a statement that doesn't have the claim's words is shown as the nearest;
on questions written to choose it, what came less near was about something else."""
_CONFIDENCE = 0.8
_LESS_SURE = 0.6
"""Where the words found are near what was asked for, and the reader is to judge."""
_SAID = "|".join(sorted(forms_of("say", "claim", "promise", "tell", "state", "suggest")))
_NEVER_SAID = re.compile(rf"\b(?:never|not|n['’]t) (?:ever )?(?:{_SAID})\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_OPEN_TO_DOUBT = re.compile(
    r"\b(?:if|whether|unless|might|perhaps|maybe|hop(?:e|es|ed)|wish(?:es|ed)?)\b", re.IGNORECASE
)
"""Words with which a sentence has the words of a claim and doesn't assert it."""
_FUTURE = re.compile(r"\b(?:will|shall|going to|['’]ll)\b", re.IGNORECASE)
_STANCES_OF_GROUPS = {"promise": "promises", "demand": "demands"}


def answer_when(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """On which day, or days, somebody said something."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker:
        return None
    if question.topic:
        said = most_on_topic(find_said(retriever, asked.people, question.topic, numbers))
        said = [one for one in said if _fits(question, one)]
    else:
        said = all_said(retriever, asked.people, numbers)
    dated = [(_day_of(retriever, one), one) for one in said]
    days = sorted({day for day, _ in dated if day})
    if not days or not all(day for day, _ in dated):
        return None
    if question.order:
        days = [days[0] if question.order == "first" else days[-1]]
    if len(days) > _MOST_SHOWN:
        return None
    shown = [
        max((one for day, one in dated if day == wanted), key=lambda one: one.closeness)
        for wanted in days
    ]
    return RecordAnswer("; ".join(map(long_date, days)), places_of(shown), _CONFIDENCE)


def answer_ever(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Whether somebody ever said something: the statements that say it, and those that deny it."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker or not question.topic:
        return None
    said = find_said(retriever, asked.people, question.topic, numbers, only_claims=False)
    said = fold_copies(retriever, said_in_period(retriever, said, question.period))
    saying = [one for one in said if _fits(question, one)]
    if saying:
        others = [one for one in said if one not in saying and _is_denial(one)]
        shown = [*nearest_to_topic(saying, _MOST_SHOWN), *nearest_to_topic(others, 1)]
        shown.sort(key=lambda one: one.info.date or "9")
        return RecordAnswer("Yes" if question.is_claim else None, places_of(shown), _CONFIDENCE)
    said = [one for one in said if one.closeness >= _LEAST_OF_NEAREST or _is_denial(one)]
    if question.period or not question.is_claim or not said:
        return None
    notice = f"The nearest that {asked.name} says; read whether it says so."
    return RecordAnswer(None, places_of(nearest_to_topic(said, _MOST_SHOWN)), _LESS_SURE, notice)


def _fits(question: RecordQuestion, said: SaidSentences) -> bool:
    """Whether a statement does with the topic what the question's verb says."""
    group = verb_group(question.verb) or ""
    statement = said.statement
    if not statement.is_claim or _NEVER_SAID.search(said.nearest):
        return False
    denied = statement.stance == "denies"
    if group == "deny":
        return denied
    if question.is_claim and not _has_claim(said, question.topic):
        return False
    if denied or is_negative(said.nearest) != is_negative(question.topic):
        return False
    if group in ANY_GROUPS or statement.stance == _STANCES_OF_GROUPS.get(group):
        return True
    if group == "promise" and _FUTURE.search(said.nearest):
        return True
    return group in {verb_group(word) for word in (statement.cue or "").split()}


def _is_denial(said: SaidSentences) -> bool:
    return said.statement.stance in ("denies", "unsaid") or bool(_NEVER_SAID.search(said.text))


def _has_claim(said: SaidSentences, claim: str) -> bool:
    """Whether a statement has the words of a claim, with all its figures, and asserts them."""
    if said.words < _CLAIM_WORDS or said.nearest.rstrip(" ”\"’'").endswith("?"):
        return False
    if not set(_FIGURE.findall(claim)) <= set(_FIGURE.findall(said.nearest)):
        return False
    return bool(_OPEN_TO_DOUBT.search(claim)) or not _OPEN_TO_DOUBT.search(said.nearest)


def _day_of(retriever: Retriever, said: SaidSentences) -> str | None:
    statement = said.statement
    text = retriever.store.catalogue.reading_text(said.info.number).text
    at = statement.cue_span.start if statement.cue_span else said.span.start
    sentence = sentence_around(text, at)
    day = date_of_document(retriever.store.catalogue, said.info)
    return date_of_statement(day, statement, sentence, text[sentence.start : sentence.end])
