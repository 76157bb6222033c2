"""`onrecord eval`: measures the answers to a test set, and compares runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.exit_codes import EXIT_FAILED
from assistant.commands.opening import open_assistant_for_command, open_store_for_command
from assistant.commands.options import json_option, llm_options, reader_option, store_options
from assistant.commands.progress import progress_bar
from assistant.commands.terminal import echo, echo_json_text

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.chat_model import ChatModel
    from assistant.config import Settings
    from assistant.evaluation.analysis.outcome import Evaluation
    from assistant.evaluation.judging.records import TestSet


@click.command("eval")
@click.argument(
    "test_set", metavar="[QA]", required=False, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the answers, metrics and reports. A run that was stopped continues there."
    " [default: eval/ and the test set's name] With --suggest, the file for the drafts.",
)
@click.option(
    "--compare",
    "compare_with",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of an earlier run to compare with; shows which changes are more than chance.",
)
@click.option(
    "--fail-under",
    multiple=True,
    metavar="METRIC=VALUE",
    help="Exit with code 1 if a metric is worse than VALUE (repeatable).",
)
@click.option(
    "--fail-on-regression",
    is_flag=True,
    help="Exit with code 1 if a guarded metric became significantly worse; needs --compare.",
)
@click.option(
    "--ablate",
    "ablates",
    is_flag=True,
    help="Also run with word search only, with vector search only, without the reader and without"
    " abstention, to show what each part contributes.",
)
@click.option(
    "--suggest",
    type=click.IntRange(min=1),
    metavar="N",
    help="Draft N questions from the statements in the store for you to edit, instead of a run.",
)
@click.option(
    "--judge",
    metavar="PROVIDER:MODEL",
    help="A chat model that also judges each answer (with openevals: pip install"
    " 'onrecord[judge]'). It is sent the questions, the answers and the expected answers.",
)
@click.option("--judge-url", metavar="URL", help="The judge's server; see --llm-url.")
@click.option(
    "--fresh",
    is_flag=True,
    help="Ask all questions again, including those that --out has answers to.",
)
@json_option
@store_options
@reader_option
@llm_options
def evaluate_test_set(
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
    """Measure the answers to the questions of a test set.

    Asks the questions and compares the answers with the expected ones.

    QA is a file of JSON lines with "id", "question", "answers" and, where known, "type",
    "speaker", "document" and "evidence"; a CSV with the columns question and answer; or JSON in
    the SQuAD format. Writes predictions.jsonl, metrics.json, report.html and report.md.
    """
    if (test_set is None) == (suggest is None):
        raise click.UsageError("name a test set, onrecord eval QA.jsonl, or give --suggest N")
    if fail_on_regression and compare_with is None:
        raise click.UsageError("--fail-on-regression needs --compare DIR, the run to compare with")
    if suggest is not None:
        _write_drafts(settings, suggest, out)
        return
    assert test_set is not None
    from assistant.evaluation import evaluate, read_test_set
    from assistant.evaluation.analysis.thresholds import parse_threshold

    chat_model = _open_judge(judge, judge_url, settings.llm_timeout)
    thresholds = [parse_threshold(text) for text in fail_under]
    questions = read_test_set(test_set)
    folder = out or Path("eval") / test_set.stem
    assistant = open_assistant_for_command(settings)
    with progress_bar("asking", unit="questions") as progress:
        outcome = evaluate(assistant, questions, folder, compare_with, progress, fresh, chat_model)
    _print_outcome(outcome, folder, as_json)
    if ablates:
        _run_ablations(assistant, questions, folder, outcome, fresh, as_json)
    failed = bool(outcome.problems)
    for threshold in thresholds:
        problem = threshold.problem(outcome.measurements)
        if problem:
            echo(f"failed: {problem}", err=True)
            failed = True
    if fail_on_regression and outcome.comparison:
        for change in outcome.comparison.regressions:
            echo(f"regression: {change.name} from {change.before} to {change.after}", err=True)
            failed = True
    if failed:
        sys.exit(EXIT_FAILED)


def _open_judge(name: str | None, url: str | None, timeout: float) -> ChatModel | None:
    if name is None:
        if url is not None:
            raise click.UsageError(
                "--judge-url needs --judge PROVIDER:MODEL, the model to ask at that address"
            )
        return None
    from assistant.chat_model import open_chat_model
    from assistant.evaluation.judging.chat_model_judge import require_openevals

    require_openevals()
    return open_chat_model(name, url, timeout)


def _print_outcome(outcome: Evaluation, folder: Path, as_json: bool) -> None:
    from assistant.batch import as_line
    from assistant.evaluation.report.markdown import markdown_report

    if as_json:
        echo_json_text(as_line(outcome.as_dict()))
    else:
        # A lone surrogate, which an id may have, can't be printed.
        echo(markdown_report(outcome), nl=False)
    for problem in outcome.problems:
        echo(f"problem: {problem}", err=True)
    echo(f"written to {folder}: report.html shows every question", err=True)


def _run_ablations(
    assistant: BaseAssistant,
    questions: TestSet,
    folder: Path,
    outcome: Evaluation,
    fresh: bool,
    as_json: bool,
) -> None:
    from assistant.errors import EvaluationError
    from assistant.evaluation.ablation import ABLATION_FOLDER, ablate
    from assistant.evaluation.report.markdown import ablation_table

    def progress(name: str) -> AbstractContextManager[Callable[[int, int, str], None]]:
        return progress_bar(name, unit="questions")

    ablations = list(ablate(assistant, questions, folder, progress, fresh))
    table = ablation_table(outcome, ablations)
    path = folder / ABLATION_FOLDER / "report.md"
    try:
        path.write_text(table, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} can't be written: {error.strerror}") from error
    echo(table, nl=False, err=as_json)
    echo(f"written to {path.parent}: a report for each", err=True)


def _write_drafts(settings: Settings, number: int, out: Path | None) -> None:
    from assistant.batch import as_line
    from assistant.errors import EvaluationError
    from assistant.evaluation.question_drafts import draft_questions
    from assistant.line_files import write_whole
    from index.retrieval.retriever import Retriever

    retriever = Retriever(open_store_for_command(settings))
    with progress_bar("drafting", unit="questions") as progress:
        drafts = draft_questions(retriever, number, progress)
    lines = "".join(as_line({**draft.as_dict(), "draft": True}) for draft in drafts)
    if out is None:
        echo_json_text(lines)
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
        echo(f"only {len(drafts)} drafts: the store has no more suitable statements", err=True)
    echo('these are drafts: correct or delete each, then remove its "draft" field', err=True)
