"""Why an answer was given or refused, as a part of it that opens."""

from __future__ import annotations

from assistant.markup import escape
from assistant.records import Answer, Retrieved
from assistant.ui.render.links import of_passage
from assistant.wording import confidence_text

__all__ = ["why"]

_SHOWN = 8


def why(answer: Answer) -> str:
    """What made the confidence, the passages considered, and how long it took."""
    verdict = "Answered" if answer.status == "answered" else "Refused"
    parts = [f"<p>{verdict} with confidence {escape(confidence_text(answer.confidence))}.</p>"]
    if answer.reasons:
        rows = "".join(
            f"<div><dt>{escape(name.replace('_', ' '))}</dt><dd>{_figure(value)}</dd></div>"
            for name, value in answer.reasons.items()
        )
        parts.append(f'<h4>What made the confidence</h4><dl class="or-figures">{rows}</dl>')
    if answer.retrieved:
        shown = answer.retrieved[:_SHOWN]
        items = "".join(map(_considered, shown))
        parts.append(
            f'<h4>Passages considered, best first</h4><ol class="or-considered">{items}</ol>'
        )
    if answer.timings_ms:
        took = ", ".join(f"{escape(name)} {ms:.0f} ms" for name, ms in answer.timings_ms.items())
        parts.append(f'<p class="or-note">Took {took}.</p>')
    return (
        '<details class="or-why"><summary>Why this answer</summary>'
        f"<div>{''.join(parts)}</div></details>"
    )


def _considered(one: Retrieved) -> str:
    name = escape((one.title or "").strip() or one.document)
    found = []
    if one.words_rank:
        found.append(f"by words #{one.words_rank}")
    if one.vectors_rank:
        found.append(f"by meaning #{one.vectors_rank}")
    signals = ", ".join(f"{escape(name)} {value:.2f}" for name, value in one.signals.items())
    told = " · ".join([f"score {one.score:.2f}", *found, *([signals] if signals else [])])
    return (
        f'<li><a class="or-link" href="#or-source" {of_passage(one)} dir="auto">{name}</a>'
        f'<span class="or-note">{told}</span></li>'
    )


def _figure(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else escape(str(value))
