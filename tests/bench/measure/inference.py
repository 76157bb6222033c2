"""How well an inference model, named for `--nli`, tells what passages of news say.

usage: python tests/bench/measure/inference.py NEWS --nli NAME [--of N]

NEWS is the folder with `text/`. `suites/inference.jsonl` has 3,986 passages of its articles by
their places, none of an article that the suite of written replies draws on, each with two sentences
that say the same in other words (a third of them with a negative word), two that say the contrary,
and one that says more. Prints, for each kind, how often the model's likeliest label is entailment,
contradiction or another one, and how long the sentences of each kind are: a model that learns from
these must not learn lengths, as the contrary ones are shorter.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from tqdm import tqdm

from assistant.generation.support.entailment import EntailmentModel

PAIRS = Path(__file__).parent / "suites" / "inference.jsonl"
KINDS = ("same", "opposite", "more")


def read_pairs(news: Path, of: int) -> Iterator[tuple[str, str, str]]:
    """A passage, a sentence and its kind, for every one of `of` passages."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines()[::of]:
        pair = json.loads(line)
        name, start, end = pair["passage"]
        passage = (news / "text" / name).read_bytes().decode()[start:end]
        for kind in KINDS:
            yield from ((passage, sentence, kind) for sentence in pair[kind])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--nli", required=True, help="the model's name or folder")
    parser.add_argument("--of", type=int, default=1, help="one passage of N")
    options = parser.parse_args()
    model = EntailmentModel(options.nli)
    said: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    length: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for passage, sentence, kind in tqdm(list(read_pairs(options.news, options.of)), disable=None):
        said[kind][model.verdict(passage, sentence)] += 1
        length[kind].append(len(sentence.split()))
    for kind, found in said.items():
        shares = ", ".join(
            f"{label} {count / found.total():.2f}" for label, count in found.most_common()
        )
        print(f"{kind:9} {found.total():5} of {mean(length[kind]):.1f} words: {shares}")


if __name__ == "__main__":
    main()
