"""Evaluation runs over a Q&A test set: ask, judge, measure, compare, report.

`read_test_set` -> `run` (predictions) -> `judge` (each against what was expected) -> `measure`
(figures with their intervals) -> `compare` and the reports. `evaluate` does all of it.
"""

from assistant.evaluation.evaluate import Evaluation, evaluate
from assistant.evaluation.run import is_run_of
from assistant.evaluation.testset import GoldQuestion, TestSet, read_test_set

__all__ = ["Evaluation", "GoldQuestion", "TestSet", "evaluate", "is_run_of", "read_test_set"]
