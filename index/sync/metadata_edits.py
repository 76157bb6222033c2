"""Changes a stored document's metadata (title, date, outlet, …) as a user asks."""

from __future__ import annotations

from index.errors import FilterError
from index.ingest.metadata.metadata import FACTS, Metadata
from index.records import Document
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.sync.batch_writer import BatchWriter, SyncReport
from index.sync.people import update_people

__all__ = ["change_metadata"]


def change_metadata(store: Store, document: DocumentInfo, facts: Metadata) -> DocumentInfo:
    """Replace the metadata of a stored document. Its file is not changed.

    A document's id is a hash that includes its metadata, so that its passages, statements and index
    rows are written again; readers see the old document until the new one is ready. A later
    `onrecord index` keeps the change until the file or its row in metadata.csv changes.

    Args:
        store: The document's store.
        document: The document as it was read from the store.
        facts: Its complete new metadata; fields that are None become unknown.

    Returns:
        The changed document, which has another id.

    Raises:
        FilterError: It is no longer in the store.
        StoreError: The store can't be written.
    """
    with store.writing():
        old = next(iter(store.catalogue.find_documents(document.id)), None)
        if old is None or old.id != document.id:
            raise FilterError(f"{document.label} is no longer in the store, or was just changed")
        new = Document(
            name=old.name,
            path=old.path,
            text=store.catalogue.text(old),
            marks=store.catalogue.reading_text(old).marks,
            turns=store.catalogue.turns(old.number),
            block_quotations=store.catalogue.block_quotations(old.number),
            notes=store.catalogue.notes(old.number),
            times=store.catalogue.times(old.number),
            boxes=store.catalogue.boxes(old.number, 0, old.characters),
            sha256=old.sha256,
            pages=old.pages,
            extra=facts.extra,
            **{name: getattr(facts, name) for name in FACTS},
        )
        if new.id != old.id:
            store.check_indexes()
            writer = BatchWriter(store, SyncReport(), {str(old.path): old})
            writer.queue_document(new, old.metadata_fingerprint)
            writer.flush()
            update_people(store)
            store.compact_word_indexes()
    return store.catalogue.find_documents(new.id)[0]
