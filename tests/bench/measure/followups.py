"""Follow-up questions: what the last turn of a conversation finds, against its standalone form.

usage: python tests/bench/measure/followups.py STORE [--show]

STORE is an index of the news articles. For the last turn of each conversation in
`suites/conversations.jsonl`: evidence_recall@5 and evidence_mrr@10 of the standalone question that
a person wrote, of what the rules make of it, of the last turn alone, and of all turns joined. And
of short questions on a new topic, `suites/new_topics.jsonl`: how many are asked as they are.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant
from assistant.records import Turn

SUITE = Path(__file__).parent / "suites" / "conversations.jsonl"
NEW_TOPICS = SUITE.with_name("new_topics.jsonl")
SHARED = 0.5
"""Share of an evidence sentence that a passage must have, as `score.py` counts it."""


class Ranks:
    """Ranks of the evidence for questions, each asked once."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._texts: dict[str, str] = {}
        self._found: dict[str, list[tuple[str, int, int]]] = {}

    def of(self, question: str, document: str, evidence: Sequence[str]) -> int | None:
        """The first rank, from 1, of a passage that has a sentence of the evidence."""
        if question not in self._found:
            retrieved = self.assistant.ask(question).retrieved
            self._found[question] = [(one.document, one.start, one.end) for one in retrieved]
        text = self._text(document)
        spans = [(text.index(one), text.index(one) + len(one)) for one in evidence]
        for rank, (name, start, end) in enumerate(self._found[question], 1):
            if name == document and any(
                min(end, last) - max(start, first) >= SHARED * (last - first)
                for first, last in spans
            ):
                return rank
        return None

    def _text(self, document: str) -> str:
        if document not in self._texts:
            catalogue = self.assistant.store.catalogue
            self._texts[document] = catalogue.text(catalogue.find_documents(document)[0])
        return self._texts[document]


def last_question(assistant: Assistant, turns: Sequence[str]) -> str:
    """What is asked in the place of the last turn, those before it answered."""
    before: list[Turn] = []
    for question in turns[:-1]:
        before.append(Turn.of(assistant.ask_after(before, question)))
    answer = assistant.ask_after(before, turns[-1])
    return answer.standalone or answer.question


def measured(assistant: Assistant) -> tuple[dict[str, tuple[float, float]], list[str]]:
    """For each way to ask: recall@5 and mean reciprocal rank (10); and lines to show."""
    ranks = Ranks(assistant)
    found: dict[str, list[int | None]] = defaultdict(list)
    shown = []
    for line in SUITE.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        ours = last_question(assistant, one["turns"])
        ways = {
            "standalone": one["standalone"],
            "rules": ours,
            "last turn alone": one["turns"][-1],
            "all turns joined": " ".join(one["turns"]),
        }
        for way, question in ways.items():
            found[way].append(ranks.of(question, one["document"], one["evidence"]))
        ranks_shown = f"{found['standalone'][-1]} {found['rules'][-1]}"
        shown.append(f"{one['id']} {one['kind']} {ranks_shown}: {one['turns'][-1]} -> {ours}")
    figures = {
        way: (
            sum(rank is not None and rank <= 5 for rank in some) / len(some),
            sum(1 / rank for rank in some if rank and rank <= 10) / len(some),
        )
        for way, some in found.items()
    }
    return figures, shown


def carried(assistant: Assistant) -> tuple[list[str], int]:
    """Short questions on a new topic that were asked with the old one, and how many there are."""
    lines = NEW_TOPICS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    with_topic = []
    for one in asked:
        ours = last_question(assistant, [one["before"], one["question"]])
        if ours != one["question"]:
            with_topic.append(f"{one['id']}: {one['question']} -> {ours}")
    return with_topic, len(asked)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--show", action="store_true", help="each conversation's ranks")
    options = parser.parse_args()
    assistant = Assistant.open(options.store)
    figures, shown = measured(assistant)
    best = figures["standalone"]
    for way, (recall, mrr) in figures.items():
        share = f"({recall / best[0]:.3f} and {mrr / best[1]:.3f} of the standalone question's)"
        print(f"{way:18} recall@5 {recall:.3f}  mrr@10 {mrr:.3f}  {share}")
    with_topic, asked = carried(assistant)
    print(f"new topics asked as they are: {asked - len(with_topic)} of {asked}")
    if options.show:
        print("\n".join([*shown, *with_topic]))


if __name__ == "__main__":
    main()
