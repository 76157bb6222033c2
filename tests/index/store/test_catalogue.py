import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import StoreDamaged
from index.records import Document, Passage, Span
from index.store.catalogue import Catalogue

TEXT = "Zoë said: “No.” 👩‍👩‍👧 \x00 and then left."
DOCUMENT = Document(name="a/x.txt", path=Path("/docs/a/x.txt"), text=TEXT, sha256="0" * 64)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    found = Catalogue(tmp_path / "catalogue.sqlite")
    yield found
    found.close()


def stored(catalogue: Catalogue, document: Document = DOCUMENT) -> int:
    number = catalogue.add_pending(document, "given")
    span = Span(0, len(document.text))
    passage = Passage(document.id, *span, (span,))
    catalogue.add_passages([(number, passage, document.text, b"12")])
    catalogue.publish([number])
    return number


def test_a_document_is_out_of_sight_until_it_is_published(catalogue: Catalogue):
    number = catalogue.add_pending(DOCUMENT, "given")
    span = Span(0, 4)
    passage = Passage(DOCUMENT.id, 0, 4, (span,))
    catalogue.add_passages([(number, passage, TEXT[:4], b"123")])
    assert list(catalogue.documents()) == []
    assert catalogue.passages([passage.id]) == {}
    assert catalogue.find_documents("x.txt") == []
    assert catalogue.count() == (0, 0)
    assert catalogue.unfinished_numbers() == [number]
    assert catalogue.publish([number]) == []
    assert catalogue.count() == (1, 1)
    assert catalogue.unfinished_numbers() == []
    found = catalogue.passages([passage.id])[passage.id]
    assert (found.text, found.sentences, found.document.name) == (TEXT[:4], (span,), "a/x.txt")


def test_publishing_a_new_version_replaces_the_old_in_one_step(catalogue: Catalogue):
    old = stored(catalogue)
    new = catalogue.add_pending(replace(DOCUMENT, text="New.", sha256="1" * 64), "given")
    assert [info.number for info in catalogue.documents()] == [old]
    assert catalogue.publish([new]) == [old]
    assert [info.number for info in catalogue.documents()] == [new]
    assert catalogue.unfinished_numbers() == [old]
    catalogue.delete_documents([old])
    assert catalogue.index_rows(old) == []


def test_any_span_is_quoted_exactly(catalogue: Catalogue):
    number = stored(catalogue)
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            assert catalogue.quote(number, start, end) == TEXT[start:end]
    assert catalogue.quote(number, 3, 10_000) == TEXT[3:]


def test_a_document_that_was_removed_meanwhile_has_no_text(catalogue: Catalogue):
    assert catalogue.quote(99, 0, 5) == ""
    assert catalogue.text(99) == ""


@pytest.mark.parametrize("reference", [DOCUMENT.id, "a/x.txt", "x.txt", "/docs/a/x.txt"])
def test_a_document_is_found_by_each_of_its_names(catalogue: Catalogue, reference: str):
    number = stored(catalogue)
    stored(catalogue, replace(DOCUMENT, name="b/y.txt", path=Path("/docs/b/y.txt")))
    assert [info.number for info in catalogue.find_documents(reference)] == [number]


def test_a_document_is_found_by_its_id_alone(catalogue: Catalogue):
    number = stored(catalogue)
    found = catalogue.document_with_id(DOCUMENT.id)
    assert found is not None
    assert found.number == number
    assert catalogue.document_with_id("x.txt") is None


@pytest.mark.parametrize("reference", ["", "nobody", "\udcff", "a\x00b", "x" * 10_000, "%"])
def test_an_odd_name_finds_nothing(catalogue: Catalogue, reference: str):
    stored(catalogue)
    assert catalogue.find_documents(reference) == []


def test_labels_are_file_names_until_they_clash(catalogue: Catalogue):
    stored(catalogue)
    assert [info.label for info in catalogue.documents()] == ["x.txt"]
    stored(catalogue, replace(DOCUMENT, name="b/x.txt", path=Path("/docs/b/x.txt")))
    assert [info.label for info in catalogue.documents()] == ["a/x.txt", "b/x.txt"]


def test_it_is_new_until_a_document_was_stored_and_not_again(catalogue: Catalogue):
    assert catalogue.is_new()
    number = stored(catalogue)
    catalogue.mark_removed([number])
    catalogue.delete_documents([number])
    assert not catalogue.is_new()
    assert stored(catalogue) > number  # a number is never used twice


def test_threads_can_read_and_write_it_together(catalogue: Catalogue):
    def work(number: int) -> None:
        name = f"{number}.txt"
        stored(catalogue, replace(DOCUMENT, name=name, path=Path("/docs") / name))
        catalogue.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert catalogue.count() == (12, 12)


def test_a_file_that_is_no_database_is_reported(tmp_path: Path):
    (tmp_path / "catalogue.sqlite").write_bytes(b"rubbish " * 900)
    with pytest.raises(StoreDamaged, match="onrecord restore"):
        Catalogue(tmp_path / "catalogue.sqlite")


def test_closing_it_while_rows_are_read_is_quiet(catalogue: Catalogue):
    stored(catalogue)
    rows = catalogue.documents()
    next(rows)
    catalogue.close()
    del rows  # an error here fails the test: see filterwarnings in pyproject.toml


def test_names_are_looked_up_in_metadata_and_with_their_letter_case(catalogue: Catalogue):
    text = "They gave it to us in Ohio. US"
    facts = {"title": "On Żaba", "outlet": "Varnby Courier", "author": "O. Klein"}
    number = stored(catalogue, replace(DOCUMENT, text=text, **facts))
    for words in ("courier", "żaba", "klein", "a/x.txt"):
        assert catalogue.has_in_metadata(words)
        assert catalogue.has_in_metadata(words, [number])
        assert not catalogue.has_in_metadata(words, [number + 1])
    assert not catalogue.has_in_metadata("ohio")
    assert catalogue.has_in_capitals("US")
    assert not catalogue.has_in_capitals("US", [])
    assert not catalogue.has_in_capitals("OHIO")
    catalogue.mark_removed([number])
    assert not catalogue.has_in_capitals("US")
    assert not catalogue.has_in_metadata("courier")


@pytest.mark.parametrize("table", ["documents", "passages", "statements"])
def test_a_table_that_was_lost_is_reported(tmp_path: Path, table):
    path = tmp_path / "catalogue.sqlite"
    Catalogue(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with pytest.raises(StoreDamaged, match=f"lacks the table {table}"):
        Catalogue(path)
