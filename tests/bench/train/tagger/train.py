"""Train the tagger that is shipped in `index/attribution/tagger/packaged`.

usage: python tests/bench/train/tagger/train.py NEWS OUT [--all] [--threads T]

NEWS has `attributions/train` (PolNeAR, in brat's format) and `text`. OUT gets `weights.pt`, which
export.py makes eight-bit, and every ten minutes `state.pt`, from which a run that was stopped goes
on. About half an hour on one core of a processor with AVX-512 for bfloat16; the seed is fixed. 60
articles are kept back, to fit the thresholds on (fit_thresholds.py).
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from annotated import NONE, Example, divided, make_examples
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from index.attribution.tagger.model import FARTHEST
from index.attribution.tagger.windows import CLS, SEP, SHAPES
from index.embedding.embedder import DEFAULT_MODEL, load_packaged_model, model_folder

SEED = 1
PASSES = 3
RATE, NEW_RATE = 2e-4, 1e-3
"""Highest learning rates of the encoder and of what is new."""
WARM_UP = 0.06
BATCH_TOKENS = 4096
MASKED = 0.05
"""Share of tokens that are hidden in training, in place of dropout, which is slow on a CPU."""
CUE_WEIGHT = 8.0
"""Weight of a token's label beside the places of source and content: labels are mostly none."""
STRETCH = 1200
"""Examples that are sorted by length together, so that batches hold little padding."""
HIDDEN = 192
MASK = 103
MINUTES = 10
"""Between two states that are kept."""


