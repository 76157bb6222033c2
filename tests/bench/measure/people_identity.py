"""How well names are joined to people: B-cubed against names that were grouped by hand.

    python tests/bench/measure/people_identity.py GOLD.jsonl STORE [--errors]

Each line of GOLD is {"name": as written, "document": file name, "person": any key}. B-cubed (Bagga
and Baldwin, 1998): for each name, the share of the names joined with it that are the same person's
(precision), and of the same person's names that are joined with it (recall), averaged over names.
Names of the fifty people of GOLD with most statements that are joined with another's of them are
listed. Two figures:

- `as written`: each name is a speaker of its document, without a role, beside all speakers that the
  store has. This measures people alone.
- `as stored`: the person whom the store has for the name, which also depends on what the rules of
  statements found in the document. A name that means nobody in the store is joined with none.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.embedding.embedder import SentenceEmbedder
from index.people.comparing import compare_names
from index.people.directory import People
from index.people.joining import join_mentions
from index.people.mentions import Mention
from index.people.person_name import PersonName, parse_person_name
from index.people.reading_mentions import read_mentions
from index.records import Statement
from index.store.store import Store
from index.text.name_folding import fold_name

MOST_QUOTED = 50


class GoldName(NamedTuple):
    """A name that a person grouped by hand."""

    name: str
    document: str
    person: str


def b_cubed(gold: Sequence[str], joined: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1.

    Args:
        gold: The person of each name.
        joined: The person with whom each name was joined.
    """
    both = Counter(zip(gold, joined, strict=True))
    by_gold, by_joined = Counter(gold), Counter(joined)
    pairs = list(zip(gold, joined, strict=True))
    precision = sum(both[pair] / by_joined[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / by_gold[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def merged_people(
    gold: Sequence[str], joined: Sequence[str], statements: Sequence[int], most: int = MOST_QUOTED
) -> list[set[str]]:
    """The groups of people, of those with most statements, who were joined with each other."""
    counts: Counter[str] = Counter()
    for person, count in zip(gold, statements, strict=True):
        counts[person] += count
    quoted = {person for person, _ in counts.most_common(most)}
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for person, cluster in zip(gold, joined, strict=True):
        if person in quoted:
            sharing[cluster].add(person)
    return [people for people in sharing.values() if len(people) > 1]


def may_mean(wanted: PersonName, speaker: str) -> bool:
    """Whether a name may mean a speaker of its own document."""
    name = parse_person_name(speaker)
    if name is None:
        return False
    if wanted.given and name.given:
        return compare_names(wanted, name).is_same
    sexes = {wanted.sex, name.sex} - {None}
    return len(sexes) < 2 and (wanted.last == name.last or wanted.last == name.given[:1])


class Lookup:
    """Finds the person in a store whom a name means in a document."""

    def __init__(self, store: Store) -> None:
        self._people: People = store.catalogue.people()
        self._mentions: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for one in store.catalogue.speakers_in_documents():
            row = one.speaker, one.person, one.statements
            self._mentions[one.document.rsplit("/", 1)[-1]].append(row)
        self.ways: Counter[str] = Counter()

    def find(self, number: int, gold: GoldName) -> tuple[str, int]:
        """Id of the person and the number of statements; an id of its own for nobody."""
        mentions = self._mentions[gold.document.rsplit("/", 1)[-1]]
        folded = fold_name(gold.name)
        for speaker, person, statements in mentions:
            if person and fold_name(speaker) == folded:
                self.ways["a speaker of the document"] += 1
                return person, statements
        wanted = parse_person_name(gold.name)
        meant = {
            (person, statements)
            for speaker, person, statements in mentions
            if person and wanted and may_mean(wanted, speaker)
        }
        if len({person for person, _ in meant}) == 1:
            self.ways["another name of a speaker of the document"] += 1
            return min(meant)
        found = self._people.find_people(gold.name)
        if len(found) == 1:
            self.ways["a speaker of other documents"] += 1
            return found[0].id, 0
        self.ways["nobody, or several"] += 1
        return f"no person {number}", 0


def join_as_written(store: Store, gold: Sequence[GoldName]) -> list[tuple[str, int]]:
    """Id of the person of each name, and the number of statements, as if each name spoke."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for one in gold:
        wanted[one.document].add(one.name)
    mentions: list[Mention] = []
    for info in store.catalogue.documents():
        said = [statement for _, statement in store.catalogue.statements([info.number])]
        extra = wanted[info.name] - {statement.speaker for statement in said}
        said += [Statement(start=0, end=0, kind="direct", speaker=name) for name in sorted(extra)]
        text = store.catalogue.reading_text(info).text
        facts = {
            "document": info.name,
            "date": info.date,
            "outlet": info.outlet,
            "number": info.number,
        }
        mentions += [replace(mention, **facts) for mention in read_mentions(text, said)]
    found = {
        (mention.document, mention.speaker): (person.id, mention.statements)
        for person in join_mentions(mentions)
        for mention in person.mentions
    }
    nobody = ((f"no person {number}", 0) for number in range(len(gold)))
    places = [(one.document, one.name) for one in gold]
    return [found.get(place, none) for place, none in zip(places, nobody, strict=True)]


def read_gold(lines: Iterable[str]) -> list[GoldName]:
    """The names in a file; those that are nobody's have a person each."""
    facts: list[Mapping[str, str | None]] = [json.loads(line) for line in lines if line.strip()]
    return [
        GoldName(str(one["name"]), str(one["document"]), str(one["person"] or f"nobody {number}"))
        for number, one in enumerate(facts)
    ]


def main(gold_file: str, folder: str) -> None:
    """Print the figures."""
    gold = read_gold(Path(gold_file).read_text(encoding="utf-8").splitlines())
    store = Store.open(Path(folder), SentenceEmbedder(), to_rebuild=True)
    lookup = Lookup(store)
    print(f"{len(gold)} names of {len({one.person for one in gold})} people")
    print_figures("as stored", gold, [lookup.find(*item) for item in enumerate(gold)])
    print(f"found as: {dict(lookup.ways)}")
    print_figures("as written", gold, join_as_written(store, gold))


def print_figures(title: str, gold: Sequence[GoldName], found: Sequence[tuple[str, int]]) -> None:
    """Print the figures of names with the people and numbers of statements found for them."""
    people, joined = [one.person for one in gold], [person for person, _ in found]
    precision, recall, f1 = b_cubed(people, joined)
    print(f"{title}: B-cubed precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    merged = merged_people(people, joined, [count for _, count in found])
    print(f"{title}: merged among the {MOST_QUOTED} most quoted: {merged or 'none'}")
    if "--errors" in sys.argv:
        print_errors(gold, joined)


def print_errors(gold: Sequence[GoldName], joined: Sequence[str]) -> None:
    """Print each person who is several, and each several who are one."""
    for title, keys, others in (
        ("split", [one.person for one in gold], joined),
        ("merged", joined, [one.person for one in gold]),
    ):
        groups: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for key, other, one in zip(keys, others, gold, strict=True):
            groups[key].add((other, one.name))
        for key, members in sorted(groups.items()):
            if len({other for other, _ in members}) > 1:
                print(f"{title}: {key}: {sorted(members)}")


if __name__ == "__main__":
    main(*[argument for argument in sys.argv[1:] if not argument.startswith("--")])
