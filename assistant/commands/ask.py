"""`onrecord ask` and `onrecord search`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import (
    filter_options,
    json_option,
    llm_options,
    progress_bar,
    reader_option,
    speaker_option,
    store_options,
)
from assistant.commands.printing import is_coloured, print_passages, shown_draft
from assistant.commands.shared import FAILED, opened_assistant, opened_store, text_of

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.records import Answer
    from index.records import Filters


@click.command()
@click.argument("question", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="QA.jsonl",
    help='A file of questions, one JSON object a line with "id" and "question".',
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the answers of --batch go; else to stdout.",
)
@click.option(
    "-k", default=20, show_default=True, type=click.IntRange(1, 1000), help="Passages to list."
)
@click.option(
    "--explain", is_flag=True, help="Show what was considered, and why it was so decided."
)
@click.option(
    "--conversation",
    metavar="NAME",
    help="The conversation that it goes on with or begins: what the question leaves open comes from"
    " the turns before. They are kept in the store.",
)
@json_option
@filter_options
@speaker_option
@store_options
@reader_option
@llm_options
def ask(
    question: str | None,
    batch: Path | None,
    out: Path | None,
    k: int,
    explain: bool,
    conversation: str | None,
    as_json: bool,
    filters: Filters,
    settings: Settings,
) -> None:
    """Answer a QUESTION from the indexed documents, or say that they don't say."""
    if (question is None) == (batch is None):
        raise click.UsageError(
            'ask one thing: onrecord ask "QUESTION", or onrecord ask --batch FILE'
        )
    if out is not None and batch is None:
        raise click.UsageError("--out is for --batch; without it, redirect the output: > FILE")
    if conversation is not None and batch is not None:
        raise click.UsageError("--conversation is for one question at a time, not for --batch")
    if batch is not None:
        from assistant.batch import answer_batch, read_questions

        questions = read_questions(batch)
        assistant = opened_assistant(settings)
        with progress_bar("asking", unit="questions") as progress:
            failed = answer_batch(assistant, questions, out, filters, k, progress)
        for problem in failed:
            click.echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(FAILED)
        return
    assert question is not None
    assistant = opened_assistant(settings)
    with shown_draft(settings.llm) as on_text:
        answer = assistant.ask(text_of(question, "question"), filters, k, conversation, on_text)
    if as_json:
        click.echo(json.dumps(answer.as_dict(), ensure_ascii=False))
    else:
        from assistant.citations.wording import terminal_text

        click.echo(terminal_text(answer, ("\x1b[1m", "\x1b[22m") if is_coloured() else ("", "")))
    if explain:
        _explain(answer)


def _explain(answer: Answer) -> None:
    from assistant.commands.explain import explanation

    click.echo("\n" + explanation(answer), err=True)


@click.command()
@click.argument("query")
@click.option(
    "-k", default=10, show_default=True, type=click.IntRange(1, 1000), help="Passages to give."
)
@json_option
@filter_options
@speaker_option
@store_options
def search(query: str, k: int, as_json: bool, filters: Filters, settings: Settings) -> None:
    """Show the passages nearest to QUERY, best first."""
    from index.retrieval.retriever import Retriever

    found = Retriever(opened_store(settings)).retrieve(query, filters)
    print_passages(found, k, as_json)
