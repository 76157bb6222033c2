"""A release, from the command line: the body that issues it is not quoted, nor anybody accused."""

from __future__ import annotations

import json
from pathlib import Path

RELEASE = """Ministry of Roads
PRESS RELEASE
3 June 2021

Toll on the Sund bridge ends

The Ministry of Roads ends the toll on 1 May. Lorries paid 40 crowns for each crossing since 2019.

“Nobody will miss the booths,” the minister, Ilse Varga, said.
"""


def _verdict(onrecord, quote: str, speaker: str) -> tuple[str, str]:
    verdict = json.loads(onrecord("cite", quote, "--speaker", speaker, "--json").stdout)
    return verdict["verdict"], verdict["matches"][0]["attribution"]


def test_a_release_in_the_words_of_the_body_that_issues_it(onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "toll.txt").write_text(RELEASE, encoding="utf-8")
    assert onrecord("index", folder).exit_code == 0

    listed = onrecord("statements", "--speaker", "Ministry of Roads").stdout
    assert "Ministry of Roads — issued (indirect)" in listed
    assert "Lorries paid 40 crowns" in listed
    assert "booths" not in listed

    own = "Lorries paid 40 crowns for each crossing since 2019"
    assert _verdict(onrecord, own, "Ministry of Roads") == ("verbatim", "confirmed")
    assert _verdict(onrecord, own, "the Ministry of Roads") == ("verbatim", "confirmed")
    # The minister may well say what the ministry writes: that is no reason to accuse.
    assert _verdict(onrecord, own, "Ilse Varga") == ("verbatim", "unknown")
    theirs = "Nobody will miss the booths"
    assert _verdict(onrecord, theirs, "Ilse Varga") == ("verbatim", "confirmed")
