"""The documentation of the functions for programs, as a person reads it."""

import pytest

pytestmark = pytest.mark.browser


def test_it_names_every_function_with_types_and_meanings(browser, url):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    hosts = []
    page.on("request", lambda request: hosts.append(request.url))
    page.goto(f"{url}/?view=api")
    page.get_by_text("5 API endpoints").wait_for()
    text = page.locator("body").inner_text()
    for name in ("/ask", "/search", "/cite", "/check_draft", "/statements"):
        assert name in text
    assert "question str Required" in " ".join(text.split())
    assert "Only statements by these people, by name." in text
    assert "Only documents dated this day or later, such as 2016-10-31." in text
    assert "/respond" not in text
    assert all(host.startswith((url, "data:")) for host in hosts)
    page.context.close()
