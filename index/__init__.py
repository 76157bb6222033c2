"""Documents in; passages, ranked for a question, out. Knows nothing of the assistant."""

from index.records import Document, Filters, Passage, Span

__all__ = ["Document", "Filters", "Passage", "Span"]
