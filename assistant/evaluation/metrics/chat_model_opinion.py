"""Share of answers that a chat model considers correct, if `--judge` names one."""

from __future__ import annotations

from assistant.evaluation.measuring.metric import Metric

METRICS = [
    Metric(
        name="judged_correct",
        label="answers that the chat model considers correct",
        direction="higher is better",
        guarded=False,
        headline=60,
        order=350,
        quantities=[lambda judged: judged.opinion],
        optional=True,
    )
]
