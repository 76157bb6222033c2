"""Progress of long commands where nobody watches a bar: lines in a log, not too many."""

from __future__ import annotations

import pytest

from assistant.commands import progress
from assistant.commands.progress import progress_bar


@pytest.mark.parametrize(
    ("unit", "total", "lines"),
    [
        ("quotations", 4_000, ["2,000 of 4,000 quotations", "4,000 of 4,000 quotations"]),
        ("B", 4 * 1024**2, ["2.0 of 4.0 MB", "4.0 of 4.0 MB"]),
    ],
)
def test_without_a_terminal_a_line_is_written_at_intervals(
    capsys, monkeypatch, unit: str, total: int, lines: list[str]
):
    clock = iter([0, 6, 12, 24])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    with progress_bar("checking", unit) as show:
        for done in (total // 4, total // 2, total):
            show(done, total, "draft.txt")
    assert capsys.readouterr().err.splitlines() == [f"checking: {one}" for one in lines]
