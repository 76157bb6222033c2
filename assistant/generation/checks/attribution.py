"""Who says it: a sentence gives a claim to the one who makes it, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.citations.speakers import voice
from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.claimed import (
    claimed_words,
    is_unsure,
    needed,
    not_nested,
    outermost,
    outside,
)
from assistant.generation.checks.identity import (
    as_named,
    is_described,
    last_name,
    lower,
    may_say,
    names_speaker,
    outlet_words,
)
from assistant.generation.checks.quotations import places_of
from assistant.generation.checks.speech import claims, is_name, reports
from assistant.generation.checks.words import content
from index.lexicon.function_words import PRONOUNS
from index.lexicon.reporting_verbs import LEARNING_VERBS, LISTENER_FORMS, POSITION_VERBS, VERBS
from index.text.person_names import same_person
from index.text.quotations import Quotation, find_quotations

_SURELY = 2
"""Words more that another one must share with what is said to be who says it."""
_TOLD = re.compile(rf"\b(?:{'|'.join(sorted(LISTENER_FORMS))}) $")


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
        if is_name(name) and names_speaker(claim, name, one)
    ]
    return tuple(dict.fromkeys((*named, *described))) or claim.heard


def mentioned(text: str, speakers: Iterable[str]) -> tuple[str, ...]:
    """Those of the speakers whom a text names."""
    said = lower(text)
    return tuple(
        dict.fromkeys(
            name for name in speakers if last_name(name) in said and name.lower() not in PRONOUNS
        )
    )


def _wrong_speaker(claim: Claim) -> str | None:
    for statement in not_nested(claim.statements):
        name, words_said = (
            as_named(claim.text, statement),
            claim.text[statement.start : statement.end],
        )
        if name is None or statement.cue is None or not is_name(name):
            continue
        if statement.speaker_span and _TOLD.search(claim.text[: statement.speaker_span.start]):
            continue  # whom it was told to, not who says it
        said = content(words_said)
        if not said:
            continue
        best = max(
            claim.backing,
            key=lambda one: len(said & content(one.quote)),
        )
        if may_say(name, best):
            other = _who_says(said, name, best)
            if other:
                return f"{other} says so, not {name}"
            if _only_learns(name, best) and _base(statement.cue) not in LEARNING_VERBS:
                return f"the evidence does not say that {name} says so"
            continue
        # The evidence may tell what somebody says whom our rules did not find there.
        told = outside(best, "direct")  # a quotation may name anybody
        named_there = last_name(name) in content(told, keep=True) | lower(told)
        if named_there and (is_unsure(best) or not claims(statement.cue, POSITION_VERBS)):
            continue
        speaker = best.citation.speaker or ""
        if speaker.lower().startswith("the ") and is_described(name, best, claim):
            continue
        # What nobody else claims there may be theirs, where the text is about them.
        if _is_cited(name, claim) and not needed(said, best):
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
                one = voice(outermost(backing.statements), at, backing.citation.start + place.end)
                if not one or not one.cue or not one.speaker or not is_name(one.speaker):
                    said_by = []
                    break
                said_by.append((one.speaker, backing))
        if said_by and (
            not any(names_speaker(claim, name, backing) for name, backing in said_by)
            or _given_to_another(claim, quotation, [backing for _, backing in said_by])
        ):
            return f"these are the words of {said_by[0][0]}"
    return None


def _given_to_another(claim: Claim, quotation: Quotation, backed: Sequence[Backing]) -> bool:
    """Whether the sentence itself says of somebody else that these are their words."""
    if len(claim.statements) != 1:
        return False  # where several speak, it is not sure whose it is
    own = claim.statements[0]
    return (
        own.start <= quotation.start < own.end
        and own.cue is not None
        and own.speaker is not None
        and is_name(own.speaker)
        and not any(may_say(own.speaker, one) for one in backed)
    )


def _is_cited(name: str, claim: Claim) -> bool:
    """Whether the evidence that a sentence names mentions somebody."""
    return any(last_name(name) in lower(one.quote) for one in claim.backing)


def _who_says(said: frozenset[str], name: str, backing: Backing) -> str | None:
    """Who says it in a piece of evidence in which several speak, if it is surely another one."""
    theirs: dict[str, int] = {}
    for one in outermost(backing.statements):
        assert one.speaker is not None
        shared = len(said & claimed_words(one, backing))
        theirs[one.speaker] = max(theirs.get(one.speaker, 0), shared)
    own = [n for speaker, n in theirs.items() if same_person(name, speaker) is not False]
    most = max(theirs, key=lambda speaker: theirs[speaker], default=None)
    if most is None or not own or theirs[most] - max(own) < _SURELY or not is_name(most):
        return None
    return most


def _as_fact(claim: Claim) -> str | None:
    told = content(claim.text)
    for backing in claim.backing:
        # What another piece tells by itself is no claim.
        others = [one for one in claim.backing if one is not backing]
        known = frozenset[str]().union(*(content(outside(one)) for one in others))
        sources = needed(told - known, backing)
        if not sources or (is_unsure(backing) and _is_reported(claim, backing)):
            continue
        if not any(names_speaker(claim, one, backing) for one in sources if is_name(one)) and (
            any(map(is_name, sources)) or not _is_reported(claim, backing)
        ):
            return f"it does not say who says so ({sources[0]})"
        if not reports(claim.text, _said_there(backing), sources):
            return f"it states as a fact what {sources[0]} says"
    return None


def _is_reported(claim: Claim, backing: Backing) -> bool:
    """Whether a sentence gives a source for what somebody says who has no name."""
    return reports(claim.text, _said_there(backing)) or bool(
        outlet_words(backing) & lower(claim.text)
    )


def _said_there(backing: Backing) -> frozenset[str]:
    """The words of what is claimed, which report nothing where a sentence repeats them."""
    said = (content(backing.words_of(one), keep=True) for one in outermost(backing.statements))
    cues = (content(one.cue or "", keep=True) for one in outermost(backing.statements))
    return frozenset[str]().union(*said).difference(*cues)


def _only_learns(name: str, backing: Backing) -> bool:
    """Whether somebody comes to know or shows something in the evidence, but says nothing."""
    theirs = [
        one
        for one in backing.statements
        if one.speaker and same_person(name, one.speaker) is not False
    ]
    return bool(theirs) and all(one.cue and _base(one.cue) in LEARNING_VERBS for one in theirs)


def _base(cue: str) -> str | None:
    return next((VERBS[word].base for word in cue.lower().split() if word in VERBS), None)
