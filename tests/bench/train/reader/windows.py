"""Examples from the written questions: each over a window of its document.

A window is a run of whole sentences, as the reader is given them: those that decide, with some
before and behind, under the document's first line or without it. Where nothing answers, it is the
run that shares most words with the question; so it is for a share of the questions that the
document does answer, elsewhere.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from claims.read_claims import LABELS, Claim, read_claims
from questions.read_questions import Question, read_documents, read_questions
from sources import Example

from assistant.answering.candidate_reading import turn_labels
from index.attribution.extraction import extract_statements
from index.records import Span
from index.text.sentences import split_sentences
from index.text.stemming import stems

__all__ = [
    "VERDICTS",
    "Claim",
    "Question",
    "Text",
    "Windows",
    "is_kept_back",
    "plain",
    "prepared",
    "read_claims",
    "read_documents",
    "read_questions",
]

SIZES = (25, 50, 80, 120, 160)
"""Words that a window has in about."""
LONGEST = 200
"""Words in a window, at most."""
TITLED = 0.5
"""Share of windows under the document's first line, where that isn't in them."""
ELSEWHERE = 0.25
"""Share of the answered questions that are asked once more where the answer isn't."""
SHARE_KEPT_BACK = 0.05
"""Share of the documents that are not trained on, but measured on."""
REACHING = 12
"""Statements before a sentence that may reach into it."""
LABELLED = 0.8
"""Share of windows that begin in a turn and get its speaker's name."""
WIDENED = 0.4
"""Share of the claims that are read with sentences around their evidence."""
VERDICTS = ("yes", "no", "neither")
"""Of a question for yes or no; or whether a text supports a claim, contradicts it, or neither."""


@dataclass(frozen=True)
class Text:
    """A document as windows are taken from it."""

    text: str
    sentences: tuple[Span, ...]
    stems: tuple[frozenset[str], ...]
    """Of each sentence."""
    labels: tuple[str, ...] = ()
    """What is set before each sentence where a window begins with it: its speaker's name, if it is
    in a turn whose label stands further up. Empty if nobody has looked for turns."""


def is_kept_back(document: str) -> bool:
    """Whether a document is measured on; by its name alone, so that it always is."""
    return int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) / 16**8 < SHARE_KEPT_BACK


def prepared(texts: Mapping[str, str], with_turns: bool = False) -> dict[str, Text]:
    """The documents' sentences and the stems of their words.

    Args:
        texts: The documents, by name.
        with_turns: Whether to look for whose turn each sentence is in.
    """
    made = {}
    for name, text in texts.items():
        spans = tuple(split_sentences(text))
        words = tuple(frozenset(stems(text[one.start : one.end])) for one in spans)
        made[name] = Text(text, spans, words, _labels(text, spans) if with_turns else ())
    return made


