"""Drafts the questions of a test set from the statements of a store, for a person to edit.

Five kinds of question alternate: who said something, what a person said about a topic, an exact
quote, an altered quote, and a question whose document is left out of the search. Each comes with
its evidence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.errors import EvaluationError
from assistant.evaluation.judging.records import QUOTE, UNANSWERABLE, GoldQuestion, ProgressCallback
from assistant.records import Verdict
from index.lexicon.function_words import ADVERBIALS
from index.records import Span, Statement
from index.retrieval.retriever import Retriever
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo
from index.text.person_names import PARTICLE
from index.text.sentences import split_sentences

__all__ = ["draft_questions"]

WORD_COUNTS = range(6, 36)
"""Numbers of words of statements that questions are made from: enough to identify the statement,
and few enough to read."""
MOST_PER_DOCUMENT = 3
"""Maximum number of statements of one document that questions are made from."""
UNANSWERABLE_CANDIDATES = 4
"""Number of statements from which the one least similar to other documents is chosen for an
unanswerable question, as a statement that others report too would still be answerable."""
SEED = 0

_PERSON = re.compile(rf"[^\W\d_a-z][\w.-]*(?: (?:{PARTICLE}|[^\W\d_a-z][\w.-]*))+")
_QUOTATION_MARK = re.compile(r"[“”\"]|''")
_OPENING_MARKS = ("“", '"', "''", "‘", "«", "„")
_LEADING_PRONOUN = re.compile(
    r"(?:I|we|he|she|it|they|this|that|these|those|there)\b", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]*)*")
_LEADING_FUNCTION_WORD = re.compile(r"^(?:The|An?|In|On|At|No|Some|Many|All|Our|His|Her|Their)\b")
_POSSESSIVE = re.compile(r"[’']s?$")
_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?![\d,.])")
_NOT = re.compile(r"(?<!\s)\s++not\b|(?<=\b(?:is|do))n[’']t\b|(?<=\b(?:did|are|was|has))n[’']t\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|should|could|must|has|have)\b")


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A statement that a question can be made from."""

    document: DocumentInfo
    statement: Statement
    speaker: str
    """A person's full name."""
    words: str
    """What is said, on one line."""
    evidence: str
    """The sentence that has it, exactly as in the document."""


def draft_questions(
    retriever: Retriever,
    number: int,
    progress: ProgressCallback = lambda done, total, name: None,
) -> list[GoldQuestion]:
    """Draft questions about the documents of a store; the same ones each time.

    Args:
        retriever: Retriever of the store.
        number: How many; fewer where the store doesn't have enough statements.
        progress: Called after each draft.

    Raises:
        EvaluationError: No question can be made from what the store has.
    """
    pool = _SourcePool(_draft_sources(retriever))
    drafts: list[GoldQuestion] = []
    makers = [_who_question, _said_question, _true_quote, _altered_quote, _unanswerable_question]
    while makers and len(drafts) < number:
        make = makers.pop(0)
        draft = make(pool, retriever, f"draft-{len(drafts) + 1:03}")
        if draft is not None:
            drafts.append(draft)
            makers.append(make)
            progress(len(drafts), number, "")
    if not drafts:
        raise EvaluationError(
            "the store has no statements by named people that a question could be made from;"
            " `onrecord statements` lists what it has"
        )
    return drafts


class _SourcePool:
    """Hands out each source once; a source that does not suit a question is kept for later ones."""

    def __init__(self, sources: Iterator[DraftSource]) -> None:
        self._sources = sources
        self._kept: list[DraftSource] = []

    def take(
        self, suits: Callable[[DraftSource], bool] = lambda source: True
    ) -> DraftSource | None:
        """The first source that suits; None if there is none left."""
        for number, source in enumerate(self._kept):
            if suits(source):
                return self._kept.pop(number)
        for source in self._sources:
            if suits(source):
                return source
            self._kept.append(source)
        return None


def _draft_sources(retriever: Retriever) -> Iterator[DraftSource]:
    """Statements by named people, a few of each document, in a shuffled order."""
    catalogue = retriever.store.catalogue
    documents = list(catalogue.documents())
    chance = random.Random(SEED)  # noqa: S311
    chance.shuffle(documents)
    for document in documents:
        text = catalogue.reading_text(document).text
        sentences = split_sentences(text, document.language)
        statements = list(catalogue.statements_overlapping(document.number, 0, len(text)))
        chance.shuffle(statements)
        sources = (_draft_source(catalogue, document, text, sentences, one) for one in statements)
        yield from islice((source for source in sources if source), MOST_PER_DOCUMENT)


