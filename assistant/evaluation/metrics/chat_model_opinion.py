"""What a chat model says of the answers, if `--judge` asked one."""

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
