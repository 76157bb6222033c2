"""Conversations as their users have them: kept, opened again, changed, each apart."""

from __future__ import annotations

import json

import pytest
from support.assistant_without_models import StandIn
from support.chat_page import ANSWERED, NOT_FOUND, ask

pytestmark = pytest.mark.browser

OTHER = "How often did competent authorities of European states refuse extradition?"


@pytest.fixture
def served(start):
    """A stand-in and its address, without conversations of other tests."""
    assistant = StandIn()
    return assistant, start(assistant)


def past(page):
    """The list of past conversations, opened."""
    page.locator(".or-past summary").click()
    return page.locator(".or-past li")


def test_a_past_conversation_is_there_after_a_reload_and_goes_on(visit, served):
    _, url = served
    page = visit(url)
    ask(page, ANSWERED)
    ask(page, NOT_FOUND, number=2)
    page.reload()
    page.get_by_label("Your question").wait_for()
    assert page.locator(".or-exchange").count() == 0
    entry = past(page)
    assert "2 questions" in entry.inner_text()
    entry.get_by_role("button", name=ANSWERED).first.click()
    page.locator("#exchange-2 .or-facts").wait_for()
    assert page.locator("#question-1").text_content() == ANSWERED
    page.locator("#exchange-1").get_by_role("link", name="Source [1]", exact=True).click()
    page.locator("#or-quote").wait_for()
    page.keyboard.press("Escape")
    ask(page, OTHER, number=3)
    assert "3 questions" in past(page).inner_text()


def test_two_users_have_their_own_conversations(visit, served):
    assistant, url = served
    one, two = visit(url), visit(url)
    ask(one, ANSWERED)
    ask(two, OTHER)
    for page, own in ((one, ANSWERED), (two, OTHER)):
        page.reload()
        page.get_by_label("Your question").wait_for()
        entries = past(page)
        assert entries.count() == 1
        assert own in entries.inner_text()
    assert len(list(assistant.history.folder.iterdir())) == 2


def test_a_conversation_is_deleted_only_when_it_is_said_twice(visit, served):
    assistant, url = served
    page = visit(url)
    ask(page, ANSWERED)
    entry = past(page)
    entry.get_by_role("button", name="Delete").click()
    entry.get_by_role("button", name="Delete for good").click()
    page.locator(".or-past").wait_for(state="detached")
    assert page.locator(".or-exchange").count() == 0
    assert list(assistant.history.folder.rglob("*.jsonl")) == []


def test_a_new_conversation_begins_empty_and_the_old_one_is_kept(visit, served):
    _, url = served
    page = visit(url)
    ask(page, ANSWERED)
    page.get_by_role("button", name="New conversation").click()
    page.locator(".or-exchange").wait_for(state="detached")
    page.locator("#or-examples").wait_for()
    ask(page, OTHER)
    assert past(page).count() == 2


def test_a_running_question_is_stopped_and_comes_back_into_the_box(visit, served):
    assistant, url = served
    page = visit(url)
    ask(page, NOT_FOUND)
    assistant.go_on.clear()
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    page.locator("#exchange-2 .or-pending").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Ask", exact=True).wait_for()
    assert page.locator(".or-exchange").count() == 1
    assert box.input_value() == ANSWERED
    assistant.go_on.set()
    box.press("Enter")
    page.locator("#exchange-2 .or-facts").wait_for()


def edit_question(page):
    """Begins to edit the last question; gives the sign that it is edited, and the box."""
    page.get_by_role("button", name="Edit question").click()
    hint = page.get_by_text("its answer is replaced")
    hint.wait_for()
    return hint, page.get_by_label("Your question")


def test_the_last_question_is_edited_and_its_answer_replaced(visit, served):
    assistant, url = served
    page = visit(url)
    ask(page, OTHER)
    ask(page, NOT_FOUND, number=2)
    _, box = edit_question(page)
    assert box.input_value() == NOT_FOUND
    box.fill(ANSWERED)
    box.press("Enter")
    page.get_by_role("heading", name=ANSWERED).wait_for()
    page.locator("#exchange-2 .or-facts").wait_for()
    assert page.locator(".or-exchange").count() == 2
    (kept,) = assistant.history.folder.rglob("*.jsonl")
    asked = [json.loads(line)["question"] for line in kept.read_text().splitlines()[1:]]
    assert asked == [OTHER, ANSWERED]


@pytest.mark.parametrize("way", ["Escape", "emptied", "button"])
def test_the_editing_of_a_question_can_be_given_up(visit, served, way):
    assistant, url = served
    page = visit(url)
    ask(page, NOT_FOUND)
    hint, box = edit_question(page)
    assert box.evaluate("box => box === document.activeElement")
    if way == "Escape":
        box.press("Escape")
    elif way == "emptied":
        box.press("Control+a")
        box.press("Delete")
    else:
        page.get_by_role("button", name="Cancel editing").click()
    hint.wait_for(state="detached")
    assert box.input_value() == ""
    assert box.evaluate("box => box === document.activeElement")
    ask(page, ANSWERED, number=2)
    assert page.locator("#question-1").text_content() == NOT_FOUND
    (kept,) = assistant.history.folder.rglob("*.jsonl")
    assert len(kept.read_text().splitlines()) == 3


def test_a_stopped_edit_is_still_one_and_escape_elsewhere_changes_nothing(visit, served):
    assistant, url = served
    page = visit(url)
    ask(page, NOT_FOUND)
    hint, box = edit_question(page)
    assistant.go_on.clear()
    box.press("Enter")
    hint.wait_for(state="detached")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped. Your question").wait_for()
    hint.wait_for()
    assistant.go_on.set()
    page.get_by_role("button", name="Ask", exact=True).focus()
    page.keyboard.press("Escape")
    box.press("Enter")
    hint.wait_for(state="detached")
    page.locator("#exchange-1 .or-facts").wait_for()
    assert page.locator(".or-exchange").count() == 1


