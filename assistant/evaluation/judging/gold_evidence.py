"""Finds the position of a question's expected evidence in the documents of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.evaluation.judging.records import GoldQuestion
from index.records import Span
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

__all__ = ["GoldEvidence", "GoldEvidenceFinder"]

TEXTS_IN_MEMORY = 64
"""Documents whose text is kept in memory; a test set's questions are mostly in their order."""
_SHOWN_CHARACTERS = 60
"""Characters of a missing piece of evidence that a message shows."""


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """The position of a question's evidence."""

    document: DocumentInfo | None
    """None if the question names no document, or one that the store doesn't have."""
    spans: tuple[Span, ...]
    """One for each piece of evidence that the document's text contains."""


class GoldEvidenceFinder:
    """Finds documents by the names that test sets use, and evidence in their texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_title: Mapping[str, Sequence[DocumentInfo]] | None = None
        self.text = lru_cache(TEXTS_IN_MEMORY)(catalogue.text)
        """The text of a document by its number."""

    def find(self, question: GoldQuestion) -> tuple[GoldEvidence, list[str]]:
        """The position of a question's evidence, and a message for each thing that is missing."""
        problems = [
            f"{question.id}: the document {name!r}, which it is to be asked without, is not in the"
            " store"
            for name in question.without
            if not self._documents_named(name)
        ]
        if question.document is None:
            return GoldEvidence(None, ()), problems
        documents = self._documents_named(question.document)
        if len(documents) != 1:
            several = f"names {len(documents)} documents in" if documents else "is not in"
            message = f"{question.id}: the document {question.document!r} {several} the store"
            return GoldEvidence(None, ()), [*problems, message]
        text, spans = self.text(documents[0].number), []
        for evidence in question.evidence:
            start = text.find(evidence)
            if start < 0:
                shown = evidence[:_SHOWN_CHARACTERS]
                shown += "…" if len(evidence) > _SHOWN_CHARACTERS else ""
                problems.append(
                    f"{question.id}: the evidence {shown!r} is not in {documents[0].label}"
                )
            else:
                spans.append(Span(start, start + len(evidence)))
        return GoldEvidence(documents[0], tuple(spans)), problems

    def _documents_named(self, name: str) -> Sequence[DocumentInfo]:
        """Documents with this name or id; if none, with this title or name without its suffix.

        SQuAD names documents by their titles, with underscores for spaces.
        """
        found = self._catalogue.find_documents(name)
        if found:
            return found
        if self._by_title is None:
            titles: dict[str, dict[str, DocumentInfo]] = defaultdict(dict)
            for info in self._catalogue.documents():
                for title in (info.label.rpartition(".")[0], info.title or ""):
                    titles[_title_key(title)][info.id] = info
            self._by_title = {title: list(infos.values()) for title, infos in titles.items()}
        return self._by_title.get(_title_key(name), ())


def _title_key(title: str) -> str:
    return title.replace("_", " ").casefold()
