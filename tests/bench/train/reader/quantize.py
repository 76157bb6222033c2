"""Make the reader that is shipped out of trained weights: eight-bit, for ONNX Runtime.

usage: python tests/bench/train/reader/quantize.py FLOAT SQUAD.json OUT

FLOAT holds `model.safetensors` and `config.json`, as train.py leaves them (and `float/` beside this
file does for the shipped reader). OUT gets `model.onnx` and a `config.json` that names it. Needs
`pip install onnx`. A minute; prints how far the logits move on the articles kept back.

Weights are eight-bit, one scale for each column, and of seven bits, so that no processor's sums
overflow. Activations are made eight-bit while it runs, after two steps that keep a few large ones
from making all others coarse:

- each product's input is divided by a scale for each of its columns, which the weights take in turn
  (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438), found on the articles trained on;
- and by the largest of its row, that is of its token, which the product gets back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import tempfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from graphs import Graph, add_layers
from mixture import KEPT_BACK
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from sources import Paragraph, read_squad

from assistant.readers.onnx_model import WEIGHTS_FILE, WindowEncoder

FLOAT = "model.safetensors"
SMOOTHING = 0.6
"""Share of an input's range that the weights take: of 0.3 to 1, where the logits move least."""
SOME = 200
"""Questions on whose paragraphs the ranges of inputs are found, and as many for measuring."""

Given = dict[str, np.ndarray]


def float_graph(folder: Path) -> Graph:
    """A BERT with a question-answering head, from its weights in transformers' names."""
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = {name: one.float().numpy() for name, one in load_file(folder / FLOAT).items()}
    graph = Graph(weights.__getitem__)
    state = add_layers(graph, facts, "bert.")
    head = graph.take("qa_outputs.weight", turned=True)
    answer = graph.add("MatMul", [state, head], "answer")
    graph.add("Add", [answer, graph.take("qa_outputs.bias")], "logits")
    return graph


def products(graph: Graph) -> list[Any]:
    """The nodes that are made eight-bit: all products but the head's, which is small."""
    return [n for n in graph.nodes if n.op_type in ("MatMul", "Attention") and n.name != "answer"]


def column_ranges(graph: Graph, given: Iterable[Given]) -> dict[str, np.ndarray]:
    """The largest absolute value in each column of each product's input."""
    names = sorted({node.input[0] for node in products(graph)})
    session = opened(graph.model(names))
    largest: dict[str, np.ndarray] = {}
    for one in given:
        for name, value in zip(names, session.run(names, one), strict=True):
            seen = np.abs(value).reshape(-1, value.shape[-1]).max(axis=0)
            largest[name] = np.maximum(largest.get(name, seen), seen)
    return largest


def levelled(graph: Graph, ranges: dict[str, np.ndarray]) -> Graph:
    """The same model, its products' inputs level by column and, but for attention's, by row."""
    made = Graph(graph.tensor, constants=dict(graph.constants))
    chosen = {node.name for node in products(graph)}
    for original in graph.nodes:
        node, name = deepcopy(original), original.name
        if name not in chosen:
            made.nodes.append(node)
            continue
        weight = made.constants[node.input[1]]
        own = np.maximum(np.abs(weight).max(axis=1), 1e-5)
        scale = np.maximum(ranges[node.input[0]], 1e-5) ** SMOOTHING / own ** (1 - SMOOTHING)
        scale /= np.exp(np.log(scale).mean())
        made.keep(node.input[1], weight * scale[:, None])
        inverse = made.keep(f"{name}.level", 1 / scale)
        node.input[0] = made.add("Mul", [node.input[0], inverse], f"{name}.levelled")
        if node.op_type == "MatMul":
            size = made.add("Abs", [node.input[0]], f"{name}.size")
            row = made.add("ReduceMax", [size], f"{name}.row", axes=[-1], keepdims=1)
            node.input[0] = made.add("Div", [node.input[0], row], f"{name}.even")
            node.name = node.output[0] = f"{name}.product"
            made.nodes.append(node)
            made.add("Mul", [node.name, row], name)
        else:
            made.nodes.append(node)
    return made


def eight_bit(graph: Graph) -> bytes:
    """A model's file, its products made of integers."""
    names = [node.name for node in graph.nodes if node.op_type in ("MatMul", "Attention")]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "float.onnx", Path(folder) / "eight.onnx"
        onnx.save(graph.model(["logits"]), before)
        quantize_dynamic(
            before,
            after,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_quantize=[name for name in names if name != "answer"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        return after.read_bytes()


def opened(model: onnx.ModelProto | bytes) -> InferenceSession:
    """A model, ready to run."""
    content = model if isinstance(model, bytes) else model.SerializeToString()
    return InferenceSession(content, providers=["CPUExecutionProvider"])


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
