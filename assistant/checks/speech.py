"""How texts say that somebody says something: the words for it, and who can be meant by them."""

from __future__ import annotations

import re
from itertools import pairwise

from index.cues import NOUNS, REPORTS, VERBS
from index.names import words

_PRONOUNS = frozenset("he she they him his her it".split())
_NEAR = 4
"""Words before one that reports among which its subject stands."""
_REPORTING = REPORTS | frozenset(
    """view views opinion words argument position stance according quote quoted accusation described
    describing call calls called backed backs back favored favors opposed opposes supports supported
    wants wanted thinks thought believes believed expects expected hopes plans planned vows says
    cited cites blamed blames dismissed rejected refused likened compared put puts
    case painted cast framed saw sees felt feels insists maintains maintained favours favoured
    defended defends objected signaled pointed points attributes attributed credited credits
    characterized saying telling per critique criticism verdict account tone reasoned reasons
    referred refers labeled branded suggested raised raises faulted faults mocked mocks scorned
    ridiculed commended commends saluted cheered voiced voices floated floats singled rebutted
    rebuts derided derides recalled recounted hailed lauded scolded chided pressed countered
    dubbed deemed accused accuses assailed assails sketched spelled laid likens teased joked
    questioned questions spoke speaks addressed counts considers confident reckons figured
    figures""".split()
)
_LEARNS = frozenset(
    """learn discover find realize notice remember know see read hear recognize determine show
    """.split()
)
"""Verbs that report what somebody comes to know, which the writer tells as a fact."""
STANCES = frozenset(
    """support endorse back oppose favor want seek plan propose nominate vote list offer pledge
    order intend decide prefer welcome praise applaud admire urge push thank congratulate""".split()
)
"""Verbs that report what somebody stands for, which says nothing about the world."""
_LONGEST = 6
"""Words of a name with what stands before it, at most."""
_NO_NAME = frozenset(
    """the a an this that these those his her their its he she they it i we you who many most some
    all both no not one another other having asked seldom likewise also less more people critics
    voters even so still then there here in at on for as by to from after before while when if
    speaking writing close nearly roughly""".split()
)
_OWNED = re.compile(r"['’]s? [a-z]")
_ARTICLES = frozenset("a an the their his her its our my this these those some many".split())
_EYES = re.compile(r"\b[Ii]n (?:his|her|their|\w+['’]s?) (?:eyes|mind|book|telling|judgment)\b")
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
    if verb.base in _LEARNS:
        return False
    return verb.clause if other is None else verb.base not in other


def is_name(speaker: str) -> bool:
    """Whether somebody is named rather than described ("the senator", "her friend", "many")."""
    found = words(speaker)
    if _OWNED.search(speaker) or (speaker.isupper() and " " in speaker):
        return False
    return (
        len(found) <= _LONGEST
        and speaker.split()[0].lower() not in _ARTICLES
        and any(word[:1].isupper() and word.lower() not in _NO_NAME for word in found)
    )


def goes_on(text: str) -> bool:
    """Whether "he", "her view" or "the senator" is the one who says something."""
    told = re.findall(r"[^\W\d_]+", text)
    if told and told[0] in ("He", "She", "They") and reports(text):
        return True
    if _EYES.search(text):
        return True
    for at, word in enumerate(told):
        near = told[max(0, at - _NEAR) : at + 2]
        if _is_report(word.lower()) and (
            _PRONOUNS & {one.lower() for one in near}
            or any(a.lower() == "the" and b != word and b.islower() for a, b in pairwise(near))
        ):
            return True
    return False


def reports(text: str) -> bool:
    """Whether a text reports what somebody says, in whatever words."""
    told = re.findall(r"[^\W\d_]+", text.lower())
    return bool(_QUOTE_MARKS.search(text) or _EYES.search(text)) or any(map(_is_report, told))


def _is_report(word: str) -> bool:
    verb = VERBS.get(word)
    return word in _REPORTING or (
        verb is not None and not (verb.form == "base" and verb.base in NOUNS)
    )
