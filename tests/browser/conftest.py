"""A served chat, and a Chromium whose requests, errors and dialogs are noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.assistant_without_models import StandIn, running

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module", autouse=True)
def _remembered_models(remembered_models: None) -> None:
    """Most tests here ask the same questions of the same documents."""


@dataclass
class Noted:
    """What happened on a page that the tests can't see on it."""

    hosts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def assistant_under_test() -> StandIn:
    """What the chat is served over."""
    return StandIn()


@pytest.fixture(scope="session")
def url(assistant_under_test) -> Iterator[str]:
    with running(assistant_under_test) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM.is_file():
        pytest.skip(f"needs Chromium at {CHROMIUM}: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def start() -> Iterator[Callable[..., str]]:
    """Serves a chat of a test's own, until the pages of `visit` are closed: its address."""
    with ExitStack() as served:
        yield lambda assistant, **options: served.enter_context(running(assistant, **options))


@pytest.fixture
def visit(browser, start) -> Iterator[Callable]:
    """Opens an address as a new visitor; checks at the end that nothing unseen went wrong.

    It asks for `start`, so that a page that is still being sent to outlives no server.
    """
    contexts, notes = [], []

    def open_page(address: str, **options):
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        page, noted = context.new_page(), Noted()
        contexts.append(context)
        notes.append(noted)
        page.on("request", lambda request: noted.hosts.append(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: noted.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and noted.errors.append(m.text))
        page.on("dialog", lambda dialog: (noted.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        page.get_by_label("Your question").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {host for noted in notes for host in noted.hosts if host} == {"127.0.0.1"}
    assert [error for noted in notes for error in noted.errors] == []
    assert [text for noted in notes for text in noted.dialogs] == []
