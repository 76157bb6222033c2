"""Answers what somebody said: all of it over time, first and last, when, ever, and whether changed.

Statements are found by topic and judged by their own words. What a question claims somebody to have
said counts as said only if a statement has nearly all words of the claim, and is negated if the
claim is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.from_records.asked_people import AskedPerson, find_asked_person
from assistant.answering.from_records.question_forms import RecordQuestion, verb_group
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_dates import (
    date_of_document,
    date_of_statement,
    is_in_period,
)
from assistant.answering.from_records.statement_search import (
    SaidSentences,
    find_said,
    fold_copies,
    is_negative,
    statements_of,
)
from assistant.citations.wording import long_date
from index.lexicon.function_words import PRONOUNS
from index.records import Span
from index.retrieval.retriever import Retriever
from index.retrieval.topics import LEAST_CLOSENESS

__all__ = [
    "answer_change",
    "answer_comparison",
    "answer_ever",
    "answer_first_or_last",
    "answer_list",
    "answer_when",
]

MAX_LISTED = 10
"""Statements that a list shows: more than a screen of them is for `onrecord statements`."""
_MOST_FOR_CLAIM = 3
_CLAIM_WORDS = 0.75
"""Share of a claim's words, weighted by rarity, that a statement needs to say it: with names and
endings apart, all but one of four."""
_LEAST_OF_CHANGE = 0.3
"""Closeness at which a statement may be an earlier position: beside words such as "I was wrong" it
needs fewer words of the topic."""
_MAX_GAP_TO_NEXT = 3
"""Characters between two statements of which the second goes on: a space, or a new paragraph."""
_CONFIDENCE = 0.8
_LESS_SURE = 0.6
"""Where the words found are near what was asked for, and the reader is to judge."""
_CHANGED = re.compile(
    r"\b(?:chang(?:e|ed|ing) (?:my|our) (?:mind|view|views|position|opinion)"
    r"|(?:I|we) (?:was|were) (?:wrong|mistaken)|(?:no|not any) longer|not any ?more"
    r"|used to (?:think|believe|say|oppose|support)|I did say|turn(?:ed)? (?:a)?round"
    r"|now (?:ask|support|oppose|going to ask)|reconsider(?:ed)?|withdraw|withdrew"
    r"|on reflection|i have come to)\b",
    re.IGNORECASE,
)
"""Words with which somebody says that they think otherwise than before."""
_NEVER_SAID = re.compile(
    r"\b(?:never|not|n['’]t) (?:ever )?(?:said|say|claimed?|promised?|told|stated?|suggested?)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_OPEN_TO_DOUBT = re.compile(
    r"\b(?:if|whether|unless|might|perhaps|maybe|hop(?:e|es|ed)|wish(?:es|ed)?)\b", re.IGNORECASE
)
"""Words with which a sentence has the words of a claim and doesn't assert it."""
_FUTURE = re.compile(r"\b(?:will|shall|going to|['’]ll|promise|pledge|guarantee|vow)\b", re.I)
_STANCES_OF_GROUPS = {"deny": "denies", "promise": "promises", "demand": "demands", "ask": "asks"}
_OPEN_GROUPS = frozenset(("say", "comment", "announce", "explain"))
"""Verbs that any statement fits."""


