"""Documents with running heads, broken lines and divided words, in every output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.browse.statements import list_statements
from assistant.citations.answer_wording import answer_text
from assistant.citations.passage_json import passage_facts
from index.embedding.hash_embedder import HashEmbedder
from index.ingest.loading import sha256_of
from index.records import Document, LineBox, MarkKind, ReadingMark
from index.store.store import Store
from index.sync.batch_writer import BatchWriter, SyncReport
from index.sync.sync import rebuild, remove_documents

TEXT = (
    "MINISTRY OF WATERWAYS, 3 June 2021\n"
    "The reservoir will be lowered by two metres until\n\n"
    "1\nMINISTRY OF WATERWAYS\n\n"
    "the end of August, **Anna Kowalik** said.\n"
    "“We have inspected all nineteen gates, and the\n  govern-\n  ment will replace four of them,” "
    "she told reporters.\n"
)
HEAD = "\n\n1\nMINISTRY OF WATERWAYS\n\n"


def _marks() -> list[ReadingMark]:
    start = TEXT.index(HEAD)
    marks = [ReadingMark(start, start + len(HEAD), MarkKind.ASIDE)]
    marks += [ReadingMark(*m.span(), MarkKind.NOTHING) for m in re.finditer(r"\*\*", TEXT)]
    marks += [ReadingMark(*m.span(), MarkKind.DIVISION) for m in re.finditer(r"-\n  ", TEXT)]
    marks += [ReadingMark(*m.span(), MarkKind.SPACE) for m in re.finditer(r"(?<!-)\n  ", TEXT)]
    return marks


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    folder = tmp_path_factory.mktemp("marked")
    store = Store.create(folder / "store", HashEmbedder())
    document = Document(
        name="dam.txt", path=folder / "dam.txt", text=TEXT, sha256="0" * 64, date="2021-06-03",
        pages=(0, TEXT.index("the end of August")), marks=_marks(),
    )  # fmt: skip
    with store.writing():
        writer = BatchWriter(store, SyncReport(), {})
        writer.queue_document(document, "")
        writer.flush()
    return Assistant(store, "small")


def test_an_answer_is_read_without_the_head_and_cites_the_characters(assistant: Assistant) -> None:
    answer = assistant.ask("How far, and until when, will the reservoir be lowered?")

    assert answer.short_answer == "by two metres until the end of August"
    (citation,) = answer.citations[:1]
    assert TEXT[citation.start : citation.end] == citation.quote
    assert HEAD in citation.quote
    assert citation.read_as is not None
    assert "two metres until the end of August, Anna Kowalik said" in citation.read_as
    assert "two metres until the end of August" in answer.text
    cited = TEXT[citation.answer_start : citation.answer_end]
    assert cited == f"by two metres until{HEAD}the end of August"
    assert citation.page == 1
    emphasised = answer_text(answer.citations, ("<", ">"))
    assert "<by two metres until the end of August>, Anna Kowalik said" in emphasised
    for passage in answer.retrieved:
        assert TEXT[passage.start : passage.end].startswith("MINISTRY")


@pytest.mark.parametrize(
    "quote",
    [
        "the reservoir will be lowered by two metres until the end of August",
        "the government will replace four of them",
        "the end of August, Anna Kowalik said",
    ],
)
def test_a_true_quote_is_verbatim_and_its_place_resolves(assistant: Assistant, quote: str) -> None:
    verdict = assistant.check_quote(quote)

    assert verdict.verdict == "verbatim"
    match = verdict.matches[0]
    assert TEXT[match.start : match.end] == match.text
    assert "".join(words for kind, words in match.diff if kind != "insert") == (
        match.read_as or match.text
    )


def test_what_is_no_content_is_no_quote(assistant: Assistant) -> None:
    verdict = assistant.check_quote("two metres until 1 MINISTRY OF WATERWAYS the end of August")

    assert verdict.verdict == "altered"


def test_statements_resolve_and_have_their_speakers(assistant: Assistant) -> None:
    statements = list(list_statements(assistant.store))

    assert [statement.speaker for statement in statements] == ["Anna Kowalik", "Anna Kowalik"]
    for statement in statements:
        assert TEXT[statement.start : statement.end] == statement.text
    assert "government will" in (statements[1].read_as or "")


def test_passages_of_a_search_resolve(assistant: Assistant) -> None:
    for ranked in assistant.retriever.retrieve("reservoir").passages:
        facts = passage_facts(ranked)
        assert "until the end of August" in facts["text"]
        assert TEXT[facts["start"] : facts["end"]].endswith("told reporters.")


def test_a_rebuild_keeps_the_marks_of_a_file_that_is_gone(assistant: Assistant) -> None:
    store = assistant.store
    rebuild(store)

    (info,) = store.catalogue.documents()
    assert "until the end of August" in store.catalogue.reading_text(info).text
    assert assistant.check_quote("the government will replace four").verdict == "verbatim"


def test_removing_a_document_removes_its_marks(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", HashEmbedder())
    with store.writing():
        writer = BatchWriter(store, SyncReport(), {})
        writer.queue_document(
            Document(
                name="a.txt", path=tmp_path / "a.txt", text=TEXT, sha256="1" * 64, marks=_marks()
            ),
            "",
        )
        writer.flush()
    (info,) = store.catalogue.documents()
    remove_documents(store, [info])

    assert store.catalogue.reading_text(info).text == ""


def test_boxes_of_lines_are_those_of_the_cited_lines(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", HashEmbedder())
    starts = [at for at, character in enumerate(TEXT) if at == 0 or TEXT[at - 1] == "\n"]
    boxes = [
        LineBox(start, start + 5, 72.0, 10.0 * number, 400.0, 10.0 * number + 9)
        for number, start in enumerate(starts)
    ]
    document = Document(
        name="a.pdf", path=tmp_path / "a.pdf", text=TEXT, sha256="1" * 64, boxes=boxes
    )
    number = store.catalogue.add_pending(document, "")

    assert store.catalogue.boxes(number, starts[2] + 1, starts[4] + 1) == boxes[2:5]
    assert store.catalogue.boxes(number, starts[0] + 10, starts[0] + 11) == []


def test_a_rebuild_by_another_process_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "documents" / "a.txt"
    file.parent.mkdir()
    file.write_text(TEXT)
    store = Store.create(tmp_path / "store", HashEmbedder())
    with store.writing():
        writer = BatchWriter(store, SyncReport(), {})
        sha256 = sha256_of(TEXT.encode())
        writer.queue_document(
            Document(name="a.txt", path=file, text=TEXT, sha256=sha256, marks=_marks()), ""
        )
        writer.flush()
    reader = Store.open(tmp_path / "store", HashEmbedder())
    (info,) = reader.catalogue.documents()
    assert "**" not in reader.catalogue.reading_text(info).text
    store.catalogue.write_manifest({**store.catalogue.manifest(), "reading": "0"})
    rebuild(store)
    reader.catalogue.rebuild_counter()

    # Plain text has no markup.
    assert "**" in reader.catalogue.reading_text(info).text
