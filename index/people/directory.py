"""Looks people up by any of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from index.lexicon.function_words import PRONOUNS
from index.people.comparing import compare_names
from index.people.person_name import PersonName, parse_person_name
from index.text.name_folding import fold_name, sound_of, words_of_folded_name

__all__ = ["People", "PersonRow", "SpeakerSelection", "WrittenName"]

_LEAST_SIMILARITY = 70
"""Similarity (0 to 100) from which on a name is suggested for one that nobody has."""


class PersonRow(NamedTuple):
    """A person or a body with their counts."""

    id: str
    kind: str
    """`person` or `body`."""
    name: str
    statements: int
    documents: int


class WrittenName(NamedTuple):
    """A speaker's name as documents write it, and whom it means there."""

    speaker: str
    person: str | None
    """Id of the person; None for a description and for whom the user rejects."""
    statements: int
    documents: int


_NAMED = 3
"""Speakers that are named where several are meant; the others are counted."""


class SpeakerSelection(NamedTuple):
    """Whose statements are wanted."""

    people: tuple[str, ...] = ()
    """Ids."""
    names: tuple[str, ...] = ()
    """Names as written: of these people, and of speakers who are nobody in particular."""

    def __bool__(self) -> bool:
        return bool(self.people or self.names)


class People:
    """The speakers of a store, by all the names that its documents give them."""

    def __init__(
        self,
        people: Iterable[PersonRow],
        names: Iterable[WrittenName],
        meant: Mapping[tuple[int, str], str | None] | None = None,
    ) -> None:
        """Set up the directory.

        Args:
            people: All people and bodies, most statements first.
            names: All names of speakers.
            meant: Whom names that mean several people mean, by document number and name.
        """
        self.people = {person.id: person for person in people}
        """By id, most statements first."""
        self._meant = meant or {}
        self._names_of_person: defaultdict[str, list[str]] = defaultdict(list)
        self._people_of_name: defaultdict[str, list[str | None]] = defaultdict(list)
        self._speakers: dict[str, list[str]] = {}
        self.names: dict[str, tuple[int, int]] = {}
        """Every speaker's name but pronouns, with the number of statements and of documents."""
        for name in names:
            if name.speaker.lower() in PRONOUNS:
                continue
            statements, documents = self.names.get(name.speaker, (0, 0))
            self.names[name.speaker] = statements + name.statements, documents + name.documents
            self._people_of_name[name.speaker].append(name.person)
            if name.person is not None:
                self._names_of_person[name.person].append(name.speaker)

    def find(self, name: str) -> SpeakerSelection:
        """Whose statements a name asks for; empty if nobody has it.

        A name as written means everybody who has it in some document: "Clinton" gives both. So does
        a main name, an id, and any longer, shorter or transliterated name that agrees with one of
        theirs. Descriptions are found by their words.
        """
        found = self.find_people(name)
        texts = self._by_plain_text.get(_plain(name) or name, ())
        names = dict.fromkeys(other for one in found for other in self._names_of_person[one.id])
        loose = [text for text in texts if None in self._people_of_name[text]]
        return SpeakerSelection(
            tuple(person.id for person in found), tuple(dict.fromkeys((*names, *loose)))
        )

    def find_people(self, name: str) -> list[PersonRow]:
        """The people and bodies who have a name, most statements first.

        An id means the one who has it, a last name alone everybody who has it. Of longer names,
        those who are called so are preferred to those whose names only agree with it.
        """
        if "-" in name and name in self.people:
            return [self.people[name]]
        found = list(self._by_alias.get(_plain(name), []))
        wanted = parse_person_name(name)
        if wanted is not None and not wanted.given and (not found or " " not in name.strip()):
            found += self._with_last_name(wanted) or self._with_given_name(wanted.last[-1])
        elif wanted is not None and not found:
            found = [one for one in self._sounding_like(wanted) if self._agrees(wanted, one)]
        ids = set(found)
        return [person for person in self.people.values() if person.id in ids]

    def names_of(self, name: str) -> list[str]:
        """All names as written of the speakers whom a name means; empty if it means nobody."""
        return list(self.find(name).names)

    def written_names(self, person: str) -> list[str]:
        """The names of the person with an id, most statements first."""
        return self._names_of_person[person]

    def is_in_one_document(self, person: PersonRow) -> bool:
        """Whether all statements of a person surely are in one document."""
        names = self._names_of_person[person.id]
        return len(names) == 1 and self.names[names[0]][1] == 1

    def shares_name(self, speaker: str) -> bool:
        """Whether a name as written means several people, or nobody in some documents."""
        return len(self._people_of_name[speaker]) > 1

    def person_of(self, number: int, speaker: str) -> PersonRow | None:
        """Whom a name means in a document, given by its number; None for nobody in particular."""
        found = self._people_of_name.get(speaker, [None])
        person = found[0] if len(found) == 1 else self._meant.get((number, speaker))
        return self.people.get(person or "")

    def main_name_of(self, number: int, speaker: str) -> str:
        """The main name of whom a name means in a document; the name itself for nobody."""
        person = self.person_of(number, speaker)
        return person.name if person else speaker

    def namesakes(self, selection: SpeakerSelection) -> frozenset[tuple[int, str]]:
        """Where a name of the speakers wanted means somebody else, by document number and name."""
        names = set(selection.names)
        wanted = {*selection.people, None} if not selection.people else set(selection.people)
        return frozenset(
            (number, name)
            for (number, name), person in self._meant.items()
            if name in names and person not in wanted
        )

    @cached_property
    def name_words_by_sound(self) -> dict[str, set[str]]:
        """The words of all speakers' names, folded, by how they sound."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.names:
            for word in words_of_folded_name(name):
                found[sound_of(word)].add(word)
        return found

    @cached_property
    def name_words_as_written(self) -> dict[str, str]:
        """The capitalised words of people's main names, by the words folded."""
        return {
            folded: word
            for person in self.people.values()
            if person.kind == "person"
            for word in person.name.split()
            if word[0].isupper() and (folded := fold_name(word)) and " " not in folded
        }

    def describe(self, selection: SpeakerSelection) -> str:
        """The main names of the speakers wanted, or the words for them."""
        names = [self.people[person].name for person in selection.people] or selection.names[:1]
        distinct = list(dict.fromkeys(names))
        others = len(distinct) - _NAMED
        if others > 0:
            return f"{', '.join(distinct[:_NAMED])} or {others} other{'s' if others > 1 else ''}"
        return " or ".join(distinct)

    def similar_names(self, name: str, n: int = 5) -> list[str]:
        """At most `n` main names spelled like `name`, best first, to suggest when it is unknown."""
        from rapidfuzz import fuzz, process

        wanted = fold_name(name)
        if not wanted:
            return []
        found: dict[str, float] = {}
        for text, choices in (
            (wanted, self._by_alias),
            (wanted.split()[-1], self._by_last_word),
        ):
            near = process.extract(
                text, list(choices), scorer=fuzz.ratio, limit=n, score_cutoff=_LEAST_SIMILARITY
            )
            for alias, score, _ in near:
                for person in choices[alias][:2]:
                    found[person] = max(found.get(person, 0), score)
        ranked = sorted(found, key=lambda one: (-found[one], -self.people[one].statements, one))
        return list(dict.fromkeys(self.people[person].name for person in ranked))[:n]

    @cached_property
    def _by_alias(self) -> dict[str, list[str]]:
        """Ids of people by the folded names that are theirs."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for person in self.people.values():
            for name in (person.name, *self._names_of_person[person.id]):
                found[_plain(name)][person.id] = None
        return {alias: list(ids) for alias, ids in found.items() if alias}

    @cached_property
    def _by_plain_text(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            found[_plain(name) or name].append(name)
        return found

    @cached_property
    def _by_last_word(self) -> dict[str, list[str]]:
        """Ids of people by each word of their names but the first."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for alias, ids in self._by_alias.items():
            words = alias.split()
            for word in words[1:] or words:
                found[word].update(dict.fromkeys(ids))
        return {word: list(ids) for word, ids in found.items()}

    def _with_last_name(self, wanted: PersonName) -> list[str]:
        return [
            one
            for one in self._by_last_word.get(wanted.last[-1], [])
            if self.people[one].kind == "person"
            and self._fits_sex(wanted, one)
            and self._has_words(wanted, one)
        ]

    def _sounding_like(self, wanted: PersonName) -> Sequence[str]:
        sounds = {sound_of(word) for word in wanted.words if len(word) > 1}
        return list(dict.fromkeys(one for s in sounds for one in self._by_sound.get(s, ())))

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word, ids in self._by_last_word.items():
            found[sound_of(word)] += ids
        return found

    def _agrees(self, wanted: PersonName, person: str) -> bool:
        names = (parse_person_name(name) for name in self._full_names(person))
        return any(
            name is not None and name.given and compare_names(wanted, name).is_same
            for name in names
        )

    def _fits_sex(self, wanted: PersonName, person: str) -> bool:
        """Whether "Mrs. Clinton" may be this person."""
        names = (parse_person_name(name) for name in self._full_names(person))
        sexes = {name.sex for name in names if name is not None} - {None}
        return wanted.sex is None or not sexes or wanted.sex in sexes

    def _has_words(self, wanted: PersonName, person: str) -> bool:
        """Whether all words of a last name are a person's: "Nunez-Smith" is no "Smith"."""
        return any(
            set(wanted.last) <= set(fold_name(name).split()) for name in self._full_names(person)
        )

    def _full_names(self, person: str) -> list[str]:
        return [self.people[person].name, *self._names_of_person[person]]

    def _with_given_name(self, given: str) -> list[str]:
        return [
            one.id
            for one in self.people.values()
            if one.kind == "person" and fold_name(one.name).split()[:1] == [given]
        ]


def _plain(name: str) -> str:
    """A name without accents, letter case, typography and article."""
    folded = fold_name(name)
    for article in ("the ", "a ", "an "):
        folded = folded.removeprefix(article)
    return folded
