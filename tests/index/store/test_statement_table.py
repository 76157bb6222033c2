"""Statements are read by their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.people.directory import SpeakerSelection
from index.records import Document, Statement
from index.store.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    found = Catalogue(tmp_path / "catalogue.sqlite")
    yield found
    found.close()


def store_statements(catalogue: Catalogue, name: str, date: str | None, *spans: tuple) -> int:
    document = Document(
        name=name, path=Path("/docs") / name, text="x" * 99, sha256="0" * 64, date=date
    )
    number = catalogue.add_pending(document, "given")
    said = [Statement(start=a, end=b, kind="direct", speaker=who) for a, b, who in spans]
    catalogue.add_statements(number, said)
    return number


def test_statements_within_spans_come_once_and_by_date(catalogue: Catalogue):
    late = store_statements(catalogue, "a.txt", None, (0, 10, "Ada"), (20, 30, "Ada"))
    early = store_statements(catalogue, "b.txt", "2021-01-01", (5, 40, "Bo"), (50, 60, "Ada"))
    hidden = store_statements(catalogue, "c.txt", "2021-01-01", (0, 9, "Ada"))
    catalogue.publish([late, early])
    spans = [(late, 9, 12), (late, 0, 3), (early, 0, 6), (early, 30, 51), (hidden, 0, 99)]

    def found(spans: list, **limits: object) -> list[tuple[int, int, int]]:
        rows = catalogue.statements_within(spans, **limits)  # type: ignore[arg-type]
        return [(number, one.start, one.end) for number, one in rows]

    assert found(spans) == [(early, 5, 40), (early, 50, 60), (late, 0, 10)]
    assert found(spans, speakers=SpeakerSelection(names=("Ada",))) == [
        (early, 50, 60),
        (late, 0, 10),
    ]
    assert found([(late, 10, 20)]) == []
    assert found([]) == []
