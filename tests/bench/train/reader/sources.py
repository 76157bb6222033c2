"""What the reader learns from, as read from the files: questions, contexts, answers.

- QAMR (Michael et al. 2018, MIT): questions on single sentences of Wikipedia and Wikinews, with
  the other sentences of the same pages.
- SQuAD 2.0 (Rajpurkar et al. 2018, CC BY-SA 4.0): questions on paragraphs, half of them with no
  answer there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUESTION_COLUMN = 50
"""QAMR pads questions to this many characters."""
AGREEMENT = 0.5
"""Share of words (F1) that the two answers to a QAMR question must have in common."""
_JOINED = [
    (r"-LRB- ?", "("), (r" ?-RRB-", ")"), (r"-LSB- ?", "["), (r" ?-RSB-", "]"),
    (r"`` ?", '"'), (r" ?''", '"'), (r" ([,.;:?!%'’)\]])", r"\1"), (r" n't\b", "n't"),
    (r"([$(\[]) ", r"\1"),
]  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A question over a context; `start` and `end` are -1 where the context has no answer."""

    question: str
    context: str
    start: int = -1
    end: int = -1
    further: tuple[tuple[int, int], ...] = ()
    """The other places of an answer that is a list."""
    verdict: str | None = None
    """`yes`, `no` or `neither`, where that is asked."""
    is_claim: bool = False
    """Whether it is a sentence to judge rather than a question; it has no answer to find."""

    @property
    def answers(self) -> list[str]:
        """The words of the answer, or of each part of a list."""
        places = ((self.start, self.end), *self.further) if self.start >= 0 else ()
        return [self.context[start:end] for start, end in places]


@dataclass(frozen=True)
class Sentence:
    """A sentence with the page that it is from."""

    page: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A question on one sentence, with the answer's place in it."""

    question: str
    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """A question on a paragraph; no answers where it has none there."""

    title: str
    context: str
    question: str
    answers: list[dict[str, Any]]


def read_qamr(folder: Path) -> tuple[list[Asked], list[Sentence]]:
    """The questions whose answers agree, and all sentences of the pages they are on."""
    asked = [one for name in ("dev", "test") for one in _qamr(folder / f"qamr_{name}.tsv")]
    known = {one.sentence.text: one.sentence for one in asked}
    for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines():
        key, _, text = line.partition("\t")
        sentence = Sentence(_page(key), _joined(text))
        known.setdefault(sentence.text, sentence)
    return asked, list(known.values())


def read_squad(
    path: Path, keep: Collection[str] | None = None, leave: Collection[str] = ()
) -> Iterator[Paragraph]:
    """Questions of a file in SQuAD's form.

    Args:
        path: The JSON file.
        keep: Titles of the articles to read; None for all.
        leave: Titles of articles not to read.
    """
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"]
        if title in leave or (keep is not None and title not in keep):
            continue
        for paragraph in article["paragraphs"]:
            for one in paragraph["qas"]:
                yield Paragraph(title, paragraph["context"], one["question"], one["answers"])


def normal_words(text: str) -> list[str]:
    """Words as SQuAD's script compares them: no case, punctuation or articles."""
    text = re.sub(r"[^\w\s]|_", "", text.lower())
    return re.sub(r"\b(?:a|an|the)\b", " ", text).split()


def token_f1(given: str, expected: str) -> float:
    """Share of words in common; 1 where both have none."""
    a, b = normal_words(given), normal_words(expected)
    if not a or not b:
        return float(a == b)
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))


def _qamr(path: Path) -> Iterator[Asked]:
    sentence: Sentence | None = None
    page = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            page, sentence = _page(line[1:]), None
        elif line and sentence is None:
            sentence = Sentence(page, line.strip())
        elif line and sentence:
            question = line[:QUESTION_COLUMN].strip()
            answers = [answer.strip(" .,;") for answer in line[QUESTION_COLUMN:].split("\t")]
            if len(answers) < 2 or token_f1(answers[0], answers[1]) < AGREEMENT:
                continue
            found = next((a for a in answers if a and a in sentence.text), None)
            if found and question:
                start = _at_word(sentence.text, found)
                yield Asked(question, sentence, start, start + len(found))


def _at_word(text: str, found: str) -> int:
    """Where the words stand, not in the middle of one where they stand elsewhere too."""
    match = re.search(rf"(?<!\w){re.escape(found)}(?!\w)", text)
    return match.start() if match else text.index(found)


def _page(key: str) -> str:
    return ":".join(key.split(":")[:3])


def _joined(tokens: str) -> str:
    for pattern, text in _JOINED:
        tokens = re.sub(pattern, text, tokens)
    return tokens.strip()
