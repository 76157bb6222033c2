"""Who says it: a sentence gives a claim to the one who makes it, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.checks.claim import Backing, Claim
from assistant.checks.quotations import places_of
from assistant.checks.words import content
from assistant.voice import voice
from index.cues import NOUNS, REPORTS, VERBS
from index.function_words import PRONOUNS
from index.names import gender, same_person, words
from index.quotations import find_quotations
from index.records import Span, Statement
from index.statements import find_statements

_PRONOUNS = frozenset("he she they him his her their it its".split())
_NEAR = 4
"""Words before one that reports among which its subject stands."""
_REPORTING = REPORTS | frozenset(
    """view views opinion words argument position stance according quote quoted accusation described
    describing call calls called backed backs back favored favors opposed opposes supports supported
    wants wanted thinks thought believes believed expects expected hopes plans planned vows says
    cited cites blamed blames dismissed rejected refused likened compared put puts made make makes
    case painted cast framed saw sees felt feels insists maintains maintained favours favoured
    defended defends objected signaled pointed points attributes attributed credited credits
    characterized saying telling per critique criticism verdict account tone reasoned reasons
    referred refers labeled branded suggested raised raises faulted faults mocked mocks scorned
    ridiculed commended commends saluted cheered voiced voices floated floats singled rebutted
    rebuts derided derides recalled recounted hailed lauded scolded chided pressed countered
    dubbed deemed accused accuses assailed assails sketched spelled laid likens teased joked
    questioned questions addressed counts considers confident reckons figured figures""".split()
)
_LEARNS = frozenset(
    """learn discover find realize notice remember know see read hear recognize determine show
    """.split()
)
"""Verbs that report what somebody comes to know, which the writer tells as a fact."""
_STANCES = frozenset(
    """support endorse back oppose favor want seek plan propose nominate vote list offer pledge
    order intend decide prefer welcome praise applaud admire urge push thank congratulate""".split()
)
"""Verbs that report what somebody stands for, which says nothing about the world."""
_NESTED = 0.6
_MOST = 0.75
"""Share of the words that the main one says which another one must say to be meant as well."""
_LONGEST = 6
"""Words of a name with what stands before it, at most."""
_NO_NAME = frozenset(
    """the a an this that these those his her their its he she they it i we you who many most some
    all both no not one another other having asked seldom likewise also less more people critics
    voters even so still then there here in at on for as by to from after before while when if
    speaking writing""".split()
)
_OWNED = re.compile(r"['’]s? [a-z]")
_ARTICLES = frozenset("a an the their his her its our my this these those some many".split())
_QUOTE_MARKS = re.compile(r"[“”\"«»]")
_PUBLISHED = frozenset(
    """article report reporter story newspaper paper outlet piece column editorial analysis author
    writer site magazine news poll survey coverage""".split()
)


def misattributed(claim: Claim) -> str | None:
    """Whether a sentence gives a claim to the wrong one, or states it as a fact."""
    return _wrong_speaker(claim) or _others_words(claim) or _as_fact(claim)


def heard_in(claim: Claim, speakers: Iterable[str]) -> tuple[str, ...]:
    """Those of the speakers whom a sentence names, or goes on from."""
    said = _lower(claim.text)
    named = tuple(dict.fromkeys(name for name in speakers if _last(name) in said))
    return named or claim.heard


def _wrong_speaker(claim: Claim) -> str | None:
    for statement in _not_nested(list(find_statements(claim.text, [Span(0, len(claim.text))]))):
        name, words_said = statement.speaker, claim.text[statement.start : statement.end]
        if name is None or statement.cue is None or not _is_name(name):
            continue
        said = content(words_said)
        if not said:
            continue
        best = max(
            claim.backing,
            key=lambda one: len(said & content(one.quote)),
        )
        if _may_say(name, best):
            continue
        # The evidence may tell what somebody says whom our rules did not find there.
        named_there = _last(name) in content(best.quote, keep=True) | _lower(best.quote)
        if named_there and not _claims(statement.cue, _STANCES):
            continue
        return f"the evidence does not say that {name} says so"
    return None


def _others_words(claim: Claim) -> str | None:
    """Whether a quotation stands in a sentence that does not name whose words it is."""
    for quotation in find_quotations(claim.text):
        inner = claim.text[quotation.inner.start : quotation.inner.end]
        said_by: list[tuple[str, Backing]] = []
        for backing in claim.backing:
            for place in places_of(inner, backing):
                at = backing.citation.start + place.start
                one = voice(_outermost(backing.statements), at, backing.citation.start + place.end)
                if one is None or one.speaker is None or not _is_name(one.speaker):
                    said_by = []
                    break
                said_by.append((one.speaker, backing))
        if said_by and not any(_names(claim, name, backing) for name, backing in said_by):
            return f"these are the words of {said_by[0][0]}"
    return None


def _claims(cue: str | None, other: frozenset[str] | None = None) -> bool:
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


def _is_name(speaker: str) -> bool:
    """Whether somebody is named rather than described ("the senator", "her friend", "many")."""
    found = words(speaker)
    if _OWNED.search(speaker) or (speaker.isupper() and " " in speaker):
        return False
    return (
        len(found) <= _LONGEST
        and speaker.split()[0].lower() not in _ARTICLES
        and any(word[:1].isupper() and word.lower() not in _NO_NAME for word in found)
    )


def _speaker_named(claim: Claim, backing: Backing) -> bool:
    return any(_last(speaker) in _lower(claim.text) for speaker in backing.speakers)


def _lower(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(text))


def _may_say(name: str, backing: Backing) -> bool:
    """Whether a piece of evidence gives something to this one, or is published by them."""
    for speaker in backing.speakers:
        if _is(name, speaker, backing.roles):
            return True
    told = _lower(name)
    if told & _PUBLISHED or told & {word for word in _outlet(backing) if len(word) > 3}:
        return True
    last = _last(name)
    # Where nobody was found to speak, whom the words themselves name may do so.
    return not backing.speakers and bool(last) and last in content(backing.quote, keep=True)


def _is(name: str, speaker: str, roles: str) -> bool:
    if same_person(name, speaker) is not False:
        return True
    one, other = content(name, keep=True), content(f"{speaker} {roles}", keep=True)
    # "A campaign official", "the spokesman": described by what the document says that they are.
    return bool(one & other)


def _last(name: str) -> str:
    found = words(name)
    return found[-1].lower() if found else ""


def _as_fact(claim: Claim) -> str | None:
    told = content(claim.text)
    for backing in claim.backing:
        # What another piece tells by itself is no claim.
        others = [one for one in claim.backing if one is not backing]
        known = frozenset[str]().union(*(content(_outside(one)) for one in others))
        needed = _needed(told - known, backing)
        if not needed:
            continue
        if not any(_names(claim, one, backing) for one in needed if _is_name(one)) and (
            any(map(_is_name, needed)) or not _is_reported(claim, backing)
        ):
            return f"it does not say who says so ({needed[0]})"
        if not _reports(claim.text):
            return f"it states as a fact what {needed[0]} says"
    return None


def _is_reported(claim: Claim, backing: Backing) -> bool:
    """Whether a sentence gives a source for what somebody says who has no name."""
    return _reports(claim.text) or bool(_outlet(backing) & _lower(claim.text))


def _outlet(backing: Backing) -> frozenset[str]:
    return _lower(backing.citation.outlet or "")


def _needed(told: frozenset[str], backing: Backing) -> Sequence[str]:
    """Whose claims of a piece of evidence a sentence repeats; empty where it repeats none."""
    claimed: dict[str, int] = {}
    inside: set[str] = set()
    for one in _outermost(backing.statements):
        assert one.speaker is not None
        shared = told & content(backing.words_of(one))
        inside |= shared
        claimed[one.speaker] = max(claimed.get(one.speaker, 0), len(shared))
    if not backing.statements and backing.citation.speaker:
        return [backing.citation.speaker]  # a speech: all of it is theirs
    outside = (told & content(_outside(backing))) - inside
    if not claimed or len(inside) <= len(outside):
        return []
    most = max(claimed.values())
    return [name for name, shared in claimed.items() if shared >= _MOST * most]


def _outermost(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that claim something, without those that another one reports."""
    claims = [
        one
        for one in statements
        if one.speaker
        and one.speaker.lower() not in PRONOUNS
        and (one.kind != "indirect" or _claims(one.cue, _STANCES))
    ]
    return _not_nested(claims)


