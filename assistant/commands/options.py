"""What the commands of `onrecord` share: options that several take, and the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from assistant.chat_model import TIMEOUT

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say which store; the command gets them as `settings`."""

    @click.option(
        "--store",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(".onrecord"),
        envvar="ONRECORD_STORE",
        show_default=True,
        help="Folder of the index. [env: ONRECORD_STORE]",
    )
    @click.option(
        "--embedding-model",
        default=None,
        envvar="ONRECORD_EMBEDDING_MODEL",
        metavar="NAME",
        help="A sentence-transformers model, by name or folder, instead of the packaged one."
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
    """An option that names the reader; goes under `store_options`, whose settings then name it."""

    @click.option(
        "--reader",
        default=None,
        envvar="ONRECORD_READER",
        metavar="NAME",
        help="An extractive question-answering model of transformers, by name or folder, instead"
        " of the packaged one. [env: ONRECORD_READER]",
    )
    @wraps(command)
    def with_reader(*args: Any, reader: str | None, settings: Any, **kwargs: Any) -> Any:
        from dataclasses import replace

        if reader:
            settings = replace(settings, reader=reader)
        return command(*args, settings=settings, **kwargs)

    return with_reader


def llm_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that name a chat model; goes under `store_options`, whose settings then name it."""

    @click.option(
        "--llm",
        default=None,
        envvar="ONRECORD_LLM",
        metavar="PROVIDER:MODEL",
        help="A chat model that writes the answer from the evidence, such as openai:gpt-4o-mini or"
        " ollama:llama3.2; every sentence of it is checked. The question, the evidence and, in a"
        " conversation, the last turns are sent to it. Its key comes from the provider's own"
        " variable (OPENAI_API_KEY, …). [env: ONRECORD_LLM]",
    )
    @click.option(
        "--llm-url",
        default=None,
        envvar="ONRECORD_LLM_URL",
        metavar="URL",
        help="Its server, where it is not the provider's own; with openai: any that is compatible."
        " [env: ONRECORD_LLM_URL]",
    )
    @click.option(
        "--llm-timeout",
        default=TIMEOUT,
        show_default=True,
        envvar="ONRECORD_LLM_TIMEOUT",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="How long it may take; then the sources' own sentences are the answer."
        " [env: ONRECORD_LLM_TIMEOUT]",
    )
    @click.option(
        "--nli",
        default=None,
        envvar="ONRECORD_NLI",
        metavar="NAME",
        help="A natural-language-inference model of transformers, by name or folder, that tells"
        " whether the evidence supports what the chat model wrote, instead of the packaged"
        " measure. [env: ONRECORD_NLI]",
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
            raise click.UsageError("--llm-url needs --llm PROVIDER:MODEL, which is asked there")
        if nli and not llm:
            raise click.UsageError("--nli needs --llm PROVIDER:MODEL, whose sentences it checks")
        settings = replace(settings, llm=llm, llm_url=llm_url, llm_timeout=llm_timeout, nli=nli)
        return command(*args, settings=settings, **kwargs)

    return with_llm


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that limit the documents searched; the command gets them as `filters`."""

    @click.option("--document", multiple=True, metavar="D", help="Only this document (repeatable).")
    @click.option("--outlet", multiple=True, metavar="O", help="Only this outlet (repeatable).")
    @click.option("--after", metavar="DATE", help="Only documents of this date or later.")
    @click.option("--before", metavar="DATE", help="Only documents of this date or earlier.")
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
    """An option that leaves only what somebody says; goes under `filter_options`."""

    @click.option("--speaker", multiple=True, metavar="S", help="Only what S says (repeatable).")
    @wraps(command)
    def with_speaker(*args: Any, speaker: tuple[str, ...], filters: Any, **kwargs: Any) -> Any:
        from dataclasses import replace

        for name in speaker:
            if not _is_text(name):
                raise click.BadParameter(f"{name!a} is not valid UTF-8", param_hint="--speaker")
        return command(*args, filters=replace(filters, speakers=speaker), **kwargs)

    return with_speaker


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


@contextmanager
def progress_bar(label: str, unit: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on stderr, where that is a terminal."""
    from tqdm import tqdm

    bar: Any = None

    def show(done: int, total: int, name: str) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(
                total=total,
                desc=label,
                unit=unit,
                unit_scale=unit == "B",
                disable=None,
                file=sys.stderr,
                dynamic_ncols=True,
            )
        bar.set_postfix_str(name[-30:], refresh=False)
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        if bar is not None:
            bar.close()


def _is_text(argument: str) -> bool:
    """Whether an argument is characters; bytes that are none reach us as half characters."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True
