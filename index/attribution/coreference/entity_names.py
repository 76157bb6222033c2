"""Which entity capitalised words name: a person named in full, another name, a body, a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from index.attribution.coreference.entity_records import Entity, EntityKind
from index.attribution.coreference.named_people import NamedPeople, PersonKey
from index.lexicon.calendar_words import DATE_NAMES, WEEKDAYS
from index.lexicon.function_words import (
    AUXILIARIES,
    BOUNDARIES,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
)
from index.lexicon.name_words import (
    CENSUS_GIVEN_NAMES,
    DEMONYMS,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_NAMES,
    PLACE_WORDS,
)
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.titles import AGENCIES, OFFICES, PARTY_WORDS, WORDS_BEFORE_NAMES
from index.text.person_names import (
    gender_of,
    is_given_name,
    is_organisation_name,
    is_place_name,
    is_title,
    may_be_given_name,
    same_person,
    split_name,
    strip_titles,
)

_FUNCTION_WORDS = (
    frozenset("both neither either".split())
    | OPENERS
    | BOUNDARIES
    | PREPOSITIONS
    | PRONOUNS
    | AUXILIARIES
)
_NO_NAMES = DEMONYMS | PARTY_WORDS | frozenset("americans democrats republicans".split())
_DAYS = frozenset(WEEKDAYS)
_LONGEST_NAME = 4
"""Words of a person's name; more are a headline's, whose last words mean no person."""
_NOT_ALONE = _FUNCTION_WORDS | DATE_NAMES | frozenset((*NUMBER_WORDS, "islam", "god"))


class EntityDirectory:
    """The entities of one document by the words that name them."""

    def __init__(self, text: str, people: NamedPeople) -> None:
        """Set up the directory.

        Args:
            text: The document's text.
            people: The people whom it names in full.
        """
        self._text = text
        self._people = people
        self._by_person: dict[PersonKey, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._by_run: dict[tuple[str, bool], Entity | None] = {}

    def find_or_add(self, name: str) -> Entity | None:
        """The entity with a name, also a new one; None if the words are hardly a name."""
        entity = self.find(name, False)
        lower = name.lower()
        is_name = lower not in _NOT_ALONE and lower.split()[-1] not in _NO_NAMES
        if entity is None and is_name and _is_capitalised(name):
            entity = self._by_name.setdefault(name.lower(), Entity(name, "unknown"))
        return entity

    def find(self, name: str, starts_sentence: bool) -> Entity | None:
        """The entity that capitalised words name; None if they hardly name any.

        Args:
            name: The words.
            starts_sentence: Whether a sentence starts with them, so that they would have a capital
                anyway.
        """
        key = name, starts_sentence
        if key not in self._by_run:
            self._by_run[key] = self._find_or_make(name, starts_sentence)
        return self._by_run[key]

    def _find_or_make(self, name: str, starts_sentence: bool) -> Entity | None:
        lower = name.lower()
        if lower in _NOT_ALONE or (
            lower in self._people.lower_case_words and lower not in GIVEN_NAMES
        ):
            return None if self._people.find(name) is None else self._person([name], [name], [])
        words = self._without_openers(split_name(name))
        while len(words) > 1 and words[-1].lower() in _DAYS:
            words = words[:-1]  # "told MSNBC Monday"
        if not words or all(len(word.rstrip(".")) == 1 for word in words):
            return None
        bare = strip_titles(words)
        titles = words[: len(words) - len(bare)]
        has_office = any(title.rstrip(".").lower() in OFFICES for title in titles)
        entity = self._person(words, bare, titles)
        if entity is None:
            if not has_office and not self._can_be_name(words, bare, starts_sentence):
                return None
            entity = self._other(words, bare)
        if has_office and entity.kind in ("unknown", "likely person", "place"):
            entity.kind = "person"
        if entity.sex is None and titles:
            entity.sex = gender_of(" ".join(titles))
        return entity

    def _without_openers(self, words: list[str]) -> list[str]:
        """The words without those at the front that have a capital as they begin a sentence."""
        first = 0
        while first < len(words) - 1 and not is_given_name(words[first]):
            lower = words[first].lower()
            if (
                is_title(lower)
                or lower in PLACE_WORDS
                or not (lower in _FUNCTION_WORDS or lower in self._people.lower_case_words)
            ):
                break
            first += 1
        return words[first:]

    def _person(
        self, words: Sequence[str], bare: Sequence[str], titles: Sequence[str]
    ) -> Entity | None:
        """The person whom the words name in full, by a part of their name or with more words."""
        people = self._people
        person = people.find(" ".join(words))
        if person is None and len(words) > 1 and not is_organisation_name(list(words)):
            person = people.find(" ".join(words[-2:]))
            if person is None and "-" in words[-2]:
                person = people.find(words[-1])
        if person is None and len(bare) == 2 and not _may_stand_for_given_name(bare[0]):
            # "Given Brandt" at the start of a sentence
            namesakes = people.namesakes(bare[1], None)
            person = namesakes[0] if namesakes else None
        if person is None and len(bare) == 1:
            namesakes = people.namesakes(bare[0], gender_of(" ".join(titles)) if titles else None)
            person = namesakes[0] if namesakes else None
        if person is None:
            return None
        if person not in self._by_person:
            full_name = people.full_name(person)
            for other in people.namesakes(person[1], None):
                # "Pete Santilli" is Peter Santilli.
                if other in self._by_person and same_person(full_name, people.full_name(other)):
                    self._by_person[person] = self._by_person[other]
                    one = self._by_person[person]
                    one.name = max(one.name, full_name, key=len)
                    break
            else:
                self._by_person[person] = Entity(full_name, "person", people.sex_of(person), person)
        return self._by_person[person]

    def _can_be_name(
        self, words: Sequence[str], bare: Sequence[str], starts_sentence: bool
    ) -> bool:
        """Whether capitalised words can name something: not "American", not "Friends said"."""
        last = bare[-1].rstrip(".").lower()
        if len(bare) > 1 and (last in OFFICES or all(word.isupper() for word in bare)):
            return False
        if last in _NO_NAMES or len(last) < 2 or last.startswith(("i'", "i’")):
            return False
        if len(bare) > 1 or last in AGENCIES:
            return True
        if last in _NOT_ALONE:
            return False
        if last in WORDS_BEFORE_NAMES or last in ORGANISATION_WORDS:
            return len(words) > 1
        if last in self._people.lower_case_words:
            return False
        return may_be_given_name(last) or not starts_sentence or last in self._capitalised_inside

    @cached_property
    def _capitalised_inside(self) -> set[str]:
        """The words that are capitalised also where they don't begin a sentence or a quotation."""
        return {
            word.lower()
            for run in self._people.capitalised_runs
            if self._text[max(0, run.start() - 2) : run.start()][-1:] == " "
            and self._text[max(0, run.start() - 2) : run.start()][:1].isalnum()
            for word in split_name(run.group())
        }

    def _other(self, words: Sequence[str], bare: Sequence[str]) -> Entity:
        """The entity that is none of the people named in full."""
        first, last = bare[0].lower(), bare[-1]
        is_acronym = last.isupper() and len(last) > 1 and len(bare) == 1
        if (is_organisation_name(list(words)) and len(words) > 1) or is_acronym:
            return self.body(" ".join(words))
        name = " ".join(bare)
        entity = self._by_name.get(name.lower())
        alone = self._by_name.get(last.lower()) if len(bare) == 2 else None
        if entity is None and alone is not None and alone.kind in ("person", "unknown"):
            # "Norm Coleman" behind "Mr. Coleman"
            entity = self._by_name[name.lower()] = alone
            alone.name = name
        if entity is None:
            kind: EntityKind = "unknown"
            if is_place_name(list(bare)) or name.lower() in PLACE_NAMES:
                kind = "place"
            elif first in GIVEN_NAMES:
                kind = "person"
            elif len(bare) > 1 and first in CENSUS_GIVEN_NAMES:
                kind = "likely person"
            sex = GIVEN_NAMES.get(first) or (
                CENSUS_GIVEN_NAMES.get(first) if len(bare) > 1 else None
            )
            entity = Entity(name, kind, sex if kind in ("person", "likely person") else None)
            self._by_name[name.lower()] = entity
            has_parts = kind != "place" and len(bare) <= _LONGEST_NAME
            for first_kept in range(1, len(bare) if has_parts else 0):
                # "Suu Kyi" is Aung San Suu Kyi, "Coleman" is Norm Coleman.
                self._by_name.setdefault(" ".join(bare[first_kept:]).lower(), entity)
        return entity

    def body(self, name: str) -> Entity:
        """The body with a name."""
        return self._by_name.setdefault(name.lower(), Entity(name, "body"))


def is_group_word(word: str) -> bool:
    """Whether a lower-case word names no single one: "republicans", "americans", "both", "one"."""
    return word in _NOT_ALONE or word in _NO_NAMES or word.removesuffix("s") in _NO_NAMES


def _is_capitalised(name: str) -> bool:
    return all(word[0].isupper() or word in PARTICLES for word in name.split())


def _may_stand_for_given_name(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) == 1 or may_be_given_name(bare)
