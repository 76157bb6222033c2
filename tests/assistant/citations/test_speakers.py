import pytest

from assistant.citations.speakers import find_main_statement
from index.records import Statement


def statement(start: int, end: int, speaker: str) -> Statement:
    return Statement(start=start, end=end, kind="direct", speaker=speaker)


FIRST, SECOND = statement(0, 30, "Ada Brandt"), statement(30, 100, "Otto Lind")


@pytest.mark.parametrize(
    ("start", "end", "speaker"),
    [
        (0, 20, "Ada Brandt"),
        (10, 45, "Ada Brandt"),
        (20, 60, "Otto Lind"),
        (90, 200, "Otto Lind"),
    ],
)
def test_the_main_statement_covers_most_of_a_stretch(start: int, end: int, speaker: str):
    found = find_main_statement([FIRST, SECOND], start, end)
    assert found is not None
    assert found.speaker == speaker


def test_where_nobody_speaks_there_is_no_find_main_statement():
    assert find_main_statement([FIRST, SECOND], 100, 120) is None
    assert find_main_statement([], 0, 20) is None
