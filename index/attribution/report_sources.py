"""Corrects whom the tagger takes to speak, where grammar leaves no choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.attribution.report_ends import has_words, without_cue
from index.attribution.source_model.model import packaged_source_model
from index.attribution.speaker_words import PAST_FORMS
from index.attribution.tagger.reports import Report
from index.lexicon.function_words import ADVERBIALS, ADVERBS, BOUNDARIES, OPENERS, POSSESSIVES
from index.lexicon.reporting_verbs import FINITE_FORMS, LISTENER_VERBS, forms_of
from index.records import Span

_TO_BE = r"(?:is|are|was|were|be|been|being|got|gets)"
_TOLD = re.compile(
    rf"\b{_TO_BE}(?: \w+ly| also| not| never)? (?:{'|'.join(sorted(forms_of(*LISTENER_VERBS)))})\b",
    re.IGNORECASE,
)
"""A cue whose subject listens: "was told", "were asked"."""
_ASKED = re.compile(r"(?:when |if |once )?asked\b", re.IGNORECASE)
_NO_SOURCES = frozenset("this that which there what".split()) | POSSESSIVES - {"his", "her"}
_WHO = frozenset(("who", "whom", "whose"))
_CLAUSE = re.compile(r",? (?:who|whom|whose)\b|[.,;:]?\s+[“\"]")
_LONGEST_PHRASE = 160
"""Characters in front of "who" in which the phrase is looked for that it stands for."""
_BEFORE_WHO = re.compile(r"(?:,| ?[-–—―]+)? ?(?:and )?$")
_ENDS_PHRASE = re.compile(r"[\n;:“”\"]|[.!?]\s(?=[A-Z])|, (?:and|or|but) ")
"""What stands in no phrase that "who" stands for."""
_WORDS = re.compile(r"(?<![\w’'-])[\w$]+")
_NO_PHRASES = ADVERBIALS | ADVERBS | BOUNDARIES | OPENERS
_CLAUSE_VERB = re.compile(
    rf" (?:\w{{2,}}ed|is|was|are|were|has|have|had|{'|'.join(sorted(PAST_FORMS))}) "
)
"""A verb after which another subject stands: "the rise alarmed an auditor, who"."""
_LONGEST_PARTICIPLE = 4
"""Words of a phrase in which such a word is no clause's verb: "a man accused of"."""
_MAX_NOBODY, _SURELY_SOMEBODY = 0.05, 0.01
"""Probability of being nobody, at most, of a phrase that "who" stands for, and of the longest."""
_ARTICLE = re.compile(rf"\b(?:an?|the|{'|'.join(sorted(POSSESSIVES))}) $", re.IGNORECASE)
_LONGEST_ARTICLE = 8
"""Characters in front of a phrase in which its article is looked for."""
_BEGINNING = re.compile(r"(?:^|[\n.!?:;—–…])[\s“\"‘”’)]*$")
"""What stands before a sentence's first word."""
_LONGEST_BEGINNING = 4
"""Characters in front of a word in which that is looked for: a mark, two quotes and a space."""
_JOINED = re.compile(r"[,;]?\s*(?:(?:while|before|after|and|but)\s+)?(?:also\s+)?$")


def mend_sources(text: str, reports: Iterable[Report]) -> Iterator[Report]:
    """The reports, each with whom its words name as the speaker.

    Whoever is told something doesn't say it, "who" is whoever is named or described before it,
    and a question who said something reports nobody.

    Args:
        text: The document's text.
        reports: What the tagger found.
    """
    for report in reports:
        if report.source is None:
            yield report
            continue
        source = without_clause(text, report.source)
        report = report._replace(source=source)
        written = text[slice(*source)]
        words = written.lower()
        if words in _WHO and not _is_body(text, report, written):
            before = max(0, source.start - _LONGEST_BEGINNING), source.start
            if written[0].isupper() and _BEGINNING.search(text, *before):
                continue
            yield report._replace(source=_meant_by_who(text, source) or source)
        elif words in _NO_SOURCES or _is_told(text, report, source):
            yield report._replace(source=None)
        else:
            yield report


def _is_body(text: str, report: Report, source: str) -> bool:
    """Whether "WHO" is a body, as its capitals show where its cue has none."""
    return source.isupper() and not text[slice(*report.cue)].isupper()


def without_clause(text: str, source: Span) -> Span:
    """A source without what it says about the speaker: "an official who asked not to be named"."""
    clause = _CLAUSE.search(text, source.start + 1, source.end)
    return Span(source.start, clause.start()) if clause else source


def _is_told(text: str, report: Report, source: Span) -> bool:
    """Whether the source is who listens: "Brandt was told that", "Brandt, asked whether"."""
    cue = text[slice(*report.cue)]
    if _ASKED.match(cue) and has_words(text, report.cue.end, source.start):
        return True
    if source.end > report.cue.start or report.content.start < report.cue.start:
        return False
    if _TOLD.search(cue):
        return True
    return text[source.end : report.cue.start].strip() == "," and _ASKED.match(cue) is not None


def _meant_by_who(text: str, source: Span) -> Span | None:
    """The longest phrase right in front of "who" that is surely somebody, else the surest."""
    first = max(0, source.start - _LONGEST_PHRASE)
    before = text[first : source.start]
    gap = _BEFORE_WHO.search(before)
    end = gap.start() if gap else len(before)
    begins = max((one.end() for one in _ENDS_PHRASE.finditer(before, 0, end)), default=0)
    model = packaged_source_model()
    best, least = None, _MAX_NOBODY
    for word in _WORDS.finditer(before, begins, end):
        if word.group() in FINITE_FORMS:
            continue
        phrase = Span(first + word.start(), first + end)
        words = before[word.start() : end]
        if words.lower() in _NO_PHRASES or _holds_clause(words):
            continue
        chance = model.probability_of_nobody(text, phrase, 0.0)
        if chance < _SURELY_SOMEBODY:
            return _with_article(text, phrase)
        if chance < least:
            best, least = phrase, chance
    return best and _with_article(text, best)


def _holds_clause(phrase: str) -> bool:
    return len(phrase.split()) > _LONGEST_PARTICIPLE and _CLAUSE_VERB.search(phrase) is not None


def _with_article(text: str, phrase: Span) -> Span:
    article = _ARTICLE.search(text, max(0, phrase.start - _LONGEST_ARTICLE), phrase.start)
    return Span(article.start(), phrase.end) if article else phrase


def without_what_others_say(text: str, reports: Sequence[Report]) -> list[Report]:
    """The reports, each without the report that is joined to the end of its content.

    In "Brandt said the harbour is safe, adding that it is old" she says two things; in "Brandt said
    rents fell and Kerr said they rose" each says one.

    Args:
        text: The document's text.
        reports: In the order of their cues.
    """
    made = []
    for number, report in enumerate(reports):
        for other in reports[number + 1 : number + 4]:
            end = _end_before(text, report, other)
            if end is not None and has_words(text, report.content.start, end):
                report = report._replace(content=Span(report.content.start, end))
                report = report._replace(content=without_cue(text, report))
        made.append(report)
    return made


def _end_before(text: str, report: Report, other: Report) -> int | None:
    """Where a content ends if another report is joined to it; None if none is."""
    content, source = report.content, other.source
    if not content.start < other.cue.start < content.end <= other.content.end:
        return None
    if source is None or (source != report.source and not content.start < source.start):
        return None
    begins = other.cue.start if source == report.source else min(source.start, other.cue.start)
    joined = _JOINED.search(text[content.start : begins])
    if joined is None or (source != report.source and not joined.group().strip(" ,;")):
        return None
    return content.start + joined.start()
