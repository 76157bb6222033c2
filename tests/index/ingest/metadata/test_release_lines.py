"""Lines that label a release and say who issues it and when: "Media release, BODY, 4 June"."""

import pytest

from index.ingest.metadata.publication_dates import publication_date
from index.ingest.metadata.title_and_outlet import find_outlet, find_title

TITLE = "Lakeford Water restores supply to Upper Mill"
TEXT = "Supply was restored to 2,300 homes at 6.40 this morning after a main burst in the night."


def release(line: str) -> str:
    return f"{TITLE}\n\n{line}\n\n{TEXT}\n"


@pytest.mark.parametrize(
    "line",
    [
        "Media release, Lakeford Water Corporation, 4 June 2025",
        "**Media release, Lakeford Water Corporation, 4 June 2025**",
        "Media Statement | Lakeford Water Corporation | 4 June 2025",
        "Press notice · Lakeford Water Corporation · 4 June 2025",
        "4 June 2025 | Lakeford Water Corporation | News release",
        "NEWS RELEASE – Lakeford Water Corporation – June 4, 2025",
    ],
)
def test_a_line_with_label_body_and_date(line: str):
    text = release(line)
    assert publication_date(text) == "2025-06-04"
    assert find_outlet(text) == "Lakeford Water Corporation"
    assert find_title(text) == TITLE


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Media release, London, 4 June 2025", "2025-06-04"),
        ("Media release, New York, 4 June 2025", "2025-06-04"),
        ("Press statement, Lund Bay, Wednesday 4 June 2025", "2025-06-04"),
        ("Media release: 4 June 2025", "2025-06-04"),
        ("Media release on the supply that we cut on 4 June 2025 and on what comes next", None),
    ],
)
def test_no_place_and_no_sentence_is_who_issues_a_release(line: str, date: str | None):
    text = release(line)
    assert publication_date(text) == date
    assert find_outlet(text) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("*The Lakeford Review, 4 June 2025. The author is a teacher.*", "The Lakeford Review"),
        ("Lakeford Herald, 4 June 2025, by our own reporter", "Lakeford Herald"),
        ("Ada Brandt, 4 June 2025. The author is a teacher.", None),
    ],
)
def test_the_paper_at_the_beginning_of_a_line_about_the_author(line: str, outlet: str | None):
    assert find_outlet(f"# Let the owls be\n\n*By Ada Brandt*\n\n{line}\n\n{TEXT}\n") == outlet
