"""Makes the corrections after which the people of a store are those of a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from assistant.people.popolo import PersonInFile
from index.people.corrections import Anchor, Correction
from index.store.people_table import SpeakerInDocument
from index.store.store import Store

__all__ = ["corrections_for"]

_NEW = "the other person of row "


def corrections_for(store: Store, rows: Sequence[PersonInFile]) -> list[Correction]:
    """The corrections that a file makes necessary, in order; empty if all is so already.

    Names that the file doesn't have stay as they are, and names that the store doesn't have are
    skipped.

    Args:
        store: The store.
        rows: The people in the file.
    """
    rows_of_name = Counter(name for row in rows for name in dict.fromkeys(row.written))
    state = _State(store)
    for row in rows:
        mine = [
            one
            for name in dict.fromkeys(row.written)
            for one in state.mentions_by_name[name]
            if rows_of_name[name] == 1 or one.document in row.sources
        ]
        if row.is_nobody:
            state.reject(mine)
        else:
            state.make_one_person(row.name, mine)
    return state.corrections


class _State:
    """Whom mentions mean after the corrections so far."""

    def __init__(self, store: Store) -> None:
        self._mentions = store.catalogue.speakers_in_documents()
        self.mentions_by_name: defaultdict[str, list[SpeakerInDocument]] = defaultdict(list)
        for one in self._mentions:
            self.mentions_by_name[one.speaker].append(one)
        self.corrections: list[Correction] = []
        self._person: dict[SpeakerInDocument, str | None] = {
            one: one.person or None for one in self._mentions
        }
        people = store.catalogue.people().people
        self._names: dict[str | None, str] = {one.id: one.name for one in people.values()}
        self._taken: set[str | None] = set()

    def reject(self, mine: Sequence[SpeakerInDocument]) -> None:
        """Make mentions mean nobody."""
        wrong = [one for one in mine if self._person[one] is not None]
        if wrong:
            self.corrections.append(Correction(kind="reject", people=(self._anchor(wrong),)))
            self._person.update(dict.fromkeys(wrong))

    def make_one_person(self, name: str, mine: Sequence[SpeakerInDocument]) -> None:
        """Make mentions mean one person of a name, and no other row's person."""
        counts: Counter[str] = Counter()
        for one in mine:
            person = self._person[one]
            if person is not None and person not in self._taken:
                counts[person] += one.statements
        known = [one for one in mine if self._person[one] is not None]
        if not known:
            return
        if not counts:
            person = self._split(name, known)
        else:
            person = min(counts, key=lambda one: (-counts[one], one))
        self._taken.add(person)
        for other in sorted({self._person[one] or "" for one in known} - {person, ""}):
            self._move(name, other, person, [one for one in known if self._person[one] == other])
        if self._names.get(person) != name:
            anchor = self._anchor([one for one in mine if self._person[one] == person])
            self.corrections.append(Correction(kind="rename", people=(anchor,), name=name))
            self._names[person] = name

    def _move(self, name: str, other: str, person: str, moved: Sequence[SpeakerInDocument]) -> None:
        """Make mentions of one person another's."""
        if sum(self._person[one] == other for one in self._mentions) > len(moved):
            other = self._split(name, moved)
        own = [one for one in self._mentions if self._person[one] == person]
        merge = Correction(kind="merge", people=(self._anchor(own), self._anchor(moved)))
        self.corrections.append(merge)
        self._person.update(dict.fromkeys(moved, person))

    def _split(self, name: str, moved: Sequence[SpeakerInDocument]) -> str:
        person = f"{_NEW}{len(self.corrections)}"
        split = Correction(kind="split", people=(self._anchor(moved),), name=name)
        self.corrections.append(split)
        self._person.update(dict.fromkeys(moved, person))
        self._names[person] = name
        return person

    def _anchor(self, meant: Iterable[SpeakerInDocument]) -> Anchor:
        """The names of some mentions; with documents if not all mentions of that name are meant."""
        meant = set(meant)
        documents: dict[str, list[str]] = {}
        for one in sorted(meant):
            documents.setdefault(one.speaker, []).append(one.document)
        return {
            name: where if len(where) < len(self.mentions_by_name[name]) else None
            for name, where in documents.items()
        }
