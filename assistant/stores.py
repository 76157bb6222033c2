"""Open, create or rebuild the store that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.config import Settings
from index.embedding.embedder import SentenceEmbedder
from index.store.store import Store

if TYPE_CHECKING:
    from index.sync.batch_writer import SyncReport
    from index.sync.sync import ProgressCallback

__all__ = ["create_store", "open_embedder", "open_store", "open_store_to_mend", "rebuild_store"]


def open_embedder(settings: Settings) -> SentenceEmbedder:
    """The embedding model that the settings name; it is loaded when it is first used."""
    return SentenceEmbedder(settings.embedding_model, settings.threads)


def open_store(settings: Settings) -> Store:
    """Open the store that the settings name; raises as `Store.open` does.

    The people of a store that another version made are joined first, which takes seconds.
    """
    embedder = open_embedder(settings)
    store = Store.open(settings.store, embedder, settings.chroma_url)
    if store.people_are_outdated() or store.catalogue.has_names_to_join():
        # Loaded only then, because the rules of statements come with it.
        from index.sync.people import bring_people_up_to_date

        bring_people_up_to_date(store)
    return store


def create_store(settings: Settings) -> Store:
    """Open the store, creating it if there is none; raises as `Store.create` does."""
    embedder = open_embedder(settings)
    return Store.create(settings.store, embedder, settings.chroma_url)


def open_store_to_mend(settings: Settings) -> Store:
    """Open the store even if its manifest lacks rows or names other settings.

    Raises:
        StoreMissing: There is none.
        StoreDamaged: Its catalogue can't be read.
        StoreMismatch: Its tables have another format.
    """
    embedder = open_embedder(settings)
    return Store.open(settings.store, embedder, settings.chroma_url, to_rebuild=True)


def rebuild_store(
    settings: Settings,
    progress: ProgressCallback | None = None,
    report: SyncReport | None = None,
) -> int:
    """Rebuild the store's indexes for these settings; returns the number of passages.

    Args:
        settings: Name the store.
        progress: Called before each document.
        report: Gets the documents whose text can't be mended.
    """
    # The rules of statements take a tenth of a second to load, and only indexing needs them.
    from index.sync.sync import rebuild

    store = open_store_to_mend(settings)
    try:
        return rebuild(store, progress, report)
    finally:
        store.close()
