"""Counts that are kept are those of the statements, whatever happened to the store."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from index.people.corrections import Correction
from index.people.directory import WrittenName
from index.people.joining import join_mentions
from index.people.reading_mentions import read_mentions
from index.records import Document, Statement
from index.store import speaker_counts
from index.store.catalogue import Catalogue

NAMES = (
    "Ada Brandt",
    "Brandt",
    "Otto Brandt",
    "Ann Lee",
    "Lee",
    "a nurse",
    "he",
    "the Roads Ministry",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite")


def add(catalogue: Catalogue, name: str, speakers: list[str], with_mentions: bool = True) -> int:
    said = [
        Statement(start=at, end=at + 1, kind="direct", speaker=speaker)
        for at, speaker in enumerate(speakers)
    ]
    text = " ".join(f"“Yes,” said {speaker}." for speaker in speakers)
    document = Document(name=name, path=Path("/docs") / name, text=text, sha256="0" * 64)
    number = catalogue.add_pending(document, "")
    catalogue.add_statements(number, said, read_mentions(text, said) if with_mentions else ())
    catalogue.publish([number])
    return number


def join(catalogue: Catalogue) -> None:
    if catalogue.has_names_to_join():
        catalogue.save_people(join_mentions(catalogue.mentions_to_join()))
    elif catalogue.has_speakers_to_count():
        catalogue.count_speakers()


def kept(catalogue: Catalogue) -> list[WrittenName]:
    assert speaker_counts.counts_are_kept(catalogue._connection)
    return catalogue._written_names()


def counted(catalogue: Catalogue) -> list[WrittenName]:
    return [WrittenName(*row) for row in catalogue._rows(speaker_counts.UNCOUNTED)]


@pytest.mark.parametrize("seed", range(3))
def test_counts_stay_right_through_all_changes(catalogue: Catalogue, seed: int):
    chance = random.Random(seed)
    numbers: list[int] = []
    for step in range(40):
        change = chance.choice(("add", "add", "bare", "remove", "read again", "correct", "join"))
        if change in ("add", "bare"):
            speakers = chance.choices(NAMES, k=chance.randint(1, 4))
            numbers.append(add(catalogue, f"{step}.txt", speakers, change == "add"))
        elif change == "remove" and numbers:
            number = numbers.pop(chance.randrange(len(numbers)))
            catalogue.mark_removed([number])
            assert kept(catalogue) == counted(catalogue)
            catalogue.delete_documents([number])
        elif change == "read again" and numbers:
            said = [Statement(start=0, end=1, kind="direct", speaker=chance.choice(NAMES))]
            catalogue.add_statements(chance.choice(numbers), said, read_mentions("", said))
        elif change == "correct":
            anchors = tuple({name: None} for name in chance.sample(NAMES[:5], 2))
            kind = chance.choice(("merge", "reject"))
            people = anchors if kind == "merge" else anchors[:1]
            catalogue.add_corrections([Correction(kind=kind, people=people)])
        elif change == "join":
            join(catalogue)
        assert kept(catalogue) == counted(catalogue)
    for correction in catalogue.corrections():
        catalogue.remove_correction(correction.number)
        assert kept(catalogue) == counted(catalogue)
    join(catalogue)
    assert not catalogue.has_speakers_to_count()
    assert kept(catalogue) == counted(catalogue) != []


def older(path: Path) -> None:
    """Take from a catalogue what stores of an earlier version lack."""
    connection = sqlite3.connect(path)
    for table in ("speaker_counts", "speakers_to_count", "speakers_counted"):
        connection.execute(f"DROP TABLE {table}")
    for index in ("people_by_statements", "ready_dates", "ready_outlets", "ready_sizes"):
        connection.execute(f"DROP INDEX {index}")
    connection.commit()
    connection.close()


def test_an_older_store_is_counted_by_the_next_run_that_writes(catalogue: Catalogue):
    add(catalogue, "a.txt", ["Ada Brandt", "a nurse"])
    join(catalogue)
    expected = counted(catalogue)
    catalogue.close()
    older(catalogue.path)
    again = Catalogue(catalogue.path)
    assert not speaker_counts.counts_are_kept(again._connection)
    assert again._written_names() == expected
    join(again)
    assert kept(again) == expected
    again.close()


def test_an_older_store_that_another_program_locks_is_read(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
):
    add(catalogue, "a.txt", ["Ada Brandt", "a nurse"])
    join(catalogue)
    expected = counted(catalogue)
    catalogue.close()
    older(catalogue.path)
    monkeypatch.setattr("index.store.schema._WAIT_MS", 1)
    other = sqlite3.connect(catalogue.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    again = Catalogue(catalogue.path)
    assert again._written_names() == expected
    assert [one.name for one in again.people_page("all", 0, 9)] == ["Ada Brandt"]
    other.execute("ROLLBACK")
    again.complete_schema()
    join(again)
    assert kept(again) == expected


def test_what_an_older_version_changed_is_counted_again(catalogue: Catalogue):
    add(catalogue, "a.txt", ["Ada Brandt", "a nurse"])
    join(catalogue)
    with catalogue._transaction() as connection:  # as a version that keeps no counts
        connection.execute("DELETE FROM statements WHERE speaker = 'a nurse'")
        connection.execute("UPDATE people_changes SET number = number + 1")
    assert catalogue._written_names() == counted(catalogue)
    join(catalogue)
    assert kept(catalogue) == counted(catalogue)
