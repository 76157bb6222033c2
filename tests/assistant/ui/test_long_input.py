"""What is too long for a field of the page is refused with its limit, never cut."""

from __future__ import annotations

import pytest
from support.assistant_without_models import StandIn
from support.event_loops import run_apart

from assistant.ui.api.arguments import MAX_TEXT_CHARACTERS
from assistant.ui.runtime.components import gr
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.views.document_form import MAX_FIELD_CHARACTERS, edited_metadata
from assistant.ui.views.filter_bar import FilterBar
from assistant.ui.views.page import build_chat_page
from assistant.ui.views.quote_tab import build_quote_tab
from index.errors import FilterError


def test_no_field_of_the_page_lets_the_browser_cut_what_is_pasted():
    fields = [
        one for one in build_chat_page(StandIn()).blocks.values() if isinstance(one, gr.Textbox)
    ]
    assert len(fields) > 5
    assert [one.label for one in fields if one.max_length is not None] == []


class Checking(StandIn):
    """Remembers the quotes that it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.quotes: list[str] = []

    def check_quote(self, quote, speaker=None, filters=None):
        self.quotes.append(quote)
        return super().check_quote(quote, speaker)


def checked(assistant: StandIn, text: str, speaker: str = "") -> str:
    """What the tab "Check a quote" shows for a quote."""
    with gr.Blocks(analytics_enabled=False) as page:
        build_quote_tab(PageBackend(assistant, None))
    (event,) = page.fns.values()

    async def last() -> str:
        return [shown async for shown in event.fn(text, speaker)][-1]

    return run_apart(last())


@pytest.mark.parametrize("length", [6_000, MAX_TEXT_CHARACTERS])
def test_a_long_quote_is_checked_whole(length):
    assistant = Checking()
    checked(assistant, "a" * length)
    assert [len(quote) for quote in assistant.quotes] == [length]


@pytest.mark.parametrize(
    ("text", "speaker", "limit"),
    [("a" * (MAX_TEXT_CHARACTERS + 1), "", "100,000"), ("words", "a" * 501, "500")],
)
def test_a_longer_one_is_refused_with_the_limit(text, speaker, limit):
    assistant = Checking()
    assert f"more than the {limit} allowed" in checked(assistant, text, speaker)
    assert assistant.quotes == []


def test_a_detail_of_a_document_is_kept_whole_or_refused():
    (info,) = StandIn().store.catalogue.documents()
    typed = {"title": "a" * MAX_FIELD_CHARACTERS, "date": ""}
    assert edited_metadata(info, typed).title == typed["title"]
    with pytest.raises(FilterError, match="Title has 1,001 characters, more than the 1,000"):
        edited_metadata(info, {**typed, "title": "a" * (MAX_FIELD_CHARACTERS + 1)})


def test_a_name_in_a_filter_is_refused_where_it_is_too_long():
    with gr.Blocks(analytics_enabled=False):
        bar = FilterBar(PageBackend(StandIn(), None), ("speaker",), "x")
    with pytest.raises(FilterError, match="Speaker has 501 characters, more than the 500 allowed"):
        bar.read(bar.state.value, "a" * 501, "", "")
