"""Train the reader that is shipped in `assistant/readers/packaged`.

usage: python tests/bench/train/reader/train.py DATA OUT [--scale S] [--resume]

DATA has `reader/` (QAMR) and `wiki/squad.json` (SQuAD 2.0, eight articles, of which two are kept
for measuring). OUT gets `cycle-N.safetensors`; `float/`, the mean of the weights after each cycle
(Izmailov et al. 2018); and what quantize.py makes of that, which is shipped: `model.onnx` and
`config.json`. Needs `pip install onnx`. About an hour on two cores; the seed is fixed.
`--scale 0.01` is a quick try; `--resume` goes on behind the last cycle in OUT.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from measure import measured
from mixture import CYCLES, KEPT_BACK, make_cycle, read_sources
from quantize import FLOAT, write_eight_bit
from safetensors.torch import load_file, save_file
from sources import Example, Paragraph, read_squad
from transformers import AutoModelForQuestionAnswering, AutoTokenizer
from transformers.utils import logging

from assistant.readers.extractive_reader import ExtractiveReader
from assistant.readers.token_scores import WINDOW_TOKENS
from assistant.readers.transformers_model import TransformersModel
from index.embedding.embedder import DEFAULT_MODEL, model_folder

SEED = 20
PEAKS = (2e-4, 1.2e-4)
"""Highest learning rate of each cycle."""
WARM_UP = 0.06
BATCH_TOKENS = 4096
MASKED = 0.04
"""Share of tokens that are hidden in training, in place of dropout, which is slow on a CPU."""
STRETCH = 1500
"""Examples that are sorted by length together, so that batches hold little padding."""


class Row(NamedTuple):
    """An example as the model takes it."""

    ids: list[int]
    types: list[int]
    first: int
    """The answer's first token; 0 where there is none."""
    last: int


def encode(tokenizer: Any, examples: Sequence[Example]) -> list[Row]:
    """Examples as tokens; an answer that is cut off is none."""
    rows = []
    for at in range(0, len(examples), 1000):
        some = examples[at : at + 1000]
        tokens = tokenizer(
            [one.question for one in some],
            [one.context for one in some],
            truncation="only_second",
            max_length=WINDOW_TOKENS,
            return_offsets_mapping=True,
        )
        for i, one in enumerate(some):
            owners, places = tokens.sequence_ids(i), tokens["offset_mapping"][i]
            inside = [
                token
                for token, (owner, (a, b)) in enumerate(zip(owners, places, strict=True))
                if owner == 1 and one.start >= 0 and a < one.end and one.start < b
            ]
            first, last = (inside[0], inside[-1]) if inside else (0, 0)
            rows.append(Row(tokens["input_ids"][i], tokens["token_type_ids"][i], first, last))
    return rows


def batches(rows: Sequence[Row], chance: random.Random) -> Iterator[list[Row]]:
    """Batches of about `BATCH_TOKENS` tokens and of similar lengths, shuffled in stretches."""
    for at in range(0, len(rows), STRETCH):
        some = sorted(rows[at : at + STRETCH], key=lambda row: len(row.ids))
        made: list[list[Row]] = [[]]
        for row in some:
            if (len(made[-1]) + 1) * len(row.ids) > BATCH_TOKENS:
                made.append([])
            made[-1].append(row)
        chance.shuffle(made)
        yield from filter(None, made)


