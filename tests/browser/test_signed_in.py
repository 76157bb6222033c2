"""A chat with a sign-in: the user's name and "Sign out" stay at the top of the page."""

from __future__ import annotations

import pytest
from support.assistant_without_models import running

from assistant import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store

pytestmark = pytest.mark.browser


def test_sign_out_is_still_there_after_an_upload_and_a_removal(browser, tmp_path):
    store = Store.create(tmp_path / "store", HashEmbedder())
    path = tmp_path / "harbour.txt"
    path.write_text("The minister said on Monday that the grain tariff would rise in May.\n")
    with running(Assistant(store), auth=("ada", "s3cret pass")) as url:
        page = browser.new_context().new_page()
        page.goto(url)
        page.get_by_label("User").fill("ada")
        page.get_by_label("Password").fill("s3cret pass")
        page.get_by_label("Password").press("Enter")
        header = page.locator(".or-masthead")
        header.get_by_text("ada").wait_for()
        page.get_by_role("tab", name="Documents").click()
        page.locator("#or-upload input[type=file]").set_input_files(path)
        header.get_by_text("Ask 1 document;").wait_for()
        assert header.get_by_role("button", name="Sign out").is_visible()
        page.get_by_role("button", name="Remove harbour.txt").click()
        page.get_by_role("button", name="Remove from the store").click()
        header.get_by_text("Ask 0 documents;").wait_for()
        assert header.get_by_role("button", name="Sign out").is_visible()
        header.get_by_role("button", name="Sign out").click()
        page.get_by_label("Password").wait_for()
        page.context.close()
    store.close()
