"""`onrecord eval`: how good are the answers, where do they fail, did a change help."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import FAILED, opened_assistant, opened_store
from assistant.options import (
    json_option,
    llm_options,
    progress_bar,
    reader_option,
    store_options,
)

if TYPE_CHECKING:
    from assistant.chat_model import ChatModel
    from assistant.config import Settings
    from assistant.engine import Engine
    from assistant.evaluation.outcome import Evaluation
    from assistant.evaluation.records import TestSet


@click.command("eval")
@click.argument(
    "test_set", metavar="[QA]", required=False, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where answers, figures and reports go; a run that was stopped there goes on."
    " [default: eval/ and the test set's name] With --suggest, the file of the drafts.",
)
@click.option(
    "--compare",
    "compare_with",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="An earlier run, to tell what changed and whether it is more than chance.",
)
@click.option(
    "--fail-under",
    multiple=True,
    metavar="METRIC=VALUE",
    help="Exit with 1 if a figure is worse than this (repeatable); above it, where less is better.",
)
@click.option(
    "--fail-on-regression", is_flag=True, help="Exit with 1 on a significant loss; needs --compare."
)
@click.option(
    "--ablate",
    "ablates",
    is_flag=True,
    help="Ask again with words only, with vectors only, without the reader and without abstention,"
    " to see what each part is worth.",
)
@click.option(
    "--suggest",
    type=click.IntRange(min=1),
    metavar="N",
    help="Instead of a run: draft N questions from the statements of the store, to be edited.",
)
@click.option(
    "--judge",
    metavar="PROVIDER:MODEL",
    help="A chat model that gives its opinion on each answer as well (openevals; pip install"
    " 'onrecord[judge]'). It is sent the questions, the answers and what is expected.",
)
@click.option("--judge-url", metavar="URL", help="Its server, as with --llm-url.")
@click.option("--fresh", is_flag=True, help="Ask again what DIR has answers to.")
@json_option
@store_options
@reader_option
@llm_options
def evaluation(
    test_set: Path | None,
    out: Path | None,
    compare_with: Path | None,
    fail_under: tuple[str, ...],
    fail_on_regression: bool,
    ablates: bool,
    suggest: int | None,
    judge: str | None,
    judge_url: str | None,
    fresh: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Ask the questions of a test set, and measure the answers against what is expected.

    QA is a file of JSON lines with "id", "question", "answers" and, where known, "type",
    "speaker", "document" and "evidence"; a CSV with the columns question and answer; or JSON in
    SQuAD's form. Writes predictions.jsonl, metrics.json, report.html and report.md.
    """
    if (test_set is None) == (suggest is None):
        raise click.UsageError("name a test set, onrecord eval QA.jsonl, or give --suggest N")
    if fail_on_regression and compare_with is None:
        raise click.UsageError("--fail-on-regression needs --compare DIR, the run to compare with")
    if suggest is not None:
        _suggest(settings, suggest, out)
        return
    assert test_set is not None
    from assistant.evaluation import evaluate, read_test_set
    from assistant.evaluation.thresholds import parse_threshold

    opinion = _judge(judge, judge_url, settings.llm_timeout)
    thresholds = [parse_threshold(text) for text in fail_under]
    questions = read_test_set(test_set)
    folder = out or Path("eval") / test_set.stem
    assistant = opened_assistant(settings)
    with progress_bar("asking", unit="questions") as progress:
        done = evaluate(assistant, questions, folder, compare_with, progress, fresh, opinion)
    _print(done, folder, as_json)
    if ablates:
        _ablate(assistant, questions, folder, done, fresh, as_json)
    failed = bool(done.problems)
    for threshold in thresholds:
        problem = threshold.problem(done.measurements)
        if problem:
            click.echo(f"failed: {problem}", err=True)
            failed = True
    if fail_on_regression and done.comparison:
        for one in done.comparison.regressions:
            click.echo(f"regression: {one.name} from {one.before} to {one.after}", err=True)
            failed = True
    if failed:
        sys.exit(FAILED)


def _judge(name: str | None, url: str | None, timeout: float) -> ChatModel | None:
    if name is None:
        if url is not None:
            raise click.UsageError("--judge-url needs --judge PROVIDER:MODEL, which is asked there")
        return None
    from assistant.chat_model import open_chat_model
    from assistant.evaluation.chat_model_judge import require_openevals

    require_openevals()
    return open_chat_model(name, url, timeout)


def _print(done: Evaluation, folder: Path, as_json: bool) -> None:
    from assistant.batch import as_line
    from assistant.evaluation.report.markdown import markdown_report

    if as_json:
        click.echo(as_line(done.as_dict()), nl=False)
    else:
        # Half a character, which an id may have, can't be printed.
        click.echo(markdown_report(done).encode("utf-8", "replace"), nl=False)
    for problem in done.problems:
        click.echo(f"problem: {problem}", err=True)
    click.echo(f"written to {folder}: report.html shows every question", err=True)


def _ablate(
    assistant: Engine,
    questions: TestSet,
    folder: Path,
    done: Evaluation,
    fresh: bool,
    as_json: bool,
) -> None:
    from assistant.errors import EvaluationError
    from assistant.evaluation.ablation import ABLATION_FOLDER, ablate
    from assistant.evaluation.report.markdown import ablation_table

    def progress(name: str) -> AbstractContextManager[Callable[[int, int, str], None]]:
        return progress_bar(name, unit="questions")

    ablations = list(ablate(assistant, questions, folder, progress, fresh))
    table = ablation_table(done, ablations)
    path = folder / ABLATION_FOLDER / "report.md"
    try:
        path.write_text(table, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
    click.echo(table, nl=False, err=as_json)
    click.echo(f"written to {path.parent}: a report for each", err=True)


def _suggest(settings: Settings, number: int, out: Path | None) -> None:
    from assistant.batch import as_line
    from assistant.errors import EvaluationError
    from assistant.evaluation.question_drafts import draft_questions
    from assistant.line_files import write_whole
    from index.retriever import Retriever

    retriever = Retriever(opened_store(settings))
    with progress_bar("drafting", unit="questions") as progress:
        drafts = draft_questions(retriever, number, progress)
    lines = "".join(as_line({**draft.as_dict(), "draft": True}) for draft in drafts)
    if out is None:
        click.echo(lines, nl=False)
    else:
        try:
            with out.open("xb", buffering=0) as target:
                try:
                    write_whole(target, lines.encode())
                except OSError:
                    out.unlink()
                    raise
        except FileExistsError as error:
            raise EvaluationError(f"{out} is there already; name another file") from error
        except OSError as error:
            raise EvaluationError(f"{out} can't be written: {error.strerror}") from error
    if len(drafts) < number:
        click.echo(f"only {len(drafts)}: the store has no more that is fit for it", err=True)
    click.echo('drafts: read each, mend it or throw it out, then take "draft" away', err=True)
