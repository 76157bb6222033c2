"""Finds the documents that some words of a question mean: "this", "the op-ed on night trains"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from assistant.answering.from_records.form_patterns import DOCUMENT_WORDS, PLAIN_DOCUMENT_WORDS
from assistant.answering.from_records.question_forms import read_record_question
from assistant.generation.comparison.content_words import content_stems
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.text.stemming import stems

__all__ = ["ask_about_cited_document", "find_asked_documents"]

_SEARCHED = 50
"""Documents that are looked at for a topic, those with the most of its words first."""
_MIN_SHARE = 0.75
"""Share of the topic's words that a document needs."""
_HEAD = 400
"""Characters at the start of a text in which it says what it is."""
_LABEL = 7
"""Words of a line from which on it is a sentence if it ends in a full stop."""
_NOUN = re.compile(
    rf"\b(?:{DOCUMENT_WORDS})\b(?= (?:about|on|of|in|at|by|from|over|with)\b|$)", re.IGNORECASE
)
_KIND = re.compile(rf"\b(?:{DOCUMENT_WORDS})\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|this|that)\b", re.IGNORECASE)
_POINTS = re.compile(r"(?:this|that|it|these|those|the (?:same|above))\b", re.IGNORECASE)
_CORRECTS = re.compile(r"\b(?:correction|corrected|corrigendum|clarification)\b", re.IGNORECASE)
_PLAIN = re.compile(rf"(?:{PLAIN_DOCUMENT_WORDS})", re.IGNORECASE)
_POINTING = frozenset(stems("this that it the above same an one these those"))


def ask_about_cited_document(question: str, previous: str) -> str | None:
    """The question in words of its own if it asks for a fact of the document cited before.

    "When did this come out?" stays as it is; "Who wrote it?" behind "What does the letter say?"
    becomes "Who wrote the letter?". None for any other question.

    Args:
        question: As the user asked it.
        previous: The question before it.
    """
    asked = read_record_question(question)
    if asked is None or not asked.form.startswith("document ") or asked.person:
        return None
    if not _means_cited_document(asked.topic):
        return None
    noun = _KIND.search(previous)
    if noun is None or _PLAIN.fullmatch(noun.group()) or _KIND.search(question):
        return question
    return _IT.sub(f"the {noun.group()}", question, count=1)


def find_asked_documents(
    retriever: Retriever, words: str, numbers: Sequence[int] | None
) -> list[DocumentInfo]:
    """The documents that words mean, by date; empty if it can't be told.

    Args:
        retriever: Searches the store.
        words: Such as "the kettle recall"; empty for the only document searched.
        numbers: Numbers of the documents to search; None for all.
    """
    topic, noun = _topic(words), _noun(words)
    if not _means_cited_document(words):
        topic = topic or content_stems(noun)
    catalogue = retriever.store.catalogue
    if topic:
        scores = catalogue.scores_by_number(
            dict(retriever.store.document_words.search(words, _SEARCHED, numbers))
        )
        infos = list(catalogue.documents_by_date(scores))
    else:
        some = (one for one in catalogue.documents() if numbers is None or one.number in numbers)
        infos = list(islice(some, 2))
        if len(infos) != 1:
            return []
    texts = {info.number: catalogue.reading_text(info.number).text for info in infos}
    infos = [
        info
        for info in infos
        if _covers(topic, f"{info.title or ''} {info.outlet or ''} {texts[info.number]}")
    ]
    # "Which paper reported the closing?" means every document that tells of it.
    for tell in (_label_of, _head_of) if noun else ():
        told = [one for one in infos if _covers(topic, tell(one, texts[one.number]), 1)]
        if told:
            infos = told
            break
    infos = _of_kind(noun, infos, texts)
    if _CORRECTS.search(words):
        return infos
    first = [one for one in infos if not _CORRECTS.search(_head_of(one, texts[one.number]))]
    return first or infos


def _head_of(info: DocumentInfo, text: str) -> str:
    """What says which document it is: its name, its title and how its text begins."""
    name = re.sub(r"[\W_]+", " ", info.name)
    return f"{name}\n{info.title or ''}\n{text[:_HEAD]}"


def _label_of(info: DocumentInfo, text: str) -> str:
    """The same up to the first sentence of the text, which may speak of other documents."""
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    above = takewhile(lambda line: not (line.endswith(".") and len(line.split()) > _LABEL), lines)
    return _head_of(info, "\n".join(above))


def _of_kind(noun: str, infos: list[DocumentInfo], texts: dict[int, str]) -> list[DocumentInfo]:
    """Those that are what a noun says; empty if it names something that they only speak of."""
    if not noun or _PLAIN.fullmatch(noun):
        return infos
    word = re.compile(rf"\b{re.escape(noun)}s?\b", re.IGNORECASE)
    named = [one for one in infos if word.search(_label_of(one, texts[one.number]))]
    if not named and any(word.search(texts[one.number]) for one in infos):
        return []
    return named or infos


def _covers(topic: frozenset[str], text: str, least: float = _MIN_SHARE) -> bool:
    return len(topic & content_stems(text)) >= least * len(topic)


def _means_cited_document(words: str) -> bool:
    """Whether words mean the document that was spoken of before: "it", "this release"."""
    noun = _noun(words)
    is_any = not noun or _PLAIN.fullmatch(noun) or _POINTS.match(words)
    return not _topic(words) and bool(is_any)


def _noun(words: str) -> str:
    match = _NOUN.search(words)
    return match.group() if match else ""


def _topic(words: str) -> frozenset[str]:
    return content_stems(words) - _POINTING - frozenset(stems(_noun(words)))
