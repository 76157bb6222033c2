"""Tells speakers who are people from bodies, and both from descriptions and fragments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexicon.calendar_words import DATE_NAMES
from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import (
    DEMONYMS,
    GIVEN_NAMES,
    GROUP_WORDS,
    ORGANISATION_WORDS,
    PARTICLES,
    PUBLIC_BODIES,
)
from index.lexicon.speaker_labels import OFFICES_AS_SURNAMES, SPEAKER_OFFICES
from index.lexicon.titles import TITLES_OF_LAST_NAMES
from index.people.bodies import CONNECTORS, is_acronym
from index.people.mentions import SpeakerKind
from index.people.person_name import strip_office
from index.people.word_places import find_word, has_word
from index.text.person_names import (
    PARTICLE,
    is_name_suffix,
    is_place_name,
    is_title,
    split_name,
    strip_titles,
)

__all__ = ["classify_speaker", "name_of_speaker"]

_MOST_WORDS = 7
"""A name of more words is a sentence or a list."""
_LABEL = 5
"""Letters from which on a word in capitals may be a last name: a speaker's label."""
_LONGEST = 100
"""Characters of a longer name are a sentence or no words."""
_OWNED_BODIES = PUBLIC_BODIES | frozenset("campaign company party team".split())
"""Kinds of bodies that are named after whom they belong to."""
_FUNCTION_WORDS = BOUNDARIES | PREPOSITIONS | OPENERS | PRONOUNS
_DETERMINERS = frozenset(
    """a an some many several most few all both each every no one another other any his her their
    its our my this that these those such more""".split()
)
_WORD_BEFORE = re.compile(rf"([^\W\d_]{{1,20}})\.? (?:(?:{PARTICLE}) ){{0,2}}\Z")
_BEFORE_LAST_NAME = re.compile(r"[a-z,.”\"] ")


def name_of_speaker(speaker: str) -> str:
    """A speaker's name without article, quotation marks and what follows a comma."""
    name = " ".join(speaker.split()).strip("\"“”‘’'`([{)]},;:—– ")
    name = re.sub(r"(?<=\w)[’']s\Z", "", name)
    head, comma, behind = name.partition(",")
    if comma and not is_name_suffix(behind.strip()) and len(head.split()) > 1:
        name = head
    for article in ("The ", "the "):
        name = name.removeprefix(article)
    return name


def classify_speaker(speaker: str, roles: Sequence[str], text: str) -> SpeakerKind:
    """Whether a speaker is a person, a body, a name of either, or none of these.

    Args:
        speaker: As the document's statements have it.
        roles: The speaker's roles in this document's words; bodies have none.
        text: The document's text.
    """
    name = name_of_speaker(speaker)
    words = name.split()
    has_article = speaker.lower().startswith("the ")
    named = [word for word in words if word not in CONNECTORS]
    too_long = len(named) > _MOST_WORDS or len(name) > _LONGEST
    if not named or too_long or not any(map(str.isalpha, name)):
        return "none"
    if is_acronym(name) and len(name) > 1 and not _is_label_in_capitals(name, text):
        return "body" if len(name) < _LABEL else "unknown"
    if _is_owned_body(words):
        return "body"
    if _is_description(words, has_article):
        return "none"
    if len(words) > 1 and words[0].endswith(".") and words[0][:-1].lower() in TITLES_OF_LAST_NAMES:
        return "person"
    if _is_office(words[-1]) and words[0].lower() not in GIVEN_NAMES:
        return "none"
    if _is_body(words):
        return "body"
    if has_article:
        return "none" if is_title(words[-1]) or words[-1].lower() in GROUP_WORDS else "body"
    bare = strip_titles(split_name(name))
    return _classify_name(name, bare, roles, text)


def _is_office(word: str) -> bool:
    """Whether a word names whoever has an office: "Chairman", "Moderator", "Official"."""
    lower = word.lower().strip(".")
    return (
        is_title(word)
        or (lower in SPEAKER_OFFICES and lower not in OFFICES_AS_SURNAMES)
        or f"{lower}s" in GROUP_WORDS
    )


