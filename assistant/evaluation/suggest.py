"""Drafts of a test set, made from the statements of a store, for its owner to edit.

Five kinds in turn: who said it, what somebody said about something, a quote as it stands, the same
with something changed, and a question whose document is taken away. Each has its evidence, and is
marked as a draft.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.errors import EvaluationError
from assistant.evaluation.run import Progress
from assistant.evaluation.testset import QUOTE, UNANSWERABLE, GoldQuestion
from assistant.records import Verdict
from index.function_words import DAYS
from index.records import Span, Statement
from index.retriever import Retriever
from index.sentences import split_sentences
from index.stored import DocumentInfo

WORDS = range(6, 36)
"""Words of a statement that a question is made from: enough to know it by, and to be read."""
PER_DOCUMENT = 3
"""Statements that are taken from one document."""
LEAST_TOLD_OF = 4
"""Of so many statements, the one that other documents come least near to is made into an
unanswerable question: what others tell as well can be answered without its document."""
SEED = 0

_PERSON = re.compile(r"[^\W\d_a-z][\w.-]*(?: (?:de|la|van|von|bin|al|[^\W\d_a-z][\w.-]*))+")
_QUOTED = re.compile(r"[“”\"]|''")
_OPENED = ("“", '"', "''", "‘", "«", "„")
_PRONOUN = re.compile(r"(?:I|we|he|she|it|they|this|that|these|those|there)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]*)*")
_ARTICLE = re.compile(r"^(?:The|An?|In|On|At|No|Some|Many|All|Our|His|Her|Their)\b")
_OWNING = re.compile(r"[’']s?$")
_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?![\d,.])")
_NOT = re.compile(r"(?<!\s)\s++not\b|(?<=\b(?:is|do))n[’']t\b|(?<=\b(?:did|are|was|has))n[’']t\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|should|could|must|has|have)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that questions can be made from."""

    document: DocumentInfo
    said: Statement
    speaker: str
    """A person's full name."""
    words: str
    """Its content on one line."""
    evidence: str
    """The sentences that it stands in, exactly."""


def suggest(
    retriever: Retriever,
    number: int,
    progress: Progress = lambda done, total, name: None,
) -> list[GoldQuestion]:
    """Draft questions about what is in a store; the same ones for the same store.

    Args:
        retriever: Of the store.
        number: How many; fewer where the store has not enough statements.
        progress: Told how many there are.

    Raises:
        EvaluationError: No question can be made from what the store has.
    """
    pool = _Pool(_told(retriever))
    found: list[GoldQuestion] = []
    kinds = [_who, _said, _quote, _altered, _unanswerable]
    while kinds and len(found) < number:
        make = kinds.pop(0)
        draft = make(pool, retriever, f"draft-{len(found) + 1:03}")
        if draft is not None:
            found.append(draft)
            kinds.append(make)
            progress(len(found), number, "")
    if not found:
        raise EvaluationError(
            "the store has no statements by named people that a question could be made from;"
            " `onrecord statements` lists what it has"
        )
    return found


class _Pool:
    """Statements, each taken once; what doesn't fit one question waits for another."""

    def __init__(self, told: Iterator[Told]) -> None:
        self._told = told
        self._waiting: list[Told] = []

    def take(self, fits: Callable[[Told], bool] = lambda told: True) -> Told | None:
        """The first that fits; None where there is none left."""
        for number, one in enumerate(self._waiting):
            if fits(one):
                return self._waiting.pop(number)
        for one in self._told:
            if fits(one):
                return one
            self._waiting.append(one)
        return None


def _told(retriever: Retriever) -> Iterator[Told]:
    """Statements by named people, a few of each document, in an order drawn once."""
    catalogue = retriever.store.catalogue
    documents = list(catalogue.documents())
    chance = random.Random(SEED)  # noqa: S311
    chance.shuffle(documents)
    for document in documents:
        text = catalogue.text(document)
        sentences = split_sentences(text, document.language)
        said = list(catalogue.statements_at(document.number, 0, len(text)))
        chance.shuffle(said)
        found = (_as_told(document, text, sentences, one) for one in said)
        yield from islice((one for one in found if one), PER_DOCUMENT)


