"""Write the packaged embedding model's layers for documents, without their weights, for
`index.embedding.packaged_windows`.

usage: python tests/bench/train/reader/window_layers.py NEWS

NEWS is the folder with `attributions/` and `text/`, on whose training articles the ranges of the
products' inputs are found. Needs `pip install onnx`.

All products of weights are eight-bit. A whole window has one range of activations, which costs
little; what it makes coarse is mended only where that shows. The products of attention and the
feed-forward layers' first ones divide each column of their input by a scale that the weights take
in turn. The feed-forward layers' second ones divide each row by its largest value, because a few
tokens have a hundred times the others' activations. A sentence's vector has a cosine of 0.997 with
the float model's on average.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from eight_bit import SMOOTHING, opened
from graphs import FUSED, Graph, add_layers
from onnx import TensorProto, helper
from safetensors import safe_open

from index.embedding.embedder import DEFAULT_MODEL, load_packaged_model, model_folder
from index.embedding.packaged_model import CLS, SEP
from index.embedding.packaged_windows import WINDOW_LAYERS_FILE, eight_bit_constants
from index.embedding.windows import SPECIAL_TOKENS, WINDOW_TOKENS
from index.text.sentences import split_sentences

sys.path.insert(0, str(Path(__file__).parents[1] / "tagger"))
from annotated import read_articles

ARTICLES = 60
"""Articles on whose windows the ranges are found."""
DIGITS = 4
"""Of the levels, as they are written down."""

LAYERS = "encoder.layer."
THIRDS = tuple(f"attention.self.{name}" for name in ("query", "key", "value"))


class WindowGraph:
    """The layers with eight-bit products."""

    def __init__(self, graph: Graph, facts: dict[str, Any], ranges: dict[str, np.ndarray]) -> None:
        """Start with nothing.

        Args:
            graph: What the layers are added to.
            facts: The model's settings, as transformers has them in `config.json`.
            ranges: By the weights' name, the largest absolute value in each column of their input.
        """
        self.graph = graph
        self.facts = facts
        self.ranges = ranges
        self.floats: list[str] = []
        self.eight_bit: list[str] = []
        self.levels: dict[str, list[float]] = {}

    def take(self, *names: str) -> str:
        """A constant that stays as it is."""
        self.floats.append(self.graph.take(*names))
        return self.floats[-1]

    def normed(self, inputs: list[str], name: str, output: str) -> str:
        """The sum of some states, normalised."""
        total = self.graph.add("Sum", inputs, f"{output}.sum")
        learnt = [self.take(f"{name}.{one}") for one in ("weight", "bias")]
        settings = {"axis": -1, "epsilon": self.facts["layer_norm_eps"]}
        return self.graph.add("LayerNormalization", [total, *learnt], output, **settings)

    def product(self, given: str, names: list[str], output: str, level: bool) -> list[str]:
        """What an eight-bit product multiplies: its input, its weights and their scales."""
        graph = self.graph
        weight = graph.take(*(f"{name}.weight" for name in names), turned=True)
        value = graph.constants.pop(weight)
        self.eight_bit.append(weight)
        if level:
            own = np.maximum(np.abs(value).max(axis=1), 1e-5)
            scale = np.maximum(self.ranges[weight], 1e-5) ** SMOOTHING / own ** (1 - SMOOTHING)
            scale /= np.exp(np.log(scale).mean())
            self.levels[weight] = [float(f"{one:.{DIGITS}g}") for one in scale]
        levels = {name: np.asarray(one, np.float32) for name, one in self.levels.items()}
        for name, constant in eight_bit_constants(weight, value, levels):
            graph.constants[name] = constant
        if level:
            given = graph.add("Mul", [given, f"{weight}.level"], f"{output}.levelled")
        return [given, f"{weight}.eight_bit", f"{weight}.scales"]

    def levelled(self, given: str, names: list[str], output: str, level: bool = True) -> str:
        """A product with its bias; its input is level by column, if it is to be."""
        inputs = self.product(given, names, output, level)
        bias = self.take(*(f"{name}.bias" for name in names))
        # The fourth input is the weights' zero point: none.
        return self.graph.add("DynamicQuantizeMatMul", [*inputs, "", bias], output, domain=FUSED)

    def even(self, given: str, name: str, output: str) -> list[str]:
        """A product whose input is level by row, and its bias, which is still to be added."""
        graph = self.graph
        size = graph.add("Abs", [given], f"{output}.size")
        row = graph.add("ReduceMax", [size], f"{output}.row", axes=[-1], keepdims=1)
        # No row is nothing but zeros; a divisor of 0 would spoil the whole window.
        row = graph.add("Max", [row, graph.keep("least", np.float32(1e-6))], f"{output}.least")
        even = graph.add("Div", [given, row], f"{output}.even")
        inputs = self.product(even, [name], output, level=False)
        product = graph.add("DynamicQuantizeMatMul", inputs, f"{output}.product", domain=FUSED)
        return [graph.add("Mul", [product, row], output), self.take(f"{name}.bias")]

    def add_all(self) -> str:
        """Add all layers; gives the name of the tokens' last states."""
        graph = self.graph
        for rows, index in (("position", "positions"), ("token_type", "types")):
            graph.add("Gather", [self.take(f"embeddings.{rows}_embeddings.weight"), index], rows)
        state = self.normed(["words", "position", "token_type"], "embeddings.LayerNorm", "embedded")
        graph.constants["thirds"] = np.asarray([self.facts["hidden_size"]] * 3, np.int64)
        for layer in range(self.facts["num_hidden_layers"]):
            own, at = f"{LAYERS}{layer}", f"layer{layer}"
            all_thirds = self.levelled(state, [f"{own}.{one}" for one in THIRDS], f"{at}.thirds")
            thirds = [f"{at}.{name}" for name in ("query", "key", "value")]
            graph.nodes.append(helper.make_node("Split", [all_thirds, "thirds"], thirds, axis=2))
            heads = {"domain": FUSED, "num_heads": self.facts["num_attention_heads"]}
            mixed = graph.add("MultiHeadAttention", thirds, f"{at}.attention", **heads)
            name = f"{own}.attention.output"
            told = self.levelled(mixed, [f"{name}.dense"], f"{at}.told", level=False)
            state = self.normed([told, state], f"{name}.LayerNorm", f"{at}.attended")
            wide = self.levelled(state, [f"{own}.intermediate.dense"], f"{at}.wide")
            active = graph.add("Gelu", [wide], f"{at}.active", domain=FUSED)
            narrow = self.even(active, f"{own}.output.dense", f"{at}.narrow")
            state = self.normed([*narrow, state], f"{own}.output.LayerNorm", f"{at}.state")
        return state