def _is_description(words: Sequence[str], has_article: bool) -> bool:
    """Whether words are a description, a pronoun, a group or a fragment of a sentence."""
    lower = [word.lower().strip(".,") for word in words]
    if _is_initials(words[0]) and len(words) > 1:
        # "I. Solvang" is no "I".
        lower = lower[1:]
    if lower[0] in _DETERMINERS or lower[0] in PRONOUNS or lower[-1] in _FUNCTION_WORDS:
        return True
    if words[0][0].islower() and lower[0] not in PARTICLES:
        return True
    if lower[-1] in GROUP_WORDS or (len(words) == 1 and lower[0] in DEMONYMS):
        return True
    small = [word for word in words if word[0].islower() and word not in PARTICLES]
    if set(small) - CONNECTORS or (small and lower[0] in GROUP_WORDS):
        return True
    if "and" in small and not any(word in ORGANISATION_WORDS | PUBLIC_BODIES for word in lower):
        return True
    if lower[0] in _FUNCTION_WORDS and lower[0] not in GIVEN_NAMES:
        return True
    return len(words) == 1 and (len(lower[0]) == 1 or (has_article and is_title(words[0])))


def _is_label_in_capitals(name: str, text: str) -> bool:
    """Whether a name in capitals may be a person's.

    The text has it also in small letters, or behind a given name in capitals ("JAKE TAPPER").
    """
    if name.title() in text:
        return True
    behind = re.search(rf"\b([A-Z]{{2,20}}) {re.escape(name)}\b", text)
    return bool(behind and behind[1].lower() in GIVEN_NAMES)


def _is_owned_body(words: Sequence[str]) -> bool:
    """Whether words name a body by its owner: "Clinton campaign", "Mrs. Clinton's office"."""
    *owner, kind = words
    return kind in _OWNED_BODIES and bool(owner) and all(map(_is_capitalised, owner))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _DETERMINERS | _FUNCTION_WORDS


def _is_body(words: Sequence[str]) -> bool:
    lower = [word.lower().strip(".,") for word in words]
    if any(re.search(r"[’']s?\Z", word) for word in words[:-1]):
        return lower[-1] in ORGANISATION_WORDS
    if any(character.isdigit() for word in words for character in word) or "." in words[-1][1:-1]:
        return not _is_initials(words[-1])
    is_named_person = lower[0] in GIVEN_NAMES and len(words) == 2
    if lower[-1] in ORGANISATION_WORDS and not is_named_person:
        return True
    if any(word in PUBLIC_BODIES for word in lower[1:]) and not is_named_person:
        return True
    if any(word in PUBLIC_BODIES for word in lower[:1]) and len(words) > 2:
        return any(word in CONNECTORS for word in words)
    return len(words) > 1 and is_place_name(list(words)) and lower[0] not in GIVEN_NAMES


def _is_initials(word: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word) is not None


def _classify_name(name: str, bare: Sequence[str], roles: Sequence[str], text: str) -> SpeakerKind:
    words = name.split()
    office = strip_office(name) != name or len(bare) < len(split_name(name))
    if office or any(is_name_suffix(word.strip(",")) for word in words[1:]):
        return "person"
    first = words[0].strip(".").lower()
    if len(words) == 1:
        return _classify_word(words[0], text)
    if first in GIVEN_NAMES or len(first) == 1 or any(map(_is_initials, words[:-1])):
        return "person"
    if f"the {name}" in text or f"The {name} " in text:
        return "body"
    return "person" if roles or _is_used_alone(words[-1], text) else "unknown"


def _classify_word(word: str, text: str) -> SpeakerKind:
    if word.lower() in GIVEN_NAMES or _is_titled(word, text):
        return "person"
    if _mostly_stands_behind_article(word, text):
        return "body"
    is_common = has_word(text, word.lower())
    return "none" if is_common or word.lower() in DATE_NAMES else "unknown"


def _is_titled(word: str, text: str) -> bool:
    befores = (
        _WORD_BEFORE.search(text[max(0, place - 24) : place]) for place in find_word(text, word)
    )
    return any(before and before[1].lower() in TITLES_OF_LAST_NAMES for before in befores)


def _mostly_stands_behind_article(word: str, text: str) -> bool:
    behind = text.count(f"the {word}") + text.count(f"The {word}")
    return 2 * behind > text.count(word)


def _is_used_alone(last: str, text: str) -> bool:
    """Whether a last name also stands without the given name, as people's do."""
    return any(
        place == 0 or text[place - 1] == "\n" or _BEFORE_LAST_NAME.search(text[place - 2 : place])
        for place in find_word(text, last)
    )
