"""Explains why an answer was given or refused, for `onrecord ask --explain`."""

from __future__ import annotations

from assistant.citations.wording import confidence_text
from assistant.records import Answer, Retrieved

_PASSAGES_SHOWN = 8


def explain_answer(answer: Answer) -> str:
    """Text with the confidence and its parts, the passages considered and the timings."""
    decision = "answered" if answer.status == "answered" else "refused"
    lines = [f"{decision}: confidence {confidence_text(answer.confidence)}"]
    parts = ", ".join(f"{name} {value:.2f}" for name, value in answer.reasons.items())
    if parts:
        lines.append(f"  computed from: {parts}")
    if answer.short_answer:
        lines.append(f"  short answer: {answer.short_answer}")
    shown = answer.retrieved[:_PASSAGES_SHOWN]
    lines.append(f"considered (best {len(shown)}):")
    lines += [_line(rank, passage) for rank, passage in enumerate(shown, 1)]
    times = ", ".join(f"{name} {ms:.0f} ms" for name, ms in answer.timings_ms.items())
    lines.append(f"took: {times}")
    return "\n".join(lines)


def _line(rank: int, passage: Retrieved) -> str:
    by_words = f"#{passage.words_rank}" if passage.words_rank else "-"
    by_vectors = f"#{passage.vectors_rank}" if passage.vectors_rank else "-"
    signals = " ".join(f"{name} {value:.2f}" for name, value in passage.signals.items())
    text = " ".join(passage.text.split())[:90]
    return (
        f"  {rank}. score {passage.score:.2f}  by words {by_words}, by vectors {by_vectors}  "
        f"({signals})\n     {passage.document} {passage.start}-{passage.end}: {text}…"
    )
