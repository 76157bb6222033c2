"""Answers questions about a document itself: when it came out, from whom it is, where it was said.

What the text tells is cited. What only the metadata tell is said to be from there, and the
document's first words are cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.from_records.asked_document import find_asked_documents
from assistant.answering.from_records.asked_people import find_asked_person
from assistant.answering.from_records.document_facts import (
    DocumentFact,
    author_of,
    day_of,
    outlet_of,
    place_of,
)
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace, join_names
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_search import SaidSentences, find_said
from index.ingest.metadata.title_and_outlet import names_news_outlet
from index.lexicon.reporting_verbs import VERBS
from index.retrieval.question import names_in
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.text.capital_letters import CAPITAL
from index.text.sentences import split_sentences

__all__ = ["answer_author", "answer_date", "answer_outlet", "answer_place"]

_CONFIDENCE = 0.8
_MAX_DOCUMENTS = 4
"""More documents than these are too many to be what a question means."""
_PAPER = re.compile(r"paper|newspaper|magazine|journal|broadcaster", re.IGNORECASE)
_PLACE_IN_SENTENCE = re.compile(rf"\b(?:in|at|from|outside|near) (?:the )?{CAPITAL}")

_FindFact = Callable[[DocumentInfo, str], DocumentFact | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact of a document, and what is cited for it."""

    value: str
    place: RecordPlace
    is_in_text: bool


def answer_date(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """When a document came out; that of the first one where several are meant."""
    infos = find_asked_documents(retriever, question.topic, numbers)
    told = list(_tell(retriever, infos, day_of))
    if len(told) < len(infos) or not told:
        return None
    return _answer(told, "date", None if len({one.value for one in told}) > 1 else told[0].value)


def answer_outlet(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who published a document, or which outlets reported something."""
    infos = find_asked_documents(retriever, question.topic, numbers)
    if _PAPER.search(question.unit):
        infos = [one for one in infos if one.outlet and names_news_outlet(one.outlet)]
    texts = (retriever.store.catalogue.reading_text(one.number).text for one in infos)
    if question.unit and any(map(_reports_by_other, texts, infos)):
        return None  # who reported it may be told in the text
    told = list(_tell(retriever, infos, outlet_of))
    if not told or len(told) < len(infos):
        return None
    names = list(dict.fromkeys(one.value for one in told))
    return _answer(told, "publisher", join_names(names))


def answer_author(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who wrote a document; None if several are meant that are not by the same author."""
    infos = find_asked_documents(retriever, question.topic, numbers)
    told = list(_tell(retriever, infos, author_of))
    if len({one.value for one in told}) != 1 or len(told) < len(infos):
        return None
    return _answer(told, "author", told[0].value)


def answer_place(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Where a document, or what somebody said in it, is from by its dateline."""
    if question.person:
        said = _said(question, retriever, numbers)
        if said is None or any(_PLACE_IN_SENTENCE.search(_around(retriever, one)) for one in said):
            return None  # the sentence may tell the place itself
        infos = list({one.info.number: one.info for one in said}.values())
    else:
        infos = find_asked_documents(retriever, question.topic, numbers)
    told = list(_tell(retriever, infos, place_of))
    if len({one.value for one in told}) != 1 or len(told) < len(infos):
        return None
    return _answer(told, "place", told[0].value)


def _said(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> list[SaidSentences] | None:
    person = find_asked_person(retriever, question.person)
    if person is None or not person.is_speaker:
        return None
    return find_said(retriever, person.people, question.topic, numbers) or None


def _around(retriever: Retriever, said: SaidSentences) -> str:
    """The words of a statement's sentences outside what is said."""
    catalogue = retriever.store.catalogue
    text = catalogue.read(said.info.number, said.span.start, said.span.end)
    start = max(said.statement.start - said.span.start, 0)
    return f"{text[:start]} {text[max(said.statement.end - said.span.start, start) :]}"


def _tell(retriever: Retriever, infos: Sequence[DocumentInfo], find: _FindFact) -> Iterator[_Told]:
    """The facts of documents; nothing if there are too many."""
    if len(infos) > _MAX_DOCUMENTS:
        return
    for info in infos:
        text = retriever.store.catalogue.reading_text(info.number).text
        fact = find(info, text)
        if fact is not None:
            first = len(text) - len(text.lstrip())
            at = first if fact.at is None else fact.at
            place = RecordPlace(info, sentence_around(text, at))
            yield _Told(fact.value, place, fact.at is not None)


def _answer(told: Sequence[_Told], fact: str, short_answer: str | None) -> RecordAnswer:
    notices = []
    if not all(one.is_in_text for one in told):
        notices.append(f"The {fact} is from the document's metadata, not from its text.")
    if len(told) > 1:
        notices.append(f"{len(told)} documents fit the question.")
    places = tuple(one.place for one in told)
    return RecordAnswer(short_answer, places, _CONFIDENCE, " ".join(notices) or None)


def _reports_by_other(text: str, info: DocumentInfo) -> bool:
    """Whether a text says of another outlet that it reported something."""
    own = (info.outlet or "").casefold()
    for sentence in split_sentences(text):
        words = text[sentence.start : sentence.end]
        others = [
            name
            for name in names_in(words)
            if names_news_outlet(name) and name.casefold() not in own and own not in name.casefold()
        ]
        if others and any(
            (verb := VERBS.get(word)) and verb.form != "base" for word in words.lower().split()
        ):
            return True
    return False
