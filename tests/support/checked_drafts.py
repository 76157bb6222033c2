"""Drafts that are checked against a small library of documents, without a model."""

from collections.abc import Mapping
from pathlib import Path

from assistant.draft_records import DraftReport
from assistant.quotes.drafts.checking import check_draft
from assistant.quotes.drafts.draft_text import Draft, draft_from_text
from index.records import Filters
from index.retrieval.retriever import Retriever
from support.quote_library import make_store

TEXTS = {
    "port.txt": (
        "SANDVIK, 4 March 2019\n\n"
        "“The ferry stays in port until May, and 42 boats wait with it,” said Ilse Varga, the "
        "harbour master. “We have,” she said, “turned down eleven offers.”\n\n"
        "“Fares will fall,” Otto Holm told reporters. “If the council agrees, they fall in June.”"
        "\n\nVarga said that 120 passengers had written to the harbour office in February. "
        "“It is a very long winter,” she added.\n\n"
        "Holm called the wait “utterly needless”.\n"
    ),
    "later.txt": (
        "SANDVIK, 9 May 2019\n\nThe ferry sails again. “Nobody was left behind on the island,” "
        "said Ilse Varga.\n"
    ),
}


def make_drafts_checker(folder: Path, texts: Mapping[str, str] = TEXTS):
    """A function that checks a draft, given as text or as read, against documents."""
    store = make_store(folder, dict(texts))
    retriever = Retriever(store)

    def check(draft: str | Draft, filters: Filters = Filters(), **options) -> DraftReport:  # noqa: B008
        if isinstance(draft, str):
            draft = draft_from_text(draft)
        report = check_draft(draft, retriever, filters, **options)
        for item in report.items:
            assert draft.text[item.place.start : item.place.end] == item.place.text
        for quotation in report.quotations:
            assert all(draft.text[slice(*part)].strip() for part in quotation.parts)
            for match in quotation.verdict.matches if quotation.verdict else ():
                (info,) = store.catalogue.find_documents(match.document_id)
                assert store.catalogue.text(info)[match.start : match.end] == match.text
        return report

    check.store = store
    return check
