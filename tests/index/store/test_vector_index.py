from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from index.errors import StoreDamaged, StoreError
from index.store.vector_index import VectorIndex

RNG = np.random.default_rng(4)
VECTORS = RNG.standard_normal((60, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
IDS = [f"p{number}" for number in range(60)]
DOCUMENTS = [number // 3 for number in range(60)]


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(tmp_path / "chroma")
    index.add(IDS, DOCUMENTS, VECTORS)
    yield index
    index.close()


def exact(question: np.ndarray, k: int, among: list[int]) -> list[str]:
    cosines = VECTORS @ question
    return [IDS[i] for i in sorted(among, key=lambda i: -cosines[i])[:k]]


def test_the_nearest_come_first_with_their_cosines(vectors: VectorIndex):
    found = vectors.search(VECTORS[7], 10)
    assert [i for i, _ in found] == exact(VECTORS[7], 10, list(range(60)))
    np.testing.assert_allclose(
        [cosine for _, cosine in found], np.sort(VECTORS @ VECTORS[7])[::-1][:10], atol=1e-5
    )


def test_only_the_given_documents_are_searched(vectors: VectorIndex):
    found = [i for i, _ in vectors.search(VECTORS[7], 5, [1, 4, 9])]
    assert found == exact(VECTORS[7], 5, [3, 4, 5, 12, 13, 14, 27, 28, 29])
    assert vectors.search(VECTORS[7], 5, []) == []


def test_a_search_can_be_limited_to_more_documents_than_sqlite_takes_values(vectors: VectorIndex):
    found = [i for i, _ in vectors.search(VECTORS[7], 5, list(range(2, 40_000)))]
    assert found == exact(VECTORS[7], 5, list(range(6, 60)))


def test_fewer_than_k_are_given_where_there_are_no_more(vectors: VectorIndex, tmp_path: Path):
    assert len(vectors.search(VECTORS[0], 1000)) == 60
    empty = VectorIndex(tmp_path / "empty")
    assert empty.search(VECTORS[0], 5) == []
    assert empty.count() == 0
    empty.close()


def test_adding_again_replaces(vectors: VectorIndex):
    vectors.add(IDS[:2], [77, 77], VECTORS[58:60])
    assert vectors.count() == 60
    assert {i for i, _ in vectors.search(VECTORS[0], 60, [77])} == {"p0", "p1"}


def test_removed_ones_are_gone_and_unknown_ids_are_no_error(vectors: VectorIndex):
    vectors.remove(["p7", "nobody"])
    assert vectors.count() == 59
    assert "p7" not in dict(vectors.search(VECTORS[7], 60))


def test_clearing_leaves_an_empty_index_that_takes_another_dimension(vectors: VectorIndex):
    vectors.clear()
    assert vectors.count() == 0
    vectors.add(["a"], [1], np.eye(1, 5, dtype=np.float32))
    assert dict(vectors.search(np.eye(1, 5, dtype=np.float32)[0], 5)) == {"a": 1.0}


def test_vectors_are_there_when_opened_again(vectors: VectorIndex, tmp_path: Path):
    vectors.close()
    again = VectorIndex(tmp_path / "chroma")
    assert again.search(VECTORS[3], 1)[0][0] == "p3"
    again.close()


def test_files_that_are_no_index_are_reported_with_the_command_that_mends_them(tmp_path: Path):
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreDamaged, match="onrecord index --rebuild"):
        VectorIndex(tmp_path / "chroma")


def test_a_server_that_does_not_answer_is_reported_with_what_to_do(tmp_path: Path):
    with pytest.raises(
        StoreError, match=r"no Chroma server answers at http://127.0.0.1:9 .*chroma run"
    ):
        VectorIndex(tmp_path / "chroma", "http://127.0.0.1:9")


def test_several_threads_open_one_folder_at_once(tmp_path):
    together = Barrier(6)

    def open_and_count(folder):
        together.wait()
        index = VectorIndex(folder)
        try:
            return index.count()
        finally:
            index.close()

    for attempt in range(4):
        folder = tmp_path / str(attempt)
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(open_and_count, [folder] * 6)) == [0] * 6
