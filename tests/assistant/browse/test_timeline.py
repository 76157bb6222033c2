"""The figures of a timeline."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.browse.timeline import MAX_TIMELINE_SPEAKERS, timeline
from index.records import Statement


def said(speaker: str | None, date: str | None, number: int = 1):
    return SimpleNamespace(date=date, number=number), Statement(
        start=0, end=1, kind="direct", speaker=speaker
    )


def as_written(number: int, speaker: str) -> str:
    return speaker


def test_who_is_heard_most_comes_first_under_one_name():
    found = [
        said("Ada", "2022-10-14"), said("Ada Byron", "2022-10-14"), said("Bo", "2022-10-20"),
        said(None, "2022-10-14"), said("Ada", None),
    ]  # fmt: skip
    shown = timeline(found, lambda _, name: "Ada Byron" if name == "Ada" else name)
    assert shown is not None
    assert list(shown.lines.items()) == [
        ("Ada Byron", {"2022-10-14": 2}), ("Bo", {"2022-10-20": 1}),
    ]  # fmt: skip
    assert (shown.first, shown.last, shown.step) == ("2022-10-14", "2022-10-20", "day")
    assert (shown.others, shown.undated) == (1, 1)


def test_one_name_may_mean_two_people_in_two_documents():
    found = [said("Brandt", "2022-10-14", 1), said("Brandt", "2022-10-14", 2)]
    shown = timeline(found, lambda number, name: ("Ada", "Bo")[number - 1] + f" {name}")
    assert shown is not None
    assert set(shown.lines) == {"Ada Brandt", "Bo Brandt"}


@pytest.mark.parametrize(
    ("last", "step", "point"),
    [("2022-02-01", "day", "2022-01-01"), ("2023-01-01", "month", "2022-01"),
     ("2040-01-01", "year", "2022")],
)  # fmt: skip
def test_a_long_time_is_told_in_long_steps(last, step, point):
    shown = timeline([said("Ada", "2022-01-01"), said("Ada", last)], as_written)
    assert shown is not None
    assert (shown.step, next(iter(shown.lines["Ada"]))) == (step, point)


def test_those_without_a_line_are_counted():
    found = [said(f"Name {n}", "2022-01-01") for n in range(MAX_TIMELINE_SPEAKERS + 3)]
    shown = timeline(found, as_written)
    assert shown is not None
    assert (len(shown.lines), shown.others) == (MAX_TIMELINE_SPEAKERS, 3)


def test_without_a_date_or_a_name_there_is_none():
    assert timeline([said("Ada", None), said(None, "2022-01-01")], as_written) is None
