"""The people, bodies and places that a document names, and every place where it names them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from index.attribution.coreference.mention_parts import office_complement
from index.attribution.coreference.named_people import NamedPeople, PersonKey
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
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
    Sex,
)
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.titles import AGENCIES, OFFICES, PARTY_WORDS, WORDS_BEFORE_NAMES
from index.records import Span
from index.text.person_names import (
    gender_of,
    is_given_name,
    is_organisation_name,
    is_place_name,
    is_title,
    same_person,
    split_name,
    strip_titles,
)
from index.text.quotations import Quotation

EntityKind = Literal["person", "likely person", "body", "place", "unknown", "description"]

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
_NOT_ALONE = _FUNCTION_WORDS | frozenset((*WEEKDAYS, *MONTHS, *NUMBER_WORDS, "islam", "god"))
_PARTY_OF_STATE = re.compile(r"[RDI]-")
"""The party and the state behind a politician's name: "(R-Tex.)"."""
_BODY_OF_PERSON = re.compile(r"(?:['’]s?)? (?:campaign|administration|foundation)\b")
"""What makes a body of somebody's name: "Trump's campaign", "the Obama administration"."""
_OFFICE_WITH_OF = re.compile(r"\b([\w-]+) (?:of|for) (?:the )?\Z")
_COMPLEMENT = 60
"""Characters that are looked at for the rest of a body's name."""
_OWNER = re.compile(r"(.{2,60}?)['’]s (?=\w)")
_LONG_RUN = 4
"""More capitalised words in a row are those of a headline, not of a name."""


def _is_capitalised(name: str) -> bool:
    return all(word[0].isupper() or word in PARTICLES for word in name.split())


def _may_be_given_name(word: str) -> bool:
    lower = word.rstrip(".").lower()
    return len(lower) == 1 or lower in GIVEN_NAMES or lower in CENSUS_GIVEN_NAMES


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that a document names or describes."""

    name: str
    """The fullest name; the document's words for who is described."""
    kind: EntityKind
    sex: Sex | None = None
    person: PersonKey | None = None
    """Whom of the named people it is, if it is one."""
    mentions: list[EntityMention] = field(default_factory=list)
    """The places outside quotations that name it, in order."""
    roles: frozenset[str] | None = None
    """What `traits.py` reads of its titles and appositions, once it has."""


@dataclass(slots=True, eq=False)
class EntityMention:
    """A place where a document names, describes or refers to an entity."""

    start: int
    end: int
    entity: Entity
    sentence: int
    paragraph: int
    is_name: bool = True
    """False for a pronoun or a description that was resolved to the entity."""
    traits: frozenset[str] | None = None
    """What `traits.py` reads of its surroundings, once it has."""


