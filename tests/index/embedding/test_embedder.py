import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import (
    DEFAULT_MODEL,
    SentenceEmbedder,
    load_packaged_windows,
    model_folder,
)
from index.embedding.hash_embedder import HashEmbedder
from index.embedding.vectors import (
    pack_vectors,
    passage_cosines,
    passage_vector,
    sentence_cosines,
    unpack_passage_vector,
)
from index.errors import EmbeddingError
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

SENTENCES = [
    "The minister said the grain tariff would rise in May.",
    "Nobody in the harbour had been told before the evening.",
    "“We will not extradite him,” the court explained.",
]


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder()


HASH_OF_GRAIN = [0.129974, -0.176691, -0.002571]


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_the_packaged_weights_are_those_that_were_checked():
    weights = (model_folder(DEFAULT_MODEL) / "model.safetensors").read_bytes()
    expected = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert hashlib.sha256(weights).hexdigest() == expected


@pytest.mark.parametrize("embedder", ["model", "hash"])
def test_both_embedders_find_the_article_that_answers(
    embedder: str, model: SentenceEmbedder, tmp_path: Path, corpus: Callable[..., Path]
):
    folder = corpus({f"{number}.txt": text for number, text in enumerate(SENTENCES)})
    store = Store.create(tmp_path / "store", model if embedder == "model" else HashEmbedder())
    assert sync(store, [folder]).added == 3
    found = Retriever(store).retrieve("What happens to the grain tariff?").passages
    assert found[0].passage.document.label == "0.txt"
    assert found[0].signals["meaning"] > 0.3
    store.close()


def test_the_mean_over_one_window_is_what_the_model_itself_gives(model: SentenceEmbedder):
    (states,) = model.embed_documents([SENTENCES])
    lengths = load_packaged_windows().count_tokens(SENTENCES)
    expected = model._model.encode(" ".join(SENTENCES), show_progress_bar=False)
    assert cosine(np.asarray(lengths, np.float32) @ states, expected) > 0.99
    assert cosine(passage_vector(states, [len(s) for s in SENTENCES]), expected) > 0.98


def test_a_documents_vectors_do_not_depend_on_its_company(model: SentenceEmbedder):
    alone = model.embed_documents([SENTENCES])[0]
    among = model.embed_documents([["Short."], SENTENCES, SENTENCES * 9, []])[1]
    np.testing.assert_array_equal(among, alone)


@pytest.mark.parametrize(
    "text", [SENTENCES[0], "", "word " * 3000, "ماذا قال؟", "\x00", "👩‍👩‍👧 “fine”"]
)
def test_a_question_gets_the_vector_that_the_model_itself_gives(model: SentenceEmbedder, text: str):
    expected = model._model.encode_query(text[:4000], show_progress_bar=False)
    assert cosine(model.embed_question(text), np.asarray(expected, np.float32)) > 0.9995


def test_empty_lists_give_empty_arrays(model: SentenceEmbedder):
    for embedder in (model, HashEmbedder()):
        assert embedder.embed_documents([]) == []
        empty, one = embedder.embed_documents([[], ["A word."]])
        assert (empty.shape[0], one.shape[0]) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3000,
        "x" * 5000,
        "中文" * 900,
        "👩‍👩‍👧" * 300,
        "\u0301" * 400,
        "\x00\x07",
        "\u200b",
        "(" * 2000,
    ],
    ids=["words", "one word", "chinese", "emoji", "accents", "controls", "nothing", "signs"],
)
def test_any_text_gets_finite_vectors(model: SentenceEmbedder, text: str):
    (states,) = model.embed_documents([["Before.", text, "After."]])
    assert states.shape == (3, 384)
    assert np.isfinite(states).all()
    assert np.linalg.norm(states[0]) > 0
    question = model.embed_question(text)
    assert np.isfinite(question).all()


def test_all_of_a_sentence_longer_than_the_window_counts(model: SentenceEmbedder):
    long = "grain " * 400
    (same,) = model.embed_documents([[long + "grain"]])
    (other,) = model.embed_documents([[long + "the court refused to extradite the banker " * 40]])
    assert cosine(same[0], other[0]) < 0.99


def test_vectors_survive_packing():
    rng = np.random.default_rng(1)
    sentences = rng.standard_normal((7, 384)).astype(np.float32) * 5
    passage = passage_vector(sentences, [40] * 7)
    packed = pack_vectors(passage, sentences)
    assert len(packed) == 384 * (2 + 7)
    assert cosine(unpack_passage_vector(packed, 7), passage) > 0.99999
    wanted = sentences[2] / np.linalg.norm(sentences[2])
    found = sentence_cosines([packed, packed[: 2 * 384] + packed[4 * 384 :]], [7, 5], wanted)
    expected = [cosine(wanted, one) for one in (*sentences, *sentences[2:])]
    assert found == pytest.approx(expected, abs=0.003)
    assert found[2] == found[7] == pytest.approx(1, abs=0.001)
    other = pack_vectors(wanted, sentences[:2])
    both = passage_cosines([packed, other], wanted)
    assert both == pytest.approx([cosine(passage, wanted), 1], abs=0.001)


def test_a_model_that_is_not_there_says_what_can_be_given(tmp_path: Path):
    (tmp_path / "model").mkdir()
    with pytest.raises(EmbeddingError, match="without --embedding-model"):
        SentenceEmbedder(str(tmp_path / "model")).embed_question("Who?")


def test_fingerprints_tell_models_apart(tmp_path: Path):
    for name, data in (("a", b"1"), ("b", b"2"), ("c", b"1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.safetensors").write_bytes(data * 100)
    a, b, c = (SentenceEmbedder(str(tmp_path / name)).fingerprint for name in "abc")
    assert a == c != b
    assert SentenceEmbedder().fingerprint == SentenceEmbedder().fingerprint


def test_the_hash_embedder_is_the_same_everywhere_and_tells_words_apart():
    embedder = HashEmbedder()
    assert embedder.embed_question("grain")[:3] == pytest.approx(HASH_OF_GRAIN, abs=1e-6)
    close = embedder.embed_question("tariffs on grains") @ embedder.embed_question("grain tariff")
    far = embedder.embed_question("the court") @ embedder.embed_question("grain tariff")
    assert close > 0.99
    assert abs(far) < 0.5
