"""The packaged large reader, its inputs, and what is made of its scores."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import torch

from assistant.errors import ReaderError
from assistant.readers.extractive_reader import TextToRead
from assistant.readers.large_model import distance_buckets, own_words
from assistant.readers.large_reader import LARGE_READER_FOLDER, LargeReader
from index.text.sentences import split_sentences

COUNCIL = (
    "The council met on Tuesday. Mayor Ilse Brandt said that the bridge would not be closed before "
    "June. Repairs cost 4.6 million crowns, and Ostby, Lind and Varg will share them."
)


def text(words):
    return TextToRead(words, tuple(split_sentences(words)))


@pytest.fixture(scope="module")
def reader():
    return LargeReader(threads=1)


def best(reading, words):
    found = max(filter(None, reading.answers), key=lambda one: one.score)
    return words[found.start : found.end], found.score


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do the repairs cost?", "4.6 million crowns"),
        ("On which day did the council meet?", "Tuesday"),
        ("Who is the mayor?", "Ilse Brandt"),
    ],
)
def test_it_finds_the_words_that_answer(reader, question, answer):
    (reading,) = reader.read_closely(question, [text(COUNCIL)])
    words, score = best(reading, COUNCIL)
    assert answer in words
    assert score > 0


@pytest.mark.parametrize("question", ["How long is the tunnel?", "Who owns the ferry?"])
def test_it_finds_no_answer_where_there_is_none(reader, question):
    (reading,) = reader.read_closely(question, [text(COUNCIL)])
    assert best(reading, COUNCIL)[1] < 0


def test_it_finds_the_parts_of_a_list(reader):
    (reading,) = reader.read_closely("Which towns share the repairs?", [text(COUNCIL)])
    found = " ".join(COUNCIL[start:end] for start, end in reading.parts)
    assert all(town in found for town in ("Ostby", "Lind", "Varg"))
    assert "Brandt" not in found and "Tuesday" not in found


def verdict(reader, asked, words=COUNCIL):
    (reading,) = reader.read_closely(asked, [text(words)])
    told = reading.verdict
    assert told.yes + told.no + told.neither == pytest.approx(1)
    return told


def test_it_knows_whether_the_text_decides_a_question(reader):
    told = verdict(reader, "Will the bridge be closed in May?")
    untold = verdict(reader, "Does the mayor own a boat?")
    assert told.neither < 0.5 < untold.neither


@pytest.mark.parametrize(
    ("supported", "contradicted"),
    [
        (
            "Ilse Brandt said that the bridge would not be closed before June.",
            "Ilse Brandt said that the bridge would be closed before June.",
        ),
        ("The council met on Tuesday.", "The council did not meet on Tuesday."),
        ("Three towns will share the repairs.", "No town will share the repairs."),
    ],
)
def test_it_tells_what_is_supported_from_what_is_contradicted(reader, supported, contradicted):
    first, second = (verdict(reader, claim) for claim in (supported, contradicted))
    assert first.yes / first.no > 2 * second.yes / second.no


def test_several_texts_are_each_read_alone(reader):
    texts = [text("Nobody spoke."), text(COUNCIL)]
    question = "What do the repairs cost?"
    both, alone = reader.read_closely(question, texts), reader.read_closely(question, texts[1:])
    assert len(both) == 2
    assert both[1] == alone[0]
    assert reader.read_closely(question, []) == []


def test_a_long_text_is_read_in_windows(reader):
    words = " ".join(["The weather was fine."] * 150) + " Repairs cost 4.6 million crowns."
    (reading,) = reader.read_closely("What do the repairs cost?", [text(words)])
    assert best(reading, words)[0] == "4.6 million crowns"


def test_distances_are_those_that_the_encoder_learnt():
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    count = 320
    places = torch.arange(count)
    expected = MPNetEncoder.relative_position_bucket(places[None] - places[:, None])
    assert np.array_equal(distance_buckets(count), expected.numpy())


def test_special_words_have_their_own_numbers():
    given = np.array([101, 2040, 2056, 102, 103, 0])
    assert own_words(given).tolist() == [0, 2044, 2060, 2, 30526, 1]


def test_damaged_weights_are_said_with_the_way_out(tmp_path):
    folder = tmp_path / "packaged_large"
    shutil.copytree(LARGE_READER_FOLDER, folder)
    (folder / "model.onnx").write_bytes(b"not it")
    with pytest.raises(ReaderError, match="git checkout -- assistant/readers/packaged_large"):
        LargeReader(folder=folder).read_closely("Who?", [text(COUNCIL)])
