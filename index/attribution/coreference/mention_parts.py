"""Splits the mention of a speaker ("Robby Mook, her campaign manager") into name, head and role."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.lexicon.name_words import Sex
from index.lexicon.titles import (
    COURTESY_TITLES,
    REPRESENTATIVES,
    SEX_BY_DESCRIPTION_WORD,
)
from index.text.person_names import (
    NAME_PATTERN,
    is_given_name,
    is_organisation_name,
    is_title,
    split_name,
)

POSSESSIVE_ENDING = re.compile(r"['’]s?$")
_HEAD_ENDS = re.compile(
    r"[,(—–]| - | (?:who|which|that|of|in|at|for|with|from|on|to|by|about|during|after|before|as) "
)
_DETERMINERS = frozenset("the a an one his her their its our my".split())
_PUNCTUATION = re.compile(r"[,(—–]| - ")
_OFFICE_COMPLEMENT = re.compile(
    rf" (?:of|for) (?:the )?{NAME_PATTERN.pattern}(?: and {NAME_PATTERN.pattern})?"
)
_AGE = re.compile(r"(?:\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)-years?-old,?", re.IGNORECASE)
_ADVERBS_NOT_ROLES = frozenset("earlier later even only still both either also then".split())
_POSSESSIVE_START = re.compile(r"[^\W\d_]+['’]s? [^\W\d_A-Z]")
_CIRCUMSTANCE_WORDS = frozenset(
    "whose asked reached told quoted pressed dressed flanked accompanied".split()
)
_OFFICES_IN_ING = frozenset("acting leading ranking managing founding sitting outgoing".split())
"""Words in -ing with which a role can begin; others ("smiling") say what somebody was doing."""
_CONNECTING_WORDS = frozenset(
    """who which that in on at of for with from to by as and or but however about during after
    before also too through via under over into among without when while where""".split()
)


class MentionParts(NamedTuple):
    """The parts of a mention: "the campaign manager, Robby Mook, of Virginia"."""

    head: str
    """The words up to the end of the name: "the campaign manager Robby Mook"."""
    name: str | None
    """The capitalised name at the end of the head; None if the mention has no name."""
    rest: str | None
    """What follows the head, if anything."""


def split_mention(text: str, is_known_name: Callable[[str], bool]) -> MentionParts:
    """Split a mention into head, name and rest.

    Args:
        text: The words of the mention.
        is_known_name: Whether a name is a person's whom the document names elsewhere.
    """
    whole_name = _name_after_role(text)
    if whole_name is not None:
        return MentionParts(text, whole_name, None)
    head, rest = _split_head(text)
    name = _trailing_name(head)
    ends_in_title = head != text and is_title(head.split()[-1])
    if ends_in_title and head.split()[-1].lower() not in REPRESENTATIVES:
        # "Secretary of State John Kerry"
        whole, rest_of_whole = _split_at_punctuation(text)
        name_after_office = _name_after_office(whole, is_known_name)
        if name_after_office is not None:
            return MentionParts(whole, name_after_office, rest_of_whole)
    if head != text and (name is None or ends_in_title):
        # "the campaign manager, Robby Mook"
        front, _, last = text.rpartition(", ")
        first_word, last_word = front.split(" ")[0], front.split(" ")[-1]
        is_office = front[:1].islower() or first_word.lower() in _DETERMINERS or last_word.islower()
        if _trailing_name(last) == last and len(split_name(last)) > 1 and is_office:
            return MentionParts(f"{front} {last}", last, None)
    return MentionParts(head, name, rest)


def _name_after_role(text: str) -> str | None:
    """The full name behind a role at a body: "Fight for Wages director Ada Brandt"."""
    name = _trailing_name(text)
    if name is None or not text[0].isupper() or _PUNCTUATION.search(text):
        return None
    words, before = split_name(name), text[: -len(name)].split()
    is_role = len(before) > 2 and before[-1].isalpha() and before[-1].islower()
    if not is_role or before[-1] in _CONNECTING_WORDS or before[0].lower() in _DETERMINERS:
        return None
    return name if len(words) > 1 and is_given_name(words[0]) else None


def _name_after_office(text: str, is_known_name: Callable[[str], bool]) -> str | None:
    """The name after an office with a preposition in it: "Minister of Justice Ada Brandt"."""
    run = _trailing_name(text)
    run_words = split_name(run) if run else []
    if run is None or len(run_words) < 2 or is_organisation_name(run_words):
        return None
    name = " ".join(run_words[index_of_given_name(run_words) :])
    if is_known_name(name) or is_given_name(name.split()[0]):
        return name
    # What follows an office may also be a place: "the President of the United Arab Emirates".
    has_article = text.split()[0].lower() in ("the", "a", "an")
    return name if not has_article and len(run_words) > len(name.split()) else None


def _split_head(text: str) -> tuple[str, str | None]:
    """The head of a noun phrase and the rest: an apposition, or what a preposition begins."""
    return _split(_HEAD_ENDS, text)


def _split_at_punctuation(text: str) -> tuple[str, str | None]:
    """The head of a noun phrase and the rest, split at punctuation alone."""
    return _split(_PUNCTUATION, text)


def _split(ends: re.Pattern[str], text: str) -> tuple[str, str | None]:
    match = ends.search(text)
    if match is None or match.start() == 0:
        return text, None
    return text[: match.start()].strip(), text[match.start() :].strip(" ,(—–-")


def _trailing_name(head: str) -> str | None:
    """The capitalised name with which a noun phrase ends; None if it ends otherwise."""
    head = head.rstrip()
    runs = list(NAME_PATTERN.finditer(head))
    last = runs[-1] if runs else None
    if last is None or last.end() < len(POSSESSIVE_ENDING.sub("", head)):
        return None
    return last.group()


def gender_of_description(text: str) -> Sex | None:
    """The gender that a description implies: "Hayes's wife", "a spokesman for the mayor"."""
    head = set(re.findall(r"\w+", text.lower().split(" for ")[0]))
    sexes = {SEX_BY_DESCRIPTION_WORD[word] for word in head & SEX_BY_DESCRIPTION_WORD.keys()}
    return "female" if "female" in sexes else "male" if sexes else None


def index_of_given_name(name_words: Sequence[str]) -> int:
    """The index at which a person's name starts in capitalised words that end with the name."""
    first = len(name_words) - 1
    while first > 0 and name_words[first - 1].islower():
        first -= 1  # "von der Leyen"
    first = max(0, first - 1)
    while first > 0 and len(name_words[first].rstrip(".")) == 1:
        first -= 1  # "Merrick B. Garland"
    if first > 0 and is_given_name(name_words[first - 1]):
        first -= 1
    return first


