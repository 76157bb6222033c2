"""Captions of a hearing, from the command line: who said it, and at which time."""

from __future__ import annotations

import json
from pathlib import Path

CAPTIONS = """WEBVTT

00:12:04.000 --> 00:12:07.000
<v Anna Holm>The northern quay is not for sale,

00:12:07.000 --> 00:12:09.500
<v Anna Holm>and it will not be while I am here.

00:12:10.000 --> 00:12:12.000
<v Bo Lind>Eleven offers came in since March.
"""


def test_a_quote_from_captions_has_its_time(onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "hearing.vtt").write_text(CAPTIONS)
    assert onrecord("index", folder).exit_code == 0

    quote = "The northern quay is not for sale, and it will not be while I am here"
    match = json.loads(onrecord("cite", quote, "--json").stdout)["matches"][0]
    assert match["time"] == "00:12:04"
    assert ", at 00:12:04, characters" in onrecord("cite", quote).stdout
    later = json.loads(onrecord("cite", "it will not be while I am here", "--json").stdout)
    assert later["matches"][0]["time"] == "00:12:07"

    statements = onrecord("statements", "--json").stdout.splitlines()
    said = [json.loads(line) for line in statements]
    assert [(one["speaker"], one["time"]) for one in said] == [
        ("Anna Holm", "00:12:04"),
        ("Bo Lind", "00:12:10"),
    ]
    shown = onrecord("show", "hearing.vtt", "--span", f"{match['start']}:{match['end']}", "--json")
    assert json.loads(shown.stdout)["time"] == "00:12:04"