def tensors(
    rows: Sequence[Row], tokenizer: Any, hidden: torch.Generator
) -> dict[str, torch.Tensor]:
    """A batch as the model takes it, some of its tokens hidden."""
    shape = len(rows), max(len(row.ids) for row in rows)
    ids = torch.full(shape, tokenizer.pad_token_id)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        types[i, : len(row.types)] = torch.tensor(row.types)
        mask[i, : len(row.ids)] = 1
    special = (ids == tokenizer.cls_token_id) | (ids == tokenizer.sep_token_id) | (mask == 0)
    hide = (torch.rand(shape, generator=hidden) < MASKED) & ~special
    ids = ids.masked_fill(hide, tokenizer.mask_token_id)
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def run_cycle(
    model: Any, tokenizer: Any, stages: Sequence[Sequence[Example]], peak: float, seed: int
) -> None:
    """Train on the stages in order, the learning rate rising to `peak` and falling to 0."""
    chance, hidden = random.Random(seed), torch.Generator().manual_seed(seed)
    plan = [batch for stage in stages for batch in batches(encode(tokenizer, stage), chance)]
    tokens = sum(len(row.ids) for batch in plan for row in batch)
    print(f"{[len(stage) for stage in stages]} examples, {tokens:,} tokens, {len(plan)} steps")
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=peak, weight_decay=0.01, fused=True)
    warm = max(1, int(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, (len(plan) - s) / max(1, len(plan) - warm))
    )
    model.train()
    begun, losses = time.time(), []
    for step, rows in enumerate(plan, 1):
        loss = _loss(model, tensors(rows, tokenizer, hidden), rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        if step % 50 == 0 or step == len(plan):
            spent = (time.time() - begun) / 60
            left = spent / step * (len(plan) - step)
            print(
                f"step {step}/{len(plan)} loss {np.mean(losses[-50:]):.3f} "
                f"{spent:.1f} min, {left:.1f} left",
                flush=True,
            )


def _loss(model: Any, inputs: dict[str, torch.Tensor], rows: Sequence[Row]) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        out = model(**inputs)
    padding = inputs["attention_mask"] == 0
    return sum(
        torch.nn.functional.cross_entropy(
            logits.float().masked_fill(padding, -1e4), torch.tensor(targets)
        )
        / 2
        for logits, targets in (
            (out.start_logits, [row.first for row in rows]),
            (out.end_logits, [row.last for row in rows]),
        )
    )


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


def save_cycle(model: Any, out: Path, number: int) -> None:
    """The weights after a cycle: all but the word embeddings, in bfloat16."""
    out.mkdir(parents=True, exist_ok=True)
    frozen = model.get_input_embeddings().weight
    state = {
        name: value.detach().to(torch.bfloat16).contiguous()
        for name, value in model.state_dict().items()
        if value.data_ptr() != frozen.data_ptr()
    }
    save_file(state, out / f"cycle-{number}.safetensors", {"format": "pt"})


def save_mean(model: Any, out: Path) -> Path:
    """The mean of the weights of all cycles, which the model has then too; gives its folder."""
    cycles = [load_file(path) for path in sorted(out.glob("cycle-*.safetensors"))]
    mean = {
        name: (sum(cycle[name].float() for cycle in cycles) / len(cycles)).to(torch.bfloat16)
        for name in cycles[0]
    }
    model.load_state_dict(mean, strict=False)
    folder = out / "float"
    folder.mkdir(exist_ok=True)
    save_file(mean, folder / FLOAT, {"format": "pt"})
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
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    torch.manual_seed(SEED)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    tokenizer, model = AutoTokenizer.from_pretrained(folder), new_model(folder)
    done = len([*options.out.glob("cycle-*.safetensors")]) if options.resume else 0
    if done:
        last = load_file(options.out / f"cycle-{done}.safetensors")
        model.load_state_dict(last, strict=False)
    sources = read_sources(options.data)
    kept = list(read_squad(options.data / "wiki" / "squad.json", keep=KEPT_BACK))
    if options.scale < 1:
        kept = kept[::10]
    if not options.resume:
        for old in options.out.glob("cycle-*.safetensors"):
            old.unlink()
    for number in range(done, len(CYCLES)):
        stages = make_cycle(sources, CYCLES[number], SEED + number, options.scale)
        run_cycle(model, tokenizer, stages, PEAKS[number], SEED + number)
        save_cycle(model, options.out, number + 1)
        print(score(model, tokenizer, kept), flush=True)
    folder = save_mean(model, options.out)
    print("mean of the cycles:", score(model, tokenizer, kept))
    moved = write_eight_bit(folder, options.data / "wiki" / "squad.json", options.out)
    print(f"eight-bit: logits move by {moved:.3f} in the mean")
    print("as shipped:", measured(ExtractiveReader(str(options.out)), kept))


if __name__ == "__main__":
    main()
