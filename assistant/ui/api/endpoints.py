"""What other programs may call: `ask`, `search`, `cite` and `statements`.

The same functions with the same parameters are endpoints of Gradio's HTTP API (`register`) and
tools of the MCP server (`assistant.ui.api.mcp_server`). They give the JSON of the command line, but
for the files' paths: where a file lies on this machine is not their business, and Gradio's
clients take any object with a `path` for a file to download, which is refused.

Nothing is kept between two calls. Who asks in turn hands back the answers before, so that no
conversation can be somebody else's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from inspect import unwrap
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from assistant.ui.runtime.blocks import gr  # isort: skip (Gradio is imported there first, its own way)
from gradio.components.api_component import Api
from gradio.context import get_blocks_context
from gradio.events import api
from gradio.utils import get_function_description, get_function_params
from gradio_client.utils import python_type_to_json_schema

from assistant.saved.exports import without_paths
from assistant.ui.api.arguments import as_filters, as_name, as_number, as_text, as_turns
from assistant.ui.runtime.gradio_patches import describe_parameter
from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant

__all__ = ["Desk", "Endpoint", "endpoints", "register", "registered"]

MOST_PASSAGES = 1000
MOST_STATEMENTS = 1000
R = TypeVar("R")


class Desk(Protocol):
    """What the endpoints need: the assistant, and a turn at it."""

    @property
    def assistant(self) -> BaseAssistant:
        """Answers."""
        ...

    async def run(self, work: Callable[[], R]) -> R:
        """`work()` in a worker thread, once the models are there and it is its turn.

        Raises:
            OnRecordError: with a message for the person who asked, whatever went wrong.
        """
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an endpoint, as it is documented."""

    name: str
    description: str
    schema: dict[str, Any]
    """JSON schema of its type."""
    required: bool
    default: Any


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A function that programs may call."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., Awaitable[Any]]
    """Raises an OnRecordError where the arguments are wrong or there is no result."""


def endpoints(desk: Desk) -> tuple[Endpoint, ...]:
    """The four endpoints over a desk."""
    functions = _Functions(desk)
    return tuple(
        _described(function)
        for function in (functions.ask, functions.search, functions.cite, functions.statements)
    )


def register(desk: Desk) -> None:
    """Make the four endpoints those of the Gradio page that is being built.

    Call it inside `with gr.Blocks()`.
    """
    page = get_blocks_context()
    assert page is not None, "called outside of a page"
    for endpoint in endpoints(desk):
        api(
            _for_gradio(endpoint.call),
            api_name=endpoint.name,
            api_description=endpoint.description,
            concurrency_limit=None,
        )
        made = list(page.fns.values())[-1]
        for component, parameter in zip(made.inputs, endpoint.parameters, strict=True):
            assert isinstance(component, Api)
            describe_parameter(component, parameter.schema, parameter.description, parameter.name)


def registered(page: gr.Blocks) -> tuple[Endpoint, ...]:
    """The endpoints of a page."""
    public = (made for made in page.fns.values() if made.api_visibility == "public")
    return tuple(_described(unwrap(made.fn)) for made in public if made.fn)


