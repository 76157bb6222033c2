"""Train the reader that is shipped in `assistant/readers/packaged`.

usage: python tests/bench/train/reader/train.py DATA OUT [--scale S] [--start FLOAT]

DATA has `reader/` (QAMR), `wiki/squad.json` (SQuAD 2.0, eight articles, of which two are kept for
measuring), `news/text` and `statements/text` (the documents of the written questions). OUT gets
`cycle-N.safetensors`; `float/`, the weights after the last cycle, which starts from the mean of
those before (Izmailov et al. 2018); and what quantize.py makes of that, which is shipped:
`model.onnx` and `config.json`. Needs `pip install onnx`. About two hours on one core; the seed is
fixed. A run that was stopped goes on. `--scale 0.01` is a quick try; `--start FLOAT` runs the last
cycle alone, on the bundles, from the weights of such a folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from measure import measured
from mixture import (
    CYCLES,
    KEPT_BACK,
    SMALL_BUNDLES_CYCLE,
    WRITTEN_CYCLE,
    Stage,
    make_cycle,
    read_sources,
)
from quantize import FLOAT, write_eight_bit
from safetensors.torch import load_file, save_file
from sources import Paragraph, read_squad
from training import Row, place_loss, quick_type, run_cycle
from transformers import AutoModelForQuestionAnswering, AutoTokenizer
from transformers.utils import logging

from assistant.readers.extractive_reader import ExtractiveReader
from assistant.readers.transformers_model import TransformersModel
from index.embedding.embedder import DEFAULT_MODEL, model_folder

SEED = 20
PEAKS = (2e-4, 1.2e-4)
WRITTEN_PEAK = 1.5e-4
BUNDLES_PEAK = 1e-4
"""Highest learning rate of each cycle, of that on the written questions, and of the last."""


def loss_of(model: Any, inputs: dict[str, torch.Tensor], rows: Sequence[Row]) -> torch.Tensor:
    """Of both ends."""
    with torch.autocast("cpu", torch.bfloat16, enabled=quick_type() is torch.bfloat16):
        out = model(**inputs)
    padding = inputs["attention_mask"] == 0
    starts, ends = (
        place_loss(logits, rows, side, padding)
        for side, logits in enumerate((out.start_logits, out.end_logits))
    )
    return (starts + ends) / 2


def new_model(folder: Path) -> Any:
    """The packaged model with a new head; its word embeddings stay as they are."""
    model = AutoModelForQuestionAnswering.from_pretrained(
        folder,
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
        attn_implementation="eager",
    )
    # So that they need not be shipped a second time.
    model.get_input_embeddings().weight.requires_grad_(False)
    return model


def take_mean(model: Any, out: Path) -> None:
    """Give the model the mean of the weights of the cycles."""
    cycles = [load_file(path) for path in sorted(out.glob("cycle-*.safetensors"))]
    mean = {name: sum(cycle[name].float() for cycle in cycles) / len(cycles) for name in cycles[0]}
    model.load_state_dict(mean, strict=False)


def learnt(model: Any) -> dict[str, torch.Tensor]:
    """The weights, but for the word embeddings, in bfloat16."""
    frozen = model.get_input_embeddings().weight
    return {
        name: value.detach().to(torch.bfloat16).contiguous()
        for name, value in model.state_dict().items()
        if value.data_ptr() != frozen.data_ptr()
    }


def save_float(model: Any, out: Path) -> Path:
    """Write the weights and what is to be known of them; gives their folder."""
    folder = out / "float"
    folder.mkdir(exist_ok=True)
    save_file(learnt(model), folder / FLOAT, {"format": "pt"})
    digest = hashlib.sha256((folder / FLOAT).read_bytes()).hexdigest()
    facts = {"word_embeddings": DEFAULT_MODEL, "weights_sha256": digest}
    kept = {name: value for name, value in model.config.to_diff_dict().items() if name[0] != "_"}
    text = json.dumps({**kept, **facts}, indent=2, sort_keys=True)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")
    return folder


def score(model: Any, tokenizer: Any, kept: Sequence[Paragraph]) -> dict[str, float]:
    """The figures over the articles kept back."""
    model.eval()
    with torch.autocast("cpu", torch.bfloat16):
        return measured(ExtractiveReader("trained", TransformersModel(tokenizer, model)), kept)


def main() -> None:
    """Train, measure and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--start", type=Path)
    options = parser.parse_args()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    torch.manual_seed(SEED)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer, model = AutoTokenizer.from_pretrained(folder), new_model(folder)
    kept = list(read_squad(options.data / "wiki" / "squad.json", keep=KEPT_BACK))
    if options.scale < 1:
        kept = kept[::10]
    train(model, tokenizer, options, kept)
    moved = write_eight_bit(
        save_float(model, options.out), options.data / "wiki" / "squad.json", options.out
    )
    print(f"eight-bit: logits move by {moved:.3f} in the mean")
    print("as shipped:", measured(ExtractiveReader(str(options.out)), kept))


def train(model: Any, tokenizer: Any, options: argparse.Namespace, kept: list[Paragraph]) -> None:
    """Run the cycles that OUT hasn't yet, and the last from the mean of those before."""
    sources = read_sources(options.data)
    weights = [p for p in model.parameters() if p.requires_grad]

    def cycle(stages: Sequence[Stage], peak: float, seed: int) -> None:
        made = make_cycle(sources, stages, seed, options.scale)
        groups = [{"params": weights, "lr": peak}]
        run_cycle(model, tokenizer, made, loss_of, groups, seed, options.out / "state.pt")

    if options.start:
        model.load_state_dict(load_file(options.start / FLOAT), strict=False)
    else:
        done = sorted(options.out.glob("cycle-*.safetensors"))
        if done:
            model.load_state_dict(load_file(done[-1]), strict=False)
        for number in range(len(done), len(CYCLES)):
            cycle(CYCLES[number], PEAKS[number], SEED + number)
            save_file(
                learnt(model), options.out / f"cycle-{number + 1}.safetensors", {"format": "pt"}
            )
            print(score(model, tokenizer, kept), flush=True)
        take_mean(model, options.out)
        print("mean of the cycles:", score(model, tokenizer, kept), flush=True)
        cycle(WRITTEN_CYCLE, WRITTEN_PEAK, SEED + len(CYCLES))
        print("after the written questions:", score(model, tokenizer, kept), flush=True)
    cycle(SMALL_BUNDLES_CYCLE, BUNDLES_PEAK, SEED + len(CYCLES) + 1)
    print("after the bundles:", score(model, tokenizer, kept), flush=True)


if __name__ == "__main__":
    main()
