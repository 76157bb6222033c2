"""Documents in; statements and ranked passages out. See README.md in this folder.

The records that the rest of the code passes around are exported here. `index.sync.sync` indexes
files, `index.retrieval.retriever` searches them. Nothing here imports the assistant.
"""

from index.records import Document, DocumentRef, Filters, Passage, Span, Statement

__all__ = ["Document", "DocumentRef", "Filters", "Passage", "Span", "Statement"]
