"""The command line. The only place where errors become exit codes.

Exit codes: 0 done (also when the answer is `not_found`), 1 some inputs failed, 2 usage, 3 the
store can't be used. Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.options import filter_options, json_option, progress_bar, store_options
from assistant.printing import (
    print_document,
    print_documents,
    print_overview,
    print_passages,
    print_report,
)

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.config import Settings
    from assistant.records import Answer
    from index.records import Filters
    from index.store import Store
    from index.sync import SyncReport

FAILED, USAGE, STORE = 1, 2, 3

_EXAMPLES = """
\b
Examples:
  onrecord index statements/                  index a folder (again: only what changed)
  onrecord ask "What did Plokhov say about extradition?"
  onrecord ask --batch questions.jsonl --out answers.jsonl
  onrecord search "minimum wage" --outlet Politico --after 2016-01-01
  onrecord show article.txt --span 1083:1211
  onrecord chat statements/                   index, then chat at http://127.0.0.1:7860
"""


class _Group(click.Group):
    """Turns the errors of the packages below into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        from index.errors import FilterError, OnRecordError, StoreError

        try:
            return super().invoke(ctx)
        except StoreError as error:
            _fail(error, STORE)
        except FilterError as error:
            _fail(error, USAGE)
        except OnRecordError as error:
            _fail(error, USAGE if isinstance(error, ValueError) else FAILED)
        except KeyboardInterrupt:
            click.echo("\nstopped; what was done is kept", err=True)
            sys.exit(130)


def _fail(error: Exception, code: int) -> None:
    click.echo(f"onrecord: {error}", err=True)
    sys.exit(code)


