"""How often the 95 % intervals of an evaluation cover the truth, on simulated sets.

python tests/bench/measure/interval_coverage.py [SETS] [METHOD]

Sets are drawn from a known accuracy, and for each an interval is made as `onrecord eval` makes it,
or by METHOD, another of `scipy.stats.bootstrap`. Three kinds of figures: shares (right or wrong),
F1-like values (0, 1, and anything between), and shares of citations, of which a question has
several that are right or wrong together.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.analysis import intervals
from assistant.evaluation.measuring.aggregation import Aggregate, Values, mean, ratio

ACCURACIES = (0.6, 0.7, 0.8, 0.9)
SIZES = (100, 168, 500)
SETS = 200
SEED = 0


def shares(chance: np.random.Generator, accuracy: float, size: int) -> Values:
    """Right or wrong."""
    return (chance.random((1, size)) < accuracy).astype(float)


def likeness(chance: np.random.Generator, accuracy: float, size: int) -> Values:
    """One in five anything between 0 and 1, the others one of these."""
    whole = chance.random((1, size)) < (accuracy - 0.1) / 0.8
    between = chance.random((1, size)) < 0.2
    return np.where(between, chance.random((1, size)), whole.astype(float))


def citations(chance: np.random.Generator, accuracy: float, size: int) -> Values:
    """One to four citations a question, each nearer to its neighbours than to others."""
    wholes = chance.integers(1, 5, size)
    easy = chance.beta(3 * accuracy, 3 * (1 - accuracy), size)
    return np.stack([chance.binomial(wholes, easy), wholes]).astype(float)


KINDS: dict[str, tuple[Callable[..., Values], Aggregate]] = {
    "shares": (shares, mean),
    "F1-like": (likeness, mean),
    "citations": (citations, ratio),
}


@dataclass(frozen=True)
class Covered:
    """One kind of simulated sets."""

    kind: str
    accuracy: float
    size: int
    share: float
    """Of the sets, in whose interval the accuracy lies."""


def covered(
    kind: str, accuracy: float, size: int, sets: int = SETS, method: str | None = None
) -> Covered:
    """Draw sets and count the intervals that cover the accuracy."""
    draw, aggregate = KINDS[kind]
    chance = np.random.default_rng([SEED, list(KINDS).index(kind), round(accuracy * 100), size])
    inside = 0
    for _ in range(sets):
        values = draw(chance, accuracy, size)
        found = (
            intervals._bootstrap(values, aggregate, method)
            if method
            else intervals.bootstrap_interval(values, aggregate)
        )
        inside += found is not None and found[0] <= accuracy <= found[1]
    return Covered(kind, accuracy, size, inside / sets)


def table(sets: int = SETS, method: str | None = None) -> Iterator[Covered]:
    """All kinds, accuracies and sizes."""
    for kind in KINDS:
        for size in SIZES:
            for accuracy in ACCURACIES:
                yield covered(kind, accuracy, size, sets, method)


def main(arguments: list[str]) -> None:
    """Print the table."""
    sets = int(arguments[0]) if arguments else SETS
    method = arguments[1] if len(arguments) > 1 else None
    print(f"{sets} sets each, {method or 'as evaluated'}")
    found = list(table(sets, method))
    for one in found:
        print(f"{one.kind:10} {one.size:4} questions, accuracy {one.accuracy}: {one.share:.1%}")
    for kind in KINDS:
        of_kind = [one.share for one in found if one.kind == kind]
        print(f"{kind}: {min(of_kind):.1%} to {max(of_kind):.1%}, mean {np.mean(of_kind):.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
