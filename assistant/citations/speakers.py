"""Finds the statement that covers most of a span of a document, and so its speaker."""

from __future__ import annotations

from collections.abc import Iterable

from index.records import Statement

__all__ = ["find_main_statement"]


def find_main_statement(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The statement that covers most of `text[start:end]`; of two that cover the same, the first.

    Args:
        statements: The document's statements that may overlap the span.
        start: Start offset of the span.
        end: End offset of the span.
    """
    main: Statement | None = None
    most = 0
    for statement in statements:
        shared = min(statement.end, end) - max(statement.start, start)
        if shared > most:
            main, most = statement, shared
    return main
