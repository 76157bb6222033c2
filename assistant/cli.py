"""The command line. The only place where errors become exit codes.

Exit codes: 0 done (also when the answer is `not_found`), 1 some inputs failed, 2 usage, 3 the
store can't be used. Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
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


def _store_options(command: Callable[..., Any]) -> Callable[..., Any]:
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
        from assistant.config import Settings

        given = {"embedding_model": embedding_model} if embedding_model else {}
        settings = Settings(store=store, chroma_url=chroma_url, **given)
        return command(*args, settings=settings, **kwargs)

    return with_settings


def _filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def _day(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    from index.dates import parse_date

    day = parse_date(text)
    if day is None:
        raise click.BadParameter(
            f"{text!r} is not a date; write it as 2016-10-31", param_hint=option
        )
    return day


_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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
@_json_option
@_store_options
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
        _print_report(report, as_json)
        if report.failed:
            sys.exit(FAILED)


def _rebuild(settings: Settings) -> None:
    from assistant.app import rebuild_store

    with _progress("rebuilding", unit="documents") as progress:
        passages = rebuild_store(settings, progress)
    click.echo(f"rebuilt the indexes: {passages:,} passages", err=True)


def _sync(
    settings: Settings, paths: tuple[Path, ...], metadata: Path | None, prune: bool = False
) -> SyncReport:
    from assistant.app import create_store
    from index.sync import sync

    store = create_store(settings)
    try:
        with _progress("indexing", unit="B") as progress:
            return sync(store, paths, metadata, prune, progress)
    finally:
        store.close()


def _print_report(report: SyncReport, as_json: bool) -> None:
    counts = {
        name: getattr(report, name)
        for name in ("added", "changed", "unchanged", "removed", "passages")
    }
    warnings = [s for s in report.skipped if s.warning]
    skipped = [s for s in report.skipped if not s.warning]
    if as_json:
        lists = {
            name: [{"path": str(s.path), "reason": s.reason} for s in items]
            for name, items in (("skipped", skipped), ("warnings", warnings))
        }
        click.echo(json.dumps({**counts, **lists}, ensure_ascii=False))
    else:
        words = ", ".join(
            f"{value:,} {name}" for name, value in counts.items() if name != "passages"
        )
        click.echo(f"{words}; {counts['passages']:,} passages embedded")
    for kind, items in (("warning", warnings), ("skipped", skipped)):
        for item in items:
            click.echo(f"{kind}: {item.path}: {item.reason}", err=True)
    if not any((report.added, report.changed, report.unchanged)):
        click.echo(
            "no documents found (On Record reads .txt, .md, .html, .pdf and .docx)", err=True
        )


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
@_json_option
@_filter_options
@_store_options
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
        question = sys.stdin.read()
    from assistant.app import Assistant

    if batch is not None:
        from assistant.batch import answer_batch, read_questions

        questions = read_questions(batch)
        assistant = Assistant.open(settings)
        with _progress("asking", unit="questions") as progress:
            failed = answer_batch(assistant, questions, out, filters, k, progress)
        for problem in failed:
            click.echo(f"failed: {problem}", err=True)
        if failed:
            sys.exit(FAILED)
        return
    assert question is not None
    answer = Assistant.open(settings).ask(question, filters, k)
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
@_json_option
@_filter_options
@_store_options
def search(query: str, k: int, as_json: bool, filters: Filters, settings: Settings) -> None:
    """Show the passages nearest to QUERY, best first."""
    from assistant.app import open_store
    from index.retriever import Retriever

    found = Retriever(open_store(settings)).retrieve(query, filters)
    for ranked in found.passages[:k]:
        passage, document = ranked.passage, ranked.passage.document
        if as_json:
            facts = {
                "document": document.label,
                "start": passage.start,
                "end": passage.end,
                "score": round(ranked.score, 4),
                "text": passage.text,
                "title": document.title,
                "outlet": document.outlet,
                "date": document.date,
            }
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            head = " · ".join(filter(None, (document.outlet, document.date, document.title)))
            place = f"{document.label} {passage.start}-{passage.end}"
            click.echo(f"{ranked.score:.2f}  {place}\n      {head}\n      {_short(passage.text)}\n")
    if not found.passages:
        click.echo(f"nothing found in {found.documents:,} documents", err=True)


def _short(text: str, limit: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rstrip() + " …"


@main.command()
@click.argument("document")
@click.option("--span", metavar="START:END", help="Characters to show, in their context.")
@_json_option
@_store_options
def show(document: str, span: str | None, as_json: bool, settings: Settings) -> None:
    """Show the stored text of DOCUMENT, or a span of it in its context."""
    from assistant.app import open_store

    store = open_store(settings)
    info = _one_document(store, document)
    text = store.catalogue.text(info)
    start, end = _span(span, len(text)) if span else (0, len(text))
    if as_json:
        facts = {
            "document": info.label,
            "document_id": info.id,
            "path": str(info.path),
            "sha256": info.sha256,
            "title": info.title,
            "outlet": info.outlet,
            "date": info.date,
            "author": info.author,
            "speaker": info.speaker,
            "url": info.url,
            "language": info.language,
            "page": info.page_of(start) if span else None,
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        click.echo(json.dumps(facts, ensure_ascii=False))
    elif span:
        before, after = text[max(0, start - 300) : start], text[end : end + 300]
        click.echo(f"{before}{click.style(f'>>>{text[start:end]}<<<', bold=True)}{after}")
    else:
        click.echo(text)


def _span(span: str, length: int) -> tuple[int, int]:
    try:
        start, end = (int(part) for part in span.split(":"))
    except ValueError:
        raise click.BadParameter(f"{span!r} is not START:END, such as 1083:1211") from None
    if not 0 <= start < end <= length:
        raise click.BadParameter(f"{span!r} is outside the document, which has 0:{length}")
    return start, end


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
@_json_option
@_store_options
def list_(as_json: bool, settings: Settings) -> None:
    """List the documents in the store."""
    from assistant.app import open_store

    for info in open_store(settings).catalogue.documents():
        if as_json:
            names = ("id", "sha256", "title", "outlet", "date", "author", "characters", "passages")
            facts = {"document": info.label, "path": str(info.path)}
            facts |= {name: getattr(info, name) for name in names}
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            head = " · ".join(filter(None, (info.date, info.outlet, info.title)))
            click.echo(f"{info.label}\t{head}")


@main.command()
@click.argument("documents", nargs=-1, required=True)
@_store_options
def remove(documents: tuple[str, ...], settings: Settings) -> None:
    """Remove DOCUMENTS from the store; their files stay."""
    from assistant.app import open_store
    from index.sync import remove as remove_documents

    store = open_store(settings)
    missing = [name for name in documents if not store.catalogue.find(name)]
    named = {
        d.number: _one_document(store, d.id)
        for name in documents
        if name not in missing
        for d in [_one_document(store, name)]
    }
    remove_documents(store, list(named.values()))
    store.close()
    click.echo(f"{len(named):,} removed")
    for name in missing:
        click.echo(f"failed: no document {name!r} in the store", err=True)
    if missing:
        sys.exit(FAILED)


@main.command()
@_json_option
@_store_options
def stats(as_json: bool, settings: Settings) -> None:
    """Count what is in the store."""
    from assistant.app import open_store
    from assistant.overview import overview

    facts = overview(open_store(settings))
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, count in value.items():
                click.echo(f"  {key:30} {count:>8,}")
        else:
            click.echo(f"{name:32} {value:>8,}" if isinstance(value, int) else f"{name:32} {value}")


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
@_store_options
def chat(
    paths: tuple[Path, ...], host: str, port: int, auth: str | None, settings: Settings
) -> None:
    """Index PATHS if given, then serve the web chat."""
    if auth is not None and not all(auth.partition(":")[::2]):
        raise click.BadParameter("write it as USER:PASSWORD", param_hint="--auth")
    if paths:
        _print_report(_sync(settings, paths, None), as_json=False)
    from assistant.app import Assistant
    from assistant.ui import serve

    user, _, password = (auth or "").partition(":")
    serve(Assistant.open(settings), host, port, (user, password) if auth else None)


@contextmanager
def _progress(label: str, unit: str) -> Iterator[Callable[[int, int, str], None]]:
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
