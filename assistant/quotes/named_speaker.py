"""Decides whether a source clearly names somebody else than the claimed speaker of a quote.

To say that a quote is misattributed is an accusation. It takes a source that names a speaker for
these words, with a cue, and a name that can't be the claimed speaker's: no description, office,
party label or abbreviation, no shorter, longer or misspelled form of the claimed name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.quotes.last_names import is_description
from index.attribution.coreference.mention_context import PRONOUN_SEXES
from index.attribution.speaker_words import PAST_FORMS
from index.lexicon.function_words import FUNCTION_WORDS, POSSESSIVES, PRONOUNS
from index.lexicon.job_nouns import JOB_NOUNS
from index.lexicon.name_words import DEMONYMS, PARTICLES
from index.lexicon.reporting_verbs import COMMON_FORMS, VERBS
from index.lexicon.titles import AGENCIES, COURTESY_TITLES, PARTY_WORDS, PERSON_NOUNS
from index.people.comparing import compare_names
from index.people.person_name import parse_person_name, strip_office
from index.records import Statement
from index.text.capital_letters import CAPITAL
from index.text.name_folding import fold_accents, sound_of, words_of_folded_name
from index.text.normalised_words import normalise_characters
from index.text.person_names import (
    gender_of,
    is_given_name,
    is_organisation_name,
    is_title,
    same_person,
    split_name,
)

__all__ = [
    "SIGNING_DASHES",
    "calls_speaker",
    "is_clear_report",
    "is_name",
    "may_be_same",
    "name_alone",
    "names_somebody",
]

_NEAR = 600
"""Characters around a pronoun in which everybody who is named may be meant by it."""
_BEHIND_NAME = re.compile(r"\s*[,(;–—].*", re.DOTALL)
_LABEL = re.compile(r"[A-Z]{1,3}-\s?[A-Z][\w.]*")
"""A party and a state: "R-OH", "D-Mass."."""
_LABEL_REACH = 40
"""Characters between the name in a row of a table and the words."""
_WORD_STARTS = re.compile(r"\b\w")
_LEAST_INITIALS = 2
_DESCRIBES = JOB_NOUNS | PERSON_NOUNS | PARTY_WORDS | DEMONYMS
_LEAST_MISSPELT = 5
SIGNING_DASHES = ("—", "–", "―", "-", "--")
"""Marks behind which a quotation is signed."""
_STEM = 4
_LEAST_SHARED = 3
"""Minimum letters of a word by which two names that aren't both people's are related."""


def name_alone(speaker: str) -> str:
    """A name without what is written behind it, and without offices before it.

    "Dean, a former chairman" is "Dean", "Helen Ashcombe (Fenwick)" is "Helen Ashcombe".
    """
    name = _BEHIND_NAME.sub("", speaker).strip(" :")
    bare = strip_office(name)
    # A last name keeps its title: "Mr. Delaney" is no woman. And bodies keep all of their name.
    return bare if " " in bare and not _has_function_words(bare) else name or speaker


def is_name(speaker: str) -> bool:
    """Whether a speaker is named, and not described or called by an office or a party."""
    name = name_alone(speaker)
    words = [word.strip(".,’'") for word in name.split()]
    if not words or is_description(name) or _LABEL.fullmatch(name):
        return False
    lower = [word.lower() for word in words]
    if len(words) > 1 and lower[0] in COURTESY_TITLES and not is_title(words[-1]):
        return words[-1][:1].isupper()  # Mrs. Baker is no baker.
    if lower[0] in PRONOUNS | POSSESSIVES:
        return False
    if lower[-1] in _DESCRIBES:
        # Ada Baker is no baker.
        return len(words) > 1 and is_given_name(words[0]) and words[-1][:1].isupper()
    if all(word in FUNCTION_WORDS or word in _DESCRIBES or is_title(word) for word in lower):
        return lower[-1] in AGENCIES
    return not any(
        word[:1].islower() and word not in PARTICLES and word not in FUNCTION_WORDS
        for word in words
    )


def names_somebody(speaker: str) -> bool:
    """Whether a speaker's words have a name, be it in a description: "Delaney's office"."""
    owners = re.findall(r"\w+(?=[’']s?\b)", speaker)
    return is_name(speaker) or any(map(is_name, owners))


