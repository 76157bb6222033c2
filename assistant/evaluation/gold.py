"""Where in a store the expected evidence stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.evaluation.testset import GoldQuestion
from index.catalogue import Catalogue
from index.records import Span
from index.stored import DocumentInfo

TEXTS_KEPT = 64
"""Documents whose text is kept at hand; the questions of a set are mostly in order."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The place of a question's evidence."""

    document: DocumentInfo | None
    """None where the question names none, or one that the store doesn't have."""
    spans: tuple[Span, ...]
    """Of the evidence in the document's text; those that it doesn't have are left out."""


class GoldFinder:
    """Looks expected documents and their evidence up, and keeps a list of what is not there."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_title: Mapping[str, Sequence[DocumentInfo]] | None = None
        self.text = lru_cache(TEXTS_KEPT)(catalogue.text)
        """The text of a document by its number."""

    def find(self, question: GoldQuestion) -> tuple[Gold, list[str]]:
        """The place of a question's evidence, and a message for each thing that is not there."""
        problems = [
            f"{question.id}: the document {name!r}, which it is to be asked without, is not in the"
            " store"
            for name in question.without
            if not self._named(name)
        ]
        if question.document is None:
            return Gold(None, ()), problems
        found = self._named(question.document)
        if len(found) != 1:
            several = f"names {len(found)} documents in" if found else "is not in"
            message = f"{question.id}: the document {question.document!r} {several} the store"
            return Gold(None, ()), [*problems, message]
        text, spans = self.text(found[0].number), []
        for evidence in question.evidence:
            start = text.find(evidence)
            if start < 0:
                shown = evidence if len(evidence) <= 60 else evidence[:60] + "…"
                problems.append(
                    f"{question.id}: the evidence {shown!r} does not stand in {found[0].label}"
                )
            else:
                spans.append(Span(start, start + len(evidence)))
        return Gold(found[0], tuple(spans)), problems

    def _named(self, name: str) -> Sequence[DocumentInfo]:
        """By name or id, else by the name without its ending or by the title, as SQuAD has it."""
        found = self._catalogue.find(name)
        if found:
            return found
        if self._by_title is None:
            titles: dict[str, dict[str, DocumentInfo]] = defaultdict(dict)
            for info in self._catalogue.documents():
                for title in (info.label.rpartition(".")[0], info.title or ""):
                    titles[title.replace("_", " ").casefold()][info.id] = info
            self._by_title = {title: list(infos.values()) for title, infos in titles.items()}
        return self._by_title.get(name.replace("_", " ").casefold(), ())
