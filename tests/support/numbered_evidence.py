"""Numbered evidence and sentences that cite it, made without a store, and checks by name."""

import pytest

from assistant.citations.speakers import find_main_statement
from assistant.generation.check_registry import all_checks
from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.records import Citation
from index.attribution.extraction import extract_statements
from index.text.sentences import split_sentences


def evidence(quote, marker=1, *, before="", after="", start=0, document="a.txt", **facts):
    """Evidence with the statements that the extractor finds in the quote.

    Its speaker is who says most of it, unless `facts` give another one.
    """
    statements = tuple(extract_statements(quote, split_sentences(quote)))
    said = find_main_statement(statements, 0, len(quote))
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
    return NumberedEvidence(Citation(**{**given, **facts}), statements, before, after)


def cited_sentence(text, *cited, all_evidence=None, question="", antecedents=()):
    """A sentence that cites the given evidence; a text is made evidence with that quote."""
    pieces = [evidence(one) if isinstance(one, str) else one for one in cited]
    return CitedSentence(
        text, pieces, pieces if all_evidence is None else all_evidence, question, antecedents
    )


def first_problem(sentence, *names):
    """What the first of some checks that fails says; None if all of them pass."""
    checks = [check for check in all_checks() if check.name in names]
    assert len(checks) == len(names)
    return next(filter(None, (check.find_problem(sentence) for check in checks)), None)


def find_misattribution(sentence):
    """The problem that the checks of who says what find."""
    return first_problem(sentence, "speakers", "quotation speakers", "unattributed claims")


def find_reversal(sentence):
    """The problem that the checks of yes and no find."""
    return first_problem(sentence, "negations", "opposites", "preferences")


def slips(*values, reason):
    """A case that fails, as the product does not do what it should."""
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
ALL_EVIDENCE = [evidence(TARIFF, 1), evidence(BRIDGE, 2), evidence(SCHOOL, 3)]
