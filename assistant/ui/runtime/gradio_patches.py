"""All the changes to Gradio, and all uses of its private parts.

Each function says what it does and why. All were written against Gradio 6.31 and are meant for the
versions that pyproject.toml allows (6.x). `tests/assistant/ui/runtime/test_gradio_patches.py` tests
each one against the installed Gradio, and fails where Gradio has changed under it.

Nothing outside this module may touch a private part of Gradio; a test holds that as well.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr
    from gradio.blocks import Block
    from gradio.components.api_component import Api
    from starlette.types import ASGIApp

__all__ = [
    "PATCHES",
    "attach_app",
    "begin_all_events",
    "check_paths_of_files",
    "copy_settings_when_changed",
    "describe_parameter",
    "event_data",
    "event_fields",
    "forget_session",
    "forget_values",
    "import_gradio_lean",
    "keep_outputs_of_silent_handlers",
    "poll_less_often",
    "remove_example",
    "set_upload_folder",
    "static_assets_folder",
    "without_app_of_its_own",
]

_MAX_EVENTS = 4_000
_QUEUE_POLL_SECONDS = 0.01
_PROGRESS_POLL_SECONDS = 0.1


# When Gradio is imported


@contextmanager
def import_gradio_lean() -> Iterator[None]:
    """Within it, Gradio can be imported without telemetry, type stubs, `mcp` and matplotlib.

    What: sets environment variables that Gradio reads, and while it lasts makes `inspect.getfile`
    fail for Gradio's components and `import mcp` fail.

    Why: nothing may leave the machine, hence no telemetry. Gradio writes a type stub for each
    component beside its own source at each import; they are for editors, take a third of the
    import, and can't be written where packages are read-only. It imports `mcp`, where installed,
    for an MCP server of its own; the chat has another (`assistant.ui.api.mcp_server`). After each
    event it makes a table of the last 10,000 for a dashboard, which is off, and around each event
    it asks matplotlib for its backend, which imports all of matplotlib unless one is named.
    Together: half a second of the start.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")
    os.environ.setdefault("MPLBACKEND", "agg")
    original = inspect.getfile

    def getfile(object: Any) -> str:  # noqa: A002 (the original's name)
        if type(object).__name__ == "ComponentMeta":
            raise OSError("no stub is wanted")
        return original(object)

    inspect.getfile = getfile
    hide_mcp = "mcp" not in sys.modules
    if hide_mcp:
        sys.modules["mcp"] = None  # type: ignore[assignment]  # its import fails
    try:
        yield
    finally:
        inspect.getfile = original
        if hide_mcp:
            del sys.modules["mcp"]


def set_upload_folder(folder: Path) -> None:
    """Make Gradio put uploads into a folder.

    What: sets an environment variable. Call it before anything of Gradio is made, which reads it
    then.

    Why: the default is shared by all Gradio programs on the machine, and whatever lies in it can
    be downloaded.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(folder)


def static_assets_folder() -> Path:
    """The folder with the scripts and styles of Gradio's page.

    Why: `assistant.ui.runtime.static_assets` serves them from there, faster than Gradio does.
    """
    from gradio.route_utils import BUILD_PATH_LIB

    return Path(BUILD_PATH_LIB)


# While a page is built


@contextmanager
def without_app_of_its_own() -> Iterator[None]:
    """Within it, pages are built without a web application of their own.

    What: replaces `App.create_app` by a function that makes nothing.

    Why: Gradio makes an app when a page begins and another when it ends. The page gets its app
    when it is mounted or launched.
    """
    from gradio.routes import App

    original = App.__dict__["create_app"]
    App.create_app = staticmethod(lambda *args, **kwargs: None)  # type: ignore[assignment]
    try:
        yield
    finally:
        App.create_app = original  # type: ignore[method-assign]


def remove_example(files: gr.File) -> None:
    """Take away the example value of a file field.

    What: replaces the component's `example_payload`.

    Why: Gradio's example is a file on another host, whose address would stand in the page and in
    the API's documentation.
    """
    files.example_payload = lambda: None  # type: ignore[method-assign]


def describe_parameter(component: Api, schema: dict[str, Any], description: str, name: str) -> None:
    """Document a parameter of a function that programs may call.

    What: sets the component's `_api_info` and label.

    Why: Gradio documents a parameter by its type alone.
    """
    component._api_info = {
        **schema,
        "description": description,
        "additional_description": description,
    }
    component.label = name


def keep_outputs_of_silent_handlers(page: gr.Blocks) -> None:
    """Make an event handler that yields nothing leave its outputs as they are.

    What: replaces each handler of the page that is an async generator. Call it when the page has
    all its events.

    Why: when a generator ends, Gradio sends its last values again, or None for each output if
    there were none: buttons lose their labels and text fields their text.
    """
    for event in page.fns.values():
        if inspect.isasyncgenfunction(event.fn):
            event.fn = _with_an_update(event.fn)


def _with_an_update(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, which yields "no change" if it would yield nothing."""
    import gradio as gr

    @wraps(handler)
    async def updates(*arguments: Any) -> AsyncIterator[Any]:
        has_yielded = False
        async with aclosing(handler(*arguments)) as own_updates:
            async for update in own_updates:
                has_yielded = True
                yield update
        if not has_yielded:
            yield gr.skip()

    return updates


