"""Tables of statements and footnotes of a Word file, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest


@pytest.fixture
def indexed(onrecord, tmp_path: Path):
    document = docx.Document()
    document.add_heading("Statements on the northern quay")
    table = document.add_table(rows=1, cols=3)
    rows = [
        ("Ingrid Solvang", "1 June 2021", "The quay is not for sale."),
        ("Petter Haug", "2 June 2021", "We have asked for an audit."),
        ("Berit Lunde", "2 June 2021", "Repairs will cost 14 million crowns."),
    ]
    for cell, word in zip(table.rows[0].cells, ("Speaker", "Date", "Statement"), strict=True):
        cell.text = word
    for row in rows:
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = word
    (tmp_path / "documents").mkdir()
    document.save(str(tmp_path / "documents" / "quay.docx"))
    assert onrecord("index", tmp_path / "documents").exit_code == 0
    return onrecord


@pytest.mark.parametrize(
    ("quote", "speaker", "other"),
    [
        ("The quay is not for sale", "Ingrid Solvang", "Petter Haug"),
        ("We have asked for an audit", "Petter Haug", "Berit Lunde"),
        ("Repairs will cost 14 million crowns", "Berit Lunde", "Ingrid Solvang"),
    ],
)
def test_a_row_is_its_speakers(indexed, quote: str, speaker: str, other: str) -> None:
    right = json.loads(indexed("cite", quote, "--speaker", speaker, "--json").stdout)
    wrong = json.loads(indexed("cite", quote, "--speaker", other, "--json").stdout)

    assert right["verdict"] == "verbatim"
    assert right["matches"][0]["attribution"] == "confirmed"
    assert wrong["verdict"] == "misattributed"


def test_the_date_of_a_row_is_not_the_documents(indexed) -> None:
    assert json.loads(indexed("list", "--json").stdout)["date"] is None


def test_a_rebuild_keeps_the_speakers(indexed) -> None:
    assert indexed("index", "--rebuild").exit_code == 0
    statements = [json.loads(line) for line in indexed("statements", "--json").stdout.splitlines()]

    assert [statement["speaker"] for statement in statements] == [
        "Ingrid Solvang",
        "Petter Haug",
        "Berit Lunde",
    ]