class TaggerNetwork(nn.Module):
    """An encoder with what finds cues, and the source and the content of each.

    The encoder's word embeddings stay as they are, as they are shared with the embedding model.
    """

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(model_folder(DEFAULT_MODEL)))
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
            if hasattr(module, "dropout_prob"):
                module.dropout_prob = 0.0
        self.encoder.get_input_embeddings().weight.requires_grad = False
        size = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shape.weight)
        self.cue = nn.Sequential(nn.Linear(size, size // 2), nn.GELU(), nn.Linear(size // 2, 3))
        self.token = nn.Linear(size, HIDDEN)
        self.about_cue = nn.Linear(2 * size, HIDDEN)
        self.distance = nn.Embedding(2 * FARTHEST + 1, HIDDEN)
        nn.init.normal_(self.distance.weight, std=0.05)
        self.ends = nn.Linear(HIDDEN, 4)
        self.absent = nn.Linear(2 * size, 2)

    def states(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """Each token's state, shape (windows, tokens, size)."""
        words = self.encoder.get_input_embeddings()(ids) + self.shape(shapes)
        given: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return given

    def roles(self, states: Tensor, mask: Tensor, cues: Tensor) -> Tensor:
        """Scores of each token as an end of source or content, shape (cues, 4, tokens + 1).

        The last column is for there being none.

        Args:
            states: The tokens' states.
            mask: 1 for tokens, 0 for padding.
            cues: Window, first token and last token of each cue, shape (cues, 3).
        """
        window, first, last = cues.T
        cue = torch.cat([states[window, first], states[window, last]], -1)
        places = torch.arange(states.shape[1])[None] - first[:, None]
        distance = self.distance(places.clamp(-FARTHEST, FARTHEST) + FARTHEST)
        hidden = functional.gelu(
            self.token(states)[window] + self.about_cue(cue)[:, None] + distance
        )
        scores = self.ends(hidden).transpose(1, 2).masked_fill(mask[window][:, None] == 0, -30.0)
        absent = self.absent(cue).repeat_interleave(2, 1)[:, :, None]
        return torch.cat([scores.float(), absent.float()], 2)


class Batch(NamedTuple):
    """Examples as the network takes them."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    labels: Tensor
    cues: Tensor
    ends: Tensor
    weights: Tensor


def make_batch(examples: Sequence[Example]) -> Batch:
    """Examples together, padded, some of their tokens hidden."""
    width = max(len(one.window.ids) for one in examples) + 2
    ids, mask, shapes = (torch.zeros(len(examples), width, dtype=torch.long) for _ in range(3))
    labels = torch.full((len(examples), width), -100)
    cues, ends = [], []
    for row, one in enumerate(examples):
        size = len(one.window.ids)
        ids[row, : size + 2] = torch.tensor([CLS, *one.window.ids, SEP])
        mask[row, : size + 2] = 1
        shapes[row, 1 : size + 1] = torch.tensor(one.window.shapes)
        labels[row, 1 : size + 1] = 0
        for first, last in one.cues:
            labels[row, first + 1] = 1
            labels[row, first + 2 : last + 2] = 2
            cues.append((row, first + 1, last + 1))
        ends += [[width if at == NONE else at + 1 for at in some] for some in one.ends]
    hidden = (torch.rand(ids.shape) < MASKED) & (mask == 1) & (ids != CLS) & (ids != SEP)
    return Batch(
        ids.masked_fill(hidden, MASK), mask, shapes, labels,
        torch.tensor(cues, dtype=torch.long).reshape(-1, 3),
        torch.tensor(ends, dtype=torch.long).reshape(-1, 4),
        torch.tensor([one.weight for one in examples]),
    )  # fmt: skip


def loss_of(network: TaggerNetwork, batch: Batch) -> Tensor:
    """How far the network is from a batch's labels."""
    states = network.states(batch.ids, batch.mask, batch.shapes)
    scores = network.cue(states).float()
    of_tokens = functional.cross_entropy(
        scores.reshape(-1, 3), batch.labels.reshape(-1), reduction="none", ignore_index=-100
    ).reshape(batch.labels.shape)
    total = (of_tokens * batch.weights[:, None]).sum() / batch.mask.sum() * CUE_WEIGHT
    if len(batch.cues):
        found = network.roles(states, batch.mask, batch.cues)
        of_ends = functional.cross_entropy(
            found.reshape(-1, found.shape[-1]), batch.ends.reshape(-1), reduction="none"
        ).reshape(-1, 4)
        total = total + (of_ends.mean(1) * batch.weights[batch.cues[:, 0]]).mean()
    return total


def plan_batches(examples: Sequence[Example], passes: int, seed: int) -> list[list[Example]]:
    """The batches of all passes, of about `BATCH_TOKENS` tokens, shuffled in stretches."""
    chance = random.Random(seed)
    plan = []
    for _ in range(passes):
        shuffled = list(examples)
        chance.shuffle(shuffled)
        for at in range(0, len(shuffled), STRETCH):
            some = sorted(shuffled[at : at + STRETCH], key=lambda one: len(one.window.ids))
            made = list(_by_size(some))
            chance.shuffle(made)
            plan += made
    return plan


def _by_size(examples: Sequence[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for one in examples:
        if batch and (len(batch) + 1) * (len(one.window.ids) + 2) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def train(network: TaggerNetwork, plan: Sequence[Sequence[Example]], state: Path) -> None:
    """Train on the batches in order; goes on where a run with the same plan was stopped."""
    old = [one for one in network.encoder.parameters() if one.requires_grad]
    known = {id(one) for one in network.encoder.parameters()}
    new = [one for one in network.parameters() if id(one) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": RATE}, {"params": new, "lr": NEW_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, int(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
    )
    done = 0
    if state.exists():
        kept = torch.load(state)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        done = kept["done"]
    network.train()
    begun = saved = time.time()
    losses: list[float] = []
    for step in range(done, len(plan)):
        torch.manual_seed(SEED * 100_003 + step)
        batch = make_batch(plan[step])
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        if (step + 1) % 50 == 0 or step + 1 == len(plan):
            each = (time.time() - begun) / (step + 1 - done)
            mean = math.fsum(losses[-200:]) / len(losses[-200:])
            left = each * (len(plan) - step - 1) / 60
            print(f"{step + 1}/{len(plan)} loss {mean:.3f}, {left:.0f} minutes left", flush=True)
        if time.time() - saved > MINUTES * 60:
            kept = {
                "network": network.state_dict(), "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(), "done": step + 1,
            }  # fmt: skip
            torch.save(kept, state.with_suffix(".new"))
            state.with_suffix(".new").replace(state)
            saved = time.time()


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all", action="store_true", help="keep no articles back")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    kept_back, articles = divided(options.news)
    articles += kept_back if options.all else []
    examples = list(make_examples(articles, load_packaged_model().tokenizer()))
    print(f"{len(articles)} articles, {len(examples)} windows", file=sys.stderr)
    network, state = TaggerNetwork(), options.out / "state.pt"
    train(network, plan_batches(examples, PASSES, SEED), state)
    torch.save(network.state_dict(), options.out / "weights.pt")
    state.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