def event_data(event: gr.EventData) -> Any:
    """What the page's script sent with an event.

    What: reads `_data`.

    Why: the public way reads single keys only, and fails where the script sent no object.
    """
    return event._data


def event_fields(event: gr.EventData) -> dict[str, Any]:
    """`event_data` as the object that the page's own script sends; empty if it is no object."""
    fields = event_data(event)
    return fields if isinstance(fields, dict) else {}


# When a page is mounted


def attach_app(page: gr.Blocks, gradio_app: ASGIApp) -> None:
    """Tell a page which app it was mounted in.

    What: sets `page.app`.

    Why: `without_app_of_its_own` left it empty, and mounting doesn't set it.
    """
    page.app = gradio_app  # type: ignore[assignment]


def poll_less_often(page: gr.Blocks) -> None:
    """Make Gradio look for new events 100 times a second, and for progress 10 times.

    What: sets two waiting times of the page's queue to ten times their own.

    Why: with Gradio's own a core is never at rest, and the thread that works on an answer is
    interrupted a thousand times a second.
    """
    queue = page._queue
    queue.sleep_when_free = _QUEUE_POLL_SECONDS
    queue.progress_update_sleep_when_free = _PROGRESS_POLL_SECONDS


def begin_all_events(page: gr.Blocks) -> None:
    """Let Gradio begin every event when it comes, so that visitors can take turns.

    What: raises the number of events that the page's queue works on from 40.

    Why: with 40 events of one user begun, those of another stay in Gradio's queue, where who came
    first is served first. `FairTurns` limits what is worked on, and what one visitor may send.
    """
    page._queue.max_thread_count = _MAX_EVENTS


def copy_settings_when_changed(page: gr.Blocks) -> None:
    """Give new sessions no copy of the page's settings; a component's are copied on change.

    What: replaces the page from which sessions are made by one that names no components.

    Why: Gradio copies the settings of the whole page for each session, and each call of a program
    is a session: 20 milliseconds, and most of what is kept in memory. Only links to a page's
    state (deep links) need the copy, and this page has none.
    """
    page.state_holder.blocks = _PageWithoutComponents(page)  # type: ignore[assignment]


class _PageWithoutComponents:
    """As much of a page as a new session reads."""

    blocks = ()

    def __init__(self, page: gr.Blocks) -> None:
        self.default_config = page.default_config


def check_paths_of_files(page: gr.Blocks) -> None:
    """Make Gradio check that a file which an event names was uploaded.

    What: sets `page.has_launched`.

    Why: Gradio checks only pages that were launched. A mounted page never is, and would open any
    path.
    """
    page.has_launched = True


# While a page is served


def forget_session(page: gr.Blocks, event: str) -> None:
    """Drop what Gradio keeps of a program's call after its result was fetched.

    What: removes the session from the page's and the queue's dictionaries.

    Why: each call is a session of its own, named by its event. Gradio keeps it until there are too
    many sessions.
    """
    page.state_holder.session_data.pop(event, None)
    page.state_holder.time_last_used.pop(event, None)
    page._queue.pending_messages_per_session.pop(event, None)
    page._queue.pending_event_ids_session.pop(event, None)


def forget_values(page: gr.Blocks, session: str, components: Sequence[Block]) -> None:
    """Drop the values of components that Gradio keeps of a session.

    What: removes them from the session's settings; those of the component as it was built, and
    of the session's own copy, which it has once its settings were changed.

    Why: Gradio keeps a session's last values, long after the page was closed.
    """
    state = page.state_holder.session_data.get(session)
    if state is not None:
        for component in components:
            for key in (component._id, state[component._id]._id):
                state.config_values.pop(key, None)


PATCHES: tuple[Callable[..., Any], ...] = (
    import_gradio_lean,
    set_upload_folder,
    static_assets_folder,
    without_app_of_its_own,
    remove_example,
    describe_parameter,
    keep_outputs_of_silent_handlers,
    event_data,
    event_fields,
    attach_app,
    poll_less_often,
    begin_all_events,
    copy_settings_when_changed,
    check_paths_of_files,
    forget_session,
    forget_values,
)
"""All of them; each has a test."""
