"""Make the reader that is shipped out of trained weights: eight-bit, for ONNX Runtime.

usage: python tests/bench/train/reader/quantize.py FLOAT SQUAD.json OUT

FLOAT holds `model.safetensors` and `config.json`, as train.py leaves them (and `float/` beside this
file does for the shipped reader). OUT gets `model.onnx` and a `config.json` that names it. Needs
`pip install onnx`. A minute; prints how far the logits move on the articles kept back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from eight_bit import HEAD, Given, column_ranges, eight_bit, levelled, opened
from graphs import Graph, add_layers
from mixture import KEPT_BACK
from safetensors.torch import load_file
from sources import Paragraph, read_squad

from assistant.readers.onnx_model import WEIGHTS_FILE, WindowEncoder

FLOAT = "model.safetensors"
SOME = 200
"""Questions on whose paragraphs the ranges of inputs are found, and as many for measuring."""


def float_graph(folder: Path) -> Graph:
    """A BERT with a question-answering head, from its weights in transformers' names."""
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = {name: one.float().numpy() for name, one in load_file(folder / FLOAT).items()}
    graph = Graph(weights.__getitem__)
    state = add_layers(graph, facts, "bert.")
    head = graph.take("qa_outputs.weight", turned=True)
    answer = graph.add("MatMul", [state, head], f"{HEAD}answer")
    graph.add("Add", [answer, graph.take("qa_outputs.bias")], "logits")
    return graph


def inputs(asked: Iterable[Paragraph]) -> Iterator[Given]:
    """What the model is given for paragraphs, each with its question."""
    encoder = WindowEncoder()
    for one in asked:
        for _, _, given in encoder.encode(one.question, [one.context]):
            yield given


def spread(asked: Iterable[Paragraph]) -> list[Paragraph]:
    """About `SOME` questions from all articles."""
    known = list(asked)
    return known[:: max(1, len(known) // SOME)]


def moved(float_model: Graph, content: bytes, given: Iterable[Given]) -> float:
    """How far logits, less that of "no answer here", move in the mean."""
    exact, rounded = opened(float_model.model(["logits"])), opened(content)
    found = []
    for one in given:
        first, second = (session.run(None, one)[0][0] for session in (exact, rounded))
        found.append(np.abs((first - first[0]) - (second - second[0])).mean())
    return float(np.mean(found))


def write_eight_bit(folder: Path, squad: Path, out: Path) -> float:
    """Write OUT's two files; gives how far the logits move on the articles kept back."""
    logging.getLogger().setLevel(logging.ERROR)  # advice about a preparation that moves nothing
    graph = float_graph(folder)
    ranges = column_ranges(graph, inputs(spread(read_squad(squad, leave=KEPT_BACK))))
    content = eight_bit(levelled(graph, ranges))
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS_FILE).write_bytes(content)
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kept = {
        "made_from_sha256": facts["weights_sha256"],
        "word_embeddings": facts["word_embeddings"],
    }
    kept["weights_sha256"] = hashlib.sha256(content).hexdigest()
    (out / "config.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return moved(graph, content, inputs(spread(read_squad(squad, keep=KEPT_BACK))))


def main() -> None:
    """Make it and say what that changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("float", type=Path)
    parser.add_argument("squad", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    moved_by = write_eight_bit(options.float, options.squad, options.out)
    print(f"logits move by {moved_by:.3f} in the mean")


if __name__ == "__main__":
    main()
