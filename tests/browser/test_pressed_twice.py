"""A question asked twice at once: by two presses of Enter, or by a double click.

Only the first one counts. The page stays whole meanwhile, and keeps what is typed into it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.assistant_without_models import StandIn
from support.chat_page import ANSWERED, NOT_FOUND, ask

pytestmark = pytest.mark.browser

TYPED = "typed while the first question is answered"


def press_enter_twice(page) -> None:
    page.get_by_label("Your question").fill(ANSWERED)
    page.get_by_label("Your question").evaluate(
        """box => {
          const enter = { key: "Enter", code: "Enter", bubbles: true, cancelable: true };
          box.dispatchEvent(new KeyboardEvent("keypress", enter));
          box.dispatchEvent(new KeyboardEvent("keypress", enter));
        }"""
    )


def double_click_ask(page) -> None:
    page.get_by_label("Your question").fill(ANSWERED)
    page.get_by_role("button", name="Ask", exact=True).dblclick(no_wait_after=True)


def double_click_an_example(page) -> None:
    page.locator("#or-examples button").first.dblclick(no_wait_after=True)


WAYS = [press_enter_twice, double_click_ask, double_click_an_example]


@pytest.mark.parametrize("ask_twice", WAYS)
def test_the_page_stays_whole_and_keeps_what_is_typed_meanwhile(
    visit, start, ask_twice: Callable[..., None]
):
    slow = StandIn()
    slow.go_on.clear()
    page = visit(start(slow))
    ask_twice(page)
    page.locator("#exchange-1 .or-pending").wait_for()
    page.get_by_label("Your question").fill(TYPED)
    page.wait_for_timeout(500)  # both presses have reached the server and come back
    assert page.get_by_label("Your question").input_value() == TYPED
    assert page.get_by_role("button", name="Stop").is_visible()
    slow.go_on.set()
    page.locator("#exchange-1 .or-facts").wait_for()
    assert page.get_by_label("Your question").input_value() == TYPED
    assert page.locator(".or-exchange").count() == 1
    button = page.get_by_role("button", name="Ask", exact=True)
    button.wait_for()
    assert button.inner_text() == "Ask"
    assert not page.get_by_role("button", name="Stop").is_visible()
    assert page.locator(".or-hint").count() == 0
    ask(page, NOT_FOUND, number=2)


@pytest.mark.parametrize("ask_twice", WAYS)
def test_a_quick_answer_is_given_once(visit, start, ask_twice: Callable[..., None]):
    page = visit(start(StandIn()))
    ask_twice(page)
    page.locator("#exchange-1 .or-facts").wait_for()
    page.wait_for_timeout(500)  # both presses have reached the server and come back
    assert page.locator(".or-exchange").count() == 1
    ask(page, NOT_FOUND, number=2)


def test_asking_again_twice_leaves_one_answer(visit, start):
    slow = StandIn()
    page = visit(start(slow))
    ask(page, ANSWERED)
    slow.go_on.clear()
    page.get_by_role("button", name="Ask again").dblclick(no_wait_after=True)
    page.locator("#exchange-1 .or-pending").wait_for()
    page.get_by_label("Your question").fill(TYPED)
    page.wait_for_timeout(500)  # both presses have reached the server and come back
    assert page.get_by_label("Your question").input_value() == TYPED
    slow.go_on.set()
    page.locator("#exchange-1 .or-facts").wait_for()
    assert page.locator(".or-exchange").count() == 1
    assert page.get_by_role("button", name="Ask", exact=True).inner_text() == "Ask"
