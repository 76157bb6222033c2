"""Evidence and claims without a store, as a model is offered them."""

import pytest

from assistant.citations.speakers import voice
from assistant.generation.checks.claim import Backing, Claim
from assistant.records import Citation
from index.attribution.extraction import extract_statements
from index.text.sentences import split_sentences


def backing(quote, marker=1, *, before="", after="", start=0, document="a.txt", **facts):
    """A piece of evidence, with the statements that our rules find in it.

    Whoever says most of it is its speaker, unless `facts` say who that is.
    """
    statements = tuple(extract_statements(quote, split_sentences(quote)))
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


def slips(*values, reason):
    """A row whose test fails, as the product does not do what it should."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


TARIFF = (
    "Ada Brandt said she will not raise the tariff on steel before the election, as the mills of "
    "Riverside need cheap iron."
)
BRIDGE = (
    "Otto Lind told the council that the storm had cost twelve lives and destroyed the old bridge "
    "over the river."
)
SCHOOL = (
    "The council voted 7 to 2 on Monday to close the oldest school in Riverside at the end of the "
    "year."
)
OFFERED = [backing(TARIFF, 1), backing(BRIDGE, 2), backing(SCHOOL, 3)]
