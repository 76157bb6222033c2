"""Finds the statements about a topic: by what each of them says, not by the passage around it.

Candidates are the statements in the passages nearest to the topic, by words and by vectors. Each is
then judged by its own words and by the vectors of its own sentences, which the store keeps. A short
statement ("It is unacceptable") doesn't name what it is about, so that the words of the sentence
before it count too, which may be the question that it answers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.embedding.vectors import sentence_cosines
from index.people.directory import People, SpeakerSelection
from index.records import Filters, Span, Statement
from index.retrieval.country_words import related_country_words
from index.retrieval.question import QUESTION_STEMS, names_in, speakers_asked_about
from index.retrieval.retriever import Retriever
from index.retrieval.word_coverage import sentence_coverages
from index.store.rows import DocumentInfo, StoredPassage
from index.store.word_index import MAX_TERMS
from index.text.name_folding import sound_of, words_of_folded_name
from index.text.stemming import stems

__all__ = [
    "Topic",
    "TopicSentence",
    "compare_sentences",
    "find_statements_about",
    "is_about",
    "make_topic",
]

WORDS_WEIGHT = 0.4
"""What the share of the topic's words counts beside a cosine. Weight and thresholds are the best of
a grid on `topic_statements.jsonl`; `tests/bench/measure/topics.py` measures them. They fit the
packaged embedding model: another has other cosines."""
LEAST_CLOSENESS = 0.48
"""From here on a statement is about a topic: at least 0.08 of it comes from the cosine."""
CONTEXT_SHARE = 0.25
"""What a word counts that stands in the statement's sentence and not in the statement."""
SHORT_STEMS = 3
"""A statement with at most so many words of content may leave its topic to the sentence before."""
_MOST_NAMES = 20
"""Words of names that are looked for in other spellings, so that a long text is not slow."""
_MAX_GAP = 80
"""Characters between two sentences in succession, such as the label of who speaks next."""
_LEAST_NAME = 4
"""Letters of a name that may be spelled in another way; shorter ones sound like too many words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What statements are wanted about."""

    words: str
    """Its text, with other spellings of its names, as the word index is searched for it."""
    vector: npt.NDArray[np.float32]
    """Unit vector, shape (dimension,)."""
    rarity: Mapping[str, float]
    """Its stems, each with its inverse document frequency."""
    spellings: Mapping[str, str]
    """Other spellings of its names, as stems, each with the stem that the topic has."""

    def coverage(self, text: str) -> float:
        """Share of the topic's words, weighted by rarity, that `text` contains."""
        found = set(stems(text))
        total = sum(self.rarity.values())
        return sum(self.rarity[stem] for stem in self.named_in(found)) / total if total else 0.0

    def named_in(self, found: AbstractSet[str]) -> set[str]:
        """Its stems that are among others, in any spelling."""
        same = self.rarity.keys() & found
        return same | {self.spellings[stem] for stem in self.spellings.keys() & found}


class TopicSentence(NamedTuple):
    """A sentence of a document, compared with a topic."""

    span: Span
    text: str
    cosine: float
    words: float
    """Share of the topic's words, weighted by rarity, that it contains."""


def find_statements_about(
    retriever: Retriever, text: str, filters: Filters, k: int
) -> list[tuple[DocumentInfo, Statement]]:
    """The statements about a topic, oldest first; undated ones last.

    Args:
        retriever: Searches the store.
        text: The topic. "Putin about Kosovo" and "What did Putin say about Kosovo?" ask for the
            statements of one speaker, unless the filters name another.
        filters: Limits on speakers, documents, outlets and dates.
        k: Number of passages that are looked at: so many by words and as many by vectors.

    Raises:
        FilterError: A filter names a document or a speaker that is not in the store.
        StoreBusy: The indexes are being rebuilt.
        StoreDamaged: The indexes are incomplete.
    """
    text = text.encode("utf-8", "replace").decode()
    numbers = retriever.document_numbers(filters)
    asked, text = _split_speaker(text, retriever.people)
    speakers = retriever.find_speakers(filters.speakers) or asked
    if asked and not filters.speakers:
        heard = retriever.store.catalogue.numbers_with_speakers(speakers)
        numbers = heard if numbers is None else sorted(set(heard) & set(numbers))
    if numbers is not None and not numbers:
        return []
    topic = make_topic(retriever, text)
    passages = retriever.nearest_passages(topic.words, topic.vector, k, numbers)
    infos = {passage.document.number: passage.document for passage in passages}
    sentences = compare_sentences(topic, passages)
    candidates = retriever.store.catalogue.statements_within(
        _candidate_spans(sentences), speakers or None
    )
    return [
        (infos[number], statement)
        for number, statement in candidates
        if is_about(topic, statement, sentences[number])
    ]


def make_topic(retriever: Retriever, text: str) -> Topic:
    """A topic with its vector and the rarity of its words in the store."""
    store = retriever.store
    found = dict.fromkeys(stem for stem in stems(text) if stem not in QUESTION_STEMS)
    wanted = list(found)[:MAX_TERMS]
    spellings = _other_spellings(text, wanted, retriever.people)
    return Topic(
        " ".join((text, *spellings)),
        store.embedder.embed_question(text),
        store.words.inverse_document_frequencies(wanted),
        {stem: own for word, own in spellings.items() for stem in stems(word) if stem != own},
    )


