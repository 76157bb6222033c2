"""Questions over a store's documents that a first page can offer: each has an answer there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.citations.speaker_names import shown_speaker
from assistant.citations.spoken_words import own_words_spans
from index.lexicon.function_words import ADVERBIALS, FUNCTION_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.records import Statement
from index.retrieval.retriever import Retriever
from index.store.store import Store

__all__ = ["example_questions"]

_STATEMENTS_READ = 60
"""Statements of a speaker that are looked at: enough for a topic, and few enough for a page that
opens at once."""
_WORDS_OF_QUOTE = range(7, 22)
_MIN_LETTERS = 5
"""Shorter words are as often verbs or too plain to be a topic."""
_PLURAL_NOUN = re.compile(
    r"\b(?:the|of|on|for|about|with|our|their|these|those)\s+"
    rf"([a-z]{{{_MIN_LETTERS - 2},}}[^\Wsiu]s)\b"
)
"""A noun that reads well without an article: "our allies", "the requests"."""
_SENTENCE = re.compile(r"[A-Z][^.!?“”\"]+[.!?]")


def example_questions(store: Store, retriever: Retriever, n: int) -> list[str]:
    """Up to `n` questions about what the most frequent speakers say; else about documents.

    Args:
        store: The store.
        retriever: Knows its people.
        n: How many.
    """
    questions: list[str] = []
    names = _most_frequent_speakers(retriever, n)
    for name in names:
        said = list(islice(_own_words(store, retriever, name), _STATEMENTS_READ))
        topic = _frequent_topic(said)
        questions.append(
            f"What did {name} say about {topic}?" if topic else f"What did {name} say?"
        )
        quote = _short_quote(said)
        if quote and len(names) < n:
            questions.append(f"Who said “{quote}”?")
    if questions:
        return questions[:n]
    titles = store.catalogue.sample_titles(n)
    return [f"What was said about: {title.rstrip(' .,;:?')}?" for title in titles]


def _most_frequent_speakers(retriever: Retriever, n: int) -> list[str]:
    """The full names of up to `n` speakers with the most statements, at least two each."""
    names = [
        person.name
        for person in retriever.people.people.values()
        if person.kind == "person"
        and person.statements > 1
        and len(person.name.split()) in (2, 3)
        and person.name.istitle()
        and shown_speaker(person.name) == person.name
    ]
    return names[:n]


def _own_words(store: Store, retriever: Retriever, name: str) -> Iterator[str]:
    """The words of a speaker's quoted statements, each on one line."""
    speakers = retriever.find_speakers((name,))
    for number, statement in store.catalogue.statements(None, speakers):
        if statement.kind == "direct" and statement.stance == "says":
            yield _words(store, number, statement)


def _words(store: Store, number: int, statement: Statement) -> str:
    text = store.catalogue.reading_text(number).text
    whole = [(statement.start, statement.end)]
    spans = own_words_spans(text, statement) or whole
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def _frequent_topic(said: Sequence[str]) -> str | None:
    """The noun in the plural that most of the statements have; None if they have none."""
    statements: Counter[str] = Counter()
    for words in said:
        nouns = {match[1] for match in _PLURAL_NOUN.finditer(words)}
        statements.update(nouns - FUNCTION_WORDS - ADVERBIALS - VERBS.keys())
    return min(statements, key=lambda noun: (-statements[noun], noun), default=None)


def _short_quote(said: Sequence[str]) -> str | None:
    """A whole sentence of the statements that is short enough for a question."""
    for words in said:
        for sentence in _SENTENCE.findall(words):
            if len(sentence.split()) in _WORDS_OF_QUOTE and "…" not in sentence:
                return str(sentence).rstrip(".")
    return None
