"""The chat as a person uses it, in a real Chromium.

The fixture `visit` checks after each test that no request went to another host, that the
console had no error and that no dialog opened.
"""

import pytest
from support.assistant_without_models import StandIn
from support.chat_page import ANSWERED, NOT_FOUND, ask, assert_fits, open_source

pytestmark = pytest.mark.browser

WIDTHS = (1280, 400)


@pytest.mark.parametrize("width", WIDTHS)
def test_ask_and_follow_the_marker_to_the_quote(visit, url, assistant_under_test, width):
    page = visit(url, viewport={"width": width, "height": 640})
    citation = assistant_under_test.ask(ANSWERED).citations[0]
    exchange = ask(page, ANSWERED)
    assert "Confidence: " in exchange.inner_text()
    link = exchange.get_by_role("link", name="Source [1]", exact=True)
    mark = open_source(link)
    assert mark.text_content() == citation.quote
    assert "".join(page.locator(".or-document").all_text_contents()) == assistant_under_test.text
    box = mark.bounding_box()
    assert 0 <= box["y"] <= 640 - min(box["height"], 40)
    card = page.locator(".or-source-card").inner_text()
    assert citation.document in card
    assert f"characters {citation.start:,}–{citation.end:,}" in card
    assert "Verbatim" in card
    assert citation.sha256 in card
    assert page.get_by_label("Your question").input_value() == ""
    assert_fits(page)
    role = page.locator("#or-source").get_attribute("role")
    assert role == ("dialog" if width == 400 else None)
    page.keyboard.press("Escape")
    page.locator("#or-source").wait_for(state="hidden")
    assert link.evaluate("link => link === document.activeElement")


def test_following_a_marker_keeps_the_conversation_under_any_address(visit, url):
    page = visit(f"{url}/?__theme=dark")
    open_source(ask(page, ANSWERED).get_by_role("link", name="Source [1]", exact=True))
    assert page.locator("#exchange-1").is_visible()
    assert page.locator("body.dark").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_not_found_shows_what_was_searched_and_the_nearest(visit, url, assistant_under_test, width):
    page = visit(url, viewport={"width": width, "height": 800})
    exchange = ask(page, NOT_FOUND)
    answer = assistant_under_test.ask(NOT_FOUND)
    assert answer.text in exchange.inner_text()
    assert "Searched " in exchange.inner_text()
    nearest = exchange.locator(".or-near .or-excerpt").all_text_contents()
    assert nearest == [passage.text.strip() for passage in answer.retrieved[:3]]
    mark = open_source(exchange.get_by_role("link", name="Read it in its place").first)
    assert mark.text_content() == answer.retrieved[0].text
    assert_fits(page)


@pytest.mark.parametrize("empty", ["", "   ", "\n\n"])
def test_an_empty_question_gets_a_hint_which_goes_with_the_next(visit, url, empty):
    page = visit(url)
    page.get_by_label("Your question").fill(empty)
    page.get_by_role("button", name="Ask", exact=True).click()
    hint = page.locator(".or-hint")
    hint.wait_for()
    assert "Write a question" in hint.inner_text()
    assert page.locator(".or-exchange").count() == 0
    ask(page, ANSWERED)
    assert hint.count() == 0


def test_an_example_is_asked_by_a_click(visit, url, assistant_under_test):
    page = visit(url)
    example = assistant_under_test.example_questions(3)[0]
    page.get_by_role("button", name=example).click()
    page.locator("#exchange-1 .or-facts").wait_for()
    assert page.locator("#question-1").text_content() == example
    assert not page.get_by_role("button", name=example).is_visible()


def test_a_conversation_grows_and_is_each_visitors_own(visit, url):
    page = visit(url)
    ask(page, ANSWERED)
    second = ask(page, NOT_FOUND, number=2)
    assert page.locator(".or-exchange").count() == 2
    page.wait_for_function("document.querySelector('#exchange-2').getBoundingClientRect().y < 450")
    assert "No answer" in page.locator("#or-status").text_content()
    assert second.locator("h2").text_content() == NOT_FOUND
    other = visit(url)
    assert other.locator(".or-exchange").count() == 0
    assert other.locator(".or-masthead").is_visible()


def test_by_keyboard_alone(visit, url):
    page = visit(url)
    page.get_by_label("Your question").focus()
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    page.locator("#exchange-1 .or-facts").wait_for()
    page.locator(".or-marker").focus()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    page.locator("#or-quote").wait_for()
    assert page.evaluate("document.activeElement.id") == "or-source"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "or-close"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    page.locator("#or-source").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className").startswith("or-marker")


def test_the_arrow_keys_go_from_tab_to_tab(visit, url):
    page = visit(url)
    page.get_by_role("tab", name="Ask").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Check a draft").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("tab", name="About").get_attribute("aria-selected") == "true"


