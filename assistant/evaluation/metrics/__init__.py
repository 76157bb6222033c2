"""The metrics of an evaluation. To add one, add a file here; nothing else has to change.

A file has `METRICS`, a sequence of `assistant.evaluation.measuring.metric.Metric`. It may have a
function `metrics_of_run(judged)` that gives more metrics for those parts of the data that a run
has, such as its question types. `assistant.evaluation.analysis.metric_registry` finds the files.
"""
