"""Nothing leaves without this: every citation must resolve to the characters it quotes."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evidence import Evidence
from assistant.records import Citation
from assistant.voice import voice
from index.catalogue import Catalogue
from index.function_words import PRONOUNS


def resolve(catalogue: Catalogue, evidence: Iterable[Evidence]) -> list[Citation]:
    """Citations of the evidence whose text is exactly what the stored document has there.

    Evidence that does not resolve is left out; markers count from 1 over what remains.
    """
    citations: list[Citation] = []
    for item in evidence:
        document = item.document
        quote = catalogue.quote(document.number, item.start, item.end)
        if quote is None or quote.split() != item.text.split():
            continue
        said = voice(
            catalogue.statements_at(document.number, item.start, item.end), item.start, item.end
        )
        if said and said.speaker and said.speaker.lower() in PRONOUNS:
            said = None  # somebody whom the document doesn't tell
        citations.append(
            Citation(
                marker=len(citations) + 1,
                document=document.label,
                document_id=document.id,
                path=str(document.path),
                start=item.start,
                end=item.end,
                quote=quote,
                date=document.date,
                outlet=document.outlet,
                title=document.title,
                page=document.page_of(item.start),
                sha256=document.sha256,
                url=document.url,
                speaker=said.speaker if said else document.speaker,
                role=said.role if said else None,
                cue=said.cue if said else None,
                kind=said.kind if said else None,
            )
        )
    return citations