def _draft_source(
    catalogue: Catalogue,
    document: DocumentInfo,
    text: str,
    sentences: Sequence[Span],
    statement: Statement,
) -> DraftSource | None:
    """The first sentence of a statement that can be understood by itself.

    None if there is none, or if the speaker is not named.
    """
    speaker = statement.speaker or ""
    if not _PERSON.fullmatch(speaker):
        return None
    for sentence in sentences:
        start, end = max(statement.start, sentence.start), min(statement.end, sentence.end)
        if start >= end:
            continue
        words = " ".join(text[start:end].split()).strip(" ,.;:“”\"'‘’")
        before = text[:start].rstrip()
        # A sentence, or what follows a quotation mark or "that", is complete; of anything else a
        # part may be missing.
        is_clause = statement.kind != "direct" and words.startswith("that ")
        words = words.removeprefix("that ") if is_clause else words
        starts_sentence = start == sentence.start
        is_complete = is_clause or starts_sentence or before.endswith((*_OPENING_MARKS, " that"))
        if (
            is_complete
            and len(words.split()) in WORD_COUNTS
            and speaker.casefold() not in words.casefold()
            and not _LEADING_PRONOUN.match(words)
            and not _QUOTATION_MARK.search(words)
        ):
            evidence = catalogue.locate(document.number, *sentence).quote
            return DraftSource(document, statement, speaker, words, evidence)
    return None


def _who_question(pool: _SourcePool, retriever: Retriever, key: str) -> GoldQuestion | None:
    source = pool.take()
    if source is None:
        return None
    return _answerable(source, key, "who", _who_said_it(source), source.speaker)


def _said_question(pool: _SourcePool, retriever: Retriever, key: str) -> GoldQuestion | None:
    source = pool.take(lambda source: bool(_topic(source)))
    if source is None:
        return None
    question = f"What did {source.speaker} say about {_topic(source)}?"
    return _answerable(source, key, "said", question, source.words)


def _true_quote(pool: _SourcePool, retriever: Retriever, key: str) -> GoldQuestion | None:
    source = pool.take(lambda source: source.statement.kind == "direct")
    return None if source is None else _quote_check(source, key, source.words, "verbatim")


def _altered_quote(pool: _SourcePool, retriever: Retriever, key: str) -> GoldQuestion | None:
    source = pool.take(
        lambda source: source.statement.kind == "direct" and bool(_altered(source.words))
    )
    if source is None:
        return None
    return _quote_check(source, key, _altered(source.words) or "", "altered")


def _unanswerable_question(
    pool: _SourcePool, retriever: Retriever, key: str
) -> GoldQuestion | None:
    if retriever.store.catalogue.count()[0] < 2:
        return None
    candidates = [one for one in (pool.take() for _ in range(UNANSWERABLE_CANDIDATES)) if one]
    if not candidates:
        return None
    source = min(candidates, key=lambda candidate: _similarity_elsewhere(candidate, retriever))
    return GoldQuestion(
        id=key,
        type=UNANSWERABLE,
        question=_who_said_it(source),
        without=(source.document.label,),
    )


def _similarity_elsewhere(source: DraftSource, retriever: Retriever) -> float:
    """Cosine of the statement and the most similar sentence of another document."""
    others = [
        info.number
        for info in retriever.store.catalogue.documents()
        if info.number != source.document.number
    ]
    nearest = retriever.nearest_sentences(source.words, 1, others)
    return max((cosine for _, _, cosine in nearest), default=0)


def _who_said_it(source: DraftSource) -> str:
    if source.statement.kind == "direct":
        return f"Who said “{source.words}”?"
    clause = _LEADING_FUNCTION_WORD.sub(lambda match: match.group().lower(), source.words, count=1)
    return f"Who said that {clause}?"


def _topic(source: DraftSource) -> str | None:
    """What a statement is about: the longest name in it, except at its beginning."""
    matches = (match for match in _NAME.finditer(source.words) if match.start() > 0)
    names = [
        name
        for name in (_POSSESSIVE.sub("", match.group()) for match in matches)
        if len(name) > 3
        and name not in source.speaker
        and ADVERBIALS.isdisjoint(name.casefold().split())
    ]
    return max(names, key=len, default=None)


def _altered(quote: str) -> str | None:
    """The quote with another number, or with a "not" removed or added; None if it has neither."""
    number = _NUMBER.search(quote)
    if number:
        return quote[: number.start()] + str(int(number.group()) + 1) + quote[number.end() :]
    without_not, changes = _NOT.subn("", quote, count=1)
    if changes:
        return without_not
    with_not, changes = _AUXILIARY.subn(lambda match: f"{match.group()} not", quote, count=1)
    return with_not if changes else None


def _answerable(
    source: DraftSource, key: str, question_type: str, question: str, answer: str
) -> GoldQuestion:
    return GoldQuestion(
        id=key,
        type=question_type,
        question=question,
        answers=(answer,),
        speaker=source.speaker,
        document=source.document.label,
        evidence=(source.evidence,),
    )


def _quote_check(source: DraftSource, key: str, quote: str, verdict: Verdict) -> GoldQuestion:
    return GoldQuestion(
        id=key,
        type=QUOTE,
        question=f"Did {source.speaker} say “{quote}”?",
        speaker=source.speaker,
        document=source.document.label,
        evidence=(source.evidence,),
        quote=quote,
        verdict=verdict,
    )
