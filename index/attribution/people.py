"""Who is who among the speakers of a store: one person's names joined where it is safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from index.lexicon.function_words import PRONOUNS
from index.text.person_names import Name, gender, parse_name, same_person, words

__all__ = ["People", "same_person"]


class People:
    """The speakers of a store by the names that the documents give them."""

    def __init__(self, names: Mapping[str, tuple[int, int]]) -> None:
        """Make a directory of `names`, each with its numbers of statements and of documents."""
        self.names = {
            name: counts for name, counts in names.items() if name.lower() not in PRONOUNS
        }

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            parsed = _person(name)
            if parsed:
                found.setdefault(parsed.last, []).append(name)
        return found

    @cached_property
    def _by_given(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            parsed = _person(name)
            if parsed and parsed.given:
                found.setdefault(parsed.given[0], []).append(name)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(_bare(name), []).append(name)
        return found

    def matching(self, wanted: str) -> list[str]:
        """The stored names that mean who is wanted; empty where nobody does.

        A full name brings its shorter forms where they can mean nobody else in the store
        ("Sanders" for "Bernie Sanders", but not "Clinton" for "Hillary Clinton" where Bill
        speaks too); a last name alone brings everybody who has it.
        """
        found = dict.fromkeys(self._by_text.get(_bare(wanted), []))
        parsed = parse_name(wanted)
        if parsed is None:
            return list(found)
        others = self._by_last.get(parsed.last, [])
        if parsed.given:
            for name in others:
                same = same_person(wanted, name)
                if same or (same is None and self._alone(parsed, others)):
                    found[name] = None
        else:
            # "Mrs. Clinton" is not Bill.
            sex = gender(wanted)
            found |= dict.fromkeys(
                name for name in others if sex is None or gender(name) in (sex, None)
            )
            if not found:
                found = dict.fromkeys(self._by_given.get(parsed.last, []))
        return list(found)

    def canonical(self, name: str) -> str:
        """The name that stands for all names of one person: the commonest full one."""
        parsed = _person(name)
        if parsed is None:
            return name
        others = self._by_last.get(parsed.last, [])
        full = [other for other in others if _given(other)]
        if not parsed.given:
            firsts = {_given(other) for other in full}
            if not full or any(same_person(full[0], other) is False for other in full[1:]):
                return name
            if len(firsts) > 1 and not all(same_person(full[0], other) for other in full):
                return name
            same = full
        else:
            same = [other for other in full if same_person(name, other)]
        return max(same or [name], key=lambda other: (self._said(other), other))

    def nearest(self, wanted: str, n: int = 5) -> list[str]:
        """Names written or spelled like the wanted one, to offer where nobody matches."""
        lower = {name.casefold(): name for name in self.names}
        last = wanted.casefold().split()[-1:] or [""]
        near = get_close_matches(wanted.casefold(), lower, n=n, cutoff=0.6)
        near += get_close_matches(last[0], list(self._by_last), n=n, cutoff=0.75)
        found: dict[str, None] = {}
        for one in near:
            for name in [lower[one]] if one in lower else self._by_last.get(one, [])[:2]:
                found[self.canonical(name)] = None
        return list(found)[:n]

    def joined(self) -> dict[str, tuple[int, int]]:
        """Statements and documents by person, most statements first; documents may overlap."""
        found: dict[str, tuple[int, int]] = {}
        for name, (said, documents) in self.names.items():
            one = self.canonical(name)
            before = found.get(one, (0, 0))
            found[one] = (before[0] + said, before[1] + documents)
        return dict(sorted(found.items(), key=lambda item: (-item[1][0], item[0])))

    def _alone(self, wanted: Name, others: Iterable[str]) -> bool:
        """Whether nobody else in the store has this last name."""
        full = " ".join((*wanted.given, wanted.last))
        return all(same_person(full, other) is not False for other in others)

    def _said(self, name: str) -> int:
        return self.names.get(name, (0, 0))[0]


def _given(name: str) -> tuple[str, ...]:
    parsed = parse_name(name)
    return parsed.given if parsed else ()


def _person(name: str) -> Name | None:
    """A name's parts, unless it is a description ("a campaign official") or a long title."""
    found = words(name)
    if not found or not name[:1].isupper() or len(found) > 4:
        return None
    if any(word[:1].islower() and len(word) > 3 for word in found) or found[0] == "The":
        return None
    return parse_name(name)


def _bare(name: str) -> str:
    lower = " ".join(name.casefold().split())
    for article in ("the ", "a ", "an "):
        lower = lower.removeprefix(article)
    return lower
