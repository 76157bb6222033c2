"""A handler that yields nothing changes nothing on the page."""

from __future__ import annotations

import inspect

import pytest
from support.assistant_without_models import StandIn
from support.event_loops import run_apart

from assistant.ui.runtime.blocks import gr
from assistant.ui.runtime.events import keep_unchanged_parts
from assistant.ui.views.page import build_page


def first_update(handler, outputs: int) -> list:
    """What Gradio sends the browser when an event begins."""
    with gr.Blocks(analytics_enabled=False) as page:
        box = gr.Textbox("typed", label="Box")
        parts = [gr.HTML("kept") for _ in range(outputs)]
        gr.Button("Go").click(handler, box, parts)
    keep_unchanged_parts(page)
    (number,) = page.fns
    return run_apart(page.process_api(number, ["typed"]))["data"]


@pytest.mark.parametrize("outputs", [1, 3])
def test_a_generator_that_returns_at_once_changes_no_output(outputs):
    async def nothing(typed: str):
        if not typed:
            yield "never"

    sent = first_update(nothing, outputs)
    assert [one["__type__"] for one in sent] == ["update"] * outputs
    assert not any("value" in one for one in sent)


def test_what_a_generator_yields_is_sent_as_it_is():
    async def upper(typed: str):
        yield typed.upper()

    assert first_update(upper, 1) == ["TYPED"]


def test_a_handler_that_gradio_stops_is_closed_at_once():
    closed = []

    async def endless():
        try:
            while True:
                yield "more"
        finally:
            closed.append(True)

    with gr.Blocks(analytics_enabled=False) as page:
        gr.Button("Go").click(endless, None, gr.HTML())
    keep_unchanged_parts(page)
    (event,) = page.fns.values()

    async def stop():
        updates = event.fn()
        assert await anext(updates) == "more"
        await updates.aclose()
        return list(closed)

    assert run_apart(stop()) == [True]


def test_every_generator_of_the_page_is_wrapped():
    handlers = [event.fn for event in build_page(StandIn()).fns.values() if event.fn]
    generators = [one for one in handlers if inspect.isasyncgenfunction(one)]
    assert generators
    ours = inspect.getsourcefile(keep_unchanged_parts)
    assert {one.__code__.co_filename for one in generators} == {ours}
    # A plain one would have to be wrapped too.
    assert [one for one in handlers if inspect.isgeneratorfunction(one)] == []
