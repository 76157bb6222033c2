"""The report's plots, drawn by matplotlib as SVG that is part of the page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing

from assistant.evaluation.analysis.curves import RANKS, Curves
from assistant.templates import trusted

__all__ = ["Plot", "plots"]

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 4.4, 3.0
"""In inches of 72 points; the page scales the plot."""
INK, FAINT, ACCENT, SECOND = "#010101", "#020202", "#030303", "#040404"
"""Placeholders that are replaced by the page's own colours, which differ in light and dark mode."""
_COLOURS = {
    INK: "var(--ink)",
    FAINT: "var(--line)",
    ACCENT: "var(--accent)",
    SECOND: "var(--muted)",
}
_SETTINGS = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "onrecord",  # the same plot is the same file
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
}
_FONT = re.compile(r"font-family: [^;\"]*")
_STYLE = re.compile(r"<defs>\s*<style(?:(?!<defs>).)*?</style>\s*</defs>", re.DOTALL)
"""matplotlib's style sheet, which would apply to the whole page; the plots don't need it."""
_SIZE = re.compile(r'width="[\d.]+pt" height="[\d.]+pt"|height="[\d.]+pt" width="[\d.]+pt"')
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot and its text alternative."""

    title: str
    description: str
    """What it shows, for readers who can't see it."""
    svg: Markup


def plots(curves: Curves) -> Iterator[Plot]:
    """Recall, risk by coverage, reliability, latency; those that have something to show."""
    if curves.documents or curves.evidence:
        at_five = (curves.evidence or curves.documents)[4]
        yield Plot(
            "Found among the first k passages",
            f"Share of questions by k from 1 to {RANKS}; {at_five:.2f} at five.",
            _svg("recall", lambda axes: _draw_recall(axes, curves)),
        )
    if curves.risk:
        covered, wrong = curves.risk[-1]
        yield Plot(
            "Wrong answers by how much is answered",
            f"The most confident first; of the {covered:.0%} that are answered, {wrong:.0%} are"
            " wrong.",
            _svg("risk", lambda axes: _draw_risk(axes, curves)),
        )
    if curves.reliability:
        shares = ", ".join(f"{one.confidence:.2f}: {one.right:.2f}" for one in curves.reliability)
        yield Plot(
            "Is the confidence right?",
            f"Share of right answers by their confidence ({shares}).",
            _svg("reliability", lambda axes: _draw_reliability(axes, curves)),
        )
    if curves.latency:
        median = curves.latency[len(curves.latency) // 2]
        yield Plot(
            "Time of an answer",
            f"Share of answers by milliseconds; half of them within {median:.0f}.",
            _svg("latency", lambda axes: _draw_latency(axes, curves)),
        )


def _draw_recall(axes: Axes, curves: Curves) -> None:
    ranks = range(1, RANKS + 1)
    if curves.documents:
        axes.plot(ranks, curves.documents, color=SECOND, linestyle="--", label="document")
    if curves.evidence:
        axes.plot(ranks, curves.evidence, color=ACCENT, linewidth=2, label="evidence")
    axes.set(xlabel="k", ylabel="share of questions", ylim=(0, 1.02), xticks=(1, 5, 10, 15, 20))
    axes.legend(loc="lower right")


def _draw_risk(axes: Axes, curves: Curves) -> None:
    covered, wrong = zip(*curves.risk, strict=True)
    axes.step(covered, wrong, color=ACCENT, linewidth=2, where="post")
    axes.set(xlabel="answered (coverage)", ylabel="wrong (risk)", xlim=(0, 1), ylim=(0, 1.02))


def _draw_reliability(axes: Axes, curves: Curves) -> None:
    axes.plot((0, 1), (0, 1), color=SECOND, linestyle="--", linewidth=1)
    bins = curves.reliability
    largest = max(one.answers for one in bins)
    axes.plot(
        [one.confidence for one in bins], [one.right for one in bins], color=ACCENT, linewidth=1
    )
    axes.scatter(
        [one.confidence for one in bins],
        [one.right for one in bins],
        s=[15 + 85 * one.answers / largest for one in bins],
        color=ACCENT,
    )
    axes.set(xlabel="confidence", ylabel="right", xlim=(0, 1.02), ylim=(0, 1.05))


def _draw_latency(axes: Axes, curves: Curves) -> None:
    times = curves.latency
    shares = [(number + 1) / len(times) for number in range(len(times))]
    axes.step(times, shares, color=ACCENT, linewidth=2, where="post")
    axes.set(xlabel="milliseconds", ylabel="share of answers", ylim=(0, 1.02))
    axes.set_xlim(left=0)


def _svg(name: str, draw: Callable[[Axes], None]) -> Markup:
    with matplotlib.rc_context(_SETTINGS):  # type: ignore[arg-type]
        drawing = Drawing(figsize=(WIDTH, HEIGHT), layout="constrained")
        FigureCanvasSVG(drawing)
        axes = drawing.add_subplot()
        draw(axes)
        file = io.StringIO()
        no_metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        drawing.savefig(file, format="svg", transparent=True, metadata=no_metadata)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = _SIZE.sub('role="presentation"', svg, count=1)
    svg = _FONT.sub("font-family: inherit", _STYLE.sub("", svg, count=1))
    svg = _IDS.sub(rf"\g<1>{name}-", svg)
    for colour, variable in _COLOURS.items():
        svg = svg.replace(colour, variable)
    return trusted(svg.strip())
