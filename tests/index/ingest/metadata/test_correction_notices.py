"""Notices above a text that say what was corrected, and facts with a date, are no head."""

import pytest

from index.ingest.metadata.publication_dates import publication_date
from index.ingest.metadata.title_and_outlet import find_outlet, find_title

PROSE = "The slip at Orsund will open on 1 July, the harbour master said on Monday.\n"
HEADS = {
    "markdown": "# Harbour to open new slip\n\n**Press release**, 1 June 2021\n\n",
    "plain": "Harbour to open new slip\n\nPress release\n1 June 2021\n\n",
    "paper": "Harbour to open new slip\n\nBy Ada Lund\nOrsund Herald, 1 June 2021\n\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    "notice",
    [
        "**Correction, 4 June 2021:** Two statements in this release are withdrawn; see below.",
        "**Correction, 4 June:** Two statements in this release are withdrawn.",
        "> *Correction (4 June 2021): the number of boats was wrong.*",
        "CORRECTION - 4 June 2021: The number of boats was wrong.",
        "Editor’s note: An earlier version of this article gave the wrong number.",
        "Clarification: A number in this text was wrong.\nIt was put right on 4 June 2021.",
    ],
)
def test_a_notice_is_neither_title_nor_date(head, notice):
    text = f"{notice}\n\n{head}{PROSE}"
    assert find_title(text) == "Harbour to open new slip"
    assert publication_date(text) == "2021-06-01"
    assert find_outlet(text) == find_outlet(head + PROSE)


@pytest.mark.parametrize(
    "headline",
    ["Correction to number of boats at Orsund", "# Correction: number of boats at Orsund"],
)
def test_the_headline_of_a_correction_stays(headline):
    text = f"{headline}\n\nPress release\n4 June 2021\n\n{PROSE}"
    assert find_title(text) == headline.lstrip("# ")
    assert publication_date(text) == "2021-06-04"


def test_a_correction_that_stands_alone_has_its_own_date():
    assert publication_date(f"Correction, 4 June 2021: Nine boats sank.\n\n{PROSE}") == "2021-06-04"


@pytest.mark.parametrize(
    "fact",
    [
        "Opened: 2 June 1934",
        "**Built:** 2 June 1934",
        "| Founded | 2 June 1934 |",
        "Last rebuilt: 2 June 1934",
        "Deadline: 2 June 1934",
        "Port first opened: 2 June 1934",
    ],
)
def test_a_fact_about_a_thing_does_not_date_a_document(fact):
    assert publication_date(f"# The slip at Orsund\n\n{fact}\n\n{PROSE}") is None
    text = f"# The slip at Orsund\n\n{fact}\n\nPress release, 1 June 2021\n\n{PROSE}"
    assert publication_date(text) == "2021-06-01"
    assert find_title(text) == "The slip at Orsund"


@pytest.mark.parametrize(
    "label",
    ["Published", "Issued", "First posted", "Released", "Date", "Hearing", "Speech delivered"],
)
def test_the_date_of_a_document_stays(label):
    text = f"# The slip at Orsund\n\n{label}: 2 June 2021\n\n{PROSE}"
    assert publication_date(text) == "2021-06-02"
