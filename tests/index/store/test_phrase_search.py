from pathlib import Path

import pytest

from index.store.word_index import WordIndex

TEXTS = [
    ("a", 1, "The minister said the grain tariff would not rise. It is what it is."),
    ("b", 2, "“The grain tariff would not rise,” the café’s owner read in 2016."),
    ("c", 3, "Tariff grain the. Rise not would the harbour 部长说了什么."),
]


@pytest.fixture
def phrases(tmp_path: Path) -> WordIndex:
    index = WordIndex(tmp_path / "words", phrases=True)
    index.add(TEXTS)
    index.commit()
    return index


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (["the grain tariff would not rise"], {1, 2}),
        (["THE GRAIN TARIFF"], {1, 2}),
        (["it is what it is"], {1}),
        (["the café’s owner"], {2}),
        (["cafe's owner"], {2}),
        (["grain tariff", "in 2016"], {2}),
        (["grain harbour"], set()),
        (["zebra"], set()),
        (["长说"], {3}),
        (["minister said the grain tariff would not rise it is what it is"], {1}),
        ([], set()),
        (["…"], set()),
    ],
)
def test_documents_are_found_by_their_words_in_order(phrases: WordIndex, wanted, numbers):
    assert set(phrases.documents_with_phrases(wanted, 10)) == numbers


def test_only_the_given_documents_are_searched(phrases: WordIndex):
    assert phrases.documents_with_phrases(["grain tariff"], 10, [2, 3]) == [2]
    assert phrases.documents_with_phrases(["grain tariff"], 10, []) == []
    assert phrases.documents_sharing_phrases("the grain tariff would rise", 10, [1]) == [1]
    assert phrases.documents_sharing_phrases("the grain tariff", 10, []) == []


def test_documents_that_share_most_phrases_come_first(phrases: WordIndex):
    assert phrases.documents_sharing_phrases(
        "the minister said the grain tariff might rise", 1
    ) == [1]
    assert phrases.documents_sharing_phrases("zebra crossing ahead", 5) == []
    assert phrases.documents_sharing_phrases("?!", 5) == []


def test_bm25_is_the_same_with_phrases(tmp_path: Path, phrases: WordIndex):
    plain = WordIndex(tmp_path / "plain")
    plain.add(TEXTS)
    plain.commit()
    assert phrases.search("grain tariff in the harbour", 5) == plain.search(
        "grain tariff in the harbour", 5
    )


def test_operators_and_halves_of_characters_are_only_text(phrases: WordIndex):
    for text in ('grain" (', "grain*~^+-", "\\grain [:]", "grain \ud800"):
        assert set(phrases.documents_with_phrases([text], 5)) == {1, 2, 3}
        assert set(phrases.documents_sharing_phrases(text, 5)) == {1, 2, 3}
