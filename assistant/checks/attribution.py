"""Who says it: a sentence gives a claim to the one who makes it, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.checks.claim import Backing, Claim
from assistant.checks.quotations import places_of
from assistant.checks.speech import STANCES, claims, goes_on, is_name, reports
from assistant.checks.words import content
from assistant.voice import voice
from index.function_words import PRONOUNS
from index.letters import CAPITAL
from index.names import COURTESY, PARTICLE, PARTICLES, gender, same_person, words
from index.quotations import find_quotations
from index.records import Span, Statement
from index.statements import find_statements

_NESTED = 0.6
"""Share of a statement that must stand in another one's content to be reported by it."""
_SURELY = 2
"""Words more that another one must share with what is said to be who says it."""
_MOST = 0.75
"""Share of the words that the main one says which another one must say to be meant as well."""
_INITIAL = 2
"""Letters that initials have at most."""
_TOLD = re.compile(r"\b(?:told|tells?|telling|assur(?:ed|es|ing)|inform(?:ed|s|ing)) $")
_PUBLISHED = frozenset(
    """article report reporter story newspaper paper outlet piece column editorial analysis author
    writer site magazine news poll survey coverage""".split()
)


def misattributed(claim: Claim) -> str | None:
    """Whether a sentence gives a claim to the wrong one, or states it as a fact."""
    return _wrong_speaker(claim) or _others_words(claim) or _as_fact(claim)


def heard_in(claim: Claim, speakers: Iterable[str]) -> tuple[str, ...]:
    """Those of the speakers whom a sentence names, describes or goes on from."""
    named = mentioned(claim.text, speakers)
    described = [
        name
        for one in claim.backing
        for name in one.speakers
        if is_name(name) and _names(claim, name, one)
    ]
    return tuple(dict.fromkeys((*named, *described))) or claim.heard


def mentioned(text: str, speakers: Iterable[str]) -> tuple[str, ...]:
    """Those of the speakers whom a text names."""
    said = _lower(text)
    return tuple(
        dict.fromkeys(
            name for name in speakers if _last(name) in said and name.lower() not in PRONOUNS
        )
    )


def _wrong_speaker(claim: Claim) -> str | None:
    for statement in _not_nested(list(find_statements(claim.text, [Span(0, len(claim.text))]))):
        name, words_said = (
            _named(claim.text, statement),
            claim.text[statement.start : statement.end],
        )
        if name is None or statement.cue is None or not is_name(name):
            continue
        if statement.source and _TOLD.search(claim.text[: statement.source.start]):
            continue  # whom it was told to, not who says it
        said = content(words_said)
        if not said:
            continue
        best = max(
            claim.backing,
            key=lambda one: len(said & content(one.quote)),
        )
        if _may_say(name, best):
            other = _who_says(said, name, best)
            if other:
                return f"{other} says so, not {name}"
            continue
        # The evidence may tell what somebody says whom our rules did not find there.
        told = _outside(best, "direct")  # a quotation may name anybody
        named_there = _last(name) in content(told, keep=True) | _lower(told)
        if named_there and (_is_unsure(best) or not claims(statement.cue, STANCES)):
            continue
        speaker = best.citation.speaker or ""
        if speaker.lower().startswith("the ") and _is_described(name, best, claim):
            continue
        # What nobody else claims there may be theirs, where the text is about them.
        if _is_cited(name, claim) and not _needed(said, best):
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
                if not one or not one.cue or not one.speaker or not is_name(one.speaker):
                    said_by = []
                    break
                said_by.append((one.speaker, backing))
        if said_by and not any(_names(claim, name, backing) for name, backing in said_by):
            return f"these are the words of {said_by[0][0]}"
    return None


def _is_described(name: str, best: Backing, claim: Claim) -> bool:
    """Whether whoever is only described as the speaker is surely somebody with a name.

    Either other evidence of the sentence has them say something in the same document, or the
    question is about them and the text beside it names them.
    """
    for one in claim.backing:
        same = one is not best and one.citation.document_id == best.citation.document_id
        if same and any(same_person(name, speaker) for speaker in one.speakers):
            return True
    beside = _lower(f"{best.before} {best.after} {best.citation.title or ''}")
    return _last(name) in _lower(claim.question) and _last(name) in beside


def _is_cited(name: str, claim: Claim) -> bool:
    """Whether the evidence that a sentence names mentions somebody."""
    return any(_last(name) in _lower(one.quote) for one in claim.backing)


def _named(text: str, statement: Statement) -> str | None:
    """Who says something, with the title that tells "Mr. Brandt" from Mary."""
    if statement.speaker is None or statement.source is None:
        return statement.speaker
    mentioned = text[statement.source.start : statement.source.end]
    first = next(iter(words(mentioned)), "").rstrip(".").lower()
    return mentioned if first in COURTESY else statement.speaker


