"""The people whom a document names in full; finds one by last name ("Mr Mook") and gender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Sequence

from index.attribution.coreference.mention_parts import POSSESSIVE_ENDING, index_of_given_name
from index.lexicon.calendar_words import DATE_NAMES
from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS
from index.lexicon.name_words import CENSUS_GIVEN_NAMES, PLACE_NAMES, Sex
from index.lexicon.titles import COURTESY_TITLES, OFFICES, WORDS_BEFORE_NAMES
from index.records import Span
from index.text.person_names import (
    NAME_PATTERN,
    gender_of,
    is_given_name,
    is_organisation_name,
    is_place_name,
    may_be_given_name,
    split_name,
    strip_titles,
)

PersonKey = tuple[str, str]
"""First given name and last name in lower case: identifies a person within one document."""

_AFTER_OF_OR_FOR = re.compile(r"\b(?:of|for) (?:the )?\Z")
_AFTER_PLACE_WORD = re.compile(r"\b(?:in|at|from|near) \Z")
_OWNER = re.compile(r"\A.*['’]s[ \u00a0]")
"""Whose something is: "Cole's" of "Cole's Gallup figures", who is not Cole Gallup."""
_FUNCTION_WORDS = (
    BOUNDARIES | PREPOSITIONS | OPENERS | frozenset("both neither either asked".split())
)
_NO_GIVEN_NAMES = _FUNCTION_WORDS | DATE_NAMES
"""Words that stand before a name: "In March Bloomberg found"; unless they are given names."""


class NamedPeople:
    """The people of one document by their names."""

    def __init__(
        self, text: str, within: Span | None, title_case_headline: Span | None = None
    ) -> None:
        """Read the names in a text.

        Args:
            text: The document's text.
            within: The span to read; None for nothing.
            title_case_headline: A headline in which every word is capitalised: it counts as naming
                only people whom the rest of the text names.
        """
        self.capitalised_runs: list[re.Match[str]] = []
        """Every run of capitalised words, in order."""
        self._text = text
        self._name_forms: dict[PersonKey, Counter[str]] = {}
        # In the order in which they are named first.
        self._by_last_name: dict[str, dict[PersonKey, None]] = {}
        self._by_given_name: dict[str, dict[PersonKey, None]] = {}
        self._gender_of: dict[PersonKey, Sex | None] = {}
        self.lower_case_words: set[str] = set()
        """Words that the text has without a capital."""
        if within is not None:
            self._read(within, title_case_headline or Span(0, 0))

    def find(self, name: str) -> PersonKey | None:
        """The person whom a name means; None if it means nobody, or more than one person."""
        name_words = strip_titles(split_name(name))
        if not name_words:
            return None
        lower = [word.rstrip(".").lower() for word in name_words]
        if len(lower) > 1:
            for start in range(len(lower) - 1):
                person = (lower[start], lower[-1])
                if person in self._name_forms:
                    return person
            return None
        candidates: Collection[PersonKey] = self._by_last_name.get(lower[0], ())
        sex = gender_of(name) if _is_courtesy_title(split_name(name)[0]) else None
        if sex and len(candidates) > 1:
            candidates = {person for person in candidates if self.may_be(person, sex)}
            known = {person for person in candidates if self.is_known_as(person, sex)}
            candidates = known or candidates
        if len(candidates) == 1:
            return next(iter(candidates))
        if not candidates:
            candidates = self._by_given_name.get(lower[0], ())
            if len(candidates) == 1:
                return next(iter(candidates))
        return None

    def full_name(self, person: PersonKey) -> str:
        """The form of a person's name with the most words; among these the most frequent one.

        A misspelled form is rarer than the correct one.
        """
        forms = self._name_forms[person]
        return max(forms, key=lambda form: (len(form.split()), forms[form]))

    def may_be(self, person: PersonKey, sex: Sex | None) -> bool:
        """Whether a person can be of this gender: it is theirs, or theirs is unknown."""
        return sex is None or self._gender_of[person] in (sex, None)

    def is_known_as(self, person: PersonKey, sex: Sex | None) -> bool:
        """Whether a person is known to be of this gender; False for None."""
        return sex is not None and self._gender_of[person] == sex

    def namesakes(self, last_name: str, sex: Sex | None) -> list[PersonKey]:
        """The people with this last name who can be of this gender, first named first."""
        people = self._by_last_name.get(last_name.rstrip(".").lower(), ())
        return [person for person in people if self.may_be(person, sex)]

    def sex_of(self, person: PersonKey) -> Sex | None:
        """The gender of a person, if it is known."""
        return self._gender_of.get(person)

    def add_speaker(self, name: str) -> PersonKey | None:
        """Add a speaker with an uncommon name, known to be a person only because they speak.

        Returns:
            The new person; None if the name can't be a person's.
        """
        name_words = split_name(name)
        if not self._may_be_person(name, name_words):
            return None
        person = (name_words[0].rstrip(".").lower(), name_words[-1].lower())
        self._add(person, name_words)
        self._gender_of.setdefault(person, gender_of(person[0]))
        return person

    def _may_be_person(self, name: str, name_words: Sequence[str]) -> bool:
        return (
            2 <= len(name_words) <= 4
            and NAME_PATTERN.fullmatch(name) is not None
            and not is_organisation_name(list(name_words))
            and not is_place_name(list(name_words))
            and not self.lower_case_words & {name_words[0].lower(), name_words[-1].lower()}
            and name_words[-1].lower() not in WORDS_BEFORE_NAMES
            and name_words[-1].lower() not in self._by_last_name
        )

    def _add(self, person: PersonKey, name_words: Sequence[str]) -> None:
        self._name_forms.setdefault(person, Counter())[" ".join(name_words)] += 1
        self._by_last_name.setdefault(person[1], {})[person] = None
        self._by_given_name.setdefault(person[0], {})[person] = None

    def _read(self, within: Span, headline: Span) -> None:
        """Add everybody whose full name stands in the text, with the gender if it is known."""
        text = self._text[within.start : within.end]
        self.lower_case_words = set(re.findall(r"\b[a-z]+\b", text))
        no_names = self.lower_case_words | _NO_GIVEN_NAMES
        self.capitalised_runs = list(NAME_PATTERN.finditer(self._text, *within))
        runs = [
            run for run in self.capitalised_runs if not headline.start <= run.start() < headline.end
        ]
        alone = {POSSESSIVE_ENDING.sub("", run.group().lower()) for run in runs}
        sexes = _sexes_by_titled_name(runs)
        alone |= sexes.keys()
        uncertain: list[tuple[PersonKey, list[str]]] = []
        for run in runs:
            titles, name_words = self._full_name_in(run, no_names)
            person = _key_of(name_words)
            if person is None:
                continue
            has_office = any(word.rstrip(".").lower() in OFFICES for word in titles)
            has_title = split_name(run.group())[0].rstrip(".").lower() in WORDS_BEFORE_NAMES
            # Without one of these signs, capitals may be those of a headline, place or body.
            is_alone = person[1] in alone and person[1] not in DATE_NAMES
            if not (is_given_name(person[0]) or has_title or is_alone):
                continue
            if has_office or may_be_given_name(person[0]):
                self._add(person, name_words)
            elif not _AFTER_PLACE_WORD.search(self._text, max(0, run.start() - 20), run.start()):
                uncertain.append((person, name_words))
        known_last_names = set(self._by_last_name)
        for person, name_words in uncertain:
            if person[1] not in known_last_names:
                self._add(person, name_words)
        self._add_people_of_headline(headline, runs)
        for person in self._name_forms:
            by_title = sexes.get(person[1], set()) - {None}
            known = gender_of(person[0]) or CENSUS_GIVEN_NAMES.get(person[0])
            if known is None and len(by_title) == 1 and len(self._by_last_name[person[1]]) == 1:
                known = next(iter(by_title))
            self._gender_of[person] = known

    def _full_name_in(
        self, run: re.Match[str], no_names: Container[str]
    ) -> tuple[list[str], list[str]]:
        """The titles and the name in a run of capitalised words; the name may be none."""
        all_words = split_name(_OWNER.sub("", run.group()))
        first = 0
        while first < len(all_words) and (
            all_words[first].lower() in no_names and not is_given_name(all_words[first])
        ):
            first += 1
        while len(all_words) > first + 2 and all_words[-1].lower() in _FUNCTION_WORDS:
            all_words.pop()  # "Ada Brandt In Cole" in a line that is capitalised throughout
        name_words = _name_after_last_title(strip_titles(all_words[first:]))
        titles = all_words[: len(all_words) - len(name_words)]
        before = max(0, run.start() - 20), run.start()
        if (
            len(name_words) > 2
            and not is_given_name(name_words[0])
            and _AFTER_OF_OR_FOR.search(self._text, *before)
        ):
            name_words = name_words[index_of_given_name(name_words) :]
        return titles, _name_from_given_name(name_words)

    def _add_people_of_headline(self, headline: Span, runs: Sequence[re.Match[str]]) -> None:
        """Add "Ada Brandt" of "Ada Brandt Warns of Floods" if the text goes on with "Brandt"."""
        last_names = {
            split_name(run.group())[-1].lower() for run in runs if split_name(run.group())
        }
        last_names -= self._by_last_name.keys()
        for run in NAME_PATTERN.finditer(self._text, *headline):
            run_words = split_name(run.group())
            for at, given in enumerate(run_words):
                if not is_given_name(given) or given.lower() in self.lower_case_words:
                    continue
                for name_words in (run_words[at : at + 2], run_words[at : at + 3]):
                    if name_words[-1].lower() in last_names and all(
                        _is_always_capitalised(word, self.lower_case_words) for word in name_words
                    ):
                        self._add((given.lower(), name_words[-1].lower()), name_words)
                        break


def _is_courtesy_title(word: str) -> bool:
    return word.rstrip(".").lower() in COURTESY_TITLES


def _is_always_capitalised(word: str, lower_case_words: Container[str]) -> bool:
    """Whether a word is capitalised wherever the text has it, as names are."""
    return word[:1].isupper() and word.lower() not in lower_case_words


def _sexes_by_titled_name(runs: Sequence[re.Match[str]]) -> dict[str, set[Sex | None]]:
    """The sexes that titles of courtesy give to last names: "Ms. Moen"."""
    sexes: dict[str, set[Sex | None]] = {}
    for run in runs:
        name_words = split_name(run.group())
        if len(name_words) == 2 and _is_courtesy_title(name_words[0]):
            sexes.setdefault(name_words[1].lower(), set()).add(gender_of(name_words[0]))
    return sexes


def _key_of(name_words: list[str]) -> PersonKey | None:
    """The key of a person's full name; None if the words can't be one."""
    if not 2 <= len(name_words) <= 4 or is_organisation_name(name_words):
        return None
    if is_place_name(name_words):
        return None
    if name_words[-1].lower() in PLACE_NAMES and not may_be_given_name(name_words[0]):
        return None  # "Poor Mexico"
    first, last = name_words[0].rstrip(".").lower(), name_words[-1].lower()
    is_office = last in WORDS_BEFORE_NAMES and not is_given_name(first)
    return None if first in WORDS_BEFORE_NAMES or is_office else (first, last)


def _name_from_given_name(name_words: list[str]) -> list[str]:
    """The words from a given name on: "Ada Brandt" of "Post Editor Ada Brandt"."""
    if len(name_words) > 2 and name_words[0].lower() in PLACE_NAMES:
        return name_words[1:]  # "Colorado Congressman Ada Brandt"
    if not name_words or may_be_given_name(name_words[0]):
        return name_words
    for first in range(1, len(name_words) - 1):
        if is_given_name(name_words[first]):
            return name_words[first:]
    return name_words


def _name_after_last_title(name_words: list[str]) -> list[str]:
    """The words after the last title among capitalised words, if two or more words follow it."""
    for cut in range(len(name_words) - 3, -1, -1):
        if name_words[cut].rstrip(".").lower() in WORDS_BEFORE_NAMES:
            return name_words[cut + 1 :]
    return name_words