class _Functions:
    """The endpoints. Their docstrings are the documentation that programs get: one line each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(
        self,
        question: str,
        speaker: list[str] | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 20,
        turns: list[dict[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents, with citations, or say that they don't say.

        Args:
            question: The question, in plain words.
            speaker: Only what these people say, by name.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents of this date or later, such as 2016-10-31.
            before: Only documents of this date or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: How many passages to list in the answer, 1 to 1000.
            turns: For a follow-up: the answers before it, as given, oldest first, at most 10.

        Returns:
            The JSON of `onrecord ask --json`, without the files' paths.
        """
        text = as_text("question", question)
        filters = as_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        listed = as_number("k", k, 1, MOST_PASSAGES)
        before_it = as_turns("turns", turns)
        assistant = self._desk.assistant

        def work() -> dict[str, Any]:
            if before_it:
                return assistant.ask_after(before_it, text, filters, listed).as_dict()
            return assistant.ask(text, filters, listed).as_dict()

        answer = await self._desk.run(work)
        return without_paths(answer)

    async def search(
        self,
        query: str,
        speaker: list[str] | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 10,
    ) -> list[dict[str, Any]]:
        """Find the passages nearest to a query, best first.

        Args:
            query: Words or a question.
            speaker: Only passages in which one of these people speaks, by name.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents of this date or later, such as 2016-10-31.
            before: Only documents of this date or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: How many passages to give, 1 to 1000.

        Returns:
            A list of the objects of `onrecord search --json`.
        """
        from assistant.citations.passage_json import passage_facts

        text = as_text("query", query)
        filters = as_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        wanted = as_number("k", k, 1, MOST_PASSAGES)
        retriever = self._desk.assistant.retriever

        def work() -> list[dict[str, Any]]:
            found = retriever.retrieve(text, filters).passages[:wanted]
            return [passage_facts(ranked) for ranked in found]

        return await self._desk.run(work)

    async def cite(
        self,
        quote: str,
        speaker: str | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Check whether a quote is in the documents: verdict, every place, what was changed.

        Args:
            quote: The quote, as it was published.
            speaker: Who is said to have said it; then misattributed is a verdict too.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents of this date or later, such as 2016-10-31.
            before: Only documents of this date or earlier.
            where: Only documents with these values in columns of metadata.csv.

        Returns:
            The JSON of `onrecord cite --json`, without the files' paths.
        """
        from assistant.quotes.speaker_check import require_known_speaker

        text = as_text("quote", quote)
        said_by = None if speaker is None else as_name("speaker", speaker)
        filters = as_filters(
            outlet=outlet, document=document, after=after, before=before, where=where
        )
        assistant = self._desk.assistant

        def work() -> dict[str, Any]:
            if said_by is not None:
                require_known_speaker(assistant.store, said_by)
            return assistant.check_quote(text, said_by, filters).as_dict()

        return without_paths(await self._desk.run(work))

    async def statements(
        self,
        speaker: list[str] | None = None,
        about: str | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 20,
        limit: int = 100,
    ) -> list[dict[str, Any]]:
        """List who said what, oldest first.

        Args:
            speaker: Only what these people say, by name.
            about: Only what is about this; words or a question.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents of this date or later, such as 2016-10-31.
            before: Only documents of this date or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: How many passages `about` looks at, 1 to 1000.
            limit: How many statements to give, 1 to 1000.

        Returns:
            A list of the objects of `onrecord statements --json`.
        """
        from assistant.browse.statements import list_statements

        topic = None if about is None else as_text("about", about)
        filters = as_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        passages = as_number("k", k, 1, MOST_PASSAGES)
        most = as_number("limit", limit, 1, MOST_STATEMENTS)
        store = self._desk.assistant.store

        def work() -> list[dict[str, Any]]:
            found = list_statements(store, filters, topic, passages)
            return [one.as_dict() for one in islice(found, most)]

        return await self._desk.run(work)


def _described(function: Callable[..., Awaitable[Any]]) -> Endpoint:
    description, told, returns = get_function_description(function)
    return Endpoint(
        name=function.__name__,
        description=f"{description} Gives: {' '.join(returns)}",
        parameters=tuple(
            Parameter(
                name,
                told[name],
                python_type_to_json_schema(kind),
                required=not has_default,
                default=default if has_default else None,
            )
            for name, has_default, default, kind in get_function_params(function)
        ),
        call=function,
    )


def _for_gradio(function: Callable[..., Awaitable[R]]) -> Callable[..., Awaitable[R]]:
    """The function with errors that Gradio sends on to who called, message and all."""

    @wraps(function)
    async def call(*arguments: Any) -> R:
        try:
            return await function(*arguments)
        except OnRecordError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call
