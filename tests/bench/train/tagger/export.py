"""Make the tagger that is shipped out of trained weights: eight-bit, for ONNX Runtime.

usage: python tests/bench/train/tagger/export.py WEIGHTS.pt NEWS OUT

WEIGHTS.pt is what train.py leaves, NEWS the folder with `attributions/` and `text/` on whose
articles the ranges of inputs are found. OUT gets `states.onnx` (the encoder, eight-bit: see
reader/eight_bit.py), `roles.onnx` and `config.json`. Needs `pip install onnx`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from annotated import read_articles
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).parents[1] / "reader"))
from eight_bit import HEAD, column_ranges, eight_bit, levelled
from graphs import FUSED, Graph, add_layers

from index.attribution.tagger.model import FACTS_FILE, ROLES_FILE, STATES_FILE, window_inputs
from index.attribution.tagger.windows import make_windows
from index.embedding.embedder import DEFAULT_MODEL, load_packaged_model, model_folder
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

OUTPUTS = ("labels", "marked", "states")
ARTICLES = 60
"""Articles on whose windows the ranges of the products' inputs are found."""
LEAST_CONFIDENCE, LEAST_QUOTED = 0.42, 0.2
"""Of reports in the reporter's words and of quoted ones: fit_thresholds.py says how good each is on
articles kept back from training."""


def encoder(weights: dict[str, np.ndarray]) -> Graph:
    """The encoder with what is computed once for each token."""
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    graph = Graph(weights.__getitem__)
    last = add_layers(graph, facts, "encoder.")
    graph.add("Identity", [last], "states")
    hidden = graph.add("MatMul", [last, graph.take("cue.0.weight", turned=True)], f"{HEAD}cue")
    active = graph.add("BiasGelu", [hidden, graph.take("cue.0.bias")], "cue", domain=FUSED)
    for given, name, output in ((active, "cue.2", "labels"), (last, "token", "marked")):
        weight = graph.take(f"{name}.weight", turned=True)
        product = graph.add("MatMul", [given, weight], f"{HEAD}{output}")
        graph.add("Add", [product, graph.take(f"{name}.bias")], output)
    return graph


def roles(weights: dict[str, np.ndarray]) -> bytes:
    """What is computed for each cue with each token: see `Tagger` in train.py."""
    constants = {
        name: np.ascontiguousarray(value.T if name.endswith("weight") else value)
        for name, value in weights.items()
        if name.split(".")[0] in ("about_cue", "ends", "absent")
    }
    constants["distance"] = weights["distance.weight"]
    nodes = [
        helper.make_node("MatMul", ["cues", "about_cue.weight"], ["c0"]),
        helper.make_node("Add", ["c0", "about_cue.bias"], ["c1"]),
        helper.make_node("Unsqueeze", ["c1", "one"], ["c2"]),
        helper.make_node("Gather", ["distance", "distances"], ["d"]),
        helper.make_node("Add", ["d", "c2"], ["dc"]),
        helper.make_node("Add", ["dc", "marked"], ["x"]),
        helper.make_node("Gelu", ["x"], ["y"], domain=FUSED),
        helper.make_node("MatMul", ["y", "ends.weight"], ["e0"]),
        helper.make_node("Add", ["e0", "ends.bias"], ["e1"]),
        helper.make_node("Transpose", ["e1"], ["end_scores"], perm=[0, 2, 1]),
        helper.make_node("MatMul", ["cues", "absent.weight"], ["a0"]),
        helper.make_node("Add", ["a0", "absent.bias"], ["absent_scores"]),
    ]
    made = [numpy_helper.from_array(value.astype(np.float32), n) for n, value in constants.items()]
    made.append(numpy_helper.from_array(np.asarray([1], np.int64), "one"))
    hidden, wide = weights["about_cue.weight"].shape
    graph = helper.make_graph(
        nodes,
        "roles",
        [
            helper.make_tensor_value_info("marked", TensorProto.FLOAT, ["tokens", hidden]),
            helper.make_tensor_value_info("cues", TensorProto.FLOAT, ["cues", wide]),
            helper.make_tensor_value_info("distances", TensorProto.INT64, ["cues", "tokens"]),
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
            for name in ("end_scores", "absent_scores")
        ],
        made,
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    content: bytes = helper.make_model(graph, opset_imports=sets, ir_version=8).SerializeToString()
    return content


def windows_of(news: Path, shapes: np.ndarray) -> list[dict[str, Any]]:
    """The model's inputs for some articles."""
    base = load_packaged_model()
    tokenizer = base.tokenizer()
    return [
        window_inputs(base, shapes, window)
        for article in read_articles(news, "train")[:ARTICLES]
        for window in make_windows(
            article.text, split_sentences(article.text), find_quotations(article.text), tokenizer
        )
    ]


def main() -> None:
    """Write OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)  # advice about a preparation that moves nothing
    weights = {
        name: value.float().numpy()
        for name, value in torch.load(options.weights, weights_only=True).items()
    }
    shapes = weights["shape.weight"]
    graph = encoder(weights)
    given = windows_of(options.news, shapes)
    content = eight_bit(levelled(graph, column_ranges(graph, given)), OUTPUTS)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / STATES_FILE).write_bytes(content)
    of_cues = roles(weights)
    (options.out / ROLES_FILE).write_bytes(of_cues)
    facts = {
        "least_confidence": LEAST_CONFIDENCE,
        "least_quoted": LEAST_QUOTED,
        "weights_sha256": hashlib.sha256(content + of_cues).hexdigest(),
        "shapes": [[round(float(x), 6) for x in row] for row in shapes],
    }
    (options.out / FACTS_FILE).write_text(json.dumps(facts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
