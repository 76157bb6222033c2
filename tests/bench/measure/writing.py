"""What writing by a chat model adds: the time of checking, and the wait for the first words.

usage: python tests/bench/measure/writing.py NEWS

Answers of six sentences, put together from the suite of written replies, are sent by a real server
on loopback, ten characters every 5 ms, which is faster than models write. Prints p50 and p95 of the
time from the reply's last word to the checked answer (a request to write again included, which is
answered at once), and of the time from the model's first word to the caller's.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from written_replies import Reply, read_replies

sys.path.append(str(Path(__file__).resolve().parents[2]))

from support.chat_endpoint import Reply as Sent
from support.chat_endpoint import serve

from assistant.chat_model import open_chat_model
from assistant.generation.answer_writer import AnswerWriter
from assistant.generation.support.word_similarity import WordSimilarity
from index.embedding.embedder import SentenceEmbedder

MAX_SENTENCES = 6


def answers(replies: list[Reply]) -> list[tuple[str, list, str]]:
    """Questions with evidence, and six faithful sentences from it (some of them twice)."""
    by_question: dict[str, list[Reply]] = {}
    for reply in replies:
        if reply.kind == "faithful":
            by_question.setdefault(reply.question, []).append(reply)
    found = []
    for question, some in by_question.items():
        told = [text for reply in some for text, _ in reply.sentences]
        told = (told * MAX_SENTENCES)[:MAX_SENTENCES]
        found.append((question, some[0].all_evidence, " ".join(told)))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    embedder = SentenceEmbedder()
    embedder.embed_question("warm up")
    checking, first = [], []
    for question, all_evidence, text in answers(read_replies(parser.parse_args().news)):
        # What does not hold up is not written again: the second reply is empty.
        with serve([Sent(text, piece=10, wait=0.005), "-"]) as endpoint:
            model = open_chat_model("openai:scripted", endpoint.url)
            came: list[float] = []
            AnswerWriter(model, WordSimilarity(embedder)).write(
                question, all_evidence, lambda _, came=came: came.append(time.monotonic())
            )
            checking.append(1000 * (time.monotonic() - came[-1]))
            first.append(1000 * (came[0] - endpoint.first_sent[0]))
    for name, times in (("checked within", checking), ("first words within", first)):
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms ({len(times)} answers)")


if __name__ == "__main__":
    main()
