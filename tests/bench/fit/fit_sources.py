"""Fit the model that tells whether the tagger's source is somebody who can speak.

usage: python tests/bench/fit/fit_sources.py NEWS [--write]

NEWS has `attributions/train` (PolNeAR, see train/tagger/) and `text`. Half of the articles count;
five minutes on one core, 1.5 GB. In three steps, each a logistic regression:

1. Can a phrase of this kind speak? Annotated sources against other subjects of sentences.
2. Does it begin and end where a source does? Annotated sources against the same with words
   added or left out.
3. Both scores and the tagger's probability, fitted on what the tagger found: sources that
   read_sources.jsonl says were read one by one (those that look worst by steps 1 and 2), and as
   good ones those that an annotator has marked as well.

The sums are one logistic regression, which --write stores with the threshold in
`index/attribution/source_model/weights.json`. Prints how well each step tells the two apart on
articles left out, and what becomes of the sources that were read at several thresholds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.stats import mannwhitneyu

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "train" / "tagger"))
from annotated import Article, divided

from index.attribution.report_sources import without_clause
from index.attribution.source_model.features import (
    SLOTS,
    WORD_OR_MARK,
    SourceWords,
    features_of,
)
from index.attribution.source_model.model import FITTED_FILE, MIN_CONFIDENCE
from index.attribution.tagger.model import packaged_tagger
from index.embedding.embedder import load_packaged_model
from index.lexicon.function_words import PRONOUNS
from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

READ = Path(__file__).with_name("read_sources.jsonl")
THRESHOLD = 0.2
"""Finds more than half of those that are nobody; as many who speak lose their name, 0.6 %."""
PENALTY = 1.5
"""Ridge penalty of steps 1 and 2."""
LEFT_OUT = 8
"""One article in so many measures steps 1 and 2."""
CLEARLY = 1.0
"""Score of step 1 from which a subject is taken for somebody, so that it is no counter-example."""
SAME = 0.6
"""Share of the characters of both that a source and an annotated one have in common."""
_SUBJECT = re.compile(
    r"\b((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]his|[Tt]hese|[Ss]ome|[Mm]any"
    r"|[A-Z]\w+['’]s|[a-z]+)(?: (?!of |in |to |that )[\w-]+){1,3}(?: of (?:the )?\w+)?) "
    r"(?:was|is|were|are|has|have|had|will|would|could|can|may|came|made|did|does|became|began|took"
    r"|went|remains|seems)\b"
)
"""A noun phrase in front of a verb that says nothing of speech."""
_AROUND = 70
"""Characters beside a source from which words are added to it."""
Kind = str
Matrix = npt.NDArray[np.float32]


class Example(NamedTuple):
    """A phrase that is a source or is not."""

    article: int
    span: Span
    kind: Kind
    weight: float


def phrases_of(article: Article, number: int, chance: random.Random) -> Iterator[Example]:
    """The annotated sources of an article, the same with wrong ends, and other subjects."""
    sources = {marked.source for marks in article.annotators for marked in marks if marked.source}
    for source in sorted(sources):
        yield Example(number, source, "source", 1.0)
        changed = _with_wrong_end(article.text, source, chance)
        if changed is not None:
            yield Example(number, changed[0], "wrong end", changed[1])
    for match in _SUBJECT.finditer(article.text):
        span = Span(*match.span(1))
        if not any(one.start < span.end and span.start < one.end for one in sources):
            yield Example(number, span, "subject", 1.0)


def _with_wrong_end(text: str, source: Span, chance: random.Random) -> tuple[Span, float] | None:
    """A source with words added or left out, and how surely it is wrong; None for some."""
    inside = _words_in(text, source)
    behind = _words_in(text, Span(source.end, source.end + _AROUND))[:-1]
    before = _words_in(text, Span(max(0, source.start - _AROUND), source.start))[1:]
    drawn = chance.random()
    if drawn < 0.35 and len(behind) > 2:
        return Span(source.start, behind[chance.randrange(1, min(6, len(behind)))].end), 0.6
    if drawn < 0.6 and len(before) > 2:
        return Span(before[-chance.randint(1, min(6, len(before)))].start, source.end), 0.6
    if drawn < 0.8 and len(inside) > 2:
        return Span(source.start, inside[chance.randrange(len(inside) - 1)].end), 0.3
    if drawn >= 0.8 and len(inside) > 3:
        return Span(inside[chance.randrange(1, len(inside))].start, source.end), 0.2
    return None


def _words_in(text: str, span: Span) -> list[Span]:
    return [
        Span(span.start + match.start(), span.start + match.end())
        for match in WORD_OR_MARK.finditer(text[slice(*span)])
    ]


class Columns:
    """Which column of a matrix is which feature."""

    def __init__(self) -> None:
        self._base = load_packaged_model()
        self._vectors: dict[str, Matrix] = {}
        self.features: dict[str, int] = {}
        self.dimension = len(self._vector("the"))

    def rows(self, articles: Sequence[Article], examples: Sequence[Example]) -> Matrix:
        """The features of examples: each slot's vector, then those of the form."""
        forms = []
        slots = np.empty((len(examples), len(SLOTS), self.dimension), np.float32)
        for row, one in enumerate(examples):
            words = SourceWords(articles[one.article].text, one.span)
            for place, slot in enumerate(SLOTS):
                slots[row, place] = np.mean([self._vector(w) for w in words.in_slot(slot)], axis=0)
            forms.append([self._column(name) for name in features_of(words)])
        flags = np.zeros((len(examples), len(self.features)), np.float32)
        for row, columns in enumerate(forms):
            flags[row, columns] = 1
        return np.concatenate([slots.reshape(len(examples), -1), flags], axis=1)

    def _vector(self, word: str) -> Matrix:
        if word not in self._vectors:
            self._vectors[word] = self._base.word_vector(word)
        return self._vectors[word]

    def _column(self, name: str) -> int:
        return self.features.setdefault(name, len(self.features))


