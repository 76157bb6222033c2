"""Whether citations resolve to their exact text, reach the evidence and name its speaker."""

from __future__ import annotations

from assistant.evaluation.measuring.aggregation import ratio
from assistant.evaluation.measuring.metric import Metric

_NOTHING_CITED = "nothing was cited"
_NO_EVIDENCE = "no answered question names its evidence"

METRICS = [
    Metric(
        name="citation_integrity",
        label="citations that resolve to their exact characters",
        direction="higher is better",
        guarded=True,
        headline=70,
        order=500,
        quantities=[
            lambda judged: judged.intact if judged.citations else None,
            lambda judged: judged.citations or None,
        ],
        aggregate=ratio,
        undefined=_NOTHING_CITED,
    ),
    Metric(
        name="citation_whole_words",
        label="citations that begin and end between words",
        direction="higher is better",
        guarded=True,
        headline=None,
        order=510,
        quantities=[
            lambda judged: judged.whole if judged.citations else None,
            lambda judged: judged.citations or None,
        ],
        aggregate=ratio,
        undefined=_NOTHING_CITED,
    ),
    Metric(
        name="citation_precision",
        label="citations that overlap the evidence",
        direction="higher is better",
        guarded=False,
        headline=None,
        order=520,
        quantities=[
            lambda judged: judged.relevant if judged.cited else None,
            lambda judged: judged.cited or None,
        ],
        aggregate=ratio,
        undefined=_NO_EVIDENCE,
    ),
    Metric(
        name="citation_recall",
        label="answers that cite the evidence",
        direction="higher is better",
        guarded=True,
        headline=80,
        group_heading="cites it",
        order=530,
        quantities=[lambda judged: judged.recalled],
        undefined=_NO_EVIDENCE,
    ),
    Metric(
        name="citation_speaker",
        label="the cited words have the right speaker",
        direction="higher is better",
        guarded=True,
        headline=90,
        order=540,
        quantities=[lambda judged: judged.speaker],
        undefined="no citation reaches evidence whose speaker is named",
    ),
]
