"""Judged predictions to figures: what each is made from, its value, its interval.

Names and definitions are those of common use, and of `bench/score.py` where that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assistant.evaluation.intervals import Interval, Rows, Statistic, interval
from assistant.evaluation.judging import Judged
from assistant.evaluation.ranking import MEASURES, ranking_values

BINS = 10
"""Bins of equal width for the calibration error (Guo et al. 2017)."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it was made from."""

    name: str
    rows: Rows
    """A line for each quantity, a column for each question."""
    statistic: Statistic
    less_is_better: bool = False
    smooth: bool = True
    digits: int = DIGITS
    undefined: str = "no question of the set defines it"
    """Why it is null, where it is."""
    kinds: tuple[str, ...] = ()
    """Of the questions; where given, a mean is added up kind by kind."""

    @property
    def questions(self) -> int:
        """How many questions it is made from."""
        return int((~np.isnan(self.rows)).any(axis=0).sum())

    def over(self, columns: Sequence[int]) -> Figure:
        """The same of some of the questions."""
        kinds = tuple(self.kinds[column] for column in columns) if self.kinds else ()
        return replace(self, rows=self.rows[:, list(columns)], kinds=kinds)

    @property
    def value(self) -> float | None:
        """The figure; None where it is undefined."""
        if not self.questions:
            return None
        with np.errstate(all="ignore"):
            value = self._mean() if self.statistic is mean else float(self.statistic(*self.rows))
        return round(value, self.digits) if np.isfinite(value) else None

    def _mean(self) -> float:
        """Added up one by one, as `score.py` does: in another order the last digit may differ."""
        first = {kind: number for number, kind in reversed([*enumerate(self.kinds)])}
        values = self.rows[0]
        order = sorted(
            np.flatnonzero(~np.isnan(values)),
            key=lambda column: first[self.kinds[column]] if self.kinds else 0,
        )
        return sum(float(values[column]) for column in order) / len(order)

    def interval(self) -> Interval | None:
        """Where it may lie, at 95 %; None where that can't be told."""
        if self.value is None:
            return None
        found = interval(self.rows, self.statistic, self.smooth)
        return found and (round(found[0], self.digits), round(found[1], self.digits))


def figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    """All figures of a run, by name."""
    found = [*_retrieval(judged), *_answers(judged), *_abstention(judged)]
    found += [*_citations(judged), *_trust(judged), *_latency(judged)]
    return {figure.name: figure for figure in found}


def _retrieval(judged: Sequence[Judged]) -> list[Figure]:
    found = []
    for prefix, ranks in (
        ("doc", {one.id: one.document_rank for one in judged}),
        ("evidence", {one.id: one.evidence_rank for one in judged}),
    ):
        known = {key: rank for key, rank in ranks.items() if rank is not None}
        values = ranking_values(known)
        found += [
            Figure(
                f"{prefix}_{name}",
                _rows([values[name].get(one.id) for one in judged]),
                mean,
                undefined="no answerable question names its "
                + ("document" if prefix == "doc" else "evidence"),
            )
            for name in MEASURES
        ]
    return found


def _answers(judged: Sequence[Judged]) -> list[Figure]:
    none = "the set has no answerable question"
    kinds = tuple(one.type for one in judged)
    found = [
        Figure("answer_f1", _each(judged, lambda one: one.f1), mean, undefined=none, kinds=kinds),
        Figure("answer_exact", _each(judged, lambda one: one.exact), mean, undefined=none),
        Figure("answer_contains", _each(judged, lambda one: one.contains), mean, undefined=none),
        Figure(
            "answer_words_p50",
            _each(judged, lambda one: one.words),
            p50,
            less_is_better=True,
            smooth=False,
            digits=0,
            undefined="nothing was answered",
        ),
    ]
    for kind in sorted({one.type for one in judged if one.answerable}):
        values = _each(judged, lambda one, kind=kind: one.f1 if one.type == kind else None)
        found.append(Figure(f"answer_f1[{kind}]", values, mean))
    if any(one.opinion is not None for one in judged):
        opinions = _each(judged, lambda one: one.opinion)
        found.append(Figure("judged_correct", opinions, mean))
    quotes = _each(judged, lambda one: one.verdict)
    none = "the set has no quotes to check"
    return [*found, Figure("quote_verdict", quotes, mean, undefined=none)]


def _abstention(judged: Sequence[Judged]) -> list[Figure]:
    def refused(answerable: bool) -> Rows:
        return _each(
            judged,
            lambda one: (
                not one.answered if one.answerable == answerable and one.verdict is None else None
            ),
        )

    none = "the set has no unanswerable question"
    unanswerable, answerable = refused(False), refused(True)
    if np.isnan(unanswerable).all():
        # As `score.py`: how much is refused says little where nothing has to be.
        answerable = np.full_like(answerable, np.nan)
    both = np.concatenate([unanswerable, answerable])
    if np.isnan(answerable).all():
        both = np.full_like(both, np.nan)
    return [
        Figure("refused_unanswerable", unanswerable, mean, undefined=none),
        Figure("refused_answerable", answerable, mean, less_is_better=True, undefined=none),
        Figure("abstain_balanced", both, balanced, undefined=none),
    ]


