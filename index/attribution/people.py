"""Joins the names of each person across all documents of a store, where that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from index.lexicon.function_words import PRONOUNS
from index.text.person_names import ParsedName, gender_of, parse_name, same_person, split_name

__all__ = ["People"]


class People:
    """The speakers of a store, by all the names that its documents give them."""

    def __init__(self, names: Mapping[str, tuple[int, int]]) -> None:
        """Set up the directory.

        Args:
            names: Each speaker's name with the number of statements and of documents.
        """
        self.names = {
            name: counts for name, counts in names.items() if name.lower() not in PRONOUNS
        }

    @cached_property
    def _by_last_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name in self.names:
            parsed = _parse_person_name(name)
            if parsed:
                names.setdefault(parsed.last, []).append(name)
        return names

    @cached_property
    def _by_given_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name in self.names:
            parsed = _parse_person_name(name)
            if parsed and parsed.given:
                names.setdefault(parsed.given[0], []).append(name)
        return names

    @cached_property
    def _by_plain_text(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name in self.names:
            names.setdefault(_without_article(name), []).append(name)
        return names

    def names_of(self, person: str) -> list[str]:
        """All names in the store that mean a person; empty if nobody has such a name.

        A full name also gives its shorter forms if they can mean nobody else in the store:
        "Sanders" for "Bernie Sanders", but not "Clinton" for "Hillary Clinton" if Bill Clinton
        speaks too. A last name alone gives everybody who has it.
        """
        names = dict.fromkeys(self._by_plain_text.get(_without_article(person), []))
        parsed = parse_name(person)
        if parsed is None:
            return list(names)
        namesakes = self._by_last_name.get(parsed.last, [])
        if parsed.given:
            for name in namesakes:
                same = same_person(person, name)
                if same or (same is None and self._is_only_person_with_last_name(parsed)):
                    names[name] = None
        else:
            # "Mrs. Clinton" doesn't mean Bill.
            sex = gender_of(person)
            names |= dict.fromkeys(
                name for name in namesakes if sex is None or gender_of(name) in (sex, None)
            )
            if not names:
                names = dict.fromkeys(self._by_given_name.get(parsed.last, []))
        return list(names)

    def main_name_of(self, name: str) -> str:
        """The most frequent full name of the person whom a name means; else the name itself."""
        parsed = _parse_person_name(name)
        if parsed is None:
            return name
        namesakes = self._by_last_name.get(parsed.last, [])
        full_names = [other for other in namesakes if _given_names(other)]
        if parsed.given:
            candidates = [other for other in full_names if same_person(name, other)]
        else:
            given_names = {_given_names(other) for other in full_names}
            if not full_names or any(
                same_person(full_names[0], other) is False for other in full_names[1:]
            ):
                return name
            if len(given_names) > 1 and not all(
                same_person(full_names[0], other) for other in full_names
            ):
                return name
            candidates = full_names
        return max(candidates or [name], key=lambda other: (self._statement_count(other), other))

    def similar_names(self, name: str, n: int = 5) -> list[str]:
        """At most `n` main names spelled like `name`, best first, to suggest when it is unknown."""
        by_lower_case = {known.casefold(): known for known in self.names}
        last_word = (name.casefold().split()[-1:] or [""])[0]
        similar = get_close_matches(name.casefold(), by_lower_case, n=n, cutoff=0.6)
        similar += get_close_matches(last_word, list(self._by_last_name), n=n, cutoff=0.75)
        suggestions: dict[str, None] = {}
        for match in similar:
            if match in by_lower_case:
                known_names = [by_lower_case[match]]
            else:
                known_names = self._by_last_name.get(match, [])[:2]
            for known in known_names:
                suggestions[self.main_name_of(known)] = None
        return list(suggestions)[:n]

    def counts_by_person(self) -> dict[str, tuple[int, int]]:
        """The number of statements and documents of each person, most statements first.

        A document in which a person has two names counts twice.
        """
        counts: dict[str, tuple[int, int]] = {}
        for name, (statements, documents) in self.names.items():
            main_name = self.main_name_of(name)
            before = counts.get(main_name, (0, 0))
            counts[main_name] = (before[0] + statements, before[1] + documents)
        return dict(sorted(counts.items(), key=lambda item: (-item[1][0], item[0])))

    def _is_only_person_with_last_name(self, person: ParsedName) -> bool:
        full_name = " ".join((*person.given, person.last))
        namesakes: Iterable[str] = self._by_last_name.get(person.last, [])
        return all(same_person(full_name, other) is not False for other in namesakes)

    def _statement_count(self, name: str) -> int:
        return self.names.get(name, (0, 0))[0]


def _given_names(name: str) -> tuple[str, ...]:
    parsed = parse_name(name)
    return parsed.given if parsed else ()


def _parse_person_name(name: str) -> ParsedName | None:
    """A name's parts; None for a description ("a campaign official") and for a long title."""
    name_words = split_name(name)
    if not name_words or not name[:1].isupper() or len(name_words) > 4:
        return None
    if any(word[:1].islower() and len(word) > 3 for word in name_words) or name_words[0] == "The":
        return None
    return parse_name(name)


def _without_article(name: str) -> str:
    lower = " ".join(name.casefold().split())
    for article in ("the ", "a ", "an "):
        lower = lower.removeprefix(article)
    return lower
