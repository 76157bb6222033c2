"""What a piece of evidence has somebody claim, and what it tells by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.checks.claim import Backing
from assistant.generation.checks.speech import claims, is_name
from assistant.generation.checks.words import content
from index.lexicon.function_words import PRONOUNS
from index.lexicon.reporting_verbs import POSITION_VERBS
from index.records import Statement

_NESTED = 0.6
"""Share of a statement that must stand in another one's content to be reported by it."""
_MOST = 0.75
"""Share of the words that the main one says which another one must say to be meant as well."""
_ACCUSES = re.compile(r"\baccus", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z\d”\"])[.!?][”\"’]?(?: |$)")


def claimed_words(statement: Statement, backing: Backing) -> frozenset[str]:
    """The words of what somebody claims: of what they accuse somebody of, up to its end."""
    told = backing.words_of(statement)
    if _ACCUSES.search(statement.cue or ""):
        behind = backing.quote[max(statement.start - backing.citation.start, 0) :]
        told = _SENTENCE_END.split(behind, maxsplit=1)[0]
    return content(told)


def needed(told: frozenset[str], backing: Backing) -> Sequence[str]:
    """Whose claims of a piece of evidence a sentence repeats; empty where it repeats none."""
    claimed: dict[str, int] = {}
    inside: set[str] = set()
    for one in outermost(backing.statements):
        assert one.speaker is not None
        shared = told & claimed_words(one, backing)
        inside |= shared
        claimed[one.speaker] = max(claimed.get(one.speaker, 0), len(shared))
    if not backing.statements and backing.citation.speaker:
        return [backing.citation.speaker]  # a speech: all of it is theirs
    by_itself = (told & content(outside(backing))) - inside
    if not claimed or len(inside) <= len(by_itself):
        return []
    # Who speaks on from before is less sure than who is said to speak here.
    sure = {one.speaker for one in backing.statements if one.cue}
    surely = max((shared for name, shared in claimed.items() if name in sure), default=0)
    most = max(claimed.values())
    if surely >= _MOST * most:
        claimed = {name: shared for name, shared in claimed.items() if name in sure}
    return [name for name, shared in claimed.items() if shared >= _MOST * most]


def outermost(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that claim something, without those that another one reports."""
    found = [
        one
        for one in statements
        if one.speaker
        and one.speaker.lower() not in PRONOUNS
        and (one.kind != "indirect" or claims(one.cue, POSITION_VERBS))
    ]
    return not_nested(_by_themselves(found))


def _by_themselves(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without "according to" whom somebody else says the same."""
    told = [one for one in statements if one.cue and one.cue.lower() == "according to"]
    return [
        one
        for one in statements
        if one not in told
        or not any(
            other not in told
            and other.speaker
            and is_name(other.speaker)
            and one.start <= other.start < one.end
            and other.kind == "direct"
            for other in statements
        )
    ]


def not_nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements but for those most of which another one reports."""
    return [
        one
        for one in statements
        if not any(
            other.start < one.start < other.end
            and min(one.end, other.end) - one.start > _NESTED * (one.end - one.start)
            for other in statements
        )
    ]


def outside(backing: Backing, kind: str | None = None) -> str:
    """What the evidence says by itself: the quote without what somebody says in it.

    Args:
        backing: The evidence.
        kind: Take away statements of this kind alone.
    """
    text, start = backing.quote, backing.citation.start
    for one in sorted(backing.statements, key=lambda one: -one.start):
        if kind and one.kind != kind:
            continue
        first, last = max(one.start - start, 0), max(one.end - start, 0)
        text = text[:first] + " " + text[last:]
    return text


def is_unsure(backing: Backing) -> bool:
    """Whether nothing in the evidence itself says who speaks, as it goes on from before it."""
    return bool(backing.statements) and all(one.cue is None for one in backing.statements)
