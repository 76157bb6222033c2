"""Joins the people of a store after documents came or went, and stores what a user corrects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from index.errors import StoreError
from index.people.corrections import Correction
from index.people.joining import join_mentions
from index.people.mentions import Mention
from index.people.reading_mentions import read_mentions
from index.store.store import Store

__all__ = ["bring_people_up_to_date", "store_corrections", "undo_correction", "update_people"]


def update_people(store: Store) -> None:
    """Join the people of the documents that came or went, within `Store.writing()`.

    Only those are compared again who may be the same as somebody in these documents.
    """
    if store.catalogue.has_names_to_join():
        store.catalogue.save_people(join_mentions(store.catalogue.mentions_to_join()))
    elif store.catalogue.has_speakers_to_count():
        store.catalogue.count_speakers()


def bring_people_up_to_date(store: Store) -> None:
    """Join the people of a store if a run was interrupted or an older version made it.

    Does nothing if the store can't be written now: its speakers are found by their names then.
    """
    outdated = store.people_are_outdated()
    if not outdated and not store.catalogue.has_names_to_join():
        return
    with suppress(StoreError), store.writing():
        if outdated:
            store.catalogue.replace_mentions(_all_mentions(store))
        update_people(store)
        if outdated:
            store.catalogue.write_manifest(store.current_manifest())


def store_corrections(store: Store, corrections: Iterable[Correction]) -> None:
    """Store corrections of people and apply them, all or none.

    Raises:
        StoreError: The store can't be written.
    """
    with store.writing():
        update_people(store)
        store.catalogue.add_corrections(corrections)


def undo_correction(store: Store, number: int) -> None:
    """Delete a correction of people, so that it is as if it had never been made.

    Raises:
        StoreError: The store can't be written.
    """
    with store.writing():
        update_people(store)
        store.catalogue.remove_correction(number)


def _all_mentions(store: Store) -> Iterator[tuple[int, Sequence[Mention]]]:
    for info in store.catalogue.documents():
        text = store.catalogue.reading_text(info).text
        statements = [one for _, one in store.catalogue.statements([info.number])]
        yield info.number, read_mentions(text, statements)
