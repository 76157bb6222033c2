"""Are changed quotations in a draft caught, and true ones left in peace?

usage: python tests/bench/measure/draft_mutations.py NEWS STORE [--one-by-one] [--krokai PYTHON]
           [--grounded PYTHON] [--misses FILE] [--examples 3] [--quotations 1500] [--seed 1]
           [--write FOLDER] [--speed]

NEWS has `text/*.txt` and `attributions/{train,dev}/*.ann` (brat files: who said what), STORE is an
index of `text`. From quotations whose speaker is certain, drafts are made, .txt and .md, in the
frames of `suites/draft_frames.toml`. Half of the quotations are true: the source's characters, or
other marks, dashes, spaces, first letter, or a fair ellipsis. The others are changed in one of
twelve ways, alike in number; no article has the changed words, but for cuts, ellipses and wrong
speakers.

Each draft is checked whole; with `--one-by-one`, each quotation alone with its speaker. A change is
caught if the verdict is altered, misattributed or not found, the speaker is contradicted, or there
is a warning; on a true quotation each of these is a false alarm. Interpreters with the packages
krokai and grounded-check check the same quotations, one by one, all of their documents read.
`--misses` lists what went wrong, `--write` keeps the drafts with a key, `--speed` compares a check
of a draft of 3,000 words with thirty single checks instead.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from draft_makers.cases import CHANGED, QuotationCase, make_cases
from draft_makers.drafts import WrittenDraft, write_drafts
from draft_makers.findings import (
    Finding,
    Judged,
    finding_of,
    findings_of_draft,
    list_mistakes,
    table,
    tally,
)

from assistant import Assistant
from assistant.errors import QuoteError

CHECKERS = Path(__file__).parent / "draft_makers" / "other_checkers"
RUNS = 5


def check_drafts(assistant: Assistant, drafts: Sequence[WrittenDraft]) -> Iterator[Judged]:
    """Check each draft whole, as a file."""
    with TemporaryDirectory() as folder:
        for number, draft in enumerate(drafts, 1):
            file = Path(folder) / draft.name
            file.write_bytes(draft.text.encode())
            yield from findings_of_draft(assistant.check_draft(file).as_dict(), draft)
            _tell_progress(number, len(drafts))


def check_one_by_one(assistant: Assistant, drafts: Sequence[WrittenDraft]) -> Iterator[Judged]:
    """Check each quotation alone, with the name that its sentence gives."""
    for number, draft in enumerate(drafts, 1):
        for quotation in draft.quotations:
            try:
                verdict = assistant.check_quote(quotation.text, quotation.name)
            except QuoteError as error:
                yield Judged(quotation, Finding((), False, str(error)))
                continue
            yield Judged(quotation, finding_of(verdict.as_dict()))
        _tell_progress(number, len(drafts))


def check_with(
    python: Path, script: str, texts: Path, drafts: Sequence[WrittenDraft]
) -> list[Judged]:
    """Check each quotation alone with another package."""
    quotations = [one for draft in drafts for one in draft.quotations]
    lines = [json.dumps({"id": one.case.id, "text": one.text}) + "\n" for one in quotations]
    done = subprocess.run(
        [str(python), str(CHECKERS / script), str(texts)],
        input="".join(lines),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        encoding="utf-8",
    )
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    return [
        Judged(
            one,
            Finding(
                (rows[one.case.id]["verdict"],) if rows[one.case.id]["is_fault"] else (),
                verdict=rows[one.case.id]["verdict"],
            ),
        )
        for one in quotations
    ]


def write_with_key(drafts: Sequence[WrittenDraft], folder: Path) -> None:
    """Write the drafts, and `key.jsonl` with what is known of their quotations."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "key.jsonl").open("w", encoding="utf-8") as key:
        for draft in drafts:
            (folder / draft.name).write_bytes(draft.text.encode())
            for one in draft.quotations:
                row = {"draft": draft.name, **asdict(one)}
                key.write(json.dumps(row, ensure_ascii=False) + "\n")


