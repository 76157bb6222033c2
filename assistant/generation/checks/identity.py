"""Whether a name or a description in a sentence stands for somebody who speaks in the evidence."""

from __future__ import annotations

import re

from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.claimed import not_nested
from assistant.generation.checks.speech import goes_on, is_name
from assistant.generation.checks.words import content
from index.lexicon.name_words import PARTICLES
from index.lexicon.titles import CALLED, COURTESY_TITLES
from index.records import Statement
from index.text.capital_letters import CAPITAL
from index.text.person_names import (
    PARTICLE,
    gender,
    is_given,
    same_person,
    words,
)

_ANOTHER = re.compile(r"(?:an? |the (?:[a-z-]+ ){0,3}[a-z]+[^s\W]s\b)", re.IGNORECASE)
"""How a description of somebody begins who is not the one that was named: "a …", "the critics"."""
_INITIAL = 2
"""Letters that initials have at most."""
_PUBLISHED = frozenset(
    """article report reporter story newspaper paper outlet piece column editorial analysis author
    writer site magazine news poll survey coverage""".split()
)


def may_say(name: str, backing: Backing) -> bool:
    """Whether a piece of evidence gives something to this one, or is published by them."""
    for speaker in backing.speakers:
        if _is(name, speaker, backing.roles):
            return True
    told = lower(name)
    if told & _PUBLISHED or told & {word for word in outlet_words(backing) if len(word) > 3}:
        return True
    last = last_name(name)
    # Where nobody was found to speak, whom the words themselves name may do so.
    return not backing.speakers and bool(last) and last in content(backing.quote, keep=True)


def _is(name: str, speaker: str, roles: str) -> bool:
    if same_person(name, speaker) is not False:
        return True
    if len(words(name)) == 1 and last_name(name) == last_name(speaker):
        return True
    people = is_name(name) and is_name(speaker) and words(name)[-1][:1].isupper()
    if people and last_name(name) == last_name(speaker):
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
    return frozenset(word.rstrip(".").lower() for word in words(name)[:-1]) - COURTESY_TITLES


def last_name(name: str) -> str:
    """The last word of a name, lower case."""
    found = words(name)
    return found[-1].rstrip(".").lower() if found else ""


def names_speaker(claim: Claim, speaker: str, backing: Backing) -> bool:
    """Whether a sentence names or describes a speaker of its evidence, or goes on from them."""
    if last_name(speaker) in lower(claim.text) and not _means_another(claim, speaker):
        return True
    heard = any(
        last_name(one) == last_name(speaker) and same_person(one, speaker) is not False
        for one in claim.heard
    )
    if heard and goes_on(claim.text) and not _another_speaks(claim, backing):
        return True
    return (
        _by_given_name(claim.text, speaker)
        or _by_role(claim, speaker, backing)
        or _by_initials(claim.text, speaker)
    )


def _by_initials(text: str, speaker: str) -> bool:
    """Whether a body is called by the first letters of its name: "DNC"."""
    letters = "".join(word[0] for word in words(speaker) if word[0].isupper() and word != "The")
    return len(letters) > 1 and letters in (word.replace(".", "") for word in words(text))


def _another_speaks(claim: Claim, backing: Backing) -> bool:
    """Whether it is somebody else who says it, without a name: "A spokesman for the firm said"."""
    known = content(f"{' '.join(backing.speakers)} {backing.roles}", keep=True)
    return any(
        one.speaker is not None
        and _ANOTHER.match(one.speaker)
        and not content(one.speaker, keep=True) & known
        for one in not_nested(claim.statements)
    )


def _by_role(claim: Claim, speaker: str, backing: Backing) -> bool:
    """Whether a sentence calls somebody what the documents say that they are."""
    # "The state's governor", "a campaign official".
    described = [word for word in backing.roles.split() if word.islower()]
    if not is_name(speaker):
        described.append(speaker)
    # What is said may have the same words, which then describe nobody.
    said = frozenset[str]().union(
        *(content(backing.words_of(one)) for one in backing.statements if one.speaker == speaker)
    )
    if content(" ".join(described), keep=True) & content(claim.text, keep=True) - said:
        return True
    titles = (word.rstrip(".").lower() for word in (*words(speaker), *backing.roles.split()))
    offices = {office for title in titles for office in CALLED.get(title, ())}
    if any(re.search(rf"\b{office}\b(?! {CAPITAL})", claim.text) for office in offices):
        return True
    # "The Israeli prime minister", as other evidence writes before the name.
    told, last = lower(claim.text), re.escape(words(speaker)[-1])
    before = re.compile(rf"((?:{CAPITAL}[\w.]+ ){{2,4}}){last}\b")
    return any(
        len(run & told) > 1 and len(run - told) <= 1
        for one in claim.offered
        for match in before.finditer(one.quote)
        if (run := {word for word in lower(match[1]) if not is_given(word)})
    )


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
    others = {gender(name) for name in known if last_name(name) == last_name(speaker)}
    if not given or not {sex, *others} >= {"male", "female"}:
        return False
    if set(given) & lower(claim.text):
        return False
    return not any(
        gender(match.group()) == sex
        for match in re.finditer(
            rf"(?i:m(?:rs|s|r)\.? ){re.escape(words(speaker)[-1])}", claim.text
        )
    )


def is_described(name: str, best: Backing, claim: Claim) -> bool:
    """Whether whoever is only described as the speaker is surely somebody with a name.

    Either other evidence of the sentence has them say something in the same document, or the
    question is about them and the text beside it names them.
    """
    for one in claim.backing:
        same = one is not best and one.citation.document_id == best.citation.document_id
        if same and any(same_person(name, speaker) for speaker in one.speakers):
            return True
    beside = lower(f"{best.before} {best.after} {best.citation.title or ''}")
    called = _called(best.citation.speaker or "", claim, best)
    if called and last_name(name) not in called:
        return False
    return last_name(name) in lower(claim.question) and last_name(name) in beside


def _called(description: str, claim: Claim, backing: Backing) -> frozenset[str]:
    """The names right behind a description elsewhere: "network RT" for "the network"."""
    head = next(iter(re.split(r"[,;]| (?:of|in|for|that|who|which)\b", description)), "")
    noun = head.split()[-1] if head.split() else ""
    if not noun.islower():
        return frozenset()
    texts = (claim.question, backing.before, backing.after, *(one.quote for one in claim.offered))
    behind = re.compile(rf"\b{re.escape(noun)},? ({CAPITAL}[\w’'-]*(?: {CAPITAL}[\w’'-]*)*)")
    found = (match[1] for text in texts for match in behind.finditer(text))
    return frozenset[str]().union(*map(lower, found))


def lower(text: str) -> frozenset[str]:
    """The words of a text, lower case."""
    return frozenset(word.rstrip(".").lower() for word in words(text))


def outlet_words(backing: Backing) -> frozenset[str]:
    """The words of the name of whoever published it, lower case."""
    return lower(backing.citation.outlet or "")


def as_named(text: str, statement: Statement) -> str | None:
    """Who says something, with the title that tells "Mr. Brandt" from Mary."""
    if statement.speaker is None or statement.speaker_span is None:
        return statement.speaker
    mentioned = text[statement.speaker_span.start : statement.speaker_span.end]
    first = next(iter(words(mentioned)), "").rstrip(".").lower()
    return mentioned if first in COURTESY_TITLES else statement.speaker
