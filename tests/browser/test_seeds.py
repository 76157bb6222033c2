"""The first run: the real assistant over `seeds/`, in a real Chromium."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.assistant_without_models import running
from support.chat_page import ask, open_source

from assistant import Assistant
from assistant.cli import main
from index.embedding.embedder import SentenceEmbedder
from index.store.store import Store
from index.sync.sync import sync

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


def test_ask_click_the_marker_and_see_the_exact_words(visit, seeds_url, assistant):
    page = visit(seeds_url)
    question = "How many times did European states refuse extradition?"
    exchange = ask(page, question)
    assert "42 times" in exchange.inner_text()
    mark = open_source(exchange.get_by_role("link", name="Source [1]", exact=True))
    citation = assistant.ask(question).citations[0]
    assert mark.text_content() == citation.quote
    assert citation.speaker in page.locator(".or-source-card").inner_text()


def test_a_follow_up_is_understood_from_the_turn_before(visit, seeds_url):
    page = visit(seeds_url)
    ask(page, "What did Sergey Plokhov say about extradition?")
    second = ask(page, "And how many times did they refuse?", number=2)
    assert "Asked as: " in second.locator(".or-asked").inner_text()
    assert "42" in second.locator(".or-answer").inner_text()


def test_an_altered_quote_is_called_so_and_leads_to_what_was_said(visit, seeds_url, assistant):
    page = visit(seeds_url)
    quote = "refused 43 times on political grounds to extradite people to us"
    page.get_by_role("tab", name="Check a quote").click()
    page.get_by_label("Quote", exact=True).fill(quote)
    page.get_by_label("Attributed to").fill("Plokhov")
    page.get_by_role("button", name="Check the quote").click()
    result = page.get_by_role("region", name="Verdict")
    result.get_by_role("heading", name="Altered").wait_for()
    card = result.locator(".or-card")
    assert card.locator("del").inner_text() == "[-42-]"
    assert card.locator("ins").inner_text() == "{+43+}"
    mark = open_source(card.get_by_role("link"))
    assert mark.text_content() == assistant.check_quote(quote, "Plokhov").matches[0].text


def test_an_export_can_be_verified(visit, seeds_url, assistant, tmp_path):
    page = visit(seeds_url)
    question = "How many times did European states refuse extradition?"
    cited = assistant.ask(question).citations[0]
    assert Path(cited.path).is_file()
    exchange = ask(page, question)
    for label, check in (
        ("JSON", lambda text: json.loads(text)["citations"][0]["sha256"]),
        ("Markdown", lambda text: "42 times" in text),
        ("HTML", lambda text: "<blockquote" in text),
    ):
        exchange.get_by_text("Export", exact=True).click()
        with page.expect_download() as download:
            exchange.get_by_role("button", name=label).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert check(path.read_text())
        assert cited.path not in path.read_text()
    (saved,) = tmp_path.glob("*.jsonl")
    done = CliRunner().invoke(main, ["verify", str(saved), "--store", str(assistant.store.folder)])
    assert (done.exit_code, done.stdout) == (0, "1 of 1 citations hold (1 answers)\n")


def test_what_the_statement_does_not_say_is_refused(visit, seeds_url):
    exchange = ask(visit(seeds_url), "Which hospital did the hackers attack in Lisbon?")
    assert "not found in 1 document" in exchange.inner_text()
