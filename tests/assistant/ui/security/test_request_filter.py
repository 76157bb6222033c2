"""No request makes the server look up or fetch an address that the request names."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
from support.assistant_without_models import StandIn, running
from uvicorn.config import LOOP_FACTORIES

HOST = "look-me-up.invalid"
ADDRESS = f"http://{HOST}/file.txt"
META = {"_type": "gradio.FileData"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        # uvloop looks names up itself, where nothing in Python sees it.
        patch.setitem(LOOP_FACTORIES, "auto", LOOP_FACTORIES["asyncio"])
        with running(StandIn(), mcp=True) as address:
            yield address


@pytest.fixture
def looked_up(monkeypatch) -> list[str]:
    """Names of hosts that are looked up, other than this machine's."""
    names: list[str] = []
    lock = threading.Lock()
    original = socket.getaddrinfo

    def watch(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name and name not in ("127.0.0.1", "localhost", "::1"):
            with lock:
                names.append(name)
        return original(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", watch)
    return names


FILES = [
    {"path": ADDRESS, "meta": META},
    {"path": ADDRESS.replace("http:", "https:"), "meta": META},
    {"path": ADDRESS, "meta": META, "url": ADDRESS},
    {"path": ADDRESS, "url": ADDRESS},
    {"path": ADDRESS},
    {"path": ADDRESS, "meta": META | {"more": 1}, "is_stream": False, "orig_name": "a.txt"},
    {"path": "//look-me-up.invalid/share/file.txt", "meta": META},
    {"path": "\\\\look-me-up.invalid\\share\\file.txt", "meta": META},
    {"path": "HTTP://look-me-up.invalid/file.txt", "meta": META},
    {"path": " ftp://look-me-up.invalid/file.txt"},
]
NESTED = [
    lambda file: file,
    lambda file: [file],
    lambda file: [[{"a": [file]}]],
    lambda file: {"__type__": "update", "value": file},
]


def bodies(file: dict, nest) -> Iterator[tuple[str, str]]:
    """Every kind of request that carries JSON, with a file object somewhere in it."""
    data = nest(file)
    for name in ("question", "speaker", "where", "turns"):
        yield "/gradio_api/call/v2/ask", json.dumps({"question": "Who?"} | {name: data})
    yield "/gradio_api/call/ask", json.dumps({"data": [data] + [None] * 8})
    for number in (0, 1, 2):
        join = {"fn_index": number, "session_hash": "s", "data": [data] * 4, "event_data": data}
        yield "/gradio_api/queue/join", json.dumps(join)
    for function in ("source", "complete"):
        served = {"session_hash": "s", "component_id": 1, "fn_name": function, "data": data}
        yield "/gradio_api/component_server", json.dumps(served)


@pytest.mark.parametrize("nest", NESTED, ids=range(len(NESTED)))
@pytest.mark.parametrize("file", FILES, ids=range(len(FILES)))
def test_an_address_in_a_file_object_is_refused_and_not_looked_up(url, looked_up, file, nest):
    for path, body in bodies(file, nest):
        headers = {"Content-Type": "application/json"}
        response = httpx.post(url + path, content=body, headers=headers)
        assert response.status_code == 400, (path, body, response.text)
        assert "uploaded" in response.json()["error"]
    assert looked_up == []


def test_the_watch_sees_what_gradio_looks_up(looked_up):
    """Gradio does look up and fetch such an address; only the request filter keeps it from that."""
    from assistant.ui.runtime.components import gr  # isort: skip
    from gradio.processing_utils import async_move_files_to_cache

    field = gr.Textbox()
    with pytest.raises(ValueError, match=HOST):
        asyncio.run(async_move_files_to_cache([{"path": ADDRESS, "meta": META}], field))
    assert looked_up == [HOST]


def test_files_named_as_documents_and_addresses_in_other_places_are_let_through(url):
    """The command line's JSON of an answer names the document's path and its web address."""
    cited = {"document": "a.txt", "path": "/docs/a.txt", "url": ADDRESS}
    turn = {"question": ADDRESS, "answer": "No.", "citations": [cited]}
    body = {"question": "With which countries is cooperation most active?", "turns": [turn]}
    asked = httpx.post(f"{url}/gradio_api/call/v2/ask", json=body)
    answer = httpx.get(f"{url}/gradio_api/call/ask/{asked.json()['event_id']}", timeout=30)
    assert answer.text.startswith("event: complete")
