"""Several people at once: does each get their own answers, how long do they wait, does memory grow?

    python tests/bench/measure/load.py STORE QA.jsonl

Serves the chat over STORE in a process of its own and asks it over HTTP on this machine, as other
programs do. One person asks alone, before and after clients hold conversations of three questions
at once, each with a mark of its own in it: a shared machine may be slower then than before. Then
questions go on until memory is known to be flat.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx

TURNS = 3
SERVE = "from assistant.cli import main; main()"


@dataclass(frozen=True)
class Reply:
    """One answer, with how long it took."""

    answer: dict[str, Any]
    seconds: float


class Server:
    """A served chat."""

    def __init__(self, url: str, pid: int) -> None:
        self.url = url
        self.pid = pid

    def memory(self) -> float:
        """What its processes have in memory, in MB: not the parts of the index that are mapped."""
        children = Path(f"/proc/{self.pid}/task").glob("*/children")
        pids = [self.pid, *(pid for one in children for pid in one.read_text().split())]
        return sum(map(_memory, pids)) / 1024

    def ask(self, client: httpx.Client, **arguments: Any) -> Reply:
        """Ask as programs do; raises where there is no answer."""
        began = time.perf_counter()
        posted = client.post(f"{self.url}/gradio_api/call/v2/ask", json=arguments)
        posted.raise_for_status()
        event = posted.json()["event_id"]
        told = client.get(f"{self.url}/gradio_api/call/ask/{event}")
        told.raise_for_status()
        kind, data = told.text.strip().splitlines()[-2:]
        if kind != "event: complete":
            raise RuntimeError(f"{arguments['question']!r}: {kind}, {data}")
        answer = json.loads(data.removeprefix("data: "))[0]
        return Reply(answer, time.perf_counter() - began)


def _memory(pid: int | str) -> int:
    """A process's memory of its own, in kB."""
    match = re.search(r"RssAnon:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert match
    return int(match[1])


def connect() -> httpx.Client:
    """One person's connection; plain HTTP needs no certificates, which take 20 ms to read."""
    return httpx.Client(timeout=300, verify=False)


@contextmanager
def served(store: Path) -> Iterator[Server]:
    """The chat over a store, with its models loaded."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "chat", "--store", str(store), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield Server(found[0], process.pid)
    finally:
        process.terminate()
        process.wait(20)


def conversation(server: Server, number: int, questions: list[str]) -> list[Reply]:
    """Three questions in turn, each checked to be answered in its own conversation."""
    mark = f"(conversation {number})"
    turns: list[dict[str, Any]] = []
    replies: list[Reply] = []
    with connect() as client:
        for turn, question in enumerate([*questions[: TURNS - 1], "And who said so?"]):
            asked = f"{question} {mark}" if turn < TURNS - 1 else question
            reply = server.ask(client, question=asked, turns=turns)
            answer = reply.answer
            assert answer["question"] == asked, (asked, answer["question"])
            carried = answer.get("standalone_question", asked)
            other = re.search(r"\(conversation (\d+)\)", json.dumps(answer))
            assert other is None or int(other[1]) == number, (number, carried)
            for citation in answer["citations"]:
                assert citation["end"] - citation["start"] == len(citation["quote"])
            # What an honest client hands back: the answers of its own conversation.
            turns.append(answer)
            replies.append(reply)
    return replies


def measure(server: Server, questions: list[str], options: argparse.Namespace) -> dict[str, Any]:
    """All figures, as they are printed."""
    with connect() as client:
        server.ask(client, question=questions[0])  # the models load with the first

        def alone() -> list[float]:
            some = questions[: options.alone]
            return [server.ask(client, question=one).seconds for one in some]

        before = alone()
        asked = cycle(questions)
        groups = [list(islice(asked, TURNS)) for _ in range(options.conversations)]
        began = time.perf_counter()
        with ThreadPoolExecutor(options.clients) as pool:
            work = [
                pool.submit(conversation, server, number, group)
                for number, group in enumerate(groups)
            ]
            times = sorted(reply.seconds for one in work for reply in one.result())
        wall = time.perf_counter() - began
        after = alone()
        p50 = statistics.median(before + after)
        p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
        first = 0.0
        curve: list[float] = []
        with ThreadPoolExecutor(4) as pool:
            for done in range(0, options.questions, 50):
                some = list(islice(asked, 50))
                list(pool.map(lambda one: server.ask(client, question=one), some))
                curve.append(round(server.memory(), 1))
                if done + 50 == 100:
                    first = curve[-1]
    return {
        "alone_p50_s": round(p50, 3),
        "alone_p50_before_and_after_s": [
            round(statistics.median(some), 3) for some in (before, after)
        ],
        "together_p50_s": round(statistics.median(times), 3),
        "together_p95_s": round(p95, 3),
        "p95_by_alone_p50": round(p95 / p50, 1),
        "answers": len(times),
        "answers_a_second": round(len(times) / wall, 2),
        "memory_mb_each_50": curve,
        "memory_growth_after_100": round(curve[-1] / first - 1, 4) if first else None,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("questions_file", type=Path, metavar="QA.jsonl")
    parser.add_argument("--conversations", type=int, default=50)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--alone", type=int, default=30)
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    lines = options.questions_file.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    with served(options.store) as server:
        print(json.dumps(measure(server, questions, options), indent=1))


if __name__ == "__main__":
    main()
