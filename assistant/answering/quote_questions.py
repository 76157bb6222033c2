"""Questions that quote: the words between their quotation marks are looked up first.

"Who said “…”?" can only be answered from where the words stand. Where no document has them, there
is no answer, however near another sentence comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.errors import QuoteError
from assistant.quotes.checking import check_quote
from assistant.records import QuoteMatch, QuoteVerdict
from index.records import Filters
from index.retrieval.retriever import Retriever

LEAST_WORDS = 5
"""Words from which on a quotation is one. Fewer are as often a title, a slogan or a word used
with reserve, which the documents may write in other ways."""

_LONGEST = 12
"""Words beside its quotation up to which a question is about nothing else."""
_SAY = frozenset("say says said write wrote written state stated tweet tweeted".split())
_MANNER = frozenset("ever really actually".split())
_REAL = frozenset("the this that a it quote quotation real true genuine authentic correct".split())
_FROM = frozenset("does do did is was the this that quote quotation words come from".split())
_QUOTED = re.compile(
    r"[“„]([^“”„»]++)[”“»]"
    # Guillemets may stand within guillemets, apostrophes within single marks: a few of them, as
    # otherwise each of many marks that nothing closes would be read on from up to the end.
    r"|«(?=[^“”„»])([^“”„«»]*+(?:«[^“”„«»]*+){0,20})[”“»]"
    r"|\"([^\"]+)\""
    r"|(?<!\w)[‘']([^‘’'\"]++(?:[’'](?=[^\W\d_])[^‘’'\"]++){0,100}+)[’'](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a question quotes, looked up."""

    filters: Filters
    """The documents to search: those that have the words."""
    places: tuple[QuoteMatch, ...] = ()
    """Where the words stand."""
    missing: str | None = None
    """That no document has them, for the one who asks; None where one does."""
    verdict: QuoteVerdict | None = None
    """The answer, where the question is whether the words are real or whence they come."""

    def holds(self, sentence: Candidate) -> bool:
        """Whether a sentence has some of the words."""
        document, span = sentence.ranked.passage.document.id, sentence.span
        return any(
            one.document_id == document and span.start < one.end and one.start < span.end
            for one in self.places
        )


def look_up(question: str, retriever: Retriever, filters: Filters) -> Quoted:
    """Look up the quotations in a question.

    Args:
        question: As it was asked.
        retriever: Where to search.
        filters: Limits on the documents searched.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    places: list[QuoteMatch] = []
    quotes = list(_quotations(question))
    asked = _asked_of(question.replace(quotes[0], " ")) if len(quotes) == 1 else None
    verdict = None
    for quote in quotes:
        try:
            found = check_quote(quote, retriever, asked or None, filters, nearest=False)
        except QuoteError:
            continue
        same = [one for one in found.matches if one.score == 1]
        if asked is not None and same and found.verdict != "altered":
            verdict = found
        elif found.verdict not in ("verbatim", "elided"):
            return Quoted(filters, missing=_missing(quote, found))
        same = [one for one in found.matches if one.score == 1]
        having = dict.fromkeys(one.document for one in same)
        if len(having) == found.documents:  # else only some of them are listed
            filters = replace(filters, documents=tuple(having))
            places += same
    return Quoted(filters, tuple(places), verdict=verdict)


def _asked_of(rest: str) -> str | None:
    """Who is said to have said the words, or "" for nobody, where a question is about them.

    Args:
        rest: What the question has beside the words that it quotes.
    """
    told = re.findall(r"[\w’'.-]*\w", rest)
    lower = [word.lower() for word in told]
    if not lower or len(lower) > _LONGEST or "not" in lower or lower[0].endswith("n't"):
        return None
    say = next((at for at, word in enumerate(lower) if at and word in _SAY), None)
    if lower[0] in ("did", "has") and say is not None and say + 1 == len(lower):
        first = 1
    elif lower[:4] == ["is", "it", "true", "that"] and say is not None and say + 1 == len(lower):
        first = 4
    elif lower[0] in ("is", "are", "was", "were") and not _REAL.isdisjoint(lower):
        return "" if say is None and _REAL.issuperset(lower[1:]) else None
    elif lower[0] == "where" and _FROM.issuperset(lower[1:]):
        return ""
    else:
        return None
    return " ".join(one for one in told[first:say] if one.lower() not in _MANNER) or None


def _missing(quote: str, found: QuoteVerdict) -> str:
    if not found.matches:
        return f"No document has the words “{quote}”."
    nearest = found.matches[0]
    who = nearest.speaker or nearest.document
    words = " ".join(nearest.text.split())
    return f"No document has the words “{quote}”. The nearest are “{words}” ({who})."


def _quotations(question: str) -> Iterator[str]:
    for match in _QUOTED.finditer(question):
        quote = next(filter(None, match.groups())).strip()
        if len(quote.split()) >= LEAST_WORDS:
            yield quote