def _labels(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    statements = list(extract_statements(text, spans))
    starts = [one.start for one in statements]
    labels = []
    for span in spans:
        # Statements follow each other, so that few of those that begin before it reach into it.
        first = max(bisect_left(starts, span.start) - REACHING, 0)
        near = statements[first : bisect_left(starts, span.end)]
        labels += turn_labels(near, [span])
    return tuple(labels)


class Windows:
    """Draws the examples; one seeded generator, so that a run can be repeated exactly."""

    def __init__(self, texts: Mapping[str, Text], seed: int) -> None:
        self.texts = texts
        self.chance = random.Random(seed)

    def examples(self, questions: Sequence[Question]) -> Iterator[Example]:
        """An example of each question, and a second of some that have none there."""
        for one in questions:
            found = self.asked(one)
            if found is not None:
                yield found
            if one.answers and self.chance.random() < ELSEWHERE:
                other = self.elsewhere(one)
                if other is not None:
                    yield other

    def asked(self, question: Question, size: int | None = None) -> Example | None:
        """The question over the sentences that decide it; None where they stand too far apart.

        Args:
            question: What is asked.
            size: Words that the window has in about; drawn if None.
        """
        text = self.texts[question.document]
        deciding = _touched(text.sentences, (*question.answers, *question.evidence))
        if not deciding:
            deciding = self._nearest(text, question.text, frozenset())[:1]
        if not deciding:
            return None
        first, last = deciding[0], deciding[-1]
        if question.answers and _words(text, first, last) > LONGEST:
            near = _touched(text.sentences, question.answers[:1])
            first, last = near[0], near[-1]
        if _words(text, first, last) > LONGEST:
            return None
        window = self._widened(text, first, last, frozenset(), size)
        return self._example(text, question, *window)

    def elsewhere(self, question: Question) -> Example | None:
        """The question where its document doesn't answer it, but shares words with it."""
        text = self.texts[question.document]
        told = {plain(text.text[one.start : one.end]) for one in question.answers}
        closed = set(_touched(text.sentences, (*question.answers, *question.evidence)))
        for number, span in enumerate(text.sentences):
            words = plain(text.text[span.start : span.end])
            if any(one in words for one in told):
                closed.add(number)
        nearest = self._nearest(text, question.text, frozenset(closed))[:3]
        if not nearest:
            return None
        number = self.chance.choice(nearest)
        if _words(text, number, number) > LONGEST:
            return None
        first, last = self._widened(text, number, number, frozenset(closed))
        return self._example(text, question, first, last)

    def rival(self, question: Question, document: str, place: Span) -> Example | None:
        """The question over a passage that was found for it and doesn't answer it.

        The window is drawn about the passage's sentence that shares most words with the question.
        """
        text = self.texts[document]
        inside = _touched(text.sentences, [place])
        asked = set(stems(question.text))
        if not inside:
            return None
        number = max(inside, key=lambda one: len(asked & text.stems[one]))
        if _words(text, number, number) > LONGEST:
            return None
        outside = frozenset(range(len(text.sentences))) - frozenset(inside)
        first, last = self._widened(text, number, number, outside)
        return self._example(text, replace(question, answers=()), first, last)

    def near(
        self, question: Question, document: str, place: Span, told: Sequence[Span], size: int | None
    ) -> Example:
        """The question over a sentence that looks like an answer, and over none that answers.

        Args:
            question: What is asked.
            document: The name of the sentence's document.
            place: The sentence.
            told: Where this document does answer.
            size: Words that the window has in about; drawn if None.
        """
        text = self.texts[document]
        first, *others = _touched(text.sentences, [place])
        last = others[-1] if others else first
        closed = frozenset(_touched(text.sentences, told))
        first, last = self._widened(text, first, last, closed, size)
        nothing = replace(question, answers=(), verdict=None)
        return self._example(text, nothing, first, last)

    def claim(self, claim: Claim) -> Example:
        """The claim over its evidence, with sentences around it or without."""
        text = self.texts[claim.document]
        first, *others = _touched(text.sentences, [claim.evidence])
        last = others[-1] if others else first
        # What lies around may tell what the evidence doesn't.
        if claim.label != "neither" and self.chance.random() < WIDENED:
            first, last = self._widened(text, first, last, frozenset())
        context = text.text[text.sentences[first].start : text.sentences[last].end]
        verdict = VERDICTS[LABELS.index(claim.label)]
        return Example(claim.text, context, verdict=verdict, is_claim=True)

    def _nearest(self, text: Text, question: str, closed: frozenset[int]) -> list[int]:
        asked = set(stems(question))
        shared = [
            (-len(asked & own), number)
            for number, own in enumerate(text.stems)
            if number not in closed and own
        ]
        return [number for _, number in sorted(shared)]

    def size(self) -> int:
        """A size of windows, drawn."""
        return self.chance.choice(SIZES)

    def _widened(
        self, text: Text, first: int, last: int, closed: frozenset[int], size: int | None = None
    ) -> tuple[int, int]:
        """The run with sentences before and behind, up to a size that is given or drawn."""
        size = self.size() if size is None else size
        while _words(text, first, last) < size:
            sides = [
                (a, b)
                for a, b in ((first - 1, last), (first, last + 1))
                if a >= 0 and b < len(text.sentences) and not {a, b} & closed
                if _words(text, a, b) <= LONGEST
            ]
            if not sides:
                break
            first, last = self.chance.choice(sides)
        return first, last

    def _example(self, text: Text, question: Question, first: int, last: int) -> Example:
        head, start = "", text.sentences[first].start
        if first > 0 and self.chance.random() < TITLED:
            head = text.text.lstrip().partition("\n")[0].strip()[:200] + "\n"
        if text.labels and self.chance.random() < LABELLED:
            head += text.labels[first]
        context = text.text[start : text.sentences[last].end]
        shift = len(head) - start
        inside = [
            (one.start + shift, one.end + shift)
            for one in question.answers
            if start <= one.start and one.end <= text.sentences[last].end
        ]
        verdict = question.verdict if inside else None
        if question.kind == "yes-no" and verdict is None:
            verdict = "neither"
        context = head + context
        if not inside:
            return Example(question.text, context, verdict=verdict)
        return Example(question.text, context, *inside[0], tuple(inside[1:]), verdict)


def _touched(sentences: Sequence[Span], spans: Sequence[Span]) -> list[int]:
    return [
        number
        for number, one in enumerate(sentences)
        if any(one.start < span.end and span.start < one.end for span in spans)
    ]


def _words(text: Text, first: int, last: int) -> int:
    return text.text.count(" ", text.sentences[first].start, text.sentences[last].end) + 1


def plain(text: str) -> str:
    """The words of a text in lower case, one blank between them."""
    return " ".join(re.findall(r"\w+", text.lower()))
