"""Finds the statements of one speaker that say something about a topic, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.from_records.record_answer import RecordPlace
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.from_records.statement_dates import date_of_document, is_in_period
from assistant.browse.repeats import find_repeats
from assistant.browse.statements import TOPIC_PASSAGES
from index.lexicon.function_words import AUXILIARIES, POSSESSIVES, PRONOUNS
from index.lexicon.speaker_labels import QUESTION_LABELS
from index.lexicon.stance_words import NEGATIONS, NOBODY
from index.people.directory import SpeakerSelection
from index.records import Span, Statement
from index.retrieval.retriever import Retriever
from index.retrieval.topics import (
    LEAST_CLOSENESS,
    WORDS_WEIGHT,
    Topic,
    TopicSentence,
    compare_sentences,
    is_about,
    make_topic,
)
from index.store.rows import DocumentInfo
from index.text.stemming import stems

__all__ = [
    "SaidSentences",
    "all_said",
    "find_said",
    "fold_copies",
    "is_negative",
    "most_on_topic",
    "nearest_to_topic",
    "places_of",
    "said_in_period",
    "statements_of",
]

_MAX_CITED_SENTENCES = 3
"""Sentences of one statement that are cited: of a long turn, those nearest to the topic."""
_MAX_CITED_CHARACTERS = 700
_REPLY = re.compile(r"(?:yes|no|never|yeah|nope|absolutely|of course|certainly|not at all)\b", re.I)
_NEGATIVE = re.compile(
    rf"\b(?:{'|'.join(sorted(NEGATIONS | NOBODY))}|no|nor|neither|nothing|none|cannot"
    r"|(?:wo|do|ca|is|did|does|was|wo|are|have|has|would|should|could)nt)\b|n['’]t\b",
    re.IGNORECASE,
)
_LIGHT_STEMS = frozenset(stems(" ".join((*PRONOUNS, *AUXILIARIES, *POSSESSIVES))))
"""Stems of words that make no claim another one."""
_SHARE_OF_NEAREST = 0.65
"""Of questions written to choose it, what came less near was about something else."""
_MAX_GAP = 80
"""Characters between a question and its reply, such as the label of who replies."""


@dataclass(frozen=True, slots=True)
class SaidSentences:
    """A statement of somebody and the sentences of it that a topic is about."""

    info: DocumentInfo
    statement: Statement
    sentences: tuple[Span, ...]
    """The sentences to cite, in order; nothing but white space stands between them."""
    text: str
    """Their words."""
    nearest: str
    """The sentence of them that is nearest to the topic, as far as the statement has it."""
    closeness: float
    """Of the nearest sentence: its cosine with the topic, and its share of the topic's words."""
    words: float
    """Share of the topic's words, weighted by rarity, in the nearest sentence."""
    question: Span | None = None
    """The question that the statement replies to, if the topic stands in it alone."""

    @property
    def span(self) -> Span:
        """From the first to the last sentence."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    def places(self) -> Iterator[RecordPlace]:
        """What is cited: the sentences, behind the question that they need."""
        if self.question is not None:
            yield RecordPlace(self.info, self.question)
        yield RecordPlace(self.info, self.span, self.statement.speaker)


def statements_of(
    retriever: Retriever, people: SpeakerSelection, numbers: Sequence[int] | None
) -> list[tuple[int, Statement]]:
    """The statements of people that documents give as said, oldest first; undated ones last."""
    found = retriever.store.catalogue.statements(numbers, people)
    return [(number, one) for number, one in found if one.is_claim and not _is_pronoun(one)]


def find_said(
    retriever: Retriever,
    people: SpeakerSelection | None,
    text: str,
    numbers: Sequence[int] | None,
    only_claims: bool = True,
    least: float = LEAST_CLOSENESS,
) -> list[SaidSentences]:
    """What people say about a topic, oldest first; undated statements last.

    Args:
        retriever: Searches the store.
        people: Whose statements; None for everybody's.
        text: The topic.
        numbers: Numbers of the documents to search; None for all.
        only_claims: Whether to leave out what documents tell as not said.
        least: Closeness from which on a sentence counts that says less of the topic.
    """
    catalogue = retriever.store.catalogue
    if people is not None:
        heard = catalogue.numbers_with_speakers(people)
        numbers = heard if numbers is None else sorted(set(heard) & set(numbers))
    if numbers is not None and not numbers:
        return []
    topic = make_topic(retriever, text)
    passages = retriever.nearest_passages(topic.words, topic.vector, TOPIC_PASSAGES, numbers)
    infos = {passage.document.number: passage.document for passage in passages}
    sentences = compare_sentences(topic, passages)
    return [
        said
        for number, statement in catalogue.statements(list(sentences), people)
        if statement.is_claim or not only_claims
        if (said := _read(topic, infos[number], statement, sentences[number], least))
    ]


def fold_copies(retriever: Retriever, found: Sequence[SaidSentences]) -> list[SaidSentences]:
    """The statements without those that repeat an earlier one in another document."""
    pairs = [(one.info, one.statement) for one in found]
    repeats = find_repeats(retriever.store, retriever.people, pairs)
    return [one for one, first in zip(found, repeats, strict=True) if first is None]


def most_on_topic(found: Sequence[SaidSentences]) -> list[SaidSentences]:
    """The statements that are about as near to the topic as the nearest one.

    Where one of them is the first, the last or a change, another one that shares a word with the
    topic ("books", of a "book bus") must not be.
    """
    best = max((one.closeness for one in found), default=0.0)
    return [one for one in found if one.closeness >= _SHARE_OF_NEAREST * best]


def is_negative(text: str) -> bool:
    """Whether a sentence or a claim has a word for "no" or "not"."""
    return _NEGATIVE.search(text) is not None


def _read(
    topic: Topic,
    info: DocumentInfo,
    statement: Statement,
    sentences: Sequence[TopicSentence],
    least: float,
) -> SaidSentences | None:
    """The sentences of a statement that are about a topic; None if none is."""
    own = [
        one
        for one in sentences
        if one.span.start < statement.end and statement.start < one.span.end
    ]
    if not own or _is_pronoun(statement):
        return None
    before = _sentence_before(own[0], sentences)
    best = max(range(len(own)), key=lambda at: _closeness(own[at]))
    if is_about(topic, statement, sentences):
        question = None
        if _closeness(own[best]) < LEAST_CLOSENESS and before is not None:
            question, best = _question_in(before), 0
    elif before is not None and _is_reply(before, own[0], topic):
        question, best = _question_in(before), 0
    elif least >= LEAST_CLOSENESS or _closeness(own[best]) < least:
        return None
    else:
        question = None
    cited = _cited(own, best)
    words = " ".join(one.text for one in cited)
    at = own[best].span.start
    nearest = own[best].text[max(0, statement.start - at) : max(0, statement.end - at)]
    return SaidSentences(
        info,
        statement,
        tuple(one.span for one in cited),
        words,
        nearest,
        max(_closeness(own[best]), _closeness(before) if question and before else 0.0),
        _share_of_words(topic, nearest),
        question,
    )


def _closeness(sentence: TopicSentence) -> float:
    return sentence.cosine + WORDS_WEIGHT * sentence.words


def _share_of_words(topic: Topic, text: str) -> float:
    """Share of the topic's words of content, weighted by rarity, that a text has."""
    weights = {stem: rarity for stem, rarity in topic.rarity.items() if stem not in _LIGHT_STEMS}
    total = sum(weights.values())
    found = topic.named_in(frozenset(stems(text)))
    return sum(weights.get(stem, 0.0) for stem in found) / total if total else 0.0


