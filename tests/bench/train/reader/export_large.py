"""Make the large reader that is shipped out of trained weights: eight-bit, for ONNX Runtime.

usage: python tests/bench/train/reader/export_large.py FLOAT ENCODER SQUAD.json OUT

FLOAT is the file that train_large.py leaves, ENCODER the folder of the encoder that it started
from. OUT gets `model.onnx` and a `config.json` that names it. Needs `pip install onnx`. Two
minutes; prints how far the logits move on the articles kept back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from eight_bit import HEAD, Given, column_ranges, eight_bit, levelled, opened
from graphs import FUSED, TOKENS, Graph
from mixture import KEPT_BACK
from onnx import TensorProto
from quantize import SOME, spread
from safetensors.torch import load_file
from sources import Paragraph, read_squad

from assistant.readers.large_model import FIRST_PLACE, OUTPUTS, large_inputs
from assistant.readers.onnx_model import WEIGHTS_FILE, WindowEncoder

EPSILON = 1e-5
INPUTS = {
    "ids": (TensorProto.INT64, TOKENS),
    "buckets": (TensorProto.INT64, ["tokens", "tokens"]),
}


def large_graph(weights: Mapping[str, np.ndarray], heads: int) -> Graph:
    """The model as `large.LargeReader` has it, its word embeddings in eight bits.

    Args:
        weights: In that module's names.
        heads: How many its attention has.
    """
    graph = Graph(weights.__getitem__, inputs=INPUTS)

    def normed(given: list[str], name: str, output: str) -> str:
        total = graph.add("Sum", given, f"{output}.sum")
        learnt = [graph.take(f"{name}.{one}") for one in ("weight", "bias")]
        return graph.add("LayerNormalization", [total, *learnt], output, axis=-1, epsilon=EPSILON)

    def product(given: str, name: str) -> str:
        weight = graph.take(f"{name}.weight", turned=True)
        return graph.add("MatMul", [given, weight], f"{name}.product")

    def biased(given: str, name: str, output: str) -> str:
        return graph.add("Add", [product(given, name), graph.take(f"{name}.bias")], output)

    state = normed([_words(graph, weights["words.weight"]), _places(graph)], "normed", "embedded")
    distances = graph.add("Gather", [graph.take("distances.weight"), "buckets"], "distances")
    bias = graph.add("Transpose", [distances], "distances.turned", perm=[2, 0, 1])
    graph.constants["front"] = np.array([0], np.int64)
    bias = graph.add("Unsqueeze", [bias, "front"], "distances.bias")
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    for number in range(layers):
        own = f"layers.{number}"
        mixed = product(state, f"{own}.mixed")
        thirds = [f"{own}.{one}" for one in ("query", "key", "value")]
        node = graph.add("Split", [mixed], thirds[0], axis=-1)
        graph.nodes[-1].output.extend(thirds[1:])
        found = graph.add(
            "MultiHeadAttention",
            [node, *thirds[1:], graph.take(f"{own}.mixed.bias"), "", bias],
            f"{own}.found",
            domain=FUSED,
            num_heads=heads,
        )
        told = biased(found, f"{own}.told", f"{own}.told")
        state = normed([told, state], f"{own}.attended", f"{own}.attended")
        wide = product(state, f"{own}.wide")
        active = graph.add(
            "BiasGelu", [wide, graph.take(f"{own}.wide.bias")], f"{own}.active", domain=FUSED
        )
        narrow = biased(active, f"{own}.narrow", f"{own}.narrow")
        state = normed([narrow, state], f"{own}.normed", f"{own}.state")
    _heads(graph, state)
    return graph


def _words(graph: Graph, words: np.ndarray) -> str:
    """The tokens' word embeddings, kept in eight bits with a scale for each word."""
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-9) / 127
    graph.constants["words.eight"] = np.round(words / scale).astype(np.int8)
    rows = graph.add("Gather", ["words.eight", "ids"], "words.rows")
    exact = graph.add("Cast", [rows], "words.float", to=TensorProto.FLOAT)
    scales = graph.add("Gather", [graph.keep("words.scale", scale), "ids"], "words.scales")
    return graph.add("Mul", [exact, scales], "words")


def _places(graph: Graph) -> str:
    """The embeddings of the tokens' places."""
    kept = graph.keep("places", graph.tensor("positions.weight")[FIRST_PLACE:])
    graph.constants["zero"], graph.constants["one"] = np.array([0]), np.array([1])
    count = graph.add("Shape", ["ids"], "count", start=1, end=2)
    return graph.add("Slice", [kept, "zero", count, "zero", "one"], "place")


def _heads(graph: Graph, state: str) -> None:
    """What is read off the last states: `OUTPUTS`."""
    graph.constants["first"] = np.array(0, np.int64)
    first = graph.add("Gather", [state, "first"], "whole", axis=1)
    for given, name, output in zip(
        (state, first), ("tokens_head", "verdict_head"), OUTPUTS, strict=True
    ):
        weight = graph.take(f"{name}.weight", turned=True)
        told = graph.add("MatMul", [given, weight], f"{HEAD}{name}")
        graph.add("Add", [told, graph.take(f"{name}.bias")], output)


def inputs(asked: Iterable[Paragraph]) -> Iterator[Given]:
    """What the model is given for paragraphs, each with its question."""
    encoder = WindowEncoder()
    for one in asked:
        for _, window in encoder.windows(one.question, [one.context]):
            yield large_inputs(window)


def moved(float_model: Graph, content: bytes, given: Iterable[Given]) -> float:
    """How far the logits of answers' ends, less that of "no answer here", move in the mean."""
    exact, rounded = opened(float_model.model(OUTPUTS)), opened(content)
    found = []
    for one in given:
        first, second = (session.run(None, one)[0][0, :, :2] for session in (exact, rounded))
        found.append(np.abs((first - first[0]) - (second - second[0])).mean())
    return float(np.mean(found))


def main() -> None:
    """Make it and say what that changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("float", "encoder", "squad", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)  # advice about a preparation that moves nothing
    weights = {name: one.float().numpy() for name, one in load_file(options.float).items()}
    facts = json.loads((options.encoder / "config.json").read_text(encoding="utf-8"))
    graph = large_graph(weights, facts["num_attention_heads"])
    known = spread(read_squad(options.squad, leave=KEPT_BACK))[: SOME // 2]
    content = eight_bit(levelled(graph, column_ranges(graph, inputs(known))), OUTPUTS)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / WEIGHTS_FILE).write_bytes(content)
    kept = {
        "made_from_sha256": hashlib.sha256(options.float.read_bytes()).hexdigest(),
        "weights_sha256": hashlib.sha256(content).hexdigest(),
    }
    (options.out / "config.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    unseen = spread(read_squad(options.squad, keep=KEPT_BACK))[: SOME // 2]
    print(f"{len(content):,} bytes; logits move by {moved(graph, content, inputs(unseen)):.3f}")


if __name__ == "__main__":
    main()
