"""Whether checking a quote gives the expected verdict."""

from __future__ import annotations

from assistant.evaluation.measuring.metric import Metric

METRICS = [
    Metric(
        name="quote_verdict",
        label="right verdict on a quote",
        direction="higher is better",
        guarded=True,
        headline=130,
        order=360,
        quantities=[lambda judged: judged.verdict],
        undefined="the set has no quotes to check",
    )
]