def is_clear_report(statement: Statement, text: str, given: str) -> bool:
    """Whether a text that names both says for certain whose of them a statement is.

    Args:
        statement: The statement with the quote's words.
        text: The document's text.
        given: The claimed speaker, who is not the statement's.
    """
    if statement.speaker is None:
        return False
    if not is_name(statement.speaker) and not _is_last_name_of(statement.speaker, text):
        return False
    if not (
        _has_cue(statement)
        or _has_label(statement, text)
        or _follows_inverted(statement, text)
        or _is_signed(statement, text)
        or _is_quoted_beside_name(statement, text, given)
    ):
        return False
    if statement.speaker_span is None:
        return True
    mention = text[slice(*statement.speaker_span)]
    named = set(words_of_folded_name(mention))
    if named & set(words_of_folded_name(name_alone(statement.speaker))):
        return True
    # A pronoun or a description may mean another one who is named near by.
    sex = PRONOUN_SEXES.get(mention.lower())
    if sex and gender_of(given) not in (sex, None):
        return True
    start = statement.speaker_span.start
    around = words_of_folded_name(text[max(0, start - _NEAR) : start + _NEAR])
    return not set(words_of_folded_name(given)[-1:]) & set(around)


def _has_cue(statement: Statement) -> bool:
    """Whether a reporting verb, "according to" or a speaker label marks a statement."""
    cue = (statement.cue or "").strip().lower()
    words = re.findall(r"[^\W\d_]+", cue)
    return (
        cue == ":"
        or cue.startswith("according to")
        or any(word in VERBS or word in COMMON_FORMS for word in words)
    )


def _is_signed(statement: Statement, text: str) -> bool:
    """Whether a dash and the name stand behind a quotation: “It rains.” — Holm."""
    if statement.kind != "direct" or statement.speaker_span is None:
        return False
    between = text[statement.end : statement.speaker_span.start].strip(" \n\u00a0")
    return between in SIGNING_DASHES


def _is_last_name_of(speaker: str, text: str) -> bool:
    """Whether a word that can also be an office is somebody's last name in a text: "Mr. King"."""
    title, _, name = name_alone(speaker).rpartition(" ")
    if title and title.rstrip(".").lower() not in COURTESY_TITLES:
        return False
    if not name.isalpha() or not name[:1].isupper():
        return False
    before = re.findall(rf"\b({CAPITAL}\w+) (?:{CAPITAL}\w+ )?{re.escape(name)}\b", text)
    return any(map(is_given_name, before))


def _is_quoted_beside_name(statement: Statement, text: str, given: str) -> bool:
    """Whether a name in a paragraph has words there that are all quoted, whatever the verb is.

    "Holm shot back with a laugh", "Holm wrote a column entitled": if the claimed speaker isn't
    named in the paragraph, it gives the words to nobody else.
    """
    mention = statement.speaker_span
    if statement.kind != "direct" or mention is None or not statement.cue:
        return False
    first, last = min(mention.start, statement.start), max(mention.end, statement.end)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    paragraph = words_of_folded_name(text[start : end if end >= 0 else len(text)])
    return not set(words_of_folded_name(given)[-1:]) & set(paragraph)


def _has_label(statement: Statement, text: str) -> bool:
    """Whether the speaker's name stands before the words, as in tables: at most a date between."""
    span = statement.speaker_span
    if span is None or span.end > statement.start or text[span.start - 1 : span.start].strip():
        return False
    between = text[span.end : statement.start]
    return len(between) <= _LABEL_REACH and not any(map(str.islower, _WORD_STARTS.findall(between)))


