"""Options and arguments that several commands of `onrecord` share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from assistant.chat_model import DEFAULT_REPLY_SECONDS

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add options that name the store; the command receives them as `settings`."""

    @click.option(
        "--store",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(".onrecord"),
        envvar="ONRECORD_STORE",
        show_default=True,
        help="Folder of the store. [env: ONRECORD_STORE]",
    )
    @click.option(
        "--embedding-model",
        default=None,
        envvar="ONRECORD_EMBEDDING_MODEL",
        metavar="NAME",
        help="A sentence-transformers model (name or folder) to use instead of the built-in one."
        " [env: ONRECORD_EMBEDDING_MODEL]",
    )
    @click.option(
        "--chroma-url",
        default=None,
        envvar="ONRECORD_CHROMA_URL",
        metavar="URL",
        help="Keep the vectors on this Chroma server. [env: ONRECORD_CHROMA_URL]",
    )
    @wraps(command)
    def with_settings(
        *args: Any, store: Path, embedding_model: str | None, chroma_url: str | None, **kwargs: Any
    ) -> Any:
        from dataclasses import replace

        from assistant.config import Settings

        settings = Settings(store=store, chroma_url=chroma_url)
        if embedding_model:
            settings = replace(settings, embedding_model=embedding_model)
        return command(*args, settings=settings, **kwargs)

    return with_settings


def reader_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option that names the reader model; put it below `store_options`."""

    @click.option(
        "--reader",
        default=None,
        envvar="ONRECORD_READER",
        metavar="NAME",
        help="What finds the answer in the text: 'small' for the smaller and faster of the two"
        " built-in readers alone, or a transformers model for extractive question answering (name"
        " or folder) in their place. [env: ONRECORD_READER]",
    )
    @wraps(command)
    def with_reader(*args: Any, reader: str | None, settings: Any, **kwargs: Any) -> Any:
        from dataclasses import replace

        if reader:
            settings = replace(settings, reader=reader)
        return command(*args, settings=settings, **kwargs)

    return with_reader


def llm_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add options that name a chat model; put them below `store_options`."""

    @click.option(
        "--llm",
        default=None,
        envvar="ONRECORD_LLM",
        metavar="PROVIDER:MODEL",
        help="A chat model that writes the answer from the evidence, such as openai:gpt-4o-mini or"
        " ollama:llama3.2. Every sentence it writes is checked. It is sent the question, the"
        " evidence and, in a conversation, the last questions and answers. Its key is read from"
        " the provider's own variable (OPENAI_API_KEY, …). [env: ONRECORD_LLM]",
    )
    @click.option(
        "--llm-url",
        default=None,
        envvar="ONRECORD_LLM_URL",
        metavar="URL",
        help="The chat model's server, if not the provider's own; with openai: any compatible"
        " server. [env: ONRECORD_LLM_URL]",
    )
    @click.option(
        "--llm-timeout",
        default=DEFAULT_REPLY_SECONDS,
        show_default=True,
        envvar="ONRECORD_LLM_TIMEOUT",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="How long to wait for the chat model; after that the answer is given in the sources'"
        " own sentences. [env: ONRECORD_LLM_TIMEOUT]",
    )
    @click.option(
        "--nli",
        default=None,
        envvar="ONRECORD_NLI",
        metavar="NAME",
        help="A transformers model for natural language inference (name or folder) that checks"
        " whether the evidence supports what the chat model wrote, instead of the built-in"
        " check. [env: ONRECORD_NLI]",
    )
    @wraps(command)
    def with_llm(
        *args: Any,
        llm: str | None,
        llm_url: str | None,
        llm_timeout: float,
        nli: str | None,
        settings: Any,
        **kwargs: Any,
    ) -> Any:
        from dataclasses import replace

        if llm_url and not llm:
            raise click.UsageError(
                "--llm-url needs --llm PROVIDER:MODEL, the model to ask at that address"
            )
        if nli and not llm:
            raise click.UsageError(
                "--nli needs --llm PROVIDER:MODEL, the model whose sentences it checks"
            )
        settings = replace(settings, llm=llm, llm_url=llm_url, llm_timeout=llm_timeout, nli=nli)
        return command(*args, settings=settings, **kwargs)

    return with_llm


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add options that limit the documents searched; the command receives them as `filters`."""

    @click.option("--document", multiple=True, metavar="D", help="Only this document (repeatable).")
    @click.option("--outlet", multiple=True, metavar="O", help="Only this outlet (repeatable).")
    @click.option("--after", metavar="DATE", help="Only documents dated DATE or later.")
    @click.option("--before", metavar="DATE", help="Only documents dated DATE or earlier.")
    @click.option(
        "--where",
        multiple=True,
        metavar="COLUMN=VALUE",
        help="Only documents with this value in a column of metadata.csv (repeatable).",
    )
    @wraps(command)
    def with_filters(
        *args: Any,
        document: tuple[str, ...],
        outlet: tuple[str, ...],
        after: str | None,
        before: str | None,
        where: tuple[str, ...],
        **kwargs: Any,
    ) -> Any:
        from index.records import Filters

        for text in (*document, *outlet, *where):
            if not _is_text(text):
                raise click.BadParameter(f"{text!a} is not valid UTF-8")
        for pair in where:
            if "=" not in pair:
                raise click.BadParameter(f"{pair!r} is not COLUMN=VALUE", param_hint="--where")
        filters = Filters(
            documents=document,
            outlets=outlet,
            after=_day(after, "--after"),
            before=_day(before, "--before"),
            extra=tuple((key, value) for key, _, value in (pair.partition("=") for pair in where)),
        )
        return command(*args, filters=filters, **kwargs)

    return with_filters


def speaker_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option that limits results to a speaker; put it below `filter_options`."""

    @click.option(
        "--speaker", multiple=True, metavar="S", help="Only statements by S (repeatable)."
    )
    @wraps(command)
    def with_speaker(*args: Any, speaker: tuple[str, ...], filters: Any, **kwargs: Any) -> Any:
        from dataclasses import replace

        for name in speaker:
            if not _is_text(name):
                raise click.BadParameter(f"{name!a} is not valid UTF-8", param_hint="--speaker")
        return command(*args, filters=replace(filters, speakers=speaker), **kwargs)

    return with_speaker


def read_argument(argument: str, name: str) -> str:
    """The value of an argument; `-` reads it from standard input.

    Raises:
        click.UsageError: Standard input is not UTF-8.
    """
    if argument != "-":
        return argument
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the {name} is not valid UTF-8 (byte {error.start})") from None


def _day(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    from index.text.dates import parse_date

    day = parse_date(text)
    if day is None:
        raise click.BadParameter(
            f"{text!r} is not a date; write it as 2016-10-31", param_hint=option
        )
    return day


def _is_text(argument: str) -> bool:
    """Whether an argument is valid UTF-8; Python turns other bytes into lone surrogates."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True
