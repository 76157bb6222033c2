"""`onrecord eval` as it is used: what is written, what is printed, how it ends, what it sees."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from support import evaluated_documents

from assistant.answering import evidence_assessment, pipeline
from assistant.assistant import BaseAssistant
from assistant.citations.resolving import place_in_text
from assistant.evaluation import evaluate, read_test_set
from assistant.evaluation.analysis import intervals
from assistant.evaluation.asking import facts_of_run
from assistant.langchain import Assistant
from assistant.readers.extractive_reader import NoReader
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

FILES = ("metrics.json", "predictions.jsonl", "report.html", "report.md")


def no_reader(*_: object, **__: object) -> NoReader:
    """Stands in for the class of the packaged reader."""
    return NoReader()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with documents, a store, questions, and a run in `base`."""
    folder = tmp_path_factory.mktemp("made")
    evaluated_documents.make_documents(folder / "documents")
    evaluated_documents.make_questions(folder / "qa.jsonl")
    store = Store.create(folder / "store", HashEmbedder())
    sync(store, [folder / "documents"])
    evaluate(Assistant(store, NoReader()), read_test_set(folder / "qa.jsonl"), folder / "base")
    store.close()
    return folder


@pytest.fixture
def run(onrecord, made: Path, monkeypatch):
    """Evaluates the questions over the store, without a reader."""
    monkeypatch.setenv("ONRECORD_READER", "small")
    monkeypatch.setattr(f"{BaseAssistant.__module__}.ExtractiveReader", no_reader)

    def evaluation(*arguments: object, questions: Path = made / "qa.jsonl"):
        return onrecord("eval", questions, "--store", made / "store", *arguments)

    return evaluation


def strict(text: str):
    def refuse(name: str):
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


def few(folder: Path, count: int = 4) -> Path:
    """A test set of the first questions."""
    path = folder / "few.jsonl"
    evaluated_documents.make_questions(path)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:count]))
    return path


def test_a_run_writes_its_files_and_prints_the_report(run, tmp_path: Path):
    result = run("--out", "out")
    assert result.exit_code == 0
    assert result.stdout == (tmp_path / "out" / "report.md").read_text()
    assert result.stdout.startswith("# qa.jsonl: 40 questions\n")
    assert "written to out: report.html shows every question" in result.stderr
    for name in FILES:
        assert (tmp_path / "out" / name).stat().st_size > 1000
    found = strict((tmp_path / "out" / "metrics.json").read_text())
    assert (found["questions"], found["predictions"], found["missing"]) == (40, 40, 0)
    assert found["evidence_recall@5"] == found["citation_integrity"] == 1.0
    assert found["quote_verdict"] is None
    assert found["undefined"]["quote_verdict"] == "the set has no quotes to check"
    assert found["intervals"]["answer_f1"][0] < found["answer_f1"]
    assert sum(found["stages"].values()) == len(found["judged"]) == 40


def test_the_folder_is_named_by_the_set_and_json_is_what_the_file_has(run, tmp_path: Path):
    result = run("--json", questions=few(tmp_path))
    assert result.exit_code == 0
    assert strict(result.stdout) == strict((tmp_path / "eval/few/metrics.json").read_text())


def test_a_second_run_asks_nothing_and_fresh_asks_all(run, tmp_path: Path, monkeypatch):
    asked = []
    whole = BaseAssistant.ask
    monkeypatch.setattr(BaseAssistant, "ask", lambda *args: asked.append(args[1]) or whole(*args))
    questions = few(tmp_path)
    first = run(questions=questions)
    assert len(asked) == 4
    again = run(questions=questions)
    assert (again.exit_code, again.stdout, len(asked)) == (0, first.stdout, 4)
    run("--fresh", questions=questions)
    assert len(asked) == 8


def test_an_interrupted_run_keeps_what_was_answered(run, tmp_path: Path, monkeypatch):
    whole = BaseAssistant.ask

    def interrupted(self, question, *rest):
        if "railway" in question:
            raise KeyboardInterrupt
        return whole(self, question, *rest)

    monkeypatch.setattr(BaseAssistant, "ask", interrupted)
    questions = few(tmp_path)
    result = run(questions=questions)
    assert result.exit_code == 130
    assert "stopped; finished work is kept" in result.stderr
    kept = (tmp_path / "eval/few/predictions.jsonl").read_text()
    assert len(kept.splitlines()) == 2
    monkeypatch.setattr(BaseAssistant, "ask", whole)
    assert run(questions=questions).exit_code == 0
    assert (tmp_path / "eval/few/predictions.jsonl").read_text().startswith(kept)


