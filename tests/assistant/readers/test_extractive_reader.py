"""The extractive reader: the packaged one, and other models by name or folder."""

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import ReaderError
from assistant.readers.extractive_reader import PACKAGED_READER_FOLDER, ExtractiveReader, TextToRead
from assistant.readers.transformers_model import TransformersModel
from index.embedding.embedder import DEFAULT_MODEL, model_folder
from index.records import Span
from index.text.sentences import split_sentences

STATEMENT = (
    "The harbour was closed on 4 May 2019 after the storm. Mayor Ada Brandt said 312 boats were "
    "lost. The fishermen blamed the late warning for the losses. The repairs were done in Kiel."
)

FLOAT = Path(__file__).parents[2] / "bench/train/reader/float"


@pytest.fixture(scope="module")
def reader() -> ExtractiveReader:
    return ExtractiveReader()


def text_of(text: str) -> TextToRead:
    return TextToRead(text, tuple(split_sentences(text)))


def best(reader, question: str, text: str):
    readings = [one for one in reader.read(question, [text_of(text)])[0] if one]
    return max(readings, key=lambda reading: reading.score)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was the harbour closed?", "4 May 2019"),
        ("How many boats were lost?", "312"),
        ("Who said that boats were lost?", "Ada Brandt"),
        ("Where were the repairs done?", "Kiel"),
        ("What did the fishermen blame?", "the late warning"),
    ],
)
def test_the_answer_is_found(reader, question: str, expected: str):
    found = best(reader, question, STATEMENT)
    assert expected in STATEMENT[found.start : found.end]
    assert found.end - found.start <= len(expected) + 15
    assert found.score > 0


def test_a_text_without_the_answer_scores_lower_than_one_with_it(reader):
    question = "How many boats were lost?"
    without = best(reader, question, "The harbour was closed in May. Ada Brandt spoke in Kiel.")
    assert without.score < 0 < best(reader, question, STATEMENT).score


def test_each_sentence_has_its_own_best_answer_within_it(reader):
    text = text_of(STATEMENT)
    (readings,) = reader.read("How many boats were lost?", [text])
    assert len(readings) == len(text.sentences) == 4
    for sentence, reading in zip(text.sentences, readings, strict=True):
        assert sentence.start <= reading.start < reading.end <= sentence.end


def test_only_the_given_sentences_are_answered_from(reader):
    head = "312 boats were lost\n"
    inside = tuple(Span(s.start + len(head), s.end + len(head)) for s in split_sentences(STATEMENT))
    (readings,) = reader.read("How many boats were lost?", [TextToRead(head + STATEMENT, inside)])
    assert all(reading.start >= len(head) for reading in readings)


def test_answers_are_whole_words(reader):
    text = "Counterrevolutionaries unquestionably overemphasised Pneumonoultramicroscopy's worth."
    found = best(reader, "What did the counterrevolutionaries overemphasise?", text)
    assert found.start == 0 or not text[found.start - 1].isalnum()
    assert not text[found.end : found.end + 1].isalnum()


def test_a_text_longer_than_the_window_is_read_to_its_end(reader):
    filler = "The council met again and spoke about roads and schools. " * 150
    text = filler + "The bridge collapsed in 1987. " + filler
    found = best(reader, "When did the bridge collapse?", text)
    assert text[found.start : found.end] == "1987"


def test_a_question_longer_than_the_window_leaves_room_for_the_text(reader):
    question = "How many boats, and this matters to us a great deal, were lost? " * 300
    assert best(reader, question, STATEMENT).end <= len(STATEMENT)


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_an_empty_text_has_no_answer(reader, text: str):
    assert reader.read("Who?", [TextToRead(text, (Span(0, len(text)),))]) == [[None]]
    assert reader.read("Who?", []) == []


def test_several_texts_give_the_same_answers_as_single_ones(reader):
    texts = [text_of(STATEMENT), text_of("Kiel is far."), text_of(STATEMENT * 12)]
    together = reader.read("Where were the repairs done?", texts)
    for text, readings in zip(texts, together, strict=True):
        (alone,) = reader.read("Where were the repairs done?", [text])
        assert [r.score for r in readings] == pytest.approx([r.score for r in alone], abs=0.4)