class Regression(NamedTuple):
    """A weight for each column, and the bias."""

    weights: npt.NDArray[np.float64]
    bias: float

    def scores(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """The log-odds of rows."""
        given: npt.NDArray[np.float64] = rows @ self.weights + self.bias
        return given


def fit(rows: Matrix, targets: Matrix, weights: Matrix, penalty: float) -> Regression:
    """The logistic regression with the highest penalised likelihood."""
    signs = 2 * targets - 1

    def loss(given: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margins = signs * (rows @ given[:-1].astype(np.float32) + given[-1])
        slope = -weights * signs / (1 + np.exp(margins.clip(-30, 30)))
        value = float((weights * np.logaddexp(0, -margins)).sum())
        gradient = np.append(rows.T @ slope.astype(np.float32), slope.sum()).astype(float)
        gradient[:-1] += 2 * penalty * given[:-1]
        return value + penalty * float((given[:-1] ** 2).sum()), gradient

    start = np.zeros(rows.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return Regression(found[:-1], float(found[-1]))


def fit_step(
    rows: Matrix, examples: Sequence[Example], kind: Kind, used: npt.NDArray[np.bool_]
) -> Regression:
    """Annotated sources against examples of a kind; prints how well it tells them apart."""
    is_source = np.asarray([one.kind == "source" for one in examples])
    in_step = is_source | (np.asarray([one.kind == kind for one in examples]) & used)
    left_out = np.asarray([one.article % LEFT_OUT == 0 for one in examples])
    weights = np.asarray([one.weight for one in examples], np.float32)
    fitted = in_step & ~left_out
    made = fit(rows[fitted], is_source[fitted].astype(np.float32), weights[fitted], PENALTY)
    scores = made.scores(rows)
    judged = in_step & left_out
    area = mannwhitneyu(scores[judged & is_source], scores[judged & ~is_source]).statistic
    area /= (judged & is_source).sum() * (judged & ~is_source).sum()
    print(f"sources and {kind}s, {fitted.sum()}: area under the curve {area:.3f}", flush=True)
    return made


class FoundSource(NamedTuple):
    """A source that the tagger found."""

    example: Example
    confidence: float
    speaks: bool
    was_read: bool


def found_sources(articles: Sequence[Article]) -> Iterator[FoundSource]:
    """The sources of the tagger that were read, and those that an annotator marked as well."""
    read = _read_sources()
    for number, article in enumerate(articles):
        text = article.text
        marked = [one.source for marks in article.annotators for one in marks if one.source]
        for report in packaged_tagger().find_reports(
            text, split_sentences(text), find_quotations(text)
        ):
            source, confidence = report.source, report.source_confidence
            if source is None or confidence is None or text[slice(*source)].lower() in PRONOUNS:
                continue
            speaks = read.get((article.name, source))
            if speaks is None and not any(_share(source, one) >= SAME for one in marked):
                continue
            example = Example(number, without_clause(text, source), "found", 1.0)
            yield FoundSource(example, confidence, speaks is not False, speaks is not None)


def _read_sources() -> dict[tuple[str, Span], bool]:
    """Whether each source that was read speaks, by article and place."""
    rows = map(json.loads, READ.read_text(encoding="utf-8").splitlines())
    return {
        (row["document"].removesuffix(".txt"), Span(row["start"], row["end"])): row["speaks"]
        for row in rows
    }


def _share(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    _, trained_on = divided(options.news)
    articles = trained_on[::2]
    chance = random.Random(3)
    examples = [
        one for at, article in enumerate(articles) for one in phrases_of(article, at, chance)
    ]
    columns = Columns()
    rows = columns.rows(articles, examples)
    # What kind of phrase it is shows in itself, not in the verb that was looked for.
    itself = rows.copy()
    itself[:, beside(columns)] = 0
    used = np.ones(len(examples), bool)
    kinds = fit_step(itself, examples, "subject", used)
    used = np.asarray([one.kind != "subject" for one in examples])
    used |= kinds.scores(itself) < CLEARLY
    kinds = fit_step(itself, examples, "subject", used)
    ends = fit_step(rows, examples, "wrong end", used)
    read = {name for name, _ in _read_sources()}
    articles += [one for one in trained_on[1::2] if one.name in read]
    found = list(found_sources(articles))
    combined = combine(columns, articles, found, kinds, ends)
    if options.write:
        write(columns, *combined)


def beside(columns: Columns) -> list[int]:
    """The columns of the words beside a source."""
    size = columns.dimension
    slots = [SLOTS.index(slot) for slot in ("next", "previous", "last")]
    made = [place for slot in slots for place in range(slot * size, (slot + 1) * size)]
    form = len(SLOTS) * size
    names = ("next is", "begins a line")
    return made + [form + at for name, at in columns.features.items() if name.startswith(names)]


def combine(
    columns: Columns,
    articles: Sequence[Article],
    found: Sequence[FoundSource],
    kinds: Regression,
    ends: Regression,
) -> tuple[Regression, float]:
    """The regression on all columns for being nobody, and the weight of the confidence."""
    rows = columns.rows(articles, [one.example for one in found])
    confidences = np.asarray([max(one.confidence, MIN_CONFIDENCE) for one in found])
    scores = np.stack([kinds.scores(rows), ends.scores(rows), confidences], axis=1)
    nobody = np.asarray([not one.speaks for one in found])
    ones = np.ones(len(found), np.float32)
    last = fit(scores.astype(np.float32), nobody.astype(np.float32), ones, 0.05)
    chances = 1 / (1 + np.exp(-last.scores(scores.astype(np.float32))))
    was_read = np.asarray([one.was_read for one in found])
    print(f"{len(found)} sources, {was_read.sum()} of them read, {nobody.sum()} are nobody")
    for threshold in (0.1, THRESHOLD, 0.3, 0.4, 0.5):
        over = chances > threshold
        print(
            f"over {threshold}: {(over & nobody).sum()} nobody,"
            f" {(over & ~nobody).sum()} who speak ({(over & ~nobody & was_read).sum()} read)"
        )
    first, second, confidence = last.weights
    weights = first * kinds.weights + second * ends.weights
    bias = last.bias + first * kinds.bias + second * ends.bias
    return Regression(weights, float(bias)), float(confidence)


def write(columns: Columns, made: Regression, confidence: float) -> None:
    """Store the model beside the code that reads it."""
    size = columns.dimension
    slots = {
        slot: [round(float(x), 3) for x in made.weights[at * size : (at + 1) * size]]
        for at, slot in enumerate(SLOTS)
    }
    form = len(SLOTS) * size
    data = {
        "threshold": THRESHOLD,
        "bias": round(made.bias, 3),
        "confidence": round(confidence, 3),
        "features": {
            name: round(float(made.weights[form + at]), 3)
            for name, at in sorted(columns.features.items())
        },
        "slots": slots,
    }
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in data.items())
    FITTED_FILE.write_text(f"{{{lines}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
