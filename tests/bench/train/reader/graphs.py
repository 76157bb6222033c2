"""A BERT's layers as a graph for ONNX Runtime, its attention and activation fused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.embedding.packaged_model import layer_constant

FUSED = "com.microsoft"
"""The operators that are ONNX Runtime's own."""
DIMENSION = 384


TOKENS = ["one", "tokens"]
BERT_INPUTS = {
    "words": (TensorProto.FLOAT, [*TOKENS, DIMENSION]),
    "types": (TensorProto.INT64, TOKENS),
    "positions": (TensorProto.INT64, TOKENS),
}
"""What a BERT is given: its tokens' word embeddings, the parts they belong to, their places."""


@dataclass
class Graph:
    """A model as it is written down: nodes in order, and their constants."""

    tensor: Callable[[str], np.ndarray]
    """A tensor of the weights by its name."""
    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)
    inputs: Mapping[str, tuple[int, list[Any]]] = field(default_factory=lambda: BERT_INPUTS)
    """By name, the kind and the shape of what the model is given."""

    def add(self, kind: str, inputs: Sequence[str], output: str, **settings: Any) -> str:
        """Add a node; gives its output's name, which is its own as well."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **settings))
        return output

    def take(self, *names: str, turned: bool = False) -> str:
        """Add tensors of the weights, stacked, as a constant; gives its name."""
        name = "+".join(names) + (".T" if turned else "")
        return self.keep(name, layer_constant(name, self.tensor))

    def keep(self, name: str, value: np.ndarray) -> str:
        """Add a constant; gives its name."""
        self.constants[name] = np.ascontiguousarray(value, np.float32)
        return name

    def model(self, outputs: Iterable[str], weights: bool = True) -> onnx.ModelProto:
        """The whole as ONNX has it; without weights, they are for whoever opens it to give."""
        made = [numpy_helper.from_array(value, name) for name, value in self.constants.items()]
        for one in made if not weights else ():
            one.ClearField("raw_data")
            one.data_location = TensorProto.EXTERNAL
            one.external_data.add(key="location", value="given by whoever opens this")
        graph = helper.make_graph(
            self.nodes,
            "layers",
            [helper.make_tensor_value_info(name, *kind) for name, kind in self.inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            made,
        )
        sets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=8)


def add_layers(graph: Graph, facts: dict[str, Any], prefix: str = "") -> str:
    """Add a BERT's layers to a graph; gives the name of its tokens' last states.

    Args:
        graph: What they are added to; its weights have transformers' names.
        facts: The model's settings, as transformers has them in `config.json`.
        prefix: What stands before those names.
    """

    def normed(inputs: Sequence[str], name: str, output: str) -> str:
        total = graph.add("Sum", inputs, f"{output}.sum")
        learnt = [graph.take(f"{prefix}{name}.{one}") for one in ("weight", "bias")]
        settings = {"axis": -1, "epsilon": facts["layer_norm_eps"]}
        return graph.add("LayerNormalization", [total, *learnt], output, **settings)

    def product(given: str, name: str, output: str) -> tuple[str, str]:
        weight = graph.take(f"{prefix}{name}.weight", turned=True)
        return graph.add("MatMul", [given, weight], output), graph.take(f"{prefix}{name}.bias")

    for rows, index in (("position", "positions"), ("token_type", "types")):
        kept = graph.take(f"{prefix}embeddings.{rows}_embeddings.weight")
        graph.add("Gather", [kept, index], rows)
    state = normed(["words", "position", "token_type"], "embeddings.LayerNorm", "embedded")
    for layer in range(facts["num_hidden_layers"]):
        own, at = f"encoder.layer.{layer}", f"layer{layer}"
        thirds = [f"{prefix}{own}.attention.self.{name}" for name in ("query", "key", "value")]
        weight = graph.take(*(f"{one}.weight" for one in thirds), turned=True)
        bias = graph.take(*(f"{one}.bias" for one in thirds))
        heads = {"domain": FUSED, "num_heads": facts["num_attention_heads"]}
        mixed = graph.add("Attention", [state, weight, bias], f"{at}.attention", **heads)
        told = product(mixed, f"{own}.attention.output.dense", f"{at}.told")
        state = normed([*told, state], f"{own}.attention.output.LayerNorm", f"{at}.attended")
        wide = product(state, f"{own}.intermediate.dense", f"{at}.wide")
        active = graph.add("BiasGelu", wide, f"{at}.active", domain=FUSED)
        narrow = product(active, f"{own}.output.dense", f"{at}.narrow")
        state = normed([*narrow, state], f"{own}.output.LayerNorm", f"{at}.state")
    return state