def test_an_identical_run_is_no_regression(run, made: Path, tmp_path: Path):
    result = run("--out", "out", "--compare", made / "base", "--fail-on-regression")
    assert result.exit_code == 0
    # Times differ from run to run, and are not guarded.
    found = strict((tmp_path / "out" / "metrics.json").read_text())["comparison"]
    assert (found["won"], found["lost"], found["regressions"]) == ([], [], [])
    still = [one for name, one in found["differences"].items() if "latency" not in name]
    assert {one["change"] for one in still} <= {"same", "unknown"}


def regressions(result) -> dict[str, tuple[str, str]]:
    assert result.exit_code == 1, result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("regression: ")]
    assert lines
    return {line.split()[1]: (line.split()[3], line.split()[5]) for line in lines}


def test_shuffled_vectors_are_seen(onrecord, run, made: Path, tmp_path: Path):
    class Rotated(HashEmbedder):
        """Takes the sentences of one document for those of another."""

        def embed_documents(self, documents):
            sentences = [sentence for one in documents for sentence in one]
            moved = iter([*sentences[7:], *sentences[:7]])
            return super().embed_documents([[next(moved) for _ in one] for one in documents])

    store = Store.create(tmp_path / "shuffled", Rotated())
    sync(store, [made / "documents"])
    store.close()
    arguments = ("--store", tmp_path / "shuffled", "--out", "out", "--fail-on-regression")
    result = onrecord("eval", made / "qa.jsonl", *arguments, "--compare", made / "base")
    assert {"answer_contains", "citation_recall"} <= regressions(result).keys()


def refuse_below(monkeypatch, limit):
    """Set both limits of whichever confidence is in force."""
    for name in ("FIRST_READING", "CLOSE_READING"):
        model = replace(
            getattr(evidence_assessment, name), min_answerable=limit, min_confidence=limit
        )
        monkeypatch.setattr(evidence_assessment, name, model)


def test_a_threshold_that_refuses_everything_is_seen(run, made: Path, monkeypatch):
    refuse_below(monkeypatch, 1.1)
    result = run("--out", "out", "--compare", made / "base", "--fail-on-regression")
    assert regressions(result)["refused_answerable"][1] == "1.0"


def test_a_threshold_that_answers_everything_is_seen(run, monkeypatch):
    refuse_below(monkeypatch, 1.1)
    run("--out", "strict")
    refuse_below(monkeypatch, 0.0)
    result = run("--out", "out", "--compare", "strict", "--fail-on-regression")
    assert regressions(result)["refused_unanswerable"] == ("1.0", "0.0")


def moved(catalogue, cited, reads: bool):
    """The citation one character further on, with its old quote or that of the new place."""
    citation = place_in_text(catalogue, cited)
    start, end = citation.start + 1, citation.end + 1
    (info,) = catalogue.find_documents(citation.document_id)
    quote = catalogue.text(info)[start:end] if reads else citation.quote
    return replace(citation, start=start, end=end, quote=quote)


@pytest.mark.parametrize(
    ("reads", "figure"), [(False, "citation_integrity"), (True, "citation_whole_words")]
)
def test_an_offset_by_one_is_seen(run, made: Path, monkeypatch, reads: bool, figure: str):
    monkeypatch.setattr(
        pipeline, "place_in_text", lambda catalogue, cited: moved(catalogue, cited, reads)
    )
    result = run("--out", "out", "--compare", made / "base", "--fail-on-regression")
    assert figure in regressions(result)


@pytest.mark.parametrize(
    ("threshold", "code", "words"),
    [
        ("evidence_recall@5=0.9", 0, ""),
        ("answer_f1=0.999", 1, "failed: answer_f1 is 0."),
        ("refused_answerable=0.9", 0, ""),
        ("latency_ms_p95=0.0", 1, "above 0.0 (lower is better)"),
        ("quote_verdict=0.1", 1, "failed: quote_verdict is undefined"),
        ("answer_f=0.1", 2, "there is no metric 'answer_f'; try answer_f1"),
        ("answer_f1", 2, "'answer_f1' is not METRIC=VALUE"),
    ],
)
def test_fail_under(run, tmp_path: Path, threshold: str, code: int, words: str):
    result = run("--fail-under", threshold, questions=few(tmp_path, 10))
    assert result.exit_code == code, result.stderr
    assert words in result.stderr