def _not_nested(statements: Sequence[Statement]) -> list[Statement]:
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


def _outside(backing: Backing) -> str:
    """What the evidence says by itself: the quote without what somebody says in it."""
    text, start = backing.quote, backing.citation.start
    for one in sorted(backing.statements, key=lambda one: -one.start):
        first, last = max(one.start - start, 0), max(one.end - start, 0)
        text = text[:first] + " " + text[last:]
    return text


def _names(claim: Claim, speaker: str, backing: Backing) -> bool:
    if _last(speaker) in _lower(claim.text) and not _means_another(claim, speaker):
        return True
    if speaker in claim.heard and _goes_on(claim.text):
        return True
    described = content(f"{speaker} {backing.roles}", keep=True)
    return bool(described & content(claim.text, keep=True) - content(backing.quote)) or bool(
        content(speaker, keep=True) & content(claim.text, keep=True)
    )


def _means_another(claim: Claim, speaker: str) -> bool:
    """Whether a last name stands for somebody else of this name: "Trump" for "Melania Trump"."""
    given = [word.lower() for word in words(speaker)][:-1]
    known = {name for one in claim.offered for name in one.speakers}
    others = [name for name in known if same_person(name, speaker) is False]
    if not given or not any(_last(name) == _last(speaker) for name in others):
        return False
    if set(given) & _lower(claim.text):
        return False
    sex = gender(speaker)
    return not any(
        gender(match.group()) == sex
        for match in re.finditer(
            rf"(?i:m(?:rs|s|r)\.? ){re.escape(words(speaker)[-1])}", claim.text
        )
    )


def _goes_on(text: str) -> bool:
    """Whether "he", "her view" or "the senator" is the one who says something."""
    told = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    for at, word in enumerate(told):
        near = told[max(0, at - _NEAR) : at + 2]
        if _is_report(word) and (
            _PRONOUNS & set(near) or any(a == "the" and b != word for a, b in pairwise(near))
        ):
            return True
    return False


def _reports(text: str) -> bool:
    told = re.findall(r"[^\W\d_]+", text.lower())
    return bool(_QUOTE_MARKS.search(text)) or any(map(_is_report, told))


def _is_report(word: str) -> bool:
    verb = VERBS.get(word)
    return word in _REPORTING or (
        verb is not None and not (verb.form == "base" and verb.base in NOUNS)
    )
