"""Processor time and peak memory of `onrecord index`, of one version of the code and another.

usage: python tests/bench/measure/indexing_cost.py BEFORE AFTER DOCUMENTS METADATA.csv [--runs 3]
       [--cores 1]

BEFORE and AFTER are folders with a checkout each. They take turns, each with an empty store, so
that what else the machine does falls on both. `--cores 1` is for a busy machine, where threads that
wait for each other count as processor time; but ONNX Runtime uses no AMX then, which it tries out
on two cores. Prints the medians, and the second as a ratio of the first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

PROGRAM = "import sys; from assistant.cli import main; sys.argv[0] = 'onrecord'; main()"


def measure(code: Path, documents: Path, metadata: Path) -> tuple[float, float]:
    """Seconds of user and system time, and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as store:
        arguments = ["index", documents, "--metadata", metadata, "--store", store]
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(code), "OMP_NUM_THREADS": "1"},
            cwd=store,
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{code}: onrecord index failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("before", "after", "documents", "metadata"):
        parser.add_argument(name, type=lambda path: Path(path).resolve())
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cores", type=int)
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    found: dict[Path, list[tuple[float, float]]] = {options.before: [], options.after: []}
    for _ in range(options.runs):
        for code, figures in found.items():
            figures.append(measure(code, options.documents, options.metadata))
    seconds, memory = (
        [median(figure[which] for figure in figures) for figures in found.values()]
        for which in (0, 1)
    )
    for name, (before, after), unit in (
        ("processor time", seconds, "s"),
        ("peak memory", memory, "MB"),
    ):
        print(f"{name}: {before:.1f} {unit}, {after:.1f} {unit}, ratio {after / before:.2f}")


if __name__ == "__main__":
    main()
