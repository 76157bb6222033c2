"""The large reader as it is trained: the lower layers of all-mpnet-base-v2 under two small heads.

One head says of each token how well it begins an answer, ends one, and lies within one; the other
says of the whole whether the text answers a yes-no question with yes, with no, or not at all. It
reads the word numbers of the packaged model's tokenizer, whose vocabulary is the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from training import Row, group_loss, place_loss, quick_type
from windows import VERDICTS

from assistant.readers.large_model import FIRST_PLACE, distance_buckets, own_words

LAYERS = 8
"""Layers that are kept, of twelve; the upper ones are the first that a new task can miss (Sajjad
et al. 2023, arXiv:2004.03844)."""
INSIDE_WEIGHT = 0.5
VERDICT_WEIGHT = 0.5
GROUP_WEIGHT = 0.5
"""Weights of the losses beside that of an answer's ends."""


class LargeReader(nn.Module):
    """all-mpnet-base-v2's lower layers; its word embeddings stay as they are."""

    def __init__(self, facts: dict[str, int], layers: int = LAYERS) -> None:
        super().__init__()
        wide = facts["hidden_size"]
        self.heads = facts["num_attention_heads"]
        self.buckets = facts["relative_attention_num_buckets"]
        self.words = nn.Embedding(facts["vocab_size"], wide)
        self.positions = nn.Embedding(facts["max_position_embeddings"], wide)
        self.normed = nn.LayerNorm(wide, 1e-5)
        self.distances = nn.Embedding(self.buckets, self.heads)
        self.layers = nn.ModuleList(
            Layer(wide, facts["intermediate_size"], self.heads) for _ in range(layers)
        )
        self.tokens_head = nn.Linear(wide, 3)
        self.verdict_head = nn.Linear(wide, len(VERDICTS))
        for frozen in (self.words, self.distances):
            frozen.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of tokens (start, end, inside), shape (rows, tokens, 3), and of verdicts.

        Args:
            ids: The packaged tokenizer's word numbers, shape (rows, tokens).
            mask: 0 where a row has no token.
        """
        count = ids.shape[1]
        places = torch.arange(count) + FIRST_PLACE
        state = self.normed(
            self.words(torch.from_numpy(own_words(ids.numpy()))) + self.positions(places)
        )
        buckets = torch.from_numpy(distance_buckets(count))
        bias = self.distances(buckets).permute(2, 0, 1)[None]
        bias = bias.masked_fill(mask[:, None, None] == 0, -1e4).to(quick_type())
        for layer in self.layers:
            state = layer(state, bias)
        return self.tokens_head(state), self.verdict_head(state[:, 0])


class Layer(nn.Module):
    """Attention and two products, each added to its input and normed."""

    def __init__(self, wide: int, wider: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.mixed = nn.Linear(wide, 3 * wide)
        self.told = nn.Linear(wide, wide)
        self.attended = nn.LayerNorm(wide, 1e-5)
        self.wide = nn.Linear(wide, wider)
        self.narrow = nn.Linear(wider, wide)
        self.normed = nn.LayerNorm(wide, 1e-5)

    def forward(self, state: Tensor, bias: Tensor) -> Tensor:
        """The tokens' next states."""
        rows, count, wide = state.shape
        thirds = self.mixed(state).view(rows, count, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = thirds
        # Written out, as torch's own attention takes twice as long to train on a CPU.
        each = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5 + bias
        found = each.softmax(-1) @ value
        found = found.transpose(1, 2).reshape(rows, count, wide)
        state = self.attended(state + self.told(found))
        return self.normed(state + self.narrow(functional.gelu(self.wide(state))))


def loss_of(model: LargeReader, inputs: dict[str, Tensor], rows: Sequence[Row]) -> Tensor:
    """Of an answer's ends, in its text and among all of its question; of all its parts; and of the
    verdict where one is asked."""
    mask = inputs["attention_mask"]
    with torch.autocast("cpu", torch.bfloat16, enabled=quick_type() is torch.bfloat16):
        tokens, verdicts = model(inputs["input_ids"], mask)
    tokens, verdicts = tokens.float(), verdicts.float()
    loss = sum(place_loss(tokens[..., side], rows, side, mask == 0) for side in (0, 1)) / 2
    asks = torch.tensor([bool(row.spans) for row in rows])[:, None]
    of_text = (inputs["token_type_ids"] == 1) & (mask == 1)
    among = sum(group_loss(tokens[..., side], rows, side, of_text) for side in (0, 1)) / 2
    loss = loss + GROUP_WEIGHT * among
    text = of_text & asks
    inside = torch.zeros(mask.shape)
    for number, row in enumerate(rows):
        for first, last in row.spans:
            if last:
                inside[number, first : last + 1] = 1
    each = functional.binary_cross_entropy_with_logits(tokens[..., 2], inside, reduction="none")
    loss = loss + INSIDE_WEIGHT * (each * text).sum() / text.sum().clamp(min=1)
    asked = [number for number, row in enumerate(rows) if row.verdict >= 0]
    if asked:
        right = torch.tensor([rows[number].verdict for number in asked])
        each = functional.cross_entropy(verdicts[asked], right, reduction="sum")
        # As if every row had its share, so that a batch with one such row isn't led by it.
        loss = loss + VERDICT_WEIGHT * each / max(8, len(asked))
    return loss


def from_shipped(file: Path, facts: dict[str, int]) -> LargeReader:
    """The model of an eight-bit file that export_large.py made, as far as eight bits keep it.

    Args:
        file: The ONNX file.
        facts: The encoder's `config.json`.
    """
    import onnx  # which only this and the export need
    from onnx import numpy_helper

    kept = {one.name: numpy_helper.to_array(one) for one in onnx.load(file).graph.initializer}
    layers = 1 + max(int(name.split(".")[1]) for name in kept if name.startswith("layers."))
    model = LargeReader(facts, layers)
    weights = model.state_dict()
    for name, own in weights.items():
        if name == "words.weight":
            value = kept["words.eight"] * kept["words.scale"]
        elif name == "positions.weight":
            value = np.zeros(own.shape, np.float32)
            value[FIRST_PLACE : FIRST_PLACE + len(kept["places"])] = kept["places"]
        elif f"{name}.T_quantized" in kept:
            value = kept[f"{name}.T_quantized"].astype(np.float32) - kept[f"{name}.T_zero_point"]
            level = kept[f"{name.removesuffix('.weight')}.product.level"]
            value = (value * kept[f"{name}.T_scale"] * level[:, None]).T
        else:
            value = kept[f"{name}.T"].T if f"{name}.T" in kept else kept[name]
        weights[name] = torch.from_numpy(np.array(value, np.float32))
    model.load_state_dict(weights)
    return model


def from_encoder(folder: Path, layers: int = LAYERS) -> LargeReader:
    """The encoder's lower layers, with new heads."""
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model, given = LargeReader(facts, layers), load_file(folder / "model.safetensors")
    taken = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "distances.weight": given["encoder.relative_attention_bias.weight"],
    }
    pairs = [("normed", "embeddings.LayerNorm")]
    for number in range(layers):
        own, its = f"layers.{number}", f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            thirds = [given[f"{its}.attention.attn.{one}.{part}"] for one in "qkv"]
            taken[f"{own}.mixed.{part}"] = torch.cat(thirds)
        pairs += [
            (f"{own}.told", f"{its}.attention.attn.o"),
            (f"{own}.attended", f"{its}.attention.LayerNorm"),
            (f"{own}.wide", f"{its}.intermediate.dense"),
            (f"{own}.narrow", f"{its}.output.dense"),
            (f"{own}.normed", f"{its}.output.LayerNorm"),
        ]
    for own, its in pairs:
        for part in ("weight", "bias"):
            taken[f"{own}.{part}"] = given[f"{its}.{part}"]
    left = model.load_state_dict(taken, strict=False)
    assert not left.unexpected_keys, left
    assert all("head" in name for name in left.missing_keys), left
    return model
