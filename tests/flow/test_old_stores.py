"""A store made before documents had marks says what mends it, and a rebuild mends it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

WRAPPED = """The chair of the Port Authority of Tarnholm, Ingrid Solvang, said on
Tuesday that the authority would not sell the northern quay to any
private buyer before the end of 2025.

The mayor, Petter Haug, said he agreed with Ms. Solvang but wanted a
second opinion on the repair bill of 14 million crowns.
"""


@pytest.fixture
def old_store(onrecord, tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "quay.txt").write_text(WRAPPED)
    (folder / "page.html").write_text("<p>The quay is not for sale, Ingrid Solvang said.</p>")
    assert onrecord("index", folder).exit_code == 0
    with sqlite3.connect(tmp_path / ".onrecord" / "catalogue.sqlite") as catalogue:
        catalogue.execute("DROP TABLE readings")
        for column in ("place_start", "place_end"):
            catalogue.execute(f"ALTER TABLE passages DROP COLUMN {column}")
        catalogue.execute("DELETE FROM manifest WHERE key = 'reading'")
    return folder


def test_the_message_says_what_mends_it(onrecord, old_store: Path) -> None:
    result = onrecord("statements")

    assert result.exit_code == 3
    assert "were read by another version" in result.stderr
    assert "onrecord index --rebuild" in result.stderr


@pytest.mark.parametrize("files_are_there", [True, False])
def test_a_rebuild_reads_the_documents_again(
    onrecord, old_store: Path, files_are_there: bool
) -> None:
    if not files_are_there:
        for file in old_store.iterdir():
            file.unlink()
    assert onrecord("index", "--rebuild").exit_code == 0

    quote = "would not sell the northern quay to any private buyer before the end of 2025"
    match = json.loads(onrecord("cite", quote, "--json").stdout)["matches"][0]
    assert WRAPPED[match["start"] : match["end"]] == match["text"]
    assert match["speaker"] == "Ingrid Solvang"
    assert json.loads(onrecord("cite", "The quay is not for sale", "--json").stdout)["matches"]
