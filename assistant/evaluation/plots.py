"""The report's plots, drawn by matplotlib as SVG that goes into a page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing

from assistant.evaluation.curves import RANKS, Curves

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 4.4, 3.0
"""Inches, of 72 points; the page scales them."""
INK, FAINT, ACCENT, SECOND = "#010101", "#020202", "#030303", "#040404"
"""Stand for the page's own colours, so that a plot is legible in light and in dark."""
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
"""A rule for everything on the page; the plots' lines need none."""
_SIZE = re.compile(r'width="[\d.]+pt" height="[\d.]+pt"|height="[\d.]+pt" width="[\d.]+pt"')
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with what it says in words."""

    title: str
    words: str
    """For those who don't see it."""
    svg: str


def plots(curves: Curves) -> Iterator[Plot]:
    """Recall, risk and coverage, reliability, latency: those for which there is something."""
    if curves.documents or curves.evidence:
        best = (curves.evidence or curves.documents)[4]
        yield Plot(
            "Found among the first k passages",
            f"Share of questions by k from 1 to {RANKS}; {best:.2f} at five.",
            _drawn("recall", lambda axes: _recall(axes, curves)),
        )
    if curves.risk:
        covered, wrong = curves.risk[-1]
        yield Plot(
            "Wrong answers by how much is answered",
            f"The most confident first; of the {covered:.0%} that are answered, {wrong:.0%} are"
            " wrong.",
            _drawn("risk", lambda axes: _risk(axes, curves)),
        )
    if curves.reliability:
        told = ", ".join(f"{one.confidence:.2f}: {one.right:.2f}" for one in curves.reliability)
        yield Plot(
            "Is the confidence right?",
            f"Share of right answers by their confidence ({told}).",
            _drawn("reliability", lambda axes: _reliability(axes, curves)),
        )
    if curves.latency:
        half = curves.latency[len(curves.latency) // 2]
        yield Plot(
            "Time of an answer",
            f"Share of answers by milliseconds; half of them within {half:.0f}.",
            _drawn("latency", lambda axes: _latency(axes, curves)),
        )


def _recall(axes: Axes, curves: Curves) -> None:
    ranks = range(1, RANKS + 1)
    if curves.documents:
        axes.plot(ranks, curves.documents, color=SECOND, linestyle="--", label="document")
    if curves.evidence:
        axes.plot(ranks, curves.evidence, color=ACCENT, linewidth=2, label="evidence")
    axes.set(xlabel="k", ylabel="share of questions", ylim=(0, 1.02), xticks=(1, 5, 10, 15, 20))
    axes.legend(loc="lower right")


def _risk(axes: Axes, curves: Curves) -> None:
    covered, wrong = zip(*curves.risk, strict=True)
    axes.step(covered, wrong, color=ACCENT, linewidth=2, where="post")
    axes.set(xlabel="answered (coverage)", ylabel="wrong (risk)", xlim=(0, 1), ylim=(0, 1.02))


def _reliability(axes: Axes, curves: Curves) -> None:
    axes.plot((0, 1), (0, 1), color=SECOND, linestyle="--", linewidth=1)
    bins = curves.reliability
    most = max(one.answers for one in bins)
    axes.plot([b.confidence for b in bins], [b.right for b in bins], color=ACCENT, linewidth=1)
    axes.scatter(
        [one.confidence for one in bins],
        [one.right for one in bins],
        s=[15 + 85 * one.answers / most for one in bins],
        color=ACCENT,
    )
    axes.set(xlabel="confidence", ylabel="right", xlim=(0, 1.02), ylim=(0, 1.05))


def _latency(axes: Axes, curves: Curves) -> None:
    times = curves.latency
    shares = [(number + 1) / len(times) for number in range(len(times))]
    axes.step(times, shares, color=ACCENT, linewidth=2, where="post")
    axes.set(xlabel="milliseconds", ylabel="share of answers", ylim=(0, 1.02))
    axes.set_xlim(left=0)


def _drawn(name: str, draw: Callable[[Axes], None]) -> str:
    with matplotlib.rc_context(_SETTINGS):  # type: ignore[arg-type]
        drawing = Drawing(figsize=(WIDTH, HEIGHT), layout="constrained")
        FigureCanvasSVG(drawing)
        axes = drawing.add_subplot()
        draw(axes)
        written = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        drawing.savefig(written, format="svg", transparent=True, metadata=nothing)
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = _SIZE.sub('role="presentation"', svg, count=1)
    svg = _FONT.sub("font-family: inherit", _STYLE.sub("", svg, count=1))
    svg = _IDS.sub(rf"\g<1>{name}-", svg)
    for colour, variable in _COLOURS.items():
        svg = svg.replace(colour, variable)
    return svg.strip()
