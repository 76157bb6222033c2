"""Reads questions that ask who said something: "Which witness told the committee that …?".

The question is made a sentence, with a name for its question word ("The witness told the committee
that …"), and read by the tagger that finds reports in documents. If it is a report by that name,
its content is what somebody is asked to have said, in words that are to be compared with theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.attribution.tagger.model import packaged_tagger
from index.records import Span
from index.text.quotations import find_quotations

__all__ = ["WhoSaid", "read_who_said"]

LEAST_CONFIDENCE = 0.5
"""Of the report. On the questions written over government documents, what the tagger is less sure
of asks for somebody who did something."""
_SOMEBODY = "Harper"
"""A name in place of "who": a last name that is also a given name, of a woman or a man."""
_QUESTION_WORD = re.compile(
    r"^\W*(?P<word>who(?:['’]s)?|(?:which|what)(?: one)? of|which|what)\b(?P<rest> .+)",
    re.IGNORECASE | re.DOTALL,
)
_INVERTED = re.compile(r"\b(?:did|does|do)\b(?! not\b)", re.IGNORECASE)
_AFTER_NOUN = re.compile(r",| (?:of|from|at|in|with|for|on|who|that|whom)\b")
_LONGEST = 500
"""Characters of the longest question that is read."""


@dataclass(frozen=True, slots=True)
class WhoSaid:
    """A question that asks who said something."""

    claim: str
    """What was said, in the question's words: "that prices would rise"."""
    cue: str
    """The words that say that it was said: "warned"."""
    description: str
    """What the question tells of who said it: "White House aide"; empty for "who"."""

    @property
    def noun(self) -> str:
        """The noun of the description, in lower case and the singular: "aide"."""
        noun = self._noun_as_asked
        if noun.endswith("sses"):
            return noun.removesuffix("es")
        return noun.removesuffix("s") if not noun.endswith("ss") else noun

    @property
    def asks_for_one(self) -> bool:
        """Whether a noun in the singular tells who is asked for: "Which congressman thinks …?"."""
        noun = self._noun_as_asked
        is_plural = noun.endswith(("men", "people")) or (noun[-1:] == "s" and noun[-2:] != "ss")
        return noun != "" and not is_plural

    @property
    def _noun_as_asked(self) -> str:
        head = _AFTER_NOUN.split(self.description.lower())[0].split()
        return head[-1] if head else ""


@lru_cache(maxsize=256)
def read_who_said(question: str) -> WhoSaid | None:
    """What a question asks somebody to have said; None if it doesn't ask who said something.

    None for "Who won?" and for "Whom did Ada Brandt blame?".

    Args:
        question: As the user asked it.

    Raises:
        TaggerError: A file of the tagger is missing or damaged.
    """
    match = _QUESTION_WORD.match(question[:_LONGEST])
    if match is None:
        return None
    name = _name_for(match["word"].lower())
    text = f"{name}{match['rest']}".rstrip(" ?!.\n”\"’'") + "."
    whole = Span(0, len(text))
    reports = [
        report
        for report in packaged_tagger().find_reports(
            text, [whole], find_quotations(text, whole), LEAST_CONFIDENCE
        )
        if report.source is not None
        and report.source.start == 0
        and report.cue.start >= report.source.end
        and report.content.start >= report.cue.end
        and not _INVERTED.search(text, 0, report.cue.end)
    ]
    if not reports:
        return None
    best = max(reports, key=lambda report: report.confidence)
    assert best.source is not None
    return WhoSaid(
        text[slice(*best.content)],
        text[slice(*best.cue)],
        text[len(name) : best.source.end].strip(),
    )


def _name_for(word: str) -> str:
    if word.startswith("who"):
        return f"{_SOMEBODY} is" if word.endswith("s") else _SOMEBODY
    return "One of" if word.endswith("of") else "The"
