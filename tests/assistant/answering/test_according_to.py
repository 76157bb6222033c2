""" "According to X" is answered with X's words or documents, where there are any."""

from __future__ import annotations

import pytest
from support.few_documents import make_assistant

from assistant.answering.according_to import keep_of_source, source_named
from assistant.answering.candidates import find_candidates
from index.retrieval.retriever import Retriever

TEXTS = {
    "fire.txt": (
        "The fire started in the loft, said Fire Chief Nora Lund. The fire started in the cellar,"
        " said Piet Marsh, who owns the mill.\n"
    ),
    "report.txt": (
        "Fire at the mill\n\nOffice of Building Inspectors\n\nThe fire started in the yard.\n"
    ),
}
METADATA = "file,title,outlet,date\nfire.txt,Fire at the mill,Gazette,2021-06-07\n"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return Retriever(make_assistant(tmp_path_factory.mktemp("fire"), TEXTS, METADATA).store)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Piet Marsh", ["in the cellar"]),
        ("the fire chief Nora Lund", ["in the loft"]),
        ("the inspectors", ["in the yard"]),
        ("the mayor", ["in the loft", "in the cellar", "in the yard"]),
        ("the report", ["in the loft", "in the cellar", "in the yard"]),
    ],
)
def test_the_sentences_of_the_source_are_kept(retriever: Retriever, source: str, told: list[str]):
    found = retriever.retrieve(f"Where did the fire start according to {source}?")
    kept = keep_of_source(find_candidates(found.passages), found.question)
    places = ["in the loft", "in the cellar", "in the yard"]
    assert [one for one in places if any(one in kept_one.text for kept_one in kept)] == told


def test_a_source_is_a_name_or_whoever_is_described():
    assert source_named("According to Ada Brandt, who paid?") == "Ada Brandt"
    assert source_named("Who paid according to the unions?") == "the unions"
    assert source_named("Who paid according to the documents?") is None
    assert source_named("Who paid?") is None
