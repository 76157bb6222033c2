"""Lists the statements of a store by speaker, topic and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.browse.repeats import find_repeats
from assistant.citations.resolving import is_in_headline
from assistant.records import CitedStatement, StatementPlace
from index.records import Filters, Statement
from index.retrieval.retriever import Retriever
from index.retrieval.topics import find_statements_about
from index.store.rows import DocumentInfo
from index.store.store import Store

TOPIC_PASSAGES = 100
"""Number of passages by words, and by vectors, in which statements about a topic are looked for. In
1,008 articles, twice as many gave a twentieth more statements on eight frequent topics."""


class FoldedStatement(NamedTuple):
    """A statement with its document, and the records in other documents that repeat it."""

    info: DocumentInfo
    statement: Statement
    copies: tuple[tuple[DocumentInfo, Statement], ...] = ()


def list_statements(
    store: Store,
    filters: Filters = Filters(),  # noqa: B008
    about: str | None = None,
    k: int = TOPIC_PASSAGES,
) -> Iterator[CitedStatement]:
    """Yield all statements with their words, oldest first; undated ones last.

    Args:
        store: The store to read.
        filters: Limits on speakers, documents, outlets and dates.
        about: A topic; only statements that say something about it are returned.
        k: Number of passages that are searched for `about`, by words and by vectors each.

    Raises:
        FilterError: A filter names a document or a speaker that is not in the store.
    """
    retriever = Retriever(store)
    found = list(select_statements(retriever, filters, about, k))
    for (info, statement), first in zip(
        found, find_repeats(store, retriever.people, found), strict=True
    ):
        cited = cite_statement(store, info, statement)
        if first is not None:
            repeated = cite_statement(store, *found[first])
            place = (repeated.document, repeated.document_id, repeated.start, repeated.end)
            cited = replace(cited, repeats=StatementPlace(*place))
        yield cited


def list_folded_statements(
    store: Store,
    filters: Filters = Filters(),  # noqa: B008
    about: str | None = None,
    k: int = TOPIC_PASSAGES,
) -> Iterator[CitedStatement]:
    """Yield the statements of `list_statements` that repeat no other, each with its copies.

    Raises the errors of `list_statements`.
    """
    retriever = Retriever(store)
    found = list(select_statements(retriever, filters, about, k))
    for folded in fold_statements(retriever, found):
        yield cite_folded_statement(store, folded)


def select_statements(
    retriever: Retriever,
    filters: Filters = Filters(),  # noqa: B008
    about: str | None = None,
    k: int = TOPIC_PASSAGES,
) -> Iterator[tuple[DocumentInfo, Statement]]:
    """Yield the statements of `list_statements`, without the words that `cite_statement` adds.

    Raises the errors of `list_statements`.
    """
    if about is not None:
        yield from find_statements_about(retriever, about, filters, k)
        return
    catalogue = retriever.store.catalogue
    speakers = retriever.find_speakers(filters.speakers)
    infos = {info.number: info for info in catalogue.documents()}
    for number, statement in catalogue.statements(
        retriever.document_numbers(filters), speakers or None
    ):
        if number in infos:
            yield infos[number], statement


def fold_statements(
    retriever: Retriever, statements: Sequence[tuple[DocumentInfo, Statement]]
) -> list[FoldedStatement]:
    """Join the records of one statement that several documents carry, under the earliest of them.

    Args:
        retriever: Knows the store and its people.
        statements: As `select_statements` gives them.
    """
    repeats = find_repeats(retriever.store, retriever.people, statements)
    copies: defaultdict[int, list[tuple[DocumentInfo, Statement]]] = defaultdict(list)
    for found, first in zip(statements, repeats, strict=True):
        if first is not None:
            copies[first].append(found)
    return [
        FoldedStatement(*found, tuple(copies.get(position, ())))
        for position, (found, first) in enumerate(zip(statements, repeats, strict=True))
        if first is None
    ]


def cite_statement(store: Store, info: DocumentInfo, statement: Statement) -> CitedStatement:
    """Add a statement's words and the facts of its document."""
    place = store.catalogue.locate(info.number, statement.start, statement.end)
    return CitedStatement(
        **info.ref_at(place.start).document_facts(),
        start=place.start,
        end=place.end,
        text=place.quote,
        read_as=place.read_as,
        kind=statement.kind,
        speaker=statement.speaker,
        role=statement.role,
        cue=statement.cue,
        stance=statement.stance,
        headline=is_in_headline(store.catalogue, info, statement),
    )


def cite_folded_statement(store: Store, folded: FoldedStatement) -> CitedStatement:
    """Add the words of a statement and of its copies, and the facts of their documents."""
    copies = tuple(cite_statement(store, info, statement) for info, statement in folded.copies)
    return replace(cite_statement(store, folded.info, folded.statement), copies=copies)
