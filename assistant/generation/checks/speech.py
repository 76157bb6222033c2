"""How texts say that somebody says something: the words for it, and who can be meant by them."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from index.lexicon.reporting_verbs import (
    LEARNING_VERBS,
    NOUN_BASES,
    PLAIN_FORMS,
    REPORTING_HINTS,
    REPORTING_NOUNS,
    VERBS,
)
from index.text.person_names import words
from index.text.stemming import stems

_SUBJECTS = frozenset("he she they it".split())
_OWNERS = frozenset("his her their".split())
_THEIRS = frozenset("he she his her".split())
_BY_THEM = re.compile(r"\b(?:by|to|for) (?:him|her|them)\b", re.IGNORECASE)
_NEAR = 4
"""Words before one that reports among which its subject stands."""
_OWNED_BY = 2
"""Words before one that reports among which whose it is stands."""
_REPORTING = REPORTING_NOUNS | REPORTING_HINTS
_PARTY = frozenset("Democrat Republican Libertarian Independent".split())
_GROUPS = frozenset("one other others several most all few both two three four five dozens".split())
_LONGEST = 6
"""Words of a name with what stands before it, at most."""
_NO_NAME = frozenset(
    """the a an this that these those his her their its he she they it i we you who many most some
    all both no not one another other having asked seldom likewise also less more people critics
    voters even so still then there here in at on for as by to from after before while when if
    speaking writing close nearly roughly""".split()
)
_BODY = re.compile(r"[Tt]he [A-Z][\w.’'-]+(?: (?:of |for |and )?[A-Z][\w.’'-]+)+")
"""A name that has an article: "The Los Angeles Times"."""
_OWNED = re.compile(r"['’]s? [a-z]")
_ARTICLES = frozenset("a an the their his her its our my this these those some many".split())
_EYES = re.compile(
    r"\b[Ii]n (?:his|her|their|\w+['’]s?) (?:eyes|mind|book|telling|judgment)\b"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Bb]y \w+['’]s?) (?:own )?(?:account|case|figures)\b"
    r"|\b[Ii]n (?:the|an|one) account\b"
    r"|\bputs? (?:it|this|that|\S+(?: \S+){0,9} (?:down to|at))\b"
    r"|\bh[eo]ld \S+(?: \S+){0,5} responsible\b"
)
_QUOTE_MARKS = re.compile(r"[“”\"«»]")


def claims(cue: str | None, other: frozenset[str] | None = None) -> bool:
    """Whether a cue gives what somebody claims about the world.

    Args:
        cue: The words that report it.
        other: Verbs that don't; None for all that take no clause.
    """
    verb = next((VERBS[word] for word in (cue or "").lower().split() if word in VERBS), None)
    if verb is None:
        return True
    if verb.base in LEARNING_VERBS:
        return False
    return verb.clause if other is None else verb.base not in other


def is_name(speaker: str) -> bool:
    """Whether somebody is named rather than described ("the senator", "her friend", "many")."""
    found = words(speaker)
    if _BODY.fullmatch(speaker):
        return True
    if _OWNED.search(speaker) or (speaker.isupper() and " " in speaker):
        return False
    return (
        len(found) <= _LONGEST
        and speaker.split()[0].lower() not in _ARTICLES | _GROUPS
        and any(word[:1].isupper() and word.lower() not in _NO_NAME for word in found)
    )


def goes_on(text: str) -> bool:
    """Whether "he", "her view" or "the senator" is the one who says something."""
    told = re.findall(r"[^\W\d_]+", text)
    if told and told[0] in ("He", "She", "They") and reports(text):
        return True
    if _EYES.search(text) or (_BY_THEM.search(text) and reports(text)):
        return True
    for at, word in enumerate(told):
        if not _is_report(word.lower()):
            continue
        near = told[max(0, at - _NEAR) : at + 2]
        owners = {one.lower() for one in told[max(0, at - _OWNED_BY) : at]}
        if (
            _SUBJECTS & {one.lower() for one in near}
            or _OWNERS & owners
            or any(a.lower() == "the" and b != word and _describes(b) for a, b in pairwise(near))
        ):
            return True
    return False


def _describes(word: str) -> bool:
    """Whether "the …" may be a person: "the senator", "the Democrat"."""
    return word.islower() or word in _PARTY


def reports(text: str, said: Collection[str] = (), sources: Collection[str] = ()) -> bool:
    """Whether a text reports what somebody says, in whatever words.

    Args:
        text: Any text.
        said: Stems of words that belong to what is said; these report nothing by themselves.
        sources: Names of those who say it, whose deed such a word is after all: "Sanders expects".
    """
    if _QUOTE_MARKS.search(text) or _EYES.search(text):
        return True
    told = re.findall(r"[^\W\d_]+", text.lower())
    theirs = _THEIRS.union(words(name)[-1].lower() for name in sources if words(name))
    return any(
        _is_report(word)
        and (
            word in PLAIN_FORMS
            or told[at + 1 : at + 2] == ["that"]
            or set(said).isdisjoint(stems(word))
            or not theirs.isdisjoint(told[max(0, at - _OWNED_BY) : at])
        )
        for at, word in enumerate(told)
    )


def _is_report(word: str) -> bool:
    verb = VERBS.get(word)
    return word in _REPORTING or (
        verb is not None and not (verb.form == "base" and verb.base in NOUN_BASES)
    )
