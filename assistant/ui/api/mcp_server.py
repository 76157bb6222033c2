"""Offers the functions for programs as tools of the Model Context Protocol (MCP), at `/mcp`.

Gradio's own MCP server is not used: it calls back over HTTP to whatever host a request names, needs
no sign-in, and gives results in Python's notation. This uses the protocol's reference
implementation, over streamable HTTP and without sessions: nothing is kept between two calls.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.ui.api.endpoints import Endpoint
from assistant.ui.security.request_filter import MAX_BODY_BYTES
from index.errors import OnRecordError

__all__ = ["mount_tools"]

_INSTRUCTIONS = (
    "An On Record store of source statements: answers with citations that resolve to exact"
    " characters, passages, quote checks, and who said what. A quote is verbatim only if `cite`"
    " says so; a draft is checked whole by `check_draft`; `not_found` means that the documents"
    " don't say."
)


class _McpApp:
    """The manager as an ASGI app; Starlette would take a function for a request handler."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._manager.handle_request(scope, receive, send)


def mount_tools(app: FastAPI, endpoints: tuple[Endpoint, ...]) -> None:
    """Offer endpoints as MCP tools, at `/mcp` of an app."""
    manager = StreamableHTTPSessionManager(
        _server(endpoints), json_response=True, stateless=True, max_request_body_size=MAX_BODY_BYTES
    )
    app.router.routes.append(Route("/mcp", endpoint=_McpApp(manager)))
    outer_lifespan = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Any]:
        async with outer_lifespan(app) as state, manager.run():
            yield state

    app.router.lifespan_context = lifespan


def _server(endpoints: tuple[Endpoint, ...]) -> Server[Any]:
    server: Server[Any] = Server("On Record", instructions=_INSTRUCTIONS)
    by_name = {endpoint.name: endpoint for endpoint in endpoints}
    tools = [_tool(endpoint) for endpoint in endpoints]

    async def list_tools() -> list[types.Tool]:
        return tools

    async def call_tool(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        endpoint = by_name.get(name)
        if endpoint is None:
            return _problem(f"there is no tool {name[:40]!a}; there are {', '.join(by_name)}")
        known = [parameter.name for parameter in endpoint.parameters]
        if unknown := sorted(set(arguments).difference(known)):
            return _problem(f"{name} takes no {unknown[0][:40]!a}; it takes {', '.join(known)}")
        missing = [p.name for p in endpoint.parameters if p.required and p.name not in arguments]
        if missing:
            return _problem(f"{name} needs {missing[0]}")
        try:
            result = await endpoint.call(**arguments)
        except OnRecordError as error:
            return _problem(str(error))
        facts = result if isinstance(result, dict) else {"result": result}
        text = json.dumps(result, ensure_ascii=False)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structuredContent=facts
        )

    server.list_tools()(list_tools)  # type: ignore[no-untyped-call]
    # The functions check their arguments themselves, with clearer messages.
    server.call_tool(validate_input=False)(call_tool)
    return server


def _tool(endpoint: Endpoint) -> types.Tool:
    properties = {
        parameter.name: {
            **parameter.schema,
            "description": parameter.description,
            **({} if parameter.default is None else {"default": parameter.default}),
        }
        for parameter in endpoint.parameters
    }
    schema = {
        "type": "object",
        "properties": properties,
        "required": [parameter.name for parameter in endpoint.parameters if parameter.required],
        "additionalProperties": False,
    }
    return types.Tool(
        name=endpoint.name,
        description=endpoint.description,
        inputSchema=schema,
        annotations=types.ToolAnnotations(
            readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
        ),
    )


def _problem(message: str) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=message)], isError=True
    )
