"""Score a reader on a file in SQuAD's form, the right paragraph given.

usage: python tests/bench/train/reader/measure.py SQUAD.json [--articles A,B] [--reader NAME]
       python tests/bench/train/reader/measure.py NEWS --written [--reader NAME]
       python tests/bench/train/reader/measure.py … --large FOLDER

Prints F1 over the questions that have an answer, nothing refused; and SQuAD 2.0's F1 over all of
them, the answer refused where the reader's score lies below the threshold that suits these
questions best, and where it lies below 0. With `--written`, the questions are those written
about the documents kept back, over windows of them; NEWS is the folder of the news texts. `--large`
measures the large reader in such a folder and, of the questions for yes or no, how often it decides
rightly where it is sure.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sources import Example, Paragraph, read_squad, token_f1
from windows import Windows, is_kept_back, prepared, read_documents, read_questions

from assistant.readers.answer_spans import AnswerSpan
from assistant.readers.extractive_reader import DEFAULT_READER, ExtractiveReader, Reader, TextToRead
from assistant.readers.large_reader import LargeReader
from index.text.sentences import split_sentences

THRESHOLDS = np.arange(-4, 12, 0.25)


def measured(reader: Reader, asked: Iterable[Paragraph]) -> dict[str, float]:
    """F1 without and with abstention over questions whose paragraph is given."""
    told, scores, rows = [], [], []
    for one in asked:
        text = TextToRead(one.context, tuple(split_sentences(one.context)))
        found = [reading for reading in reader.read(one.question, [text])[0] if reading]
        best = max(found, key=lambda reading: reading.score)
        answer = one.context[best.start : best.end]
        expected = [answer["text"] for answer in one.answers]
        told.append(bool(expected))
        scores.append(best.score)
        rows.append(max(token_f1(answer, text) for text in expected) if expected else 0.0)
    right, has, score = np.array(rows), np.array(told), np.array(scores)
    overall = {float(at): _overall(right, has, score, at) for at in THRESHOLDS}
    at = max(overall, key=lambda threshold: overall[threshold])
    return {
        "questions": len(has),
        "answerable_f1": round(float(right[has].mean()), 4),
        "overall_f1": round(overall[at], 4),
        "threshold": at,
        "overall_f1_at_0": round(overall[0.0], 4),
        "all_refused": round(float(1 - has.mean()), 4),
    }


class Closely:
    """The large reader as a reader of everything."""

    name = "large"

    def __init__(self, folder: Path) -> None:
        self.reader = LargeReader(folder=folder)

    def read(self, question: str, texts: Sequence[TextToRead]) -> list[list[AnswerSpan | None]]:
        """See `Reader.read`."""
        return [list(one.answers) for one in self.reader.read_closely(question, texts)]


def decided(reader: LargeReader, asked: Iterable[Example]) -> None:
    """Print how often yes or no is right, and how often it is left open, by how sure it must be."""
    found = []
    for one in asked:
        if one.verdict is None:
            continue
        (reading,) = reader.read_closely(one.question, [TextToRead(one.context, ())])
        told = reading.verdict
        found.append((one.verdict, max(told.yes, told.no), "yes" if told.yes > told.no else "no"))
    print(f"questions for yes or no: {len(found)}")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        told = [(right, given) for right, sure, given in found if sure >= least]
        right = sum(right == given for right, given in told)
        open_ = sum(verdict != "neither" for verdict, sure, _ in found if sure < least)
        print(f"  sure of {least}: {right} of {len(told)} right, {open_} left open that are told")


def written_examples(news: Path) -> list[Example]:
    """The written questions about the documents kept back, each over a window of its document."""
    questions = [one for one in read_questions(("news.jsonl",)) if is_kept_back(one.document)]
    names = {one.document for one in questions}
    texts = prepared(read_documents([news], names))
    return list(Windows(texts, seed=0).examples(questions))


def written(news: Path) -> list[Paragraph]:
    """The same as paragraphs."""
    return [
        Paragraph("", one.context, one.question, [{"text": a} for a in one.answers])
        for one in written_examples(news)
    ]


def _overall(right: np.ndarray, has: np.ndarray, score: np.ndarray, at: float) -> float:
    """SQuAD 2.0's F1: an answer's where there is one, else whether it was refused."""
    answered = score >= at
    return float(np.where(has, right * answered, ~answered).mean())


def main() -> None:
    """Measure the reader that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--articles", type=lambda text: set(text.split(",")))
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--large", type=Path)
    options = parser.parse_args()
    asked = (
        written(options.source)
        if options.written
        else list(read_squad(options.source, keep=options.articles))
    )
    reader = Closely(options.large) if options.large else ExtractiveReader(options.reader)
    if options.large and options.written:
        decided(reader.reader, written_examples(options.source))
    for name, value in measured(reader, asked).items():
        print(f"{name:20} {value}")


if __name__ == "__main__":
    main()
