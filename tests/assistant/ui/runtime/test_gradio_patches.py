"""Each patch of Gradio does what it is for with the Gradio that is installed.

A test here that fails after an upgrade says which patch has to be looked at again.
"""

import ast
import asyncio
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.assistant_without_models import StandIn
from support.event_loops import run_apart

from assistant.ui.runtime import gradio_patches
from assistant.ui.runtime.components import gr
from assistant.ui.server.app import build_app
from assistant.ui.views.page import build_chat_page, theme

ROOT = Path(__file__).resolve().parents[4]
PRIVATE = {
    "_api_info",
    "_data",
    "_queue",
    "example_payload",
    "has_launched",
    "pending_event_ids_session",
    "pending_messages_per_session",
    "session_data",
    "state_holder",
    "time_last_used",
}
"""Attributes of Gradio's objects that are private, or that only Gradio itself is meant to set."""


@pytest.fixture
def page():
    """The chat's page, mounted."""
    made = build_chat_page(StandIn())
    build_app(made, theme(), None, lambda name: True)
    return made


def test_every_patch_has_a_test_and_says_what_it_does_and_why():
    tests = Path(__file__).read_text(encoding="utf-8").split("\n# The patches\n")[1]
    functions = {
        name
        for name, value in vars(gradio_patches).items()
        if inspect.isfunction(value)
        and value.__module__ == gradio_patches.__name__
        and not name.startswith("_")
    }
    assert {patch.__name__ for patch in gradio_patches.PATCHES} == functions
    for patch in gradio_patches.PATCHES:
        tested = any(patch.__name__ in line for line in tests.split("\n") if "def test_" in line)
        assert tested, f"no test of {patch.__name__}"
        assert "Why:" in patch.__doc__ or "`event_data`" in patch.__doc__


def test_no_other_module_touches_a_private_part_of_gradio():
    found = []
    for path in (ROOT / "assistant" / "ui").rglob("*.py"):
        if path.name == "gradio_patches.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in PRIVATE:
                own = isinstance(node.value, ast.Name) and node.value.id == "self"
                if not own:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.attr}")
    assert found == []


# The patches


class ComponentMeta(type):
    """Named as Gradio's."""


class Component(metaclass=ComponentMeta):
    """A component, as far as its metaclass tells."""


def test_import_gradio_lean_hides_the_source_of_components_only_while_it_lasts():
    with gradio_patches.import_gradio_lean():
        with pytest.raises(OSError):
            inspect.getfile(Component)
        assert inspect.getfile(pytest) == pytest.__file__
    assert inspect.getfile(Component) == __file__
    with pytest.raises(ZeroDivisionError), gradio_patches.import_gradio_lean():
        1 / 0  # noqa: B018
    assert inspect.getfile(Component) == __file__


def test_import_gradio_lean_is_what_keeps_gradio_from_writing_stubs(monkeypatch, tmp_path):
    """Gradio writes a stub for a component class that is defined outside of it, and none within."""
    from gradio.component_meta import ComponentMeta as GradioMeta

    source = tmp_path / "made_component.py"
    source.write_text(
        "import gradio as gr\n\n\nclass Made(gr.Textbox):\n"
        '    """A component."""\n\n    EVENTS = []\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    with gradio_patches.import_gradio_lean():
        import made_component
    assert type(made_component.Made) is GradioMeta
    assert not source.with_suffix(".pyi").exists()
    del sys.modules["made_component"]
    import made_component

    assert source.with_suffix(".pyi").exists()


def test_import_gradio_lean_loads_neither_mcp_nor_telemetry_and_a_short_dashboard():
    code = """
import json, sys
import assistant.ui.runtime.components
from gradio.analytics import analytics_enabled
from gradio.queueing import Queue
import inspect
loaded = [name for name in sys.modules if name.split(".")[0] == "mcp"]
import mcp, os
print(json.dumps([loaded, analytics_enabled(), os.environ["GRADIO_ANALYTICS_MAX_EVENTS"],
    os.environ["MPLBACKEND"], "GRADIO_ANALYTICS_MAX_EVENTS" in inspect.getsource(Queue)]))
"""
    clean = {k: v for k, v in os.environ.items() if k not in ("MPLBACKEND",)}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=clean
    )
    assert json.loads(run.stdout) == [[], False, "100", "agg", True]