def test_several_thresholds_are_all_told(run, tmp_path: Path):
    result = run(
        "--fail-under", "answer_f1=1", "--fail-under", "quote_verdict=1", questions=few(tmp_path)
    )
    assert result.stderr.count("failed: ") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "name a test set, onrecord eval QA.jsonl, or give --suggest N"),
        (("qa.jsonl", "--suggest", "5"), 2, "or give --suggest N"),
        (("qa.jsonl", "--fail-on-regression"), 2, "--fail-on-regression needs --compare DIR"),
        (("--suggest", "0"), 2, "0 is not in the range"),
        (("nowhere.jsonl",), 1, "nowhere.jsonl can't be read: No such file"),
        (("qa.jsonl", "--store", "nowhere"), 3, "there is no store in nowhere"),
        (("qa.jsonl", "--compare", "nowhere"), 2, "nowhere holds no evaluation"),
        (("qa.jsonl", "--out", "qa.jsonl"), 2, "qa.jsonl can't be written"),
    ],
)
def test_what_can_not_be_done(onrecord, indexed, tmp_path: Path, arguments, code, words: str):
    few(tmp_path).rename(tmp_path / "qa.jsonl")
    result = onrecord("eval", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr


def test_a_comparison_with_something_damaged(run, tmp_path: Path):
    (tmp_path / "old").mkdir()
    for text in ("{broken", "[]", '{"judged": [{"id": "1"}]}', '{"judged": 5}'):
        (tmp_path / "old" / "metrics.json").write_text(text)
        result = run("--compare", "old", questions=few(tmp_path))
        assert result.exit_code == 2
        assert "metrics.json can't be read as an evaluation" in result.stderr


def test_what_the_store_lacks_is_told_and_fails(run, tmp_path: Path):
    path = few(tmp_path, 1)
    row = json.loads(path.read_text())
    lost = {**row, "id": "lost", "document": "gone.txt"}
    moved_ = {**row, "id": "moved", "evidence": ["It never stood here."]}
    odd = {"id": "odd", "quote": "It …", "verdict": "verbatim", "without": ["gone.txt"]}
    path.write_text("".join(f"{json.dumps(one)}\n" for one in (row, lost, moved_, odd)))
    result = run(questions=path)
    assert result.exit_code == 1
    for words in (
        "problem: lost: the document 'gone.txt' is not in the store",
        "problem: moved: the evidence 'It never stood here.' is not in harbour.txt",
        "problem: odd: the document 'gone.txt', which it is to be asked without, is not in",
    ):
        assert words in result.stderr
    assert (tmp_path / "eval" / "few" / "report.html").is_file()
    found = strict((tmp_path / "eval" / "few" / "metrics.json").read_text())
    assert found["stages"]["failed"] == 1


def test_an_odd_id_can_be_printed(run, tmp_path: Path):
    path = few(tmp_path, 1)
    path.write_text(json.dumps({**json.loads(path.read_text()), "id": "\ud800"}) + "\n")
    result = run("--json", questions=path)
    assert result.exit_code == 0
    assert strict(result.stdout)["judged"][0]["id"] == "\ud800"
    assert run("--compare", "eval/few", questions=path).exit_code == 0


def test_suggest_prints_drafts_or_writes_a_new_file(run, onrecord, made: Path, tmp_path: Path):
    store = ("--store", made / "store")
    printed = onrecord("eval", "--suggest", 6, *store)
    assert printed.exit_code == 0
    rows = [strict(line) for line in printed.stdout.splitlines()]
    assert len(rows) == 6
    assert all(row["draft"] is True for row in rows)
    assert "these are drafts: correct or delete each" in printed.stderr
    written = onrecord("eval", "--suggest", 6, *store, "--out", "drafts.jsonl")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "drafts.jsonl").read_text() == printed.stdout
    again = onrecord("eval", "--suggest", 6, *store, "--out", "drafts.jsonl")
    assert again.exit_code == 2
    assert "drafts.jsonl is there already; name another file" in again.stderr
    assert onrecord("eval", "--suggest", 6, *store, "--out", "no/where").exit_code == 2
    assert run(questions=tmp_path / "drafts.jsonl").exit_code == 0


