"""Finds whose words a stretch of a document is: the statement that covers most of it."""

from __future__ import annotations

from collections.abc import Iterable

from index.records import Statement

__all__ = ["find_main_statement"]


def find_main_statement(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The statement that covers most of `text[start:end]`; of two that cover the same, the first.

    Args:
        statements: Those of the document that can overlap the stretch.
        start: Where the stretch begins.
        end: Where it ends.
    """
    main: Statement | None = None
    most = 0
    for statement in statements:
        shared = min(statement.end, end) - max(statement.start, start)
        if shared > most:
            main, most = statement, shared
    return main
