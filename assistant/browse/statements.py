"""Lists the statements of a store by speaker, topic and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from assistant.browse.repeats import can_be_repeated, pair_with_repeats
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

_READ_AT_ONCE = 200
"""Statements whose documents are looked up together."""


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
    found: list[tuple[DocumentInfo, Statement]] = []
    selected = select_statements(retriever, filters, about, k)
    for one, first in pair_with_repeats(store, retriever.people, selected):
        found.append(one)
        cited = cite_statement(store, *one)
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
    for folded in fold_statements(retriever, select_statements(retriever, filters, about, k)):
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
    found = catalogue.statements(retriever.document_numbers(filters), speakers or None)
    # Some at a time: whoever reads the first page does not wait for the last.
    while some := list(islice(found, _READ_AT_ONCE)):
        infos = catalogue.documents_by_number({number for number, _ in some})
        for number, statement in some:
            if number in infos:
                yield infos[number], statement


def fold_statements(
    retriever: Retriever, statements: Iterable[tuple[DocumentInfo, Statement]]
) -> Iterator[FoldedStatement]:
    """Yield the statements that repeat no other, each with its records in other documents.

    One is given as soon as no later document can repeat it.

    Args:
        retriever: Knows the store and its people.
        statements: As `select_statements` gives them.
    """
    waiting: dict[int, tuple[tuple[DocumentInfo, Statement], list[Any]]] = {}
    pairs = pair_with_repeats(retriever.store, retriever.people, statements)
    for position, (one, first) in enumerate(pairs):
        if first is not None:
            waiting[first][1].append(one)
            continue
        yield from _settled(waiting, one[0])
        waiting[position] = one, []
    yield from _settled(waiting, None)


def _settled(
    waiting: dict[int, tuple[tuple[DocumentInfo, Statement], list[Any]]], later: DocumentInfo | None
) -> Iterator[FoldedStatement]:
    """Take out, in order, the statements that no document from `later` on can repeat.

    Args:
        waiting: The statements by position, each with its copies.
        later: The document that is read now; None at the end.
    """
    while waiting:
        position = next(iter(waiting))
        (info, statement), copies = waiting[position]
        if later is not None and can_be_repeated(info, later):
            return
        del waiting[position]
        yield FoldedStatement(info, statement, tuple(copies))


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
