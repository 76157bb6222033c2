"""Lists the statements of a store by speaker, topic and period."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.records import CitedStatement
from index.records import Filters, Statement
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.store.store import Store


def list_statements(
    store: Store,
    filters: Filters = Filters(),  # noqa: B008
    about: str | None = None,
    k: int = 20,
) -> Iterator[CitedStatement]:
    """Yield statements with their words, oldest first; undated ones last.

    Args:
        store: The store to read.
        filters: Limits on speakers, documents, outlets and dates.
        about: A topic; only statements in the `k` passages that match it best are returned.
        k: Number of passages that are searched for `about`.

    Raises:
        FilterError: A filter names a document or a speaker that is not in the store.
    """
    for info, statement in select_statements(Retriever(store), filters, about, k):
        yield cite_statement(store, info, statement)


def select_statements(
    retriever: Retriever,
    filters: Filters = Filters(),  # noqa: B008
    about: str | None = None,
    k: int = 20,
) -> Iterator[tuple[DocumentInfo, Statement]]:
    """Yield the statements of `list_statements`, without the words that `cite_statement` adds.

    Raises the errors of `list_statements`.
    """
    store = retriever.store
    speakers = retriever.find_speakers(filters.speakers)
    if about is None:
        infos = {info.number: info for info in store.catalogue.documents()}
        found = store.catalogue.statements(retriever.document_numbers(filters), speakers or None)
        for number, statement in found:
            if number in infos:
                yield infos[number], statement
        return
    namesakes = retriever.people.namesakes(speakers)
    near = [
        (one.passage.document, statement)
        for one in retriever.retrieve(about, filters).passages[:k]
        for statement in store.catalogue.statements_overlapping(
            one.passage.document.number, one.passage.start, one.passage.end
        )
        if not speakers
        or (
            statement.speaker in speakers.names
            and (one.passage.document.number, statement.speaker) not in namesakes
        )
    ]
    # A statement in the overlap of two passages is found twice.
    unique = {(info.number, one.start, one.end, one.cue_span): (info, one) for info, one in near}
    yield from sorted(unique.values(), key=_oldest_first)


def _oldest_first(item: tuple[DocumentInfo, Statement]) -> tuple[bool, str, str, int]:
    info, statement = item
    return info.date is None, info.date or "", info.name, statement.start


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
    )
