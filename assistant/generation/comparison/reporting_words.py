"""Recognises reported speech: is somebody said to say something, and are they named?"""

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
from index.text.person_names import split_name
from index.text.stemming import stems

_SUBJECT_PRONOUNS = frozenset("he she they it".split())
_POSSESSIVES = frozenset("his her their".split())
_PERSON_PRONOUNS = frozenset("he she his her".split())
_PRONOUN_AS_OBJECT = re.compile(r"\b(?:by|to|for) (?:him|her|them)\b", re.IGNORECASE)
_SUBJECT_WINDOW = 4
"""Words before a reporting word in which its subject is looked for."""
_OWNER_WINDOW = 2
"""Words before a reporting word in which its owner is looked for ("her view")."""
_REPORTING_WORDS = REPORTING_NOUNS | REPORTING_HINTS
_PARTY_MEMBERS = frozenset("Democrat Republican Libertarian Independent".split())
_GROUP_WORDS = frozenset(
    "one other others several most all few both two three four five dozens".split()
)
_MAX_NAME_WORDS = 6
"""Most words that a name has, titles included."""
_NOT_IN_NAMES = frozenset(
    """the a an this that these those his her their its he she they it i we you who many most some
    all both no not one another other having asked seldom likewise also less more people critics
    voters even so still then there here in at on for as by to from after before while when if
    speaking writing close nearly roughly""".split()
)
_NAME_WITH_ARTICLE = re.compile(r"[Tt]he [A-Z][\w.’'-]+(?: (?:of |for |and )?[A-Z][\w.’'-]+)+")
"""A name that begins with "the": "The Los Angeles Times"."""
_POSSESSIVE_AND_NOUN = re.compile(r"['’]s? [a-z]")
_ARTICLES = frozenset("a an the their his her its our my this these those some many".split())
_POINT_OF_VIEW = re.compile(
    r"\b[Ii]n (?:his|her|their|\w+['’]s?) (?:eyes|mind|book|telling|judgment)\b"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Bb]y \w+['’]s?) (?:own )?(?:account|case|figures)\b"
    r"|\b[Ii]n (?:the|an|one) account\b"
    r"|\bputs? (?:it|this|that|\S+(?: \S+){0,9} (?:down to|at))\b"
    r"|\bh[eo]ld \S+(?: \S+){0,5} responsible\b"
)
_QUOTE_MARKS = re.compile(r"[“”\"«»]")


_CUES_WITHOUT_VERB = frozenset(("according to", "in the words of", ":"))


def is_claim_cue(cue: str | None, other_verbs: frozenset[str] | None = None) -> bool:
    """Whether a cue such as "said" introduces a claim about the world.

    Args:
        cue: The words that introduce the statement; None where it is carried over.
        other_verbs: Base forms of verbs that do not introduce a claim. None: all verbs that take no
            clause.
    """
    verb = next((VERBS[word] for word in (cue or "").lower().split() if word in VERBS), None)
    if verb is None:
        # Reports are found by more than verbs of speech: "voted to close", "stands ready to".
        return not cue or cue.lower() in _CUES_WITHOUT_VERB
    if verb.base in LEARNING_VERBS:
        return False
    return verb.clause if other_verbs is None else verb.base not in other_verbs


def is_proper_name(speaker: str) -> bool:
    """Whether a speaker is named ("Ada Brandt") rather than described ("the senator", "many")."""
    name_words = split_name(speaker)
    if _NAME_WITH_ARTICLE.fullmatch(speaker):
        return True
    if _POSSESSIVE_AND_NOUN.search(speaker) or (speaker.isupper() and " " in speaker):
        return False
    return (
        len(name_words) <= _MAX_NAME_WORDS
        and speaker.split()[0].lower() not in _ARTICLES | _GROUP_WORDS
        and any(word[:1].isupper() and word.lower() not in _NOT_IN_NAMES for word in name_words)
    )


def refers_to_earlier_speaker(text: str) -> bool:
    """Whether "he", "her view" or "the senator" says something in a text.

    Such a speaker was named before.
    """
    text_words = re.findall(r"[^\W\d_]+", text)
    if text_words and text_words[0] in ("He", "She", "They") and reports_speech(text):
        return True
    if _POINT_OF_VIEW.search(text) or (_PRONOUN_AS_OBJECT.search(text) and reports_speech(text)):
        return True
    for position, word in enumerate(text_words):
        if not _is_reporting_word(word.lower()):
            continue
        near = text_words[max(0, position - _SUBJECT_WINDOW) : position + 2]
        owners = {
            other.lower() for other in text_words[max(0, position - _OWNER_WINDOW) : position]
        }
        if (
            _SUBJECT_PRONOUNS & {other.lower() for other in near}
            or _POSSESSIVES & owners
            or any(
                first.lower() == "the" and second != word and _may_describe_person(second)
                for first, second in pairwise(near)
            )
        ):
            return True
    return False


def _may_describe_person(word: str) -> bool:
    """Whether "the" and this word may be a person: "the senator", "the Democrat"."""
    return word.islower() or word in _PARTY_MEMBERS


def reports_speech(
    text: str, reported_stems: Collection[str] = (), speakers: Collection[str] = ()
) -> bool:
    """Whether a text reports what somebody says, by any of the words for it.

    Args:
        text: Any text.
        reported_stems: Stems of the reported words. A reporting word among them counts only if it
            always reports speech, is followed by "that", or belongs to a speaker.
        speakers: Names of the speakers: "expects" belongs to Sanders in "Sanders expects".
    """
    if _QUOTE_MARKS.search(text) or _POINT_OF_VIEW.search(text):
        return True
    text_words = re.findall(r"[^\W\d_]+", text.lower())
    owners = _PERSON_PRONOUNS.union(
        split_name(name)[-1].lower() for name in speakers if split_name(name)
    )
    return any(
        _is_reporting_word(word)
        and (
            word in PLAIN_FORMS
            or text_words[position + 1 : position + 2] == ["that"]
            or set(reported_stems).isdisjoint(stems(word))
            or not owners.isdisjoint(text_words[max(0, position - _OWNER_WINDOW) : position])
        )
        for position, word in enumerate(text_words)
    )


def _is_reporting_word(word: str) -> bool:
    verb = VERBS.get(word)
    return word in _REPORTING_WORDS or (
        verb is not None and not (verb.form == "base" and verb.base in NOUN_BASES)
    )