def test_suggest_says_where_there_is_no_more(onrecord, made: Path):
    result = onrecord("eval", "--suggest", 1000, "--store", made / "store")
    assert result.exit_code == 0
    count = len(result.stdout.splitlines())
    assert f"only {count} drafts: the store has no more suitable statements" in result.stderr


def test_suggest_from_an_empty_store(onrecord, corpus):
    onrecord("index", corpus({}))
    result = onrecord("eval", "--suggest", 5)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no statements by named people" in result.stderr


def test_an_empty_store_answers_nothing(onrecord, corpus, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("ONRECORD_READER", "small")
    monkeypatch.setattr(f"{BaseAssistant.__module__}.ExtractiveReader", no_reader)
    onrecord("index", corpus({}))
    result = onrecord("eval", few(tmp_path))
    assert result.exit_code == 1
    assert "the document 'harbour.txt' is not in the store" in result.stderr
    assert strict((tmp_path / "eval/few/metrics.json").read_text())["answer_f1"] == 0.0


def test_ablate_runs_it_once_for_each_part(run, tmp_path: Path):
    result = run("--ablate", questions=few(tmp_path, 10))
    assert result.exit_code == 0
    parts = ("words-only", "vectors-only", "no-reader", "no-abstention")
    for part in parts:
        found = strict((tmp_path / f"eval/few/ablation/{part}/metrics.json").read_text())
        assert found["predictions"] == 10
        assert found["comparison"]["questions"] == 10
    assert found["run"]["abstains"] is False
    table = (tmp_path / "eval/few/ablation/report.md").read_text()
    assert result.stdout.endswith(table)
    head = table.splitlines()[2]
    assert [cell.strip() for cell in head.strip("|").split("|")][1:] == [
        "all",
        *(part.replace("-", " ") for part in parts),
    ]


def test_a_run_that_was_killed_goes_on_and_asks_nothing_twice(made: Path, tmp_path: Path):
    arguments = [tmp_path / "store", made / "documents", made / "qa.jsonl", tmp_path / "out"]
    command = [sys.executable, evaluated_documents.__file__, *map(str, arguments)]
    process = subprocess.Popen([*command, "0.05"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    for _ in range(6):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -9
    assert not (tmp_path / "out" / "metrics.json").exists()
    whole = (tmp_path / "out" / "predictions.jsonl").read_text().rpartition("\n")[0].splitlines()
    answered = {json.loads(line)["question"] for line in whole}
    assert 5 <= len(answered) < 40
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    asked = done.stdout.splitlines()
    assert not answered & set(asked)
    assert len(asked) == len(set(asked)) == 40 - len(answered)
    lines = (tmp_path / "out" / "predictions.jsonl").read_text().splitlines()
    assert lines[: len(whole)] == whole
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 40
    assert strict((tmp_path / "out" / "metrics.json").read_text())["missing"] == 0


MANY = 10_000


def test_ten_thousand_questions_in_bounded_memory(run, made: Path, tmp_path: Path, monkeypatch):
    """What was asked before is judged and reported; a run of that size is copied from a small."""
    monkeypatch.setattr(intervals, "RESAMPLES", 20)
    small = (made / "qa.jsonl", made / "base" / "predictions.jsonl")
    (tmp_path / "out").mkdir()
    for source, target in zip(small, ("many.jsonl", "out/predictions.jsonl"), strict=True):
        lines = [json.loads(line) for line in source.read_text().splitlines()]
        with (tmp_path / target).open("w") as sink:
            for number in range(MANY):
                line = {**lines[number % len(lines)], "id": f"{number:05}"}
                sink.write(f"{json.dumps(line)}\n")
    store = Store.open(made / "store", HashEmbedder())
    facts = facts_of_run(Assistant(store, NoReader()), read_test_set(tmp_path / "many.jsonl"))
    store.close()
    (tmp_path / "out" / "run.json").write_text(json.dumps(asdict(facts)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = run("--out", "out", questions=tmp_path / "many.jsonl")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert result.exit_code == 0
    assert result.stdout.startswith("# many.jsonl: 10,000 questions\n")
    assert (tmp_path / "out" / "report.html").stat().st_size < 60e6
    assert grown < 400 * 1024  # kB
    found = strict((tmp_path / "out" / "metrics.json").read_text())
    assert (found["predictions"], found["evidence_recall@5"]) == (MANY, 1.0)
