"""What is known about a document, changed by hand."""

from __future__ import annotations

from index.errors import FilterError
from index.ingest.metadata.metadata import FACTS, Metadata
from index.records import Document
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.sync.batch_writer import BatchWriter, SyncReport

__all__ = ["change_metadata"]


def change_metadata(store: Store, document: DocumentInfo, facts: Metadata) -> DocumentInfo:
    """Give a stored document other metadata; its file is not touched.

    A document's id is made from its metadata too, so that all that is derived from it (passages,
    statements, both indexes) is written again; the old stays in sight until the new is ready. A
    later `onrecord index` keeps the change until the file, or what its metadata.csv says, changes.

    Args:
        store: Where it is.
        document: As it was read from there.
        facts: All of its facts from now on; `extra` is taken as it is.

    Returns:
        The document as it is now, with another id.

    Raises:
        FilterError: It is no longer in the store.
        StoreError: The store can't be written.
    """
    with store.writing():
        old = next((one for one in store.catalogue.find_documents(document.id)), None)
        if old is None or old.id != document.id:
            raise FilterError(f"{document.label} is no longer in the store, or was just changed")
        new = Document(
            name=old.name,
            path=old.path,
            text=store.catalogue.text(old),
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
            store.compact_word_indexes()
    return store.catalogue.find_documents(new.id)[0]