def answer_list(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """All that somebody said about a topic, oldest first."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker or not question.topic:
        return None
    found = _in_period(retriever, find_said(retriever, asked.people, question.topic, numbers), question)
    found = fold_copies(retriever, found)
    if not found:
        return None
    shown = _nearest(found, MAX_LISTED)
    return RecordAnswer(None, _places(shown), _CONFIDENCE, _list_notice(asked, found, shown))


def answer_first_or_last(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """The first or the last that somebody said, of all or about a topic."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker:
        return None
    everything = _all_said(retriever, asked, numbers)
    found = everything
    if question.topic:
        found = find_said(retriever, asked.people, question.topic, numbers)
    days = [date_of_document(retriever.store.catalogue, one.info) for one in found]
    if not found or not all(days):
        return None  # what has no date may be the first or the last
    day = (min if question.order == "first" else max)(one or "" for one in days)
    of_day = [one for one, its_day in zip(found, days, strict=True) if its_day == day]
    shown = _nearest(fold_copies(retriever, of_day), _MOST_FOR_CLAIM)
    which = "first" if question.order == "first" else "latest"
    return RecordAnswer(
        None,
        (*_places(shown), *_next_words(retriever, shown, everything)),
        _CONFIDENCE,
        f"The {which} of {_counted(found)}: {long_date(day)}.",
    )


def answer_when(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """On which day, or days, somebody said something."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker:
        return None
    if question.topic:
        said = find_said(retriever, asked.people, question.topic, numbers)
        said = [one for one in said if _fits(question, one)]
    else:
        said = _all_said(retriever, asked, numbers)
    dated = [(_day_of(retriever, one), one) for one in said]
    days = sorted({day for day, _ in dated if day})
    if not days or not all(day for day, _ in dated):
        return None
    if question.order:
        days = [days[0] if question.order == "first" else days[-1]]
    if len(days) > _MOST_FOR_CLAIM:
        return None
    shown = [next(one for day, one in dated if day == wanted) for wanted in days]
    return RecordAnswer("; ".join(map(long_date, days)), _places(shown), _CONFIDENCE)


def answer_ever(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Whether somebody ever said something: the statements that say it, and those that deny it."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker or not question.topic:
        return None
    said = find_said(retriever, asked.people, question.topic, numbers, only_claims=False)
    said = fold_copies(retriever, _in_period(retriever, said, question))
    saying = [one for one in said if _fits(question, one)]
    if saying:
        others = [one for one in said if one not in saying and _NEVER_SAID.search(one.text)]
        shown = [*_nearest(saying, _MOST_FOR_CLAIM), *_nearest(others, 1)]
        shown.sort(key=lambda one: one.info.date or "9")
        return RecordAnswer("Yes" if question.is_claim else None, _places(shown), _CONFIDENCE)
    if question.period or not question.is_claim or not said:
        return None
    notice = f"The nearest that {asked.name} says; read whether it says so."
    return RecordAnswer(None, _places(_nearest(said, _MOST_FOR_CLAIM)), _LESS_SURE, notice)


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
    first_day = min(day for day, _ in dated)
    turns = [(day, one) for day, one in dated if day > first_day and _CHANGED.search(one.text)]
    before = [one for day, one in dated if turns and day < turns[0][0]]
    if before:
        first = _nearest(before, 1)
        last = [one for _, one in turns[:2]]
        return RecordAnswer("Yes", _places([*first, *last]), _CONFIDENCE)
    about = [(day, one) for day, one in dated if one.closeness >= LEAST_CLOSENESS]
    return _first_and_last(retriever, about)


def _first_and_last(
    retriever: Retriever, dated: Sequence[tuple[str, SaidSentences]]
) -> RecordAnswer | None:
    """The earliest and the latest statement, for the reader to compare; None if all are of a day."""
    kept = fold_copies(retriever, [one for _, one in dated])
    days = sorted({day for day, one in dated if one in kept})
    if len(days) < 2:
        return None
    shown = [
        one
        for wanted in (days[0], days[-1])
        for one in _nearest([one for day, one in dated if day == wanted and one in kept], 2)
    ]
    notice = (
        f"The earliest and the latest statement on this: {long_date(days[0])} and"
        f" {long_date(days[-1])}."
    )
    return RecordAnswer(None, _places(shown), _LESS_SURE, notice)


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
        shown += _nearest(fold_copies(retriever, found), _MOST_FOR_CLAIM)
    return RecordAnswer(None, _places(shown), _CONFIDENCE)


def _fits(question: RecordQuestion, said: SaidSentences) -> bool:
    """Whether a statement does with the topic what the question's verb says."""
    group = verb_group(question.verb) or ""
    statement = said.statement
    if not statement.is_claim or _NEVER_SAID.search(said.nearest):
        return False
    if question.is_claim and not _has_claim(said, question.topic):
        return False
    denied = statement.stance == "denies"
    if group == "deny":
        return denied or is_negative(said.nearest)
    if denied or is_negative(said.nearest) != is_negative(question.topic):
        return False
    if group in _OPEN_GROUPS or statement.stance == _STANCES_OF_GROUPS.get(group):
        return True
    if group == "promise" and _FUTURE.search(said.nearest):
        return True
    return group in {verb_group(word) for word in (statement.cue or "").split()}


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


def _in_period(
    retriever: Retriever, said: Sequence[SaidSentences], question: RecordQuestion
) -> list[SaidSentences]:
    """What was said in the month or year that a question names; all if it names none."""
    if not question.period:
        return list(said)
    catalogue = retriever.store.catalogue
    return [
        one for one in said if is_in_period(date_of_document(catalogue, one.info), question.period)
    ]


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


def _all_said(
    retriever: Retriever, asked: AskedPerson, numbers: Sequence[int] | None
) -> list[SaidSentences]:
    """All statements of a person, each cited by its sentences."""
    catalogue = retriever.store.catalogue
    found = statements_of(retriever, asked.people, numbers)
    infos = {one.number: one for one in catalogue.documents_by_date({n for n, _ in found})}
    said = []
    for number, statement in found:
        text = catalogue.reading_text(number).text
        first, last = (
            sentence_around(text, statement.start),
            sentence_around(text, statement.end - 1),
        )
        span = Span(first.start, last.end)
        words = text[span.start : span.end]
        said.append(SaidSentences(infos[number], statement, (span,), words, words, 0.0, 0.0))
    return said


def _nearest(found: Sequence[SaidSentences], n: int) -> list[SaidSentences]:
    """At most `n` statements, those nearest to the topic, in the order in which they were found."""
    ranked = sorted(range(len(found)), key=lambda at: -found[at].closeness)[:n]
    return [found[at] for at in sorted(ranked)]


def _places(found: Sequence[SaidSentences]) -> tuple[RecordPlace, ...]:
    return tuple(place for one in found for place in one.places())


def _counted(found: Sequence[SaidSentences]) -> str:
    return f"{len(found)} statement{'' if len(found) == 1 else 's'}"


def _list_notice(
    asked: AskedPerson, found: Sequence[SaidSentences], shown: Sequence[SaidSentences]
) -> str:
    listed = f"{_counted(found)} by {asked.name} on this, oldest first"
    if len(shown) < len(found):
        listed += f"; the {len(shown)} nearest are shown"
    return f"{listed}."
