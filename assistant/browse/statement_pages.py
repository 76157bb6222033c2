"""Pages of a list of statements with its timeline, counted once while the store stays as it is.

The number of statements and the timeline take a look at all of them, the rows of a page only at
those before it. So the counts are kept for whoever turns the page.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from threading import Lock
from typing import NamedTuple

from assistant.browse.statements import (
    TOPIC_PASSAGES,
    cite_folded_statement,
    fold_statements,
    select_statements,
)
from assistant.browse.timeline import Timeline, timeline
from assistant.records import CitedStatement
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.catalogue import CatalogueVersion

__all__ = ["StatementPage", "StatementPages"]

_LISTS_KEPT = 16
"""Lists whose counts are kept, the last ones asked for."""


class StatementPage(NamedTuple):
    """Some statements of a list."""

    number: int
    """The page's number, from 0; the last one's if the list has fewer."""
    rows: tuple[CitedStatement, ...]
    total: int
    """Number of statements of the whole list."""
    times: Timeline | None
    """When those of the whole list were made; None if none has both a speaker and a date."""


class StatementPages:
    """Reads pages of statements, each statement with its copies in other documents."""

    def __init__(self, retriever: Retriever, per_page: int) -> None:
        self._retriever = retriever
        self._per_page = per_page
        self._counts: OrderedDict[
            tuple[CatalogueVersion, Filters, str | None], tuple[int, Timeline | None]
        ] = OrderedDict()
        self._lock = Lock()

    def read(self, filters: Filters, about: str | None, number: int) -> StatementPage:
        """A page of the statements of `list_folded_statements`.

        Args:
            filters: Limits on speakers, documents, outlets and dates.
            about: A topic; only statements that say something about it are listed.
            number: The page's number, from 0.

        Raises:
            FilterError: A filter names a document or a speaker that is not in the store.
        """
        retriever = self._retriever
        key = retriever.store.catalogue.version(), filters, about
        selected = select_statements(retriever, filters, about, TOPIC_PASSAGES)
        folded = fold_statements(retriever, selected)
        with self._lock:
            counted = self._counts.get(key)
        if counted is None:
            listed = list(folded)
            folded = iter(listed)
            each_once = [(one.info, one.statement) for one in listed]
            counted = len(listed), timeline(each_once, retriever.people.main_name_of)
            with self._lock:
                self._counts[key] = counted
                while len(self._counts) > _LISTS_KEPT:
                    self._counts.popitem(last=False)
        total, times = counted
        number = min(max(number, 0), max(total - 1, 0) // self._per_page)
        start = number * self._per_page
        shown = islice(folded, start, start + self._per_page)
        rows = tuple(cite_folded_statement(retriever.store, one) for one in shown)
        return StatementPage(number, rows, total, times)