class DocumentEntities:
    """The entities of one document by their names, and their mentions in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        people: NamedPeople,
        title_case_headline: Span | None = None,
    ) -> None:
        """Read where the document names whom.

        Args:
            text: The document's text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            people: The people whom it names in full.
            title_case_headline: A headline whose capitals don't show which words are a name.
        """
        self.text = text
        self.sentences = sentences
        self.quotations = quotations
        self.mentions: list[EntityMention] = []
        self.quoted: list[tuple[int, Entity]] = []
        """Offsets inside quotations at which an entity is named, in order."""
        self._people = people
        self._headline = title_case_headline or Span(0, 0)
        self._starts = [sentence.start for sentence in sentences]
        self._quotation_starts = [quotation.start for quotation in quotations]
        self._by_person: dict[PersonKey, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._by_run: dict[tuple[str, bool], Entity | None] = {}
        self.paragraphs, self.narrative = self._number_sentences()
        self._read()

    # Places

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that an offset is in or behind."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that covers an offset."""
        place = bisect_right(self._quotation_starts, offset) - 1
        inside = place >= 0 and offset < self.quotations[place].end
        return self.quotations[place] if inside else None

    def _number_sentences(self) -> tuple[list[int], list[int]]:
        """For each sentence the number of its paragraph, and of its sentence of narrative.

        Sentences inside a quotation count as one with the sentence in which it starts, so that a
        long quotation doesn't part a speaker from their next mention.
        """
        paragraphs, narrative = [], []
        paragraph = told = 0
        for number, sentence in enumerate(self.sentences):
            if number and "\n" in self.text[self.sentences[number - 1].end : sentence.start]:
                paragraph += 1
            quotation = self.quotation_at(sentence.start)
            if quotation is None or quotation.start == sentence.start:
                told += 1
            paragraphs.append(paragraph)
            narrative.append(told)
        return paragraphs, narrative

    # Names

    def entity_named(self, name: str) -> Entity | None:
        """The entity with a name, also a new one; None if the words are hardly a name."""
        entity = self._entity_of(name, False)
        lower = name.lower()
        is_name = lower not in _NOT_ALONE and lower.split()[-1] not in _NO_NAMES
        if entity is None and is_name and _is_capitalised(name):
            entity = self._by_name.setdefault(name.lower(), Entity(name, "unknown"))
        return entity

    def _read(self) -> None:
        for run in self._people.capitalised_runs:
            for start, end in self._names_in(run):
                name = self.text[start:end]
                sentence = self.sentence_at(start)
                starts_sentence = bool(self._starts) and self._starts[sentence] == start
                entity = self._entity_of(name, starts_sentence)
                if entity is None:
                    continue
                if self.quotation_at(start) is not None:
                    self.quoted.append((start, entity))
                    continue
                if entity.kind == "body":
                    # "Institute of California"
                    end += len(office_complement(self.text[end : end + _COMPLEMENT]))
                    entity = self._body(" ".join(self.text[start:end].split()))
                self._add(entity, start, end, sentence)
                body = _BODY_OF_PERSON.match(self.text, end)
                if body is not None and entity.kind != "body":
                    named = " ".join(self.text[start : body.end()].split())
                    self._add(self._body(named), start, body.end(), sentence)

    def _add(self, entity: Entity, start: int, end: int, sentence: int) -> None:
        mention = EntityMention(start, end, entity, sentence, self.paragraphs[sentence])
        entity.mentions.append(mention)
        self.mentions.append(mention)

    def _names_in(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        """The names in a run of capitalised words: all of it, or the people in a headline."""
        start, end = run.span()
        text = run.group()
        if _PARTY_OF_STATE.match(text) and self.text[start - 1 : start] == "(":
            return
        spaces = text.count(" ")
        if spaces > 1:
            person = re.match(r"\S+ \S+", text)
            is_longer = person is not None and self._people.find(text) is None
            if person is not None and is_longer and self._people.find(person.group()) is not None:
                yield start, start + person.end()
                return
            office = _OFFICE_WITH_OF.search(self.text, max(0, start - 40), start)
            if office is not None and is_title(office.group(1)):
                # "Minister of Transport Odd Kvam"
                yield end - len(" ".join(text.split(" ")[-2:])), end
                return
        owner = _OWNER.match(text) if spaces and "s " in text else None
        if owner is not None:
            # "The Post’s Ada Brandt"
            yield start, start + owner.end(1)
            yield start + owner.end(), end
            return
        in_headline = self._headline.start <= start < self._headline.end
        if not in_headline and spaces < _LONG_RUN:
            yield start, end
            return
        words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", text)]
        place = 0
        while place < len(words):
            for size in (3, 2, 1):
                last = min(place + size, len(words)) - 1
                if self._people.find(self.text[words[place][0] : words[last][1]]) is not None:
                    yield words[place][0], words[last][1]
                    break
            else:
                last = place
            place = last + 1

    def _entity_of(self, name: str, starts_sentence: bool) -> Entity | None:
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
        if person is None and len(bare) == 2 and not _may_be_given_name(bare[0]):
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
        is_given = last in GIVEN_NAMES or last in CENSUS_GIVEN_NAMES
        return is_given or not starts_sentence or last in self._capitalised_inside

    @cached_property
    def _capitalised_inside(self) -> set[str]:
        """The words that are capitalised also where they don't begin a sentence or a quotation."""
        return {
            word.lower()
            for run in self._people.capitalised_runs
            if self.text[max(0, run.start() - 2) : run.start()][-1:] == " "
            and self.text[max(0, run.start() - 2) : run.start()][:1].isalnum()
            for word in split_name(run.group())
        }

    def _other(self, words: Sequence[str], bare: Sequence[str]) -> Entity:
        """The entity that is none of the people named in full."""
        first, last = bare[0].lower(), bare[-1]
        is_acronym = last.isupper() and len(last) > 1 and len(bare) == 1
        if (is_organisation_name(list(words)) and len(words) > 1) or is_acronym:
            return self._body(" ".join(words))
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
            for first_kept in range(1, len(bare) if kind != "place" else 0):
                # "Suu Kyi" is Aung San Suu Kyi, "Coleman" is Norm Coleman.
                self._by_name.setdefault(" ".join(bare[first_kept:]).lower(), entity)
        return entity

    def _body(self, name: str) -> Entity:
        return self._by_name.setdefault(name.lower(), Entity(name, "body"))
