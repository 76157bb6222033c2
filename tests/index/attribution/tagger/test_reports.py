"""Reports are read from scores: the likeliest cue, source and content of each."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from index.attribution.tagger.reports import (
    MAX_CONTENT_TOKENS,
    CueTokens,
    Report,
    find_cues,
    read_reports,
)
from index.attribution.tagger.windows import Window
from index.records import Span


def window_of(*paragraphs: int) -> Window:
    """A window of one-character tokens, by the paragraph of each."""
    count = len(paragraphs)
    places = [Span(2 * at, 2 * at + 1) for at in range(count)]
    return Window([0] * count, places, [0] * count, list(paragraphs))


def labels(*probabilities: tuple[float, float]) -> np.ndarray:
    """Scores of tokens, by how likely each begins a cue and is inside one."""
    rows = [(1 - begin - inside, begin, inside) for begin, inside in probabilities]
    return np.log(np.asarray(rows, np.float32) + 1e-9)


@pytest.mark.parametrize(
    ("probabilities", "paragraphs", "expected"),
    [
        ([(0, 0), (0.9, 0), (0, 0)], (0, 0, 0), [(1, 1)]),
        ([(0.9, 0), (0, 0.8), (0, 0.8), (0, 0.4)], (0, 0, 0, 0), [(0, 2)]),
        ([(0.9, 0), (0, 0.8), (0, 0.8)], (0, 0, 1), [(0, 1)]),
        ([(0, 0), (0.6, 0), (0.6, 0)], (0, 0, 0), [(1, 1), (2, 2)]),
        ([(0.4, 0), (0, 0.9)], (0, 0), []),
    ],
)
def test_a_cue_goes_on_while_tokens_are_inside_it(
    probabilities: list[tuple[float, float]],
    paragraphs: tuple[int, ...],
    expected: list[tuple[int, int]],
):
    cues = find_cues(labels(*probabilities), window_of(*paragraphs), 0.5)
    assert [(one.first, one.last) for one in cues] == expected


def test_a_cue_has_the_probability_of_its_beginning():
    (cue,) = find_cues(labels((0.7, 0.1), (0, 0.9)), window_of(0, 0), 0.5)
    assert cue.probability == pytest.approx(0.7, abs=1e-3)


def reports_of(
    window: Window,
    cue: int,
    source: tuple[int, int] | None,
    content: tuple[int, int] | None,
    least: float = 0.5,
    probability: float = 0.9,
    likeliness: float = 20.0,
) -> list[Report]:
    """The reports where a cue's source and content have by far the highest scores."""
    ends = np.zeros((1, 4, len(window.ids)), np.float32)
    absent = np.zeros((1, 2), np.float32)
    for number, tokens in enumerate((source, content)):
        if tokens is None:
            absent[0, number] = likeliness
        else:
            ends[0, 2 * number, tokens[0]] = ends[0, 2 * number + 1, tokens[1]] = likeliness
    cues = [CueTokens(cue, cue, probability)]
    return list(read_reports(window, cues, ends, absent, least))


def test_parts_are_spans_of_the_text():
    (report,) = reports_of(window_of(0, 0, 0, 0, 0), 1, (0, 0), (2, 4))
    assert report[:3] == (Span(0, 1), Span(2, 3), Span(4, 9))
    assert report.confidence == pytest.approx(0.9, abs=1e-3)


def test_a_report_may_lack_a_source_but_no_content():
    window = window_of(0, 0, 0)
    (report,) = reports_of(window, 1, None, (2, 2))
    assert report.source is None
    assert reports_of(window, 1, (0, 0), None, least=0) == []


def test_parts_stand_in_the_paragraph_of_their_cue():
    window = window_of(0, 0, -1, 1, 1)
    assert reports_of(window, 3, None, (0, 1)) == []
    (report,) = reports_of(window, 3, (0, 0), (4, 4))
    assert report.source is None


def test_no_content_ends_before_it_begins_or_is_too_long():
    window = window_of(*[0] * (MAX_CONTENT_TOKENS + 10))
    (report,) = reports_of(window, 5, None, (0, MAX_CONTENT_TOKENS - 1))
    assert report.content == Span(0, 2 * MAX_CONTENT_TOKENS - 1)
    for first, last in ((9, 3), (0, MAX_CONTENT_TOKENS)):
        assert reports_of(window, 5, None, (first, last)) == []
        (report,) = reports_of(window, 5, None, (first, last), least=0)
        ends = report.content.start == 2 * first, report.content.end == 2 * last + 1
        assert sorted(ends) == [False, True]


@pytest.mark.parametrize(("least", "count"), [(0.85, 1), (0.95, 0)])
def test_a_doubtful_report_is_left_out(least: float, count: int):
    assert len(reports_of(window_of(0, 0, 0), 1, (0, 0), (2, 2), least)) == count


def test_a_doubtful_content_lowers_the_confidence_a_little():
    window = window_of(0, 0, 0)
    # Scores of log(8) over 0 of two other tokens and of absence: a probability of 8 in 11 each.
    (report,) = reports_of(window, 1, None, (2, 2), likeliness=log(8), probability=1.0)
    assert report.confidence == pytest.approx((8 / 11) ** (2 * 0.25), abs=1e-3)
