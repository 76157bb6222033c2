"""Does any damaged file make a reader fail with a traceback, hang, or take all memory?

usage: python tests/bench/measure/mutated_files.py [--form html pdf docx md txt] [--files 3000]
           [--first 0] [--processes 2] [--keep FOLDER]

Makes small valid files of each format, and from them, with the numbers from `--first` on as seeds,
mutated ones: bytes flipped, cut, spliced, repeated; elements nested and numbers made huge; parts of
Word files changed, taken out or doubled. Child processes read them, with 1 GB of memory and 10
seconds for each file. Printed are, for each format, how many files were read, how many were refused
with a message, and each failure with the seed that makes it again (`--first SEED --files 1`). With
`--keep`, the failing files are written to FOLDER.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
import select
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutations import FORMS, make_mutated_file

SECONDS = 10
MEMORY = 1024**3
BATCH = 50
"""Files a child process reads before it is asked for the next ones."""


@dataclass
class Outcome:
    """What came of one file."""

    seed: int
    kind: str
    """"read", "refused", or how it failed: "traceback", "hang", "memory", "died"."""
    detail: str = ""
    seconds: float = 0.0


class ReadingProcess:
    """A child process that makes and reads mutated files; started again after it was killed."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, form: str, seeds: Sequence[int]) -> Iterator[Outcome]:
        """Read the files of a batch of seeds."""
        left = list(seeds)
        while left:
            child = self._started()
            child.stdin.write(json.dumps([form, left]).encode() + b"\n")
            child.stdin.flush()
            while left:
                line = self._line()
                if not line:
                    yield self._end(left.pop(0), "hang" if line is None else "died")
                    break
                yield Outcome(**json.loads(line))
                left.pop(0)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, __file__, "--serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            self._line(seconds=120)  # says that it is ready
        return self._child

    def _line(self, seconds: float = SECONDS) -> bytes | None:
        """Its next line; empty if it has ended, None if it takes too long."""
        assert self._child is not None
        ready, _, _ = select.select([self._child.stdout], [], [], seconds)
        return self._child.stdout.readline() if ready else None

    def _end(self, seed: int, kind: str) -> Outcome:
        child, self._child = self._child, None
        if kind != "died":
            child.kill()
        code = child.wait()
        child.stdin.close()
        child.stdout.close()
        return Outcome(seed, kind, f"exit code {code}")

    def close(self) -> None:
        """End it."""
        if self._child is not None:
            self._end(0, "closed")


def read_mutated_file(form: str, seed: int) -> Outcome:
    """Read one file in this process."""
    from index.errors import DocumentError
    from index.ingest.format_registry import extract_document
    from index.text.reading_text import make_reading_text

    data = make_mutated_file(form, seed)
    began = time.perf_counter()
    kind, detail = "read", ""
    try:
        document = extract_document(f".{form}", data)
        make_reading_text(document.text, document.marks)
        problem = _find_problem(document)
        if problem:
            kind, detail = "invalid", problem
    except DocumentError as error:
        kind, detail = "refused", str(error)
    except MemoryError:
        kind, detail = "memory", _last_frames()
    except BaseException as error:
        # Whatever it is, `onrecord index` would show it as a traceback.
        kind, detail = "traceback", f"{type(error).__name__}: {error}"[:200] + _last_frames()
    return Outcome(seed, kind, detail, time.perf_counter() - began)


def _find_problem(document) -> str:
    """What is wrong with the offsets of a document that was read."""
    length = len(document.text)
    if any(not 0 <= mark.start <= mark.end <= length for mark in document.marks):
        return "a mark outside the text"
    if any(not 0 <= page <= length for page in document.pages):
        return "a page that starts outside the text"
    if list(document.pages) != sorted(document.pages):
        return "pages out of order"
    if any(not 0 <= box.start <= box.end <= length for box in document.boxes):
        return "a box outside the text"
    try:
        document.text.encode()
    except UnicodeEncodeError:
        return "a lone surrogate in the text"
    return ""


def _last_frames() -> str:
    frames = traceback.extract_tb(sys.exc_info()[2])
    own = [frame for frame in frames if "/index/" in frame.filename] or frames
    places = [*own[-1:], *frames[-1:]]
    return " at " + ", ".join(f"{Path(one.filename).name}:{one.lineno}" for one in places)


def serve() -> None:
    """The child process: read the files of each line of input."""
    import resource

    from index.ingest.format_registry import formats_by_suffix

    formats_by_suffix()
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEMORY,) * 2)
    print("ready", flush=True)
    for line in sys.stdin:
        form, seeds = json.loads(line)
        for seed in seeds:
            print(json.dumps(vars(read_mutated_file(form, seed))), flush=True)


def _address_space() -> int:
    """What the process has already, in bytes: libraries reserve more than they use."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def read_all(form: str, seeds: Sequence[int], processes: int) -> list[Outcome]:
    """Read the files of all seeds, in several child processes."""
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    idle: SimpleQueue[ReadingProcess] = SimpleQueue()
    children = [ReadingProcess() for _ in range(processes)]
    for child in children:
        idle.put(child)

    def read_batch(batch: Sequence[int]) -> list[Outcome]:
        child = idle.get()
        try:
            return list(child.read(form, batch))
        finally:
            idle.put(child)

    batches = [seeds[start : start + BATCH] for start in range(0, len(seeds), BATCH)]
    with ThreadPoolExecutor(processes) as pool:
        outcomes = [outcome for batch in pool.map(read_batch, batches) for outcome in batch]
    for child in children:
        child.close()
    return outcomes


def report(form: str, outcomes: Sequence[Outcome], keep: Path | None) -> None:
    """Print the counts, and the failures by place, each with its seeds."""
    kinds = collections.Counter(outcome.kind for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    print(f"{form}: {len(outcomes)} files,", ", ".join(f"{n} {kind}" for kind, n in kinds.items()))
    print(f"  slowest {slowest.seconds:.2f} s (seed {slowest.seed})")
    messages = collections.Counter(
        re.sub(r"0x\w+|\d+", "…", one.detail) for one in outcomes if one.kind == "refused"
    )
    for message, number in messages.most_common(8):
        print(f"  refused {number}: {message[:150]}")
    failures: dict[tuple[str, str], list[int]] = {}
    for outcome in outcomes:
        if outcome.kind not in ("read", "refused"):
            failures.setdefault((outcome.kind, outcome.detail), []).append(outcome.seed)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                data = make_mutated_file(form, outcome.seed)
                (keep / f"{outcome.kind}-{outcome.seed}.{form}").write_bytes(data)
    for (kind, detail), seeds in sorted(failures.items(), key=lambda item: -len(item[1])):
        print(f"  {kind.upper()} {len(seeds)}: {detail[:300]}; seeds {seeds[:5]}")


def main() -> None:
    """Read the mutated files of each format, and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--form", nargs="*", default=FORMS)
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    settings = parser.parse_args()
    if settings.serve:
        serve()
        return
    for form in settings.form:
        began = time.perf_counter()
        make_mutated_file(form, settings.first)  # fails here rather than in every child process
        seeds = range(settings.first, settings.first + settings.files)
        report(form, read_all(form, seeds, settings.processes), settings.keep)
        print(f"  in {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