def test_asking_again_replaces_the_last_answer(visit, served):
    assistant, url = served
    page = visit(url)
    assert "secret" not in ask(page, "please explode").inner_text()
    page.get_by_role("button", name="Ask again").click()
    page.locator("#exchange-1 .or-problem").wait_for()
    assert page.locator(".or-exchange").count() == 1
    ask(page, ANSWERED, number=2)
    page.get_by_role("button", name="Ask again").click()
    page.locator("#exchange-2 .or-facts").wait_for()
    (kept,) = assistant.history.folder.rglob("*.jsonl")
    assert len(kept.read_text().splitlines()) == 2


def test_an_opinion_and_its_comment_are_kept(visit, served):
    assistant, url = served
    page = visit(url)
    exchange = ask(page, ANSWERED)
    exchange.get_by_role("button", name="Not helpful").click()
    exchange.get_by_label("What was wrong, or missing?").fill("<b>No</b> date")
    exchange.get_by_role("button", name="Save comment").click()
    exchange.get_by_text("Thank you").wait_for()
    assert exchange.locator("q").text_content() == "<b>No</b> date"
    pressed = exchange.get_by_role("button", name="Not helpful").get_attribute("aria-pressed")
    assert pressed == "true"
    (opinion,) = assistant.feedback.opinions()
    assert (opinion.helpful, opinion.comment, opinion.question) == (
        False,
        "<b>No</b> date",
        ANSWERED,
    )


def praised(page):
    """A first exchange whose answer was called helpful, and why."""
    exchange = ask(page, ANSWERED)
    exchange.get_by_role("button", name="Helpful", exact=True).click()
    exchange.get_by_label("What was good?").fill("Clear")
    exchange.get_by_role("button", name="Save comment").click()
    exchange.get_by_text("Thank you").wait_for()
    return exchange


def rating(page, name):
    """Whether the first answer is marked so."""
    button = page.locator("#exchange-1").get_by_role("button", name=name, exact=True)
    return button.get_attribute("aria-pressed") == "true"


def test_a_rating_is_there_when_the_conversation_is_opened_again(visit, served):
    assistant, url = served
    page = visit(url)
    exchange = praised(page)
    page.get_by_role("button", name="New conversation").click()
    page.locator(".or-exchange").wait_for(state="detached")
    past(page).get_by_role("button", name=ANSWERED).first.click()
    exchange.locator(".or-facts").wait_for()
    assert rating(page, "Helpful")
    assert not rating(page, "Not helpful")
    assert exchange.locator("q").text_content() == "Clear"
    page.get_by_role("button", name="New conversation").click()
    page.locator(".or-exchange").wait_for(state="detached")
    # Opinions that can't be read leave the conversation readable.
    assistant.feedback.path.write_text("damaged\n")
    past(page).get_by_role("button", name=ANSWERED).first.click()
    exchange.locator(".or-facts").wait_for()
    assert not rating(page, "Helpful")


def test_a_comment_outlives_a_second_press_and_a_change_of_mind(visit, served):
    assistant, url = served
    page = visit(url)
    exchange = praised(page)
    exchange.get_by_role("button", name="Helpful", exact=True).click()
    exchange.get_by_role("button", name="Not helpful").click()
    page.locator("[data-helpful=false][aria-pressed=true]").wait_for()
    assert exchange.locator("q").text_content() == "Clear"
    (opinion,) = assistant.feedback.opinions()
    assert (opinion.helpful, opinion.comment) == (False, "Clear")


@pytest.mark.parametrize("size", [(1280, 700), (400, 800)])
def test_the_form_for_a_comment_opens_in_sight(visit, served, size):
    _, url = served
    page = visit(url, viewport={"width": size[0], "height": size[1]})
    ask(page, ANSWERED)
    ask(page, ANSWERED, number=2).get_by_role("button", name="Not helpful").click()
    page.locator("#comment-2").wait_for()
    page.wait_for_function(
        "document.querySelector('.or-comment').getBoundingClientRect().bottom"
        " <= document.getElementById('or-composer').getBoundingClientRect().top"
    )
    assert page.locator(".or-comment").bounding_box()["y"] >= 0


def test_what_was_about_to_be_deleted_is_asked_again_later(visit, served):
    _, url = served
    page = visit(url)
    ask(page, ANSWERED)
    entry, summary = past(page), page.locator(".or-past summary")
    for leave in (summary.click, page.get_by_role("heading", name="On Record").click):
        entry.locator(".or-delete").click()
        assert entry.locator(".or-delete").text_content() == "Delete for good"
        leave()
        summary.click()
        assert entry.locator(".or-delete").text_content() == "Delete"
        assert entry.get_by_role("button", name=f"Delete: {ANSWERED}").is_visible()
    entry.locator(".or-delete").click()
    page.keyboard.press("Shift+Tab")
    assert entry.locator(".or-delete").text_content() == "Delete"
    entry.locator(".or-delete").click()
    entry.locator(".or-delete").click()
    page.locator(".or-past").wait_for(state="detached")


def test_an_answer_is_copied_with_its_source(visit, served):
    _, url = served
    page = visit(url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, ANSWERED).get_by_role("button", name="Copy").click()
    page.wait_for_function("document.getElementById('or-status').textContent.startsWith('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "> “The most active cooperation" in copied
    assert "sha256 " + "0" * 64 in copied
