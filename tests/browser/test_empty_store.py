"""A chat that starts without documents: they are uploaded, and can be asked at once."""

from __future__ import annotations

import pytest
from support.assistant_without_models import running

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store

pytestmark = pytest.mark.browser


def test_documents_are_uploaded_into_an_empty_store_and_asked(visit, tmp_path):
    store = Store.create(tmp_path / "store", HashEmbedder())
    path = tmp_path / "harbour.txt"
    path.write_text("The minister said on Monday that the grain tariff would rise in May.\n")
    with running(Assistant(store)) as url:
        page = visit(url)
        page.get_by_text("the store is empty").wait_for()
        page.get_by_label("Your question").fill("What will the grain tariff do?")
        page.get_by_label("Your question").press("Enter")
        page.locator("#exchange-1").get_by_text("there are no documents to search").wait_for()
        page.get_by_role("tab", name="Documents").click()
        page.locator("#or-upload input[type=file]").set_input_files(path)
        page.get_by_text("the store is empty").wait_for(state="detached")
        assert "Ask 1 document;" in page.locator(".or-masthead").inner_text()
        page.context.close()
    store.close()