def _as_told(
    document: DocumentInfo, text: str, sentences: Sequence[Span], said: Statement
) -> Told | None:
    """The first sentence of a statement that can be understood by itself.

    None if there is none, or the speaker has no name.
    """
    speaker = said.speaker or ""
    if not _PERSON.fullmatch(speaker):
        return None
    for sentence in sentences:
        start, end = max(said.start, sentence.start), min(said.end, sentence.end)
        if start >= end:
            continue
        words = " ".join(text[start:end].split()).strip(" ,.;:“”\"'‘’")
        before = text[:start].rstrip()
        # A sentence, or what stands in quotation marks or behind "that", is whole; of anything
        # else a part may be missing.
        clause = said.kind != "direct" and words.startswith("that ")
        words = words.removeprefix("that ") if clause else words
        whole = clause or start == sentence.start or before.endswith((*_OPENED, " that"))
        if (
            whole
            and len(words.split()) in WORDS
            and speaker.casefold() not in words.casefold()
            and not _PRONOUN.match(words)
            and not _QUOTED.search(words)
        ):
            return Told(document, said, speaker, words, text[sentence.start : sentence.end])
    return None


def _who(pool: _Pool, retriever: Retriever, key: str) -> GoldQuestion | None:
    one = pool.take()
    if one is None:
        return None
    return _question(one, key, "who", _who_said(one), (one.speaker,))


def _said(pool: _Pool, retriever: Retriever, key: str) -> GoldQuestion | None:
    one = pool.take(lambda one: bool(_topic(one)))
    if one is None:
        return None
    question = f"What did {one.speaker} say about {_topic(one)}?"
    return _question(one, key, "said", question, (one.words,))


def _quote(pool: _Pool, retriever: Retriever, key: str) -> GoldQuestion | None:
    one = pool.take(lambda one: one.said.kind == "direct")
    return None if one is None else _check(one, key, one.words, "verbatim")


def _altered(pool: _Pool, retriever: Retriever, key: str) -> GoldQuestion | None:
    one = pool.take(lambda one: one.said.kind == "direct" and bool(_changed(one.words)))
    if one is None:
        return None
    return _check(one, key, _changed(one.words) or "", "altered")


def _unanswerable(pool: _Pool, retriever: Retriever, key: str) -> GoldQuestion | None:
    if retriever.store.catalogue.count()[0] < 2:
        return None
    several = [one for one in (pool.take() for _ in range(LEAST_TOLD_OF)) if one]
    if not several:
        return None
    one = min(several, key=lambda one: _nearest_elsewhere(one, retriever))
    return GoldQuestion(
        id=key,
        type=UNANSWERABLE,
        question=_who_said(one),
        without=(one.document.label,),
    )


def _nearest_elsewhere(one: Told, retriever: Retriever) -> float:
    """Cosine of the statement with the nearest sentence of another document."""
    others = [
        info.number
        for info in retriever.store.catalogue.documents()
        if info.number != one.document.number
    ]
    return max(
        (near for _, _, near in retriever.nearest_sentences(one.words, 1, others)), default=0
    )


def _who_said(one: Told) -> str:
    if one.said.kind == "direct":
        return f"Who said “{one.words}”?"
    clause = _ARTICLE.sub(lambda found: found.group().lower(), one.words, count=1)
    return f"Who said that {clause}?"


def _topic(one: Told) -> str | None:
    """What a statement is about: the longest name in it."""
    found = (place for place in _NAME.finditer(one.words) if place.start() > 0)
    names = [
        name
        for name in (_OWNING.sub("", place.group()) for place in found)
        if len(name) > 3 and name not in one.speaker and not DAYS & set(name.casefold().split())
    ]
    return max(names, key=len, default=None)


def _changed(quote: str) -> str | None:
    """The quote with another number, or with a "not" lost or added."""
    number = _NUMBER.search(quote)
    if number:
        return quote[: number.start()] + str(int(number.group()) + 1) + quote[number.end() :]
    lost, changes = _NOT.subn("", quote, count=1)
    if changes:
        return lost
    added, changes = _AUXILIARY.subn(lambda found: f"{found.group()} not", quote, count=1)
    return added if changes else None


def _question(
    one: Told, key: str, kind: str, question: str, answers: Sequence[str]
) -> GoldQuestion:
    return GoldQuestion(
        id=key,
        type=kind,
        question=question,
        answers=tuple(answers),
        speaker=one.speaker,
        document=one.document.label,
        evidence=(one.evidence,),
    )


def _check(one: Told, key: str, quote: str, verdict: Verdict) -> GoldQuestion:
    return GoldQuestion(
        id=key,
        type=QUOTE,
        question=f"Did {one.speaker} say “{quote}”?",
        speaker=one.speaker,
        document=one.document.label,
        evidence=(one.evidence,),
        quote=quote,
        verdict=verdict,
    )
