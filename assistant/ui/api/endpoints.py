"""Makes the functions for programs endpoints of Gradio's HTTP API, with their documentation.

The MCP server (`assistant.ui.api.mcp_server`) offers the same endpoints as tools.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from inspect import unwrap
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.ui.runtime.components import gr  # isort: skip (imports Gradio in a faster way)
from gradio.components.api_component import Api
from gradio.context import get_blocks_context
from gradio.events import api
from gradio.utils import get_function_description, get_function_params
from gradio_client.utils import python_type_to_json_schema

from assistant.ui.api.functions import ApiFunctions
from assistant.ui.runtime.gradio_patches import describe_parameter
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.ui.runtime.request_workers import RequestWorkers

__all__ = ["Endpoint", "Parameter", "api_endpoints", "endpoints_of_page", "register_endpoints"]

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an endpoint, with its documentation."""

    name: str
    description: str
    schema: dict[str, Any]
    """JSON schema of its type."""
    required: bool
    default: Any


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A function that programs may call, with its documentation."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., Awaitable[Any]]
    """Raises an OnRecordError if the arguments are wrong or there is no result."""


def api_endpoints(assistant: BaseAssistant, workers: RequestWorkers) -> tuple[Endpoint, ...]:
    """The endpoints over an assistant.

    Args:
        assistant: Answers.
        workers: Threads in which the answers are computed.
    """
    functions = ApiFunctions(assistant, workers)
    return tuple(
        _endpoint_of(function)
        for function in (
            functions.ask,
            functions.search,
            functions.cite,
            functions.check_draft,
            functions.statements,
        )
    )


def register_endpoints(assistant: BaseAssistant, workers: RequestWorkers) -> None:
    """Add the endpoints to the Gradio page that is being built.

    Call it inside `with gr.Blocks()`; the arguments are those of `api_endpoints`.
    """
    page = get_blocks_context()
    assert page is not None, "called outside of a page"
    for endpoint in api_endpoints(assistant, workers):
        api(
            _with_gradio_errors(endpoint.call),
            api_name=endpoint.name,
            api_description=endpoint.description,
            concurrency_limit=None,
        )
        added = list(page.fns.values())[-1]
        for component, parameter in zip(added.inputs, endpoint.parameters, strict=True):
            assert isinstance(component, Api)
            describe_parameter(component, parameter.schema, parameter.description, parameter.name)


def endpoints_of_page(page: gr.Blocks) -> tuple[Endpoint, ...]:
    """The endpoints that were registered with a page."""
    public = (event for event in page.fns.values() if event.api_visibility == "public")
    return tuple(_endpoint_of(unwrap(event.fn)) for event in public if event.fn)


def _endpoint_of(function: Callable[..., Awaitable[Any]]) -> Endpoint:
    description, parameter_descriptions, returns = get_function_description(function)
    return Endpoint(
        name=function.__name__,
        description=f"{description} Returns: {' '.join(returns)}",
        parameters=tuple(
            Parameter(
                name,
                parameter_descriptions[name],
                python_type_to_json_schema(annotation),
                required=not has_default,
                default=default if has_default else None,
            )
            for name, has_default, default, annotation in get_function_params(function)
        ),
        call=function,
    )


def _with_gradio_errors(
    function: Callable[..., Awaitable[_Result]],
) -> Callable[..., Awaitable[_Result]]:
    """The function with errors whose messages Gradio sends to the caller."""

    @wraps(function)
    async def call(*arguments: Any) -> _Result:
        try:
            return await function(*arguments)
        except OnRecordError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call
