"""Evaluation of the answers over a Q&A test set: ask, judge, measure, compare, report.

`testset_reader.read_test_set` -> `asking.ask_questions` (predictions) -> `results.judge_run`
(judged predictions) -> `metric_registry.measure_run` (metrics) -> intervals, comparison, breakdown
-> `report`. `evaluate.evaluate` does all of it. `metrics/` has a file for each group of metrics.
"""

from assistant.evaluation.analysis.outcome import Evaluation
from assistant.evaluation.asking import is_run_of
from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.judging.records import GoldQuestion, TestSet
from assistant.evaluation.testset_reader import read_test_set

__all__ = ["Evaluation", "GoldQuestion", "TestSet", "evaluate", "is_run_of", "read_test_set"]