def test_set_upload_folder_is_where_gradio_keeps_uploads(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADIO_TEMP_DIR", "elsewhere")
    gradio_patches.set_upload_folder(tmp_path)
    from gradio.utils import get_upload_folder

    assert get_upload_folder() == str(tmp_path)
    assert str(tmp_path) == gr.File(render=False).GRADIO_CACHE


def test_static_assets_folder_has_the_scripts_that_the_page_names():
    folder = gradio_patches.static_assets_folder()
    names = {entry.name for entry in folder.iterdir()}
    assert any(name.startswith("index-") and name.endswith(".js") for name in names)


def test_without_app_of_its_own_and_attach_app_give_a_page_one_app_when_it_is_mounted():
    page = build_chat_page(StandIn())
    assert page.app is None
    build_app(page, theme(), None, lambda name: True)
    assert page.app.get_blocks() is page
    with gr.Blocks() as other:
        gr.HTML("by itself")
    assert other.app is not None


def test_attach_app_is_needed_because_mounting_does_not_set_it(monkeypatch):
    monkeypatch.setattr(gradio_patches, "attach_app", lambda page, app: None)
    page = build_chat_page(StandIn())
    build_app(page, theme(), None, lambda name: True)
    assert page.app is None


def test_remove_example_takes_an_address_on_another_host_away():
    files = gr.File(render=False)
    assert "http" in json.dumps(files.example_payload(), default=str)
    gradio_patches.remove_example(files)
    assert files.example_inputs() is None


def test_describe_parameter_is_in_the_documentation(page):
    described = page.get_api_info()["named_endpoints"]["/ask"]["parameters"]
    question = next(p for p in described if p["label"] == "question")
    assert question["type"]["description"] == "The question, in plain words."


def first_update(handler, outputs: int) -> list:
    """What Gradio sends the browser when an event begins."""
    with gr.Blocks(analytics_enabled=False) as page:
        box = gr.Textbox("typed", label="Box")
        parts = [gr.HTML("kept") for _ in range(outputs)]
        gr.Button("Go").click(handler, box, parts)
    gradio_patches.keep_outputs_of_silent_handlers(page)
    (number,) = page.fns
    return run_apart(page.process_api(number, ["typed"]))["data"]


@pytest.mark.parametrize("outputs", [1, 3])
def test_keep_outputs_of_silent_handlers_that_return_at_once(outputs):
    async def nothing(typed: str):
        if not typed:
            yield "never"

    sent = first_update(nothing, outputs)
    assert [update["__type__"] for update in sent] == ["update"] * outputs
    assert not any("value" in update for update in sent)


def test_keep_outputs_of_silent_handlers_sends_what_other_handlers_yield():
    async def upper(typed: str):
        yield typed.upper()

    assert first_update(upper, 1) == ["TYPED"]


def test_keep_outputs_of_silent_handlers_closes_a_handler_that_gradio_stops():
    closed = []

    async def endless():
        try:
            while True:
                yield "more"
        finally:
            closed.append(True)

    with gr.Blocks(analytics_enabled=False) as page:
        gr.Button("Go").click(endless, None, gr.HTML())
    gradio_patches.keep_outputs_of_silent_handlers(page)
    (event,) = page.fns.values()

    async def stop():
        updates = event.fn()
        assert await anext(updates) == "more"
        await updates.aclose()
        return list(closed)

    assert run_apart(stop()) == [True]


def test_keep_outputs_of_silent_handlers_wraps_every_handler_of_the_page():
    handlers = [event.fn for event in build_chat_page(StandIn()).fns.values() if event.fn]
    generators = [one for one in handlers if inspect.isasyncgenfunction(one)]
    assert generators
    ours = inspect.getsourcefile(gradio_patches.keep_outputs_of_silent_handlers)
    assert {one.__code__.co_filename for one in generators} == {ours}
    # A plain one would have to be wrapped too.
    assert [one for one in handlers if inspect.isgeneratorfunction(one)] == []


def test_event_data_and_event_fields_are_what_the_script_sent():
    assert gradio_patches.event_data(gr.EventData(None, "text")) == "text"
    assert gradio_patches.event_fields(gr.EventData(None, {"act": "open"})) == {"act": "open"}


def test_event_fields_are_empty_for_anything_but_an_object():
    assert gradio_patches.event_fields(gr.EventData(None, ["act"])) == {}


def test_begin_all_events_raises_what_the_queue_works_on(page):
    queue = page._queue

    async def start() -> int:
        queue.start()
        queue.stopped = True
        return len(queue.active_jobs)

    assert asyncio.run(start()) == 4_000


def test_poll_less_often_sets_times_that_the_queue_waits(page, monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)
        if len(waited) > 3:
            raise asyncio.CancelledError

    queue = page._queue
    monkeypatch.setattr("gradio.queueing.asyncio.sleep", sleep)
    for loop, seconds in ((queue.start_processing, 0.01), (queue.start_progress_updates, 0.1)):
        waited.clear()
        queue.stopped = False
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(loop())
        assert set(waited) == {seconds}


def test_copy_settings_when_changed_copies_those_of_one_component(page):
    session = page.state_holder["somebody"]
    assert session.config_values == {}
    key = next(key for key, block in page.blocks.items() if block.get_block_name() == "textbox")
    session._update_value_in_config(key, "changed")
    assert list(session.config_values) == [key]
    assert session.config_values[key]["props"]["value"] == "changed"


def test_check_paths_of_files_is_what_keeps_gradio_from_opening_any_path(tmp_path):
    from gradio.context import LocalContext
    from gradio.exceptions import InvalidPathError
    from gradio.processing_utils import _check_allowed

    with gr.Blocks() as page:
        gr.File()
    token = LocalContext.blocks.set(page)
    try:
        _check_allowed(tmp_path / "a.txt", check_in_upload_folder=True)
        gradio_patches.check_paths_of_files(page)
        with pytest.raises(InvalidPathError):
            _check_allowed(tmp_path / "a.txt", check_in_upload_folder=True)
    finally:
        LocalContext.blocks.reset(token)


def test_forget_values_drops_those_of_the_components_alone(page):
    boxes = [block for block in page.blocks.values() if block.get_block_name() == "textbox"][:2]
    session = page.state_holder["somebody"]
    for box in boxes:
        session._update_value_in_config(box._id, "typed")
    copied = type(boxes[0])(render=False)  # as Gradio does when a setting is changed
    session[boxes[0]._id] = copied
    session.blocks_config.blocks[copied._id] = copied
    session._update_value_in_config(copied._id, "typed too")
    gradio_patches.forget_values(page, "somebody", boxes[:1])
    assert list(session.config_values) == [boxes[1]._id]
    gradio_patches.forget_values(page, "nobody", boxes)


def test_forget_session_leaves_nothing_of_a_call(page):
    held = (
        page.state_holder.session_data,
        page.state_holder.time_last_used,
        page._queue.pending_messages_per_session,
        page._queue.pending_event_ids_session,
    )
    page.state_holder["event"]
    page.state_holder.time_last_used.setdefault("event", 0)
    page._queue.pending_messages_per_session["event"] = object()
    page._queue.pending_event_ids_session["event"] = set()
    gradio_patches.forget_session(page, "event")
    assert not any("event" in kept for kept in held)
