"""When a statement was made, by its document and by the words beside it."""

from __future__ import annotations

import pytest

from assistant.answering.from_records.statement_dates import date_of_statement, is_in_period
from index.records import Span, Statement

CONTENT = "the toll will fall"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Brandt said {CONTENT}.", "2021-05-06"),
        (f"Brandt said on Tuesday that {CONTENT}.", "2021-05-04"),
        (f"Brandt said on Thursday that {CONTENT}.", "2021-05-06"),
        (f"Brandt said yesterday that {CONTENT}.", "2021-05-05"),
        (f"Brandt said on 3 May 2021 that {CONTENT}.", "2021-05-03"),
        (f"Brandt said last year that {CONTENT}.", None),
        (f"Two weeks ago Brandt said {CONTENT}.", None),
    ],
)
def test_the_day_of_a_statement(sentence, expected):
    start = sentence.index(CONTENT)
    said = Statement(start=start, end=start + len(CONTENT), kind="indirect", speaker="Brandt")
    # 6 May 2021 was a Thursday.
    assert date_of_statement("2021-05-06", said, Span(0, len(sentence)), sentence) == expected


def test_a_day_that_is_said_is_not_the_day_of_saying():
    sentence = "Brandt said the toll will fall on Monday."
    start = sentence.index("the toll")
    said = Statement(start=start, end=len(sentence) - 1, kind="indirect", speaker="Brandt")
    assert date_of_statement("2021-05-06", said, Span(0, len(sentence)), sentence) == "2021-05-06"
    assert date_of_statement(None, said, Span(0, len(sentence)), sentence) is None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("March", True),
        ("March 2021", True),
        ("2021", True),
        ("5 March 2021", True),
        ("5 March", True),
        ("6 March", False),
        ("April", False),
        ("March 2020", False),
    ],
)
def test_periods(period, expected):
    assert is_in_period("2021-03-05", period) is expected
    assert not is_in_period(None, period)