def window_inputs(articles: Path) -> Iterator[dict[str, np.ndarray]]:
    """The model's inputs for the windows of some articles."""
    base = load_packaged_model()
    tokenizer = base.tokenizer()
    room = WINDOW_TOKENS - SPECIAL_TOKENS
    for article in read_articles(articles, "train")[:ARTICLES]:
        text = " ".join(article.text[slice(*one)] for one in split_sentences(article.text))
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        for start in range(0, len(ids), room):
            window = np.asarray([CLS, *ids[start : start + room], SEP])
            yield {
                "words": base.word_embeddings[window][None],
                "types": np.zeros((1, len(window)), np.int64),
                "positions": np.arange(len(window), dtype=np.int64)[None],
            }


def column_ranges(graph: Graph, news: Path) -> dict[str, np.ndarray]:
    """By the weights' name, the largest absolute value in each column of a product's input."""
    inputs = {
        node.input[1]: node.input[0]
        for node in graph.nodes
        if node.op_type in ("MatMul", "Attention")
    }
    names = sorted(set(inputs.values()))
    session = opened(graph.model(names))
    largest: dict[str, np.ndarray] = {}
    for given in window_inputs(news):
        for name, value in zip(names, session.run(names, given), strict=True):
            seen = np.abs(value).reshape(-1, value.shape[-1]).max(axis=0)
            largest[name] = np.maximum(largest.get(name, seen), seen)
    return {weight: largest[name] for weight, name in inputs.items()}


def main() -> None:
    """Write it, with the names of the constants that it is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    news = parser.parse_args().news
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    with safe_open(folder / "model.safetensors", "np") as file:
        plain = Graph(file.get_tensor)
        add_layers(plain, facts)
        made = WindowGraph(Graph(file.get_tensor), facts, column_ranges(plain, news))
        last = made.add_all()
    model = made.graph.model([last], weights=False)
    for one in model.graph.initializer:
        if one.name in ("thirds", "least"):  # no weights: they stay in the file
            value = made.graph.constants[one.name]
            one.CopyFrom(onnx.numpy_helper.from_array(value, one.name))
            one.data_location = TensorProto.DEFAULT
    onnx.save(model, WINDOW_LAYERS_FILE)
    names = {"float": made.floats, "eight_bit": made.eight_bit, "levels": made.levels}
    text = json.dumps(names, separators=(",", ":")).replace("],", "],\n")
    WINDOW_LAYERS_FILE.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
