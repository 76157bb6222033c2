"""The large reader as it is trained: what it learns from, and that its graph computes the same."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
import torch
from large import LargeReader, loss_of
from sources import Example
from training import BATCH_TOKENS, GROUPED, Row, batches, encode, group_loss
from windows import LABELS, Claim, Windows, prepared

from index.records import Span

FACTS = {
    "hidden_size": 24,
    "num_attention_heads": 3,
    "relative_attention_num_buckets": 32,
    "vocab_size": 300,
    "max_position_embeddings": 64,
    "intermediate_size": 48,
}
TEXT = "Town news\n\nIn May nobody came. The harbour will not close, said Ada Brandt. Rain fell."


def small_reader(seed=0):
    torch.manual_seed(seed)
    model = LargeReader(FACTS, layers=2)
    for value in model.parameters():
        torch.nn.init.normal_(value, std=0.3)
    return model


def batch(*rows):
    ids = torch.tensor([row.ids for row in rows])
    types = torch.tensor([row.types for row in rows])
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": torch.ones_like(ids)}


def row(spans, verdict=-1, group=0):
    return Row([101, 150, 102, 160, 161, 162, 102], [0, 0, 0, 1, 1, 1, 1], spans, verdict, group)


NONE = ((0, 0),)


def test_a_claim_teaches_the_verdict_alone():
    model = small_reader()
    claim = row((), 1)
    loss_of(model, batch(claim), [claim]).backward()
    assert model.verdict_head.weight.grad is not None
    assert model.verdict_head.weight.grad.abs().sum() > 0
    assert model.tokens_head.weight.grad is None or not model.tokens_head.weight.grad.any()


def test_a_question_teaches_where_the_answer_is():
    model, asked = small_reader(), row(((4, 4),))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    before = loss_of(model, batch(asked), [asked]).item()
    for _ in range(5):
        optimizer.zero_grad()
        loss_of(model, batch(asked), [asked]).backward()
        optimizer.step()
    assert loss_of(model, batch(asked), [asked]).item() < before


def logits(*rows):
    return torch.tensor(rows, dtype=torch.float32)


def test_an_answer_has_to_stand_out_among_all_texts_of_its_question():
    rows = [row(((4, 4),)), row(NONE)]
    text = batch(*rows)["token_type_ids"] == 1
    apart = logits([0, 0, 0, 0, 9, 0, 0], [0, 0, 0, 0, 0, 0, 0])
    rivalled = logits([0, 0, 0, 0, 9, 0, 0], [0, 0, 0, 0, 9, 0, 0])
    assert group_loss(apart, rows, 0, text) < 0.01
    assert group_loss(rivalled, rows, 0, text).item() == pytest.approx(math.log(2), abs=0.01)


def test_a_text_that_is_sure_to_hold_nothing_is_no_rival():
    rows = [row(((4, 4),)), row(NONE)]
    text = batch(*rows)["token_type_ids"] == 1
    held_down = logits([0, 0, 0, 0, 9, 0, 0], [9, 0, 0, 0, 9, 0, 0])
    assert group_loss(held_down, rows, 0, text) < 0.01


def test_texts_of_other_questions_are_no_rivals_nor_are_claims():
    rows = [row(((4, 4),), group=0), row(NONE, group=1), row((), 1, group=-1)]
    text = batch(*rows)["token_type_ids"] == 1
    assert group_loss(torch.zeros(3, 7), rows, 0, text) == 0


def test_the_words_of_a_question_are_no_rivals():
    rows = [row(((4, 4),)), row(NONE)]
    text = batch(*rows)["token_type_ids"] == 1
    in_question = logits([0, 0, 0, 0, 9, 0, 0], [0, 30, 0, 0, 0, 0, 0])
    assert group_loss(in_question, rows, 0, text) < 0.01


def test_a_question_that_no_text_answers_has_nothing_that_stands_out():
    rows = [row(NONE), row(NONE)]
    text = batch(*rows)["token_type_ids"] == 1
    assert group_loss(logits([0, 0, 0, 0, 9, 0, 0], [0] * 7), rows, 0, text) == 0


def test_rows_of_one_question_stay_in_one_batch():
    chance = random.Random(3)
    rows = [row(NONE, group=number // 4) for number in range(4000)]
    chance.shuffle(rows)
    made = list(batches(rows, chance))
    assert sum(map(len, made)) == 4000 and len(made) > 2
    assert max(map(tokens_in, made)) <= BATCH_TOKENS
    homes: dict[int, set[int]] = {}
    for number, some in enumerate(made):
        for one in some:
            homes.setdefault(one.group, set()).add(number)
    assert all(len(numbers) == 1 for numbers in homes.values())


def test_a_question_of_many_texts_is_divided_and_claims_stand_alone():
    rows = [long_row(group=0)] * 30 + [long_row(group=-1)] * 5
    made = list(batches(rows, random.Random(0)))
    assert sorted(one.group for some in made for one in some) == [-1] * 5 + [0] * 30
    assert max(map(tokens_in, made)) <= GROUPED * len(rows[0].ids)


def long_row(group):
    """Of so many tokens that `GROUPED` of them are about a batch."""
    length = BATCH_TOKENS // GROUPED
    return Row([101] * length, [1] * length, NONE, -1, group)


def tokens_in(some):
    """The tokens of a batch, with its padding."""
    return len(some) * max(len(one.ids) for one in some)


@pytest.mark.parametrize("seed", range(8))
def test_a_claim_is_read_over_its_evidence(seed):
    evidence = "The harbour will not close, said Ada Brandt."
    at = TEXT.index(evidence)
    for label in LABELS:
        claim = Claim("a.txt", "It stays open.", Span(at, at + len(evidence)), label)
        made = Windows(prepared({"a.txt": TEXT}), seed).claim(claim)
        assert evidence in made.context
        assert made.question == "It stays open."
        assert made.verdict == {"supports": "yes", "contradicts": "no"}.get(label, label)
        if label == "neither":
            assert made.context == evidence


def test_a_claims_row_has_no_answer(tokenizer_of_packaged_model):
    at = TEXT.index("Rain")
    claim = Claim("a.txt", "It rained.", Span(at, at + len("Rain fell.")), "supports")
    (made,) = encode(
        tokenizer_of_packaged_model, [Windows(prepared({"a.txt": TEXT}), 0).claim(claim)]
    )
    assert made.spans == ()
    assert made.verdict == 0


@pytest.fixture
def tokenizer_of_packaged_model():
    from transformers import AutoTokenizer

    from index.embedding.embedder import DEFAULT_MODEL, model_folder

    return AutoTokenizer.from_pretrained(model_folder(DEFAULT_MODEL))


def test_the_graph_computes_what_was_trained():
    pytest.importorskip("onnx", reason="makes the shipped file; not needed to run it")
    from eight_bit import opened
    from export_large import large_graph

    from assistant.readers.large_model import OUTPUTS, distance_buckets, own_words

    model = small_reader().eval()
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    # Eight-bit words: take those that are exact in eight bits.
    weights["words.weight"] = np.round(weights["words.weight"] * 20) / 20
    scale = np.abs(weights["words.weight"]).max(1, keepdims=True) / 127
    weights["words.weight"] = np.round(weights["words.weight"] / scale) * scale
    model.words.weight.data = torch.from_numpy(weights["words.weight"].astype(np.float32))
    ids = np.array([[101, 150, 102, 160, 161, 162, 102]])
    with torch.no_grad():
        expected = model(torch.from_numpy(ids), torch.ones(1, 7, dtype=torch.long))
    given = {"ids": own_words(ids[0])[None], "buckets": distance_buckets(7)}
    found = opened(large_graph(weights, 3).model(OUTPUTS)).run(OUTPUTS, given)
    for ours, theirs in zip(found, expected, strict=True):
        assert np.allclose(ours, theirs.numpy(), atol=1e-4)


def test_training_goes_on_from_what_is_shipped(tmp_path):
    pytest.importorskip("onnx", reason="reads the shipped file; not needed to run it")
    from eight_bit import column_ranges, eight_bit, levelled
    from export_large import large_graph
    from large import from_shipped

    from assistant.readers.large_model import FIRST_PLACE, OUTPUTS, distance_buckets

    model = small_reader().eval()
    weights = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    graph = large_graph(weights, FACTS["num_attention_heads"])
    ids = np.array([[5, 20, 9, 33, 7]])
    given = {"ids": ids, "buckets": distance_buckets(5)}
    file = tmp_path / "model.onnx"
    file.write_bytes(eight_bit(levelled(graph, column_ranges(graph, [given])), OUTPUTS))
    again = from_shipped(file, FACTS)
    for name, value in model.state_dict().items():
        kept = again.state_dict()[name]
        if name == "positions.weight":  # the first of them belong to no token
            value, kept = value[FIRST_PLACE:], kept[FIRST_PLACE:]
        assert (value - kept).abs().max() < 0.08 * value.abs().max(), name


def test_rows_of_one_question_are_a_group_and_claims_are_in_none(tokenizer_of_packaged_model):
    asked = ["Who came?", "Who left?", "Who came?"]
    examples = [Example(one, f"Nobody did on day {day}.") for day, one in enumerate(asked)]
    examples.append(Example("Who came?", "Nobody did.", verdict="no", is_claim=True))
    groups = [one.group for one in encode(tokenizer_of_packaged_model, examples)]
    assert groups[0] == groups[2] != groups[1]
    assert groups[3] == -1 and -1 not in groups[:3]
