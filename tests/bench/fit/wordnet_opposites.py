"""Makes `assistant/generation/comparison/opposites.txt` from WordNet.

usage: python tests/bench/fit/wordnet_opposites.py WORDNET >
assistant/generation/comparison/opposites.txt

WORDNET is the folder with WordNet 3.0's `data.*` and `index.*` (Debian's `wordnet-base` puts it in
`/usr/share/wordnet`). Each line has a word and the words that say the opposite: what WordNet gives
as its antonyms in one of its most frequent senses, their synonyms, and for adjectives those that
are similar to them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SENSES = {"noun": 1, "verb": 2, "adj": 2, "adv": 2}
"""How many of a word's senses count, the most frequent first, of those that its texts have."""
LICENCE = """\
# Opposites, derived from WordNet 3.0. WordNet 3.0 Copyright 2006 by Princeton University.
# All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY
# MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. The whole licence: WORDNET-LICENSE."""


class Synset(NamedTuple):
    """Words that mean the same."""

    words: list[str]
    similar: list[int]
    antonyms: list[tuple[int, int, int]]
    """Place of a word here, offset of another synset, place of a word there."""


def main() -> None:
    """Print the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path)
    folder = parser.parse_args().wordnet
    found: dict[str, set[str]] = defaultdict(set)
    for part in SENSES:
        synsets = dict(_synsets(folder / f"data.{part}"))
        frequent = _frequent(folder / f"index.{part}", SENSES[part])
        for word, other in _pairs(synsets, frequent):
            if _is_plain(word) and _is_plain(other) and word != other:
                found[word].add(other)
                found[other].add(word)
    print(LICENCE)
    for word in sorted(found):
        print(word, *sorted(found[word]))


def _pairs(synsets: dict[int, Synset], frequent: dict[str, set[int]]) -> Iterator[tuple[str, str]]:
    for offset, one in synsets.items():
        for place, target, there in one.antonyms:
            other = synsets[target]
            word, opposite = one.words[place - 1], other.words[there - 1]
            if offset not in frequent[word] or target not in frequent[opposite]:
                continue
            yield word, opposite
            near = [(name, target) for name in other.words]
            near += [(name, at) for at in other.similar for name in synsets[at].words]
            yield from ((word, name) for name, at in near if at in frequent[name])


def _synsets(path: Path) -> Iterator[tuple[int, Synset]]:
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [word.split("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2]]
        pointers = fields[5 + 2 * count :][: 4 * int(fields[4 + 2 * count])]
        similar, antonyms = [], []
        for kind, offset, part, places in zip(*(pointers[at::4] for at in range(4)), strict=True):
            if kind == "!":
                antonyms.append((int(places[:2], 16), int(offset), int(places[2:], 16)))
            elif (kind == "&" and part in "as") or (kind == "$" and part == "v"):
                similar.append(int(offset))
        yield int(fields[0]), Synset(words, similar, antonyms)


def _frequent(path: Path, senses: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            offsets = fields[-int(fields[2]) :]
            seen = int(fields[-int(fields[2]) - 1])
            found[fields[0]] = {int(offset) for offset in offsets[: min(senses, seen)]}
    return found


def _is_plain(word: str) -> bool:
    return word.isalpha() and len(word) > 2


if __name__ == "__main__":
    main()
