"""A no that a sentence gives by its subject: "No member of staff will lose their job".

It must say of nobody, at the same time, what the question asks of anybody, without an exception.
"""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.generation.comparison.content_words import content_stems
from index.text.stemming import stems

__all__ = ["denies_of_all"]

_ANY = re.compile(
    r"^\W*(?:(?:so|and|but|also),? )?(?P<aux>will|would|shall|is|are|was|were|has|have|had|do|does"
    r"|did|can|could)\b (?:there (?:be )?)?(?P<any>any(?:one|body|thing)?\b|[a-z]+s\b|people\b)",
    re.IGNORECASE,
)
_AUX = r"(?P<aux>will|would|shall|is|are|was|were|has|have|had|do|does|did|can|could)\b"
_NOUN = (
    r"(?!doubt|matter|question|wonder|more|other)[\w-]+(?: of (?:the |our |its |their )?[\w-]+)?"
)
_NONE = re.compile(
    r"^[\s\"“'‘]*(?:that |and |but )*(?:no one|nobody|(?:no|not one|not a single) "
    rf"(?P<subject>{_NOUN})|(?:none|not one) of (?:the |our |its |their )?[\w-]+) {_AUX}",
    re.IGNORECASE,
)
"""A subject without adjectives, which would make it fewer: "No full-time nurse will lose …"."""
_EXCEPTION = re.compile(
    r"\b(?:but|except|unless|until|till|without|before|after|if|yet|other than|apart from|more than"
    r"|not|never|only|longer|nor)\b|n['’]t\b",
    re.IGNORECASE,
)
_TIMES = (
    ("will", "would", "shall"),
    ("is", "are"),
    ("was", "were"),
    ("has", "have", "had"),
    ("do", "does"),
    ("did",),
    ("can", "could"),
)
_OF_ALL = frozenset(stems("any anyone anybody anything there single one no none nobody person"))
_ANYBODY = ("anyone", "anybody", "anything", "people")
_MEMBER = frozenset(stems("member one single"))
MIN_SHARED_STEMS_OF_NO = 2
"""Words of the question that the sentence must say, or all of a shorter one."""


def denies_of_all(question: str, best: Candidate) -> bool:
    """Whether a sentence says of nobody or nothing what a question asks of anybody or anything.

    Args:
        question: A question for yes or no.
        best: The sentence; what is told in it as not said is no reply.
    """
    asked = _ANY.match(question)
    if asked is None or best.reports_what_is_unsaid:
        return False
    statement = best.statement
    if statement is not None and statement.stance not in ("says", "promises"):
        return False
    words = _content(best)
    said = _NONE.match(words)
    if said is None or _EXCEPTION.search(words[said.end() :]):
        return False
    if not _is_same_time(asked["aux"], said["aux"]):
        return False
    wanted = content_stems(question) - _OF_ALL
    subject = content_stems(said["subject"] or "") - _MEMBER
    if asked["any"].lower() not in _ANYBODY and not subject <= wanted:
        return False
    missing = wanted - content_stems(words)
    passage = best.ranked.passage
    known = content_stems(f"{passage.document.title or ''} {passage.text}")
    enough = min(MIN_SHARED_STEMS_OF_NO, len(wanted))
    return bool(wanted) and len(wanted - missing) >= enough and missing <= known


def _content(candidate: Candidate) -> str:
    """What is said in a sentence, without "she replied that" and the label of a turn."""
    statement = candidate.statement
    if statement is None:
        return candidate.text
    start = candidate.span.start
    return candidate.text[max(statement.start - start, 0) : max(statement.end - start, 0)]


def _is_same_time(asked: str, said: str) -> bool:
    return any({asked.lower(), said.lower()} <= set(group) for group in _TIMES)