def _follows_inverted(statement: Statement, text: str) -> bool:
    """Whether a verb and the name follow a quotation, as only verbs of speech do: "cried Holm"."""
    cue, mention = statement.cue_span, statement.speaker_span
    if statement.kind != "direct" or cue is None or mention is None:
        return False
    verb = text[slice(*cue)]
    return (
        (verb.endswith("ed") or verb in PAST_FORMS)
        and verb.isalpha()
        and text[statement.end : cue.start].isspace()
        and text[cue.end : mention.start].isspace()
    )


def may_be_same(given: str, speaker: str, role: str | None = None) -> bool:
    """Whether two names may mean one speaker, however they are written.

    Args:
        given: The claimed speaker.
        speaker: The speaker as the source has them.
        role: The speaker's role in the source.
    """
    one, other = name_alone(given), name_alone(speaker)
    if not is_name(given) or _are_initials(one, other) or _are_initials(other, one):
        return True
    first, second = parse_person_name(one), parse_person_name(other)
    if first is None or second is None:
        return True
    if first.given and second.given and not _is_body(one) and not _is_body(other):
        if same_person(one, other) is True or compare_names(first, second).is_possible:
            return True
        # Plokhov, Plokhy: another ending, or another transliteration.
        return (
            first.last[-1][:_STEM] == second.last[-1][:_STEM]
            and _are_spelled_alike(first.first, second.first)
            and first.last != second.last
        )
    if _is_body(one) or _is_body(other):
        mine, theirs = _telling_words(given), _telling_words(f"{speaker} {role or ''}")
        return any(_are_spelled_alike(word, also) for word in mine for also in theirs)
    # A last name alone, and one that may be a given name: "Hillary".
    alone, whole = (first, second) if not first.given else (second, first)
    if alone.titled and whole.sex not in (alone.titled, None):
        return False  # "Mr. Delaney" and Ruth Delaney
    return any(_are_spelled_alike(alone.last[-1], word) for word in (*whole.last, *whole.given))


def calls_speaker(given: str, speaker: str | None, role: str | None) -> bool:
    """Whether a claimed speaker is a description that the source has for its speaker."""
    wanted = _without_determiners(given)
    if not wanted or is_name(given):
        return False
    return any(wanted == _without_determiners(one) for one in (speaker, role) if one)


def _without_determiners(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of_folded_name(text) if word not in FUNCTION_WORDS)


def _is_body(name: str) -> bool:
    return is_organisation_name(split_name(name)) or _has_function_words(name)


def _has_function_words(name: str) -> bool:
    """Whether a name has words such as "of" and "for", as bodies have and people haven't."""
    return any(word in FUNCTION_WORDS and word not in PARTICLES for word in name.split())


def _are_initials(short: str, name: str) -> bool:
    """Whether a word is made of the first letters of a name: FBI, A.O.C., JFK."""
    letters = fold_accents(normalise_characters(short)).replace(".", "").replace(" ", "")
    if len(letters) < _LEAST_INITIALS or not letters.isupper() or len(short.split()) > 1:
        return False
    words = re.findall(r"[^\W\d_]+", fold_accents(name))
    every = "".join(word[0] for word in words).upper()
    main = "".join(word[0] for word in words if word.lower() not in FUNCTION_WORDS).upper()
    return letters in (every, main)


def _telling_words(name: str) -> Iterable[str]:
    return [
        word
        for word in words_of_folded_name(name)
        if len(word) >= _LEAST_SHARED and word not in FUNCTION_WORDS
    ]


def _are_spelled_alike(one: str, other: str) -> bool:
    """Whether two folded words are one name, transliterated in two ways or misspelled."""
    if one == other or sound_of(one) == sound_of(other):
        return True
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= _LEAST_MISSPELT and OSA.distance(one, other) <= 1
