"""The functions as MCP tools: a real server, the real client."""

import asyncio
import base64
import json
import sys

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from support.assistant_without_models import StandIn, client_of, running
from support.event_loops import run_apart
from support.few_documents import make_assistant

from assistant.errors import ServeError
from assistant.ui import serve

QUESTION = "What did Ada Brandt say about the grain tariff?"
QUOTE = "Three of the four papers were missing"
NAMES = ["ask", "search", "cite", "check_draft", "statements"]
LISTS = ["search", "statements"]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    made = make_assistant(tmp_path_factory.mktemp("mcp"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def url(assistant):
    with running(assistant, mcp=True) as address:
        yield address


def with_session(url, work, **headers):
    async def run():
        async with (
            streamablehttp_client(f"{url}/mcp", headers=headers) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await work(session)

    return run_apart(run())


def call(url, name, **arguments):
    return with_session(url, lambda session: session.call_tool(name, arguments))


def test_exactly_these_tools_with_types_and_descriptions(url):
    tools = with_session(url, lambda session: session.list_tools()).tools
    assert [tool.name for tool in tools] == NAMES
    for tool in tools:
        assert tool.description.count(".") >= 2
        assert tool.annotations.readOnlyHint is True
        assert tool.inputSchema["additionalProperties"] is False
        for facts in tool.inputSchema["properties"].values():
            assert len(facts["description"]) > 10
            assert {"type", "oneOf"} & set(facts)
    ask = tools[0].inputSchema
    assert ask["required"] == ["question"]
    assert ask["properties"]["k"] == {
        "type": "integer",
        "description": "Number of retrieved passages to list, 1 to 1000.",
        "default": 20,
    }


def test_the_tools_take_what_the_api_takes(url):
    described = client_of(url).view_api(return_format="dict")["named_endpoints"]
    for tool in with_session(url, lambda session: session.list_tools()).tools:
        parameters = described[f"/{tool.name}"]["parameters"]
        assert list(tool.inputSchema["properties"]) == [p["parameter_name"] for p in parameters]


def test_each_tool_gives_the_json_of_the_api(url):
    client = client_of(url)
    arguments = {
        "ask": {"question": QUESTION, "outlet": ["Gazette"], "k": 2},
        "search": {"query": "harbour", "k": 1},
        "cite": {"quote": QUOTE, "speaker": "Carl Dorn"},
        "check_draft": {"text": f"“{QUOTE},” said Carl Dorn.", "document": ["court.txt"]},
        "statements": {"speaker": ["Eva Friis"], "limit": 5},
    }
    for name in NAMES:
        result = call(url, name, **arguments[name])
        assert result.isError is False
        expected = client.predict(api_name=f"/{name}", **arguments[name])
        got = json.loads(result.content[0].text)
        for answer in (got, expected):
            if name in ("ask", "check_draft"):
                answer.pop("timings_ms")
        assert got == expected
        structured = result.structuredContent
        assert (structured.get("result") or structured)[0 if name in LISTS else "searched"]
    assert call(url, "cite", quote=QUOTE).structuredContent["verdict"] == "verbatim"


def test_a_follow_up(url):
    first = call(url, "ask", question="What did Carl Dorn say about the papers?")
    turns = [first.structuredContent]
    second = call(url, "ask", question="And how many were missing?", turns=turns)
    assert "Dorn" in second.structuredContent["standalone_question"]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("ask", {}, "ask needs question"),
        ("ask", {"question": 7}, "question must be a string, not 7"),
        ("ask", {"question": "  "}, "the question is empty"),
        ("ask", {"question": "x", "k": "20"}, "k must be a whole number from 1 to 1000"),
        ("ask", {"question": "x", "kk": 1}, "ask takes no 'kk'; it takes "),
        ("search", {"query": "x", "after": "soon"}, 'after: "soon" is not a date'),
        ("cite", {"quote": QUOTE, "speaker": "Zoe Zorn"}, "no document names 'Zoe Zorn'"),
        ("check_draft", {}, "give the draft either as text or as file"),
        ("check_draft", {"text": ""}, "empty; there is nothing to check"),
        ("check_draft", {"draft": "x"}, "check_draft takes no 'draft'; it takes text, file"),
        ("respond", {"question": "x"}, "there is no tool 'respond'; there are ask, search"),
    ],
)
def test_a_wrong_call_is_an_error_that_says_what_is_wrong(url, name, arguments, message):
    result = call(url, name, **arguments)
    assert result.isError is True
    assert message in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_an_error_inside_gives_away_no_detail():
    with running(StandIn(), mcp=True) as url:
        result = call(url, "ask", question="explode")
    assert result.isError is True
    assert "the terminal" in result.content[0].text
    assert "secret detail" not in result.content[0].text


def test_several_at_once_get_their_own(url):
    async def several(session):
        questions = [f"{QUESTION} {number}" for number in range(8)]
        calls = [session.call_tool("ask", {"question": q}) for q in questions]
        results = await asyncio.gather(*calls)
        return questions, [one.structuredContent["question"] for one in results]

    asked, answered = with_session(url, several)
    assert answered == asked


def test_it_stands_behind_the_sign_in(assistant):
    with running(assistant, auth=("ada", "s3cret"), mcp=True) as url:
        basic = base64.b64encode(b"ada:s3cret").decode()

        def listed(**headers):
            return with_session(url, lambda session: session.list_tools(), **headers)

        assert len(listed(Authorization=f"Basic {basic}").tools) == len(NAMES)
        with pytest.raises(BaseExceptionGroup) as caught:
            listed()
        assert "401" in repr(caught.value.exceptions)


def test_headers_host_and_origin_hold_for_it_too(url):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    own = httpx.post(f"{url}/mcp", json=body, headers=accept)
    assert own.status_code == 200
    assert "default-src 'self'" in own.headers["Content-Security-Policy"]
    for header in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        refused = httpx.post(f"{url}/mcp", json=body, headers=accept | header)
        assert refused.status_code in (403, 421)
    assert httpx.post(f"{url}/mcp", content=b"x" * 1_000_001).status_code == 413
    assert httpx.get(f"{url}/mcp").status_code == 406


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"method": 1}', b"\xff", b'{"jsonrpc":"2.0"}'], ids=repr
)
def test_what_is_no_message_is_refused(url, body):
    headers = {
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
    }
    response = httpx.post(f"{url}/mcp", content=body, headers=headers)
    assert 400 <= response.status_code < 500
    assert "Traceback" not in response.text


def test_it_is_not_there_unless_wanted():
    with running(StandIn()) as url:
        assert httpx.post(f"{url}/mcp", json={}).status_code == 404
        assert httpx.post(f"{url}/gradio_api/mcp", json={}).status_code == 404


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(ServeError, match=r"--mcp needs a package: .* install 'onrecord\[mcp\]'"):
        serve(StandIn(), port=0, mcp=True)
