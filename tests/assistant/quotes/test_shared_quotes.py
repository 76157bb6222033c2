"""The quotes beside the repository: every verdict is right, and no changed quote passes."""

import json

import pytest
from support.quote_library import Library

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync


@pytest.mark.shared
def test_the_quotes_of_some_articles(shared, tmp_path):
    news = shared / "data" / "news"
    rows = [json.loads(line) for line in (news / "quotes.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["document"]][::6] + [r for r in rows if not r["document"]]
    named = {row["document"] for row in rows if row["document"]}
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [path for path in (news / "text").rglob("*.txt") if path.name in named])
    library = Library(store)
    wrong = []
    for row in rows:
        verdict = library.check(row["quote"], row.get("speaker"), nearest=False)
        if verdict.verdict != row["verdict"]:
            wrong.append((row["id"], row["kind"], verdict.verdict))
        if row["document"]:
            places = [m for m in verdict.matches if m.document == row["document"]]
            assert any(m.start < row["end"] and m.end > row["start"] for m in places), row["id"]
    # A description in the source may be anybody, so that a wrong speaker can stay unclear.
    passed = [case for case in wrong if case[2] in ("verbatim", "elided")]
    assert {kind for _, kind, _ in passed} <= {"wrong speaker"}, wrong
    assert len(wrong) <= 0.03 * len(rows), wrong