def _cited(own: Sequence[TopicSentence], best: int) -> list[TopicSentence]:
    """The best sentence of a statement, and those beside it as long as they are few and short."""
    first = last = best
    while last + 1 < len(own) and last - first + 1 < _MAX_CITED_SENTENCES:
        if own[last + 1].span.end - own[first].span.start > _MAX_CITED_CHARACTERS:
            break
        if not _follows(own[last], own[last + 1]):
            break
        last += 1
    if last == best and first > 0 and len(own) <= _MAX_CITED_SENTENCES:
        first = 0 if _follows(own[0], own[first]) else first
    return list(own[first : last + 1])


def _follows(one: TopicSentence, other: TopicSentence) -> bool:
    return 0 < other.span.start - one.span.end <= 2


def _sentence_before(
    own: TopicSentence, sentences: Sequence[TopicSentence]
) -> TopicSentence | None:
    at = sentences.index(own)
    if not at or own.span.start - sentences[at - 1].span.end > _MAX_GAP:
        return None
    return sentences[at - 1]


def _is_reply(before: TopicSentence, own: TopicSentence, topic: Topic) -> bool:
    """Whether a sentence answers yes or no to a question that has the topic."""
    says = re.sub(r"^[^:\n]{2,80}:\s+", "", own.text.strip())
    return (
        before.text.rstrip(" ”\"’'").endswith("?")
        and _REPLY.match(says) is not None
        and _closeness(before) >= LEAST_CLOSENESS
    )


def _question_in(sentence: TopicSentence) -> Span | None:
    return sentence.span if sentence.text.rstrip(" ”\"’'").endswith("?") else None


def _is_pronoun(statement: Statement) -> bool:
    speaker = (statement.speaker or "").casefold()
    return not speaker or speaker in PRONOUNS or speaker in QUESTION_LABELS


def all_said(
    retriever: Retriever, people: SpeakerSelection, numbers: Sequence[int] | None
) -> list[SaidSentences]:
    """All statements of a person, each cited by its sentences."""
    catalogue = retriever.store.catalogue
    found = statements_of(retriever, people, numbers)
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


def said_in_period(
    retriever: Retriever, said: Sequence[SaidSentences], period: str
) -> list[SaidSentences]:
    """What was said in the month or year that a question names; all if it names none."""
    if not period:
        return list(said)
    catalogue = retriever.store.catalogue
    return [one for one in said if is_in_period(date_of_document(catalogue, one.info), period)]


def nearest_to_topic(found: Sequence[SaidSentences], n: int) -> list[SaidSentences]:
    """At most `n` statements, those nearest to the topic, in the order in which they were found."""
    ranked = sorted(range(len(found)), key=lambda at: -found[at].closeness)[:n]
    return [found[at] for at in sorted(ranked)]


def places_of(found: Sequence[SaidSentences]) -> tuple[RecordPlace, ...]:
    """What is cited for statements, in their order."""
    return tuple(place for one in found for place in one.places())