@click.group(cls=_Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def main() -> None:
    """Ask source statements questions; get answers that cite the exact words.

    On Record indexes a folder of official statements, press releases, transcripts and news
    articles, and answers from them alone: every answer names who reported it and when, and
    points to the exact characters. Nothing leaves this machine.
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Titles, outlets, dates … by file; else a metadata.csv beside the documents is used.",
)
@click.option("--prune", is_flag=True, help="Also remove documents whose files are gone.")
@click.option("--rebuild", is_flag=True, help="Make the indexes again from the stored documents.")
@json_option
@store_options
def index(
    paths: tuple[Path, ...],
    metadata: Path | None,
    prune: bool,
    rebuild: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Add files and folders, or refresh them; unchanged files are skipped.

    Reads .txt, .md, .html, .pdf and .docx. Can be stopped at any moment and run again.
    """
    if not paths and not rebuild:
        raise click.UsageError("name the files or folders to index, for example: onrecord index .")
    if rebuild:
        _rebuild(settings)
    if paths:
        report = _sync(settings, paths, metadata, prune)
        print_report(report, as_json)
        if report.failed:
            sys.exit(FAILED)


def _rebuild(settings: Settings) -> None:
    from assistant.app import rebuild_store

    with progress_bar("rebuilding", unit="documents") as progress:
        passages = rebuild_store(settings, progress)
    click.echo(f"rebuilt the indexes: {passages:,} passages", err=True)


def _sync(
    settings: Settings, paths: tuple[Path, ...], metadata: Path | None, prune: bool = False
) -> SyncReport:
    from assistant.app import create_store
    from index.sync import sync

    store = create_store(settings)
    try:
        with progress_bar("indexing", unit="B") as progress:
            return sync(store, paths, metadata, prune, progress)
    finally:
        store.close()


@main.command()
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
@json_option
@filter_options
@store_options
def ask(
    question: str | None,
    batch: Path | None,
    out: Path | None,
    k: int,
    explain: bool,
    as_json: bool,
    filters: Filters,
    settings: Settings,
) -> None:
    """Answer a QUESTION from the indexed documents, or say that they don't say."""
    if (question is None) == (batch is None):
        raise click.UsageError(
            'ask one thing: onrecord ask "QUESTION", or onrecord ask --batch FILE'
        )
    if question == "-":
        try:
            question = sys.stdin.buffer.read().decode()
        except UnicodeDecodeError as error:
            raise click.UsageError(
                f"the question is not valid UTF-8 (byte {error.start})"
            ) from None
    if batch is not None:
        from assistant.batch import answer_batch, read_questions

        questions = read_questions(batch)
        assistant = _assistant(settings)
        with progress_bar("asking", unit="questions") as progress:
            failed = answer_batch(assistant, questions, out, filters, k, progress)
        for problem in failed:
            click.echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(FAILED)
        return
    assert question is not None
    answer = _assistant(settings).ask(question, filters, k)
    if as_json:
        click.echo(json.dumps(answer.as_dict(), ensure_ascii=False))
    else:
        from assistant.wording import terminal_text

        click.echo(terminal_text(answer))
    if explain:
        _explain(answer)


def _explain(answer: Answer) -> None:
    from assistant.explain import explanation

    click.echo("\n" + explanation(answer), err=True)


@main.command()
@click.argument("query")
@click.option(
    "-k", default=10, show_default=True, type=click.IntRange(1, 1000), help="Passages to give."
)
@json_option
@filter_options
@store_options
def search(query: str, k: int, as_json: bool, filters: Filters, settings: Settings) -> None:
    """Show the passages nearest to QUERY, best first."""
    from index.retriever import Retriever

    found = Retriever(_store(settings)).retrieve(query, filters)
    print_passages(found, k, as_json)


@main.command()
@click.argument("document")
@click.option("--span", metavar="START:END", help="Characters to show, in their context.")
@json_option
@store_options
def show(document: str, span: str | None, as_json: bool, settings: Settings) -> None:
    """Show the stored text of DOCUMENT, or a span of it in its context."""
    store = _store(settings)
    info = _one_document(store, document)
    print_document(info, store.catalogue.text(info), span, as_json)


def _one_document(store: Store, reference: str) -> Any:
    from index.errors import FilterError

    found = store.catalogue.find(reference)
    if not found:
        raise FilterError(f"no document {reference!r} in the store; `onrecord list` shows them")
    if len(found) > 1:
        names = ", ".join(info.name for info in found)
        raise FilterError(f"{reference!r} names {len(found)} documents; choose one of: {names}")
    return found[0]


@main.command("list")
@json_option
@store_options
def list_(as_json: bool, settings: Settings) -> None:
    """List the documents in the store."""
    print_documents(_store(settings).catalogue.documents(), as_json)


@main.command()
@click.argument("documents", nargs=-1, required=True)
@store_options
def remove(documents: tuple[str, ...], settings: Settings) -> None:
    """Remove DOCUMENTS from the store; their files stay."""
    from index.sync import remove as remove_documents

    store = _store(settings)
    missing = [name for name in documents if not store.catalogue.find(name)]
    found = [_one_document(store, name) for name in documents if name not in missing]
    named = {info.number: info for info in found}
    remove_documents(store, list(named.values()))
    store.close()
    click.echo(f"{len(named):,} removed")
    for name in missing:
        click.echo(f"failed: no document {name!r} in the store", err=True)
    if missing:
        sys.exit(FAILED)


@main.command()
@json_option
@store_options
def stats(as_json: bool, settings: Settings) -> None:
    """Count what is in the store."""
    from assistant.overview import overview

    print_overview(overview(_store(settings)), as_json)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--auth",
    metavar="USER:PASSWORD",
    envvar="ONRECORD_AUTH",
    help="Ask for this sign-in; needed with any other --host. [env: ONRECORD_AUTH]",
)
@store_options
def chat(
    paths: tuple[Path, ...], host: str, port: int, auth: str | None, settings: Settings
) -> None:
    """Index PATHS if given, then serve the web chat."""
    if auth is not None and not all(auth.partition(":")[::2]):
        raise click.BadParameter("write it as USER:PASSWORD", param_hint="--auth")
    if paths:
        print_report(_sync(settings, paths, None), as_json=False)
    from assistant.ui import serve

    user, _, password = (auth or "").partition(":")
    serve(_assistant(settings), host, port, (user, password) if auth else None)


def _store(settings: Settings) -> Store:
    """The store, which closes with the command."""
    from assistant.app import open_store

    store = open_store(settings)
    click.get_current_context().call_on_close(store.close)
    return store


def _assistant(settings: Settings) -> Assistant:
    """An assistant over the store, which closes with the command."""
    from assistant.app import Assistant

    return Assistant(_store(settings))
