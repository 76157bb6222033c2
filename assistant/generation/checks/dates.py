"""Check "dates": every date, season and day of a sentence is that of the evidence."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.dates_in_text import find_dates
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.sentence_check import SentenceCheck
from index.lexicon.calendar_words import WEEKDAYS

_SEASON = re.compile(
    r"\b(?:in|of|this|last|next|early|late|since|by)(?: the)? (spring|summer|fall|autumn|winter)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b((?i:{'|'.join(WEEKDAYS)})|yesterday|today|tonight|tomorrow)s?\b")


def find_unknown_date(sentence: CitedSentence) -> str | None:
    """What is wrong if a date, a season or a day of the sentence is not that of the evidence."""
    in_evidence = [
        (date, _year_of_publication(evidence))
        for evidence in sentence.evidence
        for date in find_dates(evidence.quote)
    ]
    published = [
        date for evidence in sentence.evidence for date in find_dates(evidence.citation.date or "")
    ]
    for date in find_dates(sentence.text):
        # A month alone may be that of the publication only if the evidence has no other date.
        may_be_published = date.day is not None or not in_evidence
        if not any(date.covers(other, year) for other, year in in_evidence) and not (
            may_be_published and any(date.covers(other, None) for other in published)
        ):
            return "a date that the evidence does not have"
    return _unknown_season(sentence) or _unknown_day(sentence)


def _unknown_season(sentence: CitedSentence) -> str | None:
    quotes = " ".join(evidence.quote for evidence in sentence.evidence)
    quoted_words = set(re.sub(r"[^\w\s]", " ", quotes.lower()).split())
    for match in _SEASON.finditer(sentence.text):
        season = match[1].lower()
        if not {season, {"fall": "autumn", "autumn": "fall"}.get(season)} & quoted_words:
            return f"the evidence does not say “{match[1]}”"
    return None


def _unknown_day(sentence: CitedSentence) -> str | None:
    known_days = {
        match[1].lower()
        for evidence in sentence.evidence
        for match in _DAY.finditer(evidence.quote)
    }
    for match in _DAY.finditer(sentence.text):
        # "Today" may mean these days, unless the evidence names days.
        if match[1].lower() not in known_days and (known_days or match[1] != "today"):
            return f"the evidence does not say “{match.group()}”"
    return None


def _year_of_publication(evidence: NumberedEvidence) -> int | None:
    return int(evidence.citation.date[:4]) if evidence.citation.date else None


CHECK = SentenceCheck(
    name="dates", order=30, find_problem=find_unknown_date, ignores_missing_evidence_clause=False
)
