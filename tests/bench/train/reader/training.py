"""What the training of both readers has in common: examples as tokens, batches, one cycle.

A cycle is a plan of batches over which the learning rate rises and falls once. Every ten minutes
its state is kept, from which a run that was stopped goes on.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from sources import Example
from torch import Tensor
from windows import VERDICTS

from assistant.readers.token_scores import WINDOW_TOKENS

WARM_UP = 0.06
BATCH_TOKENS = 4096
MASKED = 0.04
"""Share of tokens that are hidden in training, in place of dropout, which is slow on a CPU."""
GROUPED = 12
"""Rows of one question that are in one batch, at most."""
STRETCH = 1500
"""Examples that are sorted by length together, so that batches hold little padding."""
KEPT_EVERY = 600
"""Seconds between two states that are kept."""


@cache
def quick_type() -> torch.dtype:
    """The numbers that this processor multiplies fastest, as a trial tells: many have bfloat16,
    few multiply it quickly."""
    return min((torch.float32, torch.bfloat16), key=_seconds_to_multiply)


def _seconds_to_multiply(numbers: torch.dtype) -> float:
    left, right = torch.ones(1024, 768, dtype=numbers), torch.ones(768, 3072, dtype=numbers)
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        left @ right
        spent.append(time.perf_counter() - begun)
    return min(spent)


class Row(NamedTuple):
    """An example as a model takes it."""

    ids: list[int]
    types: list[int]
    spans: tuple[tuple[int, int], ...]
    """The first and last token of each answer; the first token of all where there is none. Empty
    for a claim, which has none to find."""
    verdict: int
    """Place in `VERDICTS`; -1 where no verdict was asked."""
    group: int
    """The same for all rows that ask one question of different texts; -1 for a claim."""


Loss = Callable[[Any, dict[str, Tensor], Sequence[Row]], Tensor]


def encode(tokenizer: Any, examples: Sequence[Example]) -> list[Row]:
    """Examples as tokens; an answer that is cut off is none."""
    rows: list[Row] = []
    groups: dict[str, int] = {}
    for at in range(0, len(examples), 1000):
        some = examples[at : at + 1000]
        tokens = tokenizer(
            [one.question for one in some],
            [one.context for one in some],
            truncation="only_second",
            max_length=WINDOW_TOKENS,
            return_offsets_mapping=True,
            return_token_type_ids=True,
        )
        for i, one in enumerate(some):
            owners, places = tokens.sequence_ids(i), tokens["offset_mapping"][i]
            spans = []
            for start, end in ((one.start, one.end), *one.further):
                inside = [
                    token
                    for token, (owner, (a, b)) in enumerate(zip(owners, places, strict=True))
                    if owner == 1 and start >= 0 and a < end and start < b
                ]
                if inside:
                    spans.append((inside[0], inside[-1]))
            verdict = VERDICTS.index(one.verdict) if one.verdict else -1
            ids, types = tokens["input_ids"][i], tokens["token_type_ids"][i]
            found = () if one.is_claim else tuple(spans) or ((0, 0),)
            group = -1 if one.is_claim else groups.setdefault(one.question, len(groups))
            rows.append(Row(ids, types, found, verdict, group))
    return rows


def batches(rows: Sequence[Row], chance: random.Random) -> Iterator[list[Row]]:
    """Batches of about `BATCH_TOKENS` tokens and of similar lengths, shuffled in stretches.

    Rows of one question stay together, up to `GROUPED` of them.
    """
    together: dict[int, list[Row]] = {}
    for row in rows:
        together.setdefault(row.group, []).append(row)
    alone = [[row] for row in together.pop(-1, ())]
    units = alone + [
        group[at : at + GROUPED]
        for group in together.values()
        for at in range(0, len(group), GROUPED)
    ]
    chance.shuffle(units)
    while units:
        some, taken = [], 0
        while units and taken < STRETCH:
            some.append(units.pop())
            taken += len(some[-1])
        some.sort(key=_longest)
        made: list[list[Row]] = [[]]
        for unit in some:
            if (len(made[-1]) + len(unit)) * _longest(unit) > BATCH_TOKENS:
                made.append([])
            made[-1] += unit
        chance.shuffle(made)
        yield from filter(None, made)


def _longest(unit: Sequence[Row]) -> int:
    return max(len(row.ids) for row in unit)


def tensors(rows: Sequence[Row], tokenizer: Any, hidden: torch.Generator) -> dict[str, Tensor]:
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


def place_loss(logits: Tensor, rows: Sequence[Row], side: int, padding: Tensor) -> Tensor:
    """How unlikely the answers' first (side 0) or last (side 1) tokens are, in the mean.

    Args:
        logits: Shape (rows, tokens).
        rows: The batch; where a row has several answers, any of them is right. Claims don't count.
        side: Which end.
        padding: Shape (rows, tokens), true where a row has no token.
    """
    chances = logits.float().masked_fill(padding, -1e4).log_softmax(-1)
    right = [
        chances[i, sorted({span[side] for span in row.spans})].logsumexp(0)
        for i, row in enumerate(rows)
        if row.spans
    ]
    return -torch.stack(right).mean() if right else chances.sum() * 0


def group_loss(logits: Tensor, rows: Sequence[Row], side: int, text: Tensor) -> Tensor:
    """How unlikely the answers' ends are among all tokens of all texts that a question is asked of.

    A text's own logits say where in it the answer is, and whether; this makes them comparable
    between texts (Clark and Gardner 2018, arXiv:1710.10723, 3.3). Each counts above that of the
    text's having no answer, as it does in use.

    Args:
        logits: Shape (rows, tokens).
        rows: The batch.
        side: 0 for the first tokens of answers, 1 for the last.
        text: Shape (rows, tokens), true for the tokens of the texts.
    """
    logits = logits.float()
    above = (logits - logits[:, :1]).masked_fill(~text, -1e4)
    groups: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        if row.group >= 0:
            groups.setdefault(row.group, []).append(number)
    found = []
    for numbers in groups.values():
        ends = [sorted({span[side] for span in rows[i].spans if span[1]}) for i in numbers]
        told = torch.cat([above[i, own] for i, own in zip(numbers, ends, strict=True)])
        if len(numbers) > 1 and len(told):
            found.append(above[numbers].reshape(-1).logsumexp(0) - told.logsumexp(0))
    return torch.stack(found).mean() if found else logits.sum() * 0


def run_cycle(
    model: Any,
    tokenizer: Any,
    stages: Sequence[Sequence[Example]],
    loss_of: Loss,
    groups: Sequence[dict[str, Any]],
    seed: int,
    kept: Path,
) -> None:
    """Train on the stages in order; goes on from the state in `kept`, which it removes at its end.

    Args:
        model: What is trained, in place.
        tokenizer: The model's own.
        stages: Examples, in the order in which they are learnt.
        loss_of: From the model, a batch as it takes it and the batch's rows.
        groups: What is learnt, with its highest learning rate, as torch's optimizers have them.
        seed: Of the order and of the tokens hidden.
        kept: The file in which the state is kept.
    """
    chance, hidden = random.Random(seed), torch.Generator().manual_seed(seed)
    plan = [batch for stage in stages for batch in batches(encode(tokenizer, stage), chance)]
    tokens = sum(len(row.ids) for batch in plan for row in batch)
    print(f"{[len(stage) for stage in stages]} examples, {tokens:,} tokens, {len(plan)} steps")
    learnt = [one for group in groups for one in group["params"]]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, (len(plan) - s) / max(1, len(plan) - warm))
    )
    done = _restored(kept, len(plan), model, optimizer, schedule, hidden)
    model.train()
    begun, last_kept, losses = time.time(), time.time(), []
    for step, rows in enumerate(plan[done:], done + 1):
        loss = loss_of(model, tensors(rows, tokenizer, hidden), rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        if step % 50 == 0 or step == len(plan):
            spent = (time.time() - begun) / 60
            left = spent / (step - done) * (len(plan) - step)
            print(
                f"step {step}/{len(plan)} loss {np.mean(losses[-50:]):.3f} "
                f"{spent:.1f} min, {left:.1f} left",
                flush=True,
            )
        if time.time() - last_kept > KEPT_EVERY:
            _keep(kept, step, len(plan), model, optimizer, schedule, hidden)
            last_kept = time.time()
    kept.unlink(missing_ok=True)


def _keep(
    path: Path, step: int, steps: int, model: Any, optimizer: Any, schedule: Any, hidden: Any
) -> None:
    state = {
        "step": step,
        "steps": steps,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "hidden": hidden.get_state(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    torch.save(state, unfinished)
    unfinished.replace(path)


def _restored(
    path: Path, steps: int, model: Any, optimizer: Any, schedule: Any, hidden: Any
) -> int:
    """The steps that are done."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    if state["steps"] != steps:
        raise SystemExit(f"{path} is of another plan ({state['steps']} steps); remove it")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    hidden.set_state(state["hidden"])
    print(f"goes on behind step {state['step']}")
    return int(state["step"])
