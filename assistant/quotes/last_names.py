"""Decides whether a last name alone identifies a speaker.

It does so only if no other speaker in the store, and no other person named in the document, has
that last name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS
from index.lexicon.name_words import PARTICLES
from index.lexicon.titles import COURTESY_TITLES
from index.people.directory import People
from index.store.rows import DocumentInfo
from index.text.capital_letters import CAPITAL
from index.text.normalised_words import normalise_characters
from index.text.person_names import (
    gender_of,
    is_full_name,
    is_given_name,
    is_name_suffix,
    is_organisation_name,
    is_title,
    parse_name,
    same_person,
    split_name,
    strip_titles,
)

__all__ = ["is_description", "is_end_of_name", "last_name_identifies", "words_of_name"]

_SAME_SPELLING = 80
"""Minimum similarity (0 to 100) of two spellings of one given name: Sergei, Sergey."""
_SHORT_FORM = 3
"""Minimum letters of a short form that begins a given name: Don, but not Jo."""
_RUN = 60
"""Characters before a last name that are searched for the rest of the name."""
_OPENS = BOUNDARIES | PREPOSITIONS | OPENERS
"""Words that are capitalised only at the start of a sentence."""


def last_name_identifies(
    document: DocumentInfo, text: str, given: str, speaker: str, people: People
) -> bool:
    """Whether a last name alone can mean only this speaker.

    Args:
        document: The document in which the speaker speaks.
        text: The document's text.
        given: The last name.
        speaker: The speaker, by the document's fullest name.
        people: All speakers in the store.
    """
    if not _is_last_name(given) or not (_is_person(speaker) or _is_titled(speaker)):
        return False
    last = strip_titles(split_name(speaker))[-1]
    if parse_name(given) != parse_name(last):
        return False
    names = {speaker, *people.names_of(given)}
    # Also speakers with long titles, and those whose last name is also a given name, such as Lee.
    heard = (name for name in people.names if last in name)
    for place in (text, document.title, document.author, document.speaker, *heard):
        # Transcripts print last names in capitals: "Ms. ABARCA".
        for form in {last, last.upper()}:
            names.update(_named_with(form, place or ""))
    if _is_titled(speaker) and not all(_has_title_of(name, speaker) for name in names):
        return False
    return all(_may_be_one(one, other) for one, other in combinations(sorted(names), 2))


def is_end_of_name(one: str, two: str) -> bool:
    """Whether one of two names is the end of the other."""
    shorter, longer = sorted((words_of_name(one), words_of_name(two)), key=len)
    return longer[-len(shorter) :] == shorter


def is_description(speaker: str) -> bool:
    """Whether a speaker is described rather than named: "a campaign official", "The court"."""
    return not speaker[:1].isupper() or speaker.startswith(("The ", "A ", "An ", "Another "))


def _is_last_name(given: str) -> bool:
    """Whether a name is a last name alone: "de Blasio", "Mrs. Clinton".

    A name with an office is not, because several people may have held it: "President Bush".
    """
    found = [word.rstrip(".").lower() for word in split_name(given)]
    return bool(found) and all(word in COURTESY_TITLES or word in PARTICLES for word in found[:-1])


def _is_person(speaker: str) -> bool:
    """Whether a speaker is one person with a full name, and not "Supporters of Donald Trump"."""
    name, _, behind = speaker.partition(",")
    return (
        is_full_name(name)
        and not is_description(name)
        and all(re.match(CAPITAL, word) or word in PARTICLES for word in name.split())
        and (not behind or is_name_suffix(behind.strip()))
    )


def _is_titled(speaker: str) -> bool:
    """Whether a speaker is a last name behind a title, as labels have it: "Ms. Abarca"."""
    words = split_name(speaker)
    name = strip_titles(words)
    return (
        0 < len(name) < len(words)
        and not is_description(speaker)
        and all(re.match(CAPITAL, word) or word in PARTICLES for word in words)
        and not is_organisation_name(words)
        and not is_title(name[-1])
    )


def _has_title_of(name: str, speaker: str) -> bool:
    """Whether a name has no title, a given name, or the speaker's title: not "Mrs. Brown"."""
    words = split_name(name)
    title = words[: len(words) - len(strip_titles(words))]
    if not title or len(strip_titles(words)) > 1:
        return True
    return [word.casefold() for word in title] == [
        word.casefold() for word in split_name(speaker)[: len(title)]
    ]


def _named_with(last: str, text: str) -> Iterator[str]:
    """Yield the names in a text that end with a last name and have more words than that."""
    rest = re.compile(
        rf"(?:(?:{CAPITAL}[\w.’'-]{{0,60}}|{'|'.join(PARTICLES)})[^\S\n]{{1,60}}){{0,60}}\Z"
    )
    pair = re.compile(rf"({CAPITAL}\w{{1,60}}) (?:and|&) \Z")
    for found in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)(?:,? [JS]r\b\.?)?", text):
        before = text[max(0, found.start() - _RUN) : found.start()]
        run = rest.search(before)
        parts = run[0].split() if run else []
        other = pair.search(before[: run.start()]) if run and parts else None
        if other and is_given_name(other[1]):
            # "Bill and Hillary Clinton"
            yield f"{other[1]} {last}"
        while parts and parts[0].lower() in _OPENS:
            parts.pop(0)
        if parts or found[0] != last:
            yield " ".join((*parts, found[0]))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names with the same last name may be one person's.

    Stricter than `same_person`, which takes Christian for Christopher and one George Bush for the
    other. A wrong "no" here only leaves a quote undecided.
    """
    first, second = parse_name(one), parse_name(other)
    if is_end_of_name(one, other):
        return True
    if first is None or second is None or same_person(one, other) is False:
        return False
    if len({gender_of(one), gender_of(other)} - {None}) > 1:
        return False
    if not first.given or not second.given:
        return True
    if is_name_suffix(split_name(one)[-1]) != is_name_suffix(split_name(other)[-1]):
        return False
    initials = [given[1][0] for given in (first.given, second.given) if len(given) > 1]
    if len(set(initials)) > 1:
        return False
    shorter, longer = sorted((first.given[0], second.given[0]), key=len)
    if longer.startswith(shorter):
        return shorter == longer or len(shorter) == 1 or len(shorter) >= _SHORT_FORM
    # `same_person` has accepted the pair, so that names that begin differently are nicknames: Bill.
    return longer[:3] != shorter[:3] or fuzz.ratio(shorter, longer) >= _SAME_SPELLING


def words_of_name(name: str) -> list[str]:
    """The words of a name, case-folded, with normalised characters."""
    return normalise_characters(name).casefold().split()
