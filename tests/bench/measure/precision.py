"""Do answers depend on bfloat16? And how long do they take?

usage: python tests/bench/measure/precision.py STORE QA.jsonl

Asks every question with the models in bfloat16 and again in float32, and prints in how many of
them status, short answer and citations are the same, and the times of each (ms, p50 and p95).
"""

import json
import sys
from pathlib import Path

import assistant.readers.transformers_model
import index.embedding.embedder
from assistant import Assistant


def answers(store, questions, bfloat16):
    index.embedding.embedder.bfloat16_is_faster = lambda: bfloat16
    assistant.readers.transformers_model.bfloat16_is_faster = lambda: bfloat16
    opened = Assistant.open(store)
    opened.warm_up()
    found = [opened.ask(question) for question in questions]
    opened.store.close()
    times = sorted(answer.timings_ms["total"] for answer in found)
    print(
        "bfloat16" if bfloat16 else "float32 ",
        f"p50 {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms",
    )
    return found


def facts(answer):
    cited = [(one.document_id, one.start, one.end) for one in answer.citations]
    return answer.status, answer.short_answer, cited


def main(store, qa):
    lines = Path(qa).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    pairs = [answers(store, questions, bfloat16) for bfloat16 in (True, False)]
    same = [
        [a == b for a, b in zip(*map(facts, pair), strict=True)]
        for pair in zip(*pairs, strict=True)
    ]
    for number, name in enumerate(("status", "short answer", "citations")):
        print(f"same {name}: {sum(one[number] for one in same) / len(same):.4f}")
    print(f"same in all three: {sum(map(all, same)) / len(same):.4f} of {len(same)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
