"""What browser tests do on the chat page, and two questions to do it with."""

ANSWERED = "With which countries is the cooperation currently most active, jointly conducted?"
NOT_FOUND = "Who won the chess tournament in Reykjavik?"


def ask(page, question, number=1):
    """Ask with the Enter key; the exchange, once it holds an answer."""
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    exchange = page.locator(f"#exchange-{number}")
    exchange.locator(".or-facts, .or-problem").first.wait_for()
    return exchange


def assert_fits(page):
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def open_source(link):
    """Follow a link into the source view; the mark in it."""
    link.click()
    mark = link.page.locator("#or-quote")
    mark.wait_for()
    return mark