def test_it_shows_that_it_works_while_models_load_and_questions_wait(visit, start):
    slow = StandIn()
    slow.models.clear()
    page = visit(start(slow))
    page.get_by_text("Loading the models").wait_for()
    page.get_by_label("Your question").fill(ANSWERED)
    page.get_by_label("Your question").press("Enter")
    page.locator("#exchange-1 .or-pending").wait_for()
    assert page.locator("#or-status").text_content() == "Searching"
    assert page.get_by_role("button", name="Stop").is_visible()
    assert not page.get_by_role("button", name="Ask", exact=True).is_visible()
    slow.models.set()
    page.locator("#exchange-1 .or-facts").wait_for()
    page.get_by_text("Loading the models").wait_for(state="detached")
    assert page.get_by_role("button", name="Ask", exact=True).is_visible()


def test_an_error_is_a_message_and_the_chat_goes_on(visit, start):
    page = visit(start(StandIn()))
    text = ask(page, "please explode").inner_text()
    assert "the terminal" in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert "Confidence" in ask(page, ANSWERED, number=2).inner_text()


HOSTILE = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> ${alert(3)} {{alert(4)}}"
    " cooperation countries \"'></mark>" + "x" * 3000 + " قال الوزير إن المحادثات\n"
)


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_documents_and_questions_are_text(visit, start, width):
    facts = dict.fromkeys(("document", "title", "outlet", "date"), HOSTILE.strip())

    class Hostile(StandIn):
        def examples(self, n=3):
            return [HOSTILE.strip()]

    url = start(Hostile(HOSTILE, **facts))
    page = visit(url, viewport={"width": width, "height": 800})
    assert_fits(page)
    exchange = ask(page, HOSTILE)
    mark = open_source(exchange.get_by_role("link", name="Source [1]", exact=True))
    assert mark.text_content() == HOSTILE.strip()
    assert page.locator("#or-source").locator("img, script, svg").count() == 0
    assert_fits(page)
    page.keyboard.press("Escape")
    assert exchange.locator("h2").text_content() == HOSTILE
    assert exchange.locator("img, script, svg").count() == 0
    assert_fits(page)
    near = ask(page, "Reykjavik <b>bold</b> {{x}} ${y}", number=2)
    assert near.locator("b").count() == 0
    assert_fits(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_speaker_whom_nobody_knows_is_told_once_and_cleared(visit, url, width):
    page = visit(url, viewport={"width": width, "height": 800})
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    speaker = page.get_by_label("Speaker").locator("visible=true")
    outlet = page.get_by_label("Outlet").locator("visible=true")
    outlet.fill("Sputnik International")
    outlet.press("Enter")
    page.get_by_role("button", name="Clear filters").wait_for()
    speaker.fill("Napoleon")
    page.get_by_label("Your question").fill(ANSWERED)
    page.get_by_label("Your question").press("Enter")
    told = page.get_by_text("no statement by 'Napoleon' in the store")
    told.wait_for()
    page.wait_for_timeout(500)  # leaving the field and asking have both been answered
    assert told.count() == 1
    assert "onrecord" not in told.inner_text()
    assert page.locator(".or-exchange").count() == 0
    assert page.get_by_label("Your question").input_value() == ANSWERED
    page.get_by_role("button", name="Clear filters").click()
    told.wait_for(state="detached")
    assert speaker.input_value() == ""
    ask(page, ANSWERED)


def test_a_speaker_whom_nobody_knows_is_told_once_over_the_statements(visit, url):
    page = visit(url)
    page.get_by_role("tab", name="Who said what").click()
    page.locator("#or-statements table").wait_for()
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    page.get_by_label("Speaker", exact=True).locator("visible=true").fill("Napoleon")
    page.get_by_role("button", name="Show statements").click()
    told = page.get_by_text("no statement by 'Napoleon' in the store")
    page.locator("#or-statements table").wait_for(state="detached")
    page.wait_for_timeout(300)  # leaving the field and the button have both been answered
    assert told.count() == 1
    page.get_by_label("Speaker", exact=True).locator("visible=true").fill("")
    page.get_by_role("button", name="Show statements").click()
    page.locator("#or-statements table").wait_for()
    assert told.count() == 0


def test_with_a_dropped_filter_what_is_typed_stays(visit, url):
    page = visit(url)
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    outlet = page.get_by_label("Outlet").locator("visible=true")
    outlet.fill("Sputnik International")
    outlet.press("Enter")
    page.get_by_role("button", name="Remove the filter Outlet").wait_for()
    page.get_by_label("Speaker").locator("visible=true").fill("Napoleon")
    page.get_by_role("button", name="Remove the filter Outlet").click()
    page.get_by_role("list", name="Filters that are set").wait_for(state="detached")
    assert page.get_by_label("Speaker").locator("visible=true").input_value() == "Napoleon"


def test_the_question_box_stays_in_reach_while_the_filters_are_open(visit, url):
    page = visit(url, viewport={"width": 400, "height": 560})
    ask(page, NOT_FOUND)
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    until = page.get_by_label("Until").locator("visible=true")
    until.wait_for()
    box = page.get_by_label("Your question").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 560
    assert page.locator("#or-composer").bounding_box()["y"] >= 100
    until.scroll_into_view_if_needed()
    assert until.bounding_box()["y"] + until.bounding_box()["height"] <= box["y"]
    assert_fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_have_a_border_and_date_fields_the_papers_colours(visit, url, scheme):
    page = visit(f"{url}/?__theme={scheme}")
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    style = "part => [getComputedStyle(part).backgroundColor, getComputedStyle(part).color]"
    name, date = page.get_by_label("Speaker").first, page.get_by_label("From").first
    assert date.evaluate(style) == name.evaluate(style)
    page.get_by_role("tab", name="Evaluate").click()
    button = page.get_by_role("button", name="Draft 20 questions")
    edge = "part => getComputedStyle(part).getPropertyValue('--or-edge')"
    colour = button.evaluate(edge).strip()
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    border = button.evaluate("part => getComputedStyle(part).border")
    assert border == f"1px solid rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chosen_file_and_the_mark_that_drops_it_lie_apart(visit, url, width, tmp_path):
    page = visit(url, viewport={"width": width, "height": 800})
    page.get_by_role("tab", name="Evaluate").click()
    field = page.locator("#or-test-set")
    assert "or" in field.locator(".or").inner_text()
    path = tmp_path / f"{'a long name ' * 6}.jsonl"
    path.write_text("x" * 5000)
    field.locator("input[type=file]").set_input_files(path)
    size, mark = field.locator(".download-link"), field.get_by_role("button", name="Clear")
    size.wait_for()
    assert size.bounding_box()["x"] + size.bounding_box()["width"] <= mark.bounding_box()["x"]
    assert_fits(page)


def test_progress_has_the_pages_colour(visit, url):
    page = visit(url)
    page.locator("#or-tabs").evaluate(
        "tabs => tabs.append(Object.assign(document.createElement('progress'), { id: 'bar' }))"
    )
    assert page.locator("#bar").evaluate("bar => getComputedStyle(bar).appearance") == "none"
    told = "bar => getComputedStyle(bar).color"
    accent = page.locator("#or-tabs button.selected").first.evaluate(told)
    assert page.locator("#bar").evaluate(told) == accent


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_wrong_with_the_details_of_a_document_is_in_sight(visit, url, width):
    page = visit(url, viewport={"width": width, "height": 560})
    page.get_by_role("tab", name="Documents").click()
    page.get_by_role("button", name="Edit the details of").click()
    page.get_by_label("Date (as").fill("yesterday")
    save = page.get_by_role("button", name="Save details")
    for _ in range(2):
        save.evaluate("button => button.scrollIntoView({ block: 'end' })")
        save.click()
        problem = page.get_by_role("alert").filter(has_text="'yesterday' is not a date")
        problem.wait_for()
        page.wait_for_function(
            "[...document.querySelectorAll('#or-describe .or-hint')].some((told) =>"
            " told.getBoundingClientRect().top >= 0"
            " && told.getBoundingClientRect().bottom <= innerHeight)"
        )


@pytest.mark.parametrize("act", ["Remove", "Save"])
def test_a_document_that_somebody_else_removed_leaves_the_list(visit, start, act):
    url = start(StandIn())
    one, two = visit(url), visit(url)
    for page in (one, two):
        page.get_by_role("tab", name="Documents").click()
        page.get_by_role("button", name="Edit the details of").wait_for()
    if act == "Save":
        two.get_by_role("button", name="Edit the details of").click()
        two.get_by_role("button", name="Save details").wait_for()
    one.locator("[data-act=remove]").click()
    one.get_by_role("button", name="Remove from the store").click()
    one.get_by_text("No documents yet.").wait_for()
    if act == "Save":
        two.get_by_role("button", name="Save details").click()
    else:
        two.locator("[data-act=remove]").click()
        two.get_by_role("button", name="Remove from the store").click()
    two.get_by_text("no longer in the store").wait_for()
    two.get_by_text("No documents yet.").wait_for()


def test_no_footer_and_no_link_leads_outside(visit, url):
    page = visit(url)
    ask(page, ANSWERED)
    assert not page.locator("footer").is_visible()
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.hostname)")
    assert set(links) <= {"127.0.0.1", ""}