def office_complement(rest: str) -> str:
    """The part of an organisation's or office's name after its first noun: " of Justice"."""
    match = _OFFICE_COMPLEMENT.match(rest)
    return match.group() if match else ""


def role_of(before: str, titles: Sequence[str], rest: str | None) -> str | None:
    """The role that the text gives a speaker: the words before the name, else those after it.

    Args:
        before: The words before the name and its titles.
        titles: The titles of the name.
        rest: What follows the name, if anything.
    """
    role = [word for word in before.split() if not _AGE.fullmatch(word)]
    while role and role[0].lower() in ("the", "a", "an", "and", "but", "then"):
        role = role[1:]
    if role and role[-1].lower() in ("and", "or"):
        role = []  # "Ilse Gruber and" names somebody else
    role += [
        title
        for title in titles
        if title.rstrip(".").lower() not in COURTESY_TITLES and not _AGE.fullmatch(title)
    ]
    if role and " ".join(role).lower() not in _ADVERBS_NOT_ROLES:
        return " ".join(role)
    if rest is None:
        return None
    rest = rest.strip(" ,)")
    first = rest.split(" ", 1)[0].lower()
    if (
        rest.rsplit(" ", 1)[-1].lower() in _CONNECTING_WORDS
        or first in _CONNECTING_WORDS
        or first in _CIRCUMSTANCE_WORDS
    ):
        return None
    if first.endswith("ing") and first not in _OFFICES_IN_ING:
        return None
    # "CEO of Acme", "Hungary's deputy finance minister"
    if not (rest[:1].islower() or is_title(first) or _POSSESSIVE_START.match(rest)):
        return None
    return re.sub(r"^(?:an?|the) ", "", rest.split(", who ")[0])
