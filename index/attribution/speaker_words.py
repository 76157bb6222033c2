"""Tells what can't be a speaker: first persons, things, procedure, and fragments of sentences."""

from __future__ import annotations

import re

from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.data_files import read_entries
from index.lexicon.function_words import BOUNDARIES, POSSESSIVES, PREPOSITIONS
from index.lexicon.name_words import DEMONYMS, SILENT_NOUNS
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.lexicon.reporting_verbs import FINITE_FORMS, VERBS
from index.text.noun_phrases import AMOUNTS, place_of_head

FIRST_PERSONS = frozenset("i we me us myself ourselves my our let's".split())
"""Words for whoever speaks: a speaker, but never a name."""
_ARTICLES = frozenset(("a", "an", "the"))
_BEFORE_NO_VERB = _ARTICLES | POSSESSIVES | BOUNDARIES
"""Words behind which a verb's form is no verb of the sentence: "the accused", "who asked"."""
PAST_FORMS = frozenset(
    past for entry in read_entries("irregular_verbs", language="en") for past in entry.fields
) - {"as-is"}
"""Past forms and participles of irregular verbs."""
_NO_LAST_WORDS = PREPOSITIONS | frozenset("of to and or the a an".split())
_ENDS_OF_HEADS = _NO_LAST_WORDS | BOUNDARIES
_NO_FIRST_WORDS = frozenset(
    "it they those these entitled online let used pursuant whereas resolved ordered".split()
)
_PROCEDURE = re.compile(
    r"[HS]\.? ?(?:R|Con|J|Res)\b[\w .]*"
    r"|(?:roll|section|sec|title|item)\b\.?(?: no\b\.?)?(?: [\dIVX][\w.]*)?",
    re.IGNORECASE,
)
"""Bills, sections, votes: "H. Res", "Roll No. 400"."""
_LONGEST = 25
"""Words of a speaker; what is longer is most of a sentence."""
_NOBODY = frozenset("anyone anybody nobody nothing what whatever whichever".split())
"""First words of what names nobody: "what is known today"."""
_LETTER = re.compile(r"[^\W\d_]")


def is_possible_speaker(name: str, strictly: bool = False) -> bool:
    """Whether some words can name or describe a speaker.

    A speaker is a name, or a noun phrase whose head can speak: a person, a body, a document.

    Args:
        name: The words that the sentence has for the speaker.
        strictly: Refuse also what may be a description cut short, such as "mayors of", and nouns
            for things. News has so many people in long descriptions that a part of one is better
            than nobody; a transcript or a release names its people.
    """
    words = [word.strip('.,;:()“”"*') for word in name.split()]
    words = [word for word in words if word]
    lower = [word.lower() for word in words]
    if not words or lower == ["the"] or not _LETTER.search(name):
        return False
    if len(words) > _LONGEST or lower[-1].endswith(("'s", "’s")):
        return False
    if name[0].islower() and lower[0] in PREPOSITIONS:
        return False
    if name[0].islower() and lower[0].endswith("ing"):
        return False
    return not strictly or not (
        lower[-1] in _NO_LAST_WORDS
        or lower[0] in _NO_FIRST_WORDS | _NOBODY | FIRST_PERSONS
        or lower[:2] == ["no", "one"]
        or (name[0].islower() and _begins_like_a_verb(lower[0]))
        or _PROCEDURE.fullmatch(name) is not None
        or _holds_a_clause(words)
        or _is_silent(words)
    )


def _begins_like_a_verb(word: str) -> bool:
    if word in PREPOSITIONS:
        return True
    verb = VERBS.get(word)
    return verb is not None and verb.form in ("base", "third", "past")


def _holds_a_clause(words: list[str]) -> bool:
    """Whether a verb with its object is among the words: "Committee held a hearing"."""
    for at, word in enumerate(words[1:], 1):
        following = words[at + 1 : at + 2]
        if not word.islower() or words[at - 1].lower() in _BEFORE_NO_VERB:
            continue
        is_verb = word in FINITE_FORMS
        if is_verb and not following:
            return True
        if (is_verb or word in PAST_FORMS) and following and following[0] in _ARTICLES:
            return True
    return False


def _is_silent(words: list[str]) -> bool:
    """Whether the head of a noun phrase is a day, a figure, a nationality or a thing."""
    lower = [word.lower() for word in words]
    if all(word in WEEKDAYS or word in MONTHS for word in lower) or _is_figure(words):
        return True
    if len(words) == 1 and lower[0] in DEMONYMS and not lower[0].endswith(("s", "ese")):
        return True
    head = words[place_of_head(words, _ENDS_OF_HEADS, AMOUNTS)]
    # A capital shows a name: "Homeland Security"; at the start of a sentence it shows nothing.
    return head.lower() in SILENT_NOUNS and (head.islower() or len(words) == 1)


def _is_figure(words: list[str]) -> bool:
    """Whether words are a figure: "2.7 billion", "three million"."""
    return all(
        word[0].isdigit() or word in NUMBER_WORDS or word in SCALE_WORDS or word == "percent"
        for word in words
    )
