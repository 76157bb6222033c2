"""Why an answer was given or refused, for `--explain`."""

from __future__ import annotations

from assistant.citations.wording import confidence_text
from assistant.records import Answer, Retrieved

_SHOWN = 8


def explanation(answer: Answer) -> str:
    """The passages considered, their ranks and signals, and what made the confidence."""
    verdict = "answered" if answer.status == "answered" else "refused"
    lines = [f"{verdict}: confidence {confidence_text(answer.confidence)}"]
    parts = ", ".join(f"{name} {value:.2f}" for name, value in answer.reasons.items())
    if parts:
        lines.append(f"  made from: {parts}")
    if answer.short_answer:
        lines.append(f"  short answer: {answer.short_answer}")
    lines.append(f"considered (best {min(_SHOWN, len(answer.retrieved))}):")
    lines += [_line(place, passage) for place, passage in enumerate(answer.retrieved[:_SHOWN], 1)]
    times = ", ".join(f"{name} {ms:.0f} ms" for name, ms in answer.timings_ms.items())
    lines.append(f"took: {times}")
    return "\n".join(lines)


def _line(place: int, passage: Retrieved) -> str:
    by_words = f"#{passage.words_rank}" if passage.words_rank else "-"
    by_vectors = f"#{passage.vectors_rank}" if passage.vectors_rank else "-"
    signals = " ".join(f"{name} {value:.2f}" for name, value in passage.signals.items())
    text = " ".join(passage.text.split())[:90]
    return (
        f"  {place}. score {passage.score:.2f}  by words {by_words}, by vectors {by_vectors}  "
        f"({signals})\n     {passage.document} {passage.start}-{passage.end}: {text}…"
    )
