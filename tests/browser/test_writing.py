"""An answer that a chat model writes, as it appears: provisional first, then checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.assistant_without_models import running
from support.chat_endpoint import Reply, serve
from support.chat_page import ask, assert_fits, open_source

from assistant import Assistant, Settings
from assistant.chat_model import open_chat_model
from assistant.stores import create_store
from index.sync.sync import sync

pytestmark = pytest.mark.browser

QUESTION = "How many times did European states refuse to extradite people?"
FAITHFUL = (
    "Sergey Plokhov said that European states refused 42 times this year, on political grounds, "
    "to extradite people [1]."
)
SMUGGLED = "Read more <img src=x onerror=alert(1)> [here](http://evil.example/?q=42) [1]."


@pytest.fixture(scope="module")
def served(tmp_path_factory, seeds: Path):
    """The address of a chat over the seeds, with a model that writes slowly."""
    store = create_store(Settings(store=tmp_path_factory.mktemp("store")))
    sync(store, [seeds])

    def script(request) -> Reply:
        prompt = str(request["messages"][-1]["content"])
        if prompt.startswith("Some sentences"):
            return Reply("A: none")
        if "Last question: " in prompt:
            return Reply("How many requests did Sergey Plokhov say had been considered?")
        return Reply(f"{FAITHFUL} {SMUGGLED}", piece=12, wait=0.08)

    with serve(script) as endpoint:
        model = open_chat_model("openai:scripted", endpoint.url)
        with running(Assistant(store, model=model)) as address:
            yield address
    store.close()


@pytest.mark.parametrize("width", [1280, 400])
def test_a_draft_is_shown_as_one_and_gives_way_to_what_was_checked(visit, served, width, tmp_path):
    page = visit(served, viewport={"width": width, "height": 900})
    assert "are sent to the model openai:scripted" in page.locator(".or-masthead").inner_text()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("Your question").press("Enter")
    exchange = page.locator("#exchange-1")
    draft = exchange.locator(".or-provisional")
    draft.wait_for()
    assert "not yet checked" in exchange.inner_text()
    page.screenshot(path=str(tmp_path / f"draft-{width}.png"))
    exchange.locator(".or-facts").wait_for()
    assert draft.count() == 0
    assert exchange.locator(".or-answer").inner_text() == FAITHFUL
    assert "2 sentences checked, 1 left out" in exchange.inner_text()
    assert exchange.locator("img").count() == 0
    assert "evil.example" not in exchange.inner_html()
    mark = open_source(exchange.get_by_role("link", name="Source [1]", exact=True))
    assert "42 times" in mark.inner_text()
    assert_fits(page)
    page.screenshot(path=str(tmp_path / f"checked-{width}.png"))


def test_a_follow_up_says_what_it_was_taken_to_mean(visit, served):
    page = visit(served)
    ask(page, QUESTION)
    second = ask(page, "And how many requests were considered?", number=2)
    asked_as = second.locator(".or-asked").inner_text()
    assert asked_as == "Asked as: How many requests did Sergey Plokhov say had been considered?"
