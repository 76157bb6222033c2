"""Whose figure a sentence gives: "the league says nine million" isn't what the agency says.

Only kinds of bodies are told apart that can't be the same: an authority, a union, a company, a
party, critics. What has no such word before it may be anybody's.
"""

from __future__ import annotations

import re
from itertools import islice

from assistant.answering.candidates import Candidate
from assistant.answering.document_order import DocumentOrder, is_same_paragraph
from assistant.answering.withdrawals import figures_of
from index.lexicon.name_words import PUBLIC_BODIES
from index.lexicon.reporting_verbs import VERBS
from index.records import Span

__all__ = ["asked_source", "find_own_figures", "gives_other_source", "is_of_other_source"]

_BESIDE = 2
"""Sentences before and behind one among which the figure asked for is looked for."""

_KINDS = {
    "workers": "union unions teamsters",
    "members": "league association society federation guild lobby chamber",
    "business": "company firm corporation operator developer contractor manufacturer",
    "party": "opposition party democrats republicans conservatives socialists liberals",
    "critics": "critics campaigners activists protesters opponents residents charity charities",
}
_MIXED = frozenset(
    "school college university bank fund service hospital union board federation".split()
)
"""Words of public bodies that other bodies have as well."""
_OFFICES = "minister mayor government city town state"
_KIND_OF = dict.fromkeys((*(PUBLIC_BODIES - _MIXED), *_OFFICES.split()), "public") | {
    word: kind for kind, words in _KINDS.items() for word in words.split()
}
_HEAD = rf"(?P<head>{'|'.join(sorted(_KIND_OF, key=len, reverse=True))})\b"
_NAME = rf"(?:[\w'’-]+ ){{0,4}}?{_HEAD}"
"""A body's name up to the word for its kind: "the Boatowners' League"."""
_OF = r"(?: (?:of|for) (?:the )?[\w'’-]+(?: [A-Z][\w'’-]+){0,3})?"
_BEFORE = re.compile(
    rf"\b{_HEAD}{_OF}(?: (?:itself|has|have|had|now|also|still|\w+ly))* (?P<verb>\w+)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(rf"\baccording to {_NAME}", re.IGNORECASE)
_BEHIND = re.compile(rf"\b(?:according to|said|says) {_NAME}", re.IGNORECASE)
_ASKED = re.compile(rf"\b(?:do|does|did|has|have|would) {_NAME}{_OF} (?P<verb>\w+)", re.IGNORECASE)
_ASKED_FOR_FIGURE = re.compile(
    rf"\b{_HEAD}{_OF}['’]s? (?:own )?(?:figure|estimate|number|count|sum)", re.IGNORECASE
)
_PUTS = frozenset("put puts reckon reckons calculate calculates calculated".split())
_OTHER_CLAUSE = re.compile(r";|\b(?:but|while|whereas|and)\b|\bown estimate\b", re.IGNORECASE)


def asked_source(question: str) -> str | None:
    """The kind of body whose figure a question asks for: "public" for "does the agency say"."""
    asked = _ASKED.search(question)
    if asked is not None and _reports(asked["verb"]):
        return _kind_in(asked)
    other = _ACCORDING.search(question) or _ASKED_FOR_FIGURE.search(question)
    return _kind_in(other) if other else None


def is_of_other_source(text: str, span: Span, kind: str) -> bool:
    """Whether a sentence gives a figure as that of another kind of body.

    Args:
        text: The sentence.
        span: The figure in it.
        kind: As `asked_source` gives it.
    """
    before = [end_and_kind for end_and_kind in _sources(text) if end_and_kind[0] <= span.start]
    if before:
        end, source = before[-1]
        return source != kind and not _OTHER_CLAUSE.search(text, end, span.start)
    behind = _BEHIND.search(text, span.end)
    if behind is None or _OTHER_CLAUSE.search(text, span.end, behind.start()):
        return False
    return _kind_in(behind) != kind


def gives_other_source(candidate: Candidate, span: Span, kind: str) -> bool:
    """The same for a span of the document that stands in a candidate."""
    start = candidate.span.start
    return is_of_other_source(candidate.text, Span(span.start - start, span.end - start), kind)


def find_own_figures(candidate: Candidate, order: DocumentOrder, kind: str) -> list[Candidate]:
    """The sentences beside one with the figure of another body that have a figure beside it.

    "The league says nine million. Our own estimate is 5.5 million." Empty if the sentence's figure
    may be the one asked for.

    Args:
        candidate: A sentence, read.
        order: All candidates.
        kind: As `asked_source` gives it.
    """
    reading = candidate.best_reading
    if reading is None or not figures_of(candidate.answer):
        return []
    if not gives_other_source(candidate, Span(reading.start, reading.end), kind):
        return []
    beside = (*islice(order.after(candidate), _BESIDE), *islice(order.before(candidate), _BESIDE))
    return [
        one
        for one in beside
        if figures_of(one.text) - figures_of(candidate.text)
        and (_is_same_statement(one, candidate) or is_same_paragraph(candidate, one))
        and not (
            one.best_reading
            and gives_other_source(one, Span(one.best_reading.start, one.best_reading.end), kind)
        )
    ][:1]


def _is_same_statement(one: Candidate, other: Candidate) -> bool:
    return one.statement is not None and one.statement == other.statement


def _sources(text: str) -> list[tuple[int, str]]:
    """Where the words for each body and its verb end, and the body's kind, in order."""
    said = (match for match in _BEFORE.finditer(text) if _reports(match["verb"]))
    return sorted((one.end(), _kind_in(one)) for one in (*said, *_ACCORDING.finditer(text)))


def _kind_in(match: re.Match[str]) -> str:
    return _KIND_OF[match["head"].lower()]


def _reports(verb: str) -> bool:
    return verb.lower() in VERBS or verb.lower() in _PUTS
