"""Measure which misleading cuts of quotations are warned of, and which fair ones are too.

usage: python tests/bench/measure/cuts.py SUITE.jsonl STORE [--list]

SUITE has a line a quote: {"id", "document", "quote", "speaker", "label", "kind", "note"}; `label`
is `misleading` or `fair`, and `kind` of a misleading one is the kind of the warning that is right.
STORE holds the articles that the quotes were cut from. A misleading quote counts as warned of if
the verdict has a warning of the right kind; a fair one if the verdict has any warning.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.assistant import BaseAssistant


@dataclass
class Figures:
    """Counts of quotes, by kind."""

    quotes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    warned: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Misleading quotes with a warning of the right kind; fair quotes with any warning."""
    warned_otherwise: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Misleading quotes with warnings of other kinds alone."""

    def share(self, label: str) -> float:
        """Share of the misleading, or of the fair quotes that count as warned of."""
        kinds = [kind for kind in self.quotes if kind.startswith(label)]
        total = sum(self.quotes[kind] for kind in kinds)
        return sum(self.warned[kind] for kind in kinds) / total if total else 0.0


def count_warnings(
    suite: Iterable[Mapping[str, str]], warnings: Mapping[str, Iterable[str]]
) -> Figures:
    """Count the quotes that are warned of.

    Args:
        suite: The quotes with their labels and kinds.
        warnings: The kinds of the warnings about each quote, by its id.
    """
    figures = Figures()
    for quote in suite:
        kind = f"{quote['label']} {quote['kind']}"
        found = set(warnings[quote["id"]])
        figures.quotes[kind] += 1
        if quote["label"] == "fair":
            figures.warned[kind] += bool(found)
        else:
            is_right = quote["kind"] in found
            figures.warned[kind] += is_right
            figures.warned_otherwise[kind] += bool(found) and not is_right
    return figures


def read_suite(path: Path) -> list[dict[str, str]]:
    """The quotes of a suite."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Print the figures of a suite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", type=Path)
    parser.add_argument("store")
    parser.add_argument("--list", action="store_true", help="list the quotes that went wrong")
    arguments = parser.parse_args()
    suite = read_suite(arguments.suite)
    assistant = BaseAssistant.open(arguments.store)
    warnings: dict[str, list[str]] = {}
    for quote in suite:
        verdict = assistant.check_quote(quote["quote"], quote["speaker"] or None)
        warnings[quote["id"]] = [warning.kind for warning in verdict.warnings]
        is_wrong = (
            bool(verdict.warnings)
            if quote["label"] == "fair"
            else quote["kind"] not in warnings[quote["id"]]
        )
        if arguments.list and is_wrong:
            told = [f"{one.kind}: {one.words}" for one in verdict.warnings]
            print(f"{quote['id']} {quote['label']} {quote['kind']} {verdict.verdict}")
            print(f"    {quote['quote']}\n    {told}")
            for match in verdict.matches[:1]:
                print(f"    …{match.before[-150:]}⟦{match.text[:300]}⟧{match.after[:150]}")
    figures = count_warnings(suite, warnings)
    for kind in sorted(figures.quotes):
        other = figures.warned_otherwise[kind]
        print(
            f"{kind:32} {figures.warned[kind]:4} of {figures.quotes[kind]:4}"
            + (f"   ({other} with another kind alone)" if other else "")
        )
    print(f"misleading, warned of with the right kind: {figures.share('misleading'):.3f}")
    print(f"fair, warned of: {figures.share('fair'):.3f}")


if __name__ == "__main__":
    main()
