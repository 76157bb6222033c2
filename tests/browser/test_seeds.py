"""The first run: the real assistant over `seeds/`, in a real Chromium."""

import pytest
from stand_in import running
from test_chat import ask

from assistant import Assistant
from index.embedding import SentenceEmbedder
from index.store import Store
from index.sync import sync

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, seeds):
    store = Store.create(tmp_path_factory.mktemp("chat") / "store", SentenceEmbedder())
    sync(store, [seeds])
    yield Assistant(store)
    store.close()


@pytest.fixture(scope="module")
def seeds_url(assistant):
    with running(assistant) as address:
        yield address


def test_ask_click_the_marker_and_see_the_exact_words(visit, seeds_url, seeds):
    page = visit(seeds_url)
    exchange = ask(page, "How many times did European states refuse extradition?")
    assert "42 times" in exchange.inner_text()
    exchange.get_by_role("link", name="Source [1]").click()
    card = exchange.get_by_role("region", name="Source 1")
    name, _, place = card.locator("code").inner_text().rpartition(" ")
    start, end = map(int, place.split("-"))
    text = (seeds / name).read_bytes().decode()
    assert card.locator("mark").text_content() == text[start:end]


def test_what_the_statement_does_not_say_is_refused(visit, seeds_url):
    exchange = ask(visit(seeds_url), "Which hospital did the hackers attack in Lisbon?")
    assert "not found in 1 document" in exchange.inner_text()
