"""Evidence and claims without a store, as a model is offered them."""

from assistant.checks.claim import Backing, Claim
from assistant.records import Citation
from assistant.voice import voice
from index.sentences import split_sentences
from index.statements import find_statements


def backing(quote, marker=1, *, before="", after="", start=0, document="a.txt", **facts):
    """A piece of evidence, with the statements that our rules find in it.

    Whoever says most of it is its speaker, unless `facts` say who that is.
    """
    statements = tuple(find_statements(quote, split_sentences(quote)))
    said = voice(statements, 0, len(quote))
    given = {
        "marker": marker,
        "document": document,
        "document_id": document,
        "path": f"/{document}",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "date": "2016-05-03",
        "outlet": "The Daily Ledger",
        "title": None,
        "page": None,
        "sha256": "",
        "speaker": said.speaker if said else None,
        "role": said.role if said else None,
        "cue": said.cue if said else None,
        "kind": said.kind if said else None,
    }
    return Backing(Citation(**{**given, **facts}), statements, before, after)


def claim(text, *backed, offered=None, question="", heard=()):
    """A sentence that names the given evidence: pieces of it, or the quote of one."""
    pieces = [backing(one) if isinstance(one, str) else one for one in backed]
    return Claim(text, pieces, pieces if offered is None else offered, question, heard)
