"""Make a model's products eight-bit, for ONNX Runtime.

Weights are eight-bit, one scale for each column, and of seven bits, so that no processor's sums
overflow. Activations are made eight-bit while it runs, after two steps that keep a few large ones
from making all others coarse:

- each product's input is divided by a scale for each of its columns, which the weights take in turn
  (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438), found on the articles trained on;
- and by the largest of its row, that is of its token, which the product gets back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from graphs import Graph
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic

SMOOTHING = 0.6
"""Share of an input's range that the weights take: of 0.3 to 1, where the logits move least."""
HEAD = "head."
"""What the names of products that stay as they are begin with, because they are small."""

Given = dict[str, np.ndarray]


def products(graph: Graph) -> list[Any]:
    """The nodes that are made eight-bit: all products but the head's."""
    return [
        node
        for node in graph.nodes
        if node.op_type in ("MatMul", "Attention") and not node.name.startswith(HEAD)
    ]


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
    made = Graph(graph.tensor, [], dict(graph.constants), graph.inputs)
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


def eight_bit(graph: Graph, outputs: Iterable[str] = ("logits",)) -> bytes:
    """A model's file, its products made of integers."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "float.onnx", Path(folder) / "eight.onnx"
        onnx.save(graph.model(outputs), before)
        quantize_dynamic(
            before,
            after,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_quantize=[node.name for node in products(graph)],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        return after.read_bytes()


def opened(model: onnx.ModelProto | bytes) -> InferenceSession:
    """A model, ready to run."""
    content = model if isinstance(model, bytes) else model.SerializeToString()
    return InferenceSession(content, providers=["CPUExecutionProvider"])