def is_about(topic: Topic, statement: Statement, sentences: Sequence[TopicSentence]) -> bool:
    """Whether a statement says something about a topic: any of its sentences does.

    A sentence does if its cosine and its share of the topic's words, weighted, reach
    `LEAST_CLOSENESS`. Words of the sentence that the statement doesn't say count less.

    Args:
        topic: The topic.
        statement: The statement; its offsets count in the document's reading text.
        sentences: Sentences of the document in order, at least those around the statement.
    """
    first = bisect_right(sentences, statement.start, key=lambda one: one.span.end)
    last = bisect_left(sentences, statement.end, key=lambda one: one.span.start)
    own = sentences[first:last]
    if not own:
        return False
    if any(_says_topic(topic, statement, sentence) for sentence in own):
        return True
    if not first or own[0].span.start - sentences[first - 1].span.end > _MAX_GAP:
        return False
    words = sentences[first - 1].words
    cosine = max(sentence.cosine for sentence in own)
    return cosine + WORDS_WEIGHT * words >= LEAST_CLOSENESS and _is_short(statement, own)


def _says_topic(topic: Topic, statement: Statement, sentence: TopicSentence) -> bool:
    lacking = (LEAST_CLOSENESS - sentence.cosine) / WORDS_WEIGHT
    if lacking > sentence.words or lacking <= CONTEXT_SHARE * sentence.words:
        # Whichever of its words the statement says, they are too few or enough.
        return lacking <= sentence.words
    return topic.coverage(_own_words(statement, sentence)) >= lacking


def _is_short(statement: Statement, sentences: Iterable[TopicSentence]) -> bool:
    words = " ".join(_own_words(statement, sentence) for sentence in sentences)
    return len(stems(words)) <= SHORT_STEMS


def _own_words(statement: Statement, sentence: TopicSentence) -> str:
    """The part of a sentence that the statement says."""
    at = sentence.span.start
    return sentence.text[max(0, statement.start - at) : statement.end - at]


def _split_speaker(text: str, people: People) -> tuple[SpeakerSelection, str]:
    """Whose statements a topic asks for, if it names them, and the topic without them."""
    before, about, topic = text.partition(" about ")
    if not about or not topic.strip(" ?"):
        return SpeakerSelection(), text
    for name in (before.strip(), *speakers_asked_about(before)):
        asked = people.find(name) if name[:1].isupper() else SpeakerSelection()
        if asked.people:
            return asked, topic.rstrip(" ?")
    return SpeakerSelection(), text


def _other_spellings(text: str, wanted: Collection[str], people: People) -> dict[str, str]:
    """Other words for the names in a topic, each with the topic's stem.

    They are words of speakers' names that sound alike, and those for a country's people.
    """
    found: dict[str, str] = {}
    for word in words_of_folded_name(" ".join(names_in(text)))[:_MOST_NAMES]:
        own = stems(word)
        if len(word) >= _LEAST_NAME and own and own[0] in wanted:
            alike = people.name_words_by_sound.get(sound_of(word), ())
            others = {other for other in alike if len(other) >= _LEAST_NAME and other != word}
            others |= related_country_words(word)
            found |= dict.fromkeys(sorted(others), own[0])
    return found


def _candidate_spans(
    sentences: Mapping[int, Sequence[TopicSentence]],
) -> Iterator[tuple[int, int, int]]:
    """Document numbers, starts and ends of the sentences in which a statement may be chosen."""
    for number, in_order in sentences.items():
        before = 0.0
        for sentence in in_order:
            words = max(sentence.words, before)
            if sentence.cosine + WORDS_WEIGHT * words >= LEAST_CLOSENESS:
                yield (number, *sentence.span)
            before = sentence.words


def compare_sentences(
    topic: Topic, passages: Sequence[StoredPassage]
) -> dict[int, list[TopicSentence]]:
    """All sentences of passages compared with a topic, by document number and in order."""
    if not passages:
        return {}
    sizes = [len(passage.sentences) for passage in passages]
    cosines = sentence_cosines([one.vectors for one in passages], sizes, topic.vector).tolist()
    shares = sentence_coverages(topic.rarity, passages).tolist()
    respelled = sentence_coverages(dict.fromkeys(topic.spellings, 1.0), passages).tolist()
    found: defaultdict[int, dict[Span, TopicSentence]] = defaultdict(dict)
    number = 0
    for passage in passages:
        by_span = found[passage.document.number]
        for span in passage.sentences:
            text = passage.text[span.start - passage.start : span.end - passage.start]
            words = topic.coverage(text) if respelled[number] else shares[number]
            # A sentence that stands in two passages is the same in both.
            by_span[span] = TopicSentence(span, text, cosines[number], words)
            number += 1
    return {number: sorted(by_span.values()) for number, by_span in found.items()}
