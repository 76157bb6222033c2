from pathlib import Path

import pytest

from index.errors import StoreDamaged
from index.store import word_index
from index.store.word_index import MAX_TERMS, WordIndex
from index.text.stemming import stems

TEXTS = [
    ("a", 1, "The minister refused the extradition request."),
    ("b", 1, "Grain prices rose again in the harbour."),
    ("c", 2, "Extradition requests were refused 42 times."),
]


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    index = WordIndex(tmp_path / "words")
    index.add(TEXTS)
    index.commit()
    return index


def ids(found: list[tuple[str, float]]) -> list[str]:
    return [identity for identity, _ in found]


def test_words_are_folded_stemmed_and_without_stop_words():
    assert stems("The Ministers' CAFÉS are refusing") == stems("minister cafe refuse")
    assert stems("the of and") == []


def test_half_a_character_is_no_word():
    assert stems("grain \ud800 price") == ["grain", "price"]


def test_a_text_is_found_by_other_forms_of_its_words(words: WordIndex):
    assert ids(words.search("refusing to extradite: extraditions", 5))[:1] in (["a"], ["c"])
    assert ids(words.search("price", 5)) == ["b"]
    assert words.search("zebra", 5) == []
    assert words.search("the of and ?!", 5) == []


def test_the_best_come_first_and_no_more_than_k(words: WordIndex):
    found = words.search("extradition refused times", 5)
    assert ids(found) == ["c", "a"]
    assert found[0][1] > found[1][1] > 0
    assert ids(words.search("extradition refused times", 1)) == ["c"]


def test_only_the_given_documents_are_searched_and_scores_stay(words: WordIndex):
    everywhere = dict(words.search("extradition grain", 5))
    assert dict(words.search("extradition grain", 5, [2])) == {"c": everywhere["c"]}
    assert words.search("grain", 5, []) == []
    assert words.search("grain", 5, [99]) == []


def test_what_is_added_is_visible_after_the_commit_and_in_a_new_process(tmp_path: Path):
    index = WordIndex(tmp_path / "words")
    index.add(TEXTS)
    assert index.count() == 0
    index.commit()
    index.close()
    again = WordIndex(tmp_path / "words")
    assert again.count() == 3
    assert ids(again.search("harbour", 5)) == ["b"]


def test_removed_documents_are_gone(words: WordIndex):
    words.remove([1])
    words.commit()
    assert words.count() == 1
    assert words.search("grain", 5) == []


def test_replacing_all_leaves_no_trace_of_what_was_removed(words: WordIndex, tmp_path: Path):
    assert not words.must_be_rewritten()
    words.remove([2])
    words.commit()
    assert words.must_be_rewritten()
    words.replace_all(TEXTS[:2])
    assert not words.must_be_rewritten()
    fresh = WordIndex(tmp_path / "fresh")
    fresh.add(TEXTS[:2])
    fresh.commit()
    assert words.count() == fresh.count() == 2
    assert words.search("extradition grain", 5) == fresh.search("extradition grain", 5)


def test_a_large_index_is_rewritten_once_enough_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(word_index, "_PASSAGES_REWRITTEN_AT_ONCE", 50)
    index = WordIndex(tmp_path / "words")
    index.add((f"{number}", number, f"grain of harbour {number}") for number in range(400))
    index.commit()
    index.remove([7, 8, 9])
    index.commit()
    assert not index.must_be_rewritten()
    assert index.count() == 397
    assert index.search("harbour", 500, [7, 8, 9]) == []
    assert len(index.search("harbour", 500)) == 397
    index.remove([10])
    index.commit()
    assert index.must_be_rewritten()


def test_a_rarer_word_weighs_more(words: WordIndex):
    weights = words.inverse_document_frequencies(stems("extradition harbour zebra"))
    extradition, harbour, zebra = weights.values()
    assert 0 < extradition < harbour < zebra


def test_a_long_question_is_cut_to_so_many_words(words: WordIndex):
    filler = " ".join(f"word{number}" for number in range(MAX_TERMS))
    assert ids(words.search(f"grain {filler}", 5)) == ["b"]
    assert words.search(f"{filler} grain", 5) == []


@pytest.mark.parametrize(
    "word", ["中文", "النص", "слово", "ﬁnancial", "e\u0301clair", "\U0001f600x"]
)
def test_other_scripts_are_found(tmp_path: Path, word: str):
    index = WordIndex(tmp_path / "words")
    index.add([("a", 1, f"before {word} after"), ("b", 2, "before after")])
    index.commit()
    assert ids(index.search(word, 5)) == ["a"]


def test_files_that_are_no_index_are_reported_with_the_command_that_mends_them(tmp_path: Path):
    index = WordIndex(tmp_path / "words")
    index.add(TEXTS)
    index.commit()
    index.close()
    (tmp_path / "words" / "meta.json").write_text("{ not JSON")
    with pytest.raises(StoreDamaged, match="onrecord index --rebuild"):
        WordIndex(tmp_path / "words")


def test_what_another_process_commits_is_found(tmp_path):
    reader, writer = WordIndex(tmp_path), WordIndex(tmp_path)
    assert reader.search("extradition", 5) == []
    writer.add([("a", 1, "They refused extradition.")])
    writer.commit()
    assert [found for found, _ in reader.search("extradition", 5)] == ["a"]