def make_long_draft(
    cases: Sequence[QuotationCase], texts: Path, words: int, random: Random
) -> WrittenDraft:
    """One draft with all the quotations, filled up with prose of the articles to `words` words."""
    draft = write_drafts(cases, random.randrange(1000), len(cases))[0]
    left = words - len(draft.text.split())
    paragraphs = []
    for file in random.sample(sorted(texts.glob("*.txt")), 200):
        for line in file.read_text(encoding="utf-8").splitlines():
            if left > 0 and 20 < len(line.split()) < 80 and not set(line) & set("\"“”'’‘"):
                paragraphs.append(line)
                left -= len(line.split())
    text = "\n\n".join([draft.text.strip(), *paragraphs])
    return WrittenDraft(draft.name, text + "\n", draft.quotations)


def measure_speed(assistant: Assistant, draft: WrittenDraft) -> None:
    """Print the seconds of a draft's check and of the single checks, taken by turns."""

    def check_each() -> None:
        for one in draft.quotations:
            assistant.check_quote(one.text, one.name)

    ways: dict[str, Callable[[], object]] = {
        "the draft": lambda: assistant.check_draft(draft.text),
        "single checks": check_each,
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(RUNS + 1):
        for name, way in ways.items():
            begin = time.perf_counter()
            way()
            if run:  # the first loads what both need
                seconds[name].append(time.perf_counter() - begin)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    print(f"{len(draft.text.split())} words, {len(draft.quotations)} quotations, {RUNS} runs each")
    for name, median in medians.items():
        print(f"{name:14} {median:6.2f} s (median)")
    print(f"ratio          {medians['the draft'] / medians['single checks']:6.2f}")


def main() -> None:
    """Make the drafts, check them and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("store")
    parser.add_argument("--one-by-one", action="store_true")
    parser.add_argument("--krokai", type=Path, metavar="PYTHON")
    parser.add_argument("--grounded", type=Path, metavar="PYTHON")
    parser.add_argument("--misses", type=Path, metavar="FILE")
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--quotations", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    texts = arguments.news / "text"
    cases = make_cases(arguments.news, arguments.quotations, arguments.seed)
    assistant = Assistant.open(arguments.store)
    if arguments.speed:
        measure_speed(assistant, make_long_draft(cases[:30], texts, 3000, Random(arguments.seed)))
        return
    drafts = write_drafts(cases, arguments.seed)
    if arguments.write:
        write_with_key(drafts, arguments.write)
    check = check_one_by_one if arguments.one_by_one else check_drafts
    judged = list(check(assistant, drafts))
    columns = {"On Record": tally(judged)}
    for name, script, python in (
        ("krokai", "krokai_check.py", arguments.krokai),
        ("grounded-check", "grounded_check.py", arguments.grounded),
    ):
        if python is not None and python.exists():
            columns[name] = tally(check_with(python, script, texts, drafts))
    articles = len({case.document for case in cases})
    print(f"{len(cases)} quotations of {articles} articles in {len(drafts)} drafts\n")
    print(table(columns))
    print_details(judged)
    if arguments.misses:
        arguments.misses.write_text(list_mistakes(judged, arguments.examples), encoding="utf-8")


def print_details(judged: Sequence[Judged]) -> None:
    """Print what was not checked, and which faults were found in unchanged quotations."""
    print(
        "\nnot checked:",
        dict(Counter(one.quotation.case.kind for one in judged if not one.finding.is_checked)),
    )
    unchanged = [one for one in judged if one.quotation.case.kind not in CHANGED]
    alarms = [one for one in unchanged if one.finding.faults]
    print("false alarms by kind:", dict(Counter(one.quotation.case.kind for one in alarms)))
    print(
        "false alarms by fault:",
        dict(Counter(fault for one in alarms for fault in one.finding.faults)),
    )
    print("verdicts on the unchanged:", dict(Counter(one.finding.verdict for one in unchanged)))


def _tell_progress(done: int, of: int) -> None:
    if done % 10 == 0:
        print(f"{done} of {of} drafts", file=sys.stderr)


if __name__ == "__main__":
    main()
