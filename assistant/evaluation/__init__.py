"""Evaluation runs over a Q&A test set: ask, judge, measure, compare, report.

`read_test_set` -> `run` (predictions) -> `judge` (each against what was expected) -> `measure`
(figures with their intervals) -> `compare` and the reports. `evaluate` does all of it.
"""

from assistant.evaluation.evaluate import Evaluation, evaluate
from assistant.evaluation.testset import GoldQuestion, TestSet, read_test_set

__all__ = ["Evaluation", "GoldQuestion", "TestSet", "evaluate", "read_test_set"]
