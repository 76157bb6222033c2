"""Documents are embedded with eight-bit weights; nearly as the float model would embed them."""

from __future__ import annotations

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.embedding.embedder import DEFAULT_MODEL, TorchWindows, load_packaged_model, model_folder
from index.embedding.packaged_windows import LARGEST, PackagedWindows, eight_bit_constants
from index.embedding.windows import embed_in_windows

DOCUMENT = [
    "Ada Brandt, the harbour minister, said on 3 May 2024 that the quay would close for 14 days.",
    "“Nobody was told,” said a spokesperson for the dockers' union (TWU-7), unnamed.",
    "The ferry Østersjøen — built in 1987 — carried 1,204 passengers; its fare is €4.50.",
    "WHO WILL PAY FOR IT?",
    "It rained.",
    "* * *",
    "Kestria's parliament had voted 61:58 against a bill on pre-tariff grain imports in March, "
    "which the opposition called “unworkable, unaffordable and un-Kestrian”.",
]


@pytest.fixture(scope="module")
def packaged() -> PackagedWindows:
    return PackagedWindows(load_packaged_model(1), 2)


@pytest.fixture(scope="module")
def exact() -> TorchWindows:
    folder = model_folder(DEFAULT_MODEL)
    return TorchWindows(SentenceTransformer(str(folder), local_files_only=True))


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


@pytest.mark.parametrize("times", [1, 12], ids=["one window", "several windows"])
def test_vectors_are_nearly_those_of_the_float_model(
    packaged: PackagedWindows, exact: TorchWindows, times: int
):
    (found,) = embed_in_windows([DOCUMENT * times], packaged)
    (expected,) = embed_in_windows([DOCUMENT * times], exact)
    near = cosines(found, expected)
    assert near.min() > 0.98
    assert near.mean() > 0.99
    # Far apart, so that the above says something.
    assert cosines(found[:1], expected[2:3])[0] < 0.8


@pytest.mark.parametrize(
    "texts",
    [
        DOCUMENT,
        ["re", "-entry", "can", "'t", "U", ".S.", "…", "é", "e\u0301", "\u0301e", "中文", "(", ")"],
        ["", " ", "a  b\tc\nd", "", "\u200b", "x" * 300],
    ],
)
def test_tokens_are_counted_and_joined_as_the_model_reads_the_whole(
    packaged: PackagedWindows, exact: TorchWindows, texts: list[str]
):
    assert packaged.count_tokens(texts) == exact.count_tokens(texts)
    together = exact.count_tokens([" ".join(texts)])[0]
    assert sum(packaged.count_tokens(texts)) == together
    (states,) = packaged.read_windows([texts])
    (expected,) = exact.read_windows([texts])
    assert [one.tokens for one in states] == [one.tokens for one in expected]


def test_a_text_longer_than_the_window_is_cut_and_what_follows_has_no_tokens(
    packaged: PackagedWindows,
):
    long = "grain " * 300
    (states,) = packaged.read_windows([["Before.", long, "After."]])
    assert [one.tokens for one in states] == [2, packaged.room - 2, 0]
    assert not states[2].mean.any()
    assert np.isfinite(states[1].mean).all()


def test_windows_come_in_order_however_many_threads_read_them(packaged: PackagedWindows):
    windows = [[one] * (1 + index % 3) for index, one in enumerate(DOCUMENT)] * 3
    alone = PackagedWindows(load_packaged_model(1), 1).read_windows(windows)
    for one, other in zip(packaged.read_windows(windows), alone, strict=True):
        assert [state.tokens for state in one] == [state.tokens for state in other]
        for state, same in zip(one, other, strict=True):
            np.testing.assert_array_equal(state.mean, same.mean)


def test_no_windows_have_no_states(packaged: PackagedWindows):
    assert packaged.count_tokens([]) == []
    assert list(packaged.read_windows([])) == []


def test_eight_bit_weights_are_within_half_a_step_and_keep_the_product():
    rng = np.random.default_rng(3)
    weight = rng.standard_normal((16, 5)).astype(np.float32)
    weight[:, 4] = 0
    level = rng.uniform(0.1, 10, 16).astype(np.float32)
    made = dict(eight_bit_constants("w", weight, {"w": level}))
    assert set(made) == {"w.level", "w.scales", "w.eight_bit"}
    assert made["w.eight_bit"].dtype == np.int8
    assert np.abs(made["w.eight_bit"][:, :4]).max(axis=0).tolist() == [LARGEST] * 4
    restored = made["w.eight_bit"] * made["w.scales"] * made["w.level"][:, None]
    assert (np.abs(restored - weight) <= 0.51 * made["w.scales"] * made["w.level"][:, None]).all()
    assert set(dict(eight_bit_constants("w", weight, {}))) == {"w.scales", "w.eight_bit"}
