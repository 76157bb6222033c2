"""The lines that a program put over a text that it fetched."""

from __future__ import annotations

import pytest

from index.ingest.metadata.machine_header import read_machine_header
from index.ingest.metadata.metadata import Metadata


def test_a_header_between_rules() -> None:
    text = (
        "==========\nTitle: The fees\nURL: https://board.example/fees\nPublished: 3 June 2021\n"
        "Scraped: 2024-01-02 10:00\nCharacters: 61160\n==========\n\nThe board met.\n"
    )
    found, start = read_machine_header(text)

    assert (found.title, found.url) == ("The fees", "https://board.example/fees")
    assert found.date == "2021-06-03"
    assert found.extra == {"Scraped": "2024-01-02 10:00", "Characters": "61160"}
    assert text[start:].strip() == "The board met."


@pytest.mark.parametrize(
    "header",
    [
        "Source URL: https://board.example\nRetrieved on: 2 January 2024\n",
        "URL: https://board.example\r\nWords: 312\r\n",
        "# URL: https://board.example\n# Downloaded: 2024-01-02T10:00:00Z\n",
    ],
)
def test_the_day_on_which_a_program_came_is_no_date(header: str) -> None:
    found, start = read_machine_header(f"{header}\nThe board met.")

    assert found.url == "https://board.example"
    assert found.date is None
    assert start > 0


@pytest.mark.parametrize(
    "text",
    [
        "VARGA: We will not raise the fee.\nLIND: No.\n\nThe end.",
        "From: Oskar Lind\nTo: Ilse Varga\nSubject: The fees\nDate: 3 June 2021\n\nDear Ilse,",
        "Title: The fees\nDate: 3 June 2021\n\nThe board met.",
        "URL: https://board.example\nVarga: We will not raise the fee for boats.\n\nThe end.",
        "Characters:\nHAMLET: prince of Denmark\n\nWho is there?",
        "Words: 12\n\nThe board met.",
        "",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert read_machine_header(text) == (Metadata(), 0)
