"""Words that a document tells as not said, or only possible, are nobody's claim."""

from __future__ import annotations

import json

import pytest

DAM = """The dam and the valley

Engineer Mara Lund did not say that the dam had been closed.

Mayor Ole Berg refused to say whether the valley was safe.

If union leader Siri Dahl says the strike is over, the buses will run.

Treasurer Nils Foss denied that he had promised a new school.

“The bridge is safe,” Lund said.
"""


@pytest.fixture
def dam(onrecord, corpus) -> None:
    assert onrecord("index", corpus({"dam.txt": DAM})).exit_code == 0


def test_statements_are_shown_with_their_stance(onrecord, dam):
    rows = [json.loads(line) for line in onrecord("statements", "--json").stdout.splitlines()]
    assert {row["speaker"].split()[-1]: row["stance"] for row in rows[:-1]} == {
        "Lund": "unsaid",
        "Berg": "unsaid",
        "Dahl": "hypothetical",
        "Foss": "denies",
    }
    assert rows[-1]["stance"] == "says"
    listed = onrecord("statements").stdout
    assert "[not said] that the dam had been closed" in listed
    assert "[denied] that he had promised a new school" in listed
    assert "\n      “The bridge is safe,”" in listed


@pytest.mark.parametrize(
    ("quote", "speaker", "stance"),
    [
        ("the dam had been closed", "Mara Lund", "unsaid"),
        ("the valley was safe", "Ole Berg", "unsaid"),
        ("the strike is over", "Siri Dahl", "hypothetical"),
        ("he had promised a new school", "Nils Foss", "denies"),
    ],
)
def test_words_that_were_not_said_are_not_confirmed(onrecord, dam, quote, speaker, stance):
    verdict = json.loads(onrecord("cite", quote, "--speaker", speaker, "--json").stdout)
    (match,) = verdict["matches"]
    assert (match["attribution"], match["stance"]) == ("unknown", stance)
    said = onrecord("cite", quote, "--speaker", speaker).stdout
    assert f"the text does not say that {speaker} said them" in said


def test_somebody_else_did_not_say_them_either(onrecord, dam):
    result = onrecord("cite", "the dam had been closed", "--speaker", "Ole Berg", "--json")
    assert json.loads(result.stdout)["matches"][0]["attribution"] == "unknown"


def test_said_words_are_confirmed(onrecord, dam):
    result = onrecord("cite", "The bridge is safe", "--speaker", "Mara Lund", "--json")
    verdict = json.loads(result.stdout)
    assert (verdict["verdict"], verdict["matches"][0]["attribution"]) == ("verbatim", "confirmed")
    assert verdict["matches"][0]["stance"] == "says"
