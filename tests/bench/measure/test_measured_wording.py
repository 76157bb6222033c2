"""The script that finds words put into somebody's mouth."""

from __future__ import annotations

from pathlib import Path

import pytest
from wording import find_all

ARTICLE = (
    "“We will not raise the toll,” Ada Brandt told reporters. She said the piers were old.\n"
    "''It rains,'' said Bo Kerr, who had read the letter: 'Go home now.'\n"
)
TRANSCRIPT = (
    "MS. BRANDT: The toll stays.\n\nMR. LIND: Why?\n\nMS. BRANDT: It pays for the piers.\n\n"
    "MR. LIND: Thank you.\n"
)


def kinds(folder: Path, text: str, answer: str, quote: str) -> list[str]:
    (folder / "a.txt").write_bytes(text.encode())
    start = text.index(quote)
    place = {"marker": 1, "document": "a.txt", "start": start, "end": start + len(quote)}
    row = {"question": "?", "status": "answered", "answer": answer, "citations": [place]}
    return [one.kind for one in find_all(row, folder)]


@pytest.mark.parametrize(
    ("text", "answer", "quote"),
    [
        (ARTICLE, "Ada Brandt said (X): “We will not raise the toll” [1]", ARTICLE[:56]),
        (ARTICLE, "Bo Kerr said (X): “It rains” [1] (also in 2 other documents)", "It rains"),
        (
            ARTICLE,
            "X wrote, of what Brandt said:\n> She said the piers were old. [1]",
            ARTICLE[57:85],
        ),
        (TRANSCRIPT, "Brandt said (X): “It pays for the piers.” [1]", "It pays for the piers."),
    ],
)
def test_what_the_source_quotes_and_what_is_set_apart_is_right(
    tmp_path: Path, text: str, answer: str, quote: str
):
    assert kinds(tmp_path, text, answer, quote) == []


@pytest.mark.parametrize(
    ("text", "answer", "quote", "kind"),
    [
        (ARTICLE, "Brandt said (X): “the piers were old” [1]", "the piers were old", "unquoted"),
        (ARTICLE, "Brandt said (X): “We will raise the toll” [1]", ARTICLE[:56], "not there"),
        (ARTICLE, "X wrote:\n> She said nothing. [1]", ARTICLE[57:85], "not there"),
        (
            ARTICLE,
            "Brandt said (X): “We will not raise the toll,” Ada Brandt told reporters. [1]",
            ARTICLE[:56],
            "doubled attribution",
        ),
        (
            TRANSCRIPT,
            "Brandt said (X): “MS. BRANDT: The toll stays.” [1]",
            "MS. BRANDT: The toll stays.",
            "label",
        ),
    ],
)
def test_each_kind_of_misquotation_is_found(
    tmp_path: Path, text: str, answer: str, quote: str, kind: str
):
    assert kinds(tmp_path, text, answer, quote) == [kind]