def _who_says(said: frozenset[str], name: str, backing: Backing) -> str | None:
    """Who says it in a piece of evidence in which several speak, if it is surely another one."""
    theirs: dict[str, int] = {}
    for one in _outermost(backing.statements):
        assert one.speaker is not None
        shared = len(said & content(backing.words_of(one)))
        theirs[one.speaker] = max(theirs.get(one.speaker, 0), shared)
    own = [n for speaker, n in theirs.items() if same_person(name, speaker) is not False]
    most = max(theirs, key=lambda speaker: theirs[speaker], default=None)
    if most is None or not own or theirs[most] - max(own) < _SURELY or not is_name(most):
        return None
    return most


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
    if len(words(name)) == 1 and _last(name) == _last(speaker):
        return True
    people = is_name(name) and is_name(speaker) and words(name)[-1][:1].isupper()
    if people and _last(name) == _last(speaker):
        given, theirs = _given(name), _given(speaker)
        if given & theirs:
            return True  # "Screenwriter Cole Haddon"
        # A last name alone may be a given name of the other sex: "Henry" for "Mary Kay Henry".
        alone = len(words(name)) < 2 or len(words(speaker)) < 2
        if (given and theirs) or (
            not alone and {gender(name), gender(speaker)} == {"male", "female"}
        ):
            return False  # Bill is not Hillary, "Mr. Brandt" not Mary
    one, other = content(name, keep=True), content(f"{speaker} {roles}", keep=True)
    # "A campaign official", "the spokesman": described by what the document says that they are.
    return bool(one & other)


def _given(name: str) -> frozenset[str]:
    """The words before the last name, but for courtesies."""
    return frozenset(word.rstrip(".").lower() for word in words(name)[:-1]) - COURTESY


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
        if not needed or (_is_unsure(backing) and _is_reported(claim, backing)):
            continue
        if not any(_names(claim, one, backing) for one in needed if is_name(one)) and (
            any(map(is_name, needed)) or not _is_reported(claim, backing)
        ):
            return f"it does not say who says so ({needed[0]})"
        if not reports(claim.text):
            return f"it states as a fact what {needed[0]} says"
    return None


def _is_reported(claim: Claim, backing: Backing) -> bool:
    """Whether a sentence gives a source for what somebody says who has no name."""
    return reports(claim.text) or bool(_outlet(backing) & _lower(claim.text))


def _is_unsure(backing: Backing) -> bool:
    """Whether nothing in the evidence itself says who speaks, as it goes on from before it."""
    return bool(backing.statements) and all(one.cue is None for one in backing.statements)


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
    # Who speaks on from before is less sure than who is said to speak here.
    sure = {one.speaker for one in backing.statements if one.cue}
    surely = max((shared for name, shared in claimed.items() if name in sure), default=0)
    most = max(claimed.values())
    if surely >= _MOST * most:
        claimed = {name: shared for name, shared in claimed.items() if name in sure}
    return [name for name, shared in claimed.items() if shared >= _MOST * most]


def _outermost(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that claim something, without those that another one reports."""
    found = [
        one
        for one in statements
        if one.speaker
        and one.speaker.lower() not in PRONOUNS
        and (one.kind != "indirect" or claims(one.cue, STANCES))
    ]
    return _not_nested(_by_themselves(found))


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


def _outside(backing: Backing, kind: str | None = None) -> str:
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


def _names(claim: Claim, speaker: str, backing: Backing) -> bool:
    if _last(speaker) in _lower(claim.text) and not _means_another(claim, speaker):
        return True
    heard = any(
        _last(one) == _last(speaker) and same_person(one, speaker) is not False
        for one in claim.heard
    )
    if (heard and goes_on(claim.text)) or _by_given_name(claim.text, speaker):
        return True
    # "The state's governor", "a campaign official": by what the document says that they are.
    described = [word for word in backing.roles.split() if word.islower()]
    if not is_name(speaker):
        described.append(speaker)
    return bool(content(" ".join(described), keep=True) & content(claim.text, keep=True))


def _by_given_name(text: str, speaker: str) -> bool:
    """Whether a person is called by the given name alone: "Prince Alwaleed"."""
    found = words(speaker)
    return len(found) > 1 and any(
        re.search(rf"\b{re.escape(given)}\b(?!['’]?s?(?: {PARTICLE})? {CAPITAL})", text)
        for given in found[:-1]
        if len(given) > _INITIAL and given.lower() not in PARTICLES
    )


def _means_another(claim: Claim, speaker: str) -> bool:
    """Whether a last name stands for somebody else of this name: "Trump" for "Melania Trump"."""
    given, sex = [word.lower() for word in words(speaker)][:-1], gender(speaker)
    known = {name for one in claim.offered for name in one.speakers}
    others = {gender(name) for name in known if _last(name) == _last(speaker)}
    if not given or not {sex, *others} >= {"male", "female"}:
        return False
    if set(given) & _lower(claim.text):
        return False
    return not any(
        gender(match.group()) == sex
        for match in re.finditer(
            rf"(?i:m(?:rs|s|r)\.? ){re.escape(words(speaker)[-1])}", claim.text
        )
    )
