"""`onrecord ask` answers a question; `onrecord search` lists the nearest passages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_assistant_for_command, open_store_for_command
from assistant.commands.options import (
    filter_options,
    json_option,
    llm_options,
    read_argument,
    reader_option,
    speaker_option,
    store_options,
)
from assistant.commands.printing import is_coloured, print_passages, show_draft
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import BOLD, echo, echo_json
from assistant.errors import TurnNotSavedError

if TYPE_CHECKING:
    from assistant.config import Settings
    from index.records import Filters


@click.command()
@click.argument("question", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="QA.jsonl",
    help='File of questions, one JSON object per line, with "id" and "question".',
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File for the answers to --batch. By default they are printed.",
)
@click.option(
    "-k",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Number of retrieved passages to list, with --json.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Also show the passages that were considered and how the confidence came about.",
)
@click.option(
    "--conversation",
    metavar="NAME",
    help="Continue or begin a saved conversation: the question may refer to the questions and"
    " answers before it. They are kept in the store.",
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
    """Answer QUESTION from the indexed documents.

    The answer cites its sources. If the documents don't say, no answer is given.
    """
    if (question is None) == (batch is None):
        raise click.UsageError(
            'give one question or a file: onrecord ask "QUESTION", or onrecord ask --batch FILE'
        )
    if out is not None and batch is None:
        raise click.UsageError("--out needs --batch; for one question, redirect the output: > FILE")
    if conversation is not None and batch is not None:
        raise click.UsageError(
            "--conversation can't be used with --batch; ask one question at a time"
        )
    if batch is not None:
        from assistant.batch import answer_batch, read_questions

        questions = read_questions(batch)
        assistant = open_assistant_for_command(settings)
        with progress_bar("asking", unit="questions") as progress:
            failed = answer_batch(assistant, questions, out, filters, k, progress)
        for problem in failed:
            echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(EXIT_FAILED)
        return
    assert question is not None
    assistant = open_assistant_for_command(settings)
    with show_draft(settings.llm) as on_text:
        question = read_argument(question, "question")
        not_saved: TurnNotSavedError | None = None
        try:
            answer = assistant.ask(question, filters, k, conversation, on_text)
        except TurnNotSavedError as error:
            answer, not_saved = error.answer, error
    if as_json:
        echo_json(answer.as_dict())
    else:
        from assistant.citations.answer_wording import terminal_text

        bold = BOLD if is_coloured() else ("", "")
        echo(terminal_text(answer, bold))
    if explain:
        from assistant.commands.explain import explain_answer

        echo("\n" + explain_answer(answer), err=True)
    if not_saved is not None:
        echo(f"failed: {not_saved}", err=True)
        sys.exit(EXIT_FAILED)


@click.command()
@click.argument("query")
@click.option(
    "-k",
    default=10,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Number of passages to show.",
)
@json_option
@filter_options
@speaker_option
@store_options
def search(query: str, k: int, as_json: bool, filters: Filters, settings: Settings) -> None:
    """Show the passages nearest to QUERY, best first."""
    from index.retrieval.retriever import Retriever

    retrieval = Retriever(open_store_for_command(settings)).retrieve(query, filters)
    print_passages(retrieval, k, as_json)
