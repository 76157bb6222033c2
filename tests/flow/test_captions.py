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
    whole = onrecord("show", "hearing.vtt").stdout.splitlines()
    assert whole[0].startswith("00:12:04  Anna Holm: The northern quay is not for sale, and it")
    assert whole[1].startswith("00:12:10  Bo Lind: Eleven offers")
    place = f"{match['start']}:{match['end']}"
    assert onrecord("show", "hearing.vtt", "--span", place).stdout.startswith("at 00:12:04:\n")
    shown = onrecord("show", "hearing.vtt", "--span", f"{match['start']}:{match['end']}", "--json")
    assert json.loads(shown.stdout)["time"] == "00:12:04"


def test_a_long_turn_shows_its_times_every_half_minute(onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    cues = [
        f"00:{second // 60:02}:{second % 60:02}.000 --> 00:{second // 60:02}:{second % 60:02}.900\n"
        f"Point {second} is settled.\n"
        for second in range(0, 100, 5)
    ]
    (folder / "talk.srt").write_text("\n".join(cues))
    assert onrecord("index", folder).exit_code == 0
    shown = onrecord("show", "talk.srt").stdout.splitlines()
    assert [line[:8] for line in shown] == ["00:00:00", "00:00:30", "00:01:00", "00:01:30"]
    assert shown[1] == "00:00:30  " + " ".join(f"Point {at} is settled." for at in range(30, 60, 5))


def test_captions_in_a_text_file_are_refused_with_the_way_out(onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "hearing.txt").write_text(CAPTIONS)
    srt = CAPTIONS.removeprefix("WEBVTT\n\n").replace("<v Anna Holm>", "").replace(".000", ",000")
    (folder / "talk.txt").write_text(f"\ufeff1\r\n{srt}")
    (folder / "manual.txt").write_text("WEBVTT is a format of captions.\n\nIt has time lines: -->")
    result = onrecord("index", folder)
    assert result.exit_code == 1
    assert "hearing.txt" in result.stderr and "rename it to end in .vtt" in result.stderr
    assert "talk.txt" in result.stderr and "rename it to end in .srt" in result.stderr
    assert "manual.txt" not in result.stderr