def _citations(judged: Sequence[Judged]) -> list[Figure]:
    def share(part: Callable[[Judged], Any], whole: Callable[[Judged], Any]) -> Rows:
        return np.concatenate(
            [_each(judged, lambda one: part(one) if whole(one) else None), _each(judged, whole)]
        )

    def of_all(part: Callable[[Judged], int]) -> Rows:
        return share(part, lambda one: one.citations or None)

    none, unknown = "nothing was cited", "no answered question names its evidence"
    return [
        Figure("citation_integrity", of_all(lambda one: one.intact), ratio, undefined=none),
        Figure("citation_whole_words", of_all(lambda one: one.whole), ratio, undefined=none),
        Figure(
            "citation_precision",
            share(lambda one: one.relevant, lambda one: one.cited or None),
            ratio,
            undefined=unknown,
        ),
        Figure("citation_recall", _each(judged, lambda one: one.recalled), mean, undefined=unknown),
        Figure(
            "citation_speaker",
            _each(judged, lambda one: one.speaker),
            mean,
            undefined="no citation reaches evidence whose speaker is named",
        ),
    ]


def _trust(judged: Sequence[Judged]) -> list[Figure]:
    """How far the confidence tells right from wrong among the answers that were given."""
    rows = np.concatenate(
        [
            _each(judged, lambda one: one.confidence if one.right is not None else None),
            _each(judged, lambda one: one.right),
        ]
    )
    common = {"less_is_better": True, "smooth": False, "undefined": "nothing was answered"}
    return [
        Figure("risk_coverage_area", rows, risk_coverage_area, **common),  # type: ignore[arg-type]
        Figure("calibration_error", rows, calibration_error, **common),  # type: ignore[arg-type]
    ]


def _latency(judged: Sequence[Judged]) -> list[Figure]:
    stages = dict.fromkeys(name for one in judged for name in one.timings_ms)
    found = []
    for stage in ("total", *(name for name in stages if name != "total")):
        rows = _each(judged, lambda one, stage=stage: one.timings_ms.get(stage) or None)
        for share, statistic in (("p50", p50), ("p95", p95)):
            found.append(
                Figure(
                    f"latency_ms_{share}" + (f"[{stage}]" if stage != "total" else ""),
                    rows,
                    statistic,
                    less_is_better=True,
                    smooth=False,
                    digits=1,
                    undefined="no prediction has its times",
                )
            )
    return found


def _each(judged: Sequence[Judged], value: Callable[..., Any]) -> Rows:
    return _rows([value(one) for one in judged])


def _rows(values: Sequence[Any]) -> Rows:
    return np.array([[np.nan if value is None else float(value) for value in values]])


# Statistics. Each takes arrays whose last axis is over questions, NaN where undefined.


def mean(values: Any, axis: int = -1) -> Any:
    """The mean of what is defined."""
    known = ~np.isnan(values)
    return np.where(known, values, 0.0).sum(axis) / known.sum(axis)


def ratio(part: Any, whole: Any, axis: int = -1) -> Any:
    """All parts over all wholes."""
    return np.nansum(part, axis) / np.nansum(whole, axis)


def balanced(unanswerable: Any, answerable: Any, axis: int = -1) -> Any:
    """Mean of what was rightly refused and what was not wrongly refused, as shares."""
    rightly = np.round(mean(unanswerable, axis), DIGITS)
    return (rightly + 1 - np.round(mean(answerable, axis), DIGITS)) / 2


def p50(values: Any, axis: int = -1) -> Any:
    """The upper median of what is defined."""
    return _at(values, axis, lambda count: count // 2)


def p95(values: Any, axis: int = -1) -> Any:
    """What 95 of 100 lie below."""
    return _at(values, axis, lambda count: (count * 0.95).astype(int))


def _at(values: Any, axis: int, place: Callable[[Any], Any]) -> Any:
    ordered = np.sort(values, axis)  # NaN last
    places = place((~np.isnan(values)).sum(axis, keepdims=True))
    return np.take_along_axis(ordered, places, axis).squeeze(axis)


def risk_coverage_area(confidence: Any, right: Any, axis: int = -1) -> Any:
    """Mean share of wrong answers among the k most confident, over all k (Geifman et al. 2019)."""
    order = np.argsort(-confidence, axis, kind="stable")  # NaN last
    wrong = 1 - np.take_along_axis(right, order, axis)
    known = ~np.isnan(wrong)
    total = np.cumsum(np.where(known, wrong, 0.0), axis)
    risk = total / np.arange(1, wrong.shape[-1] + 1)
    return np.where(known, risk, 0.0).sum(axis) / known.sum(axis)


def calibration_error(confidence: Any, right: Any, axis: int = -1) -> Any:
    """Mean distance of confidence and share of right answers, in bins (Guo et al. 2017)."""
    known = ~np.isnan(confidence)
    bins = np.minimum((np.where(known, confidence, 0.0) * BINS).astype(int), BINS - 1)
    off = np.where(known, confidence - right, 0.0)
    distance = sum(np.abs(np.where(bins == number, off, 0.0).sum(axis)) for number in range(BINS))
    return distance / known.sum(axis)


def values(found: Mapping[str, Figure]) -> dict[str, float | int | None]:
    """The figures by name, whole numbers as such."""
    return {
        name: int(figure.value) if figure.digits == 0 and figure.value is not None else figure.value
        for name, figure in found.items()
    }
