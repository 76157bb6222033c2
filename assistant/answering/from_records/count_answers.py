"""Answers "how many" from what the store can count: documents, and statements of one speaker.

A count is of all that fits and says what was counted; the first places are cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.from_records.asked_people import find_asked_person, people_called
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_search import (
    find_said,
    fold_copies,
    statements_of,
)
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.store.word_index import PHRASE_WORDS
from index.text.name_folding import fold_name

__all__ = ["answer_count_of_documents", "answer_count_of_statements"]

_MAX_CITED = 10
"""Places that are cited for a count."""
_ALL = 1_000_000
"""More documents than any store has."""
_HEAD = 500
"""Characters at the start of a text in which it says what it is: "Press release"."""
_CONFIDENCE = 0.9
_ANY_DOCUMENT = re.compile(r"(?:documents?|files?|sources?|articles?|texts?)\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_QUOTATION_MARKS = "“”\"‘’'«»„"


def answer_count_of_statements(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """How many statements by somebody the documents have, in all or about a topic."""
    asked = find_asked_person(retriever, question.person)
    if asked is None or not asked.is_speaker:
        return None
    store = retriever.store
    if question.topic:
        found = fold_copies(retriever, find_said(retriever, asked.people, question.topic, numbers))
        places = [RecordPlace(one.info, one.span, one.statement.speaker) for one in found]
        counted = f"Statements by {asked.name} about “{question.topic}”, copies counted once."
    else:
        statements = statements_of(retriever, asked.people, numbers)
        infos = _infos(retriever, {number for number, _ in statements})
        places = [
            RecordPlace(
                infos[number],
                sentence_around(store.catalogue.reading_text(number).text, one.start),
                one.speaker,
            )
            for number, one in statements
        ]
        counted = f"Statements by {asked.name}, in {len(infos)} documents."
    return _answer(places, len(places), counted)


def answer_count_of_documents(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """How many documents mention somebody or something, or are issued by somebody."""
    if question.topic:
        return _count_mentions(question, retriever, numbers)
    infos = [
        info
        for info in retriever.store.catalogue.documents()
        if (numbers is None or info.number in numbers)
        and _is_from(retriever, info, question.person)
        and _is_kind(retriever, info, question.unit)
    ]
    places = [_first_line(retriever, info) for info in sorted(infos, key=_by_date)]
    source = _ARTICLE.sub("", question.person)
    return _answer(places, len(infos), f"Documents from {source} that are {question.unit}.")


def _count_mentions(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    words = _ARTICLE.sub("", question.topic.strip(_QUOTATION_MARKS))
    people = people_called(retriever, words)
    last = words.split()[-1]
    if len(people) == 1 and len(people_called(retriever, last)) == 1:
        words = last
    if not _ANY_DOCUMENT.match(question.unit) or len(words.split()) > PHRASE_WORDS:
        return None
    store = retriever.store
    found = store.document_words.documents_with_phrases([words], _ALL, numbers)
    infos = sorted(_infos(retriever, found).values(), key=_by_date)
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    places = []
    for info in infos[:_MAX_CITED]:
        text = store.catalogue.reading_text(info.number).text
        match = pattern.search(text)
        if match is not None:
            places.append(RecordPlace(info, sentence_around(text, match.start())))
    return _answer(places, len(infos), f"Documents with “{words}”.")


def _answer(places: Sequence[RecordPlace], count: int, counted: str) -> RecordAnswer | None:
    if not places:
        return None
    shown = f" The first {_MAX_CITED} are shown." if count > _MAX_CITED else ""
    return RecordAnswer(
        f"{count:,}", tuple(places[:_MAX_CITED]), _CONFIDENCE, f"Counted: {counted}{shown}"
    )


def _infos(retriever: Retriever, numbers: Iterable[int]) -> dict[int, DocumentInfo]:
    found = retriever.store.catalogue.documents_by_date(numbers)
    return {info.number: info for info in found}


def _is_from(retriever: Retriever, info: DocumentInfo, source: str) -> bool:
    """Whether somebody issues a document, as its metadata or its first line say."""
    wanted = fold_name(_ARTICLE.sub("", source))
    first_line = retriever.store.catalogue.read(info.number, 0, _HEAD).strip().split("\n")[0]
    told = (info.outlet, info.author, info.speaker, info.title, first_line)
    return wanted in {fold_name(_ARTICLE.sub("", one)) for one in told if one}


def _is_kind(retriever: Retriever, info: DocumentInfo, unit: str) -> bool:
    """Whether the head of a document has the word for what is counted: "press release"."""
    if _ANY_DOCUMENT.match(unit):
        return True
    head = f"{info.title or ''}\n{retriever.store.catalogue.read(info.number, 0, _HEAD)}"
    return re.search(rf"\b{re.escape(unit.removesuffix('s'))}", head, re.IGNORECASE) is not None


def _first_line(retriever: Retriever, info: DocumentInfo) -> RecordPlace:
    text = retriever.store.catalogue.reading_text(info.number).text
    first = next((match.start() for match in re.finditer(r"\S", text)), 0)
    return RecordPlace(info, sentence_around(text, first))


def _by_date(info: DocumentInfo) -> tuple[bool, str, str]:
    return not info.date, info.date or "", info.name