def test_several_threads_may_read(reader):
    questions = ["When was the harbour closed?", "How many boats were lost?"] * 8
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: best(reader, question, STATEMENT), questions))
    assert found == [best(reader, question, STATEMENT) for question in questions]


@pytest.fixture
def copied(tmp_path):
    """The packaged reader's files in another folder."""
    return shutil.copytree(PACKAGED_READER_FOLDER, tmp_path / "copy")


def test_a_reader_can_be_loaded_from_its_folder(copied, reader):
    assert best(ExtractiveReader(str(copied)), "Where?", STATEMENT) == best(
        reader, "Where?", STATEMENT
    )


def test_damaged_weights_are_noticed(copied):
    weights = bytearray((copied / "model.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (copied / "model.onnx").write_bytes(weights)
    with pytest.raises(ReaderError, match="missing or damaged") as caught:
        ExtractiveReader(str(copied)).load()
    assert str(copied) in str(caught.value)
    assert "--reader" in str(caught.value)


@pytest.mark.parametrize("name", ["model.onnx", "config.json"])
@pytest.mark.parametrize("left", [None, 100])
def test_the_error_for_missing_packaged_files_says_how_to_restore_them(
    copied, name: str, left: int | None
):
    if left is None:
        (copied / name).unlink()
    else:
        (copied / name).write_bytes((copied / name).read_bytes()[:left])
    with pytest.raises(ReaderError, match="pip install --force-reinstall") as caught:
        ExtractiveReader(packaged_folder=copied).load()
    assert str(copied) in str(caught.value)


def test_the_error_for_a_missing_model_names_it(tmp_path):
    for name in ("nobody/no-such-model", str(tmp_path)):
        with pytest.raises(ReaderError, match="can't be loaded") as caught:
            ExtractiveReader(name).read("Who?", [text_of(STATEMENT)])
        assert name in str(caught.value)


def test_another_model_of_transformers_can_be_loaded(tmp_path):
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    folder = model_folder(DEFAULT_MODEL)
    AutoTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    AutoModelForQuestionAnswering.from_pretrained(folder).save_pretrained(tmp_path)
    found = best(ExtractiveReader(str(tmp_path)), "Who?", STATEMENT)
    assert STATEMENT[found.start : found.end]


def test_the_weights_are_small_and_use_the_packaged_word_embeddings():
    size = (PACKAGED_READER_FOLDER / "model.onnx").stat().st_size
    facts = json.loads((PACKAGED_READER_FOLDER / "config.json").read_bytes())
    assert size < 13_000_000
    assert facts["word_embeddings"] == DEFAULT_MODEL


def test_the_packaged_model_is_made_from_the_float_weights_in_the_repository():
    kept = FLOAT / "model.safetensors"
    facts = json.loads((PACKAGED_READER_FOLDER / "config.json").read_bytes())
    assert facts["made_from_sha256"] == hashlib.sha256(kept.read_bytes()).hexdigest()


@pytest.mark.parametrize("bfloat16", [False, True])
def test_the_8_bit_model_answers_as_the_float_model_does(reader, tmp_path, bfloat16):
    """The float model, as transformers runs it, beside the packaged one."""
    from safetensors.torch import load_file, save_file
    from transformers import AutoTokenizer

    folder = FLOAT
    embedder = model_folder(DEFAULT_MODEL)
    words = load_file(embedder / "model.safetensors")["embeddings.word_embeddings.weight"]
    state = load_file(folder / "model.safetensors")
    save_file(
        {**state, "bert.embeddings.word_embeddings.weight": words},
        tmp_path / "model.safetensors",
        {"format": "pt"},
    )
    shutil.copy(folder / "config.json", tmp_path)
    AutoTokenizer.from_pretrained(embedder).save_pretrained(tmp_path)
    exact = ExtractiveReader(model=TransformersModel.load(str(tmp_path), bfloat16))
    for question in ("When was the harbour closed?", "How many boats were lost?", "Who sang?"):
        for one, other in zip(
            exact.read(question, [text_of(STATEMENT)])[0],
            reader.read(question, [text_of(STATEMENT)])[0],
            strict=True,
        ):
            assert one.score == pytest.approx(other.score, abs=1.0)
            # Where it sees no answer, two places may be as good (or bad) as each other.
            if one.score > 0:
                assert (one.start, one.end) == (other.start, other.end)
