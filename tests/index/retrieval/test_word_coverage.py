import pathlib

import pytest

from index.retrieval.question import QUESTION_STEMS
from index.retrieval.retriever import Retriever
from index.retrieval.word_coverage import sentence_coverages
from index.sync.sync import sync

QUESTIONS = [
    "What did the minister say about the grain tariff in May?",
    "Who refused to extradite the banker?",
    "Why?",
]


@pytest.fixture
def store(hash_store, tmp_path: pathlib.Path):
    (tmp_path / "a.txt").write_text(
        "The tariffs rise in May. Ministers said so twice, said the minister.\n\n"
        "“We do not extradite bankers — ever,” said Anna Lind. …\n" * 20,
        encoding="utf-8",
    )
    (tmp_path / "b.txt").write_text("Grain, grain and MAY. Ça alors.", encoding="utf-8")
    sync(hash_store, [tmp_path])
    return hash_store


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_sentence_has_the_share_that_its_text_has(store, question):
    asked = Retriever(store).retrieve(question).question
    assert not asked.rarity.keys() & QUESTION_STEMS
    ids = [
        row.id
        for info in store.catalogue.documents()
        for row in store.catalogue.index_rows(info.number)
    ]
    passages = list(store.catalogue.passages(ids).values())
    assert len(passages) > 2
    expected = [
        asked.coverage(one.text[start - one.start : end - one.start])
        for one in passages
        for start, end in one.sentences
    ]
    for _ in range(2):  # the second time from what is kept
        assert sentence_coverages(asked.rarity, passages) == pytest.approx(expected)
    assert (max(expected) > 0) is bool(asked.rarity)


def test_the_rarer_the_words_that_are_shared_the_more_of_the_question_is_covered(store):
    infos = {info.name: info for info in store.catalogue.documents()}
    ids = [row.id for row in store.catalogue.index_rows(infos["b.txt"].number)]
    (passage,) = store.catalogue.passages(ids).values()
    texts = [passage.text[start:end] for start, end in passage.sentences]
    assert texts == ["Grain, grain and MAY.", "Ça alors."]
    rarity = {"grain": 3.0, "tariff": 4.0, "may": 1.0}
    assert sentence_coverages(rarity, [passage]).tolist() == [0.5, 0.0]
    assert sentence_coverages({"grain": 3.0}, [passage]).tolist() == [1.0, 0.0]
    assert sentence_coverages({"tariff": 3.0}, [passage]).tolist() == [0.0, 0.0]
    assert sentence_coverages({}, [passage]).tolist() == [0.0, 0.0]
    twice = sentence_coverages(rarity, [passage, passage])
    assert twice.tolist() == [0.5, 0.0, 0.5, 0.0]
